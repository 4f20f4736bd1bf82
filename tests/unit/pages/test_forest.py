"""Effects drawn: which results share a figure, where they stand on it, what is said of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.small_site import CLAIM, FROST, HAIL, Site

from claimcards.pages.answer import draw_balance
from claimcards.pages.effects import (
    MARGIN,
    MOST_TICKS,
    NO_VALUE,
    DirectionGroup,
    Forest,
    ForestRow,
    NumberAxis,
    ValueSpan,
    draw_forests,
    list_directions,
    make_axis,
)

SECOND = "    outcome: Temperature of the cheeks\n    comparator: Hot water\n"
EFFECT = "    effect: {{measure: {}, value: {}, interval: [{}, {}]{}}}\n"


def with_effect(site: Site, measure: str, *numbers: str, more: str = "") -> Site:
    """The tiny site whose second finding has an effect, too."""
    return site.change(CLAIM, SECOND, SECOND + EFFECT.format(measure, *numbers, more))


def drawn(site: Site) -> tuple[Forest, ...]:
    """The figures of the tiny site's claim."""
    found = site.inspect_content()
    return draw_forests(
        found.corpus, found.corpus.claims["tea-warms"].record, found.results["tea-warms"]
    )


def told(site: Site) -> tuple[DirectionGroup, ...]:
    """The results of the tiny site's claim that no figure draws."""
    found = site.inspect_content()
    record = found.corpus.claims["tea-warms"].record
    return list_directions(found.corpus, record, found.results["tea-warms"]).groups


def only_row(site: Site) -> ForestRow:
    """The one row of the one figure."""
    (figure,) = drawn(site)
    (row,) = figure.rows
    return row


def percent(place: str) -> float:
    """A place as a number."""
    return float(place.removesuffix("%"))


def title(figure: Forest) -> str:
    """A figure's title as plain text."""
    return "".join(piece.text for piece in figure.title)


def test_a_result_with_an_interval_is_drawn(site: Site) -> None:
    """Its value as printed, its mark between the ends of its interval, right of no effect."""
    (figure,) = drawn(site)
    assert (title(figure), figure.where) == ("MD (°C)", "in people")
    row = only_row(site)
    assert (row.finding, row.short) == ("frost2010-hands", "Frost and Rime 2010")
    assert (row.value, row.tone, row.word) == ("0.90 (0.40 to 1.40)", "supports", "supports")
    assert percent(figure.zero) < percent(row.mark.low) < percent(row.mark.at)
    assert percent(row.mark.at) < percent(row.mark.high) <= 100 - MARGIN
    assert not row.mark.cut_low
    assert not row.mark.cut_high


def test_a_result_without_an_interval_is_told(site: Site) -> None:
    """Its direction in a word, and that there is no value."""
    (group,) = told(site)
    (row,) = group.rows
    assert group.where == "In people"
    assert (row.finding, row.word, row.value, row.given) == (
        "hail2012-cheeks",
        "supports",
        NO_VALUE,
        False,
    )


@pytest.mark.parametrize(
    ("effect", "shown"),
    [
        ("{measure: MD, value: 1.50, unit: °C}", "1.50 °C: MD"),
        ("{measure: MD, value: 1.5, p: <0.01}", "1.5, p <0.01: MD"),
        ("{measure: MD, p: 0.20}", "p = 0.20: MD"),
        ("{measure: RR, interval: [1.10, 2.20]}", "95% interval 1.10 to 2.20: RR"),
        (
            "{measure: RR, treated: {events: 4, of: 21}, control: {events: 13, of: 24}}",
            "4 of 21 against 13 of 24: RR",
        ),
        ("{measure: MD}", NO_VALUE),
    ],
)
def test_what_a_card_gives_without_an_interval_is_shown(
    site: Site, effect: str, shown: str
) -> None:
    """A value, a p value, counts; a measure alone says nothing."""
    site.change(CLAIM, SECOND, f"{SECOND}    effect: {effect}\n")
    (group,) = told(site)
    assert [row.value for row in group.rows] == [shown]


