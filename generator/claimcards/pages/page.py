"""Every page of the site, the pieces for hand-written pages, and writing all to a folder."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from claimcards.cards.claim import Claim
from claimcards.pages.book import Book
from claimcards.pages.claim import ClaimView, view_claim
from claimcards.pages.downloads import DOWNLOADS, CitationForm, Download, list_citation_forms
from claimcards.pages.hand_written import INSERT
from claimcards.pages.history import list_changes, list_latest_changes, tell_claim_history
from claimcards.pages.lists import group_studies, list_bibliography, list_glossary
from claimcards.pages.map import count_at_a_glance, make_overview
from claimcards.pages.methods import view_methods, view_quality
from claimcards.pages.publication import (
    address_of_challenge,
    address_of_claim_form,
    address_of_evidence_form,
    address_of_retraction_form,
    cite_claim_in_words,
    list_form_addresses,
)
from claimcards.pages.study import view_study
from claimcards.pages.templating import render_template
from claimcards.pages.wording import count_things
from claimcards.text.diagnostics import Diagnostic, UseError, print_as_text
from claimcards.text.written_pages import Written


@dataclass(frozen=True, slots=True)
class SitePage:
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
class _PageHead:
    """What the front matter of a page says; ``boost`` weighs it in the search."""

    title: str
    description: str
    heading: str = ""
    boost: int | float = 1


def make_pages(book: Book) -> tuple[SitePage, ...]:
    """Every generated page, sorted by its address; the corpus must be free of errors."""
    made = (
        *_make_claim_pages(book),
        *_make_study_pages(book),
        *_make_topic_pages(book),
        *_make_list_pages(book),
        *_make_overview_pages(book),
        *_make_changes_page(book),
    )
    return tuple(sorted(made, key=lambda page: page.uri))


def _make_claim_pages(book: Book) -> Iterator[SitePage]:
    for key, sourced in book.corpus.claims.items():
        edit = book.edit(sourced.file)
        view = view_claim(book.corpus, key, book.results, book.references, book.findings[key], edit)
        head = _PageHead(view.statement, _describe_claim(view), boost=4)
        take = _make_take_away(book, sourced.record)
        told = tell_claim_history(key, book.happened.get(key, ()), book.past, book.publication)
        text = render_template(
            "claim.md.jinja", root="../../", page=head, c=view, take=take, h=told
        )
        day = sourced.record.curated_on.isoformat()
        yield SitePage(f"claims/{key}.md", text, sourced.file, day, corrects=bool(edit))
        for former in sourced.record.former_ids:
            moved = render_template("moved.md.jinja", root="../../", page=head, to=key)
            yield SitePage(f"claims/{former}.md", moved, sourced.file, day)


@dataclass(frozen=True, slots=True)
class _TakeAway:
    """How a claim's page is cited, what can be downloaded, where it can be challenged."""

    citation: str
    forms: tuple[CitationForm, ...]
    downloads: tuple[Download, ...]
    challenge: str
    evidence: str


def _make_take_away(book: Book, claim: Claim) -> _TakeAway:
    return _TakeAway(
        cite_claim_in_words(claim, book.publication),
        list_citation_forms(claim, book.publication),
        DOWNLOADS,
        address_of_challenge(book.publication, claim, "../../"),
        address_of_evidence_form(book.publication, claim.id, top="../../"),
    )


def _describe_claim(view: ClaimView) -> str:
    return f"{view.answer.headline} {view.answer.certainty} {view.answer.counts}".strip()


def _make_study_pages(book: Book) -> Iterator[SitePage]:
    corpus = book.corpus
    for key, sourced in corpus.studies.items():
        reference = book.references[key]
        edit = book.edit(sourced.file)
        view = view_study(corpus, key, book.findings, book.backlinks, reference, edit)
        head = _PageHead(f"{view.short}: {view.title}", f"{view.design}. {view.title}.")
        report = address_of_retraction_form(book.publication, key, view.short, "../../")
        text = render_template("study.md.jinja", root="../../", page=head, s=view, report=report)
        yield SitePage(f"studies/{key}.md", text, sourced.file, book.updated, corrects=bool(edit))


