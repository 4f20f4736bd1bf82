"""Put a work together from all registries that may know it, and say who could not be asked."""

from __future__ import annotations

from dataclasses import dataclass

from claimcards.registries.clinicaltrials import ClinicalTrials
from claimcards.registries.crossref import Crossref
from claimcards.registries.europepmc import EuropePmc
from claimcards.registries.ncbi import PubMed
from claimcards.works.merging import merged
from claimcards.works.work import Found, NotFound, Unknown, Work


@dataclass(frozen=True, slots=True)
class Looked:
    """A work, and each registry that gave no answer about a part of it."""

    work: Work
    unknown: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class Registries:
    """All clients."""

    crossref: Crossref
    pubmed: PubMed
    europe_pmc: EuropePmc
    trials: ClinicalTrials

    def by_doi(self, doi: str) -> Found[Looked] | NotFound | Unknown:
        """A work by its DOI: Crossref describes it, PubMed and Europe PMC know its numbers."""
        first = self.crossref.work(doi)
        if not isinstance(first, Found):
            return first
        works, unknown = [first.value], list[Unknown]()
        numbers = self.europe_pmc.identifiers(doi)
        _keep(numbers, works, unknown)
        pmid = merged(works).pmid
        found = Found(pmid.value) if pmid else self.pubmed.pmid_of(doi)
        if isinstance(found, Found):
            _keep(_same(self.pubmed.work(found.value), doi), works, unknown)
        elif isinstance(found, Unknown):
            unknown.append(found)
        return Found(Looked(merged(works), tuple(unknown)))

    def by_pmid(self, pmid: str) -> Found[Looked] | NotFound | Unknown:
        """A work by its PMID: PubMed gives the DOI, with which Crossref is asked."""
        first = self.pubmed.work(pmid)
        if not isinstance(first, Found):
            return first
        works, unknown = [first.value], list[Unknown]()
        if first.value.doi:
            answer = self.crossref.work(first.value.doi.value)
            if isinstance(answer, Found):
                works.insert(0, answer.value)  # its names are whole, PubMed's have initials
            _keep(answer, [], unknown)
        return Found(Looked(merged(works), tuple(unknown)))

    def by_pmcid(self, pmcid: str) -> Found[Looked] | NotFound | Unknown:
        """A work by its number in PubMed Central: Europe PMC knows its DOI or PMID."""
        numbers = self.europe_pmc.identifiers_of_pmcid(pmcid)
        if not isinstance(numbers, Found):
            return numbers
        if numbers.value.doi:
            return self.by_doi(numbers.value.doi.value)
        if numbers.value.pmid:
            return self.by_pmid(numbers.value.pmid.value)
        return NotFound(self.europe_pmc.registry.name)

    def by_nct(self, nct: str) -> Found[Looked] | NotFound | Unknown:
        """The record of a trial."""
        answer = self.trials.work(nct)
        return Found(Looked(answer.value)) if isinstance(answer, Found) else answer


def _keep(
    answer: Found[Work] | NotFound | Unknown, works: list[Work], unknown: list[Unknown]
) -> None:
    if isinstance(answer, Found):
        works.append(answer.value)
    elif isinstance(answer, Unknown):
        unknown.append(answer)


def _same(answer: Found[Work] | NotFound | Unknown, doi: str) -> Found[Work] | NotFound | Unknown:
    """An answer about the same DOI, or about none; a mix-up of numbers is no answer."""
    if isinstance(answer, Found) and answer.value.doi:
        theirs = answer.value.doi.value
        if theirs.lower() != doi.lower():
            return Unknown("PubMed", f"its record has another DOI ({theirs[:80]})")
    return answer
