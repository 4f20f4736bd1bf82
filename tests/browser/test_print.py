"""A claim on paper, or saved as PDF: the page alone, light, whole."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.xdist_group("browser")

CLAIM = "claims/efficacy-wound-skin/"
A4 = {"width": 718, "height": 1047}
"""The printable part of a page, in CSS pixels: a little narrower than where phones begin."""

GONE = (
    ".md-header",
    ".md-tabs",
    ".md-sidebar",
    ".md-footer",
    ".headerlink",
    ".cc-actions",
    ".cc-take details",
)


@pytest.fixture
def paper(visit: Visitor) -> Page:
    """A long claim, printed by a reader who prefers the dark."""
    page = visit(CLAIM, scheme="dark")
    page.set_viewport_size(A4)  # type: ignore[arg-type]
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("what", GONE)
def test_what_leads_around_the_site_is_not_printed(what: str, paper: Page) -> None:
    """No navigation, no header, no buttons."""
    found = paper.locator(what)
    assert found.count()
    assert not any(one.is_visible() for one in found.all())


def test_how_to_edit_is_not_printed(visit: Visitor) -> None:
    """Nor on a page that somebody wrote."""
    page = visit("about/")
    edit = page.get_by_role("link", name="Edit this page")
    expect(edit).to_be_visible()
    page.emulate_media(media="print")
    expect(edit).not_to_be_visible()


def test_paper_is_white(paper: Page) -> None:
    """Dark text, whatever the screen's scheme is."""
    color = paper.locator("h1").evaluate("e => getComputedStyle(e).color")
    assert color == "rgb(23, 33, 47)"


def test_what_is_folded_away_is_printed(paper: Page) -> None:
    """Why a finding counts, the findings that do not, the groups: all of it takes room."""
    unfolded = """es => es.filter(e => !e.closest('.cc-take')).map(e => {
      const last = e.lastElementChild.getBoundingClientRect();
      return [e.open, last.height];
    })"""
    found = paper.locator("main details").evaluate_all(unfolded)
    assert len(found) > 15
    assert not any(is_open for is_open, _ in found)
    assert all(height > 5 for _, height in found)


def test_references_have_their_addresses_written_out(paper: Page) -> None:
    """A link on paper is only its words."""
    after = "e => getComputedStyle(e, '::after').content"
    link = paper.locator(".cc-reference .cc-ids a").first
    assert (link.get_attribute("href") or "?") in link.evaluate(after)


def test_tables_keep_their_columns_and_fit(paper: Page) -> None:
    """Paper is no phone: nothing is cut off at its right."""
    heads = paper.locator("table.cc-wide thead th")
    assert heads.first.is_visible()
    right = paper.locator("main *").evaluate_all(
        "es => Math.max(...es.map(e => e.getBoundingClientRect().right))"
    )
    assert right <= A4["width"] + 1


def test_findings_stand_in_two_columns(paper: Page) -> None:
    """Whichever side they are on; a side without any says so across the page."""
    lefts = "es => [...new Set(es.map(e => Math.round(e.getBoundingClientRect().left)))].length"
    assert paper.locator(".cc-side.cc-supports > .cc-finding").evaluate_all(lefts) == 2
    assert paper.locator("details .cc-finding").evaluate_all(lefts) == 2
    box = paper.locator(".cc-side > .cc-nothing").bounding_box()
    assert box is not None
    assert box["width"] > 0.9 * A4["width"]


def test_nothing_is_printed_larger_than_the_text(paper: Page) -> None:
    """What is quiet on the screen is quiet on paper."""
    sizes = "es => Math.max(...es.map(e => parseFloat(getComputedStyle(e).fontSize)))"
    text = paper.locator(".cc-answer p > strong").first.evaluate_all(sizes)
    assert paper.locator("main :is(.cc-quiet, td, dd, .cc-reference)").evaluate_all(sizes) <= text


def test_it_can_be_saved_as_pdf(paper: Page) -> None:
    """On no more pages than findings: nothing breaks a page without need."""
    pdf = paper.pdf(format="A4")
    assert pdf.startswith(b"%PDF-")
    pages = pdf.count(b"/Type /Page") - pdf.count(b"/Type /Pages")
    assert 3 < pages <= paper.locator(".cc-finding").count()
