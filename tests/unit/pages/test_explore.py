"""Explore: what can be filtered by, and the columns that say so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.small_site import CLAIM, FACETS, FROST, Site

from claimcards.inspection import Inspection, inspect_content
from claimcards.pages.explore import (
    BLOCK,
    ROWS,
    ClaimRow,
    Explore,
    FilterAxis,
    FindingRow,
    encode_codes,
    list_explore_files,
    make_columns,
    make_explore,
    name_facet_axis,
)
from claimcards.pages.publication import Publication

PUBLICATION = Publication("Tea", "https://tea.example/", "CC BY 4.0")


def seen(site: Site) -> Explore:
    """The view of a tiny site."""
    found = site.inspect_content()
    return make_explore(found.corpus, found.results)


def axis(view: Explore, key: str) -> FilterAxis:
    """One axis by its name."""
    return next(a for a in (*view.claim_axes, *view.finding_axes) if a.id == key)


def counts(view: Explore, key: str) -> dict[str, int]:
    """How often each value of an axis occurs."""
    return {choice.id: choice.count for choice in axis(view, key).choices}


@pytest.fixture(scope="module")
def real(repository: Path) -> Inspection:
    """The content of the repository."""
    return inspect_content(repository, repository / "content")


def test_axes_of_a_tiny_site(site: Site) -> None:
    """Only values that occur are offered, each with its count."""
    view = seen(site)
    assert counts(view, "topic") == {"warmth": 1}
    assert counts(view, "direction") == {"supports": 2}
    assert counts(view, "design") == {"trial": 2}
    assert counts(view, "species") == {"human": 2}
    assert counts(view, "stratum") == {"people": 2}
    assert counts(view, "standing") == {"stands": 2}
    assert view.years == (2010, 2012)
    assert view.as_of == "2026-11-21"


def test_a_facet_with_words_is_an_axis_and_free_text_is_none(site: Site) -> None:
    """A card that says nothing of a facet was not read for it."""
    view = seen(site)
    assert counts(view, "leaf") == {"black": 1, "not-seen": 1}
    assert "dose" not in {a.id for a in view.finding_axes}


def test_a_facet_never_takes_the_name_of_another_filter(site: Site) -> None:
    """A facet called 'design' gets a name of its own in the address."""
    site.files[FACETS] = site.files[FACETS].replace("id: leaf", "id: design")
    site.files[FROST] = site.files[FROST].replace("leaf:", "design:")
    view = seen(site)
    assert counts(view, "facet-design") == {"black": 1, "not-seen": 1}
    assert counts(view, "design") == {"trial": 2}
    assert name_facet_axis("words") == "facet-words"


def test_a_finding_that_does_not_vote_is_context(site: Site) -> None:
    """As everywhere on the site: only what counts takes a side."""
    site.append(FROST, "standing: {status: retracted, on: 2020-01-01, because: Made up.}\n")
    view = seen(site)
    assert counts(view, "direction") == {"supports": 1, "context": 1}
    assert counts(view, "standing") == {"stands": 1, "retracted": 1}


def test_a_withdrawn_finding_says_so(site: Site) -> None:
    """It stays findable, under its standing."""
    site.change(
        CLAIM,
        "    locator: Table 1\n",
        "    locator: Table 1\n    withdrawn: {on: 2026-01-01, because: Misread.}\n",
    )
    assert counts(seen(site), "standing") == {"stands": 1, "withdrawn": 1}


def test_codes_leave_out_control_characters() -> None:
    """Nothing between 127 and 160 is written, and every code has a character of its own."""
    text = encode_codes(range(400))
    assert len(set(text)) == 400
    assert not any(127 <= ord(character) < 161 for character in text)


def test_columns_say_what_the_view_says(real: Inspection) -> None:
    """Decoded, the data file gives the values of every claim and finding."""
    view = make_explore(real.corpus, real.results)
    data = json.loads(json.dumps(make_columns(view, PUBLICATION)))
    assert data["claims"] == [row.id for row in view.claims]
    assert (data["licence"], data["asOf"]) == ("CC BY 4.0", view.as_of)
    findings = [finding for row in view.claims for finding in row.findings]
    for told in data["axes"]:
        rows: Sequence[ClaimRow | FindingRow] = findings
        if told["of"] == "claim":
            rows = view.claims
        codes = [ord(c) - 35 if ord(c) < 127 else ord(c) - 69 for c in told["codes"]]
        assert len(codes) == len(rows) == len(told["codes"])
        for code, row in zip(codes, rows, strict=True):
            words = {told["words"][word][0] for word in told["sets"][code]}
            assert words == set(row.values[told["id"]])


def test_files_hold_every_finding_once_and_no_result(real: Inspection) -> None:
    """Blocks cover all claims in order; what a study found is read on its claim's page."""
    view = make_explore(real.corpus, real.results)
    files = list_explore_files(real.corpus, make_explore(real.corpus, real.results), PUBLICATION)
    names = sorted(
        (name for name in files if name.startswith("explore/") and name.endswith(".json")),
        key=lambda name: int(name.split("/")[1].split(".")[0]),
    )
    blocks = [json.loads(files[name]) for name in names]
    assert [key for block in blocks for key in block["claims"]] == [row.id for row in view.claims]
    findings = [finding for row in view.claims for finding in row.findings]
    assert [key for block in blocks for key in block["ids"]] == [f.id for f in findings]
    assert [b["studies"][n][0] for b in blocks for n in b["studyOf"]] == [f.study for f in findings]
    result = next(iter(real.corpus.claims["efficacy-kidney"].record.findings)).result[:40]
    assert not any(result in text for text in files.values())
    assert files["explore/references.bib"].count("\n@") == len(real.corpus.studies) - 1


def test_claims_beyond_the_pages_table_are_told_in_their_blocks(real: Inspection) -> None:
    """The page does not grow with the site: from a block on, rows come from the data."""
    view = make_explore(real.corpus, real.results)
    listed = 2 * BLOCK if len(view.claims) > 2 * BLOCK else BLOCK
    files = list_explore_files(
        real.corpus, make_explore(real.corpus, real.results), PUBLICATION, listed=listed
    )
    blocks = [json.loads(files[f"explore/{n}.json"]) for n in range(-(-len(view.claims) // BLOCK))]
    told = [row for block in blocks for row in block.get("rows", ())]
    assert told == [[r.statement, r.headline, r.tone, r.counts] for r in view.claims[listed:]]
    assert ROWS % BLOCK == 0
    whole = list_explore_files(real.corpus, make_explore(real.corpus, real.results), PUBLICATION)
    assert not any('"rows"' in text for name, text in whole.items() if name.endswith(".json"))


def test_a_table_that_is_cut_says_so(site: Site) -> None:
    """And a whole one does not."""
    view = seen(site)
    assert (view.table, view.beyond) == (view.claims, "")
    many = replace(view, claims=view.claims * 1000)
    assert len(many.table) == ROWS
    assert many.beyond == f"This table begins with the first {ROWS} of 1000 claims."


def test_a_withdrawn_claim_is_left_out(site: Site) -> None:
    """It keeps its page and nothing else."""
    site.append(CLAIM, "withdrawn: {on: 2026-11-21, because: Nobody said it.}\n").with_other()
    assert [row.id for row in seen(site).claims] == ["tea-cools"]