def test_one_figure_holds_one_measure(site: Site) -> None:
    """The same measure, unit and better share an axis."""
    with_effect(site, "md", "1.10", "0.20", "2.00", more=", unit: °C")
    (figure,) = drawn(site)
    assert [row.finding for row in figure.rows] == ["hail2012-cheeks", "frost2010-hands"]
    assert any("nothing is added up" in note for note in figure.notes)
    assert told(site) == ()


@pytest.mark.parametrize(
    ("measure", "more"),
    [
        ("SMD", ", unit: °C"),
        ("MD", ""),
        ("MD", ", unit: °C, better: higher"),
        ("MD", ", level: 90"),
    ],
)
def test_what_cannot_be_compared_is_drawn_apart(site: Site, measure: str, more: str) -> None:
    """Another measure, unit, direction of better or level of interval has its own axis."""
    with_effect(site, measure, "1.10", "0.20", "2.00", more=more)
    assert [len(figure.rows) for figure in drawn(site)] == [1, 1]


def test_strata_are_drawn_apart(site: Site) -> None:
    """What the claim is about first; a person and a dog never share an axis."""
    with_effect(site, "MD", "1.10", "0.20", "2.00", more=", unit: °C")
    site.change(CLAIM, "study: hail2012tea\n", "study: hail2012tea\n    stratum: animals\n")
    assert [figure.where for figure in drawn(site)] == ["in people", "in animals"]


def test_a_ratio_has_a_log_axis(site: Site) -> None:
    """No effect is 1, and half is as far from it as double."""
    site.change(CLAIM, "measure: MD\n      value: 0.90", "measure: RR\n      value: 1.00")
    site.change(CLAIM, "interval: [0.40, 1.40]\n      unit: °C", "interval: [0.50, 2.00]")
    (figure,) = drawn(site)
    mark = figure.rows[0].mark
    assert figure.zero == mark.at
    assert percent(mark.at) - percent(mark.low) == pytest.approx(
        percent(mark.high) - percent(mark.at), abs=0.02
    )
    assert "1" in [tick.label for tick in figure.ticks]
    assert "line at 1 means no effect" in figure.reading


def test_a_share_has_no_line_of_no_effect(site: Site) -> None:
    """A share of one group compares nothing; its axis begins at nought."""
    site.change(CLAIM, "measure: MD", "measure: share of warm hands")
    (figure,) = drawn(site)
    assert figure.zero == ""
    assert figure.ticks[0].label == "0"
    assert "no effect" not in figure.reading


@pytest.mark.parametrize(
    ("better", "left", "right", "said"),
    [
        ("lower", "better", "worse", "Lower is better"),
        ("higher", "worse", "better", "Higher is better"),
    ],
)
def test_which_way_is_better_is_said(
    site: Site, better: str, left: str, right: str, said: str
) -> None:
    """In words on both sides of the axis, and above it for those who do not see it."""
    site.change(CLAIM, "      unit: °C\n", f"      unit: °C\n      better: {better}\n")
    (figure,) = drawn(site)
    assert (figure.left, figure.right) == (left, right)
    assert figure.reading.startswith(said)


def test_better_is_not_guessed(site: Site) -> None:
    """A card that does not say which way is better has no words under its axis."""
    (figure,) = drawn(site)
    assert (figure.left, figure.right) == ("", "")
    assert "not recorded" in figure.reading


