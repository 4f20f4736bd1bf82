"""GRADE: how certain the direction is, every step from the start to the level shown.

The card judges five domains; floors that can be computed are applied where they are
stricter. In animals indirectness is judged against animals only: the step to people is
what strata are for. Hooijmans et al. 2018 (doi 10.1371/journal.pone.0187271) describe GRADE
for preclinical animal studies. Its full text could not be read here, so where it would let
animal experiments start is not taken from it: they start low unless the design says that
allocation was random, which is the cautious reading.
"""

from __future__ import annotations

from collections.abc import Mapping

from claimcards.cards.claim import Claim, Grading, Judgement
from claimcards.cards.words import ClaimKind, ConcernLevel, Stratum
from claimcards.verdict.constants import FEW
from claimcards.verdict.reasons import NotGraded
from claimcards.verdict.results import (
    Certainty,
    CertaintyLevel,
    Domain,
    Floor,
    Step,
    StratumResult,
    Verdict,
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


def floors(result: StratumResult) -> Mapping[Domain, Floor]:
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
        Domain.IMPRECISION: (result.people.known < FEW, _small(result)),
        Domain.PUBLICATION_BIAS: (
            result.nearly_all_positive or result.ended_without_result,
            "Nearly all published animal studies are positive."
            if result.nearly_all_positive
            else "A registered trial has ended, and no result of it was seen.",
        ),
    }
    return {
        domain: Floor(ConcernLevel.SERIOUS, because)
        for domain, (holds, because) in grounds.items()
        if holds
    }


def _small(result: StratumResult) -> str:
    if not result.people.known:
        return f"No number of {result.stratum.value} behind the verdict is known."
    known = "" if result.people.complete else " are known to"
    return f"Only {result.people.known} {result.stratum.value}{known} stand behind the verdict."


def certainty(claim: Claim, result: StratumResult, randomised: bool) -> Certainty:
    """The level of one stratum; ``randomised``: randomised studies carry the winning side."""
    grading = claim.certainty.get(result.stratum)
    if missing := _not_graded(claim, result, grading):
        return missing
    assert grading is not None
    start, because = STARTS[randomised]
    lowest = floors(result)
    steps = tuple(_step(domain, grading, lowest.get(domain)) for domain in Domain)
    left = LEVELS.index(start) - sum(step.down for step in steps)
    return Certainty(LEVELS[max(0, left)], None, start, because, steps)


def _not_graded(claim: Claim, result: StratumResult, grading: Grading | None) -> Certainty | None:
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


def _step(domain: Domain, grading: Grading, floor: Floor | None) -> Step:
    judged: Judgement = getattr(grading, domain.value)
    stricter = floor if floor and DOWN[floor.level] > DOWN[judged.level] else None
    level = stricter.level if stricter else judged.level
    return Step(domain, judged.level, judged.because, floor, level, DOWN[level])
