"""What all pages, pieces and files of one site are made of, each part made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, partial

from markupsafe import Markup

from claimcards.corpus import Corpus
from claimcards.past import History
from claimcards.rendering.citations import Citations
from claimcards.rendering.escape import escape
from claimcards.synthesis import Synthesis
from claimcards.views.explore import Explore, explore
from claimcards.views.finding import finding_views
from claimcards.views.gapmap import GapMap, gap_map
from claimcards.views.history import Happened, by_claim
from claimcards.views.publication import Publication, evidence_url
from claimcards.views.reference import ReferenceView, links
from claimcards.views.study import Backlinks, Findings, backlinks
from claimcards.views.summary import TopicView, topic_views


@dataclass(frozen=True)
class Book:
    """A corpus without errors and its results, as one publication.

    ``style`` is the id of a CSL style, ``edit_base`` the address of the project's root in its
    repository's editor, empty where it has none; ``past`` is the history that is told.
    """

    corpus: Corpus
    results: Mapping[str, Synthesis]
    publication: Publication
    style: str
    edit_base: str = ""
    past: History = field(default_factory=History)

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
        citations = _citations(self.style)
        return {
            key: ReferenceView(
                key,
                self.corpus.shorts[key],
                Markup(citations.entry(sourced.reference)) + self._letter(key),
                links(sourced.reference, self._registrations(key)),
            )
            for key, sourced in self.corpus.references.items()
        }

    def _letter(self, key: str) -> Markup:
        """What a reader who met 'Yang et al. 2023a' looks for; empty for names without a letter."""
        short = self.corpus.shorts[key]
        if short == self.corpus.references[key].reference.short:
            return Markup("")
        return escape(f" Named here: {short}.")

    def _registrations(self, key: str) -> tuple[str, ...]:
        """The trials that a study's card names; a work that is no study has none."""
        study = self.corpus.studies.get(key)
        return study.record.registrations if study else ()

    @cached_property
    def backlinks(self) -> Backlinks:
        """Who bears on what, and who names whom."""
        return backlinks(self.corpus)

    @cached_property
    def findings(self) -> Findings:
        """Every finding once: a claim's page and a study's show the same."""
        return {
            key: finding_views(self.corpus, sourced.record, self.results[key])
            for key, sourced in self.corpus.claims.items()
        }

    @cached_property
    def happened(self) -> Mapping[str, list[Happened]]:
        """What happened to each claim, the newest first."""
        return by_claim(self.corpus, self.past)

    @cached_property
    def topics(self) -> tuple[TopicView, ...]:
        """The claims by topic."""
        return topic_views(self.corpus, self.results)

    @cached_property
    def explored(self) -> Explore:
        """Everything that can be filtered."""
        return explore(self.corpus, self.results)

    @cached_property
    def gaps(self) -> GapMap:
        """Where the evidence is, with links for its own page."""
        add = partial(evidence_url, self.publication, top="../")
        return gap_map(self.corpus, self.results, add)


@cache
def _citations(style: str) -> Citations:
    # Kept over rebuilds: a reference is formatted once for as long as it stays the same.
    return Citations(style, escape=escape, links=False)