def test_context_is_drawn_last_and_in_no_colour(site: Site) -> None:
    """A result that does not count is seen, says so, and no row of words repeats it."""
    with_effect(site, "MD", "9.00", "8.00", "10.00", more=", unit: °C")
    site.change(
        CLAIM,
        "study: hail2012tea\n    direction: supports",
        "study: hail2012tea\n    direction: neutral\n    neutral_because: subgroup",
    )
    (figure,) = drawn(site)
    assert [(row.tone, row.word) for row in figure.rows] == [
        ("supports", "supports"),
        ("none", "does not count"),
    ]
    assert told(site) == ()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            CLAIM,
            "direction: supports\n    outcome: Temperature of the hands",
            "direction: neutral\n    neutral_because: contradictory-figures\n"
            "    outcome: Temperature of the hands",
        ),
        (
            CLAIM,
            "result: Hands were 0.90",
            "withdrawn: {on: 2026-11-21, because: Wrong.}\n    result: Hands were 0.90",
        ),
        (
            FROST,
            "facets:",
            "standing: {status: retracted, on: 2026-01-01, because: Invented.}\nfacets:",
        ),
    ],
)
def test_what_nobody_should_lean_on_is_not_drawn(site: Site, file: str, old: str, new: str) -> None:
    """Figures that contradict each other, withdrawn findings, retracted studies."""
    assert drawn(site.change(file, old, new)) == ()


def test_a_far_interval_is_cut_with_an_arrow(site: Site) -> None:
    """One wide interval cannot press the others together; its numbers stand beside it."""
    with_effect(site, "MD", "1.00", "-90.00", "92.00", more=", unit: °C")
    (figure,) = drawn(site)
    wide = next(row for row in figure.rows if row.finding == "hail2012-cheeks")
    if wide.mark.cut_high:
        assert any("arrow" in note for note in figure.notes)
    narrow = ValueSpan(0.9, 0.4, 1.4)
    cut = make_axis([narrow, narrow, ValueSpan(1.0, -90.0, 92.0)], 0.0, log=False)
    assert not cut.holds(-90.0)
    assert not cut.holds(92.0)
    assert cut.place(92.0) == 100 - MARGIN


def test_a_ratio_whose_interval_touches_nought_is_cut() -> None:
    """Nought lies infinitely far left on a log axis: an arrow says so."""
    cut = make_axis([ValueSpan(0.4, 0.0, 2.0)], 1.0, log=True)
    assert not cut.holds(0.0)
    assert cut.place(0.0) == MARGIN


NUMBERS = st.floats(-1e4, 1e4).map(lambda number: round(number, 3))
RATIOS = st.floats(0.001, 1000).map(lambda number: max(round(number, 3), 0.001))


def spans(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[list[ValueSpan]]:
    """Results with an interval around each value."""
    three = st.tuples(numbers, numbers, numbers).map(sorted)
    return st.lists(three.map(lambda n: ValueSpan(n[1], n[0], n[2])), min_size=1, max_size=8)


def sound(made: NumberAxis, results: list[ValueSpan], anchor: float) -> None:
    """What holds of every axis."""
    places = [tick.at for tick in made.ticks]
    assert 2 <= len(places) <= MOST_TICKS + 1
    assert all(a < b for a, b in pairwise(places))
    assert made.holds(anchor)
    for one in results:
        assert made.holds(one.value)
        assert MARGIN <= made.place(one.low) <= made.place(one.value) <= made.place(one.high)
        assert made.place(one.high) <= 100 - MARGIN
    assert len({tick.label for tick in made.ticks}) == len(places)


@given(spans(NUMBERS))
def test_an_even_axis_holds_every_value(results: list[ValueSpan]) -> None:
    """Whatever is drawn: values and no effect are on the axis, and its ticks stand in order."""
    sound(make_axis(results, 0.0, log=False), results, 0.0)


@given(spans(RATIOS))
def test_a_log_axis_holds_every_value(results: list[ValueSpan]) -> None:
    """The same for ratios."""
    sound(make_axis(results, 1.0, log=True), results, 1.0)


def test_the_balance_counts_the_asked_stratum_in_words(site: Site) -> None:
    """Two for and one against in people: the bar is theirs, whatever stands elsewhere."""
    site.change(
        CLAIM,
        "direction: supports\n    outcome: Temperature of the cheeks",
        "direction: mixed\n    outcome: Temperature of the cheeks",
    )
    parts = draw_balance(site.inspect_content().results["tea-warms"])
    assert [(part.tone, part.text, part.width) for part in parts] == [
        ("supports", "1 supports", "50"),
        ("mixed", "1 mixed", "50"),
    ]
    assert HAIL in site.files
