"""What can be found, from the real content and from the second site."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcards.inspection import Inspection, inspect_content
from claimcards.pages.answer import make_answer
from claimcards.pages.study import collect_backlinks
from claimcards.search.records import (
    OWN_PAGES,
    SearchRecord,
    address_of,
    list_records,
    list_works,
    written_page,
)
from claimcards.search.words import Lexicon


@pytest.fixture(scope="module", params=["real", "coffee"])
def found(request: pytest.FixtureRequest, repository: Path, coffee: Path) -> Inspection:
    """Everything read of one site."""
    root = repository if request.param == "real" else coffee
    return inspect_content(root, root / "content")


def by_address(found: Inspection) -> dict[str, SearchRecord]:
    """All records of a site by where they lead."""
    listed = list_records(found.corpus, found.results, OWN_PAGES)
    assert len({record.address for record in listed}) == len(listed)
    return {record.address: record for record in listed}


def test_every_claim_that_stands_has_a_record_with_the_word_of_its_page(found: Inspection) -> None:
    """One word everywhere; claims come first."""
    listed = by_address(found)
    claims = {k for k, c in found.corpus.claims.items() if c.record.withdrawn is None}
    assert {r.address for r in listed.values() if r.kind == "claim"} == {
        f"claims/{key}/" for key in claims
    }
    assert next(iter(listed.values())).kind == "claim"
    for key in claims:
        record = listed[f"claims/{key}/"]
        assert make_answer(found.results[key]).headline.startswith(record.word)
        for synonym in found.corpus.claims[key].record.synonyms:
            assert any(text.text == synonym and text.weight > 5 for text in record.texts)


def test_findings_stand_below_their_claim(found: Inspection) -> None:
    """Each with its anchor, its study, and its direction only where it votes."""
    listed = by_address(found)
    for key, sourced in found.corpus.claims.items():
        if sourced.record.withdrawn:
            continue
        parts = listed[f"claims/{key}/"].parts
        kept = [f for f in sourced.record.findings if f.withdrawn is None]
        assert [part.anchor for part in parts] == [f"f-{finding.id}" for finding in kept]
        votes = {b.finding.id: b.votes for b in found.results[key].findings}
        for part in parts:
            assert (part.direction == "context") >= (not votes[part.anchor.removeprefix("f-")])


def test_topics_and_terms_are_found(found: Inspection) -> None:
    """By where they stand."""
    listed = by_address(found)
    for topic in found.corpus.vocabulary.topics:
        assert listed[f"topics/{topic}/"].kind == "topic"
    for term in found.corpus.vocabulary.glossary:
        assert listed[f"glossary/#terms-{term}"].kind == "term"


def test_only_pages_that_are_there_are_found(found: Inspection) -> None:
    """A site without a page of changes does not offer one."""
    some = list_records(found.corpus, found.results, {"methods.md"})
    assert [r.address for r in some if r.kind == "page"] == ["methods/"]


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("index.md", ""),
        ("about.md", "about/"),
        ("claims/index.md", "claims/"),
        ("more/README.md", "more/"),
        ("reindex.md", "reindex/"),
    ],
)
def test_pages_lead_where_they_are_read(uri: str, address: str) -> None:
    """With directory addresses, as sites are built."""
    assert address_of(uri) == address
    assert written_page(uri, "Title", "", "", "").address == address


def test_works_are_found_by_author_year_title_and_identifier(found: Inspection) -> None:
    """All of them, each with the claims that it bears on."""
    lexicon = Lexicon.of(found.corpus.vocabulary)
    listed = list_works(found.corpus, found.results, collect_backlinks(found.corpus), lexicon)
    assert len(listed) == len(found.corpus.references)
    for work, (key, sourced) in zip(listed, found.corpus.references.items(), strict=True):
        reference = sourced.reference
        assert (work.address == f"studies/{key}/") == (key in found.corpus.studies)
        assert not reference.doi or f"doi:{reference.doi.lower()}" in work.identifiers
        assert not reference.year or str(reference.year) in work.told
        assert len({b.claim for b in work.bearings}) == len(work.bearings)
        for bearing in work.bearings:
            claim = found.corpus.claims[bearing.claim].record
            assert bearing.anchor in {f"f-{f.id}" for f in claim.findings if f.study == key}
            for finding in claim.findings:
                if finding.study == key and finding.withdrawn is None:
                    assert set(lexicon.tokens(finding.result)) <= set(work.about)
