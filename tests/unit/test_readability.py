"""How many years of school a text asks."""

from __future__ import annotations

from claimcards.readability import MOST_YEARS, school_years


def test_short_words_in_short_sentences_ask_little() -> None:
    """A child's answer."""
    assert school_years("Yes. Tea is warm. Cold hands like it.") < 4


def test_long_words_in_long_sentences_ask_much() -> None:
    """An abstract's answer."""
    text = (
        "Notwithstanding methodological heterogeneity, randomised investigations demonstrate "
        "considerable thermoregulatory improvements attributable to caffeinated beverages."
    )
    assert school_years(text) > MOST_YEARS
