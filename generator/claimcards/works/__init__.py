"""Works as registries know them: who they are, whether we have them, and how a card begins.

Pure: what a registry answered comes in as values, text for files goes out.
"""
