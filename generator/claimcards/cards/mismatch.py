"""What does not fit a card's model, in words for the person who wrote it.

What to suggest instead is found out from the models themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, TypeAlias, get_args

from pydantic import BaseModel, ValidationError

from claimcards.cards.scalars import NUMBER, UNSAID, find_meant
from claimcards.cards.words import MEANT
from claimcards.text.card_text import CardText
from claimcards.text.diagnostics import Diagnostic
from claimcards.text.folding import did_you_mean


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that does not fit: in which kind of record, where in it, what was found.

    ``beside`` is the map of the card in which it stands.
    """

    kind: type[BaseModel]
    path: FieldPath
    problem: Mapping[str, Any]
    beside: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The nearest key around it."""
        path = self.path[:-2] if self.is_key else self.path
        names = [part for part in path if isinstance(part, str)]
        return names[-1] if names else "the card"

    @property
    def is_key(self) -> bool:
        """Whether a key of the card is what does not fit, and not its value."""
        return self.path[-1:] == ("[key]",)

    @property
    def found(self) -> str:
        """What stands there, shortened for a message."""
        value = self.problem["input"]
        text = (
            _put_in_line(value)
            if isinstance(value, str)
            else SHAPES.get(type(value), "another value")
        )
        return text if len(text) <= 60 else text[:57] + "..."


@dataclass(frozen=True, slots=True)
class MismatchText:
    """What to say of a mismatch, and whether at its key or at its value."""

    code: str
    message: str
    hint: str = ""
    at_key: bool = False


SHAPES: dict[type, str] = {dict: "keys with values", list: "a list", str: "a single value"}


def explain_mismatch(
    card: CardText, kind: type[BaseModel], problem: Mapping[str, Any]
) -> Diagnostic:
    """Turn one of pydantic's errors into a diagnostic at its place in the card."""
    path = tuple(problem["loc"])
    mismatch = Mismatch(kind, path, problem, _find_beside(card, path))
    said = WORDS.get(problem["type"], _explain_other)(mismatch)
    at_key = said.at_key or mismatch.is_key
    place = card.key_place(mismatch.path) if at_key else card.place(mismatch.path)
    return Diagnostic(said.code, place, said.message, said.hint)


def _find_beside(card: CardText, path: FieldPath) -> Mapping[str, Any]:
    around: Any = card.value
    for step in path[:-1]:
        try:
            around = around[step]
        except (LookupError, TypeError):
            return {}
    return around if isinstance(around, dict) else {}


def _explain_missing(mismatch: Mismatch) -> MismatchText:
    *around, key = mismatch.path
    if isinstance(key, int):  # pydantic's word for a pair that lacks its second value
        one = len(mismatch.problem["input"])
        return MismatchText(
            "CC108",
            f"'{mismatch.name}' has {_count_entries(one)}; expected more",
            explain_key(mismatch.kind, tuple(around)),
        )
    what = explain_key(mismatch.kind, mismatch.path)
    where = f" in {_spell_out(tuple(around))}" if around else ""
    hint = f"add it: {what}" if what else "add it"
    return MismatchText("CC101", f"the key '{key}' is missing{where}", hint, at_key=True)


def _explain_extra(mismatch: Mismatch) -> MismatchText:
    model = find_model(mismatch.kind, mismatch.path[:-1])
    keys = sorted(list_keys(model)) if model else []
    key = str(mismatch.path[-1])
    slip = get_close_matches(key, keys, 1, 0.8)
    hint = "" if slip else find_right_place(mismatch.kind, mismatch.path, mismatch.beside)
    hint = hint or did_you_mean(key, keys, f"known keys here: {', '.join(keys)}")
    return MismatchText("CC102", f"there is no key '{_put_in_line(key)}' here", hint, at_key=True)


def _explain_word(mismatch: Mismatch) -> MismatchText:
    expected = mismatch.problem["ctx"]["expected"].replace(" or ", ",")
    return _name_type(mismatch, [word.strip(" '") for word in expected.split(",")])


def _explain_pattern(mismatch: Mismatch) -> MismatchText:
    return _name_type(mismatch, mismatch.problem["ctx"]["pattern"].strip("^$()").split("|"))


def _name_type(mismatch: Mismatch, words: list[str]) -> MismatchText:
    found = "-".join(mismatch.found.lower().split())
    meant = next((word for word in MEANT.get(found, ()) if word in words), found)
    holding = [word for word in words if found in word.split("-")]
    meant = holding[0] if len(holding) == 1 else meant
    hint = did_you_mean(meant, words, f"one of: {', '.join(words)}")
    return MismatchText("CC103", f"'{mismatch.found}' is no word for '{mismatch.name}'", hint)


