"""A study's page: what it is, and everything it says over all claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from claimcards.corpus import Corpus
from claimcards.model.study import Assessment, Study
from claimcards.model.vocabulary import Facet
from claimcards.model.words import Standing
from claimcards.views.finding import (
    Fact,
    FindingView,
    StudyName,
    explained,
    known,
    pooled_text,
    sample_text,
    study_name,
)
from claimcards.views.names import in_order, named, work
from claimcards.views.reference import ReferenceView, trial_url
from claimcards.views.terms import Explainer, Piece, Text
from claimcards.views.wording import STANDING, UNKNOWN, capital, listing, within

Findings = Mapping[str, tuple[FindingView, ...]]
"""The findings of each claim, in the order of its card."""
MOST_ALIKE = 12
"""Studies of one declared group that are named on each other's pages."""


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
    withdrawn: Text
    alarm: Text
    reference: ReferenceView
    facts: tuple[Fact, ...]
    unknown: str
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
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each declared group: its studies."""


def backlinks(corpus: Corpus) -> Backlinks:
    """Turn the links of all cards around."""
    findings: dict[str, list[tuple[str, int]]] = {}
    for claim, index, finding in corpus.findings():
        findings.setdefault(finding.study, []).append((claim.record.id, index))
    pooled: dict[str, list[str]] = {}
    groups: dict[str, list[str]] = {}
    for key, sourced in corpus.studies.items():
        for group in sourced.record.groups:
            groups.setdefault(group, []).append(key)
        for other in sourced.record.pools.listed if sourced.record.pools else ():
            pooled.setdefault(other, []).append(key)
    return Backlinks(
        {key: tuple(found) for key, found in findings.items()},
        {key: tuple(in_order(corpus, found)) for key, found in pooled.items()},
        {group: tuple(in_order(corpus, found)) for group, found in groups.items()},
    )


def study_view(
    corpus: Corpus,
    key: str,
    findings: Findings,
    links: Backlinks,
    reference: ReferenceView,
    edit_url: str,
) -> StudyView:
    """The page of one study, from its card, its reference and its findings in all claims.

    ``findings`` are those of every claim as every page shows them.
    """
    study = corpus.studies[key].record
    facts, unknown = _facts(corpus, study, links)
    return StudyView(
        key=key,
        short=reference.short,
        title=corpus.references[key].reference.plain_title.rstrip("."),
        design=corpus.vocabulary.designs[study.design].label,
        withdrawn=_withdrawn(corpus, study),
        alarm=_alarm(corpus, study),
        reference=reference,
        facts=facts,
        unknown=unknown,
        assessments=tuple(_assessments(corpus, study)),
        findings=tuple(_said(corpus, findings, links.findings.get(key, ()))),
        pooled_in=tuple(study_name(corpus, k) for k in links.pooled_in.get(key, ())),
        edit_url=edit_url,
    )


def _said(corpus: Corpus, findings: Findings, found: Iterable[tuple[str, int]]) -> Iterator[Said]:
    explainer = Explainer.of(corpus.vocabulary)
    for claim_id, index in found:
        claim = corpus.claims[claim_id].record
        yield Said(
            ClaimName(claim_id, claim.statement),
            explained(corpus, claim.findings[index], findings[claim_id][index], explainer),
        )


def _withdrawn(corpus: Corpus, study: Study) -> Text:
    gone = study.withdrawn
    return named(corpus, f"Withdrawn on {gone.on}: {gone.because}") if gone else ()


def _alarm(corpus: Corpus, study: Study) -> Text:
    standing = study.standing
    if standing.status is Standing.STANDS:
        return ()
    text = f"{capital(STANDING[standing.status])}"
    text += f" on {standing.on.isoformat()}" if standing.on else ""
    text += f": {standing.because}" if standing.because else "."
    said = named(corpus, text)
    if standing.notice:
        said = (*said, Piece(" Notice: "), work(corpus, standing.notice), Piece("."))
    if standing.status in (Standing.RETRACTED, Standing.OVERTURNED):
        said = (*said, Piece(" Its findings count nowhere."))
    return said


def _facts(corpus: Corpus, study: Study, links: Backlinks) -> tuple[tuple[Fact, ...], str]:
    """What is known of a study, and in one line what is not."""
    told: list[Fact] = []
    missing: dict[str, list[str]] = {word: [] for word in UNKNOWN}
    for label, text in _rows(corpus, study, links):
        if len(text) == 1 and text[0].text in missing:
            missing[text[0].text].append(within(label))
        elif text:
            told.append(Fact(label, text))
    unknown = (f"{capital(word)}: {listing(labels)}." for word, labels in missing.items() if labels)
    return tuple(told), " ".join(unknown)


def _rows(corpus: Corpus, study: Study, links: Backlinks) -> Iterator[tuple[str, Text]]:
    """Every fact with its label; a text is empty where the question does not arise."""
    for label, text in _told(corpus, study):
        yield label, named(corpus, text)
    yield "Registrations", _joined([_registration(number) for number in study.registrations])
    yield "Declared one group with", _alike(corpus, study, links)
    yield "Notes", named(corpus, study.notes or "")


def _registration(number: str) -> Piece:
    return Piece(number, address=trial_url(number))


def _alike(corpus: Corpus, study: Study, links: Backlinks) -> Text:
    groups = [links.groups.get(group, ()) for group in study.groups]
    if len(groups) == 1:  # in order already: a large one is not sorted again for each page
        others = [other for other in groups[0] if other != study.id]
    else:
        others = in_order(corpus, {other for group in groups for other in group} - {study.id})
    named_here = _joined([work(corpus, key) for key in others[:MOST_ALIKE]])
    more = len(others) - MOST_ALIKE
    return (*named_here, Piece(f" and {more} more")) if more > 0 else named_here


def _joined(pieces: list[Piece]) -> Text:
    return tuple(part for piece in pieces for part in (Piece(", "), piece))[1:]


def _told(corpus: Corpus, study: Study) -> Iterator[tuple[str, str]]:
    words = corpus.vocabulary
    design = words.designs[study.design]
    observed = study.stratum or design.stratum
    yield "Design", f"{design.label}: {design.definition}"
    yield "Observed", observed.value if observed else ""
    yield "Species", species_text(corpus, study.species)
    yield "Model or condition", study.model or ""
    yield "Number", sample_text(None, study) or "not seen"
    for facet in words.facets.values():
        yield facet.label, facet_text(facet, study.facets.get(facet.id, ()))
    yield "Pools", pooled_text(study.pools.studies) if study.pools else ""
    yield "Funding", known(study.funding or "not-seen")
    yield "Conflicts of interest", known(study.conflicts or "not-seen")


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
    return "; ".join(known(text) for text in shown) or "not seen"
