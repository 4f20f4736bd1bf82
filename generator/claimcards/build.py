"""The core in one place: content in, pages and diagnostics out, nothing written.

No clock, network or environment is read: the same content gives the same pages.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from claimcards.inspection import inspect_content
from claimcards.pages.book import Book, list_data_files, read_assets
from claimcards.pages.feeds import make_feeds
from claimcards.pages.hand_written import check_addresses
from claimcards.pages.history import PastHistory
from claimcards.pages.page import PageInsert, SitePage, make_inserts, make_pages
from claimcards.pages.publication import Publication
from claimcards.search.files import list_search_files
from claimcards.search.records import SearchRecord, list_records
from claimcards.search.words import Lexicon
from claimcards.text.diagnostics import Diagnostic, has_errors, sort_diagnostics
from claimcards.text.written_pages import Written

DEFAULT_STYLE = "elsevier-vancouver"
"""The style whose output was read over all references of the first site; see the docs."""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What a site is built from.

    ``root`` is the project's folder, ``content`` the folder of cards below it, ``written`` that
    of hand-written pages, if there is one, ``style`` a CSL style id. ``edit_base`` is the address
    below which files can be edited, ending in a slash; without it pages have no 'correct this
    card'. ``site_name``, ``site_url`` and ``licence`` (words, such as a copyright line) are what
    citations and downloads say of the site; ``repo_url`` is where its cards are kept and issues
    are filed. ``history`` says whether the site tells its past.
    """

    root: Path
    content: Path
    style: str = DEFAULT_STYLE
    edit_base: str = ""
    site_url: str = ""
    site_name: str = ""
    licence: str = ""
    repo_url: str = ""
    history: bool = True
    written: Path | None = None

    @property
    def publication(self) -> Publication:
        """What the site says of itself."""
        return Publication.of(self.site_name, self.site_url, self.licence, self.repo_url)


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """All pages of a site, or none where the content has errors.

    ``inserts`` are the pieces that hand-written pages ask for by name; ``files`` is all
    that is no page, as text by its path in the documentation folder. ``records`` are what
    the search finds, apart from hand-written pages, and ``lexicon`` which words mean the same.
    ``written`` are the hand-written pages as they are.
    """

    pages: tuple[SitePage, ...] = ()
    inserts: Mapping[str, PageInsert] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=read_assets)
    records: tuple[SearchRecord, ...] = ()
    lexicon: Lexicon = field(default_factory=Lexicon)
    diagnostics: tuple[Diagnostic, ...] = ()
    written: Written = field(default_factory=Written)


def build_site(settings: SiteSettings, past: PastHistory | None = None) -> BuiltSite:
    """Make the whole site; content with errors gives no pages, only its diagnostics.

    ``past`` is the history that pages and feeds tell; without it they say that there is none.

    :raises UseError: where there is no content folder, or no such citation style.
    """
    with _paused_collector():
        return _build_all(settings, past or PastHistory())


@contextmanager
def _paused_collector() -> Iterator[None]:
    """Keep Python's cycle collector from walking all that is being made.

    The values are frozen and hold no cycles; looking for some takes a sixth of the time on a
    site of 200 claims, and more on a larger one. Behind the build it is on again, and finds
    what earlier builds left.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _build_all(settings: SiteSettings, past: PastHistory) -> BuiltSite:
    found = inspect_content(settings.root, settings.content, settings.written)
    if has_errors(found.diagnostics):
        return BuiltSite(diagnostics=found.diagnostics, written=found.written)
    site = settings.publication
    book = Book(found.corpus, found.results, site, settings.style, settings.edit_base, past)
    made = make_pages(book)
    lexicon = Lexicon.of(found.corpus.vocabulary)
    listed = list_records(found.corpus, found.results, {page.uri for page in made})
    others = {
        **read_assets(),
        **list_data_files(book),
        **make_feeds(book),
        **list_search_files(book, listed, lexicon),
    }
    taken = check_addresses(found.written, dict.fromkeys(others, "a file that is made"))
    diagnostics = sort_diagnostics((*found.diagnostics, *taken))
    if has_errors(diagnostics):
        return BuiltSite(diagnostics=diagnostics, written=found.written)
    return BuiltSite(made, make_inserts(book), others, listed, lexicon, diagnostics, found.written)
