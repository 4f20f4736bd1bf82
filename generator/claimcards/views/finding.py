"""One finding as a page shows it: its result, its tags, whether it votes and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from claimcards.corpus import Corpus
from claimcards.figures import disagreements
from claimcards.model.claim import Claim, Effect, Finding
from claimcards.model.study import Study
from claimcards.model.words import Direction, Directness, Standing, Unit
from claimcards.synthesis.results import Ballot, Synthesis
from claimcards.views.names import linked, named
from claimcards.views.terms import Explainer, Text
from claimcards.views.wording import (
    DIRECTION,
    DIRECTION_TONE,
    NEUTRAL,
    STANDING,
    UNKNOWN,
    capital,
    counted,
    listing,
    paragraphs,
    units,
)


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


def study_name(corpus: Corpus, key: str) -> StudyName:
    """A study as a reader meets it: 'Lai et al. 2015'."""
    return StudyName(key, corpus.shorts.get(key, key))


def finding_views(corpus: Corpus, claim: Claim, result: Synthesis) -> tuple[FindingView, ...]:
    """All findings of a claim, in the order of the card, as every page shows them."""
    return tuple(
        _view(corpus, finding, ballot)
        for finding, ballot in zip(claim.findings, result.ballots, strict=True)
    )


def explained(
    corpus: Corpus, finding: Finding, view: FindingView, explainer: Explainer
) -> FindingView:
    """A finding on one page, on which a term is explained where it stands first."""
    result = tuple(linked(corpus, explainer.explain(p)) for p in paragraphs(finding.result))
    return replace(view, result=result)


def _view(corpus: Corpus, finding: Finding, ballot: Ballot) -> FindingView:
    study = corpus.studies[finding.study].record
    return FindingView(
        id=finding.id,
        tone=DIRECTION_TONE[counted(finding.direction, ballot.votes)],
        direction=_points(finding, ballot),
        outcome=outcome_text(finding),
        result=(),
        effect=effect_text(finding.effect) if finding.effect else "",
        study=study_name(corpus, finding.study),
        locator=finding.locator,
        tags=tuple(_tags(corpus, finding, study, ballot)),
        vote=_vote(finding, ballot),
        facts=tuple(_facts(corpus, finding, study)),
    )


def _points(finding: Finding, ballot: Ballot) -> str:
    """Which way it points; what points and does not count must not look as if it did."""
    said = capital(DIRECTION[finding.direction])
    silent = not ballot.votes and finding.direction is not Direction.NEUTRAL
    return f"{said}, but does not count" if silent else said


def effect_text(effect: Effect) -> str:
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


def _tags(corpus: Corpus, finding: Finding, study: Study, ballot: Ballot) -> list[Tag]:
    """Design, species, directness, depth of check: always in this order, warnings after them."""
    words = corpus.vocabulary
    design = words.designs.get(finding.design or study.design)
    species = [
        words.species[s].label for s in finding.species or study.species if s in words.species
    ]
    tags = [Tag(design.label if design else study.design)]
    tags += [Tag(listing(species).lower())] if species else []
    tags.append(Tag(finding.directness.value))
    tags.append(Tag(read_text(finding)))
    if ballot.conclusive is False and ballot.votes:
        tags.append(Tag("not conclusive"))
    if finding.contradiction:
        tags.append(Tag("figures disagree", loud=True))
    if study.standing.status is not Standing.STANDS:
        tags.append(Tag(STANDING[study.standing.status], loud=True))
    if finding.withdrawn:
        tags.append(Tag("withdrawn", loud=True))
    return tags


def outcome_text(finding: Finding) -> str:
    """What was measured, or that it is not known."""
    unknown = str(finding.outcome).startswith("not-")
    return f"Outcome {known(finding.outcome)}" if unknown else finding.outcome


def comparator_text(finding: Finding) -> str:
    """Against what the result stands: in the card's words, or why that is not known."""
    text = finding.comparator
    return text if " " in text else text.replace("-", " ")


