"""Judged findings: whether a finding counts, computed from the coding table, never without reason.

What the coding table asks of the curator's reading is the curator's; here stands what can be
seen from the card. The same function tells the checker what is an error and keeps the finding
from counting.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from claimcards.cards.claim import Claim, Effect, Finding, Harms
from claimcards.cards.scalars import (
    BEFORE_AFTER,
    COMPARATOR,
    LOOKED_FOR,
    NONE,
    Count,
    Number,
    find_meant,
)
from claimcards.cards.study import Study
from claimcards.cards.vocabulary import Design, Vocabulary
from claimcards.cards.words import (
    Basis,
    ClaimKind,
    Depth,
    Direction,
    NeutralBecause,
    Standing,
    Stratum,
)
from claimcards.references.reference import Reference
from claimcards.verdict.constants import SIGNIFICANT
from claimcards.verdict.values import JudgedFinding, WhyNotCounted


@dataclass(frozen=True, slots=True)
class Evidence:
    """The records that findings point to, each by its id; unknown ids are survived."""

    studies: Mapping[str, Study] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def year(self, study: str) -> int | None:
        """The year in which a study was published, if its reference says."""
        reference = self.references.get(study)
        return reference.year if reference else None

    def design(self, finding: Finding) -> Design | None:
        """The design of what a finding reports: its own word, else its study's."""
        study = self.studies.get(finding.study)
        word = finding.design or (study.design if study else None)
        return self.vocabulary.designs.get(word) if word else None


def find_stratum(finding: Finding, study: Study | None, design: Design | None) -> Stratum | None:
    """What was observed: as the finding says, else its study, else what the design settles."""
    said = finding.stratum or (study.stratum if study else None)
    return said or (design.stratum if design else None)


def count_if_known(count: Count | str | None) -> int | None:
    """A count as a number; None where the source does not say or was not read for it."""
    return int(count.value) if isinstance(count, Count) else None


COMPARING = frozenset({ClaimKind.EFFECT, ClaimKind.EQUALITY, ClaimKind.DIFFERENCE})
"""The kinds of claim that only a comparison can answer."""

UNCOMPARED = frozenset({NONE, BEFORE_AFTER})
"""Comparators that are none."""

UNREAD = frozenset({Depth.RECORD, Depth.SECOND_HAND})
"""Depths at which the source itself was not read."""

STANDING_SILENCES = frozenset(
    {
        WhyNotCounted.STUDY_WITHDRAWN,
        WhyNotCounted.RETRACTED,
        WhyNotCounted.OVERTURNED,
        WhyNotCounted.SUPERSEDED,
    }
)
"""What keeps a study from voting and not from linking: a retraction can't split a group."""

RATIOS = frozenset({"rr", "or", "hr", "irr", "prr", "ror", "rom", "sir", "smr", "ratio", "fold"})
"""Words of measures whose value is 1 where there is no effect."""


def find_forbidden(
    finding: Finding, claim: Claim, study: Study | None, design: Design | None
) -> WhyNotCounted | None:
    """What the coding table forbids about a finding, as far as a card shows it; else None.

    The checker reports it; the count leaves the finding out.
    """
    if finding.direction is Direction.NEUTRAL:
        return None if finding.neutral_because else WhyNotCounted.NEUTRAL_UNEXPLAINED
    if design and not design.votes:
        return WhyNotCounted.DESIGN_NEVER_VOTES
    if finding.checked.depth in UNREAD:
        return WhyNotCounted.NOT_READ
    if finding.basis is not Basis.MAIN:
        return WhyNotCounted.NOT_MAIN_RESULT
    if claim.kind in COMPARING and find_meant(finding.comparator, COMPARATOR) in UNCOMPARED:
        return WhyNotCounted.NO_COMPARATOR
    if find_stratum(finding, study, design) is Stratum.PEOPLE:
        return _find_unwatched(finding, claim)
    return None


def _find_unwatched(finding: Finding, claim: Claim) -> WhyNotCounted | None:
    """A vote for 'safe' (or against 'harmful') must say whom it watched, and for what."""
    calm = {ClaimKind.SAFETY: Direction.SUPPORTS, ClaimKind.HARM: Direction.DISPUTES}.get(
        claim.kind
    )
    if finding.direction is not calm:
        return None
    if not finding.harms or not _is_watched(finding.harms):
        return WhyNotCounted.NO_EXPOSURE
    return WhyNotCounted.SERIOUS_HARM if count_if_known(finding.harms.serious_related) else None


def _is_watched(harms: Harms) -> bool:
    return bool(count_if_known(harms.exposed)) and find_meant(harms.looked_for, LOOKED_FOR) is None


def find_two_directions(claim: Claim, evidence: Evidence) -> tuple[tuple[str, Stratum], ...]:
    """Studies that point two ways on one claim in one stratum: an error to resolve by the test.

    The count takes such a study as it takes a group: mixed, if it points to both sides.
    """
    seen: defaultdict[tuple[str, Stratum], set[Direction]] = defaultdict(set)
    for judged in judge_findings(claim, evidence):
        if judged.votes and judged.stratum:
            seen[judged.key, judged.stratum].add(judged.direction)
    return tuple(sorted(key for key, directions in seen.items() if len(directions) > 1))


def judge_findings(claim: Claim, evidence: Evidence) -> tuple[JudgedFinding, ...]:
    """Each finding of a claim, judged, in the order of the card."""
    on_claim = frozenset(f.study for f in claim.findings if not f.withdrawn)
    first = tuple(_judge_finding(finding, claim, evidence, on_claim) for finding in claim.findings)
    return _without_umbrellas(first)


