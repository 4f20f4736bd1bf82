"""Parts are never more than their whole, and figures are such as their measure can have."""

from __future__ import annotations

import pytest
from tests.unit.small_site import CLAIM, FROST, HAIL, POOL, Site, places

from claimcards.checks.wholes import is_above_zero

CHEEKS = "    result: Cheeks"
HARMS = "    harms: {exposed: 100, looked_for: rashes, followed: a week, serious_related: 0}\n"
REREAD = (
    "rereadings:\n  - {on: 2026-11-21, findings: 2, figures: 9, figures_mended: 3, "
    "directions: 2, directions_changed: 1}\n"
)


def said(site: Site) -> list[tuple[str, str, int, int]]:
    """What is expected: the one code at the marked place."""
    return [("CC291", *place) for place in site.expected]


def wholes(site: Site) -> list[tuple[str, str, int, int]]:
    """What is told of parts and figures; changed numbers may move what certainty asks for."""
    return [d for d in places(site.check()) if d[0] != "CC262"]


@pytest.mark.parametrize(
    "pools",
    [
        "{studies: 3, supports: 900}",
        "{studies: 3, supports: 1, disputes: 900}",
        "{studies: 4, supports: 2, disputes: 2, mixed: 1}",
        "{studies: 900}",
        "{studies: not-seen, supports: 3, mixed: 2}",
        "{studies: 0, supports: 1}",
    ],
)
def test_a_synthesis_has_no_more_studies_on_its_sides_than_it_pools(site: Site, pools: str) -> None:
    """Neither than it says of this result, nor than its study card says."""
    site.with_pool().change(
        CLAIM,
        "    result: Hands were warmer in four",
        f"    pools: ¦{pools}\n    result: Hands were warmer in four",
    )
    assert wholes(site) == said(site)


@pytest.mark.parametrize(
    "pools",
    [
        "{studies: 4, supports: 2, disputes: 1, mixed: 1}",
        "{studies: 3}",
        "{studies: not-reported, supports: 4}",
    ],
)
def test_sums_that_fit_are_left_in_peace(site: Site, pools: str) -> None:
    """A split may be whole, or less."""
    site.with_pool().change(
        CLAIM,
        "    result: Hands were warmer in four",
        f"    pools: {pools}\n    result: Hands were warmer in four",
    )
    assert wholes(site) == []


@pytest.mark.parametrize(
    "pools",
    [
        "{studies: 4, complete: ¦5}",
        "{studies: 1, listed: ¦[frost2010tea, hail2012tea]}",
        "{studies: 4, listed: ¦[frost2010tea, hail2012tea], complete: 1}",
    ],
)
def test_a_synthesis_lists_no_more_than_it_pools(site: Site, pools: str) -> None:
    """Listed studies are some of those that were compared, and these of those that are pooled."""
    site.with_pool().change(POOL, "{studies: 4, listed: [frost2010tea]}", pools)
    assert wholes(site) == said(site)


@pytest.mark.parametrize(
    "effect",
    [
        "{measure: RR, treated: {events: ¦900, of: 100}, control: {events: 1, of: 100}}",
        "{measure: RR, treated: {events: 0, of: ¦0}, control: {events: 1, of: 100}}",
        "{measure: RR, treated: {events: 1, of: ¦201}}",
    ],
)
def test_an_arm_has_room_for_its_events(site: Site, effect: str) -> None:
    """'40 of 4' and '0 of 0' are slips, and an arm is a part of the sample of 200."""
    site.change(CLAIM, CHEEKS, f"    effect: {effect}\n{CHEEKS}")
    assert wholes(site) == said(site)


def test_a_contradiction_of_the_source_does_not_make_an_arm_possible(site: Site) -> None:
    """What cannot be drawn or counted is left out, and said in words."""
    effect = "    effect: {measure: RR, treated: {events: ¦9, of: 4}}\n"
    site.change(CLAIM, CHEEKS, f"    contradiction: It prints so.\n{effect}{CHEEKS}")
    assert wholes(site) == said(site)


def test_a_subgroup_has_no_more_studies_than_are_pooled(site: Site) -> None:
    """The same studies may stand in several subgroups, so each is compared alone."""
    parts = "{part: rats, value: 1.0, studies: 3}, {part: mice, value: 2.0, studies: ¦5}"
    effect = f"    effect: {{measure: SMD, value: 1.5, subgroups: [{parts}]}}\n"
    site.with_pool().change(
        CLAIM,
        "    result: Hands were warmer in four",
        effect + "    result: Hands were warmer in four",
    )
    assert wholes(site) == said(site)


