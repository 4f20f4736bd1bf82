"""What the search finds: one compact record for each claim, topic, term and page.

Works are not among them. There are several for each claim, and an index that holds them
all would be too heavy to begin with; people ask for a work by author, year, title or
identifier, and ``views/search_works.py`` answers that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.model.claim import Claim, Finding
from claimcards.model.study import Study
from claimcards.synthesis.results import Ballot, Synthesis
from claimcards.views.finding import study_name
from claimcards.views.lists import glossary
from claimcards.views.wording import CERTAINTY, DIRECTION, DIRECTION_TONE, TONE, counted, headline

NAMED, STATED, ASKED, TOLD, AROUND = 10.0, 8.0, 6.0, 2.0, 0.5
"""Weights of words: as a term's name; in the title; as people ask for it; in its answer;
somewhere in it."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A text, and how much a word in it counts."""

    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Part:
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
class Record:
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
    parts: tuple[Part, ...] = ()


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


def records(
    corpus: Corpus, results: Mapping[str, Synthesis], pages: Collection[str]
) -> tuple[Record, ...]:
    """All records of the cards, always in the same order; ``pages`` are the paths of all pages."""
    return (
        *_claims(corpus, results),
        *_topics(corpus),
        *_terms(corpus),
        *(own_page(uri, page) for uri, page in OWN_PAGES.items() if uri in pages),
    )


def own_page(uri: str, page: OwnPage) -> Record:
    """The record of a page that the generator makes."""
    texts = (Weighted(STATED, page.title), Weighted(ASKED, page.asked), Weighted(TOLD, page.note))
    return Record(address_of(uri), "page", page.title, page.note, texts=texts)


def written_page(uri: str, title: str, note: str, headings: str, text: str) -> Record:
    """The record of a page that somebody wrote."""
    texts = (
        Weighted(STATED, title),
        Weighted(ASKED, headings),
        Weighted(TOLD, note),
        Weighted(AROUND, text),
    )
    return Record(address_of(uri), "page", title, note, texts=texts)


def address_of(uri: str) -> str:
    """Where a page of the documentation folder is read: 'about.md' at 'about/'."""
    path = uri.removesuffix(".md")
    for index in ("index", "README"):
        if path == index or path.endswith(f"/{index}"):
            return path.removesuffix(index)
    return f"{path}/"


def _claims(corpus: Corpus, results: Mapping[str, Synthesis]) -> Iterator[Record]:
    for key, sourced in corpus.claims.items():
        if sourced.record.withdrawn is None:
            yield _claim(corpus, sourced.record, results[key])


def _claim(corpus: Corpus, claim: Claim, result: Synthesis) -> Record:
    head, topic = result.headline, corpus.vocabulary.topics[corpus.topic_of(claim.id)]
    level = head.certainty.level
    return Record(
        address=f"claims/{claim.id}/",
        kind="claim",
        title=claim.statement,
        note=f"{CERTAINTY[level]} certainty" if level else "",
        word=headline(head),
        tone=TONE[head.verdict],
        texts=tuple(_texts(claim, topic.label)),
        parts=tuple(
            _part(corpus, finding, ballot)
            for finding, ballot in zip(claim.findings, result.ballots, strict=True)
            if finding.withdrawn is None
        ),
    )


def _texts(claim: Claim, topic: str) -> Iterator[Weighted]:
    yield Weighted(STATED, claim.statement)
    yield from (Weighted(ASKED, synonym) for synonym in claim.synonyms)
    yield Weighted(TOLD, claim.plain or "")
    if claim.question:
        asked = claim.question
        yield Weighted(TOLD, f"{asked.population} {asked.intervention} {asked.outcome}")
    yield Weighted(AROUND, topic)


def _part(corpus: Corpus, finding: Finding, ballot: Ballot) -> Part:
    study = corpus.studies[finding.study].record
    side = counted(finding.direction, ballot.votes)
    return Part(
        anchor=f"f-{finding.id}",
        outcome=finding.outcome,
        study=study_name(corpus, finding.study).short,
        direction=DIRECTION[side],
        tone=DIRECTION_TONE[side],
        text=finding_text(finding, study),
    )


def finding_text(finding: Finding, study: Study) -> str:
    """The words by which a finding is found: its outcome, and in whom or what."""
    return f"{finding.outcome} {finding.model or study.model or ''}"


def _topics(corpus: Corpus) -> Iterator[Record]:
    for topic in corpus.vocabulary.topics.values():
        asked = ", ".join(topic.synonyms)
        texts = (
            Weighted(STATED, topic.label),
            Weighted(ASKED, asked),
            Weighted(TOLD, topic.definition),
        )
        yield Record(f"topics/{topic.id}/", "topic", topic.label, topic.definition, texts=texts)


def _terms(corpus: Corpus) -> Iterator[Record]:
    for section in glossary(corpus):
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
            yield Record(address, "term", term.label, term.definition, texts=texts)
