"""Figures that contradict each other are found, and sound ones are left alone."""

from __future__ import annotations

import pytest

from claimcards.figures import disagreements, fisher
from claimcards.model.claim import Finding


def finding(result: str = "Something was found.", **effect: object) -> Finding:
    """A finding with this effect, everything else as small as can be."""
    card: dict[str, object] = {
        "id": "one",
        "study": "one2020",
        "direction": "supports",
        "outcome": "death",
        "comparator": "placebo",
        "result": result,
        "locator": "Abstract",
        "checked": {"depth": "abstract", "on": "2026-11-21"},
    }
    if effect:
        card["effect"] = effect
    return Finding.model_validate(card)


def codes(found: Finding) -> list[str]:
    """The codes of what a finding contradicts itself in."""
    return [d.code for d in disagreements(found)]


def test_risk_ratios_that_do_not_follow_from_their_counts() -> None:
    """3 of 11 against 8 of 24 is 0.82 and not 0.49; 0 of 8 against 8 of 24 is not 0.08."""
    three = finding(
        measure="RR",
        value="0.49",
        treated={"events": "3", "of": "11"},
        control={"events": "8", "of": "24"},
    )
    none = finding(
        measure="RR",
        value="0.08",
        treated={"events": "0", "of": "8"},
        control={"events": "8", "of": "24"},
    )
    assert codes(three) == ["CC249"]
    assert "0.82" in disagreements(three)[0].sentence
    assert codes(none) == ["CC249"]
    assert "0.16" in disagreements(none)[0].sentence


@pytest.mark.parametrize(
    ("value", "interval", "implied"),
    [("1.20", ["0.20", "2.20"], "0.019"), ("1.20", ["0.45", "1.95"], "0.0017")],
)
def test_a_p_value_printed_as_zero_that_is_not(
    value: str, interval: list[str], implied: str
) -> None:
    """A p value printed as 0.000 whose interval comes to about 0.02, or to 0.002."""
    found = finding(measure="SMD", value=value, interval=interval, p="0.000")
    assert codes(found) == ["CC248"]
    assert implied in disagreements(found)[0].sentence


def test_a_p_value_far_below_an_exact_test_of_its_counts() -> None:
    """57 % against 28 % in groups of about 15 cannot give p < 0.0001."""
    found = finding(
        measure="survival",
        p="<0.0001",
        treated={"events": "8", "of": "14"},
        control={"events": "4", "of": "14"},
    )
    assert codes(found) == ["CC249"]


def test_a_value_off_the_middle_of_its_interval() -> None:
    """A standardised difference of -4.02 does not lie in the middle of -5.28 to -2.23."""
    assert codes(finding(measure="SMD", value="-4.02", interval=["-5.28", "-2.23"])) == ["CC247"]


def test_a_ratio_lies_in_the_middle_on_the_log_scale() -> None:
    """0.33 (0.27 to 0.41) is even on the log scale, and so is 0.08 (0.005 to 1.26)."""
    assert codes(finding(measure="HR", value="0.33", interval=["0.27", "0.41"])) == []
    assert codes(finding(measure="RR", value="0.08", interval=["0.005", "1.26"], p="0.07")) == []


def test_percentages_against_their_n() -> None:
    """A percentage cut short is forgiven, a wrong one is not."""
    assert codes(finding("Deaths: 4 of 21 (19.04%) and 13 of 24 (54.16%).")) == []
    assert codes(finding("Deaths: 4 of 21 (29%).")) == ["CC246"]


def test_small_p_values_are_not_compared() -> None:
    """Below one in ten thousand, methods differ and nothing hangs on it."""
    assert (
        codes(finding(measure="SMD", value="3.16", interval=["2.65", "3.66"], p="<0.00001")) == []
    )


def test_fishers_exact_test_on_a_known_table() -> None:
    """The lady tasting tea: 3 of 4 against 1 of 4 gives 34/70 on two sides."""
    assert fisher(3, 4, 1, 4) == pytest.approx(34 / 70)
