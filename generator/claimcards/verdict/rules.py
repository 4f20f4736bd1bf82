"""The verdict of one stratum: shares, quantifiers, and the rule for safety.

From the prepared evidence to the result; nothing here reads a file or a clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from claimcards.cards.claim import Claim
from claimcards.cards.words import ClaimKind, Direction, Quantifier, Stratum
from claimcards.verdict.certainty import choose_word, grade_certainty
from claimcards.verdict.constants import (
    COUNTER_EXAMPLES,
    EXPOSED,
    GROUPS,
    NEARLY_ALL,
    RULE_OF_THREE,
    SHARE,
)
from claimcards.verdict.groups import CLEAR
from claimcards.verdict.values import (
    Certainty,
    NotGraded,
    PeopleBehind,
    SafetyRecord,
    StratumResult,
    Tally,
    Verdict,
    WhyVerdict,
)
from claimcards.verdict.weighing import (
    SIDES,
    CountedUnit,
    PreparedEvidence,
    WeighedSides,
    count_clear,
    leave_out,
    measure_side,
    weigh_sides,
)

FOR, AGAINST = Direction.SUPPORTS, Direction.DISPUTES

VERDICT_FOR = {FOR: Verdict.SUPPORTED, AGAINST: Verdict.DISPUTED}
OTHER = {FOR: AGAINST, AGAINST: FOR}


@dataclass(frozen=True, slots=True)
class StratumRule:
    """What a claim asks of the evidence of one stratum."""

    quantifier: Quantifier
    calm: Direction | None = None
    """For safety and harm in people: the side that says that no harm was seen."""


@dataclass(frozen=True, slots=True)
class SideWeights:
    """The numbers that a verdict is read from."""

    weight: dict[Direction, Fraction]
    """Each side's count, half of the unclear groups included."""
    carried: frozenset[Direction]
    examples: dict[Direction, int]
    direct: frozenset[Direction]
    pointing: bool
    exposed: int = 0

    @property
    def total(self) -> Fraction:
        """Everything that was counted."""
        return self.weight[FOR] + self.weight[AGAINST]


@dataclass(frozen=True, slots=True)
class VerdictWithReason:
    """A verdict and why."""

    verdict: Verdict
    why: WhyVerdict
    indirectly: bool = False

    @property
    def side(self) -> Direction | None:
        """The winning side, if there is one."""
        return {Verdict.SUPPORTED: FOR, Verdict.DISPUTED: AGAINST}.get(self.verdict)


def rule_for(kind: ClaimKind, quantifier: Quantifier, stratum: Stratum) -> StratumRule:
    """The rule by which a claim is judged in one stratum.

    Safety is a claim about all patients. A claim of harm is its mirror, in people, where
    harm is looked for: two independent instances are enough.
    """
    people = stratum is Stratum.PEOPLE
    if kind is ClaimKind.SAFETY:
        return StratumRule(Quantifier.ALL, FOR if people else None)
    if kind is ClaimKind.HARM and people:
        return StratumRule(Quantifier.SOME, AGAINST)
    return StratumRule(quantifier)


def read_balance(scales: WeighedSides, exposed: int = 0) -> SideWeights:
    """Read the scales."""
    unclear = Fraction(scales.counted[Direction.MIXED].total, 2)
    sides = (FOR, AGAINST)
    return SideWeights(
        weight={side: scales.counted[side].total + unclear for side in sides},
        carried=frozenset(side for side in sides if scales.carried(side)),
        examples=dict(scales.examples),
        direct=scales.direct,
        pointing=scales.pointing,
        exposed=exposed,
    )


def with_one_more(scales: WeighedSides, side: Direction, exposed: int = 0) -> SideWeights:
    """The balance with one further independent, direct group on a side."""
    now = read_balance(scales, exposed)
    enough = scales.clear[side] + 1 >= GROUPS
    return SideWeights(
        weight={**now.weight, side: now.weight[side] + 1},
        carried=now.carried | {side} if enough else now.carried,
        examples={**now.examples, side: now.examples[side] + 1},
        direct=now.direct | {side},
        pointing=True,
        exposed=exposed,
    )


