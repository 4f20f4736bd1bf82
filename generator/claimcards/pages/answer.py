"""The answer to a claim: in sentences on its page, in few words wherever it is listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from claimcards.cards.words import Direction, Stratum
from claimcards.corpus import Corpus
from claimcards.pages.ladder import verb_for_tone
from claimcards.pages.wording import (
    TONE,
    capitalise,
    count_things,
    join_in_words,
    word_certainty,
    word_headline,
    word_if_asked,
    write_number,
)
from claimcards.verdict.values import ClaimVerdict, StratumResult, Tally, Verdict


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


def make_answer(result: ClaimVerdict) -> Answer:
    """Everything that the box says, from the synthesis alone."""
    head = result.headline
    asked = result.strata.get(head.stratum)
    return Answer(
        headline=_write_headline(result),
        tone=TONE[head.verdict],
        certainty=word_certainty(head.certainty),
        counts=count_groups_in_words(asked) if asked else _count_members_in_words(result),
        notes=_write_notes(asked) if asked else (),
        followed=_describe_follow_up(asked),
        strata=tuple(
            _answer_in_stratum(s)
            for s in result.strata.values()
            if s.stratum is not head.stratum and _is_shown(s, head.stratum)
        ),
    )


def _write_headline(result: ClaimVerdict) -> str:
    """The asked stratum's word, then people always, and the others where they have a verdict."""
    others = [
        word_if_asked(s)[:1].lower() + word_if_asked(s)[1:]
        for s in result.strata.values()
        if s.stratum is not result.headline.stratum and _is_always_told(s, result.headline.stratum)
    ]
    tail = f"; {join_in_words(others)}" if others else ""
    return word_headline(result.headline) + tail + "."


def _is_always_told(result: StratumResult, asked: Stratum) -> bool:
    if Stratum.FIELD in (asked, result.stratum):
        return result.verdict.answered
    if result.stratum is Stratum.PEOPLE:
        return result.verdict is not Verdict.UNRESOLVED
    return result.verdict.answered or result.verdict is Verdict.INSUFFICIENT


def _is_shown(result: StratumResult, asked: Stratum) -> bool:
    """The field stands apart: it is shown where it is asked, or where it holds something."""
    if asked is Stratum.FIELD or result.stratum is Stratum.FIELD:
        return bool(result.groups)
    return True


def _answer_in_stratum(result: StratumResult) -> StratumAnswer:
    graded = word_certainty(result.certainty) if result.certainty.level else ""
    return StratumAnswer(
        word_if_asked(result), TONE[result.verdict], count_groups_in_words(result), graded
    )


def count_groups_in_words(result: StratumResult) -> str:
    """'3 groups: 1 supports, 1 disputes, 1 mixed (from 5 papers).', or why nothing counts."""
    tally = result.tally
    if not tally.total:
        return result.why.sentence
    counted = f"{_name_unit_of_tally(tally)}{_say_what_is_pooled(result)}: {split_in_words(tally)}"
    return f"{counted} (from {count_things(tally.papers, 'paper')})."


def _say_what_is_pooled(result: StratumResult) -> str:
    """How much of it stands in syntheses: one that pools fifty studies is one document."""
    syntheses = [g for g in result.groups if g.synthesis and g.absorbed_by is None]
    pooled = sum((group.weight_for + group.weight_against for group in syntheses), Fraction(0))
    if pooled <= len(syntheses):
        return ""
    reviews = count_things(len(syntheses), "synthesis", "syntheses")
    return f", {write_number(pooled)} of them in {reviews}"


def _name_unit_of_tally(tally: Tally) -> str:
    return (
        count_things(tally.total, "group or pooled study", "groups and pooled studies")
        if (tally.total > tally.groups)
        else count_things(tally.total, "group")
    )


def split_in_words(tally: Tally) -> str:
    """'2 support, 1 disputes, 1 mixed' with verbs that fit their numbers."""
    parts = [
        f"{write_number(tally.for_)} {'supports' if tally.for_ == 1 else 'support'}",
        f"{write_number(tally.against)} {'disputes' if tally.against == 1 else 'dispute'}",
    ]
    if tally.mixed:
        parts.append(f"{write_number(tally.mixed)} mixed")
    return ", ".join(parts)


