"""'Did you mean': the nearest known words to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest known word, or ``otherwise`` when none is near."""
    # Keys of author and year look alike without being meant; words of the vocabulary do not.
    cutoff = 0.8 if any(sign.isdigit() for sign in word) else 0.6
    near = get_close_matches(word, sorted(known), 1, cutoff)
    return f"did you mean '{near[0]}'?" if near else otherwise