def judge_balance(held: SideWeights, rule: StratumRule) -> VerdictWithReason:
    """The verdict on what is on the scales."""
    usual = _judge_quantified(held, rule.quantifier) or _by_share(held)
    return _judge_watched(held, rule, usual)


def _by_share(held: SideWeights) -> VerdictWithReason:
    if not held.total:
        return VerdictWithReason(Verdict.INSUFFICIENT, WhyVerdict.NOTHING_VOTES)
    if held.total < GROUPS and not held.carried:
        why = WhyVerdict.ONE_GROUP if held.pointing else WhyVerdict.ONLY_UNCLEAR
        return VerdictWithReason(Verdict.INSUFFICIENT, why)
    if not held.pointing:
        return VerdictWithReason(Verdict.INSUFFICIENT, WhyVerdict.ONLY_UNCLEAR)
    for side, why in ((FOR, WhyVerdict.SHARE_FOR), (AGAINST, WhyVerdict.SHARE_AGAINST)):
        if held.weight[side] >= SHARE * held.total:
            return _judge_won(held, side, why)
    return VerdictWithReason(Verdict.CONTESTED, WhyVerdict.NEITHER_SIDE)


def _judge_won(held: SideWeights, side: Direction, why: WhyVerdict) -> VerdictWithReason:
    """A side with its share still needs two groups, a synthesis or one large trial."""
    if side not in held.carried:
        return VerdictWithReason(Verdict.INSUFFICIENT, WhyVerdict.ONE_GROUP_ON_SIDE)
    return VerdictWithReason(VERDICT_FOR[side], why, indirectly=side not in held.direct)


def _judge_quantified(held: SideWeights, quantifier: Quantifier) -> VerdictWithReason | None:
    """'All' falls to two direct counter-examples; 'some' stands on two direct instances.

    One of them bars the other verdict. None: the shares decide.
    """
    if quantifier is Quantifier.TYPICAL:
        return None
    every = quantifier is Quantifier.ALL
    side = AGAINST if every else FOR
    if held.examples[side] >= COUNTER_EXAMPLES:
        why = WhyVerdict.COUNTER_EXAMPLES if every else WhyVerdict.INSTANCES
        return VerdictWithReason(VERDICT_FOR[side], why)
    barred = _by_share(held).verdict is VERDICT_FOR[OTHER[side]]
    if held.examples[side] and barred:
        return VerdictWithReason(
            Verdict.CONTESTED, WhyVerdict.COUNTER_EXAMPLE if every else WhyVerdict.INSTANCE
        )
    return None


def _judge_watched(
    held: SideWeights, rule: StratumRule, usual: VerdictWithReason
) -> VerdictWithReason:
    """That no harm was seen shows little in few people: the rule of three needs 300."""
    if rule.calm and usual.side is rule.calm and held.exposed < EXPOSED:
        return VerdictWithReason(Verdict.INSUFFICIENT, WhyVerdict.TOO_FEW_EXPOSED)
    return usual


UNGRADED = Certainty(None, NotGraded.NO_VERDICT)


@dataclass(frozen=True, slots=True)
class StratumCase:
    """All that the verdict of one stratum depends on."""

    claim: Claim
    stratum: Stratum
    ground: PreparedEvidence
    units: tuple[CountedUnit, ...]
    """What of it stands."""
    rule: StratumRule
    searched: bool
    """Whether a search for both sides is on record."""
    looked: bool
    """Whether there is any finding, also one that can't vote."""
    ended_without_result: bool = False
    """Whether a registered trial has ended, and no result of it was seen."""


@dataclass(frozen=True, slots=True)
class StratumOutcome:
    """A result with the scales that it was read from."""

    scales: WeighedSides
    result: StratumResult


