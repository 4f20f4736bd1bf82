"""Where a work can be read: its identifiers, and the registry of its trials."""

from __future__ import annotations

import pytest

from claimcards.pages.study import OutsideLink, list_reference_links
from claimcards.references.reference import Reference

TRIAL = OutsideLink("NCT04276987", "https://clinicaltrials.gov/study/NCT04276987")


def work(**known: str) -> Reference:
    """A work of which little is known."""
    return Reference(key="k2020", kind="article", title=(), **known)  # type: ignore[arg-type]


def test_identifiers_come_first_and_trials_last() -> None:
    """Each leads to its own place."""
    found = list_reference_links(work(doi="10.1/x", pmid="12", pmcid="PMC3"), ["NCT04276987"])
    assert [link.label for link in found] == ["doi:10.1/x", "PMID 12", "PMC3", "NCT04276987"]
    assert found[-1] == TRIAL


@pytest.mark.parametrize("number", ["ChiCTR2000030484", "NCT1", "nct04276987", ""])
def test_only_numbers_whose_registry_is_known_are_links(number: str) -> None:
    """An address is never guessed."""
    assert list_reference_links(work(), [number]) == ()


def test_a_registry_record_is_not_linked_twice() -> None:
    """Its own address is the registry's."""
    page = "https://clinicaltrials.gov/study/NCT04276987"
    assert list_reference_links(work(url=page), ["NCT04276987"]) == (
        OutsideLink("ClinicalTrials.gov record", page),
    )


def test_only_a_registry_s_own_address_is_called_its_record() -> None:
    """Any other page is a web page, whatever it tells of trials."""
    page = "https://clinicaltrials.gov.example/study/NCT04276987"
    assert list_reference_links(work(url=page)) == (OutsideLink("web page", page),)
