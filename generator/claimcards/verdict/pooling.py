"""Syntheses: a review stands for the studies that it pools, and takes up what it contains.

Each side is counted apart, and so are the unclear ones. A side's count is the largest of
what its groups make by themselves and, for each synthesis, what it pools together with the
groups that it can't contain. So a synthesis with what it takes up never counts more than
the larger of the two, nor less than either, and no group or synthesis that joins a side
can make it smaller. (To weigh two syntheses of two sides against each other, and count the
larger, lets a disputing one lift a disputed claim.)

What a synthesis takes up is settled by all studies of a group, also those that no longer
stand: to settle it by the standing ones would let a retraction change what is counted
beside the synthesis, and so strengthen the side that it takes a study from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from claimcards.cards.words import Direction
from claimcards.verdict.constants import OVERLAP
from claimcards.verdict.evidence import Evidence
from claimcards.verdict.groups import Block, blocks
from claimcards.verdict.papers import CLEAR, Paper

SIDES = (*CLEAR, Direction.MIXED)


@dataclass(frozen=True, slots=True)
class Ground:
    """The prepared evidence of one claim and stratum, from which any part can be left out."""

    blocks: tuple[Block, ...]
    syntheses: tuple[Paper, ...]
    takes: Mapping[str, frozenset[str]]
    """For each synthesis the names of the agreeing groups that are presumed or declared pooled."""
    declares: Mapping[str, frozenset[str]]
    """For each synthesis the names of the one-sided groups that it is declared to pool."""
    apart: frozenset[frozenset[str]]
    """Pairs of syntheses whose declared lists hardly overlap."""


@dataclass(frozen=True, slots=True)
class Pool:
    """A synthesis as one side sees it."""

    key: str
    amount: int
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counted:
    """One side's count, and how it is made up."""

    total: int = 0
    chosen: tuple[Pool, ...] = ()
    """The syntheses that stand for it: one, or several whose lists hardly overlap."""
    taken: frozenset[str] = frozenset()
    """The names of the groups that are counted in them."""
    surplus: int = 0
    """What the groups that were taken up are more than the pools."""


def prepare(papers: Sequence[Paper], evidence: Evidence) -> Ground:
    """Draw the groups, and settle what each synthesis takes up."""
    groups = blocks(papers, evidence)
    syntheses = tuple(sorted((p for p in papers if p.synthesis), key=lambda p: p.key))
    pure = [block for block in groups if block.pure]
    return Ground(
        blocks=groups,
        syntheses=syntheses,
        takes={s.key: _named(b for b in pure if _contains(s, b)) for s in syntheses},
        declares={s.key: _named(b for b in pure if _lists(s, b)) for s in syntheses},
        apart=frozenset(
            frozenset((a.key, b.key)) for a, b in combinations(syntheses, 2) if hardly_overlap(a, b)
        ),
    )


def _named(found: Iterable[Block]) -> frozenset[str]:
    return frozenset(block.name for block in found)


def _contains(synthesis: Paper, block: Block) -> bool:
    """A whole group: each of its studies is listed, or not younger than the synthesis."""
    return all(
        p.key in synthesis.listed
        or (p.year is not None and synthesis.year is not None and p.year <= synthesis.year)
        for p in block.papers
    )


def _lists(synthesis: Paper, block: Block) -> bool:
    return all(p.key in synthesis.listed for p in block.papers)


def hardly_overlap(a: Paper, b: Paper) -> bool:
    """Whether two syntheses count apart: lists that name all they pool, and share next to nothing.

    For two reviews the corrected covered area is what both list by what either lists. A list
    that names fewer studies than are pooled says nothing about the rest.
    """
    if not a.listed or not b.listed:
        return False
    if len(a.listed) < a.pooled or len(b.listed) < b.pooled:
        return False
    return len(a.listed & b.listed) < OVERLAP * len(a.listed | b.listed)


def count(items: Mapping[str, int], pools: Sequence[Pool], ground: Ground) -> Counted:
    """The count of one side; ``items`` are its groups by name, each with what it weighs."""
    alone = sum(items.values())
    if not pools:
        return Counted(total=alone)
    made = [_made(family, items, alone) for family in _families(pools, ground.apart)]
    return max(made, key=lambda c: (c.total, -c.surplus, len(c.taken), [p.key for p in c.chosen]))


def _made(family: tuple[Pool, ...], items: Mapping[str, int], alone: int) -> Counted:
    taken = frozenset[str]().union(*(pool.takes for pool in family)).intersection(items)
    inside = sum(items[name] for name in taken)
    pooled = sum(pool.amount for pool in family)
    return Counted(alone - inside + max(pooled, inside), family, taken, max(0, inside - pooled))


def _families(pools: Sequence[Pool], apart: frozenset[frozenset[str]]) -> list[tuple[Pool, ...]]:
    """Each synthesis alone, and each set of syntheses of which no two overlap."""
    found: list[tuple[Pool, ...]] = []
    for pool in sorted(pools, key=lambda p: p.key):
        grown = [
            (*family, pool)
            for family in found
            if apart and all(frozenset((other.key, pool.key)) in apart for other in family)
        ]
        found += [(pool,), *grown]
    return found