def _make_topic_pages(book: Book) -> Iterator[SitePage]:
    topics = book.topics
    source = _find_vocabulary_file(book, "topics")
    for topic in topics:
        head = _PageHead(topic.label, topic.definition, boost=2)
        text = render_template("topic.md.jinja", root="../../", page=head, t=topic)
        yield SitePage(f"topics/{topic.id}.md", text, source, book.updated)
    count = sum(len(topic.claims) for topic in topics)
    head = _PageHead("Claims", f"All {count} claims, with their verdicts.", "All claims")
    lede = f"{count_things(count, 'claim')}, each with the evidence for and against it."
    propose = address_of_claim_form(book.publication, "../")
    values = {"lede": lede, "topics": topics, "propose": propose}
    text = render_template("claims.md.jinja", root="../", page=head, **values)
    yield SitePage("claims/index.md", text, "", book.updated)


def _make_list_pages(book: Book) -> Iterator[SitePage]:
    corpus = book.corpus
    studies = len(corpus.studies)
    head = _PageHead("Studies", f"All {studies} studies.", "All studies")
    count = count_things(studies, "study", "studies")
    lede = f"{count}, each described once, however many claims it bears on."
    groups = group_studies(corpus, book.backlinks)
    text = render_template("studies.md.jinja", root="../", page=head, lede=lede, groups=groups)
    yield SitePage("studies/index.md", text, "", book.updated)
    works = len(book.references)
    head = _PageHead("Bibliography", f"All {works} works, with backlinks.", "Bibliography")
    counted = count_things(works, "work")
    lede = f"{counted}, each with the claims that it makes or bears on, and its side."
    entries = list_bibliography(corpus, book.results, book.backlinks, book.references)
    text = render_template(
        "bibliography.md.jinja", root="../", page=head, lede=lede, letters=entries
    )
    yield SitePage("bibliography.md", text, "", book.updated)
    head = _PageHead("Glossary", "The words of this site, each in one plain sentence.", "Glossary")
    lede = "The words of this site, each in one plain sentence."
    text = render_template(
        "glossary.md.jinja", page=head, lede=lede, sections=list_glossary(corpus)
    )
    yield SitePage("glossary.md", text, _find_vocabulary_file(book, "glossary"), book.updated)
    head = _PageHead("Quality", "How well this evidence base is searched and read.", "Quality")
    lede = "What this site can say of its own evidence base, counted from its cards."
    audit = view_quality(corpus, book.results)
    text = render_template("quality.md.jinja", root="../", page=head, lede=lede, q=audit)
    yield SitePage("quality.md", text, "", book.updated)
    head = _PageHead("Methods", "How findings become verdicts.", "How verdicts come about")
    text = render_template(
        "methods.md.jinja",
        root="../",
        page=head,
        m=view_methods(),
        forms=list_form_addresses(book.publication),
    )
    yield SitePage("methods.md", text, "", book.updated)


def _make_overview_pages(book: Book) -> Iterator[SitePage]:
    """Explore and the gap map: everything at once."""
    view = book.explored
    lede = f"{view.summary}. Choose what you want to see, share the address, save the result."
    head = _PageHead("Explore", "Filter all claims and findings, and save what you see.", "Explore")
    text = render_template("explore.md.jinja", root="../", page=head, lede=lede, e=view)
    yield SitePage("explore.md", text, "", book.updated)
    title = "Where the evidence is, and where it is missing"
    lede = "Independent groups for and against each claim, by how far up the ladder they stand."
    head = _PageHead("Map", f"{title}. {lede}", title)
    text = render_template("map.md.jinja", root="../", page=head, lede=lede, m=book.gaps)
    yield SitePage("map.md", text, "", book.updated)


def _make_changes_page(book: Book) -> Iterator[SitePage]:
    """What moved which verdict, and why."""
    lede = "What moved which verdict, when and why, the newest first."
    head = _PageHead("Changes", lede, "Changes")
    view = list_changes(book.corpus, book.past, book.publication)
    text = render_template("changes.md.jinja", root="../", page=head, lede=lede, v=view)
    yield SitePage("changes.md", text, "", book.updated)


