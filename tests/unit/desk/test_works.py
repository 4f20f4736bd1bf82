"""Which identifier somebody means, as people write it in a form."""

from __future__ import annotations

import pytest
from tests.unit.small_site import FROST, Site

from claimcards.corpus import Corpus, PlacedWords
from claimcards.desk.draft import find_named_work

EMPTY = Corpus({}, {}, {}, PlacedWords())


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("10.1016/S0140-6736(20)30183-5", "10.1016/s0140-6736(20)30183-5"),
        ("https://doi.org/10.1016/S0140-6736(20)30183-5.", "10.1016/s0140-6736(20)30183-5"),
        ("(see 10.5555/abc)", "10.5555/abc"),
        ("<https://doi.org/10.5555/abc(2)>", "10.5555/abc(2)"),
        ("[10.5555/abc];", "10.5555/abc"),
        ("10.5555/a(b)1:2<3::c>4.0.co;2-f", "10.5555/a(b)1:2<3::c>4.0.co;2-f"),
        ('10.5555/x"; rm -rf /', "10.5555/x"),
        ("10.5555/x$(id)`id`", "10.5555/x"),
        ("10.5555/x\\y 'z'", "10.5555/x"),
        ("10.5555/x\n--fresh", "10.5555/x"),
        ("https://www.frontiersin.org/articles/10.5555/f.2020.1/full", "10.5555/f.2020.1"),
        ("https://www.frontiersin.org/articles/10.5555/f.2020.1/full?a=b#c", "10.5555/f.2020.1"),
        ("(https://example.org/10.5555/f(2)/PDF).", "10.5555/f(2)"),
        ("https://doi.org/10.5555/abc/", "10.5555/abc"),
        ("10.5555/full", "10.5555/full"),
    ],
)
def test_a_doi_is_taken_whole_and_without_its_sentence(text: str, identifier: str) -> None:
    """Brackets belong to many a DOI; what xargs or a shell could act on belongs to none."""
    found = find_named_work(text, EMPTY)
    assert (found.option, found.identifier) == ("--doi", identifier)


@pytest.mark.parametrize(
    "text",
    ["12345678", " 12345678 ", "PMID: 12345678", "https://pubmed.ncbi.nlm.nih.gov/12345678/"],
)
def test_a_pubmed_number_is_taken_where_it_is_called_one_or_stands_alone(text: str) -> None:
    """As people copy it from PubMed."""
    found = find_named_work(text, EMPTY)
    assert (found.option, found.identifier) == ("--pmid", "12345678")


@pytest.mark.parametrize("text", ["2020 trial by Lai et al.", "12345678 people\nwere treated"])
def test_a_number_in_a_sentence_is_none_of_pubmed(text: str) -> None:
    """A year at the beginning would ask for the card of another work."""
    assert find_named_work(text, EMPTY).option == ""


@pytest.mark.parametrize("text", ["10.5555/", "10.5555/)", "--content=/etc", "nothing", ""])
def test_what_is_no_identifier_is_none(text: str) -> None:
    """Least of all an option."""
    assert find_named_work(text, EMPTY).option == ""


def test_a_study_that_was_begun_a_moment_ago_is_known(site: Site) -> None:
    """Its card still has blanks, so that only its key can be read."""
    site.change(FROST, "design: trial", "design:")
    corpus = site.inspect_content().corpus
    assert "frost2010tea" not in corpus.studies
    assert find_named_work("10.9999/frost", corpus, studies_only=True).key == "frost2010tea"
