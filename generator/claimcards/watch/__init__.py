"""What happens outside after a card was written: works retracted or corrected, new literature.

Pure: answers of registries come in as values, lists and the text of files go out.
"""
