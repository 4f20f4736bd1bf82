"""claimcards: from YAML evidence cards to a searchable site of claims, for and against."""

from __future__ import annotations

__version__ = "0.1.0"
