"""One finding as a page shows it: its result, its tags, whether it votes and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from claimcards.cards.claim import Effect, Finding
from claimcards.cards.study import Study
from claimcards.cards.words import Direction, Directness, SampleUnit, Standing
from claimcards.corpus import Corpus
from claimcards.pages.terms import Explainer, Text, link_works_in_pieces, link_works_in_text
from claimcards.pages.wording import (
    DIRECTION,
    DIRECTION_TONE,
    NEUTRAL,
    STANDING,
    UNKNOWN,
    capitalise,
    count_units,
    join_in_words,
    split_paragraphs,
)
from claimcards.verdict.figures import find_disagreements
from claimcards.verdict.values import ClaimVerdict, JudgedFinding


@dataclass(frozen=True, slots=True)
class Tag:
    """A small label; a loud one warns."""

    text: str
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    text: Text


@dataclass(frozen=True, slots=True)
class StudyName:
    """A study as a link."""

    key: str
    short: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding, ready to print once its result is explained for a page."""

    id: str
    tone: str
    direction: str
    outcome: str
    result: tuple[Text, ...]
    effect: str
    study: StudyName
    locator: str
    tags: tuple[Tag, ...]
    vote: str
    facts: tuple[Fact, ...]


def name_study(corpus: Corpus, key: str) -> StudyName:
    """A study as a reader meets it: 'Lai et al. 2015'."""
    return StudyName(key, corpus.shorts.get(key, key))


def view_findings(corpus: Corpus, result: ClaimVerdict) -> tuple[FindingView, ...]:
    """All findings of a claim, in the order of the card, as every page shows them."""
    return tuple(_view_finding(corpus, judged) for judged in result.findings)


def explain_finding(
    corpus: Corpus, finding: Finding, view: FindingView, explainer: Explainer
) -> FindingView:
    """A finding on one page, on which a term is explained where it stands first."""
    result = tuple(
        link_works_in_pieces(corpus, explainer.explain(p)) for p in split_paragraphs(finding.result)
    )
    return replace(view, result=result)


def _view_finding(corpus: Corpus, judged: JudgedFinding) -> FindingView:
    finding = judged.finding
    return FindingView(
        id=finding.id,
        tone=DIRECTION_TONE[judged.counted],
        direction=_say_where_it_points(judged),
        outcome=write_outcome(finding),
        result=(),
        effect=write_effect(finding.effect) if finding.effect else "",
        study=name_study(corpus, finding.study),
        locator=finding.locator,
        tags=tuple(_list_tags(corpus, judged)),
        vote=_explain_vote(judged),
        facts=tuple(_list_finding_facts(corpus, judged)),
    )


def _say_where_it_points(judged: JudgedFinding) -> str:
    """Which way it points; what points and does not count must not look as if it did."""
    said = capitalise(DIRECTION[judged.direction])
    silent = not judged.votes and judged.direction is not Direction.NEUTRAL
    return f"{said}, but does not count" if silent else said


def write_effect(effect: Effect) -> str:
    """An effect in one line: 'SMD 5.48 (95% interval 3.55 to 8.13), p <0.001; higher is better'."""
    text = effect.measure
    if effect.value is not None:
        text += f" {effect.value}"
    if effect.unit:
        text += f" {effect.unit}"
    if effect.interval:
        low, high = effect.interval
        text += f" ({effect.level}% interval {low} to {high})"
    if effect.p:
        text += f", p {'' if effect.p.text[0] in '<>=' else '= '}{effect.p}"
    if effect.better:
        text += f"; {effect.better} is better"
    return text


def _list_tags(corpus: Corpus, judged: JudgedFinding) -> list[Tag]:
    """Design, species, directness, depth of check: always in this order, warnings after them."""
    finding, study, words = judged.finding, judged.study, corpus.vocabulary
    species = [words.species[s].label for s in judged.species if s in words.species]
    tags = [Tag(judged.design.label if judged.design else judged.design_id)]
    tags += [Tag(join_in_words(species).lower())] if species else []
    tags.append(Tag(finding.directness.value))
    tags.append(Tag(write_depth(finding)))
    if judged.conclusive is False and judged.votes:
        tags.append(Tag("not conclusive"))
    if finding.contradiction:
        tags.append(Tag("figures disagree", loud=True))
    if study.standing.status is not Standing.STANDS:
        tags.append(Tag(STANDING[study.standing.status], loud=True))
    if finding.withdrawn:
        tags.append(Tag("withdrawn", loud=True))
    return tags


