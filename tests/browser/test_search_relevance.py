"""What people type finds what they mean: patients, clinicians, students, journalists."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Visitor
from tests.browser.queries import HELD_OUT, LISTED, NOTHING, TUNED, Asked

pytestmark = pytest.mark.xdist_group("browser")

FIRST = 3
"""Results among which a right answer must be."""
SHARE = 0.95
"""The part of the queries that must have one."""
HELD_OUT_SHARE = 0.9
"""The same for queries that were not looked at while the search was tuned."""

ASK = """async ([path, queries]) => {
  const { ask } = await import(path);
  const found = [];
  for (const query of queries) found.push((await ask(query)).results.map((one) => one.address));
  return found;
}"""
SAME = """async ([path, texts]) => {
  const { root, words } = await import(path);
  return texts.map((text) => words(text).map(root));
}"""


@pytest.fixture(scope="module")
def page(stay: Visitor) -> Page:
    """One window in which all is asked."""
    return stay("about/")


def answers(right: frozenset[str], results: list[str]) -> bool:
    """Whether a right page is among the first, or whether nothing was found where that is right."""
    if NOTHING in right:
        return not results
    first = results[:FIRST]
    return not right.isdisjoint([*first, *(result.partition("#")[0] for result in first)])


@pytest.mark.parametrize(
    ("asked", "share"),
    [(TUNED, SHARE), (LISTED, SHARE), (HELD_OUT, HELD_OUT_SHARE)],
    ids=["tuned", "listed", "held out"],
)
def test_queries_find_a_right_answer(asked: Asked, share: float, page: Page, address: str) -> None:
    """Among the first three; the failure names each query that does not."""
    found = page.evaluate(ASK, [f"{address}assets/search-ask.js", [query for query, _ in asked]])
    missed = [
        f"{query!r} found {results[:FIRST]}"
        for (query, right), results in zip(asked, found, strict=True)
        if not answers(right, results)
    ]
    assert 1 - len(missed) / len(asked) >= share, "\n".join(missed)


def test_the_sets_are_large_and_apart() -> None:
    """At least sixty queries were tuned with, and none of them is among those held out."""
    tuned = {query for query, _ in (*TUNED, *LISTED)}
    held_out = {query for query, _ in HELD_OUT}
    assert len(tuned) >= 60
    assert len(held_out) >= 40
    assert not tuned & held_out


def test_every_right_answer_is_a_page(page: Page, address: str) -> None:
    """A renamed claim would make its queries unanswerable, and nobody would know why."""
    asked = (*TUNED, *LISTED, *HELD_OUT)
    paths = {path for _, right in asked for path in right} - {"changes/", NOTHING}
    for path in sorted(paths):
        answer = page.request.get(address + path.split("#")[0])
        assert answer.ok, path
        anchor = path.partition("#")[2]
        assert not anchor or f'id="{anchor}"' in answer.text(), path


TEXTS = (
    "Crohn’s disease, Wharton's jelly",
    "Tumours of the haematopoietic centre; oedema in ischaemia",
    "Standardisation was analysed and randomised in studies of fibres",
    "Monguió-Tortajada, Müller & Ørsted 2019: miR-125b (β-catenin)",
    "MSC-EVs: EVs, sEVs; ½ dose, H₂O₂",
    "diagnosis bias focus process series",
    "Über-Zellen für Łukasz und Straße; μg, ΑΣ, がか, Йод, ﬁbre",
)


def test_browser_and_build_compare_words_alike(page: Page, address: str) -> None:
    """What the index holds and what is asked go through the same steps."""
    from claimcards.search.words import find_root, split_words

    found = page.evaluate(SAME, [f"{address}assets/search-words.js", list(TEXTS)])
    assert found == [[find_root(word) for word in split_words(text)] for text in TEXTS]
