"""The smallest typed values: text, words, numbers that print as their source gave them.

Every scalar of a card arrives as text. These types say what the text must look like,
keep it as it was written, and tell an editor the same through JSON Schema.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from statistics import NormalDist
from typing import Annotated, Any, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from claimcards.references.identity import NCT
from claimcards.text.folding import fold_words

NUMBER = r"[+-]?\d+(\.\d+)?"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"

NOT_REPORTED = "not-reported"
"""The source was read and does not say."""
NOT_SEEN = "not-seen"
"""The part of the source that would say was not read."""
NOT_APPLICABLE = "not-applicable"
"""The question does not arise."""


class Card(BaseModel):
    """The base of every record and its parts: frozen, and no key that is not known."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, populate_by_name=True
    )


def _make_scalar_schema(pattern: str | None = None, **more: Any) -> WithJsonSchema:
    """A scalar as an editor sees it: YAML may read the same characters as another type."""
    text: dict[str, Any] = {"type": "string", "minLength": 1}
    if pattern:
        text["pattern"] = f"^{pattern}$"
    kinds: list[dict[str, Any]] = [text, {"type": "number"}]
    if not pattern:
        kinds.append({"type": "boolean"})
    return WithJsonSchema({"anyOf": kinds, **more})


LONGEST_TEXT = 5_000
"""Characters of a text; the longest on a real card has about 800."""
LONGEST_ID = 100
"""Characters of an id: a folder or file on the site is named after it."""


def _check_length(text: str, most: int) -> None:
    if len(text) > most:
        words = {"most": f"{most:,}", "found": f"{len(text):,}"}
        raise PydanticCustomError("long", "expected at most {most} characters", words)


def _check_filled(text: str) -> str:
    _check_length(text, LONGEST_TEXT)
    folded = " ".join(text.split()) if "\n" not in text.strip() else text.strip()
    if not folded:
        raise PydanticCustomError("empty", "this is empty")
    return folded


def _join_paragraph(text: str) -> str:
    return " ".join(_check_filled(text).split())


Text: TypeAlias = Annotated[str, AfterValidator(_check_filled), _make_scalar_schema()]
"""Words for people; line breaks are kept."""

Sentence: TypeAlias = Annotated[str, AfterValidator(_join_paragraph), _make_scalar_schema()]
"""Words for people in one paragraph; line breaks are folded into spaces."""


def _match_pattern(kind: str, pattern: str, expected: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        _check_length(text, LONGEST_ID)
        if not compiled.fullmatch(text):
            raise PydanticCustomError(kind, "expected {expected}", {"expected": expected})
        return text

    return AfterValidator(check)


Slug: TypeAlias = Annotated[
    str,
    _match_pattern(
        "slug", SLUG, "lower-case letters a-z, digits and single hyphens, as in 'efficacy-kidney'"
    ),
    _make_scalar_schema(SLUG),
]
"""An id: it becomes an address or an anchor, so it never changes."""

SLUG_OR_STAR = SLUG + r"(-\*)?"
SlugOrStar: TypeAlias = Annotated[
    str,
    _match_pattern(
        "slug", SLUG_OR_STAR, "a claim id, or its beginning and a star as in 'efficacy-*'"
    ),
    _make_scalar_schema(SLUG_OR_STAR),
]
"""An id, or the beginning of several."""


def _read_day_text(text: Any) -> Any:
    if isinstance(text, date):
        return text
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise PydanticCustomError("day", "expected a date as year-month-day, such as 2026-11-21")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("day", "this day does not exist in the calendar") from None


Day: TypeAlias = Annotated[
    date,
    BeforeValidator(_read_day_text),
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""A calendar day, written year-month-day."""

NOT_RECORDED = "not-recorded"


def _day_or_not_recorded(text: Any) -> Any:
    if text == NOT_RECORDED:
        return text
    if isinstance(text, str) and fold_words(text) == fold_words(NOT_RECORDED):
        raise PydanticCustomError("day", "did you mean 'not-recorded'?")
    return _read_day_text(text)


DayOrNotRecorded: TypeAlias = Annotated[
    date | str,
    BeforeValidator(_day_or_not_recorded),
    WithJsonSchema({"anyOf": [{"const": NOT_RECORDED}, {"type": "string", "format": "date"}]}),
]
"""A calendar day, or the word that says that nobody wrote it down."""

_FLAGS = {"true": True, "false": False}


def _read_flag(text: Any) -> Any:
    if isinstance(text, bool):
        return text
    if not isinstance(text, str) or text not in _FLAGS:
        raise PydanticCustomError("flag", "expected true or false")
    return _FLAGS[text]


Flag: TypeAlias = Annotated[bool, BeforeValidator(_read_flag), WithJsonSchema({"type": "boolean"})]
"""Yes or no, written true or false and no other way."""

Registration: TypeAlias = Annotated[
    str, AfterValidator(lambda text: _check_registration(text)), _make_scalar_schema()
]
"""A trial's number in a registry."""


def _check_registration(text: str) -> str:
    text = _check_filled(text)
    if text.upper().startswith("NCT") and not re.fullmatch(NCT, text):
        raise PydanticCustomError("nct", "expected NCT and eight digits, such as NCT04276987")
    return text


def _check_orcid(text: str) -> str:
    expected = "expected an ORCID iD of four groups of four, such as 0000-0002-1825-0097"
    if not re.fullmatch(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]", text):
        raise PydanticCustomError("orcid", expected)
    total = 0
    for digit in text.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if text[-1] != ("X" if check == 10 else str(check)):
        raise PydanticCustomError("orcid", "the last character does not fit the others")
    return text


Orcid: TypeAlias = Annotated[str, AfterValidator(_check_orcid), _make_scalar_schema()]
"""A person's ORCID iD, its check digit tested."""


LONGEST = 40
"""Characters of a number: no source prints more, and sums of longer ones could take for ever."""


class Number:
    """A number as its source prints it: ``text`` for people, ``value`` (Decimal) for sums."""

    __slots__ = ("text", "value")
    pattern = NUMBER
    expected = "a plain number such as 0.33 or -1.50 (no thousands separators, no exponent)"

    text: str
    value: Decimal

    def __init__(self, text: str) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "value", Decimal(self._digits(text)))

    @staticmethod
    def _digits(text: str) -> str:
        return text

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Number is frozen")

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.text == self.text

    def __hash__(self) -> int:
        return hash((type(self), self.text))

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.text,))

    @classmethod
    def _read(cls, text: Any) -> Number:
        if isinstance(text, cls):
            return text
        fits = isinstance(text, str) and len(text) <= LONGEST
        if not fits or not re.fullmatch(cls.pattern, text, re.ASCII):
            raise PydanticCustomError("number", "expected {expected}", {"expected": cls.expected})
        return cls(text)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._read, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "pattern": f"^{cls.pattern}$"}, {"type": "number"}]}