def write_outcome(finding: Finding) -> str:
    """What was measured, or that it is not known."""
    unknown = str(finding.outcome).startswith("not-")
    return f"Outcome {say_if_unknown(finding.outcome)}" if unknown else finding.outcome


def write_comparator(finding: Finding) -> str:
    """Against what the result stands: in the card's words, or why that is not known."""
    text = finding.comparator
    return text if " " in text else text.replace("-", " ")


def write_pooled(studies: object) -> str:
    """How many studies a synthesis pools: '12 studies', 'not reported'."""
    text = str(studies)
    return say_if_unknown(text) if text.startswith("not-") else count_units(text, "studies")


def say_if_unknown(text: str) -> str:
    """A word of a card for what is not known, as readers meet it; any other text as it is."""
    said = text.replace("-", " ")
    return said if said in UNKNOWN else text


def write_depth(finding: Finding) -> str:
    """How deep the source was read: 'read: abstract'."""
    return f"read: {finding.checked.depth.value.replace('-', ' ')}"


def _explain_vote(judged: JudgedFinding) -> str:
    finding = judged.finding
    if judged.silent is None:
        return f"Counts: {DIRECTION[finding.direction]}"
    if finding.direction is Direction.NEUTRAL and finding.neutral_because:
        return f"Does not count: {NEUTRAL[finding.neutral_because]}"
    return f"Does not count: {judged.silent.sentence}"


def _list_finding_facts(corpus: Corpus, judged: JudgedFinding) -> list[Fact]:
    finding, study = judged.finding, judged.study
    rows = [
        ("Compared with", write_comparator(finding)),
        ("Condition", judged.model),
        ("Number", write_sample(finding, study)),
        ("Indirect because", finding.indirect_because or ""),
        ("Limits", finding.limits or ""),
        ("Subgroups", "; ".join(map(str, finding.effect.subgroups)) if finding.effect else ""),
        ("Figures that disagree", _describe_contradiction(finding)),
        ("Harms", _describe_harms(finding)),
        ("Pools", write_pooled(finding.pools.studies) if finding.pools else ""),
        (
            "Read",
            f"{finding.checked.depth.value.replace('-', ' ')}, {_write_day(finding.checked.on)}",
        ),
        (
            "Withdrawn",
            f"{finding.withdrawn.on}: {finding.withdrawn.because}" if finding.withdrawn else "",
        ),
    ]
    if finding.directness is Directness.DIRECT:
        rows = [row for row in rows if row[0] != "Indirect because"]
    return [Fact(label, link_works_in_text(corpus, text)) for label, text in rows if text]


def _describe_contradiction(finding: Finding) -> str:
    """What the source prints, and what it comes to when it is worked out again."""
    if finding.contradiction is None:
        return ""
    again = "; ".join(d.sentence for d in find_disagreements(finding))
    return f"{finding.contradiction} Worked out again: {again}." if again else finding.contradiction


def _describe_harms(finding: Finding) -> str:
    """Who was exposed and what was looked for; empty where nothing of that is known."""
    harms = finding.harms
    if harms is None:
        return ""
    told = {
        "exposed": say_if_unknown(str(harms.exposed)),
        "looked for": say_if_unknown(harms.looked_for),
        "followed": say_if_unknown(harms.followed),
        "serious and related": say_if_unknown(str(harms.serious_related)),
    }
    if all(text in UNKNOWN for text in told.values()):
        return ""
    return "; ".join(f"{what}: {text}" for what, text in told.items())


def find_sample_unit(finding: Finding, study: Study) -> str:
    """What a finding's number counts: the study's unit, or empty where that is another.

    A synthesis counts studies; what one of its results rests on are people or animals.
    """
    if study.sample is None:
        return ""
    unit = study.sample.unit
    own = finding.sample is not None
    return "" if own and unit in (SampleUnit.STUDIES, SampleUnit.DOCUMENTS) else unit.value


def write_sample(finding: Finding | None, study: Study) -> str:
    """How many were studied, in the source's figure, or why that is not known."""
    if finding is not None and finding.sample is not None:
        own = str(finding.sample)
        return (
            say_if_unknown(own)
            if own.startswith("not-")
            else count_units(own, find_sample_unit(finding, study))
        )
    if study.sample is None:
        return ""
    n = str(study.sample.n)
    counted = say_if_unknown(n) if n.startswith("not-") else count_units(n, study.sample.unit.value)
    return f"{counted} ({study.sample.note})" if study.sample.note else counted


def _write_day(day: date | str) -> str:
    return "on a day that was not recorded" if isinstance(day, str) else f"on {day.isoformat()}"
