"""From views to Markdown: every page of the site."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimcards.diagnostics import Diagnostic, as_text
from claimcards.model.claim import Claim
from claimcards.rendering.book import Book
from claimcards.rendering.downloads import DOWNLOADS, Download, Form, cite_forms
from claimcards.rendering.templating import render
from claimcards.views.claim import ClaimView, claim_view
from claimcards.views.history import changes, claim_history
from claimcards.views.lists import glossary, letters, study_groups
from claimcards.views.methods import methods
from claimcards.views.publication import (
    challenge_url,
    claim_citation,
    claim_form_url,
    evidence_url,
    forms,
    retraction_url,
)
from claimcards.views.quality import quality
from claimcards.views.study import study_view
from claimcards.views.wording import plural


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it goes, its Markdown, the card it came from, the day it last changed.

    ``uri`` is the Markdown file's path in the documentation folder; ``source`` the card's
    path from the project's root, empty where no single card made the page; ``updated`` a
    day as year-month-day or empty. ``corrects`` says that the page leads to its card itself.
    """

    uri: str
    markdown: str
    source: str = ""
    updated: str = ""
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    """What the front matter of a page says; ``boost`` weighs it in the search."""

    title: str
    description: str
    heading: str = ""
    boost: int | float = 1


def pages(book: Book) -> tuple[Page, ...]:
    """Every generated page, sorted by its address; the corpus must be free of errors."""
    made = (
        *_claims(book),
        *_studies(book),
        *_topics(book),
        *_lists(book),
        *_overviews(book),
        *_changes(book),
    )
    return tuple(sorted(made, key=lambda page: page.uri))


def _claims(book: Book) -> Iterator[Page]:
    for key, sourced in book.corpus.claims.items():
        edit = book.edit(sourced.file)
        view = claim_view(book.corpus, key, book.results, book.references, book.findings[key], edit)
        head = _Head(view.statement, _description(view), boost=4)
        take = _take_away(book, sourced.record)
        told = claim_history(key, book.happened.get(key, ()), book.past, book.publication)
        text = render("claim.md.jinja", root="../../", page=head, c=view, take=take, h=told)
        day = sourced.record.curated_on.isoformat()
        yield Page(f"claims/{key}.md", text, sourced.file, day, corrects=bool(edit))
        for former in sourced.record.former_ids:
            moved = render("moved.md.jinja", root="../../", page=head, to=key)
            yield Page(f"claims/{former}.md", moved, sourced.file, day)


@dataclass(frozen=True, slots=True)
class _TakeAway:
    """How a claim's page is cited, what can be downloaded, where it can be challenged."""

    citation: str
    forms: tuple[Form, ...]
    downloads: tuple[Download, ...]
    challenge: str
    evidence: str


def _take_away(book: Book, claim: Claim) -> _TakeAway:
    return _TakeAway(
        claim_citation(claim, book.publication),
        cite_forms(claim, book.publication),
        DOWNLOADS,
        challenge_url(book.publication, claim, "../../"),
        evidence_url(book.publication, claim.id, top="../../"),
    )


def _description(view: ClaimView) -> str:
    return f"{view.answer.headline} {view.answer.certainty} {view.answer.counts}".strip()


def _studies(book: Book) -> Iterator[Page]:
    corpus = book.corpus
    for key, sourced in corpus.studies.items():
        reference = book.references[key]
        edit = book.edit(sourced.file)
        view = study_view(corpus, key, book.findings, book.backlinks, reference, edit)
        head = _Head(f"{view.short}: {view.title}", f"{view.design}. {view.title}.")
        report = retraction_url(book.publication, key, view.short, "../../")
        text = render("study.md.jinja", root="../../", page=head, s=view, report=report)
        yield Page(f"studies/{key}.md", text, sourced.file, book.updated, corrects=bool(edit))


