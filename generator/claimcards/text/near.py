"""'Did you mean': the nearest known words to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

from claimcards.text.folding import fold_words

CANDIDATES = 5
"""Near words that are looked at: the nearest may only share the beginning of a family of ids."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest known word, or ``otherwise`` when none is near."""
    # Keys of author and year look alike without being meant; words of the vocabulary do not.
    cutoff = 0.8 if any(sign.isdigit() for sign in word) else 0.6
    # Capitals, accents and blanks for hyphens are no part of what is compared.
    spelt = {_fold(other): other for other in sorted(known, reverse=True)}
    asked = _fold(word)
    near = get_close_matches(asked, sorted(spelt), CANDIDATES, cutoff)
    meant = next((other for other in near if _find_alike(asked, other) >= cutoff), None)
    return f"did you mean '{spelt[meant]}'?" if meant else otherwise


def _fold(word: str) -> str:
    return fold_words(word).replace(" ", "-")


def _find_alike(word: str, other: str) -> float:
    """How alike two words are without the parts that both begin with, as in 'efficacy-'."""
    parts, others = word.split("-"), other.split("-")
    while len(parts) > 1 and len(others) > 1 and parts[0] == others[0]:
        parts, others = parts[1:], others[1:]
    return SequenceMatcher(None, "-".join(others), "-".join(parts)).ratio()
