"""GRADE, every step from the start to the level shown, and the word that a reader meets."""

from __future__ import annotations

from collections.abc import Mapping

from claimcards.cards.claim import Claim, Grading, Judgement
from claimcards.cards.words import ClaimKind, ConcernLevel, Stratum
from claimcards.verdict.constants import FEW
from claimcards.verdict.values import (
    Certainty,
    CertaintyFloor,
    CertaintyLevel,
    CertaintyStep,
    Domain,
    Headline,
    HeadlineWord,
    NotGraded,
    StratumResult,
    Verdict,
)

WORDS = {
    Verdict.SUPPORTED: {
        CertaintyLevel.HIGH: HeadlineWord.YES,
        CertaintyLevel.MODERATE: HeadlineWord.PROBABLY,
        CertaintyLevel.LOW: HeadlineWord.MAYBE,
        CertaintyLevel.VERY_LOW: HeadlineWord.LEANING_YES,
    },
    Verdict.DISPUTED: {
        CertaintyLevel.HIGH: HeadlineWord.NO,
        CertaintyLevel.MODERATE: HeadlineWord.PROBABLY_NOT,
        CertaintyLevel.LOW: HeadlineWord.MAYBE_NOT,
        CertaintyLevel.VERY_LOW: HeadlineWord.LEANING_NO,
    },
}


def choose_word(verdict: Verdict, certainty: Certainty) -> HeadlineWord:
    """The word for a verdict; one that is not graded, and one without a side, stands as it is."""
    if certainty.level and verdict in WORDS:
        return WORDS[verdict][certainty.level]
    return HeadlineWord(verdict.value)


def make_headline(result: StratumResult) -> Headline:
    """The headline of a claim, from the stratum that it is about."""
    return Headline(
        stratum=result.stratum,
        verdict=result.verdict,
        indirectly=result.indirectly,
        word=result.word,
        certainty=result.certainty,
        why=result.why,
    )


LEVELS = (
    CertaintyLevel.VERY_LOW,
    CertaintyLevel.LOW,
    CertaintyLevel.MODERATE,
    CertaintyLevel.HIGH,
)
"""From the lowest up."""

DOWN = {ConcernLevel.NOT_SERIOUS: 0, ConcernLevel.SERIOUS: 1, ConcernLevel.VERY_SERIOUS: 2}
"""Levels of certainty that a concern takes away, as GRADE has it."""

GRADED = frozenset({Stratum.PEOPLE, Stratum.ANIMALS})

STARTS = {
    True: (CertaintyLevel.HIGH, "Randomised studies alone would carry the side."),
    False: (CertaintyLevel.LOW, "Randomised studies do not carry the side by themselves."),
}


def find_floors(result: StratumResult) -> Mapping[Domain, CertaintyFloor]:
    """The least serious level of each domain that the evidence allows; no floor, no entry.

    The checker compares the card's judgements with it; the level is computed with the stricter.
    """
    if result.stratum not in GRADED or not result.verdict.answered:
        return {}
    grounds = {
        Domain.INCONSISTENCY: (
            result.verdict is Verdict.CONTESTED,
            "Neither side has the larger part of the evidence.",
        ),
        Domain.INDIRECTNESS: (
            result.indirectly,
            "No finding on the winning side is about the claim as stated.",
        ),
        Domain.IMPRECISION: (result.people.known < FEW, _explain_smallness(result)),
        Domain.PUBLICATION_BIAS: (
            result.nearly_all_positive or result.ended_without_result,
            "Nearly all published animal studies are positive."
            if result.nearly_all_positive
            else "A registered trial has ended, and no result of it was seen.",
        ),
    }
    return {
        domain: CertaintyFloor(ConcernLevel.SERIOUS, because)
        for domain, (holds, because) in grounds.items()
        if holds
    }


def _explain_smallness(result: StratumResult) -> str:
    if not result.people.known:
        return f"No number of {result.stratum.value} behind the verdict is known."
    known = "" if result.people.complete else " are known to"
    return f"Only {result.people.known} {result.stratum.value}{known} stand behind the verdict."


def grade_certainty(claim: Claim, result: StratumResult, randomised: bool) -> Certainty:
    """The level of one stratum; ``randomised``: randomised studies carry the winning side."""
    grading = claim.certainty.get(result.stratum)
    if missing := _refuse_grading(claim, result, grading):
        return missing
    assert grading is not None
    start, because = STARTS[randomised]
    lowest = find_floors(result)
    steps = tuple(_make_step(domain, grading, lowest.get(domain)) for domain in Domain)
    left = LEVELS.index(start) - sum(step.down for step in steps)
    return Certainty(LEVELS[max(0, left)], None, start, because, steps)


def _refuse_grading(
    claim: Claim, result: StratumResult, grading: Grading | None
) -> Certainty | None:
    if result.stratum not in GRADED:
        return Certainty(None, NotGraded.STRATUM)
    if result.verdict is Verdict.INSUFFICIENT:
        return Certainty(CertaintyLevel.VERY_LOW)
    if not result.verdict.answered:
        return Certainty(None, NotGraded.NO_VERDICT)
    if grading is None:
        description = claim.kind is ClaimKind.DESCRIPTION
        return Certainty(None, NotGraded.DESCRIPTION if description else NotGraded.NOT_JUDGED)
    return None


def _make_step(domain: Domain, grading: Grading, floor: CertaintyFloor | None) -> CertaintyStep:
    judged: Judgement = getattr(grading, domain.value)
    stricter = floor if floor and DOWN[floor.level] > DOWN[judged.level] else None
    level = stricter.level if stricter else judged.level
    return CertaintyStep(domain, judged.level, judged.because, floor, level, DOWN[level])