def _count_members_in_words(result: ClaimVerdict) -> str:
    votes = [member.vote for member in result.members]
    parts = [
        f"{votes.count(Direction.SUPPORTS)} supported",
        f"{votes.count(Direction.DISPUTES)} disputed",
        f"{votes.count(Direction.MIXED)} contested",
        f"{votes.count(None)} without a verdict",
    ]
    return f"{count_things(len(votes), 'part')}: {', '.join(parts)}. {result.headline.why.sentence}"


def _write_notes(result: StratumResult) -> tuple[str, ...]:
    notes = []
    if result.verdict is not Verdict.UNTESTED and result.tally.total:
        notes.append(result.why.sentence)
    if result.indirectly:
        notes.append("No finding on that side is about the claim as stated: all are indirect.")
    if result.safety is not None and result.safety.exposed:
        notes.append(_describe_safety(result))
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
        trials = count_things(len(result.without_result), "registered trial")
        notes.append(f"{capitalise(trials)} without a result that was seen.")
    return tuple(notes)


def _describe_safety(result: StratumResult) -> str:
    safety = result.safety
    assert safety is not None
    text = (
        f"{count_things(safety.exposed, 'person', 'people')} exposed without serious related harm"
    )
    if safety.up_to_one_in:
        text += f"; harm in up to 1 in {safety.up_to_one_in} is not ruled out"
    if safety.serious_related:
        harmed = count_things(safety.serious_related, "person", "people")
        text += f"; {harmed} with serious related harm"
    return text + "."


def _describe_follow_up(asked: StratumResult | None) -> str:
    """How long each study of safety watched, in its own words."""
    safety = asked.safety if asked else None
    return "; ".join(safety.followed) if safety else ""


def count_briefly(result: ClaimVerdict) -> str:
    """The line under a claim on a board."""
    asked = result.strata.get(result.headline.stratum)
    if asked is None:
        return _count_members_in_words(result).split(". ")[0] + "."
    return split_in_words(asked.tally) if asked.tally.total else asked.why.sentence


@dataclass(frozen=True, slots=True)
class BarPart:
    """One part of the balance bar, in percent of its width."""

    tone: str
    start: str
    width: str
    text: str
    """The count in words: '2 support'."""


@dataclass(frozen=True, slots=True)
class ClaimSummary:
    """A claim on a board."""

    id: str
    statement: str
    headline: str
    tone: str
    counts: str
    bar: tuple[BarPart, ...]


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic with its claims."""

    id: str
    label: str
    definition: str
    claims: tuple[ClaimSummary, ...]


def summarise_claim(corpus: Corpus, key: str, result: ClaimVerdict) -> ClaimSummary:
    """One claim with its headline word and its balance."""
    head = result.headline
    return ClaimSummary(
        key,
        corpus.claims[key].record.statement,
        word_headline(head),
        TONE[head.verdict],
        count_briefly(result),
        draw_balance(result),
    )


def view_topics(corpus: Corpus, results: Mapping[str, ClaimVerdict]) -> tuple[TopicView, ...]:
    """All topics in the order of the vocabulary; claims of a topic by their statement's id."""
    by_topic: dict[str, list[ClaimSummary]] = {topic: [] for topic in corpus.vocabulary.topics}
    for key, sourced in corpus.claims.items():
        if sourced.record.withdrawn is None:
            by_topic[corpus.topic_of(key)].append(summarise_claim(corpus, key, results[key]))
    return tuple(
        TopicView(topic.id, topic.label, topic.definition, tuple(by_topic[topic.id]))
        for topic in corpus.vocabulary.topics.values()
    )


def draw_balance(result: ClaimVerdict) -> tuple[BarPart, ...]:
    """For, mixed and against in the stratum that the claim is about; a part for each count."""
    asked = result.strata.get(result.headline.stratum)
    if asked is None or not asked.tally.total:
        return ()
    parts, start = [], Fraction(0)
    for tone, count in (
        ("supports", asked.tally.for_),
        ("mixed", asked.tally.mixed),
        ("disputes", asked.tally.against),
    ):
        width = 100 * count / asked.tally.total
        if width:
            text = f"{write_number(count)} {verb_for_tone(tone, count)}"
            parts.append(BarPart(tone, f"{float(start):g}", f"{float(width):g}", text))
        start += width
    return tuple(parts)
