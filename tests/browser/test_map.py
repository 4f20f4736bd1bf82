"""The gap map as a reader meets it: a table on a wide screen, cards on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import DESKTOP, PHONE, TABLET, Visitor

from claimcards.inspection import inspect_content
from claimcards.pages.map import GapMap, make_gap_map

pytestmark = pytest.mark.xdist_group("browser")


TARGET = 24
"""Pixels: the least side of what a finger must hit (WCAG 2.2, 2.5.8)."""
SIZES = "es => es.map(e => e.getBoundingClientRect()).map(r => [r.width, r.height])"


@pytest.fixture(scope="module")
def drawn(repository: Path) -> GapMap:
    """What the map should say."""
    found = inspect_content(repository, repository / "content")
    return make_gap_map(found.corpus, found.results, lambda _claim, _rung: "")


@pytest.fixture
def page(visit: Visitor) -> Page:
    """The map on a wide screen."""
    return visit("map/")


def test_it_is_a_table_with_headers_for_rows_and_columns(page: Page, drawn: GapMap) -> None:
    """So it is its own table for a screen reader."""
    table = page.get_by_role("table")
    for group in drawn.groups:
        for column in group.columns:
            expect(table.get_by_role("columnheader", name=column.label, exact=True)).to_be_visible()
    rows = [row for topic in drawn.topics for row in topic.rows]
    expect(page.locator(".cc-map th[scope=row]")).to_have_count(len(rows))
    expect(page.locator(".cc-map th[scope=rowgroup]")).to_have_count(len(drawn.topics))
    expect(page.locator(".cc-map .cc-cell")).to_have_count(len(rows) * (drawn.width - 1))


def test_cells_say_in_words_how_many_stand_where(page: Page, drawn: GapMap) -> None:
    """Number and verb are text; shape and colour only repeat them."""
    rows = [row for topic in drawn.topics for row in topic.rows]
    for number, row in list(enumerate(rows))[:12]:
        cells = page.locator(".cc-map tr:has(> .cc-cell)").nth(number).locator(".cc-cell")
        for place, cell in enumerate(row.cells):
            text = " ".join((cells.nth(place).text_content() or "").split())
            for side in cell.sides:
                assert f"{side.number} {side.verb}" in text
            assert cell.note in text


def test_empty_cells_are_dashed_and_invite_evidence(page: Page, drawn: GapMap) -> None:
    """Absence is drawn, and leads to a form that names the claim, by keyboard, too."""
    empty = sum(c.state == "empty" for t in drawn.topics for r in t.rows for c in r.cells)
    links = page.locator(".cc-map .cc-empty a")
    expect(links).to_have_count(empty)
    first = links.first
    assert "/issues/new?template=propose-evidence.yml&claim=" in (first.get_attribute("href") or "")
    assert "Add evidence on" in (first.text_content() or "")
    style = page.locator(".cc-map .cc-empty").first.evaluate("e => getComputedStyle(e).borderStyle")
    assert style.startswith("dashed")
    page.locator(".cc-map th[scope=row] a").first.focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("() => Boolean(document.activeElement.closest('.cc-empty'))"):
            break
    else:
        pytest.fail("no empty cell is reached by keyboard")
    box = first.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24


def test_column_headers_stay_in_sight(page: Page) -> None:
    """Far down the map, the rungs are still named."""
    page.mouse.wheel(0, 2500)
    page.wait_for_timeout(300)
    head = page.locator(".cc-map thead").bounding_box()
    assert head is not None
    assert 0 <= head["y"] < 120


@pytest.mark.parametrize("width", [PHONE, TABLET, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits(width: int, scheme: str, visit: Visitor) -> None:
    """No sideways scrolling; on a phone each claim keeps its cells in one line, head above."""
    page = visit("map/", width=width, scheme=scheme)  # type: ignore[arg-type]
    needed, there = page.evaluate("() => [document.scrollingElement.scrollWidth, innerWidth]")
    assert needed <= there
    row = page.locator(".cc-map tr:has(> .cc-cell)").first
    tops = row.locator(".cc-cell").evaluate_all("es => es.map(e => e.getBoundingClientRect().top)")
    assert len(set(tops)) == 1
    sizes = row.locator(".cc-empty a").evaluate_all(SIZES)
    assert min(min(size) for size in sizes) >= TARGET
    assert page.locator(".cc-map thead").evaluate("e => getComputedStyle(e).position") == "sticky"
    expect(page.locator(".cc-map thead th[scope=col]").first).to_be_visible()


LYING = "es => es.every(e => getComputedStyle(e).writingMode === 'horizontal-tb')"


def test_labels_stand_upright_only_where_they_must(visit: Visitor) -> None:
    """A tablet has room for rungs that lie as all words do; none sticks out of its column."""
    page = visit("map/", width=TABLET)
    labels = page.locator(".cc-map thead th[scope=col] span")
    assert labels.evaluate_all(LYING)
    widths = labels.evaluate_all("es => es.map(e => [e.scrollWidth, e.parentNode.clientWidth])")
    assert all(needed <= there for needed, there in widths)
    page.set_viewport_size({"width": PHONE, "height": 700})
    assert not labels.evaluate_all(LYING)


def test_the_key_explains_every_kind_of_cell(page: Page, drawn: GapMap) -> None:
    """Counted, looked at, empty, not asked: each has its words above the map."""
    states = {cell.state for topic in drawn.topics for row in topic.rows for cell in row.cells}
    assert states == {"counted", "elsewhere", "context", "empty", "apart"}
    for words in ("for", "looked at, nothing that counts", "nothing found", "not asked"):
        expect(page.locator(".cc-keys")).to_contain_text(words)


def test_it_prints_whole(page: Page) -> None:
    """In print the head stands still and the table keeps its columns."""
    page.emulate_media(media="print")
    position = page.locator(".cc-map thead").evaluate("e => getComputedStyle(e).position")
    assert position == "static"
    expect(page.locator(".cc-map .cc-cell").first).to_be_visible()