def _find_vocabulary_file(book: Book, name: str) -> str:
    places = book.corpus.words.places
    return next((place.file for (kind, _), place in places.items() if kind == name), "")


def write_banner(diagnostics: Sequence[Diagnostic] | Iterable[Diagnostic]) -> str:
    """What a preview shows on top of every page while the content has problems."""
    text = html.escape(print_as_text(tuple(diagnostics)))
    return (
        '<section class="cc-banner" role="alert"><strong>The content has problems. '
        "What you see is the last good state.</strong>"
        f"<pre>{text}</pre></section>\n"
    )


@dataclass(frozen=True, slots=True)
class PageInsert:
    """A piece that a hand-written page asks for by ``<!-- claimcards: name -->``."""

    template: str
    values: Mapping[str, Any]

    def markdown(self, root: str, level: int = 2) -> str:
        """The piece for a page from which ``root`` leads to the site's top.

        ``level`` is that of the piece's own headings: one below the heading it stands under.
        """
        return render_template(self.template, root=root, hashes=Markup("#" * level), **self.values)


def make_inserts(book: Book) -> dict[str, PageInsert]:
    """The pieces for hand-written pages: what there is, how it stands, where it is missing."""
    corpus, topics = book.corpus, book.topics
    findings = sum(len(c.record.findings) for c in corpus.claims.values())
    recent = list_latest_changes(corpus, book.past, book.publication)
    counts = " · ".join(
        (
            count_things(sum(len(t.claims) for t in topics), "claim"),
            count_things(len(corpus.studies), "study", "studies"),
            count_things(findings, "finding"),
            "for and against",
        )
    )
    return {
        "board": PageInsert("board.md.jinja", {"topics": topics}),
        "glance": PageInsert("glance.md.jinja", {"g": count_at_a_glance(book.explored)}),
        "map": PageInsert("overview.md.jinja", {"o": make_overview(book.gaps)}),
        "search": PageInsert("ask.md.jinja", {}),
        "counts": PageInsert("counts.md.jinja", {"counts": counts}),
        "changes": PageInsert("latest.md.jinja", {"moments": recent}),
    }


_HEADING = re.compile(r"^(#{1,5})[ \t]", re.MULTILINE)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
"""Code, in which a line may begin with '#'."""


def expand_inserts(markdown: str, uri: str, known: Mapping[str, PageInsert]) -> str:
    """A hand-written page with its pieces; a name that is not known stays as it is."""
    depth = uri.count("/") + (0 if uri.rsplit("/", 1)[-1] in ("index.md", "README.md") else 1)
    root = "../" * depth

    def fill(asked: re.Match[str]) -> str:
        piece = known.get(asked[1])
        above = _HEADING.findall(_FENCED.sub("", markdown[: asked.start()])) or ["#"]
        return piece.markdown(root, len(above[-1]) + 1) if piece else asked[0]

    return INSERT.sub(fill, markdown)


def write_site_folder(
    pages: Iterable[SitePage],
    inserts: Mapping[str, PageInsert],
    files: Mapping[str, str],
    root: Path,
    written: Written,
    folder: Path,
) -> int:
    """Write generated pages, hand-written pages with their inserts, and all other files.

    ``root`` is the project's folder. Returns the number of files. The folder may hold files
    of an earlier run; those that no longer belong stay, so render into an empty one for a
    clean site.

    :raises UseError: where the folder cannot be written.
    """
    try:
        count = _copy_hand_written(root, written, inserts, folder)
        for uri, text in [(p.uri, p.markdown) for p in pages] + list(files.items()):
            target = folder / uri
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            count += 1
    except OSError as error:
        raise UseError(f"cannot write to {folder}: {error.strerror}") from error
    return count


def _copy_hand_written(
    root: Path, written: Written, inserts: Mapping[str, PageInsert], folder: Path
) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for uri in written.files:
        target = folder / uri
        target.parent.mkdir(parents=True, exist_ok=True)
        if uri.endswith(".md"):
            text = expand_inserts(written.texts[uri], uri, inserts)
            target.write_text(text, encoding="utf-8", newline="\n")
        else:
            shutil.copyfile(root / written.folder / uri, target)
    return len(written.files)
