"""Figures recomputed: sources' own slips are found, and rounding is not one."""

from __future__ import annotations

import pytest

from claimcards.cards.claim import Finding
from claimcards.verdict.figures import (
    MOST_COUNTED,
    Disagreement,
    compute_fisher_p,
    find_disagreements,
)


def codes(
    effect: dict[str, object] | None = None, result: str = "Warmer.", pooled: str | None = None
) -> list[str]:
    """What is found in a finding with this effect and these words."""
    return [found.code for found in found_in(effect, result, pooled)]


def found_in(
    effect: dict[str, object] | None, result: str = "Warmer.", pooled: str | None = None
) -> tuple[Disagreement, ...]:
    """The disagreements themselves, with both figures."""
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
    if pooled:
        finding["pools"] = {"studies": pooled}
    return find_disagreements(Finding.model_validate(finding))


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
    ],
)
def test_figures_that_cannot_both_be_right_are_found(effect: dict[str, object], code: str) -> None:
    """Each kind by its code."""
    assert codes(effect) == [code]


def rr(value: str, interval: list[str], p: str, dead: tuple[int, int]) -> dict[str, object]:
    """A risk ratio of deaths as 10.1186/s13287-023-03402-8 prints it, against 8 of 24 controls."""
    return {"measure": "RR", "value": value, "interval": interval, "p": p, **arms(dead, (8, 24))}


@pytest.mark.parametrize(
    ("effect", "comes_to"),
    [
        (rr("0.49", ["0.14", "1.11"], "0.08", (3, 11)), "3 of 11 against 8 of 24 gives 0.82"),
        (rr("0.08", ["0.005", "1.26"], "0.07", (0, 8)), "0 of 8 against 8 of 24 gives 0.16"),
    ],
)
def test_risk_ratios_of_a_covid_trial_do_not_follow_from_its_deaths(
    effect: dict[str, object], comes_to: str
) -> None:
    """Zarrabi 2023: printed 0.49 and 0.08, which its own counts do not give."""
    found = [d for d in found_in(effect) if d.code == "CC249"]
    assert comes_to in {d.implied for d in found}
    assert f"the RR is printed as {effect['value']}" in {d.printed for d in found}


@pytest.mark.parametrize(
    ("value", "interval", "about"),
    [
        ("-8.23", ["-15.29", "-1.17"], "0.022"),
        ("-4.52", ["-7.43", "-1.62"], "0.0023"),
    ],
)
def test_p_values_of_a_heart_meta_analysis_do_not_fit_their_intervals(
    value: str, interval: list[str], about: str
) -> None:
    """10.1186/s13287-022-02833-z prints 0.000 twice, for intervals that give 0.02 and 0.002."""
    effect: dict[str, object] = {"measure": "WMD", "value": value, "interval": interval}
    effect["p"] = "0.000"
    (found,) = found_in(effect)
    assert found.code == "CC248"
    assert found.printed == "p is printed as 0.000"
    assert found.implied.endswith(f"comes to about {about}")


def test_other_figures_of_the_same_meta_analysis_are_left_in_peace() -> None:
    """Its main result, 3.67 (2.28 to 5.07) with 0.000, is sound."""
    sound: dict[str, object] = {"measure": "WMD", "value": "3.67", "p": "0.000"}
    sound["interval"] = ["2.28", "5.07"]
    assert codes(sound) == []


@pytest.mark.parametrize("treated", [13, 14, 15, 16])
@pytest.mark.parametrize("control", [13, 14, 15, 16])
def test_the_survival_of_a_secretome_trial_cannot_have_its_p_value(
    treated: int, control: int
) -> None:
    """10.1186/s13287-022-02771-w: 57% against 28%, p < 0.0001, in groups of about 15.

    It prints no counts of survivors, so each size of group near 15 is tried.
    """
    alive = arms((round(0.57 * treated), treated), (round(0.28 * control), control))
    assert codes({"measure": "survival", "p": "<0.0001", **alive}) == ["CC249"]


def test_the_survival_of_the_secretome_trial_comes_to_about_a_seventh() -> None:
    """8 of 14 and 4 of 15 are the counts nearest to its percentages: p is about 0.14."""
    assert compute_fisher_p(8, 14, 4, 15) == pytest.approx(0.14, abs=0.005)


def pool(value: str, *parts: tuple[str, str, str | None]) -> dict[str, object]:
    """A pooled SMD and its subgroups, each with the number of its studies where it is given."""
    listed = [{"part": part, "value": of, **({"studies": n} if n else {})} for part, of, n in parts]
    return {"measure": "SMD", "value": value, "subgroups": listed}


RATS, RANDOMISED = ("rats", "2.8", "13"), ("randomised studies", "2.9", "12")


def test_a_pooled_value_below_its_subgroups_is_found() -> None:
    """A meta-analysis of bone (Mai 2025): 2.17 in 20 studies, 2.8 in rats, 2.9 if randomised."""
    (found,) = found_in(pool("2.17", RATS, RANDOMISED), pooled="20")
    assert found.code == "CC250"
    assert found.printed == "the pooled value is printed as 2.17"
    assert found.implied == "its subgroups run from 2.8 (rats) to 2.9 (randomised studies)"


def test_a_pooled_value_above_its_subgroups_is_found_too() -> None:
    """Also where no numbers of studies are given."""
    assert codes(pool("3.4", ("rats", "2.8", None), ("mice", "2.9", None))) == ["CC250"]


@pytest.mark.parametrize(
    ("effect", "pooled"),
    [
        (pool("2.85", RATS, RANDOMISED), "20"),
        (pool("2.79", RATS, ("mice", "2.9", "7")), "20"),
        (pool("2.17", RATS), "20"),
        (pool("2.17", RATS, ("mice", "2.9", "4")), "20"),
        (pool("2.17", RATS, RANDOMISED, ("local treatment", "2.16", "15")), "20"),
        ({"measure": "SMD", "subgroups": pool("1", RATS, RANDOMISED)["subgroups"]}, "20"),
    ],
    ids=["among them", "rounding", "one part", "some left out", "a third part", "no value"],
)
def test_subgroups_that_can_make_up_the_whole_are_left_in_peace(
    effect: dict[str, object], pooled: str
) -> None:
    """A rest that is in no part may lie anywhere."""
    assert codes(effect, pooled=pooled) == []


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
        ("Twelve of 20 (60%) were warmer.", []),
        ("Twelve of 20 (65%) were warmer.", ["CC246"]),
        ("Of them, nine of ten (80%) were warmer, in all.", ["CC246"]),
        ("None of the six (0%) was warmer.", []),
        ("Someone of 20 (65%) was warmer.", []),
        ("4 of 24 (16%) were warmer, cut where 17 is nearer.", []),
        ("4 of 24 (15%) were warmer.", ["CC246"]),
        ("4 of 24 (16.6%) were warmer.", []),
        ("4 of 24 (16.5%) were warmer.", ["CC246"]),
    ],
)
def test_percentages_follow_from_their_counts(result: str, found: list[str]) -> None:
    """As far as both are printed."""
    assert codes(result=result) == found


def test_the_exact_test_is_fishers() -> None:
    """The lady tasting tea: three of four right, Fisher 1935."""
    assert compute_fisher_p(3, 4, 1, 4) == pytest.approx(0.4857, abs=1e-4)
    assert compute_fisher_p(4, 4, 0, 4) == pytest.approx(0.0286, abs=1e-4)


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