@pytest.mark.parametrize(
    "lines",
    [
        HARMS.replace("exposed: 100", "exposed: ¦201"),
        HARMS.replace("serious_related: 0", "serious_related: ¦101"),
        "    sample: ¦201\n",
        HARMS.replace("100", "¦60").replace("    harms", "    sample: 50\n    harms"),
    ],
)
def test_people_of_a_result_are_people_of_its_study(site: Site, lines: str) -> None:
    """200 were studied."""
    site.change(CLAIM, CHEEKS, lines + CHEEKS)
    assert wholes(site) == said(site)


def test_a_finding_in_other_beings_is_no_part_of_the_sample(site: Site) -> None:
    """One paper may hold 200 volunteers and 500 dogs; a sample of studies counts no people."""
    dogs = "    stratum: animals\n    species: [dog]\n    sample: 500\n"
    site.change(CLAIM, CHEEKS, dogs + CHEEKS)
    assert "CC291" not in [d.code for d in site.check()]
    site.change(CLAIM, dogs, "    sample: 500\n")
    site.change(HAIL, "unit: people", "unit: studies")
    assert "CC291" not in [d.code for d in site.check()]


@pytest.mark.parametrize(
    ("old", "new"),
    [("figures_mended: 3", "figures_mended: ¦10"), ("changed: 1", "changed: ¦3")],
)
def test_no_more_is_mended_than_was_read(site: Site, old: str, new: str) -> None:
    """A second reading cannot find more slips than figures."""
    site.append(CLAIM, REREAD.replace(old, new))
    assert wholes(site) == said(site)


@pytest.mark.parametrize(
    "effect",
    [
        "{measure: OR, value: ¦-1}",
        "{measure: OR, value: ¦0}",
        "{measure: hazard ratio, value: ¦-0.4}",
        "{measure: RR, value: 1.1, interval: ¦[-2, 3]}",
        "{measure: HR, interval: ¦[-2, -1]}",
        "{measure: OR, subgroups: [{part: rats, value: ¦-2}]}",
        "{measure: share of leaves, value: ¦141, unit: '%'}",
    ],
)
def test_a_measure_has_only_the_figures_that_it_can_have(site: Site, effect: str) -> None:
    """No ratio is 0 or below, no share above all."""
    site.change(CLAIM, CHEEKS, f"    effect: {effect}\n{CHEEKS}")
    found = places(site.check())
    assert found == [("CC292", *site.expected[0])]


@pytest.mark.parametrize(
    ("measure", "above"),
    [
        ("OR", True),
        ("or", True),
        ("adjusted HR of death or stroke", True),
        ("Odds ratio", True),
        ("rate ratio", True),
        ("log OR", False),
        ("MD in pain or stiffness", False),
        ("difference in the E/A ratio", False),
        ("fold change", False),
        ("SMD", False),
    ],
)
def test_which_measures_are_above_zero(measure: str, above: bool) -> None:
    """'Or' is a word, too, and logarithms and differences go below 0."""
    assert is_above_zero(measure) is above


@pytest.mark.parametrize(
    "effect",
    [
        "{measure: MD, p: ¦0}",
        "{measure: MD, p: ¦'<0'}",
        "{measure: MD, p: ¦'<0.000'}",
        "{measure: MD, p: ¦'<= 0'}",
        "{measure: MD, p: ¦'>1'}",
        "{measure: MD, p: ¦1.2}",
        "{measure: MD, p: ¦-0.1}",
        "{measure: MD, level: ¦0}",
        "{measure: MD, level: ¦100}",
        "{measure: MD, level: ¦99.99999999999999999}",
        "{measure: MD, level: ¦0.00000000000000000001}",
        "{measure: MD, level: ¦-95}",
    ],
)
def test_p_values_and_levels_that_cannot_be_are_refused(site: Site, effect: str) -> None:
    """Also those that only a computer takes for 0 or 100."""
    site.change(CLAIM, CHEEKS, f"    effect: {effect}\n{CHEEKS}")
    assert places(site.check()) == [("CC104", *site.expected[0])]


def test_a_level_near_the_end_can_be_computed_with(site: Site) -> None:
    """No level that is accepted stops the check of the interval."""
    for level in ("99.9999999999", "0.0000000001"):
        changed = Site(site.root, dict(site.files))
        changed.change(CLAIM, "      unit: °C\n", f"      level: {level}\n      p: 0.5\n")
        assert "CC104" not in [d.code for d in changed.check()]


def test_the_sound_site_has_no_such_problem(site: Site) -> None:
    """All of it with a synthesis."""
    assert FROST in site.files
    assert site.with_pool().append(CLAIM, REREAD).check() == ()
