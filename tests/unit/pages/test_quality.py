"""The self-audit: nothing is counted as more, or called fuller, than it is."""

from __future__ import annotations

import pytest
from tests.unit.small_site import CLAIM, Site

from claimcards.pages.methods import QualityPart, QualityView, _write_share, view_quality

AGAIN = (
    "rereadings:\n"
    "  - {on: 2026-11-22, findings: 2, figures: 3, figures_mended: 0, directions: 2, "
    "directions_changed: 0}\n"
    "  - {on: 2026-11-24, findings: 2, figures: 3, figures_mended: 0, directions: 2, "
    "directions_changed: 0}\n"
)
REVIEW = (
    "reviews:\n"
    "  - {on: 2026-11-25, by: Ada Invented, conflicts: {declared: None known, on: 2026-11-25, "
    "expires: 2027-11-25}}\n"
)


def audit(site: Site) -> QualityView:
    """The Quality page of the tiny site."""
    found = site.inspect_content()
    return view_quality(found.corpus, found.results)


def part(site: Site, key: str) -> QualityPart:
    """One table of it."""
    return next(part for part in audit(site).parts if part.id == key)


def test_two_readings_of_a_finding_are_not_two_findings(site: Site) -> None:
    """They are called readings, and it is said how they are counted."""
    site.append(CLAIM, AGAIN)
    again = part(site, "read-again")
    assert {line.label: line.count for line in again.lines}["Readings of findings"] == "4"
    assert "2026-11-22 to 2026-11-24" in again.about
    assert "counts as two readings" in again.about


def test_a_second_reader_of_the_project_is_no_independent_review(site: Site) -> None:
    """As long as nobody from outside has read it, that is said."""
    site.append(CLAIM, AGAIN)
    assert "second reader of this project" in part(site, "read-again").about
    assert part(site, "read-again").about.endswith("Nobody from outside has read them yet.")
    assert audit(site).reviewed == "No claim has been reviewed independently yet."
    site.append(CLAIM, REVIEW)
    assert "Nobody" not in part(site, "read-again").about
    assert audit(site).reviewed == "1 of 1 claim has been reviewed independently."


def test_reviews_come_due_by_day(site: Site) -> None:
    """Each day once, the next first; of each claim the last review, if there was one."""
    site.with_other().change(CLAIM, "review_due: 2027-11-21", "review_due: 2027-05-21")
    site.append(CLAIM, REVIEW)
    first, second = audit(site).due
    assert (first.day, first.count, first.claims[0].reviewed) == (
        "2027-05-21",
        "1 claim",
        "2026-11-25",
    )
    assert (second.day, second.claims[0].id, second.claims[0].reviewed) == (
        "2027-11-21",
        "tea-cools",
        "",
    )


@pytest.mark.parametrize(
    ("count", "total", "shown"),
    [
        (0, 217, "0\u00a0%"),
        (1, 217, "under 1\u00a0%"),
        (2, 217, "1\u00a0%"),
        (1, 200, "under 1\u00a0%"),
        (199, 200, "over 99\u00a0%"),
        (216, 217, "over 99\u00a0%"),
        (217, 217, "100\u00a0%"),
        (1, 2, "50\u00a0%"),
    ],
)
def test_some_is_never_none_and_nearly_all_never_all(count: int, total: int, shown: str) -> None:
    """A share is rounded, but not to what it is not."""
    assert _write_share(count, total) == shown
