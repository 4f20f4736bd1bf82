"""From views to Markdown: every page of the site, and the pieces hand-written pages ask for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from markupsafe import Markup

from claimcards.corpus import Corpus
from claimcards.diagnostics import Diagnostic, as_text
from claimcards.model.claim import Claim
from claimcards.past import History
from claimcards.rendering.citations import Citations
from claimcards.rendering.downloads import DOWNLOADS, cite_forms
from claimcards.rendering.escape import escape
from claimcards.rendering.templating import render
from claimcards.synthesis import Synthesis
from claimcards.views.claim import ClaimView, claim_view
from claimcards.views.explore import explore
from claimcards.views.gapmap import gap_map
from claimcards.views.history import changes, claim_history, latest
from claimcards.views.lists import glossary, letters, study_groups
from claimcards.views.methods import methods
from claimcards.views.overview import glance, overview
from claimcards.views.publication import (
    Publication,
    challenge_url,
    claim_citation,
    claim_form_url,
    evidence_url,
    forms,
    retraction_url,
)
from claimcards.views.quality import quality
from claimcards.views.reference import ReferenceView, links
from claimcards.views.study import Backlinks, backlinks, study_view
from claimcards.views.summary import topic_views
from claimcards.views.wording import plural


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it goes, its Markdown, the card it came from, the day it last changed.

    ``uri`` is the Markdown file's path in the documentation folder; ``source`` the card's
    path from the project's root, empty where no single card made the page; ``updated`` a
    day as year-month-day or empty.
    """

    uri: str
    markdown: str
    source: str = ""
    updated: str = ""


@dataclass(frozen=True, slots=True)
class Insert:
    """A piece that a hand-written page asks for by ``<!-- claimcards: name -->``."""

    template: str
    values: Mapping[str, Any]

    def markdown(self, root: str) -> str:
        """The piece for a page from which ``root`` leads to the site's top."""
        return render(self.template, root=root, **self.values)


@dataclass(frozen=True, slots=True)
class _Head:
    """What the front matter of a page says; ``boost`` weighs it in the search."""

    title: str
    description: str
    heading: str = ""
    boost: int | float = 1


@dataclass(frozen=True, slots=True)
class _Book:
    """What all pages of one site share: corpus, results, references, who links to whom."""

    corpus: Corpus
    results: Mapping[str, Synthesis]
    references: Mapping[str, ReferenceView]
    links: Backlinks
    edit_base: str
    updated: str = field(default="")
    publication: Publication = field(default_factory=Publication)
    past: History = field(default_factory=History)

    def edit(self, file: str) -> str:
        """The address at which a file can be edited, if the site has one."""
        return f"{self.edit_base}{file}" if self.edit_base else ""


def pages(
    corpus: Corpus,
    results: Mapping[str, Synthesis],
    style: str,
    edit_base: str,
    publication: Publication,
    past: History | None = None,
) -> tuple[Page, ...]:
    """Every generated page, sorted by its address; the corpus must be free of errors."""
    newest = max((c.record.curated_on.isoformat() for c in corpus.claims.values()), default="")
    references, linked = _references(corpus, style), backlinks(corpus)
    known = past or History()
    book = _Book(corpus, results, references, linked, edit_base, newest, publication, known)
    made = (
        *_claims(book),
        *_studies(book),
        *_topics(book),
        *_lists(book),
        *_overviews(book),
        *_changes(book),
    )
    return tuple(sorted(made, key=lambda page: page.uri))


def _references(corpus: Corpus, style: str) -> dict[str, ReferenceView]:
    """Each reference formatted once, in the site's citation style."""
    citations = _citations(style)
    return {
        key: ReferenceView(
            key,
            sourced.reference.short,
            Markup(citations.entry(sourced.reference)),
            links(sourced.reference, _registrations(corpus, key)),
        )
        for key, sourced in corpus.references.items()
    }


def _registrations(corpus: Corpus, key: str) -> tuple[str, ...]:
    """The trials that a study's card names; a work that is no study has none."""
    study = corpus.studies.get(key)
    return study.record.registrations if study else ()


@cache
def _citations(style: str) -> Citations:
    # Kept over rebuilds: a reference is formatted once for as long as it stays the same.
    return Citations(style, escape=escape, links=False)


def _claims(book: _Book) -> Iterator[Page]:
    for key, sourced in book.corpus.claims.items():
        edit = book.edit(sourced.file)
        view = claim_view(book.corpus, key, book.results, book.references, edit)
        head = _Head(view.statement, _description(view), boost=4)
        take = _take_away(book, sourced.record)
        told = claim_history(sourced.record, book.past, book.publication)
        text = render("claim.md.jinja", root="../../", page=head, c=view, take=take, h=told)
        day = sourced.record.curated_on.isoformat()
        yield Page(f"claims/{key}.md", text, sourced.file, day)
        for former in sourced.record.former_ids:
            moved = render("moved.md.jinja", root="../../", page=head, to=key)
            yield Page(f"claims/{former}.md", moved, sourced.file, day)


def _take_away(book: _Book, claim: Claim) -> dict[str, Any]:
    """How a claim's page is cited, what can be downloaded, where it can be challenged."""
    return {
        "citation": claim_citation(claim, book.publication),
        "forms": cite_forms(claim, book.publication),
        "downloads": DOWNLOADS,
        "challenge": challenge_url(book.publication, claim, "../../"),
        "evidence": evidence_url(book.publication, claim.id, top="../../"),
    }


