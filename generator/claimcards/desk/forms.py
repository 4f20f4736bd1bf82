"""The issue forms: what is asked, how GitHub is told to ask it, how an answer is read."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claimcards.cards.vocabulary import Vocabulary
from claimcards.cards.words import ClaimKind, Depth, Direction, Standing, Stratum
from claimcards.text.diagnostics import UseError
from claimcards.text.folding import did_you_mean
from claimcards.text.harmless import show_in_one_line

NOT_SURE = "Not sure"
"""The choice of somebody who does not know; it leaves the field open."""

SHORT = 400
"""Characters of an answer on one line."""
LONG = 6_000
"""Characters of an answer in a box."""


@dataclass(frozen=True, slots=True)
class FormQuestion:
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
class IssueForm:
    """One form: ``id`` is the name of its file, ``title`` how issues made with it begin."""

    id: str
    name: str
    description: str
    title: str
    label: str
    questions: tuple[FormQuestion, ...]


_CLAIM = FormQuestion(
    "claim",
    "Claim",
    "The id of the claim: the end of its page's address, such as efficacy-kidney.",
)
_CONFLICTS = FormQuestion(
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
    "Something does something": ClaimKind.EFFECT,
    "Two things do as well as each other": ClaimKind.EQUALITY,
    "Two things differ": ClaimKind.DIFFERENCE,
    "Something is safe": ClaimKind.SAFETY,
    "Something does harm": ClaimKind.HARM,
    "Something is so": ClaimKind.DESCRIPTION,
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


def make_forms(vocabulary: Vocabulary) -> tuple[IssueForm, ...]:
    """All forms, with the choices of this field."""
    topics = {word.label: word.id for word in vocabulary.topics.values()}
    designs = {word.label: word.id for word in vocabulary.designs.values()}
    return (
        _make_evidence_form(designs),
        _make_challenge_form(),
        _make_claim_form(topics),
        _make_retraction_form(),
    )


def _make_evidence_form(designs: Mapping[str, str]) -> IssueForm:
    return IssueForm(
        "propose-evidence",
        "Propose evidence",
        "A study that bears on a claim of this site, for it or against it.",
        "Evidence: ",
        "evidence",
        (
            _CLAIM,
            FormQuestion("study", "Study", "Its DOI, PubMed id or trial number; or its key here."),
            FormQuestion(
                "what",
                "What was found",
                "In your own words, with each number exactly as the source prints it.",
                box=True,
            ),
            FormQuestion(
                "locator", "Where in the source", "Such as: Abstract, Results; or Table 2."
            ),
            FormQuestion(
                "outcome", "What was measured", "Such as: creatinine in the blood, day 7."
            ),
            FormQuestion(
                "comparator",
                "Compared with what",
                "Such as: placebo. If there was no comparison, write none.",
                required=False,
            ),
            FormQuestion(
                "direction", "Which way it points", "On the claim as stated.", choices=_DIRECTIONS
            ),
            FormQuestion(
                "design",
                "Kind of study",
                "As the source calls it.",
                required=False,
                choices={**designs, NOT_SURE: ""},
            ),
            FormQuestion("depth", "What you have read of it", "The deepest part.", choices=_DEPTHS),
            _CONFLICTS,
        ),
    )


def _make_challenge_form() -> IssueForm:
    return IssueForm(
        "challenge-claim",
        "Challenge a claim",
        "A figure, a direction, a verdict or a sentence that is wrong.",
        "Challenge: ",
        "challenge",
        (
            _CLAIM,
            FormQuestion("what", "What is wrong", "And what would be right.", box=True),
            FormQuestion(
                "study",
                "Study",
                "The one that is shown wrongly, or that is missing: DOI, PubMed id or key.",
                required=False,
            ),
            FormQuestion("locator", "Where in the source", "That shows it.", required=False),
            _CONFLICTS,
        ),
    )


def _make_claim_form(topics: Mapping[str, str]) -> IssueForm:
    return IssueForm(
        "propose-claim",
        "Propose a claim",
        "A claim that somebody makes in print and this site does not have.",
        "Claim: ",
        "claim",
        (
            FormQuestion(
                "statement", "The claim", "One sentence that a study can be for or against."
            ),
            FormQuestion("topic", "Topic", "Where it belongs.", choices=topics),
            FormQuestion("kind", "What it says", "Which of these fits best.", choices=_KINDS),
            FormQuestion("about", "Whom or what it is about", "Choose one.", choices=_STRATA),
            FormQuestion("study", "Who makes it", "The DOI, PubMed id or key of the work."),
            FormQuestion("locator", "Where in that work", "Such as: Abstract."),
            FormQuestion("what", "What it says there", "In your own words.", box=True),
            FormQuestion("supports", "What a study must show to support it", "One sentence."),
            FormQuestion("disputes", "What a study must show to dispute it", "One sentence."),
            _CONFLICTS,
        ),
    )


def _make_retraction_form() -> IssueForm:
    return IssueForm(
        "report-retraction",
        "Report a retraction",
        "A study on this site that was retracted, corrected, questioned or overturned.",
        "Standing: ",
        "standing",
        (
            FormQuestion(
                "study", "Study", "Its key here (the end of its page's address), or its DOI."
            ),
            FormQuestion("status", "What has happened", "Choose one.", choices=_STANDINGS),
            FormQuestion("what", "Why", "The reason, as the notice gives it.", box=True),
            FormQuestion("notice", "The notice", "Its DOI or PubMed id.", required=False),
            FormQuestion("on", "The day of the notice", "As 2026-11-21.", required=False),
            _CONFLICTS,
        ),
    )


_INTRODUCTION = (
    "What you write here is public. A maintainer reads it; then it becomes a draft that people "
    "check against the source before anything on the site changes. It may be published under the "
    "licence of the site's content. If you did not see it, please do not write it."
)


def write_form_yaml(form: IssueForm) -> str:
    """The file that tells GitHub of a form. JSON strings are YAML, too."""
    lines = [
        "# Written by 'make forms' from generator/claimcards/desk/forms.py and the vocabulary.",
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
        lines += _write_question(question)
    return "\n".join(lines) + "\n"


def _write_question(question: FormQuestion) -> Iterator[str]:
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


LONGEST = 70_000
"""Characters of an issue; GitHub takes 65,536."""
_NOTHING = "_No response_"
_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FormAnswers:
    """What a form was answered: plain text by the id of the question, none of it empty."""

    form: IssueForm
    given: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.given.get(name, "")


def read_answers(text: str, known: Sequence[IssueForm]) -> FormAnswers:
    """Read a filled-in form as GitHub renders it.

    :raises UseError: where it is none of the forms, or cannot be told apart.
    """
    if len(text) > LONGEST:
        raise UseError(f"this text has {len(text)} characters; an issue has at most {LONGEST}")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    headings = [(found[1], found.start(), found.end()) for found in _HEADING.finditer(text)]
    form = _find_form({label for label, _, _ in headings}, known)
    labels = {question.label: question for question in form.questions}
    ours = [heading for heading in headings if heading[0] in labels]
    if [label for label, _, _ in ours] != [q.label for q in form.questions]:
        raise UseError(
            "the headings of the form stand twice or in another order, so its answers cannot be "
            "told apart; mend the text of the issue, one '### ' heading for each question"
        )
    ends = [start for _, start, _ in ours[1:]] + [len(text)]
    given = {
        labels[label].id: _read_answer(text[end:stop], labels[label])
        for (label, _, end), stop in zip(ours, ends, strict=True)
    }
    return FormAnswers(form, {name: answer for name, answer in given.items() if answer})


def _find_form(found: set[str], known: Sequence[IssueForm]) -> IssueForm:
    for form in known:
        if {question.label for question in form.questions} <= found:
            return form
    names = ", ".join(f"'{form.name}'" for form in known)
    raise UseError(f"this is none of the forms {names}: not all of their headings stand here")


def _read_answer(text: str, question: FormQuestion) -> str:
    if text.strip() == _NOTHING:
        return ""
    answer = clean_answer(text)
    if len(answer) > question.most:
        raise UseError(
            f"the answer to '{question.label}' has {len(answer)} characters; at most "
            f"{question.most} are taken"
        )
    if not answer or not question.choices:
        return answer
    if answer not in question.choices:
        hint = did_you_mean(answer[:80], question.choices, "choose one of those that it offers")
        raise UseError(f"'{question.label}' has no choice {answer[:80]!r}; {hint}")
    return question.choices[answer]


def clean_answer(text: str) -> str:
    """Words as one paragraph, without characters that cannot be seen."""
    return show_in_one_line(unicodedata.normalize("NFC", text))