def _explain_format(code: str) -> Callable[[Mismatch], MismatchText]:
    def say(mismatch: Mismatch) -> MismatchText:
        message = f"'{mismatch.found}' does not fit '{mismatch.name}'"
        return MismatchText(code, message, mismatch.problem["msg"])

    return say


def _explain_length_of_text(mismatch: Mismatch) -> MismatchText:
    words = mismatch.problem["ctx"]
    message = f"'{mismatch.name}' has {words['found']} characters; expected at most {words['most']}"
    return MismatchText("CC114", message, "say it in fewer words, or look for a quote left open")


def _count_or_unknown(mismatch: Mismatch) -> MismatchText:
    value = mismatch.problem["input"]
    meant = find_meant(value, UNSAID) if isinstance(value, str) else None
    hint = f"did you mean '{meant}'?" if meant else mismatch.problem["msg"]
    return MismatchText("CC104", f"'{mismatch.found}' does not fit '{mismatch.name}'", hint)


def _explain_shape(expected: type) -> Callable[[Mismatch], MismatchText]:
    def say(mismatch: Mismatch) -> MismatchText:
        value = mismatch.problem["input"]
        hint = ""
        if expected is list and _has_bare_hyphen(value):
            hint = "write a space behind each hyphen that begins an item: '- '"
        elif expected is list and isinstance(value, str):
            short = len(value) < 60
            hint = (
                f"write it as a list: {list_words_of_type(value)}"
                if short
                else "begin it with '- '"
            )
        elif expected is dict and isinstance(value, str) and len(value) < 60:
            hint = "write its keys on the lines below, each with its value"
            if mismatch.problem["type"] != "dict_type":
                hint = (
                    f"write its keys, such as {write_example(mismatch.kind, mismatch.path, value)}"
                )
        is_now = SHAPES.get(type(value), "another value")
        message = f"'{mismatch.name}' should be {SHAPES[expected]}, but is {is_now}"
        return MismatchText("CC107", message, hint)

    return say


def _has_bare_hyphen(value: object) -> bool:
    """Whether what stands where a list is meant begins with a hyphen and no blank behind it."""
    first = next(iter(value), "") if isinstance(value, dict) else value
    return isinstance(first, str) and re.match(r"-[^\W\d]", first) is not None


def _explain_empty(mismatch: Mismatch) -> MismatchText:
    hint = "fill it, or delete the line if it is optional"
    return MismatchText("CC108", f"'{mismatch.name}' is empty", hint)


def _explain_length(mismatch: Mismatch) -> MismatchText:
    limits = mismatch.problem["ctx"]
    least = mismatch.problem["type"] == "too_short"
    expected = f"at least {limits['min_length']}" if least else f"at most {limits['max_length']}"
    found = len(mismatch.problem["input"])
    return MismatchText(
        "CC108", f"'{mismatch.name}' has {_count_entries(found)}; expected {expected}"
    )


def _count_entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"


def _explain_other(mismatch: Mismatch) -> MismatchText:
    return MismatchText("CC199", f"'{mismatch.name}' does not fit: {mismatch.problem['msg']}")


WORDS: dict[str, Callable[[Mismatch], MismatchText]] = {
    "missing": _explain_missing,
    "extra_forbidden": _explain_extra,
    "enum": _explain_word,
    "literal_error": _explain_word,
    "string_pattern_mismatch": _explain_pattern,
    "number": _explain_format("CC104"),
    "count_or_unknown": _count_or_unknown,
    "day": _explain_format("CC105"),
    "slug": _explain_format("CC106"),
    "nct": _explain_format("CC109"),
    "orcid": _explain_format("CC110"),
    "flag": _explain_format("CC111"),
    "model_type": _explain_shape(dict),
    "model_attributes_type": _explain_shape(dict),
    "dict_type": _explain_shape(dict),
    "tuple_type": _explain_shape(list),
    "list_type": _explain_shape(list),
    "string_type": _explain_shape(str),
    "empty": _explain_empty,
    "long": _explain_length_of_text,
    "too_short": _explain_length,
    "too_long": _explain_length,
}
"""How each of pydantic's kinds of error is said."""


def _put_in_line(text: str) -> str:
    """A piece of the card in one line, as a message quotes it."""
    return " ".join(text.split())


