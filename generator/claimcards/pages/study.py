"""A study's page, the table of a claim's studies, and a reference with its links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from claimcards.cards.claim import Claim
from claimcards.cards.study import Assessment, Study
from claimcards.cards.vocabulary import Facet
from claimcards.cards.words import Standing
from claimcards.corpus import Corpus
from claimcards.pages.finding import (
    Fact,
    FindingView,
    StudyName,
    explain_finding,
    name_study,
    say_if_unknown,
    write_comparator,
    write_pooled,
    write_sample,
)
from claimcards.pages.terms import (
    Explainer,
    Text,
    TextPiece,
    link_work,
    link_works_in_text,
    sort_works,
)
from claimcards.pages.wording import STANDING, UNKNOWN, capitalise, join_in_words, lower_label
from claimcards.references.identity import NCT
from claimcards.references.reference import Reference

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


def collect_backlinks(corpus: Corpus) -> Backlinks:
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
        {key: tuple(sort_works(corpus, found)) for key, found in pooled.items()},
        {group: tuple(sort_works(corpus, found)) for group, found in groups.items()},
    )


def view_study(
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
    facts, unknown = _list_study_facts(corpus, study, links)
    return StudyView(
        key=key,
        short=reference.short,
        title=corpus.references[key].reference.plain_title.rstrip("."),
        design=corpus.vocabulary.designs[study.design].label,
        withdrawn=_explain_withdrawal(corpus, study),
        alarm=_write_alarm(corpus, study),
        reference=reference,
        facts=facts,
        unknown=unknown,
        assessments=tuple(_view_assessments(corpus, study)),
        findings=tuple(_list_said(corpus, findings, links.findings.get(key, ()))),
        pooled_in=tuple(name_study(corpus, k) for k in links.pooled_in.get(key, ())),
        edit_url=edit_url,
    )


def _list_said(
    corpus: Corpus, findings: Findings, found: Iterable[tuple[str, int]]
) -> Iterator[Said]:
    explainer = Explainer.of(corpus.vocabulary)
    for claim_id, index in found:
        claim = corpus.claims[claim_id].record
        yield Said(
            ClaimName(claim_id, claim.statement),
            explain_finding(corpus, claim.findings[index], findings[claim_id][index], explainer),
        )


def _explain_withdrawal(corpus: Corpus, study: Study) -> Text:
    gone = study.withdrawn
    return link_works_in_text(corpus, f"Withdrawn on {gone.on}: {gone.because}") if gone else ()


def _write_alarm(corpus: Corpus, study: Study) -> Text:
    standing = study.standing
    if standing.status is Standing.STANDS:
        return ()
    text = f"{capitalise(STANDING[standing.status])}"
    text += f" on {standing.on.isoformat()}" if standing.on else ""
    text += f": {standing.because}" if standing.because else "."
    said = link_works_in_text(corpus, text)
    if standing.notice:
        said = (*said, TextPiece(" Notice: "), link_work(corpus, standing.notice), TextPiece("."))
    if standing.status in (Standing.RETRACTED, Standing.OVERTURNED):
        said = (*said, TextPiece(" Its findings count nowhere."))
    return said


def _list_study_facts(
    corpus: Corpus, study: Study, links: Backlinks
) -> tuple[tuple[Fact, ...], str]:
    """What is known of a study, and in one line what is not."""
    told: list[Fact] = []
    missing: dict[str, list[str]] = {word: [] for word in UNKNOWN}
    for label, text in _list_fact_rows(corpus, study, links):
        if len(text) == 1 and text[0].text in missing:
            missing[text[0].text].append(lower_label(label))
        elif text:
            told.append(Fact(label, text))
    unknown = (
        f"{capitalise(word)}: {join_in_words(labels)}."
        for word, labels in missing.items()
        if labels
    )
    return tuple(told), " ".join(unknown)


def _list_fact_rows(corpus: Corpus, study: Study, links: Backlinks) -> Iterator[tuple[str, Text]]:
    """Every fact with its label; a text is empty where the question does not arise."""
    for label, text in _list_told_facts(corpus, study):
        yield label, link_works_in_text(corpus, text)
    yield (
        "Registrations",
        _join_pieces([_link_registration(number) for number in study.registrations]),
    )
    yield "Declared one group with", _link_studies_alike(corpus, study, links)
    yield "Notes", link_works_in_text(corpus, study.notes or "")


def _link_registration(number: str) -> TextPiece:
    return TextPiece(number, address=address_of_trial(number))


def _link_studies_alike(corpus: Corpus, study: Study, links: Backlinks) -> Text:
    groups = [links.groups.get(group, ()) for group in study.groups]
    if len(groups) == 1:  # in order already: a large one is not sorted again for each page
        others = [other for other in groups[0] if other != study.id]
    else:
        others = sort_works(corpus, {other for group in groups for other in group} - {study.id})
    named_here = _join_pieces([link_work(corpus, key) for key in others[:MOST_ALIKE]])
    more = len(others) - MOST_ALIKE
    return (*named_here, TextPiece(f" and {more} more")) if more > 0 else named_here


def _join_pieces(pieces: list[TextPiece]) -> Text:
    return tuple(part for piece in pieces for part in (TextPiece(", "), piece))[1:]


def _list_told_facts(corpus: Corpus, study: Study) -> Iterator[tuple[str, str]]:
    words = corpus.vocabulary
    design = words.designs[study.design]
    observed = study.stratum or design.stratum
    yield "Design", f"{design.label}: {design.definition}"
    yield "Observed", observed.value if observed else ""
    yield "Species", write_species(corpus, study.species)
    yield "Model or condition", study.model or ""
    yield "Number", write_sample(None, study) or "not seen"
    for facet in words.facets.values():
        yield facet.label, write_facet(facet, study.facets.get(facet.id, ()))
    yield "Pools", write_pooled(study.pools.studies) if study.pools else ""
    yield "Funding", say_if_unknown(study.funding or "not-seen")
    yield "Conflicts of interest", say_if_unknown(study.conflicts or "not-seen")


def _view_assessments(corpus: Corpus, study: Study) -> Iterator[AssessmentView]:
    for about, judged in (
        ("Risk of bias", study.risk_of_bias),
        ("Completeness of reporting", study.reporting),
    ):
        for one in judged:
            tool = corpus.vocabulary.tools[one.tool].label
            yield AssessmentView(about, tool, one.result, one.by)


def write_assessments(corpus: Corpus, judged: Iterable[Assessment]) -> str:
    """Judgements by a tool in one line: 'RoB 2: some concerns'; 'not seen' where there is none."""
    tools = corpus.vocabulary.tools
    return "; ".join(f"{tools[one.tool].label}: {one.result}" for one in judged) or "not seen"


def write_species(corpus: Corpus, species: Iterable[str]) -> str:
    """Species by their labels: 'mouse and rat'."""
    known = corpus.vocabulary.species
    return join_in_words([known[s].label.lower() for s in species if s in known])


def write_facet(facet: Facet, values: Iterable[str]) -> str:
    """A facet's values by their labels; 'not seen' where the card says nothing."""
    labels = {word.id: word.label for word in facet.words}
    shown = [labels.get(value, value) for value in values]
    return "; ".join(say_if_unknown(text) for text in shown) or "not seen"


