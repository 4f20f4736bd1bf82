"""What a verdict hangs on: every study and group left out in turn, and one group added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.model.words import Direction
from claimcards.synthesis.reasons import LinkBy
from claimcards.synthesis.results import Group, Link, StratumResult, Synthesis, Verdict
from claimcards.views.finding import StudyName, study_name
from claimcards.views.wording import DIRECTION_TONE, answered, capital, number, plural, word


@dataclass(frozen=True, slots=True)
class HangsOn:
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
class StratumHangs:
    """What the verdict of one stratum hangs on."""

    summary: str
    entries: tuple[HangsOn, ...]
    away: str
    groups: tuple[GroupView, ...]
    groups_summary: str


def hangs(corpus: Corpus, result: Synthesis) -> tuple[StratumHangs, ...]:
    """For each stratum that holds a vote, the asked one first."""
    asked = result.headline.stratum
    ordered = sorted(result.strata.values(), key=lambda s: s.stratum is not asked)
    return tuple(_hangs(corpus, s) for s in ordered if s.stratum is asked or s.groups)


def _hangs(corpus: Corpus, result: StratumResult) -> StratumHangs:
    entries = tuple(
        HangsOn(
            tuple(study_name(corpus, key) for key in hinge.without),
            word(hinge),
        )
        for hinge in result.hangs_on
    )
    groups = tuple(_group(corpus, group) for group in result.groups)
    return StratumHangs(
        _summary(result),
        entries,
        _away(result),
        groups,
        f"Show {plural(len(groups), 'group')} and what holds each together",
    )


def _summary(result: StratumResult) -> str:
    now = answered(result)
    if result.hangs_on:
        return f"{now}. Without some of what it rests on, that would change:"
    if not result.groups or result.verdict is Verdict.INSUFFICIENT:
        # Too little to judge hangs on nobody, and to say so would sound like strength.
        return f"{now}. {result.why.sentence}"
    return f"{now}. Leaving out any one study or group does not change this."


def _away(result: StratumResult) -> str:
    away = result.one_group_away
    turns = [
        f"{then.value} if it {side}"
        for then, side in ((away.for_, "supports the claim"), (away.against, "disputes it"))
        if then is not None
    ]
    if not turns:
        return ""
    return f"One group away: a further independent group would make it {', or '.join(turns)}."


def _group(corpus: Corpus, group: Group) -> GroupView:
    return GroupView(
        capital(group.direction.value),
        DIRECTION_TONE[group.direction],
        tuple(study_name(corpus, key) for key in (*group.studies, *group.silenced)),
        "; ".join(_note(corpus, group)),
    )


def _note(corpus: Corpus, group: Group) -> Iterator[str]:
    if group.synthesis:
        assumed = " (assumed: its source gives no number)" if group.pooled_assumed else ""
        count = plural(group.pooled or 0, "study", "studies")
        yield f"a synthesis that stands for {count}{assumed}"
    if group.absorbed_by:
        yield f"counted within {study_name(corpus, group.absorbed_by).short}"
    elif not group.synthesis and group.direction is Direction.MIXED:
        yield f"counts {number(group.weight_for)} for and {number(group.weight_against)} against"
    for link in group.links:
        first, second = study_name(corpus, link.first).short, study_name(corpus, link.second).short
        yield f"{first} and {second} {_linked(link)}"
    if not group.direct:
        yield "indirect"
    if not group.checked:
        yield "independence not checked: an author list is cut"


def _linked(link: Link) -> str:
    if link.by is LinkBy.REGISTRATION:
        return f"share the registration {link.what}"
    if link.by is LinkBy.DECLARED_GROUP:
        return "are declared to be one group"
    return f"share {plural(link.authors, 'author')}"
