"""The issue forms: what is asked, and how GitHub is told to ask it.

One definition serves both ends: the files of the forms are written from it, and a filled-in
form is read by it. Choices that are words of the field come from the vocabulary.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from claimcards.model.vocabulary import Vocabulary
from claimcards.model.words import Depth, Direction, Kind, Standing, Stratum

NOT_SURE = "Not sure"
"""The choice of somebody who does not know; it leaves the field open."""

SHORT = 400
"""Characters of an answer on one line."""
LONG = 6_000
"""Characters of an answer in a box."""


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a form. ``id`` is what an address fills it in by, ``label`` what people see.

    ``choices`` maps what can be chosen to the word that a card uses.
    """

    id: str
    label: str
    help: str
    box: bool = False
    required: bool = True
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def most(self) -> int:
        """How many characters of an answer are taken."""
        return LONG if self.box else SHORT


@dataclass(frozen=True, slots=True)
class Form:
    """One form: ``id`` is the name of its file, ``title`` how issues made with it begin."""

    id: str
    name: str
    description: str
    title: str
    label: str
    questions: tuple[Question, ...]


_CLAIM = Question(
    "claim",
    "Claim",
    "The id of the claim: the end of its page's address, such as efficacy-kidney.",
)
_CONFLICTS = Question(
    "conflicts",
    "Your conflicts of interest",
    "Do you, or people close to you, gain by the answer? Money, work, patents, your own study. "
    "'None' is an answer, too.",
)
_DIRECTIONS = {
    "It supports the claim": Direction.SUPPORTS,
    "It disputes the claim": Direction.DISPUTES,
    "It is unclear, or points both ways": Direction.MIXED,
    "It is context and says neither": Direction.NEUTRAL,
    NOT_SURE: "",
}
_DEPTHS = {
    "The abstract": Depth.ABSTRACT,
    "A table or figure": Depth.TABLE,
    "The full text": Depth.FULL_TEXT,
    "A registry's or database's record": Depth.RECORD,
    "What somebody else says of it": Depth.SECOND_HAND,
}
_KINDS = {
    "Something does something": Kind.EFFECT,
    "Two things do as well as each other": Kind.EQUALITY,
    "Two things differ": Kind.DIFFERENCE,
    "Something is safe": Kind.SAFETY,
    "Something does harm": Kind.HARM,
    "Something is so": Kind.DESCRIPTION,
    NOT_SURE: "",
}
_STRATA = {
    "People": Stratum.PEOPLE,
    "Animals": Stratum.ANIMALS,
    "Cells": Stratum.CELLS,
    "The field itself: products, papers, rules": Stratum.FIELD,
    NOT_SURE: "",
}
_STANDINGS = {
    "It was retracted": Standing.RETRACTED,
    "It was corrected": Standing.CORRECTED,
    "The journal expressed concern": Standing.CONCERN,
    "Later work overturned it": Standing.OVERTURNED,
}


def forms(vocabulary: Vocabulary) -> tuple[Form, ...]:
    """All forms, with the choices of this field."""
    topics = {word.label: word.id for word in vocabulary.topics.values()}
    designs = {word.label: word.id for word in vocabulary.designs.values()}
    return (_evidence(designs), _challenge(), _claim(topics), _retraction())


def _evidence(designs: Mapping[str, str]) -> Form:
    return Form(
        "propose-evidence",
        "Propose evidence",
        "A study that bears on a claim of this site, for it or against it.",
        "Evidence: ",
        "evidence",
        (
            _CLAIM,
            Question("study", "Study", "Its DOI, PubMed id or trial number; or its key here."),
            Question(
                "what",
                "What was found",
                "In your own words, with each number exactly as the source prints it.",
                box=True,
            ),
            Question("locator", "Where in the source", "Such as: Abstract, Results; or Table 2."),
            Question("outcome", "What was measured", "Such as: creatinine in the blood, day 7."),
            Question(
                "comparator",
                "Compared with what",
                "Such as: placebo. If there was no comparison, write none.",
                required=False,
            ),
            Question(
                "direction", "Which way it points", "On the claim as stated.", choices=_DIRECTIONS
            ),
            Question(
                "design",
                "Kind of study",
                "As the source calls it.",
                required=False,
                choices={**designs, NOT_SURE: ""},
            ),
            Question("depth", "What you have read of it", "The deepest part.", choices=_DEPTHS),
            _CONFLICTS,
        ),
    )


