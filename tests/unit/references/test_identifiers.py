"""What people paste is understood everywhere alike, and nothing else is taken for it."""

from __future__ import annotations

import pytest

from claimcards.references.identity import (
    Identifier,
    find_identifier,
    find_ncts,
    read_doi,
    read_nct,
    read_pmcid,
    read_pmid,
)

PASTED = (
    ("10.1000/abc", "doi", "10.1000/abc"),
    ("doi:10.1000/abc", "doi", "10.1000/abc"),
    ("https://doi.org/10.1000/abc", "doi", "10.1000/abc"),
    ("https://www.doi.org/10.1000/abc", "doi", "10.1000/abc"),
    ("http://dx.doi.org/10.1000/abc.", "doi", "10.1000/abc"),
    ("https://doi.org/10.1000%2Fabc", "doi", "10.1000/abc"),
    ("https://doi.org/10.1000/abc/", "doi", "10.1000/abc"),
    ("https://doi.org/10.1000/abc?utm=1#top", "doi", "10.1000/abc"),
    ("https://doi.org/10.1000/x/full", "doi", "10.1000/x/full"),
    ("https://doi-org.proxy.example.edu/10.1000/abc", "doi", "10.1000/abc"),
    (
        "https://x.example.edu/?url=https%3A%2F%2Fdoi.org%2F10.1000%2Fabc",
        "doi",
        "10.1000/abc",
    ),
    ("[Frost 2010](https://doi.org/10.1000/abc(2))", "doi", "10.1000/abc(2)"),
    ("<https://doi.org/10.1000/abc>", "doi", "10.1000/abc"),
    ("(10.1016/S0140-6736(20)30183-5).", "doi", "10.1016/S0140-6736(20)30183-5"),
    (
        "https://www.biorxiv.org/content/10.1101/2020.01.02.1v2.full",
        "doi",
        "10.1101/2020.01.02.1",
    ),
    (
        "https://www.biorxiv.org/content/10.1101/2020.01.02.1v1.full.pdf",
        "doi",
        "10.1101/2020.01.02.1",
    ),
    (
        "https://www.medrxiv.org/content/10.1101/2020.01.02.2v3",
        "doi",
        "10.1101/2020.01.02.2",
    ),
    ("10.1101/2020.01.02.1v1", "doi", "10.1101/2020.01.02.1"),
    ("https://example.org/articles/10.1000/f.2020.1/full", "doi", "10.1000/f.2020.1"),
    ("https://example.org/doi/epdf/10.1002/abc.123", "doi", "10.1002/abc.123"),
    ("https://example.org/content/pdf/10.1007/s00000-020-1.pdf", "doi", "10.1007/s00000-020-1"),
    ("https://example.org/article?id=10.1371/j.pone.1&type=printable", "doi", "10.1371/j.pone.1"),
    ("10.21203/rs.3.rs-1/v1", "doi", "10.21203/rs.3.rs-1/v1"),
    ("PMID: 12345678", "pmid", "12345678"),
    ("12345678", "pmid", "12345678"),
    ("https://pubmed.ncbi.nlm.nih.gov/12345678/", "pmid", "12345678"),
    ("https://pubmed.ncbi.nlm.nih.gov/12345678/?format=abstract", "pmid", "12345678"),
    ("https://www.ncbi.nlm.nih.gov/pubmed/12345678", "pmid", "12345678"),
    ("https://pubmed-ncbi-nlm-nih-gov.proxy.example.edu/12345678/", "pmid", "12345678"),
    ("https://europepmc.org/article/MED/12345678", "pmid", "12345678"),
    ("PMC123456", "pmcid", "PMC123456"),
    ("PMCID: PMC123456", "pmcid", "PMC123456"),
    ("https://pmc.ncbi.nlm.nih.gov/articles/PMC123456/", "pmcid", "PMC123456"),
    ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123456/pdf/tea.pdf", "pmcid", "PMC123456"),
    ("https://europepmc.org/article/PMC/PMC123456", "pmcid", "PMC123456"),
    ("NCT04276987", "nct", "NCT04276987"),
    ("nct 04276987", "nct", "NCT04276987"),
    ("https://clinicaltrials.gov/study/NCT04276987?term=tea", "nct", "NCT04276987"),
    ("https://clinicaltrials.gov/ct2/show/NCT04276987", "nct", "NCT04276987"),
)
"""A pasted text, and the kind and form of the identifier in it; the search's script knows all."""

NONE = ("tea for cold hands", "2020 trial by Frost", "10.5555/", "NCT1234", "v2.full", "")
"""What holds none."""


@pytest.mark.parametrize(("text", "kind", "value"), PASTED)
def test_what_is_pasted_is_understood(text: str, kind: str, value: str) -> None:
    """Found in the text, and read where the text is nothing else."""
    assert find_identifier(text) == Identifier(kind, value)
    read = {"doi": read_doi, "pmid": read_pmid, "pmcid": read_pmcid, "nct": read_nct}
    if kind != "nct" or " " not in text:
        assert read[kind](text) == value


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_identifier_is_none(text: str) -> None:
    """Words, a year, the beginning of one."""
    assert find_identifier(text) is None
    assert (read_doi(text), read_pmid(text), read_pmcid(text), read_nct(text)) == ("", "", "", "")


def test_a_sentence_is_no_identifier_but_may_hold_one() -> None:
    """A registry's 'see 10.1000/abc' is about another work."""
    assert read_doi("see 10.1000/abc") == ""
    assert find_identifier("see 10.1000/abc, Table 2") == Identifier("doi", "10.1000/abc")


def test_a_doi_may_have_odd_signs() -> None:
    """A bare one is taken as it is, however its publisher made it."""
    old = "10.1002/(SICI)1097-4636(19990915)46:4<455::AID-JBM3>3.0.CO;2-E"
    assert read_doi(old) == old
    assert read_doi("10.1000/a&b") == "10.1000/a&b"


def test_all_trials_of_a_text_are_found() -> None:
    """Each in its one form."""
    assert [*find_ncts("nct04276987 and NCT 04276988")] == ["NCT04276987", "NCT04276988"]
