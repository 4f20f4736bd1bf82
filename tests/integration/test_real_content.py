"""The real content: sound, large enough, two-sided, with the verdicts worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimcards.cards.words import Stratum
from claimcards.inspection import Inspection, inspect_content
from claimcards.text.diagnostics import print_as_text
from claimcards.verdict.values import CertaintyLevel, ClaimVerdict, HeadlineWord, Verdict

OF_THE_REVIEWS = (
    "msc-most-trialled",
    "msc-sources-main",
    "msc-genomic-stability",
    "msc-self-renewal-passages",
    "exosome-endosomal-biogenesis",
    "benefit-without-engraftment",
    "secretome-mediates-benefit",
    "exosomes-active-component",
    "exosomes-extend-stromal-support",
    "exosomes-target-housekeeping",
    "exosomes-equal-parent-cells",
    "biomaterials-enhance",
    "broad-spectrum",
    "clinical-benefit-shown",
    "efficacy-myocardial",
    "efficacy-kidney",
    "efficacy-liver",
    "efficacy-lung",
    "efficacy-stroke",
    "efficacy-spinal-cord",
    "efficacy-cartilage-oa",
    "efficacy-bone",
    "efficacy-wound-skin",
    "manufacturing-ready",
    "standards-lacking",
)
"""The claims that the two reviews make, which the site was begun with."""


@pytest.fixture(scope="module")
def found(repository: Path) -> Inspection:
    """The real content, read and judged."""
    return inspect_content(repository, repository / "content")


@pytest.fixture(scope="module")
def of(found: Inspection) -> Callable[[str], ClaimVerdict]:
    """The synthesis of a claim by its id."""

    def synthesis(claim: str) -> ClaimVerdict:
        return found.results[claim]

    return synthesis


def test_the_content_has_no_problem(found: Inspection) -> None:
    """Not one diagnostic, warnings included."""
    assert print_as_text(found.diagnostics) == ""


def test_there_are_enough_findings_and_studies(found: Inspection) -> None:
    """At least 120 findings from at least 85 studies that findings name."""
    findings = [finding for _, _, finding in found.corpus.findings()]
    assert len(findings) >= 120
    assert len({finding.study for finding in findings}) >= 85


def test_every_claim_of_the_two_reviews_has_its_card(found: Inspection) -> None:
    """All 25 are there, and none is withdrawn."""
    assert len(OF_THE_REVIEWS) == len(set(OF_THE_REVIEWS)) == 25
    missing = [key for key in OF_THE_REVIEWS if key not in found.corpus.claims]
    assert missing == []
    withdrawn = [k for k in OF_THE_REVIEWS if found.corpus.claims[k].record.withdrawn]
    assert withdrawn == []


def test_every_claim_was_searched_from_both_sides(found: Inspection) -> None:
    """Each claim that has findings of its own records a search for and one against."""
    for key, sourced in found.corpus.claims.items():
        searches = sourced.record.searches
        if not sourced.record.over:
            assert any(search.for_ for search in searches), key
            assert any(search.against for search in searches), key


def test_both_sides_and_null_results_are_there(found: Inspection) -> None:
    """The site holds findings that support, that dispute and that are mixed, in numbers."""
    directions = [finding.direction.value for _, _, finding in found.corpus.findings()]
    assert directions.count("supports") >= 60
    assert directions.count("disputes") >= 15
    assert directions.count("mixed") >= 5


def test_every_finding_says_where_it_stands_and_how_deep_it_was_read(found: Inspection) -> None:
    """Locator and depth are never empty words."""
    for claim, _, finding in found.corpus.findings():
        assert finding.locator.strip(" -."), f"{claim.record.id} {finding.id}"
        assert finding.checked.depth


def verdict(synthesis: ClaimVerdict, stratum: str) -> str:
    """The verdict of one stratum."""
    return synthesis.strata[Stratum(stratum)].verdict.value


def test_exosomes_as_the_active_component(of: Callable[[str], ClaimVerdict]) -> None:
    """Contested in animals, disputed in cells."""
    claim = of("exosomes-active-component")
    assert verdict(claim, "animals") == "contested"
    assert verdict(claim, "cells") == "disputed"


def test_kidney(of: Callable[[str], ClaimVerdict]) -> None:
    """Insufficient in people; in animals supported at very low certainty."""
    claim = of("efficacy-kidney")
    assert verdict(claim, "people") == "insufficient"
    assert claim.headline.verdict is Verdict.INSUFFICIENT
    animals = claim.strata[Stratum.ANIMALS]
    assert animals.verdict is Verdict.SUPPORTED
    assert animals.certainty.level is CertaintyLevel.VERY_LOW


def test_covid19(of: Callable[[str], ClaimVerdict]) -> None:
    """Very uncertain, leaning yes."""
    assert of("efficacy-covid19").headline.word is HeadlineWord.LEANING_YES


def test_safety_in_people(of: Callable[[str], ClaimVerdict]) -> None:
    """Insufficient: 255 people exposed, so harm in up to one of 85 is not ruled out."""
    claim = of("safe-in-humans")
    assert claim.headline.verdict is Verdict.INSUFFICIENT
    safety = claim.strata[Stratum.PEOPLE].safety
    assert safety is not None
    assert (safety.exposed, safety.up_to_one_in) == (255, 85)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("unregulated-products", "supported"),
        ("msc-most-trialled", "supported"),
        ("standards-lacking", "supported"),
        ("msc-genomic-stability", "disputed"),
        ("tumour-risk", "contested"),
        ("clinical-benefit-shown", "insufficient"),
        ("broad-spectrum", "insufficient"),
    ],
)
def test_the_headlines_worked_out_by_hand(
    claim: str, expected: str, of: Callable[[str], ClaimVerdict]
) -> None:
    """If one differs, find out whether rule, coding or evidence is why, and write it down."""
    assert of(claim).headline.verdict.value == expected
