"""The search in the header, as a reader uses it: keys, arrows, Enter, Escape, phone, no network."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import DESKTOP, PHONE, Scheme, Visitor
from tests.browser.watching import Watch

pytestmark = pytest.mark.xdist_group("browser")

FIELD = "#cc-search input"
HITS = "#cc-search [role=option]"
STATUS = "#cc-search [role=status]"
LIST = "#cc-search [role=listbox]"


def search(page: Page, query: str, key: str = "/") -> None:
    """Open the search by its key, type as a person does, and wait for the answer."""
    page.keyboard.press(key)
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type(query)
    answered(page)


def answered(page: Page) -> None:
    """Wait until what stands in the list answers all that was typed."""
    expect(page.locator(LIST)).to_have_attribute("aria-busy", "false")


def chosen(page: Page) -> Any:
    """The address of the result that is chosen, as a screen reader is told; or None."""
    return page.evaluate(
        "f => document.getElementById(document.querySelector(f)"
        ".getAttribute('aria-activedescendant'))?.href",
        FIELD,
    )


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_a_key_opens_the_search(key: str, visit: Visitor) -> None:
    """As readers of such sites know it; the key itself is not typed."""
    page = visit("about/")
    page.keyboard.press(key)
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("")


def test_an_older_answer_is_said_to_be_old(visit: Visitor) -> None:
    """From the first new letter until its answer, the list is busy, also for a screen reader."""
    page = visit("about/")
    search(page, "kidney")
    add = """([field, list]) => {
      const input = document.querySelector(field);
      input.value += " injury";
      input.dispatchEvent(new Event("input"));
      return document.querySelector(list).getAttribute("aria-busy");
    }"""
    assert page.evaluate(add, [FIELD, LIST]) == "true"
    answered(page)


def test_a_key_typed_elsewhere_is_a_letter(visit: Visitor) -> None:
    """Who types into another field goes on doing so."""
    page = visit("explore/")
    words = page.locator("#cc-explore input[type=text]").first
    words.focus()
    page.keyboard.type("fs/")
    expect(words).to_be_focused()
    expect(words).to_have_value("fs/")


def test_arrows_choose_and_enter_follows(visit: Visitor, address: str) -> None:
    """Down and up go through results and what stands below them; the focus stays in the field."""
    page = visit("about/")
    search(page, "heart attack")
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "true")
    assert chosen(page) is None
    page.keyboard.press("ArrowDown")
    assert chosen(page) == f"{address}claims/efficacy-myocardial/"
    page.keyboard.press("ArrowDown")
    part = chosen(page)
    assert part
    assert part.startswith(f"{address}claims/efficacy-myocardial/#f-")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert chosen(page) == page.locator(HITS).last.evaluate("e => e.href")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(part)
    expect(page.locator(f"[id='{part.split('#')[1]}']")).to_be_visible()


def test_enter_without_choosing_follows_the_first(visit: Visitor, address: str) -> None:
    """Even where it is pressed before the answer has come."""
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("kidney injury")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}claims/efficacy-kidney/")


def test_a_click_follows_a_result(visit: Visitor, address: str) -> None:
    """A result is a link."""
    page = visit("methods/")
    search(page, "after stroke")
    page.locator(HITS).first.click()
    page.wait_for_url(f"{address}claims/efficacy-stroke/")


def test_escape_gives_the_page_back(visit: Visitor) -> None:
    """The list goes with the first press, and the focus leaves the field."""
    page = visit()
    search(page, "bone")
    expect(page.locator(HITS).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(HITS).first).not_to_be_visible()
    expect(page.locator(FIELD)).not_to_be_focused()
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")


def test_a_claim_shows_its_word_its_shape_and_its_findings(visit: Visitor) -> None:
    """The same word as on its page; findings below it say which way they point."""
    page = visit("about/")
    search(page, "myocardial infarction")
    first = page.locator("#cc-search [role=group]").first
    word = first.locator(".cc-hit-kind .cc-word")
    expect(word.locator(".cc-mark")).to_have_count(1)
    shown = word.inner_text().strip()
    expect(first.locator(".cc-hit-part").first.locator(".cc-word")).not_to_be_empty()
    first.locator("[role=option]").first.click()
    page.wait_for_url(re.compile("efficacy-myocardial"))
    expect(page.locator(".cc-headline").first).to_contain_text(shown)


def test_words_are_marked_and_so_are_their_synonyms(visit: Visitor) -> None:
    """Why a result is there can be seen."""
    page = visit("about/")
    search(page, "heart attack")
    marks = page.locator("#cc-search [role=group]").first.locator(".cc-hit-title mark")
    expect(marks).to_have_text(["myocardial infarction"])


def test_the_number_of_results_is_said(visit: Visitor) -> None:
    """A live region; it counts results, not what stands below them."""
    page = visit("about/")
    search(page, "kidney")
    groups = page.locator("#cc-search [role=group]").count()
    expect(page.locator(STATUS)).to_have_text(f"{groups} results")


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("NCT00000000", "registration NCT00000000"),
        ("10.5555/nobody.has.this", "DOI 10.5555/nobody.has.this"),
        ("https://doi.org/10.5555/nobody.has.this", "DOI 10.5555/nobody.has.this"),
        ("PMID 1", "PMID 1"),
        ("PMC99999999", "PMCID PMC99999999"),
        ("nct 9999 9999", "registration NCT99999999"),
        ("what became of NCT99999999?", "registration NCT99999999"),
        ("https://clinicaltrials.gov/ct2/show/NCT99999999?term=x", "registration NCT99999999"),
        ("(10.5555/nobody.has.this).", "DOI 10.5555/nobody.has.this"),
    ],
)
def test_an_unknown_identifier_is_not_here(query: str, label: str, visit: Visitor) -> None:
    """Instead of what only looks alike."""
    page = visit("about/")
    search(page, query)
    said = f"Not here: no work with the {label} is on this site."
    expect(page.locator(STATUS)).to_have_text(said)
    expect(page.locator(HITS)).to_have_count(0)


def test_a_known_identifier_finds_its_study_and_its_claims(visit: Visitor, address: str) -> None:
    """A DOI as it is pasted; below the study stand the claims that it bears on."""
    page = visit("about/")
    search(page, "https://doi.org/10.1681/ASN.2008070798")
    expect(page.locator(STATUS)).to_have_text("1 result")
    hits = page.locator(HITS)
    expect(hits.first).to_have_attribute("href", f"{address}studies/bruno2009mesenchymal/")
    expect(hits.nth(1)).to_have_attribute("href", re.compile(r"claims/[a-z0-9-]+/#f-"))


def test_a_mistyped_word_is_mended_and_said(visit: Visitor) -> None:
    """The reader sees what was searched for instead."""
    page = visit("about/")
    search(page, "kidny injury")
    expect(page.locator(STATUS)).to_contain_text("“kidney” instead of “kidny”")


@pytest.mark.parametrize(
    ("query", "instead", "right"),
    [
        ("spinl cord injury", "“spinal” instead of “spinl”", "claims/efficacy-spinal-cord/"),
        ("alopeca", "“alopecia” instead of “alopeca”", "claims/safe-in-humans/"),
    ],
    ids=["in a phrase", "a word of the vocabulary"],
)
def test_a_mended_word_is_understood(
    query: str, instead: str, right: str, visit: Visitor, address: str
) -> None:
    """It may be part of a phrase, or a word that only the vocabulary has."""
    page = visit("about/")
    search(page, query)
    expect(page.locator(STATUS)).to_contain_text(instead)
    expect(page.locator(f"{HITS}[href='{address}{right}']")).to_have_count(1)


def test_an_author_who_is_not_here_finds_nothing_by_a_year_alone(visit: Visitor) -> None:
    """Works of the same year would only look like an answer."""
    page = visit("about/")
    search(page, "Quirrelmann 2014")
    expect(page.locator(STATUS)).to_contain_text("Nothing found for “Quirrelmann 2014”")
    expect(page.locator(HITS)).to_have_count(0)


@pytest.mark.parametrize("query", ["Tögel 2005", "Togel 2005", "Toegel 2005"])
def test_a_name_is_found_as_anybody_spells_it(query: str, visit: Visitor, address: str) -> None:
    """With the umlaut, without it, and written out."""
    page = visit("about/")
    search(page, query)
    first = page.locator(HITS).first
    expect(first).to_have_attribute("href", f"{address}studies/togel2005administered/")


def test_a_word_that_nothing_has_is_said_as_it_was_typed(visit: Visitor) -> None:
    """Not as the index compares it."""
    page = visit("about/")
    search(page, "kidney xyzzies")
    expect(page.locator(STATUS)).to_contain_text("none with “xyzzies”")


def test_words_typed_apart_are_one(visit: Visitor, address: str) -> None:
    """'Osteo arthritis' is found as osteoarthritis is."""
    page = visit("about/")
    search(page, "osteo arthritis")
    expect(page.locator(HITS).first).to_have_attribute(
        "href", f"{address}claims/efficacy-cartilage-oa/"
    )


def test_a_word_of_some_text_does_not_outrank_what_is_asked(visit: Visitor, address: str) -> None:
    """'Certain' stands in the definition of a term; nobody who asks for knees wants that."""
    page = visit("about/")
    search(page, "certain knee")
    expect(page.locator(HITS).first).to_have_attribute(
        "href", f"{address}claims/efficacy-cartilage-oa/"
    )


def test_hostile_words_do_nothing(visit: Visitor) -> None:
    """What is typed is text."""
    page = visit("about/")
    search(page, '<img src=x onerror="document.title=1"> "kidney')
    expect(page.locator("#cc-search img")).to_have_count(0)
    assert page.title() != "1"


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_fits(width: int, scheme: Scheme, visit: Visitor) -> None:
    """At any width nothing leaves the page, and the field stays above its results."""
    page = visit("about/", width=width, scheme=scheme)
    if width == PHONE:
        page.get_by_role("button", name="Search").click()
        expect(page.locator(FIELD)).to_be_focused()
        page.keyboard.type("Monguió-Tortajada")
        answered(page)
    else:
        search(page, "Monguió-Tortajada")
    expect(page.locator(HITS).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    field = page.locator("#cc-search form").bounding_box()
    first = page.locator(HITS).first.bounding_box()
    assert field
    assert first
    assert first["y"] >= field["y"] + field["height"]
    assert first["x"] >= 0
    assert first["x"] + first["width"] <= width


def test_without_scripts_the_search_is_a_link(browser: Browser, address: str) -> None:
    """No dead field: Explore has everything as a table."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}about/")
    expect(page.locator(FIELD)).not_to_be_visible()
    link = page.get_by_role("link", name="Find in Explore")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", "../explore/")
    context.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a plain static server of its own: its address, ending in a slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_it_is_served_from_below_any_path(browser: Browser, site: Path, tmp_path: Path) -> None:
    """Nothing in it knows where the site is; and nothing is fetched before somebody asks."""
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "where").symlink_to(site)
    with served(tmp_path) as root:
        address = f"{root}some/where/"
        context = browser.new_context()
        page, watch = context.new_page(), Watch(address)
        watch.follow(page)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}about/")
        page.wait_for_load_state("networkidle")
        assert not any("/search/" in url for url in asked)
        search(page, "NCT02138331")
        expect(page.locator(HITS).first).to_have_attribute("href", f"{address}studies/nct02138331/")
        page.locator(FIELD).fill("wound")
        expect(page.locator(f"{HITS}[href='{address}claims/efficacy-wound-skin/']")).to_be_visible()
        context.close()
        assert not watch.problems, "\n".join(watch.problems)


