"""A study's page: what it is, and everything it says over all claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.model.claim import Withdrawn
from claimcards.model.study import Assessment, Study
from claimcards.model.vocabulary import Facet
from claimcards.model.words import Standing
from claimcards.synthesis.results import Synthesis
from claimcards.views.finding import (
    Fact,
    FindingView,
    StudyName,
    finding_view,
    pooled_text,
    sample_text,
    study_name,
)
from claimcards.views.reference import ReferenceView
from claimcards.views.terms import Explainer
from claimcards.views.wording import STANDING, capital, listing


@dataclass(frozen=True, slots=True)
class ClaimName:
    """A claim as a link."""

    id: str
    statement: str


@dataclass(frozen=True, slots=True)
class Said:
    """One finding of the study, with the claim that it bears on."""

    claim: ClaimName
    finding: FindingView


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """A judgement of bias or of reporting."""

    about: str
    tool: str
    result: str
    by: str


@dataclass(frozen=True, slots=True)
class StudyView:
    """Everything that a study's page shows."""

    key: str
    short: str
    title: str
    design: str
    withdrawn: Withdrawn | None
    alarm: str
    reference: ReferenceView
    facts: tuple[Fact, ...]
    assessments: tuple[AssessmentView, ...]
    findings: tuple[Said, ...]
    pooled_in: tuple[StudyName, ...]
    edit_url: str


@dataclass(frozen=True, slots=True)
class Backlinks:
    """Who names which study: made once for all study pages."""

    findings: Mapping[str, tuple[tuple[str, int], ...]]
    """For each study: the claims and the indices of their findings."""
    pooled_in: Mapping[str, tuple[str, ...]]
    """For each study: the syntheses that are declared to pool it."""


def backlinks(corpus: Corpus) -> Backlinks:
    """Turn the links of all cards around."""
    findings: dict[str, list[tuple[str, int]]] = {}
    for claim, index, finding in corpus.findings():
        findings.setdefault(finding.study, []).append((claim.record.id, index))
    pooled: dict[str, list[str]] = {}
    for key, sourced in corpus.studies.items():
        for other in sourced.record.pools.listed if sourced.record.pools else ():
            pooled.setdefault(other, []).append(key)
    return Backlinks(
        {key: tuple(found) for key, found in findings.items()},
        {key: tuple(found) for key, found in pooled.items()},
    )


def study_view(
    corpus: Corpus,
    key: str,
    results: Mapping[str, Synthesis],
    links: Backlinks,
    reference: ReferenceView,
    edit_url: str,
) -> StudyView:
    """The page of one study, from its card, its reference and its findings in all claims."""
    study = corpus.studies[key].record
    return StudyView(
        key=key,
        short=reference.short,
        title=corpus.references[key].reference.plain_title.rstrip("."),
        design=corpus.vocabulary.designs[study.design].label,
        withdrawn=study.withdrawn,
        alarm=_alarm(corpus, study),
        reference=reference,
        facts=tuple(_facts(corpus, study)),
        assessments=tuple(_assessments(corpus, study)),
        findings=tuple(_said(corpus, results, links.findings.get(key, ()))),
        pooled_in=tuple(study_name(corpus, k) for k in links.pooled_in.get(key, ())),
        edit_url=edit_url,
    )


def _said(
    corpus: Corpus, results: Mapping[str, Synthesis], found: Iterable[tuple[str, int]]
) -> Iterator[Said]:
    explainer = Explainer.of(corpus.vocabulary)
    for claim_id, index in found:
        claim = corpus.claims[claim_id].record
        ballot = results[claim_id].ballots[index]
        yield Said(
            ClaimName(claim_id, claim.statement),
            finding_view(corpus, claim.findings[index], ballot, explainer),
        )


def _alarm(corpus: Corpus, study: Study) -> str:
    standing = study.standing
    if standing.status is Standing.STANDS:
        return ""
    text = f"{capital(STANDING[standing.status])}"
    text += f" on {standing.on.isoformat()}" if standing.on else ""
    text += f": {standing.because}" if standing.because else "."
    if standing.notice:
        text += f" Notice: {study_name(corpus, standing.notice).short}."
    if standing.status in (Standing.RETRACTED, Standing.OVERTURNED):
        text += " Its findings count nowhere."
    return text


def _facts(corpus: Corpus, study: Study) -> Iterator[Fact]:
    words = corpus.vocabulary
    design = words.designs[study.design]
    observed = study.stratum or design.stratum
    rows = [
        ("Design", f"{design.label}: {design.definition}"),
        ("Observed", observed.value if observed else ""),
        ("Species", species_text(corpus, study.species)),
        ("Model or condition", study.model or ""),
        ("Number", sample_text(None, study) or "not seen"),
        *((f.label, facet_text(f, study.facets.get(f.id, ()))) for f in words.facets.values()),
        ("Registrations", listing(list(study.registrations))),
        ("Pools", pooled_text(study.pools.studies) if study.pools else ""),
        ("Declared groups", listing(list(study.groups))),
        ("Funding", study.funding or "not seen"),
        ("Conflicts of interest", study.conflicts or "not seen"),
        ("Standing", STANDING[study.standing.status]),
        ("Notes", study.notes or ""),
    ]
    for label, text in rows:
        if text:
            yield Fact(label, text.replace("not-", "not ") if text.startswith("not-") else text)


def _assessments(corpus: Corpus, study: Study) -> Iterator[AssessmentView]:
    for about, judged in (
        ("Risk of bias", study.risk_of_bias),
        ("Completeness of reporting", study.reporting),
    ):
        for one in judged:
            tool = corpus.vocabulary.tools[one.tool].label
            yield AssessmentView(about, tool, one.result, one.by)


def assessed_text(corpus: Corpus, judged: Iterable[Assessment]) -> str:
    """Judgements by a tool in one line: 'RoB 2: some concerns'; 'not seen' where there is none."""
    tools = corpus.vocabulary.tools
    return "; ".join(f"{tools[one.tool].label}: {one.result}" for one in judged) or "not seen"


def species_text(corpus: Corpus, species: Iterable[str]) -> str:
    """Species by their labels: 'mouse and rat'."""
    known = corpus.vocabulary.species
    return listing([known[s].label.lower() for s in species if s in known])


def facet_text(facet: Facet, values: Iterable[str]) -> str:
    """A facet's values by their labels; 'not seen' where the card says nothing."""
    labels = {word.id: word.label for word in facet.words}
    shown = [labels.get(value, value) for value in values]
    return "; ".join(_unknown(text) for text in shown) or "not seen"


def _unknown(text: str) -> str:
    return (
        text.replace("-", " ") if text in ("not-reported", "not-seen", "not-applicable") else text
    )
