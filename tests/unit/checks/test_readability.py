"""How many years of school a text asks."""

from __future__ import annotations

from claimcards.checks.claims import MOST_YEARS, count_school_years


def test_short_words_in_short_sentences_ask_little() -> None:
    """A child's answer."""
    assert count_school_years("Yes. Tea is warm. Cold hands like it.") < 4


def test_long_words_in_long_sentences_ask_much() -> None:
    """An abstract's answer."""
    text = (
        "Notwithstanding methodological heterogeneity, randomised investigations demonstrate "
        "considerable thermoregulatory improvements attributable to caffeinated beverages."
    )
    assert count_school_years(text) > MOST_YEARS
