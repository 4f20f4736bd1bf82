"""The verdict of one stratum: shares, quantifiers, and the rule for safety.

Shares are of independent groups, a synthesis counting for its studies and an unclear group
as half for and half against. Indirect findings vote and label the verdict: to fall back on
them only where direct ones are few would let a new supporting group end a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from claimcards.cards.words import ClaimKind, Direction, Quantifier, Stratum
from claimcards.verdict.constants import COUNTER_EXAMPLES, EXPOSED, GROUPS, SHARE
from claimcards.verdict.reasons import Why
from claimcards.verdict.results import Verdict
from claimcards.verdict.weighing import Scales

FOR, AGAINST = Direction.SUPPORTS, Direction.DISPUTES

VERDICT_FOR = {FOR: Verdict.SUPPORTED, AGAINST: Verdict.DISPUTED}
OTHER = {FOR: AGAINST, AGAINST: FOR}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a claim asks of the evidence of one stratum."""

    quantifier: Quantifier
    calm: Direction | None = None
    """For safety and harm in people: the side that says that no harm was seen."""


@dataclass(frozen=True, slots=True)
class Balance:
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
class Ruling:
    """A verdict and why."""

    verdict: Verdict
    why: Why
    indirectly: bool = False

    @property
    def side(self) -> Direction | None:
        """The winning side, if there is one."""
        return {Verdict.SUPPORTED: FOR, Verdict.DISPUTED: AGAINST}.get(self.verdict)


def rule_for(kind: ClaimKind, quantifier: Quantifier, stratum: Stratum) -> Rule:
    """The rule by which a claim is judged in one stratum.

    Safety is a claim about all patients. A claim of harm is its mirror, in people, where
    harm is looked for: two independent instances are enough.
    """
    people = stratum is Stratum.PEOPLE
    if kind is ClaimKind.SAFETY:
        return Rule(Quantifier.ALL, FOR if people else None)
    if kind is ClaimKind.HARM and people:
        return Rule(Quantifier.SOME, AGAINST)
    return Rule(quantifier)


def balance(scales: Scales, exposed: int = 0) -> Balance:
    """Read the scales."""
    unclear = Fraction(scales.counted[Direction.MIXED].total, 2)
    sides = (FOR, AGAINST)
    return Balance(
        weight={side: scales.counted[side].total + unclear for side in sides},
        carried=frozenset(side for side in sides if scales.carried(side)),
        examples=dict(scales.examples),
        direct=scales.direct,
        pointing=scales.pointing,
        exposed=exposed,
    )


def with_one_more(scales: Scales, side: Direction, exposed: int = 0) -> Balance:
    """The balance with one further independent, direct group on a side."""
    now = balance(scales, exposed)
    enough = scales.clear[side] + 1 >= GROUPS
    return Balance(
        weight={**now.weight, side: now.weight[side] + 1},
        carried=now.carried | {side} if enough else now.carried,
        examples={**now.examples, side: now.examples[side] + 1},
        direct=now.direct | {side},
        pointing=True,
        exposed=exposed,
    )


def ruling(held: Balance, rule: Rule) -> Ruling:
    """The verdict on what is on the scales."""
    usual = _quantified(held, rule.quantifier) or _by_share(held)
    return _watched(held, rule, usual)


def _by_share(held: Balance) -> Ruling:
    if not held.total:
        return Ruling(Verdict.INSUFFICIENT, Why.NOTHING_VOTES)
    if held.total < GROUPS and not held.carried:
        why = Why.ONE_GROUP if held.pointing else Why.ONLY_UNCLEAR
        return Ruling(Verdict.INSUFFICIENT, why)
    if not held.pointing:
        return Ruling(Verdict.INSUFFICIENT, Why.ONLY_UNCLEAR)
    for side, why in ((FOR, Why.SHARE_FOR), (AGAINST, Why.SHARE_AGAINST)):
        if held.weight[side] >= SHARE * held.total:
            return _won(held, side, why)
    return Ruling(Verdict.CONTESTED, Why.NEITHER_SIDE)


def _won(held: Balance, side: Direction, why: Why) -> Ruling:
    """A side with its share still needs two groups, a synthesis or one large trial."""
    if side not in held.carried:
        return Ruling(Verdict.INSUFFICIENT, Why.ONE_GROUP_ON_SIDE)
    return Ruling(VERDICT_FOR[side], why, indirectly=side not in held.direct)


def _quantified(held: Balance, quantifier: Quantifier) -> Ruling | None:
    """'All' falls to two direct counter-examples; 'some' stands on two direct instances.

    One of them bars the other verdict. None: the shares decide.
    """
    if quantifier is Quantifier.TYPICAL:
        return None
    every = quantifier is Quantifier.ALL
    side = AGAINST if every else FOR
    if held.examples[side] >= COUNTER_EXAMPLES:
        why = Why.COUNTER_EXAMPLES if every else Why.INSTANCES
        return Ruling(VERDICT_FOR[side], why)
    barred = _by_share(held).verdict is VERDICT_FOR[OTHER[side]]
    if held.examples[side] and barred:
        return Ruling(Verdict.CONTESTED, Why.COUNTER_EXAMPLE if every else Why.INSTANCE)
    return None


def _watched(held: Balance, rule: Rule, usual: Ruling) -> Ruling:
    """That no harm was seen shows little in few people: the rule of three needs 300."""
    if rule.calm and usual.side is rule.calm and held.exposed < EXPOSED:
        return Ruling(Verdict.INSUFFICIENT, Why.TOO_FEW_EXPOSED)
    return usual
