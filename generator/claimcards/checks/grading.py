"""GRADE: no verdict without its judgements, and none milder than the evidence allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimcards.checks.findings import uncapital
from claimcards.corpus import Corpus
from claimcards.diagnostics import Diagnostic
from claimcards.model.claim import Claim
from claimcards.model.typing import Sourced
from claimcards.model.words import Level, Stratum
from claimcards.synthesis import Domain, Floor, NotGraded, Synthesis, floors

_SEVERITY = {Level.NOT_SERIOUS: 0, Level.SERIOUS: 1, Level.VERY_SERIOUS: 2}


def check(corpus: Corpus, results: Mapping[str, Synthesis]) -> Iterator[Diagnostic]:
    """Judgements that are missing, under their floor, or where none belong."""
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        if claim.record.over or key not in results:
            continue
        judgeable = _is_judgeable(corpus, claim)
        for stratum, result in results[key].strata.items():
            given = claim.record.certainty.get(stratum)
            if (
                given is None
                and result.certainty.not_graded is NotGraded.NOT_JUDGED
                and judgeable
                and claim.sure_of("certainty")
            ):
                yield _absent(claim, stratum, result.verdict.value)
            if given is None:
                continue
            if result.certainty.not_graded in (NotGraded.STRATUM, NotGraded.DESCRIPTION):
                yield _not_graded(claim, stratum)
                continue
            if judgeable:
                yield from _under_floor(claim, stratum, floors(result))


def _is_judgeable(corpus: Corpus, claim: Sourced[Claim]) -> bool:
    """Whether all that a verdict comes from was read: else it may be another when mended."""
    studies = {finding.study for finding in claim.record.findings}
    return (
        all(claim.sure_of(key) for key in ("findings", "searches", "quantifier"))
        and all(key in corpus.studies and corpus.studies[key].whole for key in studies)
        and all(key in corpus.references for key in studies)
        and "designs" in corpus.words.files
    )


def _absent(claim: Sourced[Claim], stratum: Stratum, verdict: str) -> Diagnostic:
    return Diagnostic(
        "CC261",
        claim.key_place("certainty") if claim.record.certainty else claim.place("id"),
        f"the verdict in {stratum.value} is '{verdict}', but no certainty is judged for it",
        f"add certainty: {stratum.value}: with its five GRADE domains, each with a reason",
    )


def _not_graded(claim: Sourced[Claim], stratum: Stratum) -> Diagnostic:
    return Diagnostic(
        "CC263",
        claim.key_place("certainty", stratum.value),
        f"certainty is not graded for this claim in {stratum.value}",
        "delete this part; GRADE is for effects in people and animals",
    )


def _under_floor(
    claim: Sourced[Claim], stratum: Stratum, least: Mapping[Domain, Floor]
) -> Iterator[Diagnostic]:
    judged = claim.record.certainty[stratum]
    for domain, floor in least.items():
        judgement = getattr(judged, domain.value)
        if _SEVERITY[judgement.level] < _SEVERITY[floor.level]:
            yield Diagnostic(
                "CC262",
                claim.place("certainty", stratum.value, domain.value, "level"),
                f"'{domain.value}' is judged {judgement.level.value}, "
                f"but must be at least {floor.level.value}: {uncapital(floor.because).rstrip('.')}",
                "raise the level and give the reason",
            )
