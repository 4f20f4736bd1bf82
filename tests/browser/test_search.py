"""Material's own search: type, see the right page first, follow it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Visitor

PATIENCE = 15_000
"""Milliseconds until an answer must be there, on a machine that does much else."""

BOX = ".md-search__input"
FIRST = ".md-search-result__item:first-child > a.md-search-result__link"

QUERIES = {
    "kidney injury": "claims/efficacy-kidney/",
    "recovery after stroke": "claims/efficacy-stroke/",
    "wound healing": "claims/efficacy-wound-skin/",
    "graft-versus-host disease": "claims/efficacy-gvhd/",
    "periodontal": "claims/efficacy-periodontal/",
    "outcome in COVID-19": "claims/efficacy-covid19/",
    "tumour growth": "claims/tumour-risk/",
    "safe in the short term": "claims/safe-in-humans/",
    "manufactured at clinical scale": "claims/manufacturing-ready/",
    "agreed dose": "claims/dose-unsettled/",
    "genomically stable": "claims/msc-genomic-stability/",
    "wide spectrum of diseases": "claims/broad-spectrum/",
    "handing microRNA": "claims/mirna-mechanism/",
    "Lai 2015": "studies/lai2015msc/",
    "Nassar 2016": "studies/nassar2016ckd/",
    "Liu 2020 acute kidney": "studies/liu2020aki/",
    "bibliography": "bibliography/",
    "how verdicts come about": "methods/",
}
"""What people type, and the page that must come first."""


def search(page: Page, query: str) -> None:
    """Open the search by its key and type, as a person does."""
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type(query)


@pytest.fixture(scope="module")
def asking(stay: Visitor) -> Page:
    """One window with an open search: the index is read once, as by a reader who asks again."""
    page = stay("about/")
    search(page, "")
    return page


@pytest.mark.parametrize(("query", "path"), QUERIES.items(), ids=QUERIES)
def test_the_right_page_comes_first(query: str, path: str, asking: Page, address: str) -> None:
    """The best result is the page that was meant."""
    asking.locator(BOX).fill(query[:-1])  # all but a key at once: the search answers each key
    asking.keyboard.type(query[-1])
    expect_first(asking, address + path)


def expect_first(page: Page, url: str) -> None:
    """Wait until this page is the best result; its address may carry the words to mark."""
    meant = re.compile(re.escape(url) + r"(\?|$)")
    expect(page.locator(FIRST)).to_have_attribute("href", meant, timeout=PATIENCE)


def test_enter_follows_the_first_result(visit: Visitor, address: str) -> None:
    """Typing and Enter is enough to read a claim."""
    page = visit()
    search(page, "kidney injury")
    expect_first(page, f"{address}claims/efficacy-kidney/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}claims/efficacy-kidney/**")
    expect(page.locator("h1")).to_contain_text("kidney injury")


def test_a_click_follows_a_result(visit: Visitor, address: str) -> None:
    """A result is a link."""
    page = visit("methods/")
    search(page, "after stroke")
    expect_first(page, f"{address}claims/efficacy-stroke/")
    page.locator(FIRST).click()
    page.wait_for_url(f"{address}claims/efficacy-stroke/**")


def test_escape_closes_the_search(visit: Visitor) -> None:
    """Escape gives the page back."""
    page = visit()
    search(page, "bone")
    page.locator(FIRST).wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(FIRST)).not_to_be_visible()
    expect(page.locator(BOX)).not_to_be_focused()
