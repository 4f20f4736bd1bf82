"""claimcards: from YAML evidence cards to a searchable site of claims, for and against."""

__version__ = "0.1.0"
