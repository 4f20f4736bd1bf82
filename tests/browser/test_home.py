"""The home page: first what this is and is not, and a way to ask; then all answers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import PHONE, TABLET, Visitor

pytestmark = pytest.mark.xdist_group("browser")

TYPING = "() => document.activeElement.matches('.md-header input, header input')"


@pytest.fixture
def page(visit: Visitor) -> Page:
    """The home page on a wide screen."""
    return visit()


def test_the_first_screen_says_what_this_is_and_is_not(page: Page) -> None:
    """Without scrolling: the question, the search, 'not medical advice', 'no systematic review'."""
    for words in ("Not medical advice", "Not a systematic review", "How verdicts come about"):
        expect(page.get_by_text(words).first).to_be_in_viewport()
    expect(page.locator(".cc-ask")).to_be_in_viewport()
    expect(page.locator(".cc-glance")).to_be_in_viewport()


@pytest.mark.parametrize("by", ["click", "Enter"])
def test_the_field_opens_the_search(by: str, page: Page) -> None:
    """By pointer or by key, the next letter is typed into the search in the header."""
    ask = page.locator(".cc-ask")
    if by == "click":
        ask.click()
    else:
        ask.focus()
        page.keyboard.press(by)
    page.wait_for_function(TYPING)
    page.keyboard.type("kidney")
    expect(page.get_by_role("link", name="kidney").first).to_be_visible()


def test_on_a_phone_the_field_opens_the_search_too(visit: Visitor) -> None:
    """Where the header shows only a magnifying glass."""
    page = visit(width=PHONE)
    page.locator(".cc-ask").click()
    page.wait_for_function(TYPING)


def test_each_number_leads_to_its_claims(page: Page) -> None:
    """What stands at a glance is what Explore then lists."""
    numbers = page.locator(".cc-glance li")
    assert numbers.count() > 0
    for place in range(numbers.count()):
        link = numbers.nth(place).locator("a")
        count = link.locator("strong").inner_text()
        link.click()
        expect(page.locator("#cc-status")).to_contain_text(f"{count} claim")
        page.go_back()


def test_the_overview_is_a_table_and_leads_to_the_map(page: Page) -> None:
    """Each cell says in words what its bar draws; each topic leads to its part of the map."""
    table = page.locator("table.cc-overview")
    cells = table.locator("td.cc-cell")
    expect(cells.first).to_contain_text("claims: ")
    link = table.locator("tbody th a").nth(1)
    label = link.inner_text()
    link.click()
    expect(page.locator("tbody:target .cc-map-topic")).to_have_text(label)


def test_the_overview_says_which_claims_it_leaves_out(page: Page) -> None:
    """Its rows and what it leaves out are as many as the page counts."""
    text = page.locator("main").inner_text()
    rows = page.locator(".cc-overview tbody th .cc-quiet").all_inner_texts()
    left = re.search(r"Not in this table: (\d+) claim", text)
    total = re.search(r"(\d+) claims · ", text)
    assert left
    assert total
    assert sum(int(row.split()[0]) for row in rows) + int(left[1]) == int(total[1])


def test_topics_stand_one_level_below_the_board_s_heading(page: Page) -> None:
    """'Claim by claim' is over them, in looks and for a screen reader."""
    levels = page.locator("main :is(h1, h2, h3)").evaluate_all("es => es.map(e => e.tagName)")
    topics = page.locator("main h3:has(+ .cc-board)")
    assert topics.count() == page.locator(".cc-board").count() > 1
    assert "H2" + "H3" * topics.count() in "".join(levels)


def test_without_scripts_nothing_is_offered_that_cannot_work(
    browser: Browser, address: str
) -> None:
    """The field goes; all claims are there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".cc-ask")).to_be_hidden()
    expect(page.locator(".cc-board a").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [PHONE, TABLET])
def test_the_map_is_told_across_the_whole_page(width: int, visit: Visitor) -> None:
    """On a narrow screen its sentence is not squeezed into the width of one column."""
    page = visit(width=width)
    box = page.locator(".cc-overview caption").bounding_box()
    assert box is not None
    assert box["width"] > 0.8 * width


def test_the_small_map_never_covers_itself(page: Page) -> None:
    """Its few rows need no headers that stay."""
    head = page.locator(".cc-overview thead")
    assert head.evaluate("e => getComputedStyle(e).position") == "static"
