"""A claim in a few words, wherever it is listed: the same word as on its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from claimcards.corpus import Corpus
from claimcards.synthesis.results import Synthesis
from claimcards.views.answer import short_counts
from claimcards.views.wording import TONE, headline, number


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


def claim_summary(corpus: Corpus, key: str, result: Synthesis) -> ClaimSummary:
    """One claim with its headline word and its balance."""
    head = result.headline
    return ClaimSummary(
        key,
        corpus.claims[key].record.statement,
        headline(head),
        TONE[head.verdict],
        short_counts(result),
        balance(result),
    )


def topic_views(corpus: Corpus, results: Mapping[str, Synthesis]) -> tuple[TopicView, ...]:
    """All topics in the order of the vocabulary; claims of a topic by their statement's id."""
    by_topic: dict[str, list[ClaimSummary]] = {topic: [] for topic in corpus.vocabulary.topics}
    for key, sourced in corpus.claims.items():
        if sourced.record.withdrawn is None:
            by_topic[corpus.topic_of(key)].append(claim_summary(corpus, key, results[key]))
    return tuple(
        TopicView(topic.id, topic.label, topic.definition, tuple(by_topic[topic.id]))
        for topic in corpus.vocabulary.topics.values()
    )


def balance(result: Synthesis) -> tuple[BarPart, ...]:
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
            text = f"{number(count)} {_counted(tone, count)}"
            parts.append(BarPart(tone, f"{float(start):g}", f"{float(width):g}", text))
        start += width
    return tuple(parts)


def _counted(tone: str, count: Fraction) -> str:
    """'supports' for one, 'support' for more; mixed for any number."""
    if tone == "mixed":
        return "mixed"
    return tone if count == 1 else tone.removesuffix("s")
