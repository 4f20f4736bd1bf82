"""Whether a finding votes: computed from the coding table, and never without its reason.

What the coding table asks of the curator's reading is the curator's; here stands what can
be seen from the card: the same function tells the checker what is an error and keeps the
vote from counting.
"""

from __future__ import annotations

import re
from collections import defaultdict

from claimcards.cards.claim import Claim, Effect, Finding, Harms
from claimcards.cards.reserved import BEFORE_AFTER, COMPARATOR, LOOKED_FOR, NONE, find_meant
from claimcards.cards.scalars import Number
from claimcards.cards.study import Study
from claimcards.cards.vocabulary import Design
from claimcards.cards.words import (
    Basis,
    ClaimKind,
    Depth,
    Direction,
    Directness,
    NeutralBecause,
    Standing,
    Stratum,
)
from claimcards.verdict.constants import SIGNIFICANT
from claimcards.verdict.evidence import Evidence, known, stratum_of
from claimcards.verdict.reasons import Silent
from claimcards.verdict.results import Ballot

COMPARING = frozenset({ClaimKind.EFFECT, ClaimKind.EQUALITY, ClaimKind.DIFFERENCE})
"""The kinds of claim that only a comparison can answer."""

UNCOMPARED = frozenset({NONE, BEFORE_AFTER})
"""Comparators that are none."""

UNREAD = frozenset({Depth.RECORD, Depth.SECOND_HAND})
"""Depths at which the source itself was not read."""

STANDING_SILENCES = frozenset(
    {Silent.STUDY_WITHDRAWN, Silent.RETRACTED, Silent.OVERTURNED, Silent.SUPERSEDED}
)
"""What keeps a study from voting and not from linking: a retraction can't split a group."""

RATIOS = frozenset({"rr", "or", "hr", "irr", "prr", "ror", "rom", "sir", "smr", "ratio", "fold"})
"""Words of measures whose value is 1 where there is no effect."""


def forbidden(
    finding: Finding, claim: Claim, study: Study | None, design: Design | None
) -> Silent | None:
    """What the coding table forbids about a finding, as far as a card shows it; else None.

    The checker reports it; the count leaves the finding out.
    """
    if finding.direction is Direction.NEUTRAL:
        return None if finding.neutral_because else Silent.NEUTRAL_UNEXPLAINED
    if design and not design.votes:
        return Silent.DESIGN_NEVER_VOTES
    if finding.checked.depth in UNREAD:
        return Silent.NOT_READ
    if finding.basis is not Basis.MAIN:
        return Silent.NOT_MAIN_RESULT
    if claim.kind in COMPARING and find_meant(finding.comparator, COMPARATOR) in UNCOMPARED:
        return Silent.NO_COMPARATOR
    if stratum_of(finding, study, design) is Stratum.PEOPLE:
        return _unwatched(finding, claim)
    return None


def _unwatched(finding: Finding, claim: Claim) -> Silent | None:
    """A vote for 'safe' (or against 'harmful') must say whom it watched, and for what."""
    calm = {ClaimKind.SAFETY: Direction.SUPPORTS, ClaimKind.HARM: Direction.DISPUTES}.get(
        claim.kind
    )
    if finding.direction is not calm:
        return None
    if not finding.harms or not _watched(finding.harms):
        return Silent.NO_EXPOSURE
    return Silent.SERIOUS_HARM if known(finding.harms.serious_related) else None


def _watched(harms: Harms) -> bool:
    return bool(known(harms.exposed)) and find_meant(harms.looked_for, LOOKED_FOR) is None


def two_directions(claim: Claim, evidence: Evidence) -> tuple[tuple[str, Stratum], ...]:
    """Studies that point two ways on one claim in one stratum: an error to resolve by the test.

    The count takes such a study as it takes a group: mixed, if it points to both sides.
    """
    seen: defaultdict[tuple[str, Stratum], set[Direction]] = defaultdict(set)
    for finding, ballot in zip(claim.findings, ballots(claim, evidence), strict=True):
        if ballot.votes and ballot.stratum:
            seen[finding.study, ballot.stratum].add(finding.direction)
    return tuple(sorted(key for key, directions in seen.items() if len(directions) > 1))


def ballots(claim: Claim, evidence: Evidence) -> tuple[Ballot, ...]:
    """One ballot per finding, in the order of the card."""
    on_claim = frozenset(f.study for f in claim.findings if not f.withdrawn)
    first = tuple(_ballot(finding, claim, evidence, on_claim) for finding in claim.findings)
    return _without_umbrellas(first, claim, evidence)


def _ballot(finding: Finding, claim: Claim, evidence: Evidence, on_claim: frozenset[str]) -> Ballot:
    study = evidence.studies.get(finding.study)
    design = evidence.design(finding)
    stratum = stratum_of(finding, study, design)
    silent = _silent(finding, claim, study, design, stratum) or _standing(study, on_claim)
    return Ballot(
        finding=finding.id,
        study=finding.study,
        stratum=stratum,
        direction=finding.direction,
        direct=finding.directness is Directness.DIRECT,
        silent=silent,
        conclusive=conclusive(finding.effect),
    )