def _judge_finding(
    finding: Finding, claim: Claim, evidence: Evidence, on_claim: frozenset[str]
) -> JudgedFinding:
    study = evidence.studies.get(finding.study)
    design = evidence.design(finding)
    stratum = find_stratum(finding, study, design)
    silent = _find_reason_of_card(
        finding, claim, study, design, stratum
    ) or _find_reason_of_standing(study, on_claim)
    return JudgedFinding(
        finding=finding,
        known_study=study,
        design=design,
        species=finding.species or (study.species if study else ()),
        model=finding.model or (study.model if study else None) or "",
        stratum=stratum,
        silent=silent,
        conclusive=is_conclusive(finding.effect),
    )


def _find_reason_of_card(
    finding: Finding,
    claim: Claim,
    study: Study | None,
    design: Design | None,
    stratum: Stratum | None,
) -> WhyNotCounted | None:
    if finding.withdrawn:
        return WhyNotCounted.FINDING_WITHDRAWN
    if study is None:
        return WhyNotCounted.UNKNOWN_STUDY
    if design is None:
        return WhyNotCounted.UNKNOWN_DESIGN
    if stratum is None:
        return WhyNotCounted.NO_STRATUM
    if finding.direction is Direction.NEUTRAL:
        return find_forbidden(finding, claim, study, design) or WhyNotCounted.NEUTRAL
    if design.synthesis and count_pooled(finding, study) == 0:
        return WhyNotCounted.EMPTY_SYNTHESIS
    return find_forbidden(finding, claim, study, design)


def _find_reason_of_standing(study: Study | None, on_claim: frozenset[str]) -> WhyNotCounted | None:
    """What its study's standing says; a superseded study gives way to a successor on the card."""
    if study is None:
        return None
    if study.withdrawn:
        return WhyNotCounted.STUDY_WITHDRAWN
    if study.standing.status is Standing.RETRACTED:
        return WhyNotCounted.RETRACTED
    if study.standing.status is Standing.OVERTURNED:
        return WhyNotCounted.OVERTURNED
    replaced = study.standing.status is Standing.SUPERSEDED and study.standing.by in on_claim
    return WhyNotCounted.SUPERSEDED if replaced else None


def could_count(judged: JudgedFinding) -> bool:
    """Whether a finding votes, or would if its study stood: such studies draw links."""
    return judged.silent is None or judged.silent in STANDING_SILENCES


def count_pooled(finding: Finding, study: Study) -> int | None:
    """For how many studies a synthesis stands: what the finding says, else its study; or None.

    A finding that says that its number is not reported or not seen is believed: the total of
    its study is then about other comparisons, too.
    """
    if finding.pools:
        split = [count_if_known(n) for n in (finding.pools.supports, finding.pools.disputes)]
        parts = sum(n for n in (*split, count_if_known(finding.pools.mixed)) if n)
        said = count_if_known(finding.pools.studies)
        return max(said or 0, parts) if said is not None or parts else None
    return count_if_known(study.pools.studies) if study.pools else None


def _without_umbrellas(first: tuple[JudgedFinding, ...]) -> tuple[JudgedFinding, ...]:
    """A review of reviews that stand on the same claim and stratum is context.

    Retracted ones included, else to retract a review would bring its umbrella back.
    """
    reviews = {
        (judged.key, judged.stratum)
        for judged in first
        if could_count(judged) and judged.design and judged.design.synthesis
    }
    return tuple(
        replace(judged, silent=WhyNotCounted.UMBRELLA)
        if _covers_reviews(judged, reviews)
        else judged
        for judged in first
    )


def _covers_reviews(judged: JudgedFinding, reviews: set[tuple[str, Stratum | None]]) -> bool:
    if not judged.votes or (judged.key, judged.stratum) not in reviews:
        return False
    pools = judged.study.pools
    listed = pools.listed if pools else ()
    return any((key, judged.stratum) in reviews for key in listed if key != judged.key)


def is_conclusive(effect: Effect | None) -> bool | None:
    """Whether a result shuts out 'no effect'; None if it gives neither interval nor p.

    Shown beside the finding as a tag; significance never sets a direction.
    """
    if effect is None:
        return None
    if effect.interval:
        low, high = sorted(end.value for end in effect.interval)
        return not low <= find_no_effect(effect.measure) <= high
    return _is_below_line(effect.p) if effect.p else None


def find_no_effect(measure: str) -> int:
    """The value at which a measure says 'no effect': 1 for ratios, 0 for differences and logs."""
    words = re.findall(r"[a-z]+", measure.casefold())
    logged = any(word.startswith(("log", "ln")) for word in words)
    return 1 if not logged and RATIOS.intersection(words) else 0


def _is_below_line(p: Number) -> bool | None:
    """Whether a printed p value is below the usual line; None where its sign leaves it open."""
    if p.text.startswith("<"):
        return True if p.value <= SIGNIFICANT else None
    if p.text.startswith(">"):
        return False if p.value >= SIGNIFICANT else None
    return p.value < SIGNIFICANT


def list_without_result(judged: Sequence[JudgedFinding], stratum: Stratum) -> tuple[str, ...]:
    """The keys of registered trials of which only the record is known, without a result."""
    return tuple(sorted({j.key for j in judged if is_record(j) and j.stratum is stratum}))


def is_record(judged: JudgedFinding) -> bool:
    """Whether a finding is a trial's entry in a registry, and nothing more."""
    finding, study = judged.finding, judged.known_study
    return bool(
        study
        and study.registrations
        and not finding.withdrawn
        and finding.neutral_because is NeutralBecause.NO_RESULT
        and finding.checked.depth is Depth.RECORD
    )
