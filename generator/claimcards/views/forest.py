"""Effects drawn: results with an interval side by side on one axis, for one measure each.

A figure holds results of one stratum that share measure, unit, direction of better and level
of interval. Nothing is added up: there is no pooled row, because rows may differ in species
and outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.figures import is_share
from claimcards.model.claim import Claim, Effect, Finding
from claimcards.model.scalars import Number
from claimcards.model.words import NeutralBecause, Stratum
from claimcards.synthesis.reasons import Silent
from claimcards.synthesis.results import STRATA, Ballot, Synthesis
from claimcards.synthesis.votes import STANDING_SILENCES, no_effect
from claimcards.views.axis import Axis, Span, Tick, axis
from claimcards.views.finding import outcome_text, study_name
from claimcards.views.study import species_text
from claimcards.views.terms import Explainer, Text
from claimcards.views.wording import DIRECTION, DIRECTION_TONE, WHERE, capital

_NOT_DRAWN = STANDING_SILENCES | {Silent.FINDING_WITHDRAWN, Silent.NOT_READ}
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
    finding: Finding
    ballot: Ballot
    effect: Effect
    stratum: Stratum
    span: Span


def forests(corpus: Corpus, claim: Claim, result: Synthesis) -> tuple[Forest, ...]:
    """All figures of a claim: what it is about first, and what counts before context."""
    explainer = Explainer.of(corpus.vocabulary)  # a figure is read apart from the page's text
    families: dict[tuple[object, ...], list[_Result]] = {}
    for one in _results(claim, result):
        families.setdefault(_family(one), []).append(one)
    ordered = sorted(families.values(), key=lambda family: _order(claim, family))
    return tuple(_forest(corpus, family, explainer) for family in ordered)


def is_drawn(finding: Finding, ballot: Ballot) -> bool:
    """Whether a finding stands in a figure: it has a value with an interval to lean on."""
    return _result(finding, ballot) is not None


def _results(claim: Claim, result: Synthesis) -> Iterator[_Result]:
    for finding, ballot in zip(claim.findings, result.ballots, strict=True):
        if (one := _result(finding, ballot)) is not None:
            yield one


def _result(finding: Finding, ballot: Ballot) -> _Result | None:
    effect = finding.effect
    if effect is None or effect.value is None or effect.interval is None:
        return None
    if ballot.stratum is None or ballot.silent in _NOT_DRAWN or _unsound(finding):
        return None
    low, high = sorted(float(end.value) for end in effect.interval)
    span = Span(float(effect.value.value), low, high)
    if _is_ratio(effect) and span.value <= 0:
        return None
    return _Result(finding, ballot, effect, ballot.stratum, span)


def _unsound(finding: Finding) -> bool:
    return finding.neutral_because is NeutralBecause.CONTRADICTORY_FIGURES


def _is_ratio(effect: Effect) -> bool:
    return no_effect(effect.measure) == 1 and not is_share(effect)


def _family(one: _Result) -> tuple[object, ...]:
    effect = one.effect
    measure = effect.measure.casefold()
    return one.stratum, measure, effect.unit, effect.better, effect.level.text


def _order(claim: Claim, family: list[_Result]) -> tuple[object, ...]:
    first = family[0]
    stratum = -1 if first.stratum is claim.about else STRATA.index(first.stratum)
    return stratum, not any(one.ballot.votes for one in family), first.effect.measure.casefold()


def _forest(corpus: Corpus, family: list[_Result], explainer: Explainer) -> Forest:
    effect = family[0].effect
    log, share = _is_ratio(effect), is_share(effect)
    drawn = axis([one.span for one in family], 1.0 if log else 0.0, log=log)
    rows = [
        _row(corpus, one, drawn)
        for one in sorted(family, key=lambda o: (not o.ballot.votes, o.finding.outcome.casefold()))
    ]
    left, right = _ways(effect)
    return Forest(
        title=explainer.explain(_title(effect)),
        where=WHERE[family[0].stratum],
        reading=_reading(effect),
        interval=f"{effect.level}% interval",
        rows=tuple(rows),
        ticks=tuple(TickView(tick.label, _percent(tick.at)) for tick in _spaced(drawn.ticks)),
        zero="" if share else _percent(drawn.place(1.0 if log else 0.0)),
        left=left,
        right=right,
        notes=tuple(_notes(rows, log)),
    )


def _row(corpus: Corpus, one: _Result, drawn: Axis) -> ForestRow:
    finding, effect, span = one.finding, one.effect, one.span
    species = finding.species or corpus.studies[finding.study].record.species
    votes = one.ballot.votes
    low, high = effect.interval or (Number("0"), Number("0"))
    return ForestRow(
        finding=finding.id,
        study=finding.study,
        short=study_name(corpus, finding.study).short,
        outcome=outcome_text(finding),
        species=species_text(corpus, species),
        value=f"{effect.value} ({low} to {high})",
        tone=DIRECTION_TONE[finding.direction] if votes else "none",
        word=DIRECTION[finding.direction] if votes else "does not count",
        warning="figures disagree" if finding.contradiction else "",
        mark=Mark(
            at=_percent(drawn.place(span.value)),
            low=_percent(drawn.place(span.low)),
            high=_percent(drawn.place(span.high)),
            cut_low=not drawn.holds(span.low),
            cut_high=not drawn.holds(span.high),
        ),
    )


def _ways(effect: Effect) -> tuple[str, str]:
    """What left and right mean for the patient or animal, as far as the card says."""
    if effect.better is None:
        return "", ""
    return ("better", "worse") if effect.better == "lower" else ("worse", "better")


def _title(effect: Effect) -> str:
    return capital(f"{effect.measure} ({effect.unit})" if effect.unit else effect.measure)


def _reading(effect: Effect) -> str:
    """How to read the figure: which way is better, and where the line stands."""
    better = f"{effect.better} is better" if effect.better else _NOT_SAID
    line = "" if is_share(effect) else f"; the line at {no_effect(effect.measure)} means no effect"
    return capital(f"{better}{line}.")


def _spaced(ticks: tuple[Tick, ...]) -> Iterable[Tick]:
    """Every tick; where their numbers are long, every second, so that a phone has room."""
    long = max((len(tick.label) for tick in ticks), default=0) > 5
    return ticks[::2] if long and len(ticks) > 3 else ticks


def _notes(rows: list[ForestRow], log: bool) -> Iterator[str]:
    if len(rows) > 1:
        yield "Each row stands for itself: nothing is added up over outcomes, species or studies."
    if log:
        yield "Doubling and halving are drawn equally wide (a logarithmic axis)."
    if any(row.mark.cut_low or row.mark.cut_high for row in rows):
        yield "An arrow marks an interval that goes on beyond the axis."
    if any(row.tone == "none" for row in rows):
        yield "A circle marks context: a result that does not count for a side."


def _percent(place: float) -> str:
    return f"{place:.2f}%"
