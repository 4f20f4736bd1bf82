"""The scales: what stands on each side of one claim in one stratum, with any part left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from claimcards.cards.words import Direction
from claimcards.verdict.constants import GROUPS
from claimcards.verdict.groups import Block, cohorts, direction_of
from claimcards.verdict.papers import CLEAR, Paper
from claimcards.verdict.pooling import SIDES, Counted, Ground, Pool, count


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that is counted: a group with a standing study, or a standing synthesis."""

    name: str
    papers: tuple[Paper, ...]
    """Its studies that stand."""
    direction: Direction
    block: Block | None
    """The group; None for a synthesis."""

    direct: bool
    """Whether one of its findings on its side is about the claim as stated."""
    randomised: bool
    """Whether one of its findings on its side comes from a randomised comparison."""
    suffices: bool
    """Whether one of its studies on its side is enough alone."""

    def people(self, pick: Callable[[Paper], int]) -> int:
        """The sum over its studies, nobody twice: of studies of one cohort the largest number."""
        apart = cohorts(self.block) if self.block else ()
        return sum(
            max((pick(p) for p in self.papers if p.key in cohort), default=0) for cohort in apart
        )


@dataclass(frozen=True, slots=True)
class Scales:
    """All that a verdict is read from."""

    units: tuple[Unit, ...]
    counted: Mapping[Direction, Counted]
    """What counts on each side, and the unclear."""
    elsewhere: Mapping[str, str]
    """Groups that a synthesis of the other side is declared to pool: name, and its key."""
    clear: Mapping[Direction, int]
    """What each side counts of groups and syntheses that take this side as a whole."""
    suffices: frozenset[Direction]
    """Sides with something that suffices alone: a large randomised trial, a census."""
    direct: frozenset[Direction]
    """Sides on which something is direct."""
    examples: Mapping[Direction, int]
    """Independent direct groups (and studies pooled by a direct synthesis) of each side."""
    pointing: bool
    """Whether anything points to a side at all."""

    def carried(self, side: Direction) -> bool:
        """Whether a side has enough for a verdict: two groups, a synthesis, one large trial."""
        return self.clear[side] >= GROUPS or side in self.suffices

    @property
    def total(self) -> int:
        """Everything that was counted."""
        return sum(counted.total for counted in self.counted.values())


def standing_units(ground: Ground) -> tuple[Unit, ...]:
    """What can be weighed: groups with a study that stands, and standing syntheses, by name."""
    groups = [unit(b.name, row, b) for b in ground.blocks if (row := b.standing)]
    reviews = [unit(p.key, (p,), None) for p in ground.syntheses if p.stands]
    return tuple(sorted((*groups, *reviews), key=lambda one: one.name))


def left(units: tuple[Unit, ...], without: frozenset[str]) -> tuple[Unit, ...]:
    """The units without some studies; a group that loses all of its own is gone."""
    rows = ((one, tuple(p for p in one.papers if p.key not in without)) for one in units)
    return tuple(
        one if len(row) == len(one.papers) else unit(one.name, row, one.block)
        for one, row in rows
        if row
    )


def unit(name: str, papers: tuple[Paper, ...], block: Block | None) -> Unit:
    """A group or a synthesis, with what its studies say on the side of the whole."""
    side = direction_of(papers)
    return Unit(
        name=name,
        papers=papers,
        direction=side,
        block=block,
        direct=any(side in paper.direct for paper in papers),
        randomised=any(side in paper.randomised for paper in papers),
        suffices=any(side in paper.large for paper in papers),
    )


def weigh(ground: Ground, units: tuple[Unit, ...]) -> Scales:
    """Put what stands on the scales."""
    elsewhere = _elsewhere(units, ground)
    clear_units = [u for u in units if u.direction in CLEAR and u.name not in elsewhere]
    counted = {side: side_count(units, side, ground, elsewhere) for side in SIDES}
    return Scales(
        units=units,
        counted=counted,
        elsewhere=elsewhere,
        clear={side: clear_count(clear_units, side, ground) for side in CLEAR},
        suffices=frozenset(u.direction for u in clear_units if u.suffices),
        direct=frozenset(u.direction for u in clear_units if u.direct),
        examples={side: clear_count(_direct(units), side, ground) for side in CLEAR},
        pointing=any(counted[side].total for side in CLEAR) or any(_split(u) for u in units),
    )


def _split(one: Unit) -> bool:
    return one.block is None and one.papers[0].split_reported


def _direct(units: tuple[Unit, ...]) -> list[Unit]:
    """What is direct, also where it is counted in a synthesis: an example stays an example."""
    return [u for u in units if u.direction in CLEAR and u.direct]


def _elsewhere(units: tuple[Unit, ...], ground: Ground) -> dict[str, str]:
    """Groups that disagree with a synthesis that is declared to pool them: not counted beside it.

    Only whole groups of one side, and only by a synthesis of the other that reports none of its
    own studies on theirs. Unclear groups stay, and an unclear synthesis takes no side's group:
    else something unclear could tip a verdict.
    """
    sides = {u.name: u.direction for u in units if u.block and u.direction in CLEAR}
    return {
        name: review.name
        for review in reversed(units)
        if review.block is None and review.direction in CLEAR
        for name in ground.declares[review.name]
        if name in sides
        and sides[name] is not review.direction
        and not review.papers[0].pools.get(sides[name])
    }


def side_count(
    units: tuple[Unit, ...], side: Direction, ground: Ground, elsewhere: Mapping[str, str]
) -> Counted:
    """What counts on one side: its groups, and what syntheses of any side report for it."""
    items = {
        u.name: 1 for u in units if u.block and u.direction is side and u.name not in elsewhere
    }
    pools = [
        Pool(u.name, amount, ground.takes[u.name])
        for u in units
        if u.block is None and (amount := u.papers[0].pools.get(side, 0))
    ]
    return count(items, pools, ground)


def clear_count(units: list[Unit], side: Direction, ground: Ground) -> int:
    """What some groups and syntheses that take a side as a whole count on it."""
    return measured(units, side, ground, lambda _: 1, lambda p: p.pools.get(side, 0))


def measured(
    units: list[Unit],
    side: Direction,
    ground: Ground,
    group: Callable[[Unit], int],
    review: Callable[[Paper], int],
) -> int:
    """A number of one side (studies, people) in which nothing counts twice.

    Groups give ``group``; a synthesis gives ``review``, or what the groups that it takes up
    give together, if that is more.
    """
    mine = [u for u in units if u.direction is side]
    items = {u.name: group(u) for u in mine if u.block}
    pools = [
        Pool(u.name, review(u.papers[0]), ground.takes[u.name]) for u in mine if u.block is None
    ]
    return count(items, pools, ground).total
