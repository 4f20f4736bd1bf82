"""The axis of a figure: where a number stands between its ends, and which numbers are marked.

All places are percent of the figure's width, so a figure may be drawn at any width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from statistics import median

MARGIN = 6.0
"""Percent kept free on either side, so that the first and the last mark have room for words."""
REACH = 1.5
"""How far the axis goes beyond the values, in spans of them or in widths of a usual interval;
an interval that goes farther is cut, and says so with an arrow."""
MOST_TICKS = 6

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_LOG_STEPS = ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,))


@dataclass(frozen=True, slots=True)
class Span:
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
class Axis:
    """From ``low`` to ``high``, in the logarithm of the numbers if ``log``."""

    low: float
    high: float
    log: bool
    ticks: tuple[Tick, ...] = ()

    def place(self, number: float) -> float:
        """Where a number stands, in percent; one that lies outside stands at the end."""
        share = (_scaled(number, self.log) - self.low) / (self.high - self.low)
        return MARGIN + (100 - 2 * MARGIN) * min(max(share, 0.0), 1.0)

    def holds(self, number: float) -> bool:
        """Whether a number lies on the axis."""
        return self.low <= _scaled(number, self.log) <= self.high


def axis(spans: Sequence[Span], anchor: float, *, log: bool) -> Axis:
    """An axis for these intervals that holds ``anchor``, and every value."""
    points = [_scaled(span.value, log) for span in spans] + [_scaled(anchor, log)]
    lows = [_scaled(span.low, log) for span in spans]
    highs = [_scaled(span.high, log) for span in spans]
    widths = [high - low for low, high in zip(lows, highs, strict=True) if high - low < _FAR]
    least, most = min(points), max(points)
    reach = REACH * max(most - least, median(widths or [0.0]), _THIN)
    low = max(min(lows), least - reach) if lows else least
    high = min(max(highs), most + reach) if highs else most
    low, high = min(low, least), max(high, most)
    if high - low < _THIN:
        low, high = low - _ALONE, high + _ALONE
    ticks = _log_ticks(low, high) if log else _even_ticks(low, high)
    ends = [_scaled(tick, log) for tick in ticks]
    bare = Axis(min(low, *ends), max(high, *ends), log)
    marks = tuple(Tick(f"{tick:.6g}", bare.place(tick)) for tick in ticks)
    return Axis(bare.low, bare.high, log, marks)


_FAR = 1e9
_THIN = 1e-6
_ALONE = 0.5
"""What is shown on either side where there is but one number."""
_NARROW = 0.45
"""Up to threefold, even steps mark a log axis better than its own."""


def _scaled(number: float, log: bool) -> float:
    """The number on the scale of the axis; on a log scale, nothing lies infinitely far left."""
    if not log:
        return number
    return log10(number) if number > 0 else -_FAR


def _even_ticks(low: float, high: float) -> list[float]:
    """Round numbers that enclose the range, at most MOST_TICKS."""
    size = 10.0 ** floor(log10(max(high - low, _THIN) / MOST_TICKS))
    for step in (size * factor for factor in (*_STEPS, 20.0, 50.0)):
        first, last = floor(low / step + _THIN), ceil(high / step - _THIN)
        if last - first < MOST_TICKS:
            return [round(number * step, 10) for number in range(first, last + 1)]
    raise AssertionError("a range always has a step that fits")


def _log_ticks(low: float, high: float) -> list[float]:
    """Numbers such as 0.5, 1, 2 and 5 around the range; fewer where it is wide."""
    if high - low < _NARROW:
        return _even_ticks(10.0**low, 10.0**high)
    for steps in _LOG_STEPS:
        ticks = _around(low, high, steps)
        if len(ticks) <= MOST_TICKS:
            return ticks
    powers = [log10(tick) for tick in ticks]
    every = ceil((len(powers) - 1) / (MOST_TICKS - 1))
    return ticks[::every]


def _around(low: float, high: float, steps: Iterable[float]) -> list[float]:
    powers = range(floor(low) - 1, ceil(high) + 2)
    known = [float(f"{step * 10.0**power:.6g}") for power in powers for step in steps]
    inside = [n for n, tick in enumerate(known) if low - _THIN < log10(tick) < high + _THIN]
    first = max(n for n, tick in enumerate(known) if log10(tick) <= low + _THIN)
    last = min(n for n, tick in enumerate(known) if log10(tick) >= high - _THIN)
    return known[min([first, *inside]) : max([last, *inside]) + 1]
