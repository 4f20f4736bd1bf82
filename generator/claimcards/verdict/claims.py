"""The verdict of each claim of a site, each after the claims that it rests on.

A claim with findings is judged stratum by stratum; a claim over claims by its parts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from claimcards.cards.claim import Claim
from claimcards.cards.words import Direction, Needs, Quantifier, Stratum
from claimcards.verdict.certainty import LEVELS, choose_word, make_headline
from claimcards.verdict.constants import GROUPS, MEMBERS_ANSWERED
from claimcards.verdict.findings import Evidence, is_record, judge_findings, list_without_result
from claimcards.verdict.groups import StudyInStratum, sort_studies_by_stratum
from claimcards.verdict.hinges import find_hinges, find_one_group_away, show_groups
from claimcards.verdict.rules import (
    AGAINST,
    FOR,
    SideWeights,
    StratumCase,
    StratumRule,
    judge_balance,
    judge_outcome,
    rule_for,
)
from claimcards.verdict.values import (
    STRATA,
    Certainty,
    CertaintyLevel,
    ClaimVerdict,
    Headline,
    JudgedFinding,
    NotGraded,
    OverMember,
    StratumResult,
    Verdict,
    WhyNotCounted,
    WhyVerdict,
)
from claimcards.verdict.weighing import list_standing_units, prepare_evidence

UNSEEN = frozenset(
    {
        WhyNotCounted.UNKNOWN_STUDY,
        WhyNotCounted.UNKNOWN_DESIGN,
        WhyNotCounted.NO_STRATUM,
        WhyNotCounted.FINDING_WITHDRAWN,
        WhyNotCounted.STUDY_WITHDRAWN,
    }
)
"""Findings that don't even show that somebody looked."""


def judge_claim(claim: Claim, evidence: Evidence) -> ClaimVerdict:
    """The synthesis of a claim that has findings of its own; it never fails on unknown ids."""
    judged = judge_findings(claim, evidence)
    held = sort_studies_by_stratum(judged, evidence)
    strata = {
        stratum: _judge_stratum(claim, stratum, judged, held.get(stratum, ()), evidence)
        for stratum in STRATA
    }
    return ClaimVerdict(claim.id, make_headline(strata[claim.about]), strata, judged)


def is_searched(claim: Claim) -> bool:
    """Whether the searches on record, together, looked for both sides."""
    both = [(bool(search.for_), bool(search.against)) for search in claim.searches]
    return any(yes for yes, _ in both) and any(no for _, no in both)


def _judge_stratum(
    claim: Claim,
    stratum: Stratum,
    judged: Sequence[JudgedFinding],
    row: Sequence[StudyInStratum],
    evidence: Evidence,
) -> StratumResult:
    ground = prepare_evidence(row, evidence)
    silent_trials = list_without_result(judged, stratum)
    case = StratumCase(
        claim=claim,
        stratum=stratum,
        ground=ground,
        units=list_standing_units(ground),
        rule=rule_for(claim.kind, claim.quantifier, stratum),
        searched=is_searched(claim),
        looked=_has_looked(stratum, judged),
        ended_without_result=any(evidence.studies[key].ended for key in silent_trials),
    )
    now = judge_outcome(case)
    years = sorted(p.year for p in row if p.stands and p.year is not None)
    return replace(
        now.result,
        groups=show_groups(now.scales),
        hangs_on=find_hinges(case, now),
        one_group_away=find_one_group_away(case, now),
        years=(years[0], years[-1]) if years else None,
        without_result=silent_trials,
    )


def _has_looked(stratum: Stratum, judged: Sequence[JudgedFinding]) -> bool:
    """Whether any study is on the card; a trial's entry in a registry is none."""
    return any(
        one.stratum is stratum and one.silent not in UNSEEN and not is_record(one) for one in judged
    )


VOTES = {
    Verdict.SUPPORTED: Direction.SUPPORTS,
    Verdict.DISPUTED: Direction.DISPUTES,
    Verdict.CONTESTED: Direction.MIXED,
}
"""How a part votes; a part without a verdict does not."""

