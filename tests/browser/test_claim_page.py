"""What a reader does on the page of a claim: compare sides, follow a link, open, correct."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import PHONE, Visitor

CLAIM = "claims/efficacy-kidney/"
BOTH_SIDES = "claims/source-matters/"

BOXES = "es => es.map(e => e.getBoundingClientRect()).map(r => [r.left, r.top, r.width, r.bottom])"


def test_the_sides_stand_side_by_side_on_a_desktop(visit: Visitor) -> None:
    """For and against have equal width and begin at one height: neither looks like the rule."""
    page = visit(BOTH_SIDES, width=1280)
    supports, disputes = page.eval_on_selector_all(".cc-side", BOXES)
    assert supports[1] == disputes[1]
    assert supports[0] < disputes[0]
    assert abs(supports[2] - disputes[2]) < 1


def test_an_empty_side_stays_in_view(visit: Visitor) -> None:
    """Who reads down a long side goes on seeing that the other is empty."""
    page = visit("claims/efficacy-kidney/")
    page.locator(".cc-side .cc-finding").last.scroll_into_view_if_needed()
    expect(page.locator(".cc-side .cc-nothing")).to_be_in_viewport()


def test_the_sides_are_stacked_on_a_phone(visit: Visitor) -> None:
    """On a phone one side follows the other, each in full width."""
    page = visit(BOTH_SIDES, width=PHONE)
    supports, disputes = page.eval_on_selector_all(".cc-side", BOXES)
    assert disputes[1] >= supports[3]
    assert supports[0] == disputes[0]
    assert supports[2] == disputes[2] <= PHONE


def test_a_finding_has_an_address(visit: Visitor) -> None:
    """A link to a finding scrolls to it and marks it, and it alone."""
    plain = visit(CLAIM).locator("#f-li2022-creatinine")
    assert plain.evaluate("e => getComputedStyle(e).boxShadow") == "none"
    page = visit(f"{CLAIM}#f-li2022-creatinine")
    finding = page.locator("#f-li2022-creatinine")
    expect(finding).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    box = finding.bounding_box()
    assert header
    assert box
    assert header["height"] <= box["y"] < 450, "it stands below the header, in the upper half"
    assert finding.evaluate("e => getComputedStyle(e).boxShadow") != "none"
    assert page.locator(".cc-finding:target").count() == 1


def test_a_finding_that_is_context_opens_by_its_address(visit: Visitor) -> None:
    """Findings without a vote lie in a closed box; a link to one opens it."""
    page = visit(f"{CLAIM}#f-nassar2016-function")
    expect(page.locator("#f-nassar2016-function")).to_be_in_viewport()


def test_edit_leads_to_the_card(visit: Visitor, repository: Path) -> None:
    """'Correct this card' alone opens the YAML card that made the page, which is really there."""
    page = visit(CLAIM)
    card = "content/claims/efficacy/efficacy-kidney.yml"
    edit = page.get_by_role("link", name="Correct this card").get_attribute("href")
    assert edit
    assert edit.endswith(f"edit/main/{card}")
    assert page.locator(f"a[href='{edit}']").count() == 1
    assert (repository / card).is_file()


def test_a_hand_written_page_can_be_edited(visit: Visitor, repository: Path) -> None:
    """A link that says so leads to its file; generated pages without a card have none."""
    edit = visit("about/").get_by_role("link", name="Edit this page")
    path = (edit.get_attribute("href") or "").split("edit/main/")[1]
    assert (repository / path).is_file()
    expect(visit("methods/").get_by_role("link", name="Edit this page")).to_have_count(0)


@pytest.mark.parametrize("key", ["Enter", " "])
def test_details_open_by_keyboard(key: str, visit: Visitor) -> None:
    """What is folded away opens without a mouse."""
    page = visit(CLAIM)
    details = page.locator("#f-li2022-creatinine > details")
    assert details.get_attribute("open") is None
    details.locator("summary").focus()
    page.keyboard.press(key)
    expect(details).to_have_attribute("open", "")
    expect(details.locator("dl")).to_be_visible()


def test_on_a_phone_each_value_is_told_apart(visit: Visitor) -> None:
    """A row read as a paragraph has a mark between any two values, empty cells or not."""
    page = visit("studies/", width=PHONE)
    run_together = page.locator("table.cc-stack tbody tr").evaluate_all(
        """rows => rows.flatMap(row => [...row.querySelectorAll('td:not(:empty)')].slice(0, -1))
          .filter(td => !getComputedStyle(td, '::after').content.includes('·'))
          .map(td => td.textContent)"""
    )
    assert page.locator("table.cc-stack td:empty + td:not(:empty)").count()
    assert run_together == []


WORDLESS = """() => [...document.querySelectorAll('.cc-mark')].filter(mark => {
  for (let e = mark.parentElement, n = 0; e && n < 3; e = e.parentElement, n++)
    if (/[a-z]/i.test(e.textContent)) return false;
  return true;
}).map(mark => mark.parentElement.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("path", ["", CLAIM, BOTH_SIDES, "studies/nassar2016ckd/", "bibliography/"])
def test_no_mark_speaks_by_colour_alone(path: str, visit: Visitor) -> None:
    """Each mark of a direction has its word beside it, and is silent for a screen reader."""
    page = visit(path)
    marks = page.locator(".cc-mark")
    assert marks.count()
    assert page.evaluate(WORDLESS) == []
    assert marks.evaluate_all("es => es.every(e => e.closest('[aria-hidden=true]'))")


def test_marks_differ_in_shape(visit: Visitor) -> None:
    """The four marks are told apart without colour: by their outline."""
    page = visit("claims/")
    shapes = page.eval_on_selector_all(
        ".cc-keys .cc-mark",
        "es => es.map(e => getComputedStyle(e)).map(s => s.clipPath + s.borderRadius)",
    )
    assert len(shapes) == len(set(shapes)) == 4
