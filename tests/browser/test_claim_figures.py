"""The drawn parts of a claim's page, and what can be taken from it: on a phone, in the dark."""

from __future__ import annotations

import csv
import io
import json
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import DESKTOP, PHONE, TABLET, Visitor

from claimcards.references.bibtex import read_bibtex

pytestmark = pytest.mark.xdist_group("browser")

DRAWN = "claims/efficacy-wound-skin/"
MANY = "claims/efficacy-diabetes/"
TOLD = "claims/msc-genomic-stability/"
LEAST = 11
"""Pixels: the smallest words of a figure."""

FIGURES = ".cc-forest, .cc-directions, .cc-balance, .cc-take"

SMALL = """(es, least) => es.flatMap(e => [...e.querySelectorAll('*')]).filter(e =>
  [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
  && parseFloat(getComputedStyle(e).fontSize) < least).map(e => e.outerHTML.slice(0, 100))"""

OUTSIDE = """es => es.flatMap(e => [e, ...e.querySelectorAll('*')]).filter(e => {
  const r = e.getBoundingClientRect();
  return r.width && (r.left < -0.5 || r.right > innerWidth + 0.5);
}).map(e => e.outerHTML.slice(0, 100))"""

COLLIDING = """es => es.filter((e, n) => n
  && e.getBoundingClientRect().left < es[n - 1].getBoundingClientRect().right)
  .map(e => e.textContent)"""

CONTRAST = """es => {
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3)
    .map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  return es.map(e => light(getComputedStyle(e).stroke))
    .map(ink => (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)); }"""


def figures(page: Page) -> None:
    """Wait until the page is laid out; it has something drawn."""
    expect(page.locator(".cc-forest, .cc-directions").first).to_be_visible()


@pytest.mark.parametrize("path", [DRAWN, MANY, TOLD])
@pytest.mark.parametrize("width", [PHONE, TABLET, DESKTOP])
def test_figures_fit_and_can_be_read(path: str, width: int, visit: Visitor) -> None:
    """Words keep their size at any width, nothing leaves the page, no two numbers meet."""
    page = visit(path, width=width)
    figures(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.eval_on_selector_all(FIGURES, SMALL, LEAST) == []
    assert page.eval_on_selector_all(FIGURES, OUTSIDE) == []
    for axis in page.locator(".cc-axis").all():
        assert axis.locator("text").evaluate_all(COLLIDING) == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_mark_stands_where_its_value_is(width: int, visit: Visitor) -> None:
    """Between the ends of its whisker, right of no effect where the value is above it."""
    page = visit(DRAWN, width=width)
    rows = page.locator(".cc-forest tbody tr").all()
    assert rows
    for row in rows:
        point, whisker, line = (
            row.locator(part).bounding_box()
            for part in (".cc-point", ".cc-whisker", ".cc-no-effect")
        )
        assert point
        assert whisker
        assert line
        middle = point["x"] + point["width"] / 2
        assert whisker["x"] < middle < whisker["x"] + whisker["width"]
        assert middle > line["x"]
        assert point["width"] == pytest.approx(point["height"], abs=3), "a mark keeps its shape"
        assert point["width"] >= 9


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_stand_out(scheme: Literal["light", "dark"], visit: Visitor) -> None:
    """Whiskers and the line of no effect have 3:1 against the page in both schemes."""
    page = visit(DRAWN, scheme=scheme)
    ratios = page.eval_on_selector_all(".cc-whisker, .cc-no-effect", CONTRAST)
    assert ratios
    assert min(ratios) >= 3


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_figure_is_its_own_table(width: int, visit: Visitor) -> None:
    """A screen reader gets a caption, a header for each row, the value and its direction."""
    page = visit(DRAWN, width=width)
    table = page.get_by_role("table", name="SMD")
    expect(table).to_have_count(1)
    header = page.get_by_role("rowheader", name="Yue et al. 2024")
    row = table.get_by_role("row").filter(has=header)
    expect(row).to_contain_text("3.16 (2.65 to 3.66)")
    expect(row).to_contain_text("supports")
    assert page.locator(".cc-forest svg").evaluate_all(
        "es => es.every(e => e.closest('[aria-hidden=true]'))"
    )


def test_a_row_leads_to_its_finding(visit: Visitor) -> None:
    """The figure's study name goes to what the finding says in full."""
    page = visit(DRAWN)
    links = page.locator(".cc-forest tbody th a, .cc-directions tbody th a").all()
    assert links
    for link in links:
        target = link.get_attribute("href")
        assert target
        expect(page.locator(target)).to_have_count(1)


def test_unknown_is_drawn(visit: Visitor) -> None:
    """A result without a value says so."""
    expect(visit(TOLD).get_by_text("no single value given").first).to_be_visible()


def test_the_balance_has_its_words(visit: Visitor) -> None:
    """The bar is silent; its counts stand beside it, and are those of the line below."""
    page = visit(TOLD)
    balance = page.locator(".cc-balance")
    assert balance.locator("svg").get_attribute("aria-hidden") == "true"
    counts = page.locator(".cc-answer > p strong").first.locator("..").inner_text()
    told = balance.locator("li").all_inner_texts()
    assert told
    for words in told:
        assert words.strip() in counts


@pytest.mark.parametrize("ending", ["json", "csv", "bib", "ris"])
def test_downloads_arrive(ending: str, visit: Visitor) -> None:
    """Each file comes under its own name, and is what it says."""
    page = visit(DRAWN)
    with page.expect_download() as started:
        page.locator(f".cc-actions a[href$='.{ending}']").click()
    assert started.value.suggested_filename == f"efficacy-wound-skin.{ending}"
    text = started.value.path().read_text(encoding="utf-8")
    if ending == "json":
        assert json.loads(text)["id"] == "efficacy-wound-skin"
    elif ending == "csv":
        assert {row["claim"] for row in csv.DictReader(io.StringIO(text))} == {
            "efficacy-wound-skin"
        }
    elif ending == "bib":
        assert read_bibtex("claim.bib", text)[1] == []
    else:
        assert text.count("TY  - ") == text.count("ER  - ") > 5


def test_citations_open_by_keyboard_and_fit(visit: Visitor) -> None:
    """Each format is folded away, opens with Enter, and wraps on a phone."""
    page = visit(DRAWN, width=PHONE)
    formats = page.locator(".cc-take details").all()
    assert formats
    for details in formats:
        details.locator("summary").focus()
        page.keyboard.press("Enter")
        pre = details.locator("pre")
        expect(pre).to_be_visible()
        assert pre.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_a_challenge_is_filled_in(visit: Visitor) -> None:
    """The link opens an issue of this site's repository that names the claim."""
    link = visit(DRAWN).get_by_role("link", name="Challenge this claim").get_attribute("href")
    assert link
    assert "/issues/new?template=challenge-claim.yml&claim=efficacy-wound-skin&" in link


def test_print_keeps_the_figures(visit: Visitor) -> None:
    """On paper figures and counts stay; buttons and folded formats go."""
    page = visit(DRAWN)
    page.emulate_media(media="print")
    expect(page.locator(".cc-forest")).to_be_visible()
    expect(page.locator(".cc-balance")).to_be_visible()
    expect(page.locator(".cc-actions")).to_be_hidden()
    expect(page.locator(".cc-take pre").first).to_be_hidden()
    mark = page.locator(".cc-answer .cc-mark").first
    assert mark.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"
