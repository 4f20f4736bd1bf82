"""The site at a glance: every claim once, and the map's cells counted by topic."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.small_site import Site

from claimcards.inspection import inspect_content
from claimcards.pages.explore import make_explore
from claimcards.pages.map import (
    GapMap,
    MapCell,
    MapRow,
    MapSide,
    MapTopic,
    OverviewCell,
    count_at_a_glance,
    make_gap_map,
    make_overview,
)


def _nowhere(_claim: str, _rung: str) -> str:
    return ""


def counted(supports: str, disputes: str, mixed: str = "") -> MapCell:
    """A cell that holds groups."""
    numbers = [("supports", supports), ("disputes", disputes), ("mixed", mixed)]
    sides = [MapSide(s, "nought" if n == "0" else s, n, "") for s, n in numbers if n]
    return MapCell("People", "counted", True, tuple(sides))


def empty(state: str) -> MapCell:
    """A cell that holds none."""
    return MapCell("People", state, True)


def together(*cells: MapCell) -> OverviewCell:
    """What one rung of a topic says whose claims have these cells."""
    rows = [MapRow(f"c{n}", "A claim.", "", "none", (cell,)) for n, cell in enumerate(cells)]
    drawn = GapMap((), (MapTopic("t", "Topic", tuple(rows)),), 2, "")
    return make_overview(drawn).rows[0].cells[0]


def test_a_cell_counts_claims_and_says_which_way_they_point() -> None:
    """A side with nothing on it does not count; what is mixed points both ways."""
    cell = together(
        counted("2", "0"), counted("0", "1"), counted("1", "1"), counted("1", "0", "1"),
        empty("context"), empty("empty"),
    )  # fmt: skip
    assert (cell.state, cell.count) == ("counted", 4)
    assert cell.words == (
        "of 6 claims: 1 only for, 2 both ways or mixed, 1 only against; "
        "1 looked at, nothing that counts"
    )
    assert [(part.tone, part.text) for part in cell.bar] == [
        ("supports", "1"),
        ("mixed", "2"),
        ("disputes", "1"),
        ("rest", "2"),
    ]


@pytest.mark.parametrize(
    ("states", "expected", "words"),
    [
        (("empty", "empty"), "empty", "of 2 claims: nothing found"),
        (("context", "empty"), "context", "of 2 claims: 1 looked at, nothing that counts"),
        (("apart", "apart"), "apart", "not asked"),
        (("apart", "empty"), "empty", "of 2 claims: nothing found"),
    ],
)
def test_what_is_missing_is_said_as_on_the_map(
    states: tuple[str, ...], expected: str, words: str
) -> None:
    """Nothing found, looked at, and not asked are three things."""
    cell = together(*map(empty, states))
    assert (cell.state, cell.count, cell.words) == (expected, 0, words)


def test_every_claim_stands_once_at_a_glance(site: Site) -> None:
    """The parts add up, and the bar is full."""
    found = site.inspect_content()
    view = make_explore(found.corpus, found.results)
    drawn = count_at_a_glance(view)
    assert sum(part.count for part in drawn.parts) == len(view.claims)
    last = drawn.bar[-1]
    assert float(last.start) + float(last.width) == pytest.approx(100)


def test_at_a_glance_leads_to_the_same_claims_in_explore(repository: Path) -> None:
    """The filter behind each number names the verdicts that were counted."""
    found = inspect_content(repository, repository / "content")
    view = make_explore(found.corpus, found.results)
    for part in count_at_a_glance(view).parts:
        asked = part.query.removeprefix("verdict=").split(",")
        assert part.count == sum(row.values["verdict"][0] in asked for row in view.claims)
        assert {row.tone for row in view.claims if row.values["verdict"][0] in asked} == {part.tone}


def test_the_overview_counts_what_the_map_shows(repository: Path) -> None:
    """On the real site, cell by cell."""
    found = inspect_content(repository, repository / "content")
    full = make_gap_map(found.corpus, found.results, _nowhere)
    for topic, row in zip(full.topics, make_overview(full).rows, strict=True):
        for place, cell in enumerate(row.cells):
            states = [claim.cells[place].state for claim in topic.rows]
            assert cell.count == states.count("counted")
