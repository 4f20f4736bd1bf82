"""One stratum of one claim: from the prepared evidence to its result."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from claimcards.cards.claim import Claim
from claimcards.cards.words import Direction, Stratum
from claimcards.verdict.certainty import certainty
from claimcards.verdict.constants import GROUPS, NEARLY_ALL, RULE_OF_THREE
from claimcards.verdict.headline import word
from claimcards.verdict.papers import CLEAR
from claimcards.verdict.pooling import SIDES, Ground
from claimcards.verdict.reasons import NotGraded, Why
from claimcards.verdict.results import Certainty, People, Safety, StratumResult, Tally, Verdict
from claimcards.verdict.verdicts import OTHER, Rule, Ruling, balance, ruling
from claimcards.verdict.weighing import Scales, Unit, clear_count, left, measured, weigh

UNGRADED = Certainty(None, NotGraded.NO_VERDICT)


@dataclass(frozen=True, slots=True)
class Case:
    """All that the verdict of one stratum depends on."""

    claim: Claim
    stratum: Stratum
    ground: Ground
    units: tuple[Unit, ...]
    """What of it stands."""
    rule: Rule
    searched: bool
    """Whether a search for both sides is on record."""
    looked: bool
    """Whether there is any finding, also one that can't vote."""
    ended_without_result: bool = False
    """Whether a registered trial has ended, and no result of it was seen."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result with the scales that it was read from."""

    scales: Scales
    result: StratumResult


def outcome(case: Case, without: frozenset[str] = frozenset()) -> Outcome:
    """The verdict, its certainty and its word, with some studies left out of the count."""
    scales = weigh(case.ground, left(case.units, without) if without else case.units)
    safety = _safety(case, scales)
    said = _ruled(case, scales, safety.exposed if safety else 0)
    bare = StratumResult(
        stratum=case.stratum,
        verdict=said.verdict,
        indirectly=said.indirectly,
        why=said.why,
        tally=_tally(scales),
        groups=(),
        people=_people(scales, said, case.ground),
        certainty=UNGRADED,
        word=word(said.verdict, UNGRADED),
        nearly_all_positive=_nearly_all(case.stratum, scales),
        ended_without_result=case.ended_without_result,
        safety=safety,
    )
    graded = certainty(case.claim, bare, _randomised(scales, said, case.ground))
    return Outcome(scales, replace(bare, certainty=graded, word=word(said.verdict, graded)))


def _ruled(case: Case, scales: Scales, exposed: int) -> Ruling:
    if not case.searched:
        return Ruling(Verdict.UNRESOLVED, Why.NO_TWO_SIDED_SEARCH)
    if not case.looked:
        return Ruling(Verdict.UNTESTED, Why.NO_FINDING)
    return ruling(balance(scales, exposed), case.rule)


def _tally(scales: Scales) -> Tally:
    papers = [paper for unit in scales.units for paper in unit.papers]
    counted = {side: Fraction(scales.counted[side].total) for side in SIDES}
    return Tally(
        for_=counted[Direction.SUPPORTS],
        against=counted[Direction.DISPUTES],
        mixed=counted[Direction.MIXED],
        groups=len(scales.units),
        papers=len(papers),
        findings=sum(paper.findings for paper in papers),
    )


def _apart(scales: Scales) -> list[Unit]:
    """What is counted by itself or takes up others: not what another side's synthesis pools."""
    return [unit for unit in scales.units if unit.name not in scales.elsewhere]


def _people(scales: Scales, said: Ruling, ground: Ground) -> People:
    """The known number behind a verdict: of the winning side, or of all where none wins."""
    sides = (said.side,) if said.side else SIDES
    units = _apart(scales)
    taken = frozenset[str]().union(*(scales.counted[side].taken for side in sides))
    size = {u.name: max((p.size or 0 for p in u.papers), default=0) for u in units}
    known = sum(
        measured(units, side, ground, lambda u: size[u.name], lambda p: p.size or 0)
        for side in sides
    )
    behind = [u for u in units if u.direction in sides and u.name not in taken]
    return People(known, all(size[u.name] for u in behind))


def _nearly_all(stratum: Stratum, scales: Scales) -> bool:
    if stratum is not Stratum.ANIMALS or not scales.total:
        return False
    positive = balance(scales).weight[Direction.SUPPORTS]
    return positive >= NEARLY_ALL * scales.total


def _randomised(scales: Scales, said: Ruling, ground: Ground) -> bool:
    """Whether randomised studies alone would be enough for the side (contested: for any)."""
    sides = (said.side,) if said.side else CLEAR
    units = [u for u in _apart(scales) if u.randomised]
    weight = sum(clear_count(units, side, ground) for side in sides)
    alone = any(u.direction in sides and u.suffices for u in units)
    return weight >= GROUPS or alone


def _safety(case: Case, scales: Scales) -> Safety | None:
    """Who was exposed: within a cohort, and within a synthesis, nobody is counted twice."""
    calm = case.rule.calm
    if calm is None:
        return None
    units = _apart(scales)
    exposed = measured(
        units, calm, case.ground, lambda u: u.people(lambda p: p.exposed), lambda p: p.exposed
    )
    serious = sum(
        measured(
            units, side, case.ground, lambda u: u.people(lambda p: p.serious), lambda p: p.serious
        )
        for side in (calm, OTHER[calm], Direction.MIXED)
    )
    followed = {text for u in units if u.direction is calm for p in u.papers for text in p.followed}
    bound = Fraction(RULE_OF_THREE, exposed) if exposed and not serious else None
    return Safety(exposed, serious, tuple(sorted(followed)), bound)
