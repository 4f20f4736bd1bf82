"""One label for each fixed word, and grammar that fits its numbers."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

import pytest
from tests.unit.pages.results import GRADED, stratum

from claimcards.cards.words import (
    ConcernLevel,
    Direction,
    NeutralBecause,
    Relation,
    Standing,
    Stratum,
)
from claimcards.pages import wording
from claimcards.verdict.values import (
    Certainty,
    CertaintyLevel,
    Domain,
    Headline,
    HeadlineWord,
    NotGraded,
    Verdict,
    WhyVerdict,
)


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (wording.TONE, Verdict),
        (wording.DIRECTION_TONE, Direction),
        (wording.DIRECTION, Direction),
        (wording.WHERE, Stratum),
        (wording.LEVEL, ConcernLevel),
        (wording.CERTAINTY, CertaintyLevel),
        (wording.DOMAIN, Domain),
        (wording.STANDING, Standing),
        (wording.RELATION, Relation),
        (wording.NEUTRAL, NeutralBecause),
    ],
)
def test_every_word_has_a_label(labels: dict[StrEnum, str], words: type[StrEnum]) -> None:
    """A word that is added to the model is not forgotten on the pages."""
    assert set(labels) == set(words)
    assert all(labels.values())


def test_tones_are_four() -> None:
    """Each has its shape and its colour."""
    tones = {*wording.TONE.values(), *wording.DIRECTION_TONE.values()}
    assert tones == {"supports", "disputes", "mixed", "none"}


@pytest.mark.parametrize(
    ("word", "where", "shown"),
    [
        (HeadlineWord.YES, Stratum.PEOPLE, "Yes in people"),
        (HeadlineWord.CONTESTED, Stratum.ANIMALS, "Contested in animals"),
        (HeadlineWord.LEANING_NO, Stratum.CELLS, "Very uncertain, leaning no, in cells"),
        (HeadlineWord.INSUFFICIENT, Stratum.FIELD, "Insufficient across the field"),
    ],
)
def test_the_headline_says_the_word_and_where(
    word: HeadlineWord, where: Stratum, shown: str
) -> None:
    """A word with a comma gets another before its place."""
    head = Headline(where, Verdict.SUPPORTED, False, word, GRADED, WhyVerdict.SHARE_FOR)
    assert wording.word_headline(head) == shown


def test_an_indirect_verdict_says_so() -> None:
    """It rests on evidence about something near the claim."""
    assert wording.word_if_asked(stratum()) == "Maybe in people"
    assert wording.word_if_asked(stratum(indirectly=True)) == "Maybe in people, but only indirectly"


def test_certainty_is_a_sentence() -> None:
    """A level, or why there is none."""
    assert wording.word_certainty(Certainty(CertaintyLevel.VERY_LOW)) == "Very low certainty."
    assert wording.word_certainty(Certainty(None, NotGraded.STRATUM)) == NotGraded.STRATUM.sentence
    assert wording.word_certainty(Certainty(None)) == ""


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0 studies"),
        (1, "1 study"),
        (2, "2 studies"),
        (Fraction(1, 2), "0.5 studies"),
        (Fraction(5, 2), "2.5 studies"),
        (Fraction(3), "3 studies"),
    ],
)
def test_plurals(count: int | Fraction, shown: str) -> None:
    """One is one; everything else is many."""
    assert wording.count_things(count, "study", "studies") == shown


def test_lists() -> None:
    """Commas, and 'and' before the last."""
    assert wording.join_in_words([]) == ""
    assert wording.join_in_words(["a"]) == "a"
    assert wording.join_in_words(["a", "b"]) == "a and b"
    assert wording.join_in_words(["a", "b", "c"]) == "a, b and c"


def test_paragraphs() -> None:
    """Parted by empty lines; single line breaks are folded."""
    assert wording.split_paragraphs("one\ntwo\n\n \nthree\n") == ["one two", "three"]
    assert wording.split_paragraphs("") == []


def test_one_of_something_is_not_many() -> None:
    """A card writes the number as its source does; without a unit the number stands alone."""
    assert wording.count_units("1", "people") == "1 person"
    assert wording.count_units("12", "animals") == "12 animals"
    assert wording.count_units("1", "") == "1"
