"""Figures recomputed: sources' own slips are found, and rounding is not one."""

from __future__ import annotations

import pytest

from claimcards.figures import MOST_COUNTED, disagreements, fisher
from claimcards.model.claim import Finding


def codes(effect: dict[str, object] | None = None, result: str = "Warmer.") -> list[str]:
    """What is found in a finding with this effect and these words."""
    finding: dict[str, object] = {
        "id": "a",
        "study": "b",
        "direction": "supports",
        "outcome": "Heat",
        "comparator": "Water",
        "result": result,
        "locator": "Abstract",
        "checked": {"depth": "abstract", "on": "2026-11-21"},
    }
    if effect:
        finding["effect"] = effect
    return [found.code for found in disagreements(Finding.model_validate(finding))]


def arms(treated: tuple[int, int], control: tuple[int, int]) -> dict[str, object]:
    """Events in two arms."""
    return {
        "treated": {"events": str(treated[0]), "of": str(treated[1])},
        "control": {"events": str(control[0]), "of": str(control[1])},
    }


@pytest.mark.parametrize(
    "effect",
    [
        {"measure": "MD", "value": "0.90", "interval": ["0.40", "1.40"], "p": "<0.001"},
        {"measure": "MD", "value": "0.9", "interval": ["0", "2"]},
        {"measure": "RR", "value": "2.0", "interval": ["1.0", "4.0"], "p": "0.05"},
        {"measure": "MD", "value": "0.90", "p": "0.9"},
        {"measure": "prevalence", "value": "0.7", "interval": ["0.1", "5.2"]},
    ],
)
def test_figures_that_agree_are_left_in_peace(effect: dict[str, object]) -> None:
    """Ratios are even on the log scale, coarse figures stand for ranges, shares are uneven."""
    assert codes(effect) == []


@pytest.mark.parametrize(
    ("effect", "code"),
    [
        ({"measure": "MD", "value": "0.50", "interval": ["0.40", "1.40"]}, "CC247"),
        ({"measure": "RR", "value": "2.50", "interval": ["1.00", "4.00"]}, "CC247"),
        (
            {"measure": "MD", "value": "0.90", "interval": ["0.40", "1.40"], "p": "0.60"},
            "CC248",
        ),
        (
            {"measure": "MD", "value": "0.10", "interval": ["-0.40", "0.60"], "p": "<0.001"},
            "CC248",
        ),
        ({"measure": "RR", "value": "3.0", **arms((4, 100), (8, 100))}, "CC249"),
        ({"measure": "risk", "p": "0.90", **arms((40, 100), (8, 100))}, "CC249"),
        ({"measure": "RR", **arms((40, 4), (8, 100))}, "CC249"),
    ],
)
def test_figures_that_cannot_both_be_right_are_found(effect: dict[str, object], code: str) -> None:
    """Each kind by its code."""
    assert codes(effect) == [code]


def test_an_interval_that_cannot_be_is_not_judged_twice() -> None:
    """A value outside its interval has an error of its own."""
    assert codes({"measure": "MD", "value": "3.00", "interval": ["0.40", "1.40"]}) == []
    assert codes({"measure": "MD", "value": "0.90", "interval": ["1.40", "0.40"]}) == []


@pytest.mark.parametrize(
    ("result", "found"),
    [
        ("4 of 21 (19%) were warmer.", []),
        ("4 of 21 (29%) were warmer.", ["CC246"]),
        ("0 of 0 (0%) were warmer.", []),
        ("Warmer in 19%.", []),
    ],
)
def test_percentages_follow_from_their_counts(result: str, found: list[str]) -> None:
    """As far as both are printed."""
    assert codes(result=result) == found


def test_the_exact_test_is_fishers() -> None:
    """The lady tasting tea: three of four right, Fisher 1935."""
    assert fisher(3, 4, 1, 4) == pytest.approx(0.4857, abs=1e-4)
    assert fisher(4, 4, 0, 4) == pytest.approx(0.0286, abs=1e-4)


def test_arms_that_are_empty_or_huge_are_survived() -> None:
    """No division by nothing, and no test that takes all day."""
    none = {"measure": "RR", "value": "1", "p": "0.5", **arms((0, 0), (0, 0))}
    assert codes(none) == []
    many = MOST_COUNTED * 1000
    huge = {
        "measure": "RR",
        "value": "1.0",
        "p": "0.5",
        **arms((many // 2, many), (many // 2, many)),
    }
    assert codes(huge) == []