def pooled_text(studies: object) -> str:
    """How many studies a synthesis pools: '12 studies', 'not reported'."""
    text = str(studies)
    return known(text) if text.startswith("not-") else units(text, "studies")


def known(text: str) -> str:
    """A word of a card for what is not known, as readers meet it; any other text as it is."""
    said = text.replace("-", " ")
    return said if said in UNKNOWN else text


def read_text(finding: Finding) -> str:
    """How deep the source was read: 'read: abstract'."""
    return f"read: {finding.checked.depth.value.replace('-', ' ')}"


def _vote(finding: Finding, ballot: Ballot) -> str:
    if ballot.silent is None:
        return f"Counts: {DIRECTION[finding.direction]}"
    if finding.direction is Direction.NEUTRAL and finding.neutral_because:
        return f"Does not count: {NEUTRAL[finding.neutral_because]}"
    return f"Does not count: {ballot.silent.sentence}"


def _facts(corpus: Corpus, finding: Finding, study: Study) -> list[Fact]:
    rows = [
        ("Compared with", comparator_text(finding)),
        ("Condition", finding.model or study.model or ""),
        ("Number", sample_text(finding, study)),
        ("Indirect because", finding.indirect_because or ""),
        ("Limits", finding.limits or ""),
        ("Subgroups", "; ".join(map(str, finding.effect.subgroups)) if finding.effect else ""),
        ("Figures that disagree", _contradiction(finding)),
        ("Harms", _harms(finding)),
        ("Pools", pooled_text(finding.pools.studies) if finding.pools else ""),
        ("Read", f"{finding.checked.depth.value.replace('-', ' ')}, {_day(finding.checked.on)}"),
        (
            "Withdrawn",
            f"{finding.withdrawn.on}: {finding.withdrawn.because}" if finding.withdrawn else "",
        ),
    ]
    if finding.directness is Directness.DIRECT:
        rows = [row for row in rows if row[0] != "Indirect because"]
    return [Fact(label, named(corpus, text)) for label, text in rows if text]


def _contradiction(finding: Finding) -> str:
    """What the source prints, and what it comes to when it is worked out again."""
    if finding.contradiction is None:
        return ""
    again = "; ".join(d.sentence for d in disagreements(finding))
    return f"{finding.contradiction} Worked out again: {again}." if again else finding.contradiction


def _harms(finding: Finding) -> str:
    """Who was exposed and what was looked for; empty where nothing of that is known."""
    harms = finding.harms
    if harms is None:
        return ""
    told = {
        "exposed": known(str(harms.exposed)),
        "looked for": known(harms.looked_for),
        "followed": known(harms.followed),
        "serious and related": known(str(harms.serious_related)),
    }
    if all(text in UNKNOWN for text in told.values()):
        return ""
    return "; ".join(f"{what}: {text}" for what, text in told.items())


def sample_unit(finding: Finding, study: Study) -> str:
    """What a finding's number counts: the study's unit, or empty where that is another.

    A synthesis counts studies; what one of its results rests on are people or animals.
    """
    if study.sample is None:
        return ""
    unit = study.sample.unit
    own = finding.sample is not None
    return "" if own and unit in (Unit.STUDIES, Unit.DOCUMENTS) else unit.value


def sample_text(finding: Finding | None, study: Study) -> str:
    """How many were studied, in the source's figure, or why that is not known."""
    if finding is not None and finding.sample is not None:
        own = str(finding.sample)
        return known(own) if own.startswith("not-") else units(own, sample_unit(finding, study))
    if study.sample is None:
        return ""
    n = str(study.sample.n)
    counted = known(n) if n.startswith("not-") else units(n, study.sample.unit.value)
    return f"{counted} ({study.sample.note})" if study.sample.note else counted


def _day(day: date | str) -> str:
    return "on a day that was not recorded" if isinstance(day, str) else f"on {day.isoformat()}"
