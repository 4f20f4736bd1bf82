"""Independence: which studies are one voice because the same people or cohorts are behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from claimcards.cards.words import Direction
from claimcards.references.reference import Name
from claimcards.text.folding import fold_letters
from claimcards.verdict.constants import LONGEST_LIST, SHARED_AUTHORS, SHARED_LEAST, SHARED_SHARE
from claimcards.verdict.evidence import Evidence
from claimcards.verdict.papers import Paper, side_of
from claimcards.verdict.reasons import LinkBy
from claimcards.verdict.results import Link


@dataclass(frozen=True, slots=True)
class Byline:
    """Who stands behind a study, as far as it can link it to others."""

    people: frozenset[tuple[str, str]]
    """Family name and initials; empty where authors never link."""
    complete: bool
    """Whether the author list is the whole list."""
    checked: bool
    """Whether shared authors could be looked for."""
    registrations: frozenset[str]
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Block:
    """Studies closed under their links; also those that no longer stand."""

    papers: tuple[Paper, ...]
    links: tuple[Link, ...]
    checked: bool

    @property
    def name(self) -> str:
        """The key of its first study, standing or not."""
        return self.papers[0].key

    @property
    def pure(self) -> bool:
        """Whether all findings agree, those of retracted studies included."""
        return len(frozenset[Direction]().union(*(p.directions for p in self.papers))) == 1

    @property
    def standing(self) -> tuple[Paper, ...]:
        """Its studies that vote."""
        return tuple(p for p in self.papers if p.stands)


def blocks(papers: Sequence[Paper], evidence: Evidence) -> tuple[Block, ...]:
    """The independent groups among the studies of one claim and stratum; syntheses stand alone.

    Links are closed: a study linked to two others makes the three one group.
    """
    single = sorted((p for p in papers if not p.synthesis), key=lambda p: p.key)
    lines = {p.key: byline(p.key, evidence) for p in single} if single else {}
    found = [
        link
        for a, b in combinations([p.key for p in single], 2)
        if (link := linked(a, b, lines[a], lines[b]))
    ]
    closed = _closed([p.key for p in single], found)
    return tuple(
        _block(root, single, closed, found, lines) for root in sorted(set(closed.values()))
    )


def _block(
    root: str,
    papers: Sequence[Paper],
    closed: Mapping[str, str],
    links: Sequence[Link],
    lines: Mapping[str, Byline],
) -> Block:
    members = tuple(p for p in papers if closed[p.key] == root)
    return Block(
        papers=members,
        links=tuple(link for link in links if closed[link.first] == root),
        checked=all(lines[p.key].checked for p in members),
    )


def cohorts(block: Block) -> tuple[frozenset[str], ...]:
    """The studies of a group that may have watched the same people, each set by itself.

    A shared registration or declared cohort says so; shared authors alone do not.
    """
    same = (LinkBy.REGISTRATION, LinkBy.DECLARED_GROUP)
    closed = _closed([p.key for p in block.papers], [k for k in block.links if k.by in same])
    roots = sorted(set(closed.values()))
    return tuple(frozenset(k for k, root in closed.items() if root == r) for r in roots)


def _closed(keys: Sequence[str], links: Sequence[Link]) -> dict[str, str]:
    """For each study the first key of its group."""
    root = {key: key for key in keys}
    for link in links:
        low, high = sorted((root[link.first], root[link.second]))
        if low != high:
            root = {key: low if at == high else at for key, at in root.items()}
    return root


def linked(first: str, second: str, a: Byline, b: Byline) -> Link | None:
    """The strongest reason why two studies are not independent, or None."""
    if shared := a.registrations & b.registrations:
        return Link(first, second, LinkBy.REGISTRATION, what=min(shared).upper())
    if shared := a.groups & b.groups:
        return Link(first, second, LinkBy.DECLARED_GROUP, what=min(shared))
    authors = len(a.people & b.people)
    if authors >= SHARED_AUTHORS:
        return Link(first, second, LinkBy.SHARED_AUTHORS, authors=authors)
    # Of a list that is cut nobody knows the half.
    shorter = min(len(a.people), len(b.people))
    half = authors >= SHARED_LEAST and authors >= shorter * SHARED_SHARE
    if a.complete and b.complete and half:
        return Link(first, second, LinkBy.HALF_OF_AUTHORS, authors=authors)
    return None


def byline(key: str, evidence: Evidence) -> Byline:
    """What can link a study: registrations, declared groups, and authors where they may."""
    study = evidence.studies[key]
    reference = evidence.references.get(key)
    design = evidence.vocabulary.designs.get(study.design)
    authors = reference.authors if reference else ()
    may = len(authors) <= LONGEST_LIST and (design is None or design.independent)
    people = frozenset(identity(name) for name in authors if not name.literal) if may else ()
    complete = reference is not None and reference.authors_complete and bool(authors)
    return Byline(
        people=frozenset(people),
        complete=complete,
        checked=complete or not may,
        registrations=frozenset(number.casefold() for number in study.registrations),
        groups=frozenset(study.groups),
    )


def identity(name: Name) -> tuple[str, str]:
    """A person as author lists agree on one: family name and given initials, folded."""
    family = re.sub(r"[^a-z]", "", fold_letters(name.particle + name.family))
    return family or name.family.casefold(), _initials(name.given)


def _initials(given: str) -> str:
    """'Jean-Luc', 'J.-L.' and 'JL' alike: jl. Capitals that stand together are initials."""
    parts = [part for part in re.split(r"[^\w]+", given) if part]
    letters = (
        part if len(part) <= SHARED_AUTHORS and part.isupper() else part[0] for part in parts
    )
    return fold_letters("".join(letters))


def direction_of(standing: Sequence[Paper]) -> Direction:
    """A group's side: one if some of its findings take it and none the other; else mixed."""
    return side_of(d for paper in standing for d in paper.directions)
