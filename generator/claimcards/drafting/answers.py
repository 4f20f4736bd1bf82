"""A filled-in form taken apart: which form it is, and what each question was answered.

GitHub renders a form as headings and answers in one text, so an answer can hold a heading of
another question. Then nobody can tell which is which, and nothing is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimcards.drafting.forms import Form, Question
from claimcards.near import did_you_mean
from claimcards.reading.files import UseError

LONGEST = 70_000
"""Characters of an issue; GitHub takes 65,536."""
_NOTHING = "_No response_"
_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a form was answered: plain text by the id of the question, none of it empty."""

    form: Form
    given: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.given.get(name, "")


def answers(text: str, known: Sequence[Form]) -> Answers:
    """Read a filled-in form as GitHub renders it.

    :raises UseError: where it is none of the forms, or cannot be told apart.
    """
    if len(text) > LONGEST:
        raise UseError(f"this text has {len(text)} characters; an issue has at most {LONGEST}")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    headings = [(found[1], found.start(), found.end()) for found in _HEADING.finditer(text)]
    form = _form({label for label, _, _ in headings}, known)
    labels = {question.label: question for question in form.questions}
    ours = [heading for heading in headings if heading[0] in labels]
    if [label for label, _, _ in ours] != [q.label for q in form.questions]:
        raise UseError(
            "the headings of the form stand twice or in another order, so its answers cannot be "
            "told apart; mend the text of the issue, one '### ' heading for each question"
        )
    ends = [start for _, start, _ in ours[1:]] + [len(text)]
    given = {
        labels[label].id: _answer(text[end:stop], labels[label])
        for (label, _, end), stop in zip(ours, ends, strict=True)
    }
    return Answers(form, {name: answer for name, answer in given.items() if answer})


def _form(found: set[str], known: Sequence[Form]) -> Form:
    for form in known:
        if {question.label for question in form.questions} <= found:
            return form
    names = ", ".join(f"'{form.name}'" for form in known)
    raise UseError(f"this is none of the forms {names}: not all of their headings stand here")


def _answer(text: str, question: Question) -> str:
    if text.strip() == _NOTHING:
        return ""
    answer = plain(text)
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


def plain(text: str) -> str:
    """Words as one paragraph, without characters that cannot be seen."""
    composed = unicodedata.normalize("NFC", text)
    seen = (" " if unicodedata.category(c)[0] in "CZ" else c for c in composed)
    return " ".join("".join(seen).split())