_COMPARED = "Compared with"


@dataclass(frozen=True, slots=True)
class StudyTableRow:
    """One study; ``standing`` is empty where it stands, ``values`` has one text a column."""

    key: str
    short: str
    standing: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudyTable:
    """The studies by name; ``unknown`` says what is known of none of them."""

    columns: tuple[str, ...]
    rows: tuple[StudyTableRow, ...]
    unknown: str


def make_study_table(corpus: Corpus, claim: Claim) -> StudyTable:
    """One row for each study with a finding on the claim, one column for what is known of some."""
    labels = _name_columns(corpus)
    against: dict[str, list[str]] = {}
    for finding in claim.findings:
        against.setdefault(finding.study, []).append(write_comparator(finding))
    keys = sort_works(corpus, against)
    cells = [tuple(_fill_cells(corpus, key, against[key])) for key in keys]
    told = [{row[place] for row in cells} for place in range(len(labels))]
    kept = [place for place, texts in enumerate(told) if texts - {"", *UNKNOWN}]
    rows = (
        StudyTableRow(
            key,
            name_study(corpus, key).short,
            _write_standing(corpus, key),
            _pick_places(row, kept),
        )
        for key, row in zip(keys, cells, strict=True)
    )
    return StudyTable(
        _pick_places(labels, kept), tuple(rows), " ".join(_explain_left_out(labels, told))
    )


