"""What all pages, pieces and files of one site are made of, each part made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from importlib.resources import files

from markupsafe import Markup

from claimcards.corpus import Corpus
from claimcards.pages.answer import TopicView, view_topics
from claimcards.pages.downloads import list_claim_files
from claimcards.pages.explore import Explore, list_explore_files, make_explore
from claimcards.pages.finding import view_findings
from claimcards.pages.history import Happened, PastHistory, sort_events_by_claim
from claimcards.pages.map import GapMap, make_gap_map
from claimcards.pages.publication import Publication, address_of_evidence_form
from claimcards.pages.study import (
    Backlinks,
    Findings,
    ReferenceView,
    collect_backlinks,
    list_reference_links,
)
from claimcards.references.citations import Citations
from claimcards.text.harmless import escape_text
from claimcards.verdict.values import ClaimVerdict


@dataclass(frozen=True)
class Book:
    """A corpus without errors and its results, as one publication.

    ``style`` is the id of a CSL style, ``edit_base`` the address of the project's root in its
    repository's editor, empty where it has none; ``past`` is the history that is told.
    """

    corpus: Corpus
    results: Mapping[str, ClaimVerdict]
    publication: Publication
    style: str
    edit_base: str = ""
    past: PastHistory = field(default_factory=PastHistory)

    def edit(self, file: str) -> str:
        """The address at which a file can be edited, if the site has one."""
        return f"{self.edit_base}{file}" if self.edit_base else ""

    @cached_property
    def updated(self) -> str:
        """The newest day on which a claim was curated, as year-month-day."""
        days = (claim.record.curated_on.isoformat() for claim in self.corpus.claims.values())
        return max(days, default="")

    @cached_property
    def references(self) -> Mapping[str, ReferenceView]:
        """Each reference formatted once, in the site's citation style."""
        citations = _load_citations(self.style)
        return {
            key: ReferenceView(
                key,
                self.corpus.shorts[key],
                Markup(citations.entry(sourced.reference)) + self._letter(key),
                list_reference_links(sourced.reference, self._registrations(key)),
            )
            for key, sourced in self.corpus.references.items()
        }

    def _letter(self, key: str) -> Markup:
        """What a reader who met 'Yang et al. 2023a' looks for; empty for names without a letter."""
        short = self.corpus.shorts[key]
        if short == self.corpus.references[key].reference.short:
            return Markup("")
        return escape_text(f" Named here: {short}.")

    def _registrations(self, key: str) -> tuple[str, ...]:
        """The trials that a study's card names; a work that is no study has none."""
        study = self.corpus.studies.get(key)
        return study.record.registrations if study else ()

    @cached_property
    def backlinks(self) -> Backlinks:
        """Who bears on what, and who names whom."""
        return collect_backlinks(self.corpus)

    @cached_property
    def findings(self) -> Findings:
        """Every finding once: a claim's page and a study's show the same."""
        return {key: view_findings(self.corpus, self.results[key]) for key in self.corpus.claims}

    @cached_property
    def happened(self) -> Mapping[str, list[Happened]]:
        """What happened to each claim, the newest first."""
        return sort_events_by_claim(self.corpus, self.past)

    @cached_property
    def topics(self) -> tuple[TopicView, ...]:
        """The claims by topic."""
        return view_topics(self.corpus, self.results)

    @cached_property
    def explored(self) -> Explore:
        """Everything that can be filtered."""
        return make_explore(self.corpus, self.results)

    @cached_property
    def gaps(self) -> GapMap:
        """Where the evidence is, with links for its own page."""
        add = partial(address_of_evidence_form, self.publication, top="../")
        return make_gap_map(self.corpus, self.results, add)


@cache
def _load_citations(style: str) -> Citations:
    # Kept over rebuilds: a reference is formatted once for as long as it stays the same.
    return Citations(style, escape_text)


ASSETS = (
    "claimcards.css",
    "ask.js",
    "notes.js",
    "explore.js",
    "explore-sift.js",
    "explore-save.js",
    "search.css",
    "search.js",
    "search-ask.js",
    "search-identifiers.js",
    "search-index.js",
    "search-list.js",
    "search-mark.js",
    "search-words.js",
    "search-works.js",
)
"""Files of the package that every site serves, from its folder assets/."""


def read_assets() -> dict[str, str]:
    """The package's own files, by their path in the documentation folder."""
    folder = files("claimcards.pages") / "assets"
    return {f"assets/{name}": (folder / name).read_text(encoding="utf-8") for name in ASSETS}


def list_data_files(book: Book) -> dict[str, str]:
    """Files made from the content, by their path in the documentation folder."""
    return {
        **list_claim_files(book.corpus, book.results, book.publication),
        **list_explore_files(book.corpus, book.explored, book.publication),
    }
