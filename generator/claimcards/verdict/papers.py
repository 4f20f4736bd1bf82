"""What one study brings to one claim in one stratum: its findings put together.

A study is one voice however many of its findings a card holds. Studies that were retracted,
overturned, superseded or withdrawn are kept here with ``stands`` False: they hold groups
together and say what a group once held, so that a retraction can't strengthen its side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimcards.cards.claim import Claim, Finding, Split
from claimcards.cards.scalars import NOT_REPORTED, NOT_SEEN
from claimcards.cards.study import Study
from claimcards.cards.vocabulary import Design
from claimcards.cards.words import Direction, SampleUnit, Stratum
from claimcards.verdict.constants import LARGE_TRIAL, POOLED_UNSTATED
from claimcards.verdict.evidence import Evidence, known
from claimcards.verdict.results import Ballot
from claimcards.verdict.votes import could_vote, pooled

CLEAR = (Direction.SUPPORTS, Direction.DISPUTES)


@dataclass(frozen=True, slots=True)
class Paper:
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
        return side_of(self.directions)


def side_of(directions: Iterable[Direction]) -> Direction:
    """Supports if some support and none disputes; disputes likewise; else mixed."""
    clear = set(directions).intersection(CLEAR)
    return clear.pop() if len(clear) == 1 else Direction.MIXED


def papers(
    claim: Claim, ballots: Sequence[Ballot], evidence: Evidence
) -> dict[Stratum, tuple[Paper, ...]]:
    """The studies of each stratum that vote, or would if they stood, sorted by key."""
    held: defaultdict[tuple[Stratum, str], list[tuple[Finding, Ballot]]] = defaultdict(list)
    for finding, ballot in zip(claim.findings, ballots, strict=True):
        if ballot.stratum and could_vote(ballot):
            held[ballot.stratum, ballot.study].append((finding, ballot))
    found: defaultdict[Stratum, list[Paper]] = defaultdict(list)
    for (stratum, key), pairs in sorted(held.items(), key=lambda item: item[0]):
        found[stratum].append(_paper(stratum, evidence.studies[key], pairs, evidence))
    return {stratum: tuple(row) for stratum, row in found.items()}


def _paper(
    stratum: Stratum,
    study: Study,
    pairs: Sequence[tuple[Finding, Ballot]],
    evidence: Evidence,
) -> Paper:
    findings = sorted((finding for finding, _ in pairs), key=lambda finding: finding.id)
    designs = {f.id: d for f in findings if (d := evidence.design(f))}
    directions = frozenset(f.direction for f in findings)
    synthesis = any(design.synthesis for design in designs.values())
    sizes = {f.id: _size(f, study, stratum) for f in findings}
    harms = [f.harms for f in findings if f.harms]
    count, assumed, pools, split = _pools(findings, study) if synthesis else (0, False, {}, False)
    listed = frozenset(study.pools.listed) if synthesis and study.pools else frozenset()
    chance = {f.id for f in findings if designs[f.id].randomised}
    if synthesis and _all_randomised(listed, evidence):
        chance.update(sizes)
    return Paper(
        key=study.id,
        stands=all(ballot.votes for _, ballot in pairs),
        directions=directions,
        direct=frozenset(ballot.direction for _, ballot in pairs if ballot.direct),
        randomised=frozenset(f.direction for f in findings if f.id in chance),
        large=frozenset(
            f.direction
            for f in findings
            if not synthesis and _suffices(designs[f.id], stratum, sizes[f.id])
        ),
        findings=len(findings),
        year=evidence.year(study.id),
        size=max((size for size in sizes.values() if size is not None), default=None),
        exposed=max((known(h.exposed) or 0 for h in harms), default=0),
        serious=max((known(h.serious_related) or 0 for h in harms), default=0),
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


def _suffices(design: Design, stratum: Stratum, size: int | None) -> bool:
    """Whether one study is enough: a randomised trial of 400 people, a census of the field."""
    if stratum is Stratum.FIELD:
        return design.census
    return stratum is Stratum.PEOPLE and design.randomised and (size or 0) >= LARGE_TRIAL


def _size(finding: Finding, study: Study, stratum: Stratum) -> int | None:
    unit = {Stratum.PEOPLE: SampleUnit.PEOPLE, Stratum.ANIMALS: SampleUnit.ANIMALS}.get(stratum)
    if unit is None:
        return None
    if finding.sample is not None:
        return known(finding.sample)
    return known(study.sample.n) if study.sample and study.sample.unit is unit else None


def _all_randomised(listed: frozenset[str], evidence: Evidence) -> bool:
    """Whether all that a synthesis is declared to pool, as far as we know it, was randomised."""
    designs = evidence.vocabulary.designs
    known_studies = [evidence.studies[key] for key in sorted(listed) if key in evidence.studies]
    rows = [designs[study.design] for study in known_studies if study.design in designs]
    return bool(rows) and all(design.randomised for design in rows)


def _pools(
    findings: Sequence[Finding], study: Study
) -> tuple[int, bool, Mapping[Direction, int], bool]:
    """For how many studies a synthesis stands, whether that is assumed, and on which sides."""
    side = side_of(f.direction for f in findings)
    speaking = [f for f in findings if f.direction is side] or list(findings)
    finding = max(speaking, key=lambda f: pooled(f, study) or 0)
    said = pooled(finding, study)
    count = POOLED_UNSTATED if said is None else said
    split = finding.pools
    stated = bool(split and (known(split.supports) or known(split.disputes)))
    return count, said is None, _sides(side, count, split), stated


def _sides(side: Direction, count: int, split: Split | None) -> Mapping[Direction, int]:
    """How many of its studies a synthesis lends to each side.

    Its own split where it reports one: what it reports on the other side counts there. A mixed
    synthesis is half and half whatever its split: any other share would let a second, larger
    one tip a verdict, which nothing unclear may do.
    """
    if side is Direction.MIXED or split is None:
        return {side: count}
    other = CLEAR[1 - CLEAR.index(side)]
    said = {Direction.SUPPORTS: known(split.supports), Direction.DISPUTES: known(split.disputes)}
    against, unclear, own = said[other] or 0, known(split.mixed) or 0, said[side]
    rest = max(0, count - against - unclear - (own or 0))
    if own is None:
        return {side: rest, other: against, Direction.MIXED: unclear}
    return {side: own, other: against, Direction.MIXED: unclear + rest}
