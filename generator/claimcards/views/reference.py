"""A reference as pages show it: the formatted entry and the links that lead to the work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from claimcards.model.reference import Reference


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled address outside the site."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """One formatted reference; ``entry`` is safe markup."""

    key: str
    short: str
    entry: Markup
    links: tuple[Link, ...]


def links(reference: Reference) -> tuple[Link, ...]:
    """DOI, PubMed, PubMed Central, then the work's own page, as far as the entry gives them."""
    return tuple(_links(reference))


def _links(reference: Reference) -> Iterator[Link]:
    if reference.doi:
        yield Link(f"doi:{reference.doi}", f"https://doi.org/{reference.doi}")
    if reference.pmid:
        yield Link(f"PMID {reference.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/")
    if reference.pmcid:
        yield Link(reference.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{reference.pmcid}/")
    if reference.url:
        yield Link("web page", reference.url)
