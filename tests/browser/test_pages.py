"""Every type of page, in both colour schemes and all widths: no error, no stranger, no overflow."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, HEIGHT, PHONE, TABLET, Scheme, Visitor
from tests.browser.watching import MISSING

PAGES = {
    "home": "",
    "all claims": "claims/",
    "topic": "topics/efficacy/",
    "claim of an effect": "claims/efficacy-kidney/",
    "claim over claims": "claims/broad-spectrum/",
    "claim about the field": "claims/standards-lacking/",
    "claim of safety": "claims/safe-in-humans/",
    "study": "studies/nassar2016ckd/",
    "retracted study": "studies/chang2023wound/",
    "all studies": "studies/",
    "bibliography": "bibliography/",
    "glossary": "glossary/",
    "methods": "methods/",
    "quality": "quality/",
    "explore": "explore/",
    "gap map": "map/",
    "about": "about/",
    "missing page": MISSING,
}

if (Path(__file__).parents[2] / ".git").exists():
    PAGES["changes"] = "changes/"  # a copy without its past has no such page

SCHEMES: dict[Scheme, str] = {"light": "default", "dark": "slate"}

OVERFLOW = "() => [document.scrollingElement.scrollWidth, innerWidth]"
# Only what sticks out where nothing around it scrolls or clips: the culprit, not its parents.
CULPRITS = """() => [...document.querySelectorAll('main *')].filter(e => {
  if (e.getBoundingClientRect().right <= innerWidth + 1) return false;
  for (let p = e.parentElement; p; p = p.parentElement)
    if (p !== document.body && getComputedStyle(p).overflowX !== 'visible') return false;
  return true;
}).slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_quiet_and_fits(path: str, scheme: Scheme, visit: Visitor) -> None:
    """No console error, no failed or foreign request (``visit`` watches), no sideways scrolling."""
    page = visit(path, scheme=scheme)
    assert page.locator("body").get_attribute("data-md-color-scheme") == SCHEMES[scheme]
    assert page.locator("h1").count() == 1
    if scheme == "light":
        for width in (DESKTOP, TABLET, PHONE):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            needed, there = page.evaluate(OVERFLOW)
            assert needed <= there, f"at {width} px {needed} are needed: {page.evaluate(CULPRITS)}"


def test_a_retracted_study_says_so(visit: Visitor) -> None:
    """A reader of a retracted study's page meets that first."""
    page = visit(PAGES["retracted study"])
    assert "retracted" in page.locator(".cc-banner").inner_text().lower()
    page.locator(".cc-banner a").click()
    expect(page.locator("#reference")).to_contain_text("RETRACTION")


def test_a_retraction_is_seen_in_the_list(visit: Visitor) -> None:
    """In the same cell as the name, before anything else of the study."""
    row = visit(PAGES["all studies"]).locator("tr:has(a[href*='chang2023wound'])")
    assert row.locator("th strong").inner_text() == "retracted"


def test_a_study_tells_first_what_it_found(visit: Visitor) -> None:
    """Its name is the heading, its title stands once; then its findings, then how it was made."""
    page = visit(PAGES["study"])
    expect(page.locator("h1")).to_contain_text("Nassar et al. 2016")
    title = page.title().split(": ", 1)[1].split(" - ")[0]
    assert page.locator("main").inner_text().count(title) == 1
    heads = page.locator("main h2").evaluate_all("list => list.map((one) => one.id)")
    assert heads.index("findings") < heads.index("what")


def test_a_missing_page_leads_on(visit: Visitor) -> None:
    """It says what may have happened, and each of its links leads to a page."""
    page = visit(MISSING)
    assert "not here" in page.locator("h1").inner_text()
    links = page.locator("main article a").evaluate_all("list => list.map((one) => one.href)")
    assert len(links) > 2
    for link in links:
        assert page.request.get(link).ok, link


def test_the_reader_can_change_the_scheme(visit: Visitor) -> None:
    """The button in the header switches from light to dark, and the page follows."""
    page = visit()
    page.locator("label[for='__palette_1']").click()
    page.wait_for_selector("body[data-md-color-scheme='slate']")