def _challenge() -> Form:
    return Form(
        "challenge-claim",
        "Challenge a claim",
        "A figure, a direction, a verdict or a sentence that is wrong.",
        "Challenge: ",
        "challenge",
        (
            _CLAIM,
            Question("what", "What is wrong", "And what would be right.", box=True),
            Question(
                "study",
                "Study",
                "The one that is shown wrongly, or that is missing: DOI, PubMed id or key.",
                required=False,
            ),
            Question("locator", "Where in the source", "That shows it.", required=False),
            _CONFLICTS,
        ),
    )


def _claim(topics: Mapping[str, str]) -> Form:
    return Form(
        "propose-claim",
        "Propose a claim",
        "A claim that somebody makes in print and this site does not have.",
        "Claim: ",
        "claim",
        (
            Question("statement", "The claim", "One sentence that a study can be for or against."),
            Question("topic", "Topic", "Where it belongs.", choices=topics),
            Question("kind", "What it says", "Which of these fits best.", choices=_KINDS),
            Question("about", "Whom or what it is about", "Choose one.", choices=_STRATA),
            Question("study", "Who makes it", "The DOI, PubMed id or key of the work."),
            Question("locator", "Where in that work", "Such as: Abstract."),
            Question("what", "What it says there", "In your own words.", box=True),
            Question("supports", "What a study must show to support it", "One sentence."),
            Question("disputes", "What a study must show to dispute it", "One sentence."),
            _CONFLICTS,
        ),
    )


def _retraction() -> Form:
    return Form(
        "report-retraction",
        "Report a retraction",
        "A study on this site that was retracted, corrected, questioned or overturned.",
        "Standing: ",
        "standing",
        (
            Question("study", "Study", "Its key here (the end of its page's address), or its DOI."),
            Question("status", "What has happened", "Choose one.", choices=_STANDINGS),
            Question("what", "Why", "The reason, as the notice gives it.", box=True),
            Question("notice", "The notice", "Its DOI or PubMed id.", required=False),
            Question("on", "The day of the notice", "As 2026-11-21.", required=False),
            _CONFLICTS,
        ),
    )


_INTRODUCTION = (
    "What you write here is public. A maintainer reads it; then it becomes a draft that people "
    "check against the source before anything on the site changes. It may be published under the "
    "licence of the site's content. If you did not see it, please do not write it."
)


def as_yaml(form: Form) -> str:
    """The file that tells GitHub of a form. JSON strings are YAML, too."""
    lines = [
        "# Written by 'make forms' from generator/claimcards/drafting/forms.py and the vocabulary.",
        f"name: {json.dumps(form.name)}",
        f"description: {json.dumps(form.description)}",
        f"title: {json.dumps(form.title)}",
        f"labels: [{json.dumps(form.label)}]",
        "body:",
        "  - type: markdown",
        "    attributes:",
        f"      value: {json.dumps(_INTRODUCTION)}",
    ]
    for question in form.questions:
        lines += _question(question)
    return "\n".join(lines) + "\n"


def _question(question: Question) -> Iterator[str]:
    kind = "dropdown" if question.choices else "textarea" if question.box else "input"
    yield f"  - type: {kind}"
    yield f"    id: {question.id}"
    yield "    attributes:"
    yield f"      label: {json.dumps(question.label)}"
    yield f"      description: {json.dumps(question.help)}"
    if question.choices:
        yield "      options:"
        for choice in question.choices:
            yield f"        - {json.dumps(choice, ensure_ascii=False)}"
    yield "    validations:"
    yield f"      required: {json.dumps(question.required)}"
