"""Figures recomputed: what a finding reports, against what its other figures imply.

A value should lie in the middle of its interval, a p value should follow from both, a ratio
from the counts beside it, a percentage from its n, and a pooled value should lie among those of
its subgroups. Where they do not, either the card or the source has it wrong. Rounding is allowed
for: every printed figure stands for the range of figures that would be printed like it.

The p value from an interval follows Altman and Bland's account of the normal approximation:
the standard error is the interval's width over twice the normal quantile, on the log scale for
ratios. Exact tests of counts are Fisher's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import comb, erfc, exp, log, sqrt
from statistics import NormalDist

from claimcards.cards.claim import Arm, Effect, Finding, Subgroup
from claimcards.cards.scalars import Number, PValue
from claimcards.verdict.findings import count_if_known, find_no_effect

OFF_CENTRE = 0.15
"""How far a value may lie from its interval's middle, as a share of half its width."""
P_FACTOR = 3.0
"""By how much a printed p value may differ from the one implied: other tests give other values."""
MOST_COUNTED = 20_000
"""People in both arms up to whom an exact test is made; beyond, it would take too long."""
P_LEAST = 0.0001
"""Below this, p values are not compared: methods differ, and nothing hangs on it."""
FEWEST_SUBGROUPS = 2
"""Subgroups from which on a pooled value is compared with them: one alone bounds nothing."""
PERCENT_SLACK = 0.1
"""Percentage points that a printed percentage may be off beyond its rounding."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two figures of one finding that cannot both be right."""

    code: str
    part: str
    """Where in the finding it stands: 'effect' or 'result'."""
    printed: str
    implied: str

    @property
    def sentence(self) -> str:
        """Both figures, for people."""
        return f"{self.printed}, but {self.implied}"


def find_disagreements(finding: Finding) -> tuple[Disagreement, ...]:
    """Everything in a finding that contradicts itself."""
    effect = finding.effect
    found = [*_check_effect(effect)] if effect is not None else []
    if effect is not None:
        found += _check_beside_subgroups(
            effect, count_if_known(finding.pools.studies) if finding.pools else None
        )
    return (*found, *_check_percentages(finding.result))


def _check_effect(effect: Effect) -> Iterator[Disagreement]:
    scaled = _scale_effect(effect)
    if scaled is not None:
        yield from _check_centre(effect, scaled)
        yield from _check_p_of_interval(effect, scaled)
    arms = [arm for arm in (effect.treated, effect.control) if arm is not None]
    possible = all(arm.hits <= arm.n and arm.n for arm in arms)  # others have their own diagnostic
    if effect.treated is not None and effect.control is not None and possible:
        yield from _check_p_of_counts(effect, effect.treated, effect.control)
        yield from _check_ratio_of_counts(effect, effect.treated, effect.control)


@dataclass(frozen=True, slots=True)
class _Scaled:
    """Value and interval on the scale on which they are even, each as the range it stands for."""

    value: tuple[float, float]
    low: tuple[float, float]
    high: tuple[float, float]


def _scale_effect(effect: Effect) -> _Scaled | None:
    if effect.value is None or effect.interval is None or is_share(effect):
        return None
    low_end, high_end = (end.value for end in effect.interval)
    if not low_end <= effect.value.value <= high_end:
        return None  # an interval that cannot be has its own diagnostic
    numbers = (effect.value, *effect.interval)
    ratio = find_no_effect(effect.measure) == 1
    if ratio and min(_find_printed_range(n)[0] for n in numbers) <= 0:
        return None
    value, low, high = (
        tuple(log(end) for end in _find_printed_range(n)) if ratio else _find_printed_range(n)
        for n in numbers
    )
    return _Scaled((value[0], value[1]), (low[0], low[1]), (high[0], high[1]))


_SHARES = frozenset({"share", "proportion", "percentage", "prevalence", "incidence", "rate"})