def _silent(
    finding: Finding,
    claim: Claim,
    study: Study | None,
    design: Design | None,
    stratum: Stratum | None,
) -> Silent | None:
    if finding.withdrawn:
        return Silent.FINDING_WITHDRAWN
    if study is None:
        return Silent.UNKNOWN_STUDY
    if design is None:
        return Silent.UNKNOWN_DESIGN
    if stratum is None:
        return Silent.NO_STRATUM
    if finding.direction is Direction.NEUTRAL:
        return forbidden(finding, claim, study, design) or Silent.NEUTRAL
    if design.synthesis and pooled(finding, study) == 0:
        return Silent.EMPTY_SYNTHESIS
    return forbidden(finding, claim, study, design)


def _standing(study: Study | None, on_claim: frozenset[str]) -> Silent | None:
    """What its study's standing says; a superseded study gives way to a successor on the card."""
    if study is None:
        return None
    if study.withdrawn:
        return Silent.STUDY_WITHDRAWN
    if study.standing.status is Standing.RETRACTED:
        return Silent.RETRACTED
    if study.standing.status is Standing.OVERTURNED:
        return Silent.OVERTURNED
    replaced = study.standing.status is Standing.SUPERSEDED and study.standing.by in on_claim
    return Silent.SUPERSEDED if replaced else None


def could_vote(ballot: Ballot) -> bool:
    """Whether a finding votes, or would if its study stood: such studies draw links."""
    return ballot.silent is None or ballot.silent in STANDING_SILENCES


def pooled(finding: Finding, study: Study) -> int | None:
    """For how many studies a synthesis stands: what the finding says, else its study; or None.

    A finding that says that its number is not reported or not seen is believed: the total of
    its study is then about other comparisons, too.
    """
    if finding.pools:
        split = [known(n) for n in (finding.pools.supports, finding.pools.disputes)]
        parts = sum(n for n in (*split, known(finding.pools.mixed)) if n)
        said = known(finding.pools.studies)
        return max(said or 0, parts) if said is not None or parts else None
    return known(study.pools.studies) if study.pools else None


def _without_umbrellas(
    first: tuple[Ballot, ...], claim: Claim, evidence: Evidence
) -> tuple[Ballot, ...]:
    """A review of reviews that stand on the same claim and stratum is context.

    Retracted ones included, else to retract a review would bring its umbrella back.
    """
    reviews = {
        (ballot.study, ballot.stratum)
        for ballot, finding in zip(first, claim.findings, strict=True)
        if could_vote(ballot) and (design := evidence.design(finding)) and design.synthesis
    }
    return tuple(_context(b) if _covers(b, reviews, evidence) else b for b in first)


def _covers(ballot: Ballot, reviews: set[tuple[str, Stratum | None]], evidence: Evidence) -> bool:
    if not ballot.votes or (ballot.study, ballot.stratum) not in reviews:
        return False
    pools = evidence.studies[ballot.study].pools
    listed = pools.listed if pools else ()
    return any((key, ballot.stratum) in reviews for key in listed if key != ballot.study)


def _context(ballot: Ballot) -> Ballot:
    return Ballot(
        finding=ballot.finding,
        study=ballot.study,
        stratum=ballot.stratum,
        direction=ballot.direction,
        direct=ballot.direct,
        silent=Silent.UMBRELLA,
        conclusive=ballot.conclusive,
    )


def conclusive(effect: Effect | None) -> bool | None:
    """Whether a result shuts out 'no effect'; None if it gives neither interval nor p.

    Shown beside the finding as a tag; significance never sets a direction.
    """
    if effect is None:
        return None
    if effect.interval:
        low, high = sorted(end.value for end in effect.interval)
        return not low <= no_effect(effect.measure) <= high
    return _below(effect.p) if effect.p else None


def no_effect(measure: str) -> int:
    """The value at which a measure says 'no effect': 1 for ratios, 0 for differences and logs."""
    words = re.findall(r"[a-z]+", measure.casefold())
    logged = any(word.startswith(("log", "ln")) for word in words)
    return 1 if not logged and RATIOS.intersection(words) else 0


def _below(p: Number) -> bool | None:
    """Whether a printed p value is below the usual line; None where its sign leaves it open."""
    if p.text.startswith("<"):
        return True if p.value <= SIGNIFICANT else None
    if p.text.startswith(">"):
        return False if p.value >= SIGNIFICANT else None
    return p.value < SIGNIFICANT


def without_result(claim: Claim, evidence: Evidence, stratum: Stratum) -> tuple[str, ...]:
    """The keys of registered trials of which only the record is known, without a result."""
    return tuple(
        sorted(
            {
                finding.study
                for finding in claim.findings
                if is_record(finding, evidence.studies.get(finding.study))
                and stratum_of(
                    finding, evidence.studies.get(finding.study), evidence.design(finding)
                )
                is stratum
            }
        )
    )


def is_record(finding: Finding, study: Study | None) -> bool:
    """Whether a finding is a trial's entry in a registry, and nothing more."""
    return bool(
        study
        and study.registrations
        and not finding.withdrawn
        and finding.neutral_because is NeutralBecause.NO_RESULT
        and finding.checked.depth is Depth.RECORD
    )
