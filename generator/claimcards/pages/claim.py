"""The claim page, top to bottom, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimcards.cards.claim import Claim, ClaimQuestion, ClaimTest, Withdrawn
from claimcards.cards.words import Direction, Relation
from claimcards.corpus import Corpus
from claimcards.pages.answer import (
    Answer,
    BarPart,
    ClaimSummary,
    draw_balance,
    make_answer,
    summarise_claim,
)
from claimcards.pages.effects import Directions, Forest, draw_forests, list_directions
from claimcards.pages.finding import Fact, FindingView, explain_finding, name_study
from claimcards.pages.ladder import MOST_MARKS, RungView, make_ladder
from claimcards.pages.reasons import GradingView, StratumHinges, explain_hinges, view_gradings
from claimcards.pages.study import ReferenceView, StudyTable, make_study_table
from claimcards.pages.terms import (
    Explainer,
    Text,
    link_works_in_pieces,
    link_works_in_text,
    sort_works,
)
from claimcards.pages.wording import (
    DIRECTION,
    RELATION,
    capitalise,
    count_things,
    join_in_words,
    split_paragraphs,
)
from claimcards.verdict.values import ClaimVerdict

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
class SideColumn:
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
class LabelledWord:
    """A word of the vocabulary, by id and label."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Everything that a claim's page shows."""

    id: str
    statement: str
    topic: LabelledWord
    withdrawn: Withdrawn | None
    origins: tuple[OriginView, ...]
    question: ClaimQuestion | None
    test: ClaimTest | None
    answer: Answer
    balance: tuple[BarPart, ...]
    plain: tuple[Text, ...]
    needs: str
    members: tuple[MemberRow, ...]
    ladder: tuple[RungView, ...]
    ladder_note: str
    sides: tuple[SideColumn, ...]
    mixed: tuple[FindingView, ...]
    context: tuple[FindingView, ...]
    context_summary: str
    forests: tuple[Forest, ...]
    directions: Directions
    gradings: tuple[GradingView, ...]
    hangs: tuple[StratumHinges, ...]
    would_change: Text
    studies: StudyTable
    searches: tuple[SearchRow, ...]
    review: tuple[Fact, ...]
    relations: tuple[RelatedView, ...]
    references: tuple[ReferenceView, ...]
    notice: str
    edit_url: str


def view_claim(
    corpus: Corpus,
    key: str,
    results: Mapping[str, ClaimVerdict],
    references: Mapping[str, ReferenceView],
    findings: tuple[FindingView, ...],
    edit_url: str,
) -> ClaimView:
    """The page of one claim, from its card, its studies, its synthesis and the vocabulary.

    ``findings`` are its findings as every page shows them.
    """
    claim, result = corpus.claims[key].record, results[key]
    explainer = Explainer.of(corpus.vocabulary)
    plain = tuple(
        _explain_plain_answer(corpus, claim, explainer)
    )  # first: a reader meets the words here first
    findings = tuple(
        explain_finding(corpus, finding, view, explainer)
        for finding, view in zip(claim.findings, findings, strict=True)
    )
    by_direction = _sort_findings_by_side(result, findings)
    context = by_direction[Direction.NEUTRAL]
    topic = corpus.vocabulary.topics[corpus.topic_of(key)]
    return ClaimView(
        id=key,
        statement=claim.statement,
        topic=LabelledWord(topic.id, topic.label),
        withdrawn=claim.withdrawn,
        origins=tuple(_view_origins(corpus, claim)),
        question=claim.question,
        test=claim.test,
        answer=make_answer(result),
        balance=draw_balance(result),
        plain=plain,
        needs=NEEDS.get(claim.needs.value, "") if claim.needs else "",
        members=tuple(_view_members(corpus, results, result)),
        ladder=() if claim.over else make_ladder(corpus, claim, result),
        ladder_note=_LADDER_NOTE,
        sides=tuple(_view_sides(claim, by_direction)),
        mixed=by_direction[Direction.MIXED],
        context=context,
        context_summary=f"Show {count_things(len(context), 'finding')} with the reason why "
        f"{'it does' if len(context) == 1 else 'they do'} not count",
        forests=draw_forests(corpus, claim, result),
        directions=list_directions(corpus, claim, result),
        gradings=view_gradings(corpus, result),
        hangs=explain_hinges(corpus, result),
        would_change=link_works_in_text(corpus, claim.would_change) if claim.would_change else (),
        studies=make_study_table(corpus, claim),
        searches=tuple(_view_searches(corpus, claim)),
        review=tuple(_list_review_facts(corpus, claim)),
        relations=tuple(_view_relations(corpus, results, claim)),
        references=tuple(
            references[k] for k in sort_works(corpus, list_cited_works(corpus, claim, references))
        ),
        notice=_NOTICE,
        edit_url=edit_url,
    )


