"""A claim with findings: four strata, of which the one that it is about gives the headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcards.cards.claim import Claim
from claimcards.cards.words import Stratum
from claimcards.verdict.evidence import Evidence
from claimcards.verdict.headline import headline
from claimcards.verdict.hinges import hangs_on, one_group_away
from claimcards.verdict.papers import Paper, papers
from claimcards.verdict.pooling import prepare
from claimcards.verdict.reasons import Silent
from claimcards.verdict.results import STRATA, Ballot, StratumResult, Synthesis
from claimcards.verdict.shown import shown_groups
from claimcards.verdict.strata import Case, outcome
from claimcards.verdict.verdicts import rule_for
from claimcards.verdict.votes import ballots, is_record, without_result
from claimcards.verdict.weighing import standing_units

UNSEEN = frozenset(
    {
        Silent.UNKNOWN_STUDY,
        Silent.UNKNOWN_DESIGN,
        Silent.NO_STRATUM,
        Silent.FINDING_WITHDRAWN,
        Silent.STUDY_WITHDRAWN,
    }
)
"""Findings that don't even show that somebody looked."""


def synthesise(claim: Claim, evidence: Evidence) -> Synthesis:
    """The synthesis of a claim that has findings of its own; it never fails on unknown ids."""
    voted = ballots(claim, evidence)
    held = papers(claim, voted, evidence)
    strata = {
        stratum: _stratum(claim, stratum, voted, held.get(stratum, ()), evidence)
        for stratum in STRATA
    }
    return Synthesis(claim.id, headline(strata[claim.about]), strata, voted)


def searched(claim: Claim) -> bool:
    """Whether the searches on record, together, looked for both sides."""
    both = [(bool(search.for_), bool(search.against)) for search in claim.searches]
    return any(yes for yes, _ in both) and any(no for _, no in both)


def _stratum(
    claim: Claim,
    stratum: Stratum,
    voted: Sequence[Ballot],
    row: Sequence[Paper],
    evidence: Evidence,
) -> StratumResult:
    ground = prepare(row, evidence)
    silent_trials = without_result(claim, evidence, stratum)
    case = Case(
        claim=claim,
        stratum=stratum,
        ground=ground,
        units=standing_units(ground),
        rule=rule_for(claim.kind, claim.quantifier, stratum),
        searched=searched(claim),
        looked=_looked(claim, stratum, voted, evidence),
        ended_without_result=any(evidence.studies[key].ended for key in silent_trials),
    )
    now = outcome(case)
    years = sorted(p.year for p in row if p.stands and p.year is not None)
    return replace(
        now.result,
        groups=shown_groups(now.scales),
        hangs_on=hangs_on(case, now),
        one_group_away=one_group_away(case, now),
        years=(years[0], years[-1]) if years else None,
        without_result=silent_trials,
    )


def _looked(claim: Claim, stratum: Stratum, voted: Sequence[Ballot], evidence: Evidence) -> bool:
    """Whether any study is on the card; a trial's entry in a registry is none."""
    return any(
        ballot.stratum is stratum
        and ballot.silent not in UNSEEN
        and not is_record(finding, evidence.studies.get(finding.study))
        for ballot, finding in zip(voted, claim.findings, strict=True)
    )