def _topics(book: Book) -> Iterator[Page]:
    topics = book.topics
    source = _vocabulary_file(book, "topics")
    for topic in topics:
        head = _Head(topic.label, topic.definition, boost=2)
        text = render("topic.md.jinja", root="../../", page=head, t=topic)
        yield Page(f"topics/{topic.id}.md", text, source, book.updated)
    count = sum(len(topic.claims) for topic in topics)
    head = _Head("Claims", f"All {count} claims, with their verdicts.", "All claims")
    lede = f"{plural(count, 'claim')}, each with the evidence for and against it."
    propose = claim_form_url(book.publication, "../")
    values = {"lede": lede, "topics": topics, "propose": propose}
    text = render("claims.md.jinja", root="../", page=head, **values)
    yield Page("claims/index.md", text, "", book.updated)


def _lists(book: Book) -> Iterator[Page]:
    corpus = book.corpus
    studies = len(corpus.studies)
    head = _Head("Studies", f"All {studies} studies.", "All studies")
    count = plural(studies, "study", "studies")
    lede = f"{count}, each described once, however many claims it bears on."
    groups = study_groups(corpus, book.backlinks)
    text = render("studies.md.jinja", root="../", page=head, lede=lede, groups=groups)
    yield Page("studies/index.md", text, "", book.updated)
    works = len(book.references)
    head = _Head("Bibliography", f"All {works} works, with backlinks.", "Bibliography")
    lede = f"{plural(works, 'work')}, each with the claims that it makes or bears on, and its side."
    entries = letters(corpus, book.results, book.backlinks, book.references)
    text = render("bibliography.md.jinja", root="../", page=head, lede=lede, letters=entries)
    yield Page("bibliography.md", text, "", book.updated)
    head = _Head("Glossary", "The words of this site, each in one plain sentence.", "Glossary")
    lede = "The words of this site, each in one plain sentence."
    text = render("glossary.md.jinja", page=head, lede=lede, sections=glossary(corpus))
    yield Page("glossary.md", text, _vocabulary_file(book, "glossary"), book.updated)
    head = _Head("Quality", "How well this evidence base is searched and read.", "Quality")
    lede = "What this site can say of its own evidence base, counted from its cards."
    audit = quality(corpus, book.results)
    text = render("quality.md.jinja", root="../", page=head, lede=lede, q=audit)
    yield Page("quality.md", text, "", book.updated)
    head = _Head("Methods", "How findings become verdicts.", "How verdicts come about")
    text = render(
        "methods.md.jinja", root="../", page=head, m=methods(), forms=forms(book.publication)
    )
    yield Page("methods.md", text, "", book.updated)


def _overviews(book: Book) -> Iterator[Page]:
    """Explore and the gap map: everything at once."""
    view = book.explored
    lede = f"{view.summary}. Choose what you want to see, share the address, save the result."
    head = _Head("Explore", "Filter all claims and findings, and save what you see.", "Explore")
    text = render("explore.md.jinja", root="../", page=head, lede=lede, e=view)
    yield Page("explore.md", text, "", book.updated)
    title = "Where the evidence is, and where it is missing"
    lede = "Independent groups for and against each claim, by how far up the ladder they stand."
    head = _Head("Map", f"{title}. {lede}", title)
    text = render("map.md.jinja", root="../", page=head, lede=lede, m=book.gaps)
    yield Page("map.md", text, "", book.updated)


def _changes(book: Book) -> Iterator[Page]:
    """What moved which verdict, and why."""
    lede = "What moved which verdict, when and why, the newest first."
    head = _Head("Changes", lede, "Changes")
    view = changes(book.corpus, book.past, book.publication)
    text = render("changes.md.jinja", root="../", page=head, lede=lede, v=view)
    yield Page("changes.md", text, "", book.updated)


def _vocabulary_file(book: Book, name: str) -> str:
    places = book.corpus.words.places
    return next((place.file for (kind, _), place in places.items() if kind == name), "")


def banner(diagnostics: Sequence[Diagnostic] | Iterable[Diagnostic]) -> str:
    """What a preview shows on top of every page while the content has problems."""
    text = html.escape(as_text(tuple(diagnostics)))
    return (
        '<section class="cc-banner" role="alert"><strong>The content has problems. '
        "What you see is the last good state.</strong>"
        f"<pre>{text}</pre></section>\n"
    )
