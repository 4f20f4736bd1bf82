"""The gap map: its cells say what the claim's own ladder says, and what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.small_site import CLAIM, FROST, HAIL, Site

from claimcards.cards.words import Direction
from claimcards.inspection import inspect_content
from claimcards.pages.ladder import make_ladder, tally_rungs
from claimcards.pages.map import GapMap, MapCell, make_gap_map


def drawn(site: Site) -> GapMap:
    """The map of a tiny site whose cards can be edited."""
    found = site.inspect_content()
    return make_gap_map(
        found.corpus, found.results, lambda claim, rung: f"https://add.example/{claim}?{rung}"
    )


def _nowhere(_claim: str, _rung: str) -> str:
    return ""


def cell(site: Site, rung: str) -> MapCell:
    """The cell of the only claim on one rung."""
    row = drawn(site).topics[0].rows[0]
    return next(found for found in row.cells if found.rung == rung)


def sides(found: MapCell) -> list[tuple[str, str, str]]:
    """Shape, number and verb of each side."""
    return [(side.shape, side.number, side.verb) for side in found.sides]


def test_for_and_against_stand_in_a_counted_cell_noughts_included(site: Site) -> None:
    """Both sides have the same place, whatever the score."""
    found = cell(site, "Trials")
    assert (found.state, found.asked) == ("counted", True)
    assert sides(found) == [("supports", "2", "support"), ("disputes", "0", "dispute")]
    assert [side.tone for side in found.sides] == ["supports", "nought"]


def test_where_nothing_was_found_the_cell_is_empty(site: Site) -> None:
    """An empty cell says so and is no counted one."""
    found = cell(site, "Large animals")
    assert (found.state, found.asked, found.sides) == ("empty", False, ())


def test_findings_that_do_not_vote_were_looked_at(site: Site) -> None:
    """'Looked at, nothing that counts' is another thing than 'nothing found'."""
    site.files[CLAIM] = site.files[CLAIM].replace(
        "    direction: supports\n", "    direction: neutral\n    neutral_because: subgroup\n"
    )
    found = cell(site, "Trials")
    assert (found.state, found.note) == ("context", "2 findings, context only")


def test_a_group_that_counts_on_a_higher_rung_is_not_called_context(site: Site) -> None:
    """One group in two places counts on its highest rung, and the lower cell says so."""
    site.append(FROST, "groups: [hut]\n").append(HAIL, "groups: [hut]\n")
    site.files[HAIL] = site.files[HAIL].replace("design: trial", "design: survey\nstratum: people")
    assert sides(cell(site, "Trials"))[0][1] == "1"
    found = cell(site, "People")
    assert (found.state, found.note) == ("elsewhere", "1 finding, counted elsewhere")


def test_the_field_is_apart_where_the_claim_does_not_ask_for_it(site: Site) -> None:
    """No evidence is asked for where it could not answer."""
    assert cell(site, "The field").state == "apart"


def test_columns_climb_from_the_lowest_rung_and_the_field_is_last(site: Site) -> None:
    """Read from left to right the map goes up the ladder."""
    found = drawn(site)
    assert [column.label for group in found.groups for column in group.columns] == [
        "Cells",
        "Large animals",
        "People",
        "Trials",
        "The field",
    ]
    assert [group.label for group in found.groups] == [
        "In cells",
        "In animals",
        "In people",
        "Across the field",
    ]
    assert found.width == 6


def test_an_empty_cell_invites_evidence_for_its_rung(site: Site) -> None:
    """And no other cell does."""
    assert cell(site, "Large animals").add == "https://add.example/tea-warms?Large animals"
    others = [c.add for c in drawn(site).topics[0].rows[0].cells if c.state != "empty"]
    assert not any(others)


def test_claims_over_claims_have_no_row(site: Site) -> None:
    """They have no findings, so no rungs; the map says how many it leaves out."""
    assert not drawn(site).beyond
    found = drawn(site.with_over())
    assert [row.id for topic in found.topics for row in topic.rows] == ["tea-warms"]
    assert found.beyond.startswith("Not in this table: 1 claim made of other claims")


@pytest.mark.parametrize("name", ["real", "coffee"])
def test_every_cell_agrees_with_the_claims_own_ladder(
    name: str, repository: Path, coffee: Path
) -> None:
    """On whole sites: the same numbers in the map and on the page."""
    root = repository if name == "real" else coffee
    found = inspect_content(root, root / "content")
    rows = [
        row for t in make_gap_map(found.corpus, found.results, _nowhere).topics for row in t.rows
    ]
    assert rows
    for row in rows:
        claim, result = found.corpus.claims[row.id].record, found.results[row.id]
        counted = tally_rungs(found.corpus, result)
        labels = {rung.id: rung.label for rung in found.corpus.vocabulary.ladder}
        expected = {labels[rung]: line for rung, line in counted.items()}
        steps = {rung.label: rung for rung in make_ladder(found.corpus, claim, result)}
        for told in row.cells:
            line = expected[told.rung]
            assert (told.state == "counted") == any(line.values())
            if told.rung in steps:
                assert steps[told.rung].empty == (told.state != "counted")
            for side in told.sides:
                assert float(side.number) == float(line.get(Direction(side.shape), 0))
