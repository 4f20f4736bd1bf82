"""What the search finds: one compact record for each claim, topic, term, page and work."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from claimcards.cards.claim import Claim, Finding
from claimcards.cards.study import Study
from claimcards.cards.words import Standing
from claimcards.corpus import Corpus
from claimcards.pages.finding import name_study
from claimcards.pages.lists import list_glossary
from claimcards.pages.study import Backlinks
from claimcards.pages.wording import (
    CERTAINTY,
    DIRECTION,
    DIRECTION_TONE,
    STANDING,
    TONE,
    word_headline,
)
from claimcards.references.identity import find_ncts
from claimcards.references.reference import Reference
from claimcards.search.words import Lexicon, split_words
from claimcards.verdict.values import ClaimVerdict, JudgedFinding

NAMED, STATED, ASKED, TOLD, AROUND = 10.0, 8.0, 6.0, 2.0, 0.5
"""Weights of words: as a term's name; in the title; as people ask for it; in its answer;
somewhere in it."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A text, and how much a word in it counts."""

    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class SearchPart:
    """A finding below its claim: where it stands, what it says, in which direction.

    ``text`` is what it is found by.
    """

    anchor: str
    outcome: str
    study: str
    direction: str
    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing that can be found.

    ``address`` leads there from the site's top; ``kind`` is claim, topic, term or page;
    ``word`` and ``tone`` are a claim's headline as it stands on the board; ``note`` is the
    line below the title.
    """

    address: str
    kind: str
    title: str
    note: str = ""
    word: str = ""
    tone: str = ""
    texts: tuple[Weighted, ...] = ()
    parts: tuple[SearchPart, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page that every site has: its title, and the words by which people look for it."""

    title: str
    note: str
    asked: str


OWN_PAGES: Mapping[str, OwnPage] = {
    "claims/index.md": OwnPage(
        "All claims",
        "Every claim with its verdict, by topic.",
        "list of claims, overview of verdicts, topics",
    ),
    "explore.md": OwnPage(
        "Explore",
        "Filter all claims and findings, and save what you see.",
        "filter findings, table, download data, CSV, JSON, export, dataset, species, design, year",
    ),
    "map.md": OwnPage(
        "Map",
        "Where the evidence is, and where it is missing.",
        "evidence gap map, research gaps, missing evidence, what is not known, open questions",
    ),
    "studies/index.md": OwnPage(
        "All studies", "Every study, by its design.", "list of studies, papers, trials"
    ),
    "bibliography.md": OwnPage(
        "Bibliography",
        "Every work, with the claims that it makes or bears on.",
        "references, works cited, literature, list of sources, list of references, papers",
    ),
    "glossary.md": OwnPage(
        "Glossary",
        "The words of this site, each in one plain sentence.",
        "terms, definitions, meaning of words, dictionary, abbreviations, jargon",
    ),
    "methods.md": OwnPage(
        "Methods: how verdicts come about",
        "The rules by which findings become verdicts.",
        "methodology, how verdicts are made, how it works, how the answer is worked out, rules, "
        "how certainty is graded, how studies are counted, who decides, votes, thresholds",
    ),
    "quality.md": OwnPage(
        "Quality",
        "What this site can say of its own evidence base.",
        "self-audit, can this site be trusted, how reliable is this site, what is missing, "
        "limits, how complete, overdue reviews, depth of check, errors",
    ),
    "changes.md": OwnPage(
        "Changes",
        "What moved which verdict, and when.",
        "what changed, what is new, news, updates, history, latest, feed, recently added",
    ),
}
"""Pages that the generator makes, by their path in the documentation folder."""


def list_records(
    corpus: Corpus, results: Mapping[str, ClaimVerdict], pages: Collection[str]
) -> tuple[SearchRecord, ...]:
    """All records of the cards, always in the same order; ``pages`` are the paths of all pages."""
    return (
        *_list_claim_records(corpus, results),
        *_list_topic_records(corpus),
        *_list_term_records(corpus),
        *(own_page(uri, page) for uri, page in OWN_PAGES.items() if uri in pages),
    )


def own_page(uri: str, page: OwnPage) -> SearchRecord:
    """The record of a page that the generator makes."""
    texts = (Weighted(STATED, page.title), Weighted(ASKED, page.asked), Weighted(TOLD, page.note))
    return SearchRecord(address_of(uri), "page", page.title, page.note, texts=texts)


