"""The findings of a claim as a table of plain text, one row each."""

from __future__ import annotations

from collections.abc import Iterator

from claimcards.corpus import Corpus
from claimcards.model.claim import Finding
from claimcards.model.words import Direction
from claimcards.synthesis.results import Ballot, Synthesis
from claimcards.views.finding import sample_unit
from claimcards.views.publication import Publication

FINDING_COLUMNS = (
    "claim",
    "statement",
    "finding",
    "study",
    "reference",
    "year",
    "doi",
    "pmid",
    "direction",
    "counts",
    "because",
    "stratum",
    "directness",
    "design",
    "species",
    "outcome",
    "comparator",
    "measure",
    "value",
    "low",
    "high",
    "level",
    "p",
    "unit",
    "better",
    "treated",
    "control",
    "sample",
    "sample_unit",
    "result",
    "locator",
    "depth",
    "checked_on",
    "standing",
    "page",
    "as_of",
    "licence",
)
"""The columns of a table of findings, one row each."""


def finding_rows(
    corpus: Corpus, key: str, result: Synthesis, publication: Publication
) -> Iterator[dict[str, str]]:
    """One row per finding of a claim: text under the names of FINDING_COLUMNS."""
    claim = corpus.claims[key].record
    url = publication.claim_url(key)
    same = {
        "claim": key,
        "statement": claim.statement,
        "as_of": claim.curated_on.isoformat(),
        "licence": publication.licence,
    }
    for finding, ballot in zip(claim.findings, result.ballots, strict=True):
        page = {"page": f"{url}#f-{finding.id}" if url else ""}
        yield {**same, **page, **_coded(corpus, finding, ballot), **_effect(finding)}


def _coded(corpus: Corpus, finding: Finding, ballot: Ballot) -> dict[str, str]:
    study = corpus.studies[finding.study].record
    reference = corpus.references[finding.study].reference
    return {
        "finding": finding.id,
        "study": finding.study,
        "reference": corpus.shorts[finding.study],
        "year": str(reference.year or ""),
        "doi": reference.doi,
        "pmid": reference.pmid,
        "direction": finding.direction.value,
        "counts": "yes" if ballot.votes else "no",
        "because": _silence(finding, ballot),
        "stratum": ballot.stratum.value if ballot.stratum else "",
        "directness": finding.directness.value,
        "design": finding.design or study.design,
        "species": "; ".join(finding.species or study.species),
        "outcome": finding.outcome,
        "comparator": finding.comparator,
        "sample": str(finding.sample or (study.sample.n if study.sample else "")),
        "sample_unit": sample_unit(finding, study),
        "result": finding.result,
        "locator": finding.locator,
        "depth": finding.checked.depth.value,
        "checked_on": str(finding.checked.on),
        "standing": study.standing.status.value,
    }


def _silence(finding: Finding, ballot: Ballot) -> str:
    if finding.direction is Direction.NEUTRAL and finding.neutral_because:
        return finding.neutral_because.value
    return ballot.silent.value if ballot.silent else ""


def _effect(finding: Finding) -> dict[str, str]:
    effect = finding.effect
    if effect is None:
        return {}
    low, high = effect.interval or ("", "")
    return {
        "measure": effect.measure,
        "value": str(effect.value or ""),
        "low": str(low),
        "high": str(high),
        "level": str(effect.level) if effect.interval else "",
        "p": str(effect.p or ""),
        "unit": effect.unit or "",
        "better": effect.better or "",
        "treated": str(effect.treated or ""),
        "control": str(effect.control or ""),
    }
