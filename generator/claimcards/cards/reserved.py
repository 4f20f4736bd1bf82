"""Words with a fixed meaning in fields that otherwise take any words, and what comes near them.

The verdict hangs on these words: a comparator of ``none`` cannot vote, and neither can a
safety finding for which nobody says how harm was looked for. So a text that only comes near
one ('no control', 'Not reported', 'n/a') must never pass for a description.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from claimcards.cards.scalars import NOT_APPLICABLE, NOT_REPORTED, NOT_SEEN
from claimcards.text.folding import fold_words

NONE = "none"
BEFORE_AFTER = "before-after"

COMPARATOR = (NONE, BEFORE_AFTER, NOT_REPORTED, NOT_SEEN, NOT_APPLICABLE)
"""The reserved words of a finding's comparator."""
LOOKED_FOR = (NONE, NOT_REPORTED, NOT_SEEN)
"""Those of how harm was looked for."""
FACET = (NOT_REPORTED, NOT_SEEN, NOT_APPLICABLE)
"""Those of a facet that has no list of words."""
UNSAID = (NOT_REPORTED, NOT_SEEN)
"""Those of all other fields: how long people were followed, who paid, conflicts of interest."""

_EVERY = (*COMPARATOR, "not-recorded")

_SAID_OTHERWISE = {
    NONE: "nothing, nil, no, no one, nobody, no control, no controls, no control group, "
    "no control groups, no control arm, no comparator, no comparators, no comparison, "
    "no comparison group, without control, without controls, without control group, "
    "without a control group, without comparison, uncontrolled, control none, single arm, "
    "one arm, single group, one group, single arm study, single arm trial, no group, "
    "not controlled, not compared, not looked for, null",
    BEFORE_AFTER: "before and after, before vs after, before versus after, before to after, "
    "before and after treatment, before after treatment, before treatment, before against after, "
    "before, prepost, pre and post, pre post, pre vs post, pre versus post, "
    "pre and post treatment, pre post treatment, pre treatment, pretreatment, after before, "
    "baseline, own baseline, their own baseline, the baseline, baseline values, vs baseline, "
    "versus baseline, against baseline, compared with baseline, compared to baseline, "
    "from baseline, change from baseline, before after comparison, before after study, "
    "before after design, own control, their own control, their own controls, self control",
    NOT_REPORTED: "not stated, not given, not described, not mentioned, not specified, not said, "
    "not told, not named, not provided, not disclosed, not declared, unreported, unspecified, "
    "unstated, undisclosed, nr, n r, no information, no data, not available, no report",
    NOT_SEEN: "not read, unseen, unread, not checked, not looked at, not looked up, not accessed, "
    "not accessible, not found, not yet read, not yet seen",
    NOT_APPLICABLE: "na, n a, inapplicable, not relevant, irrelevant, does not apply, not needed, "
    "none needed, not required",
    "": "unknown, not known, unclear, not clear, not sure, tbd, todo, not recorded, missing",
}
"""What people write, and the reserved word that it stands for; '' where it may be several."""

_MEANT = {
    **{fold_words(word): word for word in _EVERY},
    **{said: word for word, row in _SAID_OTHERWISE.items() for said in row.split(", ")},
}
_BEGINNINGS = {fold_words(word): word for word in (NOT_REPORTED, NOT_SEEN, NOT_APPLICABLE, NONE)}
_CLAUSE = re.compile(r"\s*[(\[;:.?!/]|\s+[-\N{EN DASH}\N{EM DASH}]+\s+|\s*\N{EM DASH}")
_COMMA = re.compile(r"\s*,(?!.*\b(?:and|or|with)\b)")
_ALIKE = 0.85
"""How alike a text is that is a slip of the pen for a reserved word."""


def find_meant(text: str, words: Sequence[str]) -> str | None:
    """The reserved word that a text is or comes near; None where it is a description.

    '' where it stands for one of ``words``, the field's own, and nobody can tell for which.
    """
    if text in words:
        return text
    whole = fold_words(text)
    if not whole or whole in "+-±":
        return ""
    meant = _find_whole(whole)
    for end in () if meant is not None else (_CLAUSE, _COMMA):
        clause = fold_words(end.split(text, maxsplit=1)[0])
        meant = _find_whole(clause) if clause and meant is None else meant
    meant = _find_beginning(whole) if meant is None else meant
    if meant in (NONE, BEFORE_AFTER) and meant not in words:
        return None  # a plain answer here: 'none' of conflicts, say
    return meant if meant is None or meant in words else ""


def is_near(text: str, words: Sequence[str]) -> bool:
    """Whether a text comes near a reserved word of its field and is none of them."""
    return text not in words and find_meant(text, words) is not None


def _find_whole(folded: str) -> str | None:
    if folded in _MEANT or folded.replace(" ", "") in _MEANT:
        return _MEANT.get(folded, _MEANT.get(folded.replace(" ", "")))
    solid = {word.replace("-", ""): word for word in _EVERY if word != NONE}
    near = get_close_matches(folded.replace(" ", ""), solid, 1, _ALIKE)
    return solid[near[0]] if near else None


def _find_beginning(folded: str) -> str | None:
    """'Not reported in the abstract' begins with a reserved word, and is none."""
    for start, word in _BEGINNINGS.items():
        if folded.startswith(f"{start} ") and not folded.startswith("none of "):
            return word
    return None
