"""What stands on each side, with any part left out; a review stands for the studies it pools."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from claimcards.cards.words import Direction
from claimcards.verdict.constants import GROUPS, OVERLAP
from claimcards.verdict.findings import Evidence
from claimcards.verdict.groups import (
    CLEAR,
    LinkedStudies,
    StudyInStratum,
    find_cohorts,
    find_group_side,
    find_linked_studies,
)

SIDES = (*CLEAR, Direction.MIXED)


@dataclass(frozen=True, slots=True)
class PreparedEvidence:
    """The prepared evidence of one claim and stratum, from which any part can be left out."""

    blocks: tuple[LinkedStudies, ...]
    syntheses: tuple[StudyInStratum, ...]
    takes: Mapping[str, frozenset[str]]
    """For each synthesis the names of the agreeing groups that are presumed or declared pooled."""
    declares: Mapping[str, frozenset[str]]
    """For each synthesis the names of the one-sided groups that it is declared to pool."""
    apart: frozenset[frozenset[str]]
    """Pairs of syntheses whose declared lists hardly overlap."""


@dataclass(frozen=True, slots=True)
class PooledSynthesis:
    """A synthesis as one side sees it."""

    key: str
    amount: int
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class SideCount:
    """One side's count, and how it is made up."""

    total: int = 0
    chosen: tuple[PooledSynthesis, ...] = ()
    """The syntheses that stand for it: one, or several whose lists hardly overlap."""
    taken: frozenset[str] = frozenset()
    """The names of the groups that are counted in them."""
    surplus: int = 0
    """What the groups that were taken up are more than the pools."""


def prepare_evidence(papers: Sequence[StudyInStratum], evidence: Evidence) -> PreparedEvidence:
    """Draw the groups, and settle what each synthesis takes up."""
    groups = find_linked_studies(papers, evidence)
    syntheses = tuple(sorted((p for p in papers if p.synthesis), key=lambda p: p.key))
    pure = [block for block in groups if block.pure]
    return PreparedEvidence(
        blocks=groups,
        syntheses=syntheses,
        takes={s.key: _list_names(b for b in pure if _contains_group(s, b)) for s in syntheses},
        declares={s.key: _list_names(b for b in pure if _lists_group(s, b)) for s in syntheses},
        apart=frozenset(
            frozenset((a.key, b.key)) for a, b in combinations(syntheses, 2) if hardly_overlap(a, b)
        ),
    )


def _list_names(found: Iterable[LinkedStudies]) -> frozenset[str]:
    return frozenset(block.name for block in found)


def _contains_group(synthesis: StudyInStratum, block: LinkedStudies) -> bool:
    """A whole group: each of its studies is listed, or not younger than the synthesis."""
    return all(
        p.key in synthesis.listed
        or (p.year is not None and synthesis.year is not None and p.year <= synthesis.year)
        for p in block.papers
    )


def _lists_group(synthesis: StudyInStratum, block: LinkedStudies) -> bool:
    return all(p.key in synthesis.listed for p in block.papers)


def hardly_overlap(a: StudyInStratum, b: StudyInStratum) -> bool:
    """Whether two syntheses count apart: lists that name all they pool, and share next to nothing.

    For two reviews the corrected covered area is what both list by what either lists. A list
    that names fewer studies than are pooled says nothing about the rest.
    """
    if not a.listed or not b.listed:
        return False
    if len(a.listed) < a.pooled or len(b.listed) < b.pooled:
        return False
    return len(a.listed & b.listed) < OVERLAP * len(a.listed | b.listed)


def count_side(
    items: Mapping[str, int], pools: Sequence[PooledSynthesis], ground: PreparedEvidence
) -> SideCount:
    """The count of one side; ``items`` are its groups by name, each with what it weighs."""
    alone = sum(items.values())
    if not pools:
        return SideCount(total=alone)
    made = [_make_count(family, items, alone) for family in _list_families(pools, ground.apart)]
    return max(made, key=lambda c: (c.total, -c.surplus, len(c.taken), [p.key for p in c.chosen]))


def _make_count(
    family: tuple[PooledSynthesis, ...], items: Mapping[str, int], alone: int
) -> SideCount:
    taken = frozenset[str]().union(*(pool.takes for pool in family)).intersection(items)
    inside = sum(items[name] for name in taken)
    pooled = sum(pool.amount for pool in family)
    return SideCount(alone - inside + max(pooled, inside), family, taken, max(0, inside - pooled))


def _list_families(
    pools: Sequence[PooledSynthesis], apart: frozenset[frozenset[str]]
) -> list[tuple[PooledSynthesis, ...]]:
    """Each synthesis alone, and each set of syntheses of which no two overlap."""
    found: list[tuple[PooledSynthesis, ...]] = []
    for pool in sorted(pools, key=lambda p: p.key):
        grown = [
            (*family, pool)
            for family in found
            if apart and all(frozenset((other.key, pool.key)) in apart for other in family)
        ]
        found += [(pool,), *grown]
    return found


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """One thing that is counted: a group with a standing study, or a standing synthesis."""

    name: str
    papers: tuple[StudyInStratum, ...]
    """Its studies that stand."""
    direction: Direction
    block: LinkedStudies | None
    """The group; None for a synthesis."""

    direct: bool
    """Whether one of its findings on its side is about the claim as stated."""
    randomised: bool
    """Whether one of its findings on its side comes from a randomised comparison."""
    suffices: bool
    """Whether one of its studies on its side is enough alone."""

    def people(self, pick: Callable[[StudyInStratum], int]) -> int:
        """The sum over its studies, nobody twice: of studies of one cohort the largest number."""
        apart = find_cohorts(self.block) if self.block else ()
        return sum(
            max((pick(p) for p in self.papers if p.key in cohort), default=0) for cohort in apart
        )


