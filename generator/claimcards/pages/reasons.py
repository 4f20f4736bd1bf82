"""Why this certainty, one line a step, and what the verdict hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimcards.cards.words import Direction
from claimcards.corpus import Corpus
from claimcards.pages.finding import StudyName, name_study
from claimcards.pages.terms import Text, link_works_in_text
from claimcards.pages.wording import (
    CERTAINTY,
    DIRECTION_TONE,
    DOMAIN,
    LEVEL,
    capitalise,
    count_things,
    word_if_asked,
    word_of_result,
    write_number,
)
from claimcards.verdict.values import (
    Certainty,
    ClaimVerdict,
    CountedGroup,
    LinkBy,
    StratumResult,
    StudyLink,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class StepView:
    """One line of the grading."""

    label: str
    judgement: str
    because: Text
    down: bool


@dataclass(frozen=True, slots=True)
class GradingView:
    """The grading of one stratum, or why there is none."""

    title: str
    steps: tuple[StepView, ...]
    note: str


def view_gradings(corpus: Corpus, result: ClaimVerdict) -> tuple[GradingView, ...]:
    """The gradings of all strata that hold something, the asked one first."""
    asked = result.headline.stratum
    ordered = sorted(result.strata.values(), key=lambda s: s.stratum is not asked)
    return tuple(_view_grading(corpus, s) for s in ordered if s.stratum is asked or s.groups)


def _view_grading(corpus: Corpus, result: StratumResult) -> GradingView:
    graded = result.certainty
    title = word_if_asked(result)
    if graded.level is not None:
        title += f": {CERTAINTY[graded.level]} certainty"
    note = graded.not_graded.sentence if graded.not_graded else result.why.sentence
    return GradingView(title, tuple(_view_steps(corpus, graded)), note)


def _view_steps(corpus: Corpus, graded: Certainty) -> Iterator[StepView]:
    if graded.start is None or graded.level is None:
        return
    yield StepView(
        "Starts at",
        CERTAINTY[graded.start],
        link_works_in_text(corpus, graded.start_because),
        False,
    )
    for step in graded.steps:
        because = step.because
        if step.floor is not None:
            because += f" At least {step.floor.level.value.replace('-', ' ')}: {step.floor.because}"
        judged, text = capitalise(LEVEL[step.level]), link_works_in_text(corpus, because)
        yield StepView(DOMAIN[step.domain], judged, text, step.down > 0)
    yield StepView("Certainty", CERTAINTY[graded.level], (), False)


@dataclass(frozen=True, slots=True)
class HingeView:
    """Something left out, and the word that a reader would meet then."""

    studies: tuple[StudyName, ...]
    then: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """One independent group or synthesis."""

    direction: str
    tone: str
    studies: tuple[StudyName, ...]
    note: str


@dataclass(frozen=True, slots=True)
class StratumHinges:
    """What the verdict of one stratum hangs on."""

    summary: str
    entries: tuple[HingeView, ...]
    away: str
    groups: tuple[GroupView, ...]
    groups_summary: str


def explain_hinges(corpus: Corpus, result: ClaimVerdict) -> tuple[StratumHinges, ...]:
    """For each stratum that holds a vote, the asked one first."""
    asked = result.headline.stratum
    ordered = sorted(result.strata.values(), key=lambda s: s.stratum is not asked)
    return tuple(
        _explain_stratum_hinges(corpus, s) for s in ordered if s.stratum is asked or s.groups
    )


def _explain_stratum_hinges(corpus: Corpus, result: StratumResult) -> StratumHinges:
    entries = tuple(
        HingeView(
            tuple(name_study(corpus, key) for key in hinge.without),
            word_of_result(hinge),
        )
        for hinge in result.hangs_on
    )
    groups = tuple(_view_group(corpus, group) for group in result.groups)
    return StratumHinges(
        _summarise_hinges(result),
        entries,
        _describe_one_group_away(result),
        groups,
        f"Show {count_things(len(groups), 'group')} and what holds each together",
    )


def _summarise_hinges(result: StratumResult) -> str:
    now = word_if_asked(result)
    if result.hangs_on:
        return f"{now}. Without some of what it rests on, that would change:"
    if not result.groups or result.verdict is Verdict.INSUFFICIENT:
        # Too little to judge hangs on nobody, and to say so would sound like strength.
        return f"{now}. {result.why.sentence}"
    return f"{now}. Leaving out any one study or group does not change this."


def _describe_one_group_away(result: StratumResult) -> str:
    away = result.one_group_away
    turns = [
        f"{then.value} if it {side}"
        for then, side in ((away.for_, "supports the claim"), (away.against, "disputes it"))
        if then is not None
    ]
    if not turns:
        return ""
    return f"One group away: a further independent group would make it {', or '.join(turns)}."


def _view_group(corpus: Corpus, group: CountedGroup) -> GroupView:
    return GroupView(
        capitalise(group.direction.value),
        DIRECTION_TONE[group.direction],
        tuple(name_study(corpus, key) for key in (*group.studies, *group.silenced)),
        "; ".join(_note_group(corpus, group)),
    )


def _note_group(corpus: Corpus, group: CountedGroup) -> Iterator[str]:
    if group.synthesis:
        assumed = " (assumed: its source gives no number)" if group.pooled_assumed else ""
        count = count_things(group.pooled or 0, "study", "studies")
        yield f"a synthesis that stands for {count}{assumed}"
    if group.absorbed_by:
        yield f"counted within {name_study(corpus, group.absorbed_by).short}"
    elif not group.synthesis and group.direction is Direction.MIXED:
        against = write_number(group.weight_against)
        yield f"counts {write_number(group.weight_for)} for and {against} against"
    for link in group.links:
        first, second = name_study(corpus, link.first).short, name_study(corpus, link.second).short
        yield f"{first} and {second} {_describe_link(link)}"
    if not group.direct:
        yield "indirect"
    if not group.checked:
        yield "independence not checked: an author list is cut"


def _describe_link(link: StudyLink) -> str:
    if link.by is LinkBy.REGISTRATION:
        return f"share the registration {link.what}"
    if link.by is LinkBy.DECLARED_GROUP:
        return "are declared to be one group"
    return f"share {count_things(link.authors, 'author')}"
