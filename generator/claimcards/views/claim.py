"""The claim page, top to bottom, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.model.claim import Claim, Question, Test, Withdrawn
from claimcards.model.words import Direction, Relation
from claimcards.synthesis.results import Synthesis
from claimcards.views.answer import Answer, answer
from claimcards.views.directions import Directions, directions
from claimcards.views.finding import (
    Fact,
    FindingView,
    explained,
    study_name,
)
from claimcards.views.forest import Forest, forests
from claimcards.views.hangs import StratumHangs, hangs
from claimcards.views.ladder import MOST_MARKS, RungView, ladder
from claimcards.views.names import in_order, linked, named
from claimcards.views.reference import ReferenceView
from claimcards.views.steps import GradingView, gradings
from claimcards.views.study_table import StudyTable, study_table
from claimcards.views.summary import BarPart, ClaimSummary, balance, claim_summary
from claimcards.views.terms import Explainer, Text
from claimcards.views.wording import (
    DIRECTION,
    RELATION,
    capital,
    counted,
    listing,
    paragraphs,
    plural,
)

NEEDS = {
    "most": "This claim stands if most of its parts do. It has no findings of its own.",
    "any": "This claim stands if one of its parts is supported at moderate certainty or better. "
    "It has no findings of its own.",
    "every": "This claim is as strong as its weakest part. It has no findings of its own.",
}


@dataclass(frozen=True, slots=True)
class OriginView:
    """Who makes the claim."""

    key: str
    short: str
    locator: str
    says: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two columns."""

    tone: str
    title: str
    findings: tuple[FindingView, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One side of one search."""

    on: str
    where: str
    side: str
    words: str
    found: Text


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One part of a claim over claims."""

    id: str
    statement: str
    headline: str
    tone: str
    vote: str


@dataclass(frozen=True, slots=True)
class RelatedView:
    """A related claim."""

    id: str
    statement: str
    relation: str
    headline: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A word of the vocabulary, by id and label."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Everything that a claim's page shows."""

    id: str
    statement: str
    topic: Labelled
    withdrawn: Withdrawn | None
    origins: tuple[OriginView, ...]
    question: Question | None
    test: Test | None
    answer: Answer
    balance: tuple[BarPart, ...]
    plain: tuple[Text, ...]
    needs: str
    members: tuple[MemberRow, ...]
    ladder: tuple[RungView, ...]
    ladder_note: str
    sides: tuple[Side, ...]
    mixed: tuple[FindingView, ...]
    context: tuple[FindingView, ...]
    context_summary: str
    forests: tuple[Forest, ...]
    directions: Directions
    gradings: tuple[GradingView, ...]
    hangs: tuple[StratumHangs, ...]
    would_change: Text
    studies: StudyTable
    searches: tuple[SearchRow, ...]
    review: tuple[Fact, ...]
    relations: tuple[RelatedView, ...]
    references: tuple[ReferenceView, ...]
    notice: str
    edit_url: str


def claim_view(
    corpus: Corpus,
    key: str,
    results: Mapping[str, Synthesis],
    references: Mapping[str, ReferenceView],
    findings: tuple[FindingView, ...],
    edit_url: str,
) -> ClaimView:
    """The page of one claim, from its card, its studies, its synthesis and the vocabulary.

    ``findings`` are its findings as every page shows them.
    """
    claim, result = corpus.claims[key].record, results[key]
    explainer = Explainer.of(corpus.vocabulary)
    plain = tuple(_plain(corpus, claim, explainer))  # first: a reader meets the words here first
    findings = tuple(
        explained(corpus, finding, view, explainer)
        for finding, view in zip(claim.findings, findings, strict=True)
    )
    by_direction = _sorted_out(claim, result, findings)
    context = by_direction[Direction.NEUTRAL]
    topic = corpus.vocabulary.topics[corpus.topic_of(key)]
    return ClaimView(
        id=key,
        statement=claim.statement,
        topic=Labelled(topic.id, topic.label),
        withdrawn=claim.withdrawn,
        origins=tuple(_origins(corpus, claim)),
        question=claim.question,
        test=claim.test,
        answer=answer(result),
        balance=balance(result),
        plain=plain,
        needs=NEEDS.get(claim.needs.value, "") if claim.needs else "",
        members=tuple(_members(corpus, results, result)),
        ladder=() if claim.over else ladder(corpus, claim, result),
        ladder_note=_LADDER_NOTE,
        sides=tuple(_sides(claim, by_direction)),
        mixed=by_direction[Direction.MIXED],
        context=context,
        context_summary=f"Show {plural(len(context), 'finding')} with the reason why "
        f"{'it does' if len(context) == 1 else 'they do'} not count",
        forests=forests(corpus, claim, result),
        directions=directions(corpus, claim, result),
        gradings=gradings(corpus, result),
        hangs=hangs(corpus, result),
        would_change=named(corpus, claim.would_change) if claim.would_change else (),
        studies=study_table(corpus, claim),
        searches=tuple(_searches(corpus, claim)),
        review=tuple(_review(corpus, claim)),
        relations=tuple(_relations(corpus, results, claim)),
        references=tuple(references[k] for k in in_order(corpus, cited(corpus, claim, references))),
        notice=_NOTICE,
        edit_url=edit_url,
    )


_LADDER_NOTE = (
    "Each mark is one independent group. A mark in a frame is a synthesis, which stands for the "
    "studies that it pools; no study is counted twice. "
    f"At most {MOST_MARKS} marks of a kind are drawn."
)
_NOTICE = "Not medical advice. Curated by targeted search; not a systematic review."


def _sorted_out(
    claim: Claim, result: Synthesis, findings: tuple[FindingView, ...]
) -> dict[Direction, tuple[FindingView, ...]]:
    """Findings by side; whatever does not vote is context, whatever its card calls it."""
    sorted_out: dict[Direction, list[FindingView]] = {d: [] for d in Direction}
    for finding, ballot, view in zip(claim.findings, result.ballots, findings, strict=True):
        sorted_out[counted(finding.direction, ballot.votes)].append(view)
    return {direction: tuple(views) for direction, views in sorted_out.items()}


def _sides(claim: Claim, found: Mapping[Direction, tuple[FindingView, ...]]) -> Iterator[Side]:
    searched = {
        Direction.SUPPORTS: [s for s in claim.searches if s.for_],
        Direction.DISPUTES: [s for s in claim.searches if s.against],
    }
    for direction in (Direction.SUPPORTS, Direction.DISPUTES):
        findings = found[direction]
        days = ", ".join(sorted({s.on.isoformat() for s in searched[direction]}))
        nothing = "Nothing that counts was found on this side."
        nothing += f" It was searched for on {days}." if days else ""
        title = f"{capital(DIRECTION[direction])} · {plural(len(findings), 'finding')}"
        yield Side(direction.value, title, findings, nothing)


def _origins(corpus: Corpus, claim: Claim) -> Iterator[OriginView]:
    for origin in claim.origins:
        name = study_name(corpus, origin.reference)
        yield OriginView(name.key, name.short, origin.locator, origin.says)


def _plain(corpus: Corpus, claim: Claim, explainer: Explainer) -> Iterator[Text]:
    for text in paragraphs(claim.plain or "No plain answer has been written yet."):
        yield linked(corpus, explainer.explain(text))


def _members(
    corpus: Corpus, results: Mapping[str, Synthesis], result: Synthesis
) -> Iterator[MemberRow]:
    for member in result.members:
        summary = claim_summary(corpus, member.claim, results[member.claim])
        vote = DIRECTION[member.vote] if member.vote else "no verdict"
        yield MemberRow(summary.id, summary.statement, summary.headline, summary.tone, vote)


def _searches(corpus: Corpus, claim: Claim) -> Iterator[SearchRow]:
    for search in claim.searches:
        for label, side in (("for", search.for_), ("against", search.against)):
            if side is not None:
                found = named(corpus, side.found)
                yield SearchRow(search.on.isoformat(), search.where, label, side.words, found)


def _review(corpus: Corpus, claim: Claim) -> Iterator[Fact]:
    for label, text in _reviewed(claim):
        yield Fact(label, named(corpus, text))


def _reviewed(claim: Claim) -> Iterator[tuple[str, str]]:
    who = listing([curator.name for curator in claim.curated_by])
    yield (
        "Curated",
        f"on {claim.curated_on.isoformat()}{f' by {who}' if who else ''}, "
        "from what each finding says was read",
    )
    if not claim.reviews:
        yield "Reviewed", "not yet independently reviewed"
    for review in claim.reviews:
        later = "; the card has changed since" if claim.curated_on > review.on else ""
        yield (
            "Reviewed",
            f"on {review.on.isoformat()} by {review.by}; conflicts of interest: "
            f"{review.conflicts.declared}, declared on {review.conflicts.on.isoformat()}{later}",
        )
    for again in claim.rereadings:
        yield (
            "Read again",
            f"on {again.on.isoformat()}: {plural(int(again.findings.value), 'finding')} and "
            f"{plural(int(again.figures.value), 'figure')} compared, "
            f"{plural(int(again.figures_mended.value), 'figure')} mended, "
            f"{plural(int(again.directions_changed.value), 'direction')} changed",
        )
    yield "Review due", claim.review_due.isoformat()


def _relations(
    corpus: Corpus, results: Mapping[str, Synthesis], claim: Claim
) -> Iterator[RelatedView]:
    for related in claim.relations:
        summary: ClaimSummary = claim_summary(corpus, related.claim, results[related.claim])
        # The heading says 'See also'.
        label = "" if related.relation is Relation.SEE_ALSO else RELATION[related.relation]
        yield RelatedView(summary.id, summary.statement, label, summary.headline)


def cited(corpus: Corpus, claim: Claim, references: Mapping[str, object]) -> Iterator[str]:
    """The keys of all works behind a claim, as far as they are known: sorted."""
    keys = {finding.study for finding in claim.findings}
    keys |= {origin.reference for origin in claim.origins}
    for finding in claim.findings:
        keys.add(corpus.studies[finding.study].record.standing.notice or "")
    yield from sorted(key for key in keys if key in references)