FOUND = "() => [...(CSS.highlights.get('cc-found') || [])].map((range) => range.toString())"


def test_what_was_asked_is_marked_on_the_page(visit: Visitor) -> None:
    """The word, and what means the same; the address stays fit to be shared."""
    page = visit("about/")
    search(page, "heart attack")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/claims/efficacy-myocardial/$"))
    page.wait_for_function("() => CSS.highlights.get('cc-found')")
    marked = {text.lower() for text in page.evaluate(FOUND)}
    assert "myocardial infarction" in marked
    assert "exosomes" not in marked


def test_marks_come_back_and_go_with_a_new_visit(visit: Visitor, address: str) -> None:
    """Who goes back sees them again; who follows a plain link has none."""
    page = visit("about/")
    search(page, "heart attack")
    page.keyboard.press("Enter")
    page.wait_for_function("() => CSS.highlights.get('cc-found')")
    page.goto(f"{address}glossary/")
    assert page.evaluate(FOUND) == []
    page.go_back()
    page.wait_for_function("() => CSS.highlights.get('cc-found')")
    page.goto(f"{address}glossary/")
    page.goto(f"{address}claims/efficacy-myocardial/")
    assert page.evaluate(FOUND) == []


def test_a_finding_on_the_same_page_is_marked_too(visit: Visitor) -> None:
    """Nothing is loaded then."""
    page = visit("claims/efficacy-myocardial/")
    search(page, "heart attack")
    page.locator("#cc-search .cc-hit-part").first.click()
    page.wait_for_function("() => CSS.highlights.get('cc-found')")
    assert page.evaluate(FOUND)
