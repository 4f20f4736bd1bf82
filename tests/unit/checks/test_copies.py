"""A claim or finding that stands twice is told, as works are."""

from __future__ import annotations

import pytest
from tests.unit.small_site import CLAIM, OTHER, OTHER_CLAIM, Site

from claimcards.text.diagnostics import Diagnostic, Severity


def copies(site: Site) -> list[Diagnostic]:
    """What is told of copies, each at the marked place."""
    found = [d for d in site.check() if d.code == "CC294"]
    assert [(d.place.file, d.place.line, d.place.column) for d in found] == site.expected
    assert all(d.severity is Severity.WARNING for d in found)
    return found


def other(site: Site, statement: str) -> Site:
    """The site with a second claim that says this; the first says that tea warms cold people."""
    return site.write(OTHER, OTHER_CLAIM.replace("Tea cools hot people.", statement))


@pytest.mark.parametrize(
    "statement",
    [
        "Tea warms cold people.",
        "tea warms cold people",
        "Tea warms the cold people",
        "Teas warm cold people.",
        "Tea can warm cold people!",
    ],
)
def test_the_same_statement_under_another_id(site: Site, statement: str) -> None:
    """Word for word, or but for what says nothing. The later id is told."""
    other(site, "Tea warms cold people.").change(
        CLAIM, "statement: Tea warms cold people.", f"statement: ¦{statement}"
    )
    assert "what the claim 'tea-cools' says" in copies(site)[0].message


def test_a_slip_of_the_pen_makes_no_other_claim(site: Site) -> None:
    """One letter of one long word."""
    other(site, "Tea improves circulation.").change(
        CLAIM, "statement: Tea warms cold people.", "statement: ¦Tea improves circulaton."
    )
    assert len(copies(site)) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Tea warms cold people.", "Tea does not warm cold people."),
        ("Tea raises interleukin-1α.", "Tea raises interleukin-1β."),
        ("Tea warms cold people.", "Tea warms cold dogs."),
        ("Tea cures hypertension.", "Tea cures hypotension."),
        ("People like tea.", "Tea likes people."),
        ("Tea kills CD34+ cells.", "Tea kills CD34- cells."),
        ("お茶は人を温める", "お茶は犬を温める"),
    ],
)
def test_claims_that_differ_are_left_in_peace(site: Site, one: str, two: str) -> None:
    """A word, a sign, a letter or the order may be the whole difference."""
    other(site, two).change(CLAIM, "Tea warms cold people.", one)
    assert copies(site) == []


def test_a_claim_copied_with_its_findings(site: Site) -> None:
    """The statement was rewritten, the evidence is the same."""
    text = site.files[CLAIM].replace("id: tea-warms", "id: zeal-warms")
    text = text.replace("Tea warms cold people.", "A hot drink is good for you.")
    site.write("claims/warmth/zeal-warms.yml", text.replace("findings:", "¦findings:"))
    assert "the same findings as the claim 'tea-warms'" in copies(site)[0].message


def test_a_copied_card_is_told_once(site: Site) -> None:
    """Statement and findings: one warning."""
    text = site.files[CLAIM].replace("id: tea-warms", "id: zeal-warms")
    site.write("claims/warmth/zeal-warms.yml", text.replace("statement: Tea", "statement: ¦Tea"))
    assert len(copies(site)) == 1


def test_a_finding_copied_under_another_id(site: Site) -> None:
    """The same result of the same study, in one claim."""
    finding = site.files[CLAIM].split("findings:\n")[1].split("  - id: hail")[0]
    again = finding.replace("id: frost2010-hands", "id: ¦frost2010-again")
    site.change(CLAIM, "searches:\n", again + "searches:\n")
    assert "'frost2010-again' repeats the finding 'frost2010-hands'" in copies(site)[0].message


def test_two_results_of_one_study_are_two(site: Site) -> None:
    """Another outcome, told in other words."""
    finding = site.files[CLAIM].split("findings:\n")[1].split("  - id: hail")[0]
    again = finding.replace("id: frost2010-hands", "id: frost2010-feet").replace("hands", "feet")
    site.change(CLAIM, "searches:\n", again + "searches:\n")
    assert copies(site) == []


def test_a_withdrawn_claim_may_be_repeated(site: Site) -> None:
    """It no longer stands."""
    other(site, "Tea warms cold people.")
    site.append(OTHER, "withdrawn: {on: 2026-11-21, because: Written anew.}\n")
    assert copies(site) == []
