"""Why this certainty: GRADE from its start to its level, one line a step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.synthesis.results import Certainty, StratumResult, Synthesis
from claimcards.views.names import named
from claimcards.views.terms import Text
from claimcards.views.wording import CERTAINTY, DOMAIN, LEVEL, answered, capital


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


def gradings(corpus: Corpus, result: Synthesis) -> tuple[GradingView, ...]:
    """The gradings of all strata that hold something, the asked one first."""
    asked = result.headline.stratum
    ordered = sorted(result.strata.values(), key=lambda s: s.stratum is not asked)
    return tuple(_grading(corpus, s) for s in ordered if s.stratum is asked or s.groups)


def _grading(corpus: Corpus, result: StratumResult) -> GradingView:
    graded = result.certainty
    title = answered(result)
    if graded.level is not None:
        title += f": {CERTAINTY[graded.level]} certainty"
    note = graded.not_graded.sentence if graded.not_graded else result.why.sentence
    return GradingView(title, tuple(_steps(corpus, graded)), note)


def _steps(corpus: Corpus, graded: Certainty) -> Iterator[StepView]:
    if graded.start is None or graded.level is None:
        return
    yield StepView("Starts at", CERTAINTY[graded.start], named(corpus, graded.start_because), False)
    for step in graded.steps:
        because = step.because
        if step.floor is not None:
            because += f" At least {step.floor.level.value.replace('-', ' ')}: {step.floor.because}"
        judged, text = capital(LEVEL[step.level]), named(corpus, because)
        yield StepView(DOMAIN[step.domain], judged, text, step.down > 0)
    yield StepView("Certainty", CERTAINTY[graded.level], (), False)
