"""References and terms that open where they stand: by pointer, keyboard and touch (WCAG 1.4.13)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import PHONE, Visitor

pytestmark = pytest.mark.xdist_group("browser")

CLAIM = "claims/efficacy-kidney/"
NOTE = ".cc-note-box"
CITED = ".cc-finding a[data-cite]"
TERM = ".cc-plain a.cc-term"


@pytest.fixture
def page(visit: Visitor) -> Page:
    """A claim with its references."""
    return visit(CLAIM)


def whole(page: Page, key: str | None) -> str:
    """The reference as the page's own list has it."""
    return " ".join((page.locator(f"#ref-{key}").text_content() or "").split())


def test_a_citation_shows_its_whole_reference(page: Page) -> None:
    """All of it, its identifiers included; it goes when the pointer leaves."""
    cited = page.locator(CITED).first
    cited.hover()
    note = page.locator(NOTE)
    expect(note).to_be_visible()
    text = " ".join((note.text_content() or "").split())
    assert text.startswith(whole(page, cited.get_attribute("data-cite")))
    expect(note.get_by_role("link", name="doi:")).to_have_attribute("href", "https://doi.org/" + (
        (note.locator(".cc-ids a").first.text_content() or "").removeprefix("doi:")
    ))  # fmt: skip
    page.mouse.move(2, 2)
    expect(note).to_have_count(0)


def test_the_pointer_can_go_into_a_note(page: Page) -> None:
    """Its links can be followed: it does not close on the way."""
    page.locator(CITED).first.hover()
    page.locator(NOTE).get_by_role("link", name="Study page").click()
    expect(page.locator("#reference")).to_be_visible()


def test_escape_closes_a_note_without_moving_the_pointer(page: Page) -> None:
    """What covers the text can be sent away."""
    page.locator(CITED).first.hover()
    expect(page.locator(NOTE)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(NOTE)).to_have_count(0)


@pytest.mark.parametrize("link", [CITED, TERM, "table.cc-wide a[data-cite]", ".cc-list a"])
def test_a_note_opens_by_keyboard(link: str, page: Page) -> None:
    """Focus shows it and names it; Escape closes it, the focus stays; Tab goes on, not through it.

    What the note links to stands in the page's references, too, so it is no stop on the way.
    """
    first = page.locator(link).first
    page.locator("h1").click()
    first.scroll_into_view_if_needed()
    page.keyboard.press("Shift")  # the last sign of a reader was from the keyboard
    first.focus()
    note = page.locator(NOTE)
    expect(note).to_be_visible()
    expect(first).to_have_attribute("aria-describedby", "cc-note-box")
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(first).to_be_focused()
    page.keyboard.press("Tab")
    assert not page.evaluate("() => Boolean(document.activeElement.closest('.cc-note-box'))")


@pytest.mark.parametrize("link", [CITED, TERM])
def test_the_first_tap_shows_the_note_and_the_second_follows(
    link: str, browser: Browser, address: str
) -> None:
    """A finger cannot hover."""
    context = browser.new_context(viewport={"width": PHONE, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(address + CLAIM)
    first = page.locator(link).first
    target = first.get_attribute("href") or "?"
    first.tap()
    note = page.locator(NOTE)
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE
    assert page.url == address + CLAIM
    first.tap()
    page.wait_for_url(f"**/{target.lstrip('./')}")
    context.close()


def test_a_term_says_what_it_means(page: Page) -> None:
    """In the glossary's words, and no second tooltip of the browser's own."""
    term = page.locator(TERM).first
    assert term.get_attribute("title") is None
    term.hover()
    expect(page.locator(NOTE)).to_contain_text("Glossary")
    assert len(page.locator(NOTE).text_content() or "") > 30


def test_without_scripts_links_lead_to_the_same(browser: Browser, address: str) -> None:
    """The study's page begins with its reference; a term keeps its title and its glossary entry."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + CLAIM)
    expect(page.locator(TERM).first).to_have_attribute("title", re.compile(".{20,}"))
    page.locator(CITED).first.click()
    expect(page.locator("#reference")).to_be_visible()
    context.close()