def _name_columns(corpus: Corpus) -> tuple[str, ...]:
    facets = (facet.label for facet in corpus.vocabulary.facets.values())
    judged = ("Risk of bias", "Completeness of reporting")
    return ("Design", "Species", "Number", _COMPARED, *facets, *judged)


def _fill_cells(corpus: Corpus, key: str, against: list[str]) -> Iterator[str]:
    study, words = corpus.studies[key].record, corpus.vocabulary
    yield words.designs[study.design].label
    yield write_species(corpus, study.species)
    yield write_sample(None, study) or "not seen"
    yield "; ".join(dict.fromkeys(against))
    for facet in words.facets.values():
        yield write_facet(facet, study.facets.get(facet.id, ()))
    yield write_assessments(corpus, study.risk_of_bias)
    yield write_assessments(corpus, study.reporting)


def _pick_places(texts: Sequence[str], places: list[int]) -> tuple[str, ...]:
    return tuple(texts[place] for place in places)


def _write_standing(corpus: Corpus, key: str) -> str:
    status = corpus.studies[key].record.standing.status
    return "" if status is Standing.STANDS else STANDING[status]


def _explain_left_out(labels: Sequence[str], told: Sequence[set[str]]) -> Iterator[str]:
    """Why columns are left out; 'not seen' and 'not reported' are never taken for one another."""
    why: dict[tuple[str, ...], list[str]] = {}
    for label, texts in zip(labels, told, strict=True):
        words = tuple(word for word in UNKNOWN if word in texts)
        if words and not texts - {"", *UNKNOWN}:
            name = "what was compared with" if label == _COMPARED else lower_label(label)
            why.setdefault(words, []).append(name)
    for words, names in sorted(why.items(), key=lambda one: UNKNOWN.index(one[0][0])):
        yield f"{capitalise(' or '.join(words))} for any study here: {join_in_words(names)}."


_TRIALS = "https://clinicaltrials.gov/study/"
"""Of other registries no form of address is known for certain."""


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """A labelled address outside the site."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """One formatted reference; ``entry`` is safe markup."""

    key: str
    short: str
    entry: Markup
    links: tuple[OutsideLink, ...]


def list_reference_links(
    reference: Reference, registrations: Iterable[str] = ()
) -> tuple[OutsideLink, ...]:
    """DOI, PubMed, PubMed Central, the work's own page, its trials: as far as they are known."""
    given = tuple(_link_identifiers(reference))
    trials = (OutsideLink(number, address_of_trial(number)) for number in registrations)
    known = " ".join(link.url for link in given)
    return (*given, *(trial for trial in trials if trial.url and trial.label not in known))


def address_of_trial(number: str) -> str:
    """Where a registration can be read; empty where that is not known for certain."""
    return f"{_TRIALS}{number}" if re.fullmatch(NCT, number) else ""


def _link_identifiers(reference: Reference) -> Iterator[OutsideLink]:
    if reference.doi:
        yield OutsideLink(f"doi:{reference.doi}", f"https://doi.org/{reference.doi}")
    if reference.pmid:
        yield OutsideLink(
            f"PMID {reference.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"
        )
    if reference.pmcid:
        yield OutsideLink(
            reference.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{reference.pmcid}/"
        )
    if reference.url:
        record = reference.url.startswith(_TRIALS)
        yield OutsideLink("ClinicalTrials.gov record" if record else "web page", reference.url)
