"""What a verdict hangs on, left out in turn, and the groups as a page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcards.cards.words import Direction
from claimcards.verdict.rules import (
    AGAINST,
    FOR,
    StratumCase,
    StratumOutcome,
    judge_balance,
    judge_outcome,
    with_one_more,
)
from claimcards.verdict.values import CountedGroup, Hinge, OneGroupAway, Verdict
from claimcards.verdict.weighing import CountedUnit, WeighedSides


def show_groups(scales: WeighedSides) -> tuple[CountedGroup, ...]:
    """All groups and syntheses that vote, sorted by their first study.

    Their weights add up to the tally, a mixed one's halves included.
    """
    groups = (_show_group(unit, scales) for unit in scales.units)
    return tuple(sorted(groups, key=lambda group: group.studies))


def _show_group(unit: CountedUnit, scales: WeighedSides) -> CountedGroup:
    weight = {side: _weigh_shown(unit, side, scales) for side in scales.counted}
    unclear = Fraction(weight[Direction.MIXED], 2)
    block, first = unit.block, unit.papers[0]
    return CountedGroup(
        studies=tuple(paper.key for paper in unit.papers),
        silenced=tuple(p.key for p in block.papers if not p.stands) if block else (),
        direction=unit.direction,
        direct=_has_direct(unit),
        weight_for=weight[FOR] + unclear,
        weight_against=weight[AGAINST] + unclear,
        synthesis=block is None,
        pooled=first.pooled if block is None else None,
        pooled_assumed=first.pooled_assumed,
        absorbed_by=_absorbed_by(unit, scales),
        links=block.links if block else (),
        checked=block.checked if block else True,
        randomised=unit.randomised,
    )


def _has_direct(unit: CountedUnit) -> bool:
    if unit.direction is Direction.MIXED:
        return any(paper.direct for paper in unit.papers)
    return unit.direct


def _weigh_shown(unit: CountedUnit, side: Direction, scales: WeighedSides) -> int:
    counted = scales.counted[side]
    if unit.block:
        mine = unit.direction is side and _absorbed_by(unit, scales) is None
        return 1 if mine else 0
    amount = sum(pool.amount for pool in counted.chosen if pool.key == unit.name)
    leads = counted.chosen and counted.chosen[0].key == unit.name
    return amount + counted.surplus if leads else amount


def _absorbed_by(unit: CountedUnit, scales: WeighedSides) -> str | None:
    """The synthesis in which a group, or a smaller synthesis, is counted; None: by itself."""
    counted = scales.counted[unit.direction]
    if unit.block:
        takers = (pool.key for pool in counted.chosen if unit.name in pool.takes)
        return scales.elsewhere.get(unit.name) or next(takers, None)
    chosen = [pool.key for pool in counted.chosen]
    return None if unit.name in chosen or not chosen else chosen[0]


UNMOVED = frozenset({Verdict.UNRESOLVED, Verdict.UNTESTED})
"""Verdicts that no single study or group changes."""


def find_hinges(case: StratumCase, now: StratumOutcome) -> tuple[Hinge, ...]:
    """Studies, groups and syntheses without which the verdict or its word would be another."""
    if now.result.verdict in UNMOVED:
        return ()
    found = (
        _try_without(case, now, unit, keys)
        for unit in now.scales.units
        for keys in _list_parts(unit)
    )
    return tuple(hinge for hinge in found if hinge)


def _list_parts(unit: CountedUnit) -> Iterator[tuple[str, ...]]:
    """The group as a whole, and if it has several studies each of them."""
    keys = tuple(paper.key for paper in unit.papers)
    yield keys
    if len(keys) > 1:
        yield from ((key,) for key in keys)


def _try_without(
    case: StratumCase, now: StratumOutcome, unit: CountedUnit, keys: tuple[str, ...]
) -> Hinge | None:
    then = judge_outcome(case, frozenset(keys)).result
    if (then.verdict, then.indirectly, then.word) == (
        now.result.verdict,
        now.result.indirectly,
        now.result.word,
    ):
        return None
    return Hinge(
        without=keys,
        synthesis=unit.block is None,
        verdict=then.verdict,
        indirectly=then.indirectly,
        word=then.word,
    )


def find_one_group_away(case: StratumCase, now: StratumOutcome) -> OneGroupAway:
    """The verdicts that one further independent, direct group would bring, where they differ.

    For safety the further group brings no exposed people: how many, nobody can say.
    """
    if now.result.verdict in UNMOVED:
        return OneGroupAway()
    return OneGroupAway(for_=_judge_then(case, now, FOR), against=_judge_then(case, now, AGAINST))


def _judge_then(case: StratumCase, now: StratumOutcome, side: Direction) -> Verdict | None:
    exposed = now.result.safety.exposed if now.result.safety else 0
    verdict = judge_balance(with_one_more(now.scales, side, exposed), case.rule).verdict
    return verdict if verdict is not now.result.verdict else None