class Count(Number):
    """A whole number of people, animals, studies ..., as its source prints it."""

    __slots__ = ()
    pattern = r"\d+"
    expected = "a whole number such as 45, digits only"


class PValue(Number):
    """A p value with the sign its source prints: ``0.015``, ``<0.001``, ``>0.05``."""

    __slots__ = ()
    pattern = r"(<=?|>=?|=)? ?([01](\.\d+)?|\.\d+)"
    expected = "a p value between 0 and 1 such as 0.015 or <0.001"

    @staticmethod
    def _digits(text: str) -> str:
        return text.lstrip("<>= ")

    @classmethod
    def _read(cls, text: Any) -> Number:
        number = super()._read(text)
        if not 0 <= number.value <= 1:
            raise PydanticCustomError("number", "expected {expected}", {"expected": cls.expected})
        is_rounded = re.fullmatch(r"=? ?0?\.00+", number.text)  # as some programs print it
        if number.value == 0 and not is_rounded:
            said = "no p value is 0 or below it; write what is printed, such as 0.000 or <0.001"
            raise PydanticCustomError("number", said)
        if number.value == 1 and re.match(r">(?!=)", number.text):
            raise PydanticCustomError("number", "no p value is above 1")
        return number


class ConfidenceLevel(Number):
    """The level of a confidence interval in percent: ``95``, ``99.5``."""

    __slots__ = ()
    expected = "a level in percent between 0 and 100, such as 95"

    @classmethod
    def _read(cls, text: Any) -> Number:
        number = super()._read(text)
        # Beyond what a float can tell from 0 or 100, nothing could be computed with it.
        tail = 0.5 + float(number.value) / 200
        if not 0.5 < tail < 1 or NormalDist().inv_cdf(tail) <= 0:
            raise PydanticCustomError("number", "expected {expected}", {"expected": cls.expected})
        return number


def _read_count_or_unknown(text: Any) -> Any:
    if text in (NOT_REPORTED, NOT_SEEN):
        return text
    try:
        return Count._read(text)
    except PydanticCustomError:
        expected = f"expected {Count.expected}; or {NOT_REPORTED}, or {NOT_SEEN}"
        raise PydanticCustomError("count_or_unknown", "{said}", {"said": expected}) from None


CountOrUnknown: TypeAlias = Annotated[
    Count | str,
    BeforeValidator(_read_count_or_unknown),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": [NOT_REPORTED, NOT_SEEN]},
                {"type": "string", "pattern": r"^\d+$"},
                {"type": "integer", "minimum": 0},
            ]
        }
    ),
]
"""A whole number, or the word that says why there is none."""


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
