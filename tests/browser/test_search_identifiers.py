"""What the search takes for the identifier of a work, and what it leaves to be words."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page
from tests.unit.references.test_identifiers import NONE, PASTED

pytestmark = pytest.mark.xdist_group("browser")

SCRIPT = files("claimcards.pages") / "assets" / "search-identifiers.js"
LOAD = """async (source) => {
  window.module = await import("data:text/javascript," + encodeURIComponent(source));
}"""
SPENT = """query => {
  const from = performance.now();
  module.identifier(query);
  return performance.now() - from;
}"""
MOST = 50
"""Milliseconds that a query may take: a reader types on."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page that knows the script as it stands in the package."""
    page = browser.new_page()
    page.evaluate(LOAD, SCRIPT.read_text(encoding="utf-8"))
    yield page
    page.close()


def key(page: Page, query: str) -> str | None:
    """Kind and number of a query, as the catalogue has them."""
    found: str | None = page.evaluate("query => module.identifier(query)?.key", query)
    return found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("10.1016/S0140-6736(20)30183-5", "doi:10.1016/s0140-6736(20)30183-5"),
        ("(doi:10.1016/j.x)", "doi:10.1016/j.x"),
        ("[https://doi.org/10.1016/j.x].", "doi:10.1016/j.x"),
        ("https://doi.org/10.1016/j.x?from=a#top", "doi:10.1016/j.x"),
        (
            "https://www.frontiersin.org/articles/10.3389/f.2020.01234/full",
            "doi:10.3389/f.2020.01234",
        ),
        ("https://journal.example/10.1016/j.x/full?from=a#top", "doi:10.1016/j.x"),
        ("PMID: 12345678", "pmid:12345678"),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", "pmid:123"),
        ("pmc 1234567", "pmc:1234567"),
    ],
)
def test_an_article_is_known_by_its_number(query: str, expected: str, page: Page) -> None:
    """However it is pasted; the signs of the sentence around it are not its own."""
    assert key(page, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "NCT02138331",
        "ChiCTR2000029990",
        "ChiCTR-TRC-12345678",
        "IRCT20200217046526N2",
        "ISRCTN 12345678",
        "ACTRN12605000167628",
        "CTRI/2020/05/025345",
        "DRKS00012345",
        "JPRN-UMIN000012345",
        "UMIN000012345",
        "jRCT2031200123",
        "KCT0001234",
        "EudraCT 2015-001234-25",
        "RBR-4qm9zt",
        "NTR1234",
    ],
)
def test_a_trial_is_known_by_its_registration(query: str, page: Page) -> None:
    """In the form that its registry gives."""
    plain = "".join(sign for sign in query.lower() if sign.isalnum())
    assert key(page, query) == f"trial:{plain}"


@pytest.mark.parametrize(
    "query",
    ["NTRK1", "KCTD12", "KCTD12 in kidney", "KCT 2 cells", "RBR-ligase", "NTR 2020", "umin 5"],
)
def test_a_gene_is_no_registration(query: str, page: Page) -> None:
    """Letters and some digits that look alike are words, and words are searched."""
    assert key(page, query) is None


@pytest.mark.parametrize(
    "query", ["KCT" + "1" * 20_000 + "!", "10.1234/a" + "." * 20_000 + "b", "10.1/" * 4_000 + " b"]
)
def test_a_long_query_is_read_at_once(query: str, page: Page) -> None:
    """A page of text that was pasted by mistake does not stop the browser."""
    assert page.evaluate(SPENT, query) < MOST


CATALOGUE = {"doi": "doi", "pmid": "pmid", "pmcid": "pmc", "nct": "trial"}
"""The catalogue's words for kinds of identifiers."""


@pytest.mark.parametrize(("text", "kind", "value"), PASTED)
def test_the_search_understands_what_the_forms_understand(
    page: Page, text: str, kind: str, value: str
) -> None:
    """The same cases as in Python."""
    number = value.lower().removeprefix("pmc")
    assert key(page, text) == f"{CATALOGUE[kind]}:{number}"


@pytest.mark.parametrize("text", NONE)
def test_the_search_takes_nothing_else_for_an_identifier(page: Page, text: str) -> None:
    """It is words, then."""
    assert key(page, text) is None