def is_share(effect: Effect) -> bool:
    """A share of one group: its interval is uneven near 0 and 100 %, and implies no p value."""
    return bool(_SHARES.intersection(re.findall(r"[a-z]+", effect.measure.casefold())))


def _find_printed_range(number: Number) -> tuple[float, float]:
    """All that would be printed like this number."""
    exponent = number.value.as_tuple().exponent
    half = 0.5 * 10.0 ** (exponent if isinstance(exponent, int) else 0)
    return float(number.value) - half, float(number.value) + half


def _check_centre(effect: Effect, at: _Scaled) -> Iterator[Disagreement]:
    middle = (sum(at.low) / 2 + sum(at.high) / 2) / 2
    half = (sum(at.high) / 2 - sum(at.low) / 2) / 2
    slack = (at.value[1] - at.value[0] + at.low[1] - at.low[0] + at.high[1] - at.high[0]) / 2
    distance = abs(sum(at.value) / 2 - middle)
    if half > 0 and distance > OFF_CENTRE * half + slack:
        ratio = find_no_effect(effect.measure) == 1
        shown = exp(middle) if ratio else middle
        low, high = effect.interval or ("", "")
        yield Disagreement(
            "CC247",
            "effect",
            f"the value is printed as {effect.value}",
            f"the middle of its interval [{low}, {high}] is {shown:.3g}",
        )


def _check_p_of_interval(effect: Effect, at: _Scaled) -> Iterator[Disagreement]:
    if effect.p is None:
        return
    z = NormalDist().inv_cdf(0.5 + float(effect.level.value) / 200)
    widest = max(at.high[1] - at.low[0], 1e-12) / (2 * z)
    narrowest = max(at.high[0] - at.low[1], 1e-12) / (2 * z)
    zero = 0.0
    far = max(abs(at.value[0] - zero), abs(at.value[1] - zero))
    near = 0.0 if at.value[0] <= zero <= at.value[1] else min(map(abs, at.value))
    least, most = _two_sided_p(far / narrowest), _two_sided_p(near / widest)
    if _lies_apart(effect.p, least, most):
        middle = _two_sided_p(abs(sum(at.value) / 2) / ((widest + narrowest) / 2))
        low, high = effect.interval or ("", "")
        yield Disagreement(
            "CC248",
            "effect",
            f"p is printed as {effect.p}",
            f"{effect.value} with the interval [{low}, {high}] comes to about {middle:.2g}",
        )


def _two_sided_p(z: float) -> float:
    return erfc(z / sqrt(2))


def _lies_apart(p: PValue, least: float, most: float) -> bool:
    """Whether a printed p value lies clearly outside what is implied."""
    low, high = _find_p_range(p)
    least, most = least / P_FACTOR, most * P_FACTOR
    return max(low, P_LEAST) > max(most, P_LEAST) or max(high, P_LEAST) < max(least, P_LEAST)


def _find_p_range(p: PValue) -> tuple[float, float]:
    if p.text.startswith("<"):
        return 0.0, float(p.value)
    if p.text.startswith(">"):
        return float(p.value), 1.0
    low, high = _find_printed_range(p)
    return max(low, 0.0), min(high, 1.0)


def _check_p_of_counts(effect: Effect, treated: Arm, control: Arm) -> Iterator[Disagreement]:
    if effect.p is None or treated.n + control.n > MOST_COUNTED:
        return
    implied = compute_fisher_p(treated.hits, treated.n, control.hits, control.n)
    if _lies_apart(effect.p, implied, implied):
        yield Disagreement(
            "CC249",
            "effect",
            f"p is printed as {effect.p}",
            f"an exact test of {treated} against {control} gives about {implied:.2g}",
        )


def compute_fisher_p(hits: int, n: int, other_hits: int, other_n: int) -> float:
    """Fisher's exact test of two proportions, two-sided, by the probability of each table."""
    total, all_hits = n + other_n, hits + other_hits
    tables = comb(total, all_hits)
    first, last = max(0, all_hits - other_n), min(n, all_hits)
    ways = [comb(n, k) * comb(other_n, all_hits - k) for k in range(first, last + 1)]
    seen = comb(n, hits) * comb(other_n, other_hits)
    return sum(w for w in ways if w <= seen) / tables


