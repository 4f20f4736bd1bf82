"""Effects drawn: results with an interval on one axis for one measure, the others as directions.

No pooled diamond: what is drawn is what the sources print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from statistics import median

from claimcards.cards.claim import Claim, Effect, Finding
from claimcards.cards.scalars import Number
from claimcards.cards.words import Direction, NeutralBecause, Stratum
from claimcards.corpus import Corpus
from claimcards.pages.finding import name_study, write_outcome
from claimcards.pages.study import write_species
from claimcards.pages.terms import Explainer, Text
from claimcards.pages.wording import DIRECTION, DIRECTION_TONE, WHERE, capitalise
from claimcards.verdict.figures import is_share
from claimcards.verdict.findings import STANDING_SILENCES, find_no_effect
from claimcards.verdict.values import STRATA, ClaimVerdict, JudgedFinding, WhyNotCounted

_NOT_DRAWN = STANDING_SILENCES | {WhyNotCounted.FINDING_WITHDRAWN, WhyNotCounted.NOT_READ}
"""Figures nobody should lean on are not drawn, however exact they look."""
_NOT_SAID = "which way is better is not recorded"


@dataclass(frozen=True, slots=True)
class Mark:
    """A result on the axis, in percent of the figure's width."""

    at: str
    low: str
    high: str
    cut_low: bool
    cut_high: bool


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One result."""

    finding: str
    study: str
    short: str
    outcome: str
    species: str
    value: str
    tone: str
    word: str
    warning: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class TickView:
    """A number under the axis."""

    label: str
    at: str


@dataclass(frozen=True, slots=True)
class Forest:
    """One figure. ``zero`` is where 'no effect' stands; empty where the measure has no such."""

    title: Text
    where: str
    reading: str
    interval: str
    rows: tuple[ForestRow, ...]
    ticks: tuple[TickView, ...]
    zero: str
    left: str
    right: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Result:
    judged: JudgedFinding
    effect: Effect
    stratum: Stratum
    span: ValueSpan


def draw_forests(corpus: Corpus, claim: Claim, result: ClaimVerdict) -> tuple[Forest, ...]:
    """All figures of a claim: what it is about first, and what counts before context."""
    explainer = Explainer.of(corpus.vocabulary)  # a figure is read apart from the page's text
    families: dict[tuple[object, ...], list[_Result]] = {}
    for one in _list_drawable_results(result):
        families.setdefault(_find_family(one), []).append(one)
    ordered = sorted(families.values(), key=lambda family: _rank_family(claim, family))
    return tuple(_draw_forest(corpus, family, explainer) for family in ordered)


def is_drawn(judged: JudgedFinding) -> bool:
    """Whether a finding stands in a figure: it has a value with an interval to lean on."""
    return _read_result(judged) is not None


def _list_drawable_results(result: ClaimVerdict) -> Iterator[_Result]:
    for judged in result.findings:
        if (one := _read_result(judged)) is not None:
            yield one


def _read_result(judged: JudgedFinding) -> _Result | None:
    effect = judged.finding.effect
    if effect is None or effect.value is None or effect.interval is None:
        return None
    if judged.stratum is None or judged.silent in _NOT_DRAWN or _is_unsound(judged.finding):
        return None
    low, high = sorted(float(end.value) for end in effect.interval)
    span = ValueSpan(float(effect.value.value), low, high)
    if _is_ratio(effect) and span.value <= 0:
        return None
    return _Result(judged, effect, judged.stratum, span)


def _is_unsound(finding: Finding) -> bool:
    return finding.neutral_because is NeutralBecause.CONTRADICTORY_FIGURES


def _is_ratio(effect: Effect) -> bool:
    return find_no_effect(effect.measure) == 1 and not is_share(effect)


def _find_family(one: _Result) -> tuple[object, ...]:
    effect = one.effect
    measure = effect.measure.casefold()
    return one.stratum, measure, effect.unit, effect.better, effect.level.text


def _rank_family(claim: Claim, family: list[_Result]) -> tuple[object, ...]:
    first = family[0]
    stratum = -1 if first.stratum is claim.about else STRATA.index(first.stratum)
    return stratum, not any(one.judged.votes for one in family), first.effect.measure.casefold()


def _draw_forest(corpus: Corpus, family: list[_Result], explainer: Explainer) -> Forest:
    effect = family[0].effect
    log, share = _is_ratio(effect), is_share(effect)
    drawn = make_axis([one.span for one in family], 1.0 if log else 0.0, log=log)
    rows = [
        _draw_forest_row(corpus, one, drawn)
        for one in sorted(
            family, key=lambda o: (not o.judged.votes, o.judged.finding.outcome.casefold())
        )
    ]
    left, right = _name_directions_of_axis(effect)
    return Forest(
        title=explainer.explain(_title_figure(effect)),
        where=WHERE[family[0].stratum],
        reading=_explain_reading(effect),
        interval=f"{effect.level}% interval",
        rows=tuple(rows),
        ticks=tuple(
            TickView(tick.label, _write_percent(tick.at)) for tick in _space_ticks(drawn.ticks)
        ),
        zero="" if share else _write_percent(drawn.place(1.0 if log else 0.0)),
        left=left,
        right=right,
        notes=tuple(_note_rows(rows, log)),
    )


def _draw_forest_row(corpus: Corpus, one: _Result, drawn: NumberAxis) -> ForestRow:
    finding, effect, span = one.judged.finding, one.effect, one.span
    votes = one.judged.votes
    low, high = effect.interval or (Number("0"), Number("0"))
    return ForestRow(
        finding=finding.id,
        study=finding.study,
        short=name_study(corpus, finding.study).short,
        outcome=write_outcome(finding),
        species=write_species(corpus, one.judged.species),
        value=f"{effect.value} ({low} to {high})",
        tone=DIRECTION_TONE[finding.direction] if votes else "none",
        word=DIRECTION[finding.direction] if votes else "does not count",
        warning="figures disagree" if finding.contradiction else "",
        mark=Mark(
            at=_write_percent(drawn.place(span.value)),
            low=_write_percent(drawn.place(span.low)),
            high=_write_percent(drawn.place(span.high)),
            cut_low=not drawn.holds(span.low),
            cut_high=not drawn.holds(span.high),
        ),
    )


def _name_directions_of_axis(effect: Effect) -> tuple[str, str]:
    """What left and right mean for the patient or animal, as far as the card says."""
    if effect.better is None:
        return "", ""
    return ("better", "worse") if effect.better == "lower" else ("worse", "better")


def _title_figure(effect: Effect) -> str:
    return capitalise(f"{effect.measure} ({effect.unit})" if effect.unit else effect.measure)


def _explain_reading(effect: Effect) -> str:
    """How to read the figure: which way is better, and where the line stands."""
    better = f"{effect.better} is better" if effect.better else _NOT_SAID
    line = (
        ""
        if is_share(effect)
        else f"; the line at {find_no_effect(effect.measure)} means no effect"
    )
    return capitalise(f"{better}{line}.")


def _space_ticks(ticks: tuple[Tick, ...]) -> Iterable[Tick]:
    """Every tick; where their numbers are long, every second, so that a phone has room."""
    long = max((len(tick.label) for tick in ticks), default=0) > 5
    return ticks[::2] if long and len(ticks) > 3 else ticks


def _note_rows(rows: list[ForestRow], log: bool) -> Iterator[str]:
    if len(rows) > 1:
        yield "Each row stands for itself: nothing is added up over outcomes, species or studies."
    if log:
        yield "Doubling and halving are drawn equally wide (a logarithmic axis)."
    if any(row.mark.cut_low or row.mark.cut_high for row in rows):
        yield "An arrow marks an interval that goes on beyond the axis."
    if any(row.tone == "none" for row in rows):
        yield "A circle marks context: a result that does not count for a side."


def _write_percent(place: float) -> str:
    return f"{place:.2f}%"


MARGIN = 6.0
"""Percent kept free on either side, so that the first and the last mark have room for words."""
REACH = 1.5
"""How far the axis goes beyond the values, in spans of them or in widths of a usual interval;
an interval that goes farther is cut, and says so with an arrow."""
MOST_TICKS = 6

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_LOG_STEPS = ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,))


@dataclass(frozen=True, slots=True)
class ValueSpan:
    """A value and the two ends of its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis, with the number to print."""

    label: str
    at: float


@dataclass(frozen=True, slots=True)
class NumberAxis:
    """From ``low`` to ``high``, in the logarithm of the numbers if ``log``."""

    low: float
    high: float
    log: bool
    ticks: tuple[Tick, ...] = ()

    def place(self, number: float) -> float:
        """Where a number stands, in percent; one that lies outside stands at the end."""
        share = (_scale_number(number, self.log) - self.low) / (self.high - self.low)
        return MARGIN + (100 - 2 * MARGIN) * min(max(share, 0.0), 1.0)

    def holds(self, number: float) -> bool:
        """Whether a number lies on the axis."""
        return self.low <= _scale_number(number, self.log) <= self.high


def make_axis(spans: Sequence[ValueSpan], anchor: float, *, log: bool) -> NumberAxis:
    """An axis for these intervals that holds ``anchor``, and every value."""
    points = [_scale_number(span.value, log) for span in spans] + [_scale_number(anchor, log)]
    lows = [_scale_number(span.low, log) for span in spans]
    highs = [_scale_number(span.high, log) for span in spans]
    widths = [high - low for low, high in zip(lows, highs, strict=True) if high - low < _FAR]
    least, most = min(points), max(points)
    reach = REACH * max(most - least, median(widths or [0.0]), _THIN)
    low = max(min(lows), least - reach) if lows else least
    high = min(max(highs), most + reach) if highs else most
    low, high = min(low, least), max(high, most)
    if high - low < _THIN:
        low, high = low - _ALONE, high + _ALONE
    ticks = _choose_log_ticks(low, high) if log else _choose_even_ticks(low, high)
    ends = [_scale_number(tick, log) for tick in ticks]
    bare = NumberAxis(min(low, *ends), max(high, *ends), log)
    marks = tuple(Tick(f"{tick:.6g}", bare.place(tick)) for tick in ticks)
    return NumberAxis(bare.low, bare.high, log, marks)


_FAR = 1e9
_THIN = 1e-6
_ALONE = 0.5
"""What is shown on either side where there is but one number."""
_NARROW = 0.45
"""Up to threefold, even steps mark a log axis better than its own."""


def _scale_number(number: float, log: bool) -> float:
    """The number on the scale of the axis; on a log scale, nothing lies infinitely far left."""
    if not log:
        return number
    return log10(number) if number > 0 else -_FAR


def _choose_even_ticks(low: float, high: float) -> list[float]:
    """Round numbers that enclose the range, at most MOST_TICKS."""
    size = 10.0 ** floor(log10(max(high - low, _THIN) / MOST_TICKS))
    for step in (size * factor for factor in (*_STEPS, 20.0, 50.0)):
        first, last = floor(low / step + _THIN), ceil(high / step - _THIN)
        if last - first < MOST_TICKS:
            return [round(number * step, 10) for number in range(first, last + 1)]
    raise AssertionError("a range always has a step that fits")


def _choose_log_ticks(low: float, high: float) -> list[float]:
    """Numbers such as 0.5, 1, 2 and 5 around the range; fewer where it is wide."""
    if high - low < _NARROW:
        return _choose_even_ticks(10.0**low, 10.0**high)
    for steps in _LOG_STEPS:
        ticks = _enclose_range(low, high, steps)
        if len(ticks) <= MOST_TICKS:
            return ticks
    powers = [log10(tick) for tick in ticks]
    every = ceil((len(powers) - 1) / (MOST_TICKS - 1))
    return ticks[::every]


def _enclose_range(low: float, high: float, steps: Iterable[float]) -> list[float]:
    powers = range(floor(low) - 1, ceil(high) + 2)
    known = [float(f"{step * 10.0**power:.6g}") for power in powers for step in steps]
    inside = [n for n, tick in enumerate(known) if low - _THIN < log10(tick) < high + _THIN]
    first = max(n for n, tick in enumerate(known) if log10(tick) <= low + _THIN)
    last = min(n for n, tick in enumerate(known) if log10(tick) >= high - _THIN)
    return known[min([first, *inside]) : max([last, *inside]) + 1]


NO_VALUE = "no single value given"
"""Of a result whose card gives no effect with a measure; its text may well hold figures."""

_ORDER = (Direction.SUPPORTS, Direction.DISPUTES, Direction.MIXED)


@dataclass(frozen=True, slots=True)
class DirectionRow:
    """One result without an interval."""

    finding: str
    study: str
    short: str
    outcome: str
    tone: str
    word: str
    value: str
    given: bool


@dataclass(frozen=True, slots=True)
class DirectionGroup:
    """The results of one stratum."""

    where: str
    rows: tuple[DirectionRow, ...]


@dataclass(frozen=True, slots=True)
class Directions:
    """All of them; ``valued``: whether one of them has a value to show."""

    caption: str
    valued: bool
    groups: tuple[DirectionGroup, ...]


def list_directions(corpus: Corpus, claim: Claim, result: ClaimVerdict) -> Directions:
    """All results that count and are in no figure: first those of what the claim is about."""
    groups = tuple(_group_by_stratum(corpus, claim, result))
    valued = any(row.given for group in groups for row in group.rows)
    missing = "an interval" if valued else "a value of their own"
    caption = f"Results that count and come without {missing}: which way each points."
    return Directions(caption, valued, groups)


def _group_by_stratum(
    corpus: Corpus, claim: Claim, result: ClaimVerdict
) -> Iterator[DirectionGroup]:
    by_stratum: dict[Stratum, list[Finding]] = {}
    for stratum, finding in _find_undrawn(result):
        by_stratum.setdefault(stratum, []).append(finding)
    shown = sorted(by_stratum, key=lambda s: (s is not claim.about, STRATA.index(s)))
    for stratum in shown:
        found = sorted(by_stratum[stratum], key=_rank_in_directions)
        yield DirectionGroup(
            capitalise(WHERE[stratum]), tuple(_view_direction(corpus, one) for one in found)
        )


def _find_undrawn(result: ClaimVerdict) -> Iterator[tuple[Stratum, Finding]]:
    for judged in result.findings:
        if judged.votes and judged.stratum and not is_drawn(judged):
            yield judged.stratum, judged.finding


def _rank_in_directions(finding: Finding) -> tuple[int, str]:
    return _ORDER.index(finding.direction), finding.outcome.casefold()


def _view_direction(corpus: Corpus, finding: Finding) -> DirectionRow:
    value = write_value(finding.effect) if finding.effect else ""
    return DirectionRow(
        finding.id,
        finding.study,
        name_study(corpus, finding.study).short,
        write_outcome(finding),
        DIRECTION_TONE[finding.direction],
        DIRECTION[finding.direction],
        value or NO_VALUE,
        bool(value),
    )


def write_value(effect: Effect) -> str:
    """What a card gives of an effect, then its measure: '12.65 %: difference in ejection fraction'.

    A measure with nothing to measure says nothing, so it does not stand alone.
    """
    parts = []
    if effect.value is not None:
        parts.append(f"{effect.value} {effect.unit or ''}".strip())
    if effect.interval:
        low, high = effect.interval
        parts.append(f"{effect.level}% interval {low} to {high}")
    if effect.treated and effect.control:
        parts.append(f"{effect.treated} against {effect.control}")
    if effect.p:
        parts.append(f"p {'' if effect.p.text[0] in '<>=' else '= '}{effect.p}")
    return f"{', '.join(parts)}: {effect.measure}" if parts else ""
