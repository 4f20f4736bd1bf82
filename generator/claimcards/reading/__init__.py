"""From files to text that knows its place: YAML cards and BibTeX entries.

Nothing here knows what a claim is. Every scalar stays text as it was written, and every
problem is a diagnostic with its line and column.
"""