def _check_ratio_of_counts(effect: Effect, treated: Arm, control: Arm) -> Iterator[Disagreement]:
    implied = _compute_ratio(effect.measure, treated, control)
    if implied is None or effect.value is None:
        return
    low, high = _find_printed_range(effect.value)
    if not low - 0.05 * implied <= implied <= high + 0.05 * implied:
        yield Disagreement(
            "CC249",
            "effect",
            f"the {effect.measure} is printed as {effect.value}",
            f"{treated} against {control} gives {implied:.2g}",
        )


def _compute_ratio(measure: str, treated: Arm, control: Arm) -> float | None:
    """The risk or odds ratio of two arms; a half is added to each cell where one is empty."""
    words = set(re.findall(r"[a-z]+", measure.casefold()))
    a, n = float(treated.hits), float(treated.n)
    c, m = float(control.hits), float(control.n)
    if 0 in (a, c, n - a, m - c):
        a, c, n, m = a + 0.5, c + 0.5, n + 1, m + 1
    if words & {"rr", "risk"}:
        return (a / n) / (c / m)
    if words & {"or", "odds"}:
        return (a / (n - a)) / (c / (m - c))
    return None


def _check_beside_subgroups(effect: Effect, pooled: int | None) -> Iterator[Disagreement]:
    """A pooled value is a mean of its parts, so it lies among theirs: not below all, nor above."""
    parts = effect.subgroups
    if effect.value is None or len(parts) < FEWEST_SUBGROUPS or _leave_studies_out(parts, pooled):
        return
    lowest = min(parts, key=lambda part: part.value.value)
    highest = max(parts, key=lambda part: part.value.value)
    least, most = _find_printed_range(effect.value)
    if most < _find_printed_range(lowest.value)[0] or least > _find_printed_range(highest.value)[1]:
        yield Disagreement(
            "CC250",
            "effect",
            f"the pooled value is printed as {effect.value}",
            f"its subgroups run from {lowest.value} ({lowest.part}) to "
            f"{highest.value} ({highest.part})",
        )


def _leave_studies_out(parts: Sequence[Subgroup], pooled: int | None) -> bool:
    """Whether studies are pooled that are in none of the parts: they may lie anywhere."""
    held = [int(part.studies.value) for part in parts if part.studies is not None]
    return pooled is not None and len(held) == len(parts) and sum(held) < pooled


_WORDS = [
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
]
"""Numbers as words, in their order: a sentence seldom begins with digits."""
_COUNT = rf"(\d+|{'|'.join(_WORDS)})"
_SHARE = re.compile(
    rf"(?i)\b{_COUNT} of (?:the |all )?{_COUNT}\b[^.()%;]{{0,40}}\((\d+(?:\.\d+)?) ?%"
)


def _check_percentages(text: str) -> Iterator[Disagreement]:
    """'4 of 21 (19.04%)': the percentage against its n."""
    for part, whole, percent in _SHARE.findall(text):
        if not (of := _read_count(whole)):
            continue
        if _read_count(part) > of:
            yield Disagreement(
                "CC246", "result", f"{part} of {whole} is printed", "that is more than all"
            )
            continue
        implied = 100 * _read_count(part) / of
        digits = len(percent.partition(".")[2])
        step = 10**-digits
        cut_off = 0 <= implied - float(percent) < step  # many cut where they should round
        if not cut_off and abs(implied - float(percent)) > 0.5 * step + PERCENT_SLACK:
            yield Disagreement(
                "CC246",
                "result",
                f"{part} of {whole} is printed as {percent}%",
                f"it is {implied:.{digits}f}%",
            )


def _read_count(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS.index(text.lower())
