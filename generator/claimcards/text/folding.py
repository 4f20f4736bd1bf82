"""Text as it is compared: what does not tell two texts apart is taken off; and 'did you mean'."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        **{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"},
        **{"ı": "i", "ħ": "h", "ŧ": "t", "ς": "σ"},
    }
)
"""Letters that are no letter with an accent, as an alphabet of plain letters has them."""
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u064b-\u065f]")
"""Marks that may be left out in writing; those of kana and Indic scripts make other letters."""
_MINUS = re.compile(r"(?<![^\W_])[-−](?=\d)|(?<=\d)[-−](?![^\W_])|(?<=[^\W_])−(?![^\W_])")
"""A hyphen or minus that is a sign, as in '-3' or 'CD34-', and joins nothing."""
_APOSTROPHES = str.maketrans(
    "", "", "'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}`"
)
_SIGN = "\N{MINUS SIGN}"
_SIGNS = "+±"


def fold_letters(text: str) -> str:
    """The text in small letters without accents; blanks and punctuation stay as they are.

    'Über-Zellen für Łukasz' is 'uber-zellen fur lukasz'; other scripts stay what they are.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart))


@lru_cache(maxsize=1 << 15)
def fold_words(text: str) -> str:
    """The words of a text, parted by single blanks, for asking whether two texts say the same.

    Letters, digits and signs are words: 'CD34+' and 'CD34-' differ, as 1α and 1β do.
    """
    signed = _MINUS.sub(_SIGN, fold_letters(text.translate(_APOSTROPHES).replace("&", " and ")))
    parts = (c if _is_kept(c) else "-" if c == _SIGN else " " for c in signed)
    return " ".join("".join(parts).split())


def fold_ascii(text: str) -> str:
    """Words of the letters a-z and digits alone, for keys and file names; others are left out."""
    return re.sub(r"[^a-z0-9]+", " ", _without_others(fold_letters(text))).strip()


def _without_others(text: str) -> str:
    return "".join(c for c in text if c.isascii() or not c.isalnum())


def _is_kept(sign: str) -> bool:
    return sign.isalnum() or sign in _SIGNS or unicodedata.category(sign)[0] == "M"


CANDIDATES = 5
"""Near words that are looked at: the nearest may only share the beginning of a family of ids."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest known word, or ``otherwise`` when none is near."""
    # Keys of author and year look alike without being meant; words of the vocabulary do not.
    cutoff = 0.8 if any(sign.isdigit() for sign in word) else 0.6
    # Capitals, accents and blanks for hyphens are no part of what is compared.
    spelt = {_fold_near(other): other for other in sorted(known, reverse=True)}
    asked = _fold_near(word)
    near = get_close_matches(asked, sorted(spelt), CANDIDATES, cutoff)
    meant = next((other for other in near if _find_alike(asked, other) >= cutoff), None)
    return f"did you mean '{spelt[meant]}'?" if meant else otherwise


def _fold_near(word: str) -> str:
    return fold_words(word).replace(" ", "-")


def _find_alike(word: str, other: str) -> float:
    """How alike two words are without the parts that both begin with, as in 'efficacy-'."""
    parts, others = word.split("-"), other.split("-")
    while len(parts) > 1 and len(others) > 1 and parts[0] == others[0]:
        parts, others = parts[1:], others[1:]
    return SequenceMatcher(None, "-".join(others), "-".join(parts)).ratio()