def _description(view: ClaimView) -> str:
    return f"{view.answer.headline} {view.answer.certainty} {view.answer.counts}".strip()


def _studies(book: _Book) -> Iterator[Page]:
    corpus = book.corpus
    for key, sourced in corpus.studies.items():
        reference = book.references[key]
        edit = book.edit(sourced.file)
        view = study_view(corpus, key, book.results, book.links, reference, edit)
        head = _Head(f"{view.short}: {view.title}", f"{view.design}. {view.title}.")
        report = retraction_url(book.publication, key, view.short, "../../")
        text = render("study.md.jinja", root="../../", page=head, s=view, report=report)
        yield Page(f"studies/{key}.md", text, sourced.file, book.updated)


def _topics(book: _Book) -> Iterator[Page]:
    topics = topic_views(book.corpus, book.results)
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


def _lists(book: _Book) -> Iterator[Page]:
    corpus = book.corpus
    studies = len(corpus.studies)
    head = _Head("Studies", f"All {studies} studies.", "All studies")
    count = plural(studies, "study", "studies")
    lede = f"{count}, each described once, however many claims it bears on."
    groups = study_groups(corpus, book.links)
    text = render("studies.md.jinja", root="../", page=head, lede=lede, groups=groups)
    yield Page("studies/index.md", text, "", book.updated)
    works = len(book.references)
    head = _Head("Bibliography", f"All {works} works, with backlinks.", "Bibliography")
    lede = f"{plural(works, 'work')}, each with the claims that it makes or bears on, and its side."
    entries = letters(corpus, book.results, book.links, book.references)
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


def _overviews(book: _Book) -> Iterator[Page]:
    """Explore and the gap map: everything at once."""
    view = explore(book.corpus, book.results)
    lede = f"{view.summary}. Choose what you want to see, share the address, save the result."
    head = _Head("Explore", "Filter all claims and findings, and save what you see.", "Explore")
    text = render("explore.md.jinja", root="../", page=head, lede=lede, e=view)
    yield Page("explore.md", text, "", book.updated)
    title = "Where the evidence is, and where it is missing"
    lede = "Independent groups for and against each claim, by how far up the ladder they stand."
    head = _Head("Map", f"{title}. {lede}", title)
    drawn = gap_map(book.corpus, book.results, partial(evidence_url, book.publication, top="../"))
    text = render("map.md.jinja", root="../", page=head, lede=lede, m=drawn)
    yield Page("map.md", text, "", book.updated)


def _changes(book: _Book) -> Iterator[Page]:
    """What moved which verdict, and why."""
    lede = "What moved which verdict, when and why, the newest first."
    head = _Head("Changes", lede, "Changes")
    view = changes(book.corpus, book.past, book.publication)
    text = render("changes.md.jinja", root="../", page=head, lede=lede, v=view)
    yield Page("changes.md", text, "", book.updated)


def _vocabulary_file(book: _Book, name: str) -> str:
    places = book.corpus.words.places
    return next((place.file for (kind, _), place in places.items() if kind == name), "")


def inserts(
    corpus: Corpus,
    results: Mapping[str, Synthesis],
    publication: Publication,
    past: History | None = None,
) -> dict[str, Insert]:
    """The pieces for hand-written pages: what there is, how it stands, where it is missing."""
    topics, known = topic_views(corpus, results), past or History()
    full = gap_map(corpus, results, partial(evidence_url, publication, top=""))
    findings = sum(len(c.record.findings) for c in corpus.claims.values())
    counts = " · ".join(
        (
            plural(sum(len(t.claims) for t in topics), "claim"),
            plural(len(corpus.studies), "study", "studies"),
            plural(findings, "finding"),
            "for and against",
        )
    )
    return {
        "board": Insert("board.md.jinja", {"topics": topics}),
        "glance": Insert("glance.md.jinja", {"g": glance(explore(corpus, results))}),
        "map": Insert("overview.md.jinja", {"o": overview(full)}),
        "search": Insert("ask.md.jinja", {}),
        "counts": Insert("counts.md.jinja", {"counts": counts}),
        "changes": Insert("latest.md.jinja", {"moments": latest(corpus, known, publication)}),
    }


_ASKED = re.compile(r"<!--\s*claimcards:\s*([a-z-]+)\s*-->")


def inserts_of(markdown: str) -> list[str]:
    """The names of the pieces that a page asks for."""
    return _ASKED.findall(markdown)


def expand(markdown: str, uri: str, known: Mapping[str, Insert]) -> str:
    """A hand-written page with its pieces; a name that is not known stays as it is."""
    depth = uri.count("/") + (0 if uri.rsplit("/", 1)[-1] in ("index.md", "README.md") else 1)
    root = "../" * depth

    def fill(asked: re.Match[str]) -> str:
        piece = known.get(asked[1])
        return piece.markdown(root) if piece else asked[0]

    return _ASKED.sub(fill, markdown)


def banner(diagnostics: Sequence[Diagnostic] | Iterable[Diagnostic]) -> str:
    """What a preview shows on top of every page while the content has problems."""
    text = html.escape(as_text(tuple(diagnostics)))
    return (
        '<section class="cc-banner" role="alert"><strong>The content has problems. '
        "What you see is the last good state.</strong>"
        f"<pre>{text}</pre></section>\n"
    )
