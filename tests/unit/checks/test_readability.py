"""How many years of school a text asks."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 6 / 6 - 15.59),
        ("Yes. The cat sat on the mat.", 0.39 * 7 + 11.8 * 7 / 7 - 15.59),
        ("Tea is warm. We drink it at noon.", 0.39 * 8 / 2 + 11.8 * 8 / 8 - 15.59),
        ("A dose of 0.5 is small.", 0.39 * 6 + 11.8 * 6 / 6 - 15.59),
        ("They don’t drink well-known teas.", 0.39 * 5 + 11.8 * 6 / 5 - 15.59),
        ("No words here, no end", 0.39 * 5 + 11.8 * 5 / 5 - 15.59),
    ],
)
def test_the_formula_counts_words_sentences_and_syllables(text: str, years: float) -> None:
    """A sentence of two words is none to read; a point within a number ends none."""
    assert count_school_years(text) == pytest.approx(years)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("exosome", 3), ("exosomes", 3), ("vesicle-like", 4), ("xqz", 1), ("tetraspanin", 4)],
)
def test_a_word_that_no_dictionary_knows_has_groups_of_vowels(word: str, syllables: int) -> None:
    """An e at its end is not spoken; every word has a syllable."""
    assert count_school_years(f"{word} {word} {word}.") == pytest.approx(
        0.39 * 3 + 11.8 * syllables - 15.59
    )


@pytest.mark.parametrize("text", ["", " ", "...", "—"])
def test_a_text_without_words_asks_nothing(text: str) -> None:
    """It is no division by zero."""
    assert count_school_years(text) == 0