def _spell_out(path: FieldPath) -> str:
    words = [f"number {part + 1}" if isinstance(part, int) else f"'{part}'" for part in path]
    return " ".join(words)


FieldPath: TypeAlias = tuple[str | int, ...]

_ENDS = re.compile(rf"[(\[]?({NUMBER}) ?(?:to|and|[-–—−,;]|\.\.+) ?({NUMBER})[)\]]?")


def list_keys(model: type[BaseModel]) -> list[str]:
    """The keys of a model, as a card writes them."""
    return [info.alias or name for name, info in model.model_fields.items()]


@cache
def list_all_keys(kind: type[BaseModel]) -> frozenset[str]:
    """Every key that may stand in a card of this kind, at whatever depth."""
    below = (list_all_keys(inner) for _, inner in _list_models_below(kind))
    return frozenset(list_keys(kind)).union(*below)


def find_model(kind: type[BaseModel], path: FieldPath) -> type[BaseModel] | None:
    """The model that a path inside a card leads to, if it leads to one."""
    model: type[BaseModel] | None = kind
    for part in path:
        if model is None:
            return None
        if isinstance(part, str):
            fields = model.model_fields.items()
            info = next((f for name, f in fields if (f.alias or name) == part), None)
            model = _find_model_in(info.annotation) if info is not None else model
    return model


def explain_key(kind: type[BaseModel], path: FieldPath) -> str:
    """What the docstring of a key says about it."""
    model = find_model(kind, path[:-1])
    for name, info in model.model_fields.items() if model else ():
        if (info.alias or name) == path[-1]:
            text = (info.description or "").strip()
            return text[:1].lower() + text[1:].rstrip(".")
    return ""


def find_right_place(kind: type[BaseModel], path: FieldPath, beside: Mapping[str, Any]) -> str:
    """Where a key belongs that stands one level too high or too low; empty if not so.

    ``beside`` is the map in which it stands: a reason belongs to the word that it explains.
    """
    *around, last = path
    key = str(last)
    model = find_model(kind, tuple(around))
    if model is None:
        return ""
    longer = [name for name in list_keys(model) if name.endswith(f"_{key}")]
    fitting = [name for name in longer if name.removesuffix(f"_{key}") in beside.values()]
    if longer:
        return f"did you mean {' or '.join(repr(name) for name in fitting or longer)}?"
    under = [name for name, inner in _list_models_below(model) if key in list_keys(inner)]
    if len(under) == 1:
        return f"it belongs under '{under[0]}', indented like the keys there"
    while around and isinstance(around[-1], int):
        around.pop()
    above = find_model(kind, tuple(around[:-1])) if around else None
    if above is not None and key in list_keys(above):
        return f"it belongs beside '{around[-1]}', not under it"
    return ""


def write_example(kind: type[BaseModel], path: FieldPath, value: object) -> str:
    """How the keys would be written that stand here as a single value; empty if not known."""
    model = find_model(kind, path)
    if model is None:
        return ""
    parts: list[str] = []
    placed = False
    for name, info in model.model_fields.items():
        key = info.alias or name
        fits = not placed and not _is_word_type(info.annotation) and _fits_type(model, key, value)
        placed = placed or fits
        if fits or info.is_required():
            parts.append(f"{key}: {value if fits else _make_stand_in(info.annotation)}")
    return f"{{{', '.join(parts)}}}"


def list_words_of_type(text: str) -> str:
    """A list in brackets of what was written as one text."""
    if ends := _ENDS.fullmatch(text.strip()):
        return f"[{ends[1]}, {ends[3]}]"
    return f"[{text}]"


def _list_models_below(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    for name, info in model.model_fields.items():
        if (inner := _find_model_in(info.annotation)) is not None:
            yield info.alias or name, inner


def _find_model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for a in get_args(annotation) if (found := _find_model_in(a))), None)


def _is_word_type(annotation: Any) -> bool:
    """Whether a field takes any text, so that a value that fits it proves nothing."""
    kinds = {annotation, *get_args(annotation)} - {NoneType}
    return kinds == {str} or str in get_args(annotation)[:1]


def _fits_type(model: type[BaseModel], key: str, value: object) -> bool:
    try:
        model.model_validate({key: value})
    except ValidationError as error:
        return all(problem["loc"][:1] != (key,) for problem in error.errors(include_url=False))
    return True


def _make_stand_in(annotation: Any) -> str:
    words = annotation if isinstance(annotation, type) else None
    if words is not None and issubclass(words, StrEnum):
        return next(iter(words)).value
    return "2026-11-21" if "date" in str(annotation) else "..."