WHYS = {
    WhyVerdict.SHARE_FOR: WhyVerdict.MOST_MEMBERS,
    WhyVerdict.SHARE_AGAINST: WhyVerdict.MOST_MEMBERS,
    WhyVerdict.NEITHER_SIDE: WhyVerdict.MEMBERS_DISAGREE,
    WhyVerdict.ONLY_UNCLEAR: WhyVerdict.MEMBERS_DISAGREE,
    WhyVerdict.ONE_GROUP: WhyVerdict.ONE_MEMBER_ANSWERED,
    WhyVerdict.ONE_GROUP_ON_SIDE: WhyVerdict.ONE_MEMBER_ANSWERED,
    WhyVerdict.NOTHING_VOTES: WhyVerdict.FEW_MEMBERS_ANSWERED,
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
class JoinedParts:
    """What the parts say together."""

    verdict: Verdict
    why: WhyVerdict
    by: tuple[OverMember, ...] = ()
    """The parts whose certainty is the certainty of the whole."""
    strongest: bool = False
    """Whether the most certain of them speaks; else the least certain."""


def judge_over_claim(claim: Claim, members: Mapping[str, ClaimVerdict]) -> ClaimVerdict:
    """The synthesis of a claim over claims, from the syntheses of its parts."""
    parts = tuple(
        OverMember(key, members[key].headline, VOTES.get(members[key].headline.verdict))
        for key in sorted(members)
    )
    if not parts:
        return _make_over_verdict(
            claim, JoinedParts(Verdict.INSUFFICIENT, WhyVerdict.NO_MEMBERS), parts
        )
    return _make_over_verdict(claim, JOINS[claim.needs or Needs.MOST](parts), parts)


def refuse_circle(claim: Claim) -> ClaimVerdict:
    """The synthesis of a claim that rests on itself: none, with the reason."""
    return _make_over_verdict(claim, JoinedParts(Verdict.INSUFFICIENT, WhyVerdict.CIRCULAR), ())


def _make_over_verdict(
    claim: Claim, joined: JoinedParts, parts: tuple[OverMember, ...]
) -> ClaimVerdict:
    certainty = _join_certainty(joined)
    headline = Headline(
        stratum=claim.about,
        verdict=joined.verdict,
        indirectly=bool(joined.by) and all(part.headline.indirectly for part in joined.by),
        word=choose_word(joined.verdict, certainty),
        certainty=certainty,
        why=joined.why,
    )
    return ClaimVerdict(claim.id, headline, {}, (), parts)


def _join_certainty(joined: JoinedParts) -> Certainty:
    """That of the part that decides; of several the least certain."""
    if joined.verdict is Verdict.INSUFFICIENT:
        return Certainty(CertaintyLevel.VERY_LOW)
    if not joined.by:
        return Certainty(None, NotGraded.NO_FINDINGS_OF_ITS_OWN)
    pick = max if joined.strongest else min
    part = pick(joined.by, key=lambda part: _rank_certainty(part.headline.certainty))
    return Certainty(part.headline.certainty.level, part.headline.certainty.not_graded)


def _rank_certainty(certainty: Certainty) -> int:
    """Levels upwards; not judged yet is below them, a kind that is never graded holds none back."""
    if certainty.level:
        return LEVELS.index(certainty.level)
    return -1 if certainty.not_graded is NotGraded.NOT_JUDGED else UNGRADED


def _join_most(parts: Sequence[OverMember]) -> JoinedParts:
    """Three quarters of the answered parts, two on the side, and half of all answered."""
    votes = [part.vote for part in parts if part.vote]
    if len(votes) < MEMBERS_ANSWERED * len(parts) or not votes:
        return JoinedParts(Verdict.INSUFFICIENT, WhyVerdict.FEW_MEMBERS_ANSWERED)
    said = judge_balance(_weigh_parts(votes), StratumRule(Quantifier.TYPICAL))
    by = tuple(part for part in parts if said.side and part.vote is said.side)
    return JoinedParts(said.verdict, WHYS[said.why], by)


def _weigh_parts(votes: Sequence[Direction]) -> SideWeights:
    unclear = Fraction(votes.count(Direction.MIXED), 2)
    sides = (FOR, AGAINST)
    return SideWeights(
        weight={side: votes.count(side) + unclear for side in sides},
        carried=frozenset(side for side in sides if votes.count(side) >= GROUPS),
        examples=dict.fromkeys(sides, 0),
        direct=frozenset(sides),
        pointing=any(side in votes for side in sides),
    )


def _join_any(parts: Sequence[OverMember]) -> JoinedParts:
    """One part, supported at moderate certainty or better, is enough."""
    enough = (CertaintyLevel.MODERATE, CertaintyLevel.HIGH)
    good = tuple(p for p in parts if p.vote is FOR and p.headline.certainty.level in enough)
    if good:
        return JoinedParts(Verdict.SUPPORTED, WhyVerdict.ONE_MEMBER_SUFFICES, good, strongest=True)
    if all(part.vote is AGAINST for part in parts):
        return JoinedParts(Verdict.DISPUTED, WhyVerdict.ALL_MEMBERS_DISPUTED, tuple(parts))
    return JoinedParts(Verdict.INSUFFICIENT, WhyVerdict.NO_MEMBER_SUFFICES)


def _join_every(parts: Sequence[OverMember]) -> JoinedParts:
    """The weakest part; of several disputed ones the most certainly disputed breaks the chain."""
    verdict = min((part.headline.verdict for part in parts), key=WEAKEST_FIRST.index)
    by = tuple(part for part in parts if part.headline.verdict is verdict)
    return JoinedParts(
        verdict, WhyVerdict.WEAKEST_MEMBER, by, strongest=verdict is Verdict.DISPUTED
    )


JOINS: Mapping[Needs, Callable[[Sequence[OverMember]], JoinedParts]] = {
    Needs.MOST: _join_most,
    Needs.ANY: _join_any,
    Needs.EVERY: _join_every,
}


STAR = "*"


def judge_claims(
    claims: Mapping[str, Claim],
    evidence: Evidence,
    known: Mapping[str, ClaimVerdict] | None = None,
) -> dict[str, ClaimVerdict]:
    """The syntheses of all claims, sorted by id.

    Claims over claims come after their parts, nested ones too; those that rest on themselves
    are insufficient, and say why. ``known`` are syntheses of claims with findings of their own
    that the caller knows to be the same still.
    """
    before = known or {}
    done = {
        key: before.get(key) or judge_claim(claim, evidence)
        for key, claim in sorted(claims.items())
        if not claim.over
    }
    parts = list_members(claims)
    waiting = {key: row for key, row in parts.items() if key not in done}
    while waiting:
        ready = [key for key, row in waiting.items() if all(part in done for part in row)]
        for key in ready:
            done[key] = judge_over_claim(claims[key], {part: done[part] for part in waiting[key]})
        for key in () if ready else _find_circles(waiting):
            done[key] = refuse_circle(claims[key])
        waiting = {key: row for key, row in waiting.items() if key not in done}
    return dict(sorted(done.items()))


def list_members(claims: Mapping[str, Claim]) -> dict[str, tuple[str, ...]]:
    """The parts of each claim over claims, sorted; unknown and withdrawn ones are left out."""
    standing = sorted(key for key, claim in claims.items() if not claim.withdrawn)
    return {
        key: tuple(
            sorted({part for word in claim.over for part in _list_named(word, key, standing)})
        )
        for key, claim in sorted(claims.items())
        if claim.over
    }


def fits_claim(word: str, key: str) -> bool:
    """Whether a word of 'over' names a claim: the claim itself, or what its id begins with."""
    start = word.removesuffix(STAR)
    return key.startswith(start) if start != word else key == word


def _list_named(word: str, whole: str, standing: Sequence[str]) -> Sequence[str]:
    """The claims that a word names; a pattern never names the claim that it stands in."""
    start = word.removesuffix(STAR)
    low = bisect_left(standing, start)
    if start == word:
        return [word] if standing[low : low + 1] == [word] else []
    high = bisect_left(standing, start + "\uffff")
    return [key for key in standing[low:high] if key != whole]


def _find_circles(waiting: Mapping[str, Sequence[str]]) -> list[str]:
    """The claims from which a way along their parts leads back to themselves."""
    return [key for key in waiting if key in _find_reached(key, waiting)]


def _find_reached(key: str, waiting: Mapping[str, Sequence[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = list(waiting[key])
    while ahead:
        part = ahead.pop()
        if part not in seen:
            seen.add(part)
            ahead.extend(waiting.get(part, ()))
    return seen