@dataclass(frozen=True, slots=True)
class WeighedSides:
    """All that a verdict is read from."""

    units: tuple[CountedUnit, ...]
    counted: Mapping[Direction, SideCount]
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


def list_standing_units(ground: PreparedEvidence) -> tuple[CountedUnit, ...]:
    """What can be weighed: groups with a study that stands, and standing syntheses, by name."""
    groups = [make_unit(b.name, row, b) for b in ground.blocks if (row := b.standing)]
    reviews = [make_unit(p.key, (p,), None) for p in ground.syntheses if p.stands]
    return tuple(sorted((*groups, *reviews), key=lambda one: one.name))


def leave_out(units: tuple[CountedUnit, ...], without: frozenset[str]) -> tuple[CountedUnit, ...]:
    """The units without some studies; a group that loses all of its own is gone."""
    rows = ((one, tuple(p for p in one.papers if p.key not in without)) for one in units)
    return tuple(
        one if len(row) == len(one.papers) else make_unit(one.name, row, one.block)
        for one, row in rows
        if row
    )


def make_unit(
    name: str, papers: tuple[StudyInStratum, ...], block: LinkedStudies | None
) -> CountedUnit:
    """A group or a synthesis, with what its studies say on the side of the whole."""
    side = find_group_side(papers)
    return CountedUnit(
        name=name,
        papers=papers,
        direction=side,
        block=block,
        direct=any(side in paper.direct for paper in papers),
        randomised=any(side in paper.randomised for paper in papers),
        suffices=any(side in paper.large for paper in papers),
    )


def weigh_sides(ground: PreparedEvidence, units: tuple[CountedUnit, ...]) -> WeighedSides:
    """Put what stands on the scales."""
    elsewhere = _find_counted_elsewhere(units, ground)
    clear_units = [u for u in units if u.direction in CLEAR and u.name not in elsewhere]
    counted = {side: weigh_side(units, side, ground, elsewhere) for side in SIDES}
    return WeighedSides(
        units=units,
        counted=counted,
        elsewhere=elsewhere,
        clear={side: count_clear(clear_units, side, ground) for side in CLEAR},
        suffices=frozenset(u.direction for u in clear_units if u.suffices),
        direct=frozenset(u.direction for u in clear_units if u.direct),
        examples={side: count_clear(_list_direct(units), side, ground) for side in CLEAR},
        pointing=any(counted[side].total for side in CLEAR) or any(_is_split(u) for u in units),
    )


def _is_split(one: CountedUnit) -> bool:
    return one.block is None and one.papers[0].split_reported


def _list_direct(units: tuple[CountedUnit, ...]) -> list[CountedUnit]:
    """What is direct, also where it is counted in a synthesis: an example stays an example."""
    return [u for u in units if u.direction in CLEAR and u.direct]


def _find_counted_elsewhere(
    units: tuple[CountedUnit, ...], ground: PreparedEvidence
) -> dict[str, str]:
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


def weigh_side(
    units: tuple[CountedUnit, ...],
    side: Direction,
    ground: PreparedEvidence,
    elsewhere: Mapping[str, str],
) -> SideCount:
    """What counts on one side: its groups, and what syntheses of any side report for it."""
    items = {
        u.name: 1 for u in units if u.block and u.direction is side and u.name not in elsewhere
    }
    pools = [
        PooledSynthesis(u.name, amount, ground.takes[u.name])
        for u in units
        if u.block is None and (amount := u.papers[0].pools.get(side, 0))
    ]
    return count_side(items, pools, ground)


def count_clear(units: list[CountedUnit], side: Direction, ground: PreparedEvidence) -> int:
    """What some groups and syntheses that take a side as a whole count on it."""
    return measure_side(units, side, ground, lambda _: 1, lambda p: p.pools.get(side, 0))


def measure_side(
    units: list[CountedUnit],
    side: Direction,
    ground: PreparedEvidence,
    group: Callable[[CountedUnit], int],
    review: Callable[[StudyInStratum], int],
) -> int:
    """A number of one side (studies, people) in which nothing counts twice.

    Groups give ``group``; a synthesis gives ``review``, or what the groups that it takes up
    give together, if that is more.
    """
    mine = [u for u in units if u.direction is side]
    items = {u.name: group(u) for u in mine if u.block}
    pools = [
        PooledSynthesis(u.name, review(u.papers[0]), ground.takes[u.name])
        for u in mine
        if u.block is None
    ]
    return count_side(items, pools, ground).total