def judge_outcome(case: StratumCase, without: frozenset[str] = frozenset()) -> StratumOutcome:
    """The verdict, its certainty and its word, with some studies left out of the count."""
    scales = weigh_sides(case.ground, leave_out(case.units, without) if without else case.units)
    safety = _sum_up_safety(case, scales)
    said = _judge_with_rule(case, scales, safety.exposed if safety else 0)
    bare = StratumResult(
        stratum=case.stratum,
        verdict=said.verdict,
        indirectly=said.indirectly,
        why=said.why,
        tally=_make_tally(scales),
        groups=(),
        people=_count_people(scales, said, case.ground),
        certainty=UNGRADED,
        word=choose_word(said.verdict, UNGRADED),
        nearly_all_positive=_nearly_all(case.stratum, scales),
        ended_without_result=case.ended_without_result,
        safety=safety,
    )
    graded = grade_certainty(case.claim, bare, _is_randomised(scales, said, case.ground))
    return StratumOutcome(
        scales, replace(bare, certainty=graded, word=choose_word(said.verdict, graded))
    )


def _judge_with_rule(case: StratumCase, scales: WeighedSides, exposed: int) -> VerdictWithReason:
    if not case.searched:
        return VerdictWithReason(Verdict.UNRESOLVED, WhyVerdict.NO_TWO_SIDED_SEARCH)
    if not case.looked:
        return VerdictWithReason(Verdict.UNTESTED, WhyVerdict.NO_FINDING)
    return judge_balance(read_balance(scales, exposed), case.rule)


def _make_tally(scales: WeighedSides) -> Tally:
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


def _list_apart(scales: WeighedSides) -> list[CountedUnit]:
    """What is counted by itself or takes up others: not what another side's synthesis pools."""
    return [unit for unit in scales.units if unit.name not in scales.elsewhere]


def _count_people(
    scales: WeighedSides, said: VerdictWithReason, ground: PreparedEvidence
) -> PeopleBehind:
    """The known number behind a verdict: of the winning side, or of all where none wins."""
    sides = (said.side,) if said.side else SIDES
    units = _list_apart(scales)
    taken = frozenset[str]().union(*(scales.counted[side].taken for side in sides))
    size = {u.name: max((p.size or 0 for p in u.papers), default=0) for u in units}
    known = sum(
        measure_side(units, side, ground, lambda u: size[u.name], lambda p: p.size or 0)
        for side in sides
    )
    behind = [u for u in units if u.direction in sides and u.name not in taken]
    return PeopleBehind(known, all(size[u.name] for u in behind))


def _nearly_all(stratum: Stratum, scales: WeighedSides) -> bool:
    if stratum is not Stratum.ANIMALS or not scales.total:
        return False
    positive = read_balance(scales).weight[Direction.SUPPORTS]
    return positive >= NEARLY_ALL * scales.total


def _is_randomised(scales: WeighedSides, said: VerdictWithReason, ground: PreparedEvidence) -> bool:
    """Whether randomised studies alone would be enough for the side (contested: for any)."""
    sides = (said.side,) if said.side else CLEAR
    units = [u for u in _list_apart(scales) if u.randomised]
    weight = sum(count_clear(units, side, ground) for side in sides)
    alone = any(u.direction in sides and u.suffices for u in units)
    return weight >= GROUPS or alone


def _sum_up_safety(case: StratumCase, scales: WeighedSides) -> SafetyRecord | None:
    """Who was exposed: within a cohort, and within a synthesis, nobody is counted twice."""
    calm = case.rule.calm
    if calm is None:
        return None
    units = _list_apart(scales)
    exposed = measure_side(
        units, calm, case.ground, lambda u: u.people(lambda p: p.exposed), lambda p: p.exposed
    )
    serious = sum(
        measure_side(
            units, side, case.ground, lambda u: u.people(lambda p: p.serious), lambda p: p.serious
        )
        for side in (calm, OTHER[calm], Direction.MIXED)
    )
    followed = {text for u in units if u.direction is calm for p in u.papers for text in p.followed}
    bound = Fraction(RULE_OF_THREE, exposed) if exposed and not serious else None
    return SafetyRecord(exposed, serious, tuple(sorted(followed)), bound)
