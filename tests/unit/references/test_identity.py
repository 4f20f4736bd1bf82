"""One work under two keys is seen; two works are never called one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcards.references.identity import find_same_works, title_mark, without_mark
from claimcards.references.reference import Name, Reference, Span

TITLE = "Interleukin-1α in the healing of the torn tendon"


def work(
    key: str, title: str = TITLE, family: str = "Frost", year: int = 2020, **ids: str
) -> Reference:
    """A reference with one author."""
    made = Reference(key, "article", (Span(title),), (Name(family=family),), year=year)
    return replace(made, **ids)  # type: ignore[arg-type]  # the fields of numbers are texts


def pairs(*works: Reference) -> list[tuple[str, str, str, str]]:
    """What is told of them."""
    found = find_same_works({one.key: one for one in works})
    return [(one.first, one.second, one.kind, one.differ) for one in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work("a"), work("b", TITLE.upper())),
        (work("a", family="Liu"), work("b", family="Líu")),
        (work("a", family="Łukasz"), work("b", family="Lukasz")),
        (work("a"), work("b", f"RETRACTED: {TITLE}")),
        (work("a"), work("b", f"[Retracted] {TITLE}")),
        (work("a"), work("b", f"{TITLE} (Retracted Article)")),
        (work("a"), work("b", f"WITHDRAWN \N{EN DASH} {TITLE}")),
        (work("a"), work("b", TITLE.replace("-", "\N{NON-BREAKING HYPHEN}") + ".")),
        (work("a", "間葉系幹細胞の治療効果", "王"), work("b", "間葉系幹細胞の治療効果。", "王")),
        (
            work("a", "Стволовые клетки и сустав", "Ива"),
            work("b", "Стволовые клетки и сустав", "Ива"),
        ),
        (work("a", doi="10.5555/x"), work("b")),
        (work("a", pmid="1"), work("b", doi="10.5555/x")),
    ],
)
def test_the_same_title_author_and_year_is_the_same_work(one: Reference, other: Reference) -> None:
    """However accents, dashes and marks of a retraction are written."""
    assert pairs(one, other) == [("a", "b", "title, first author and year", "")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work("a"), work("b", TITLE.replace("α", "β"))),
        (work("a", doi="10.5555/x"), work("b", doi="10.5555/y")),
        (work("a", pmid="1"), work("b", pmid="2")),
        (work("a"), work("b", year=2021)),
        (work("a"), work("b", family="Rime")),
        (work("a", "Editorial"), work("b", "Editorial")),
        (work("a", "間葉系幹細胞の治療効果", "王"), work("b", "造血系幹細胞の治療効果", "王")),
        (work("a", "CD34+ cells in the torn tendon"), work("b", "CD34- cells in the torn tendon")),
    ],
)
def test_two_works_are_two(one: Reference, other: Reference) -> None:
    """A Greek letter, a sign, another identifier."""
    assert pairs(one, other) == []


def test_a_shared_identifier_is_enough() -> None:
    """However a title was typed; capitals of a DOI do not count."""
    assert pairs(work("a", doi="10.5555/X"), work("b", "Other", doi="10.5555/x")) == [
        ("a", "b", "DOI", "")
    ]


def test_a_shared_number_of_two_works_is_a_slip() -> None:
    """Two DOIs are two works, so one of them has the PMID of the other."""
    one, other = work("a", doi="10.5555/x", pmid="7"), work("b", "Tea", doi="10.5555/y", pmid="7")
    assert pairs(one, other) == [("a", "b", "PMID", "DOI")]


def test_a_third_work_is_compared_with_each() -> None:
    """The second is the same as the third, though the first is not."""
    works = (work("a", doi="10.5555/x"), work("b", doi="10.5555/y"), work("c", doi="10.5555/Y"))
    assert pairs(*works) == [("b", "c", "DOI", "")]


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("RETRACTED ARTICLE: Tea", "retracted"),
        ("Tea (Withdrawn)", "withdrawn"),
        ("Removed: Tea", "removed"),
        ("Tea", ""),
        ("Removed-tooth cells", ""),
        ("Retracted tendons heal", ""),
    ],
)
def test_only_a_mark_is_a_mark(title: str, mark: str) -> None:
    """A tendon may be retracted, too."""
    assert title_mark(title) == mark
    assert without_mark(title) == ("Tea" if mark else title)
