"""What a study brings to a claim, and which studies are one voice: the same people or cohorts.

A study is one voice however many of its findings a card holds. Studies that were retracted,
overturned, superseded or withdrawn are kept, with ``stands`` False: they hold groups together,
so that a retraction cannot strengthen its side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from claimcards.cards.claim import Finding, Split
from claimcards.cards.scalars import NOT_REPORTED, NOT_SEEN
from claimcards.cards.study import Study
from claimcards.cards.vocabulary import Design
from claimcards.cards.words import Direction, SampleUnit, Stratum
from claimcards.references.reference import Name
from claimcards.text.folding import fold_letters
from claimcards.verdict.constants import (
    LARGE_TRIAL,
    LONGEST_LIST,
    POOLED_UNSTATED,
    SHARED_AUTHORS,
    SHARED_LEAST,
    SHARED_SHARE,
)
from claimcards.verdict.findings import Evidence, could_count, count_if_known, count_pooled
from claimcards.verdict.values import JudgedFinding, LinkBy, StudyLink

CLEAR = (Direction.SUPPORTS, Direction.DISPUTES)


@dataclass(frozen=True, slots=True)
class StudyInStratum:
    """One study on one claim in one stratum."""

    key: str
    stands: bool
    """Whether its findings vote."""
    directions: frozenset[Direction]
    """All directions of its findings, whether it stands or not."""
    direct: frozenset[Direction]
    """The directions in which one of its findings is direct."""
    randomised: frozenset[Direction]
    """The directions in which one of its findings comes from a randomised comparison."""
    large: frozenset[Direction]
    """The directions in which it suffices alone: a large randomised trial, a field census."""
    findings: int
    year: int | None
    size: int | None
    """How many people (or animals) it rests on, if known."""
    exposed: int
    serious: int
    followed: tuple[str, ...]
    synthesis: bool
    pools: Mapping[Direction, int]
    """For a synthesis: for how many studies it stands on each side."""
    pooled: int
    pooled_assumed: bool
    split_reported: bool
    """For a synthesis: whether it says that some of its studies point to a side."""
    listed: frozenset[str]
    """For a synthesis: the keys of the studies that it is declared to pool."""

    @property
    def direction(self) -> Direction:
        """The side of the whole study."""
        return find_side(self.directions)


def find_side(directions: Iterable[Direction]) -> Direction:
    """Supports if some support and none disputes; disputes likewise; else mixed."""
    clear = set(directions).intersection(CLEAR)
    return clear.pop() if len(clear) == 1 else Direction.MIXED


def sort_studies_by_stratum(
    findings: Sequence[JudgedFinding], evidence: Evidence
) -> dict[Stratum, tuple[StudyInStratum, ...]]:
    """The studies of each stratum that count, or would if they stood, sorted by key."""
    held: defaultdict[tuple[Stratum, str], list[JudgedFinding]] = defaultdict(list)
    for judged in findings:
        if judged.stratum and could_count(judged):
            held[judged.stratum, judged.key].append(judged)
    found: defaultdict[Stratum, list[StudyInStratum]] = defaultdict(list)
    for (stratum, _), said in sorted(held.items(), key=lambda item: item[0]):
        found[stratum].append(_sum_up_study(stratum, said, evidence))
    return {stratum: tuple(row) for stratum, row in found.items()}


def _sum_up_study(
    stratum: Stratum, said: Sequence[JudgedFinding], evidence: Evidence
) -> StudyInStratum:
    study = said[0].study
    said = sorted(said, key=lambda judged: judged.finding.id)
    findings = [judged.finding for judged in said]
    designs = {j.finding.id: j.design for j in said if j.design}
    directions = frozenset(f.direction for f in findings)
    synthesis = any(design.synthesis for design in designs.values())
    sizes = {f.id: _find_size(f, study, stratum) for f in findings}
    harms = [f.harms for f in findings if f.harms]
    count, assumed, pools, split = (
        _read_pooled_split(findings, study) if synthesis else (0, False, {}, False)
    )
    listed = frozenset(study.pools.listed) if synthesis and study.pools else frozenset()
    chance = {f.id for f in findings if designs[f.id].randomised}
    if synthesis and _all_randomised(listed, evidence):
        chance.update(sizes)
    return StudyInStratum(
        key=study.id,
        stands=all(judged.votes for judged in said),
        directions=directions,
        direct=frozenset(judged.direction for judged in said if judged.direct),
        randomised=frozenset(f.direction for f in findings if f.id in chance),
        large=frozenset(
            f.direction
            for f in findings
            if not synthesis and _suffices_alone(designs[f.id], stratum, sizes[f.id])
        ),
        findings=len(findings),
        year=evidence.year(study.id),
        size=max((size for size in sizes.values() if size is not None), default=None),
        exposed=max((count_if_known(h.exposed) or 0 for h in harms), default=0),
        serious=max((count_if_known(h.serious_related) or 0 for h in harms), default=0),
        followed=tuple(
            sorted({h.followed for h in harms if h.followed not in (NOT_REPORTED, NOT_SEEN)})
        ),
        synthesis=synthesis,
        pools=pools,
        pooled=count,
        pooled_assumed=assumed,
        split_reported=split,
        listed=listed,
    )


def _suffices_alone(design: Design, stratum: Stratum, size: int | None) -> bool:
    """Whether one study is enough: a randomised trial of 400 people, a census of the field."""
    if stratum is Stratum.FIELD:
        return design.census
    return stratum is Stratum.PEOPLE and design.randomised and (size or 0) >= LARGE_TRIAL


def _find_size(finding: Finding, study: Study, stratum: Stratum) -> int | None:
    unit = {Stratum.PEOPLE: SampleUnit.PEOPLE, Stratum.ANIMALS: SampleUnit.ANIMALS}.get(stratum)
    if unit is None:
        return None
    if finding.sample is not None:
        return count_if_known(finding.sample)
    return count_if_known(study.sample.n) if study.sample and study.sample.unit is unit else None


def _all_randomised(listed: frozenset[str], evidence: Evidence) -> bool:
    """Whether all that a synthesis is declared to pool, as far as we know it, was randomised."""
    designs = evidence.vocabulary.designs
    known_studies = [evidence.studies[key] for key in sorted(listed) if key in evidence.studies]
    rows = [designs[study.design] for study in known_studies if study.design in designs]
    return bool(rows) and all(design.randomised for design in rows)


def _read_pooled_split(
    findings: Sequence[Finding], study: Study
) -> tuple[int, bool, Mapping[Direction, int], bool]:
    """For how many studies a synthesis stands, whether that is assumed, and on which sides."""
    side = find_side(f.direction for f in findings)
    speaking = [f for f in findings if f.direction is side] or list(findings)
    finding = max(speaking, key=lambda f: count_pooled(f, study) or 0)
    said = count_pooled(finding, study)
    count = POOLED_UNSTATED if said is None else said
    split = finding.pools
    stated = bool(split and (count_if_known(split.supports) or count_if_known(split.disputes)))
    return count, said is None, _split_between_sides(side, count, split), stated


def _split_between_sides(
    side: Direction, count: int, split: Split | None
) -> Mapping[Direction, int]:
    """How many of its studies a synthesis lends to each side.

    Its own split where it reports one: what it reports on the other side counts there. A mixed
    synthesis is half and half whatever its split: any other share would let a second, larger
    one tip a verdict, which nothing unclear may do.
    """
    if side is Direction.MIXED or split is None:
        return {side: count}
    other = CLEAR[1 - CLEAR.index(side)]
    said = {
        Direction.SUPPORTS: count_if_known(split.supports),
        Direction.DISPUTES: count_if_known(split.disputes),
    }
    against, unclear, own = said[other] or 0, count_if_known(split.mixed) or 0, said[side]
    rest = max(0, count - against - unclear - (own or 0))
    if own is None:
        return {side: rest, other: against, Direction.MIXED: unclear}
    return {side: own, other: against, Direction.MIXED: unclear + rest}


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
class LinkedStudies:
    """Studies closed under their links; also those that no longer stand."""

    papers: tuple[StudyInStratum, ...]
    links: tuple[StudyLink, ...]
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
    def standing(self) -> tuple[StudyInStratum, ...]:
        """Its studies that vote."""
        return tuple(p for p in self.papers if p.stands)


def find_linked_studies(
    papers: Sequence[StudyInStratum], evidence: Evidence
) -> tuple[LinkedStudies, ...]:
    """The independent groups among the studies of one claim and stratum; syntheses stand alone.

    Links are closed: a study linked to two others makes the three one group.
    """
    single = sorted((p for p in papers if not p.synthesis), key=lambda p: p.key)
    lines = {p.key: make_byline(p.key, evidence) for p in single} if single else {}
    found = [
        link
        for a, b in combinations([p.key for p in single], 2)
        if (link := find_link(a, b, lines[a], lines[b]))
    ]
    closed = _close_links([p.key for p in single], found)
    return tuple(
        _make_linked_studies(root, single, closed, found, lines)
        for root in sorted(set(closed.values()))
    )


def _make_linked_studies(
    root: str,
    papers: Sequence[StudyInStratum],
    closed: Mapping[str, str],
    links: Sequence[StudyLink],
    lines: Mapping[str, Byline],
) -> LinkedStudies:
    members = tuple(p for p in papers if closed[p.key] == root)
    return LinkedStudies(
        papers=members,
        links=tuple(link for link in links if closed[link.first] == root),
        checked=all(lines[p.key].checked for p in members),
    )


def find_cohorts(block: LinkedStudies) -> tuple[frozenset[str], ...]:
    """The studies of a group that may have watched the same people, each set by itself.

    A shared registration or declared cohort says so; shared authors alone do not.
    """
    same = (LinkBy.REGISTRATION, LinkBy.DECLARED_GROUP)
    closed = _close_links([p.key for p in block.papers], [k for k in block.links if k.by in same])
    roots = sorted(set(closed.values()))
    return tuple(frozenset(k for k, root in closed.items() if root == r) for r in roots)


def _close_links(keys: Sequence[str], links: Sequence[StudyLink]) -> dict[str, str]:
    """For each study the first key of its group."""
    root = {key: key for key in keys}
    for link in links:
        low, high = sorted((root[link.first], root[link.second]))
        if low != high:
            root = {key: low if at == high else at for key, at in root.items()}
    return root


def find_link(first: str, second: str, a: Byline, b: Byline) -> StudyLink | None:
    """The strongest reason why two studies are not independent, or None."""
    if shared := a.registrations & b.registrations:
        return StudyLink(first, second, LinkBy.REGISTRATION, what=min(shared).upper())
    if shared := a.groups & b.groups:
        return StudyLink(first, second, LinkBy.DECLARED_GROUP, what=min(shared))
    authors = len(a.people & b.people)
    if authors >= SHARED_AUTHORS:
        return StudyLink(first, second, LinkBy.SHARED_AUTHORS, authors=authors)
    # Of a list that is cut nobody knows the half.
    shorter = min(len(a.people), len(b.people))
    half = authors >= SHARED_LEAST and authors >= shorter * SHARED_SHARE
    if a.complete and b.complete and half:
        return StudyLink(first, second, LinkBy.HALF_OF_AUTHORS, authors=authors)
    return None


def make_byline(key: str, evidence: Evidence) -> Byline:
    """What can link a study: registrations, declared groups, and authors where they may."""
    study = evidence.studies[key]
    reference = evidence.references.get(key)
    design = evidence.vocabulary.designs.get(study.design)
    authors = reference.authors if reference else ()
    may = len(authors) <= LONGEST_LIST and (design is None or design.independent)
    people = frozenset(identify_person(name) for name in authors if not name.literal) if may else ()
    complete = reference is not None and reference.authors_complete and bool(authors)
    return Byline(
        people=frozenset(people),
        complete=complete,
        checked=complete or not may,
        registrations=frozenset(number.casefold() for number in study.registrations),
        groups=frozenset(study.groups),
    )


def identify_person(name: Name) -> tuple[str, str]:
    """A person as author lists agree on one: family name and given initials, folded."""
    family = re.sub(r"[^a-z]", "", fold_letters(name.particle + name.family))
    return family or name.family.casefold(), _write_initials(name.given)


def _write_initials(given: str) -> str:
    """'Jean-Luc', 'J.-L.' and 'JL' alike: jl. Capitals that stand together are initials."""
    parts = [part for part in re.split(r"[^\w]+", given) if part]
    letters = (
        part if len(part) <= SHARED_AUTHORS and part.isupper() else part[0] for part in parts
    )
    return fold_letters("".join(letters))


def find_group_side(standing: Sequence[StudyInStratum]) -> Direction:
    """A group's side: one if some of its findings take it and none the other; else mixed."""
    return find_side(d for paper in standing for d in paper.directions)
