"""A whole claim as plain data, for those who compute with it: what its page shows, in values.

Fields of cards keep the names that the cards use, and numbers the figures that the source
prints; what the synthesis adds stands apart, so that nobody takes it for a card's word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from claimcards.corpus import Corpus
from claimcards.model.claim import Claim
from claimcards.model.scalars import Card
from claimcards.synthesis.results import (
    Ballot,
    Certainty,
    Headline,
    Member,
    StratumResult,
    Synthesis,
)
from claimcards.views.publication import Publication, claim_citation
from claimcards.views.wording import headline

_OF_THE_CLAIM = ("statement", "kind", "about", "quantifier", "question", "test", "plain")
_OF_THE_EVIDENCE = ("origins", "over", "needs", "relations", "searches", "certainty")
_OF_THE_CARD = (
    "would_change",
    "curated_on",
    "curated_by",
    "reviews",
    "rereadings",
    "review_due",
    "withdrawn",
)


def claim_record(
    corpus: Corpus, key: str, result: Synthesis, publication: Publication
) -> dict[str, Any]:
    """Everything that the site knows of one claim, as values that JSON holds."""
    claim = corpus.claims[key].record
    card = card_values(claim)
    topic = corpus.vocabulary.topics[corpus.topic_of(key)]
    return {
        "id": key,
        "url": publication.claim_url(key),
        "site": publication.name,
        "licence": publication.licence,
        "as_of": claim.curated_on.isoformat(),
        "citation": claim_citation(claim, publication),
        "topic": {"id": topic.id, "label": topic.label},
        **_picked(card, _OF_THE_CLAIM),
        "headline": _headline(result.headline),
        "verdicts": [_verdict(stratum) for stratum in result.strata.values()],
        "members": [_member(member) for member in result.members],
        **_picked(card, _OF_THE_EVIDENCE),
        "findings": [
            {**card_values(finding), "ballot": _ballot(ballot)}
            for finding, ballot in zip(claim.findings, result.ballots, strict=True)
        ],
        "studies": [card_values(corpus.studies[study].record) for study in _studies(claim)],
        **_picked(card, _OF_THE_CARD),
    }


def card_values(card: Card) -> dict[str, Any]:
    """A card's fields as plain values under the names that cards use, without empty ones."""
    return card.model_dump(mode="json", by_alias=True, exclude_none=True)


def _picked(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: values[name] for name in names if values.get(name)}


def _studies(claim: Claim) -> list[str]:
    return sorted({finding.study for finding in claim.findings})


def _headline(head: Headline) -> dict[str, Any]:
    return {
        "text": headline(head),
        "stratum": head.stratum.value,
        "verdict": head.verdict.value,
        "indirectly": head.indirectly,
        "word": head.word.value,
        "certainty": head.certainty.level.value if head.certainty.level else None,
        "why": head.why.sentence,
    }


def _verdict(result: StratumResult) -> dict[str, Any]:
    tally = result.tally
    return {
        "stratum": result.stratum.value,
        "verdict": result.verdict.value,
        "indirectly": result.indirectly,
        "word": result.word.value,
        "why": result.why.sentence,
        "tally": {
            "supports": _number(tally.for_),
            "disputes": _number(tally.against),
            "mixed": _number(tally.mixed),
            "groups": tally.groups,
            "papers": tally.papers,
            "findings": tally.findings,
        },
        "certainty": _certainty(result.certainty),
        "groups": [
            {
                "studies": list(group.studies),
                "direction": group.direction.value,
                "direct": group.direct,
                "counted_in": group.absorbed_by,
            }
            for group in result.groups
        ],
        "hangs_on": [
            {"without": list(hinge.without), "verdict": hinge.verdict.value}
            for hinge in result.hangs_on
        ],
    }


def _certainty(graded: Certainty) -> dict[str, Any]:
    return {
        "level": graded.level.value if graded.level else None,
        "not_graded": graded.not_graded.sentence if graded.not_graded else None,
        "starts_at": graded.start.value if graded.start else None,
        "steps": [
            {"domain": step.domain.value, "level": step.level.value, "down": step.down}
            for step in graded.steps
        ],
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "claim": member.claim,
        "headline": _headline(member.headline),
        "vote": member.vote.value if member.vote else None,
    }


def _ballot(ballot: Ballot) -> dict[str, Any]:
    return {
        "counts": ballot.votes,
        "because": ballot.silent.sentence if ballot.silent else None,
        "stratum": ballot.stratum.value if ballot.stratum else None,
        "conclusive": ballot.conclusive,
    }


def _number(count: Fraction) -> int | float:
    return count.numerator if count.denominator == 1 else float(count)