_LADDER_NOTE = (
    "Each mark is one independent group. A mark in a frame is a synthesis, which stands for the "
    "studies that it pools; no study is counted twice. "
    f"At most {MOST_MARKS} marks of a kind are drawn."
)
_NOTICE = "Not medical advice. Curated by targeted search; not a systematic review."


def _sort_findings_by_side(
    result: ClaimVerdict, findings: tuple[FindingView, ...]
) -> dict[Direction, tuple[FindingView, ...]]:
    """Findings by side; whatever does not vote is context, whatever its card calls it."""
    sorted_out: dict[Direction, list[FindingView]] = {d: [] for d in Direction}
    for judged, view in zip(result.findings, findings, strict=True):
        sorted_out[judged.counted].append(view)
    return {direction: tuple(views) for direction, views in sorted_out.items()}


def _view_sides(
    claim: Claim, found: Mapping[Direction, tuple[FindingView, ...]]
) -> Iterator[SideColumn]:
    searched = {
        Direction.SUPPORTS: [s for s in claim.searches if s.for_],
        Direction.DISPUTES: [s for s in claim.searches if s.against],
    }
    for direction in (Direction.SUPPORTS, Direction.DISPUTES):
        findings = found[direction]
        days = ", ".join(sorted({s.on.isoformat() for s in searched[direction]}))
        nothing = "Nothing that counts was found on this side."
        nothing += f" It was searched for on {days}." if days else ""
        title = f"{capitalise(DIRECTION[direction])} · {count_things(len(findings), 'finding')}"
        yield SideColumn(direction.value, title, findings, nothing)


def _view_origins(corpus: Corpus, claim: Claim) -> Iterator[OriginView]:
    for origin in claim.origins:
        name = name_study(corpus, origin.reference)
        yield OriginView(name.key, name.short, origin.locator, origin.says)


def _explain_plain_answer(corpus: Corpus, claim: Claim, explainer: Explainer) -> Iterator[Text]:
    for text in split_paragraphs(claim.plain or "No plain answer has been written yet."):
        yield link_works_in_pieces(corpus, explainer.explain(text))


def _view_members(
    corpus: Corpus, results: Mapping[str, ClaimVerdict], result: ClaimVerdict
) -> Iterator[MemberRow]:
    for member in result.members:
        summary = summarise_claim(corpus, member.claim, results[member.claim])
        vote = DIRECTION[member.vote] if member.vote else "no verdict"
        yield MemberRow(summary.id, summary.statement, summary.headline, summary.tone, vote)


def _view_searches(corpus: Corpus, claim: Claim) -> Iterator[SearchRow]:
    for search in claim.searches:
        for label, side in (("for", search.for_), ("against", search.against)):
            if side is not None:
                found = link_works_in_text(corpus, side.found)
                yield SearchRow(search.on.isoformat(), search.where, label, side.words, found)


def _list_review_facts(corpus: Corpus, claim: Claim) -> Iterator[Fact]:
    for label, text in _list_reviewers(claim):
        yield Fact(label, link_works_in_text(corpus, text))


def _list_reviewers(claim: Claim) -> Iterator[tuple[str, str]]:
    who = join_in_words([curator.name for curator in claim.curated_by])
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
            f"on {again.on.isoformat()}: {count_things(int(again.findings.value), 'finding')} and "
            f"{count_things(int(again.figures.value), 'figure')} compared, "
            f"{count_things(int(again.figures_mended.value), 'figure')} mended, "
            f"{count_things(int(again.directions_changed.value), 'direction')} changed",
        )
    yield "Review due", claim.review_due.isoformat()


def _view_relations(
    corpus: Corpus, results: Mapping[str, ClaimVerdict], claim: Claim
) -> Iterator[RelatedView]:
    for related in claim.relations:
        summary: ClaimSummary = summarise_claim(corpus, related.claim, results[related.claim])
        # The heading says 'See also'.
        label = "" if related.relation is Relation.SEE_ALSO else RELATION[related.relation]
        yield RelatedView(summary.id, summary.statement, label, summary.headline)


def list_cited_works(
    corpus: Corpus, claim: Claim, references: Mapping[str, object]
) -> Iterator[str]:
    """The keys of all works behind a claim, as far as they are known: sorted."""
    keys = {finding.study for finding in claim.findings}
    keys |= {origin.reference for origin in claim.origins}
    for finding in claim.findings:
        keys.add(corpus.studies[finding.study].record.standing.notice or "")
    yield from sorted(key for key in keys if key in references)
