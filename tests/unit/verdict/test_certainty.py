"""GRADE: start, steps, floors, level, and the word that a reader meets."""

from __future__ import annotations

from typing import Any

import pytest

from claimcards.cards.words import ClaimKind, ConcernLevel, Directness, Stratum
from claimcards.verdict.certainty import find_floors
from claimcards.verdict.values import CertaintyLevel, Domain, HeadlineWord, NotGraded, Verdict


def graded(cards: Any, stratum: Stratum = Stratum.PEOPLE, **levels: ConcernLevel) -> Any:
    return cards.result(stratum, certainty={stratum: cards.grading(**levels)})


def people(cards: Any, design: str, direction: str = "supports", size: str | None = "300") -> None:
    for key in ("a", "b"):
        cards.study(key, design=design, size=size)
        cards.says(key, direction)


def test_randomised_studies_that_carry_the_side_start_high(cards: Any) -> None:
    """And nothing against them leaves high: yes."""
    people(cards, "randomised")
    result = graded(cards)
    assert (result.certainty.start, result.word) == (CertaintyLevel.HIGH, HeadlineWord.YES)


def test_other_studies_start_low(cards: Any) -> None:
    """One randomised study among them does not carry the side."""
    people(cards, "experiment")
    cards.study("c", design="randomised", size="50")
    cards.says("c", "supports")
    result = graded(cards)
    assert (result.certainty.start, result.word) == (CertaintyLevel.LOW, HeadlineWord.MAYBE)


def test_a_review_of_randomised_studies_starts_high(cards: Any) -> None:
    """As far as what it is declared to pool is known."""
    cards.study("p", design="randomised")
    cards.review("meta", "supports", pooled="4", listed=["p"], size="500")
    assert graded(cards).certainty.start is CertaintyLevel.HIGH


@pytest.mark.parametrize(
    ("direction", "steps", "expected"),
    [
        ("supports", 1, HeadlineWord.PROBABLY),
        ("supports", 2, HeadlineWord.MAYBE),
        ("supports", 3, HeadlineWord.LEANING_YES),
        ("supports", 5, HeadlineWord.LEANING_YES),
        ("disputes", 0, HeadlineWord.NO),
        ("disputes", 1, HeadlineWord.PROBABLY_NOT),
        ("disputes", 2, HeadlineWord.MAYBE_NOT),
        ("disputes", 4, HeadlineWord.LEANING_NO),
    ],
)
def test_each_serious_concern_is_one_step(
    cards: Any, direction: str, steps: int, expected: HeadlineWord
) -> None:
    """Down to very low and no further."""
    people(cards, "randomised", direction)
    levels: dict[str, Any] = {d.value: ConcernLevel.SERIOUS for d in list(Domain)[:steps]}
    assert graded(cards, **levels).word is expected


def test_a_very_serious_concern_is_two_steps(cards: Any) -> None:
    """High to low."""
    people(cards, "randomised")
    result = graded(cards, risk_of_bias=ConcernLevel.VERY_SERIOUS)
    assert result.certainty.level is CertaintyLevel.LOW
    assert result.certainty.steps[0].down == 2


def test_few_people_floor_imprecision(cards: Any) -> None:
    """The card's milder judgement is shown, and the stricter counts."""
    people(cards, "randomised", size="100")
    result = graded(cards)
    step = next(s for s in result.certainty.steps if s.domain is Domain.IMPRECISION)
    assert (step.given, step.level, step.down) == (
        ConcernLevel.NOT_SERIOUS,
        ConcernLevel.SERIOUS,
        1,
    )
    assert "200" in step.floor.because
    assert result.word is HeadlineWord.PROBABLY


def test_unknown_numbers_are_not_taken_for_many(cards: Any) -> None:
    """The known number is floored, and said to be incomplete."""
    people(cards, "randomised", size=None)
    result = graded(cards)
    assert (result.people.known, result.people.complete) == (0, False)
    assert Domain.IMPRECISION in find_floors(result)


def test_contested_floors_inconsistency(cards: Any) -> None:
    """The word stays contested."""
    people(cards, "randomised")
    cards.several("disputes", 2)
    result = graded(cards)
    assert find_floors(result)[Domain.INCONSISTENCY].level is ConcernLevel.SERIOUS
    assert result.word is HeadlineWord.CONTESTED


def test_no_direct_finding_floors_indirectness(cards: Any) -> None:
    """On the winning side."""
    cards.several("supports", 2, directness=Directness.INDIRECT)
    assert Domain.INDIRECTNESS in find_floors(graded(cards))


def test_nearly_all_positive_animals_floor_publication_bias(cards: Any) -> None:
    """Their number is of animals."""
    for key in ("a", "b"):
        cards.study(key, stratum=Stratum.ANIMALS, size="250")
        cards.says(key, "supports")
    result = graded(cards, Stratum.ANIMALS)
    assert result.nearly_all_positive
    assert result.people.known == 500
    assert set(find_floors(result)) == {Domain.PUBLICATION_BIAS}
    assert result.word is HeadlineWord.LEANING_YES


@pytest.mark.parametrize("stratum", [Stratum.CELLS, Stratum.FIELD])
def test_cells_and_field_are_not_graded(cards: Any, stratum: Stratum) -> None:
    """Their verdict is their word."""
    cards.several("supports", 2, stratum=stratum)
    result = cards.result(stratum)
    assert result.certainty.not_graded is NotGraded.STRATUM
    assert result.word is HeadlineWord.SUPPORTED
    assert not find_floors(result)


def test_what_nobody_judged_has_no_level(cards: Any) -> None:
    """The checker asks for it; a description is not asked for."""
    cards.several("supports", 2)
    assert cards.result().certainty.not_graded is NotGraded.NOT_JUDGED
    said = cards.result(kind=ClaimKind.DESCRIPTION).certainty
    assert said.not_graded is NotGraded.DESCRIPTION


def test_insufficient_is_very_low_and_untested_has_none(cards: Any) -> None:
    """Neither has steps."""
    assert cards.result().certainty.not_graded is NotGraded.NO_VERDICT
    cards.says("a", "supports")
    result = cards.result()
    assert (result.verdict, result.certainty.level) == (
        Verdict.INSUFFICIENT,
        CertaintyLevel.VERY_LOW,
    )


def test_leaving_a_study_out_may_change_the_word_alone(cards: Any) -> None:
    """Without one large study the rest is too small to be as sure."""
    people(cards, "randomised")
    cards.study("c", design="randomised", size="50")
    cards.says("c", "supports")
    hinges = graded(cards).hangs_on
    assert [(h.without, h.verdict, h.word) for h in hinges] == [
        (("a",), Verdict.SUPPORTED, HeadlineWord.PROBABLY),
        (("b",), Verdict.SUPPORTED, HeadlineWord.PROBABLY),
    ]
