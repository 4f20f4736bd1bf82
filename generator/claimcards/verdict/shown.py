"""The groups as a page shows them: what each weighs, and in which synthesis it is counted."""

from __future__ import annotations

from fractions import Fraction

from claimcards.cards.words import Direction
from claimcards.verdict.results import Group
from claimcards.verdict.verdicts import AGAINST, FOR
from claimcards.verdict.weighing import Scales, Unit


def shown_groups(scales: Scales) -> tuple[Group, ...]:
    """All groups and syntheses that vote, sorted by their first study.

    Their weights add up to the tally, a mixed one's halves included.
    """
    groups = (_group(unit, scales) for unit in scales.units)
    return tuple(sorted(groups, key=lambda group: group.studies))


def _group(unit: Unit, scales: Scales) -> Group:
    weight = {side: _weight(unit, side, scales) for side in scales.counted}
    unclear = Fraction(weight[Direction.MIXED], 2)
    block, first = unit.block, unit.papers[0]
    return Group(
        studies=tuple(paper.key for paper in unit.papers),
        silenced=tuple(p.key for p in block.papers if not p.stands) if block else (),
        direction=unit.direction,
        direct=_direct(unit),
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


def _direct(unit: Unit) -> bool:
    if unit.direction is Direction.MIXED:
        return any(paper.direct for paper in unit.papers)
    return unit.direct


def _weight(unit: Unit, side: Direction, scales: Scales) -> int:
    counted = scales.counted[side]
    if unit.block:
        mine = unit.direction is side and _absorbed_by(unit, scales) is None
        return 1 if mine else 0
    amount = sum(pool.amount for pool in counted.chosen if pool.key == unit.name)
    leads = counted.chosen and counted.chosen[0].key == unit.name
    return amount + counted.surplus if leads else amount


def _absorbed_by(unit: Unit, scales: Scales) -> str | None:
    """The synthesis in which a group, or a smaller synthesis, is counted; None: by itself."""
    counted = scales.counted[unit.direction]
    if unit.block:
        takers = (pool.key for pool in counted.chosen if unit.name in pool.takes)
        return scales.elsewhere.get(unit.name) or next(takers, None)
    chosen = [pool.key for pool in counted.chosen]
    return None if unit.name in chosen or not chosen else chosen[0]
