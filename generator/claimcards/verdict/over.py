"""Claims over claims: no findings of their own, each part's headline is its vote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from claimcards.cards.claim import Claim
from claimcards.cards.words import Direction, Needs, Quantifier
from claimcards.verdict.certainty import LEVELS
from claimcards.verdict.constants import GROUPS, MEMBERS_ANSWERED
from claimcards.verdict.headline import word
from claimcards.verdict.reasons import NotGraded, Why
from claimcards.verdict.results import (
    Certainty,
    CertaintyLevel,
    Headline,
    Member,
    Synthesis,
    Verdict,
)
from claimcards.verdict.verdicts import AGAINST, FOR, Balance, Rule, ruling

VOTES = {
    Verdict.SUPPORTED: Direction.SUPPORTS,
    Verdict.DISPUTED: Direction.DISPUTES,
    Verdict.CONTESTED: Direction.MIXED,
}
"""How a part votes; a part without a verdict does not."""

WHYS = {
    Why.SHARE_FOR: Why.MOST_MEMBERS,
    Why.SHARE_AGAINST: Why.MOST_MEMBERS,
    Why.NEITHER_SIDE: Why.MEMBERS_DISAGREE,
    Why.ONLY_UNCLEAR: Why.MEMBERS_DISAGREE,
    Why.ONE_GROUP: Why.ONE_MEMBER_ANSWERED,
    Why.ONE_GROUP_ON_SIDE: Why.ONE_MEMBER_ANSWERED,
    Why.NOTHING_VOTES: Why.FEW_MEMBERS_ANSWERED,
}
"""The same reasons, said of parts and not of groups."""

WEAKEST_FIRST = (
    Verdict.DISPUTED,
    Verdict.UNRESOLVED,
    Verdict.UNTESTED,
    Verdict.INSUFFICIENT,
    Verdict.CONTESTED,
    Verdict.SUPPORTED,
)
"""A chain with a disputed part is broken; one with an open part is open."""

UNGRADED = len(LEVELS)


@dataclass(frozen=True, slots=True)
class Joined:
    """What the parts say together."""

    verdict: Verdict
    why: Why
    by: tuple[Member, ...] = ()
    """The parts whose certainty is the certainty of the whole."""
    strongest: bool = False
    """Whether the most certain of them speaks; else the least certain."""


def synthesise_over(claim: Claim, members: Mapping[str, Synthesis]) -> Synthesis:
    """The synthesis of a claim over claims, from the syntheses of its parts."""
    parts = tuple(
        Member(key, members[key].headline, VOTES.get(members[key].headline.verdict))
        for key in sorted(members)
    )
    if not parts:
        return _over(claim, Joined(Verdict.INSUFFICIENT, Why.NO_MEMBERS), parts)
    return _over(claim, JOINS[claim.needs or Needs.MOST](parts), parts)


def circular(claim: Claim) -> Synthesis:
    """The synthesis of a claim that rests on itself: none, with the reason."""
    return _over(claim, Joined(Verdict.INSUFFICIENT, Why.CIRCULAR), ())


def _over(claim: Claim, joined: Joined, parts: tuple[Member, ...]) -> Synthesis:
    certainty = _certainty(joined)
    headline = Headline(
        stratum=claim.about,
        verdict=joined.verdict,
        indirectly=bool(joined.by) and all(part.headline.indirectly for part in joined.by),
        word=word(joined.verdict, certainty),
        certainty=certainty,
        why=joined.why,
    )
    return Synthesis(claim.id, headline, {}, (), parts)


def _certainty(joined: Joined) -> Certainty:
    """That of the part that decides; of several the least certain."""
    if joined.verdict is Verdict.INSUFFICIENT:
        return Certainty(CertaintyLevel.VERY_LOW)
    if not joined.by:
        return Certainty(None, NotGraded.NO_FINDINGS_OF_ITS_OWN)
    pick = max if joined.strongest else min
    part = pick(joined.by, key=lambda part: _rank(part.headline.certainty))
    return Certainty(part.headline.certainty.level, part.headline.certainty.not_graded)


def _rank(certainty: Certainty) -> int:
    """Levels upwards; not judged yet is below them, a kind that is never graded holds none back."""
    if certainty.level:
        return LEVELS.index(certainty.level)
    return -1 if certainty.not_graded is NotGraded.NOT_JUDGED else UNGRADED


def _most(parts: Sequence[Member]) -> Joined:
    """Three quarters of the answered parts, two on the side, and half of all answered."""
    votes = [part.vote for part in parts if part.vote]
    if len(votes) < MEMBERS_ANSWERED * len(parts) or not votes:
        return Joined(Verdict.INSUFFICIENT, Why.FEW_MEMBERS_ANSWERED)
    said = ruling(_balance(votes), Rule(Quantifier.TYPICAL))
    by = tuple(part for part in parts if said.side and part.vote is said.side)
    return Joined(said.verdict, WHYS[said.why], by)


def _balance(votes: Sequence[Direction]) -> Balance:
    unclear = Fraction(votes.count(Direction.MIXED), 2)
    sides = (FOR, AGAINST)
    return Balance(
        weight={side: votes.count(side) + unclear for side in sides},
        carried=frozenset(side for side in sides if votes.count(side) >= GROUPS),
        examples=dict.fromkeys(sides, 0),
        direct=frozenset(sides),
        pointing=any(side in votes for side in sides),
    )


def _any(parts: Sequence[Member]) -> Joined:
    """One part, supported at moderate certainty or better, is enough."""
    enough = (CertaintyLevel.MODERATE, CertaintyLevel.HIGH)
    good = tuple(p for p in parts if p.vote is FOR and p.headline.certainty.level in enough)
    if good:
        return Joined(Verdict.SUPPORTED, Why.ONE_MEMBER_SUFFICES, good, strongest=True)
    if all(part.vote is AGAINST for part in parts):
        return Joined(Verdict.DISPUTED, Why.ALL_MEMBERS_DISPUTED, tuple(parts))
    return Joined(Verdict.INSUFFICIENT, Why.NO_MEMBER_SUFFICES)


def _every(parts: Sequence[Member]) -> Joined:
    """The weakest part; of several disputed ones the most certainly disputed breaks the chain."""
    verdict = min((part.headline.verdict for part in parts), key=WEAKEST_FIRST.index)
    by = tuple(part for part in parts if part.headline.verdict is verdict)
    return Joined(verdict, Why.WEAKEST_MEMBER, by, strongest=verdict is Verdict.DISPUTED)


JOINS: Mapping[Needs, Callable[[Sequence[Member]], Joined]] = {
    Needs.MOST: _most,
    Needs.ANY: _any,
    Needs.EVERY: _every,
}
