"""Effects that no interval can draw: which way each result points, stratum by stratum.

Only what counts stands here. What a source does not give is said, never left empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.model.claim import Claim, Effect, Finding
from claimcards.model.words import Direction, Stratum
from claimcards.synthesis.results import STRATA, Synthesis
from claimcards.views.finding import outcome_text, study_name
from claimcards.views.forest import is_drawn
from claimcards.views.wording import DIRECTION, DIRECTION_TONE, WHERE, capital

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


def directions(corpus: Corpus, claim: Claim, result: Synthesis) -> Directions:
    """All results that count and are in no figure: first those of what the claim is about."""
    groups = tuple(_groups(corpus, claim, result))
    valued = any(row.given for group in groups for row in group.rows)
    missing = "an interval" if valued else "a value of their own"
    caption = f"Results that count and come without {missing}: which way each points."
    return Directions(caption, valued, groups)


def _groups(corpus: Corpus, claim: Claim, result: Synthesis) -> Iterator[DirectionGroup]:
    by_stratum: dict[Stratum, list[Finding]] = {}
    for stratum, finding in _undrawn(claim, result):
        by_stratum.setdefault(stratum, []).append(finding)
    shown = sorted(by_stratum, key=lambda s: (s is not claim.about, STRATA.index(s)))
    for stratum in shown:
        found = sorted(by_stratum[stratum], key=_place)
        yield DirectionGroup(capital(WHERE[stratum]), tuple(_row(corpus, one) for one in found))


def _undrawn(claim: Claim, result: Synthesis) -> Iterator[tuple[Stratum, Finding]]:
    for finding, ballot in zip(claim.findings, result.ballots, strict=True):
        if ballot.votes and ballot.stratum and not is_drawn(finding, ballot):
            yield ballot.stratum, finding


def _place(finding: Finding) -> tuple[int, str]:
    return _ORDER.index(finding.direction), finding.outcome.casefold()


def _row(corpus: Corpus, finding: Finding) -> DirectionRow:
    value = value_text(finding.effect) if finding.effect else ""
    return DirectionRow(
        finding.id,
        finding.study,
        study_name(corpus, finding.study).short,
        outcome_text(finding),
        DIRECTION_TONE[finding.direction],
        DIRECTION[finding.direction],
        value or NO_VALUE,
        bool(value),
    )


def value_text(effect: Effect) -> str:
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