def written_page(uri: str, title: str, note: str, headings: str, text: str) -> SearchRecord:
    """The record of a page that somebody wrote."""
    texts = (
        Weighted(STATED, title),
        Weighted(ASKED, headings),
        Weighted(TOLD, note),
        Weighted(AROUND, text),
    )
    return SearchRecord(address_of(uri), "page", title, note, texts=texts)


def address_of(uri: str) -> str:
    """Where a page of the documentation folder is read: 'about.md' at 'about/'."""
    path = uri.removesuffix(".md")
    for index in ("index", "README"):
        if path == index or path.endswith(f"/{index}"):
            return path.removesuffix(index)
    return f"{path}/"


def _list_claim_records(
    corpus: Corpus, results: Mapping[str, ClaimVerdict]
) -> Iterator[SearchRecord]:
    for key, sourced in corpus.claims.items():
        if sourced.record.withdrawn is None:
            yield _make_claim_record(corpus, sourced.record, results[key])


def _make_claim_record(corpus: Corpus, claim: Claim, result: ClaimVerdict) -> SearchRecord:
    head, topic = result.headline, corpus.vocabulary.topics[corpus.topic_of(claim.id)]
    level = head.certainty.level
    return SearchRecord(
        address=f"claims/{claim.id}/",
        kind="claim",
        title=claim.statement,
        note=f"{CERTAINTY[level]} certainty" if level else "",
        word=word_headline(head),
        tone=TONE[head.verdict],
        texts=tuple(_list_texts(claim, topic.label)),
        parts=tuple(
            _make_part(corpus, judged)
            for judged in result.findings
            if judged.finding.withdrawn is None
        ),
    )


def _list_texts(claim: Claim, topic: str) -> Iterator[Weighted]:
    yield Weighted(STATED, claim.statement)
    yield from (Weighted(ASKED, synonym) for synonym in claim.synonyms)
    yield Weighted(TOLD, claim.plain or "")
    if claim.question:
        asked = claim.question
        yield Weighted(TOLD, f"{asked.population} {asked.intervention} {asked.outcome}")
    yield Weighted(AROUND, topic)


def _make_part(corpus: Corpus, judged: JudgedFinding) -> SearchPart:
    return SearchPart(
        anchor=f"f-{judged.finding.id}",
        outcome=judged.finding.outcome,
        study=name_study(corpus, judged.key).short,
        direction=DIRECTION[judged.counted],
        tone=DIRECTION_TONE[judged.counted],
        text=finding_text(judged.finding, judged.study),
    )


def finding_text(finding: Finding, study: Study) -> str:
    """The words by which a finding is found: its outcome, and in whom or what."""
    return f"{finding.outcome} {finding.model or study.model or ''}"


def _list_topic_records(corpus: Corpus) -> Iterator[SearchRecord]:
    for topic in corpus.vocabulary.topics.values():
        asked = ", ".join(topic.synonyms)
        texts = (
            Weighted(STATED, topic.label),
            Weighted(ASKED, asked),
            Weighted(TOLD, topic.definition),
        )
        yield SearchRecord(
            f"topics/{topic.id}/", "topic", topic.label, topic.definition, texts=texts
        )


def _list_term_records(corpus: Corpus) -> Iterator[SearchRecord]:
    for section in list_glossary(corpus):
        # What study cards use comes behind what readers stumble over.
        named = NAMED if section.id == "section-terms" else TOLD
        for term in section.terms:
            texts = (
                Weighted(named, term.label),
                Weighted(min(named, ASKED), term.synonyms),
                Weighted(TOLD, term.definition),
                Weighted(AROUND, section.label),
            )
            address = f"glossary/#{term.anchor}"
            yield SearchRecord(address, "term", term.label, term.definition, texts=texts)


