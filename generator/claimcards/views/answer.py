"""The answer to a claim in generated sentences, with counts in the unit that decided."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from claimcards.model.words import Direction, Stratum
from claimcards.synthesis.results import StratumResult, Synthesis, Tally, Verdict
from claimcards.views.wording import (
    TONE,
    answered,
    capital,
    certainty,
    headline,
    listing,
    number,
    plural,
)


@dataclass(frozen=True, slots=True)
class StratumAnswer:
    """A stratum that the claim is not about."""

    word: str
    tone: str
    counts: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The box at the top of a claim's page."""

    headline: str
    tone: str
    certainty: str
    counts: str
    notes: tuple[str, ...]
    strata: tuple[StratumAnswer, ...]
    followed: str = ""


def answer(result: Synthesis) -> Answer:
    """Everything that the box says, from the synthesis alone."""
    head = result.headline
    asked = result.strata.get(head.stratum)
    return Answer(
        headline=_headline(result),
        tone=TONE[head.verdict],
        certainty=certainty(head.certainty),
        counts=counts(asked) if asked else _members(result),
        notes=_notes(asked) if asked else (),
        followed=_followed(asked),
        strata=tuple(
            _stratum(s)
            for s in result.strata.values()
            if s.stratum is not head.stratum and _shown(s, head.stratum)
        ),
    )


def _headline(result: Synthesis) -> str:
    """The asked stratum's word, then people always, and the others where they have a verdict."""
    others = [
        answered(s)[:1].lower() + answered(s)[1:]
        for s in result.strata.values()
        if s.stratum is not result.headline.stratum and _told(s, result.headline.stratum)
    ]
    tail = f"; {listing(others)}" if others else ""
    return headline(result.headline) + tail + "."


def _told(result: StratumResult, asked: Stratum) -> bool:
    if Stratum.FIELD in (asked, result.stratum):
        return result.verdict.answered
    if result.stratum is Stratum.PEOPLE:
        return result.verdict is not Verdict.UNRESOLVED
    return result.verdict.answered or result.verdict is Verdict.INSUFFICIENT


def _shown(result: StratumResult, asked: Stratum) -> bool:
    """The field stands apart: it is shown where it is asked, or where it holds something."""
    if asked is Stratum.FIELD or result.stratum is Stratum.FIELD:
        return bool(result.groups)
    return True


def _stratum(result: StratumResult) -> StratumAnswer:
    graded = certainty(result.certainty) if result.certainty.level else ""
    return StratumAnswer(answered(result), TONE[result.verdict], counts(result), graded)


def counts(result: StratumResult) -> str:
    """'3 groups: 1 supports, 1 disputes, 1 mixed (from 5 papers).', or why nothing counts."""
    tally = result.tally
    if not tally.total:
        return result.why.sentence
    counted = f"{_unit(tally)}{_pooled(result)}: {split(tally)}"
    return f"{counted} (from {plural(tally.papers, 'paper')})."


def _pooled(result: StratumResult) -> str:
    """How much of it stands in syntheses: one that pools fifty studies is one document."""
    syntheses = [g for g in result.groups if g.synthesis and g.absorbed_by is None]
    pooled = sum((group.weight_for + group.weight_against for group in syntheses), Fraction(0))
    if pooled <= len(syntheses):
        return ""
    return f", {number(pooled)} of them in {plural(len(syntheses), 'synthesis', 'syntheses')}"


def _unit(tally: Tally) -> str:
    return (
        plural(tally.total, "group or pooled study", "groups and pooled studies")
        if (tally.total > tally.groups)
        else plural(tally.total, "group")
    )


def split(tally: Tally) -> str:
    """'2 support, 1 disputes, 1 mixed' with verbs that fit their numbers."""
    parts = [
        f"{number(tally.for_)} {'supports' if tally.for_ == 1 else 'support'}",
        f"{number(tally.against)} {'disputes' if tally.against == 1 else 'dispute'}",
    ]
    if tally.mixed:
        parts.append(f"{number(tally.mixed)} mixed")
    return ", ".join(parts)


def _members(result: Synthesis) -> str:
    votes = [member.vote for member in result.members]
    parts = [
        f"{votes.count(Direction.SUPPORTS)} supported",
        f"{votes.count(Direction.DISPUTES)} disputed",
        f"{votes.count(Direction.MIXED)} contested",
        f"{votes.count(None)} without a verdict",
    ]
    return f"{plural(len(votes), 'part')}: {', '.join(parts)}. {result.headline.why.sentence}"


def _notes(result: StratumResult) -> tuple[str, ...]:
    notes = []
    if result.verdict is not Verdict.UNTESTED and result.tally.total:
        notes.append(result.why.sentence)
    if result.indirectly:
        notes.append("No finding on that side is about the claim as stated: all are indirect.")
    if result.safety is not None and result.safety.exposed:
        notes.append(_safety(result))
    if result.years and result.stratum is Stratum.FIELD:
        first, last = result.years
        span = f"{first}" if first == last else f"{first} to {last}"
        notes.append(f"The documents that count are of {span}.")
    if result.nearly_all_positive:
        notes.append(
            "Nearly all published animal work in this field is positive; what was never "
            "published cannot be counted here."
        )
    if result.without_result:
        notes.append(
            f"{capital(plural(len(result.without_result), 'registered trial'))} without a result "
            "that was seen."
        )
    return tuple(notes)


def _safety(result: StratumResult) -> str:
    safety = result.safety
    assert safety is not None
    text = f"{plural(safety.exposed, 'person', 'people')} exposed without serious related harm"
    if safety.up_to_one_in:
        text += f"; harm in up to 1 in {safety.up_to_one_in} is not ruled out"
    if safety.serious_related:
        text += f"; {plural(safety.serious_related, 'person', 'people')} with serious related harm"
    return text + "."


def _followed(asked: StratumResult | None) -> str:
    """How long each study of safety watched, in its own words."""
    safety = asked.safety if asked else None
    return "; ".join(safety.followed) if safety else ""


def short_counts(result: Synthesis) -> str:
    """The line under a claim on a board."""
    asked = result.strata.get(result.headline.stratum)
    if asked is None:
        return _members(result).split(". ")[0] + "."
    return split(asked.tally) if asked.tally.total else asked.why.sentence
