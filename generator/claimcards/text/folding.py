"""Text as it is compared: what does not tell two texts apart is taken off, all else is kept.

Accents, capitals, dashes, quotation marks and the form of a letter (Ł, ß, ligatures) do not
tell two names or titles apart. Greek letters, digits, the signs + and -, and letters of any
script do. The search's own script folds in the same way, and a test holds it to that.
"""

from __future__ import annotations

import re
import unicodedata
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