INITIALS = 4
"""Characters that a given name has where only its initials are known: 'X. Y', 'XYZ'."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """A claim that a work bears on: where its first finding stands, and which way it points."""

    claim: str
    statement: str
    anchor: str
    direction: str
    tone: str


@dataclass(frozen=True, slots=True)
class SearchWork:
    """One work of the bibliography.

    ``first`` and ``others`` are tokens of its authors' names, ``told`` of its title and year,
    ``about`` of what its card and its findings say: whom or what, who paid, what has
    become of it. ``identifiers`` are kind and number: 'doi:10.1000/1', 'pmid:1', 'pmc:1',
    'trial:nct00000001'.
    """

    address: str
    short: str
    title: str
    first: tuple[str, ...]
    others: tuple[str, ...]
    told: tuple[str, ...]
    about: tuple[str, ...]
    identifiers: tuple[str, ...]
    bearings: tuple[Bearing, ...]


def list_works(
    corpus: Corpus, results: Mapping[str, ClaimVerdict], links: Backlinks, lexicon: Lexicon
) -> tuple[SearchWork, ...]:
    """All works, by key."""
    return tuple(_make_work(corpus, results, links, lexicon, key) for key in corpus.references)


def _make_work(
    corpus: Corpus,
    results: Mapping[str, ClaimVerdict],
    links: Backlinks,
    lexicon: Lexicon,
    key: str,
) -> SearchWork:
    reference = corpus.references[key].reference
    names = [_spell_variants(name.short, lexicon) for name in reference.authors]
    given = [
        _spell_variants(name.given, lexicon)
        for name in reference.authors
        if len(name.given) > INITIALS
    ]
    year = (str(reference.year),) if reference.year else ()
    about: dict[str, None] = {}
    for text in _describe_work(corpus, links, key):
        about |= lexicon.read(text)
    return SearchWork(
        address=f"studies/{key}/" if key in corpus.studies else f"bibliography/#{key}",
        short=corpus.shorts[key],
        title=reference.plain_title.rstrip("."),
        first=names[0] if names else (),
        others=tuple(word for name in (*names[1:], *given) for word in name),
        told=(*lexicon.tokens(reference.plain_title), *year),
        about=tuple(about),
        identifiers=tuple(dict.fromkeys(_list_identifiers(corpus, key, reference))),
        bearings=tuple(_list_bearings(corpus, results, links, key)),
    )


def _describe_work(corpus: Corpus, links: Backlinks, key: str) -> Iterator[str]:
    """What a work's cards say of it, text by text."""
    if key not in corpus.studies:
        return
    study = corpus.studies[key].record
    yield corpus.vocabulary.designs[study.design].label
    yield from (corpus.vocabulary.species[one].label for one in study.species)
    yield from (text for text in _list_card_words(study) if text)
    for claim, index in links.findings.get(key, ()):
        finding = corpus.claims[claim].record.findings[index]
        if finding.withdrawn is None:
            yield from _list_finding_words(finding, study)


def _list_card_words(study: Study) -> Iterator[str | None]:
    yield from (study.model, study.notes, study.funding)
    if study.standing.status is not Standing.STANDS:
        yield f"{STANDING[study.standing.status]} {study.standing.because or ''}"


def _list_finding_words(finding: Finding, study: Study) -> Iterator[str]:
    yield finding_text(finding, study)
    yield from (text for text in (finding.result, finding.limits) if text)


_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"})


def _spell_variants(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A name's tokens as 'Tögel', 'Togel' and 'Toegel' ask for it."""
    written_out = name.lower().translate(_WRITTEN_OUT)
    return tuple(dict.fromkeys((*lexicon.tokens(name), *lexicon.tokens(written_out))))


def _list_identifiers(corpus: Corpus, key: str, reference: Reference) -> Iterator[str]:
    if reference.doi:
        yield f"doi:{reference.doi.lower()}"
    if reference.pmid:
        yield f"pmid:{reference.pmid}"
    if reference.pmcid:
        yield f"pmc:{reference.pmcid.lower().removeprefix('pmc')}"
    study = corpus.studies.get(key)
    numbers = [str(number) for number in study.record.registrations] if study else []
    numbers += find_ncts(f"{reference.url} {reference.note}")
    yield from (f"trial:{''.join(split_words(number))}" for number in numbers)


def _list_bearings(
    corpus: Corpus, results: Mapping[str, ClaimVerdict], links: Backlinks, key: str
) -> Iterator[Bearing]:
    """Each claim once: with its first finding of this work that counts, or else its first."""
    firsts: dict[str, int] = {}
    for claim, index in links.findings.get(key, ()):
        if claim not in firsts or (
            results[claim].findings[index].votes
            and not results[claim].findings[firsts[claim]].votes
        ):
            firsts[claim] = index
    for claim, index in firsts.items():
        judged = results[claim].findings[index]
        told = (DIRECTION[judged.counted], DIRECTION_TONE[judged.counted])
        statement = corpus.claims[claim].record.statement
        yield Bearing(claim, statement, f"f-{judged.finding.id}", *told)
