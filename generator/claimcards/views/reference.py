"""A reference as pages show it: the formatted entry and the links that lead to the work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from claimcards.model.reference import Reference
from claimcards.model.scalars import NCT

_TRIALS = "https://clinicaltrials.gov/study/"
"""Of other registries no form of address is known for certain."""


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


def links(reference: Reference, registrations: Iterable[str] = ()) -> tuple[Link, ...]:
    """DOI, PubMed, PubMed Central, the work's own page, its trials: as far as they are known."""
    given = tuple(_links(reference))
    trials = (Link(number, trial_url(number)) for number in registrations)
    known = " ".join(link.url for link in given)
    return (*given, *(trial for trial in trials if trial.url and trial.label not in known))


def trial_url(number: str) -> str:
    """Where a registration can be read; empty where that is not known for certain."""
    return f"{_TRIALS}{number}" if re.fullmatch(NCT, number) else ""


def _links(reference: Reference) -> Iterator[Link]:
    if reference.doi:
        yield Link(f"doi:{reference.doi}", f"https://doi.org/{reference.doi}")
    if reference.pmid:
        yield Link(f"PMID {reference.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/")
    if reference.pmcid:
        yield Link(reference.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{reference.pmcid}/")
    if reference.url:
        record = reference.url.startswith(_TRIALS)
        yield Link("ClinicalTrials.gov record" if record else "web page", reference.url)
