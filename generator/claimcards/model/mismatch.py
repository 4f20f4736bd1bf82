"""What pydantic finds wrong with a card, in words for the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from claimcards.diagnostics import Diagnostic
from claimcards.model.hints import Path, as_list, example, explained, keys_of, model_at, right_place
from claimcards.model.words import MEANT
from claimcards.near import did_you_mean
from claimcards.reading.cards import CardText


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that does not fit: in which kind of record, where in it, what was found.

    ``beside`` is the map of the card in which it stands.
    """

    kind: type[BaseModel]
    path: Path
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
        text = _line(value) if isinstance(value, str) else SHAPES.get(type(value), "another value")
        return text if len(text) <= 60 else text[:57] + "..."


@dataclass(frozen=True, slots=True)
class Said:
    """What to say of a mismatch, and whether at its key or at its value."""

    code: str
    message: str
    hint: str = ""
    at_key: bool = False


SHAPES: dict[type, str] = {dict: "keys with values", list: "a list", str: "a single value"}


def explain(card: CardText, kind: type[BaseModel], problem: Mapping[str, Any]) -> Diagnostic:
    """Turn one of pydantic's errors into a diagnostic at its place in the card."""
    path = tuple(problem["loc"])
    mismatch = Mismatch(kind, path, problem, _beside(card, path))
    said = WORDS.get(problem["type"], _other)(mismatch)
    at_key = said.at_key or mismatch.is_key
    place = card.key_place(mismatch.path) if at_key else card.place(mismatch.path)
    return Diagnostic(said.code, place, said.message, said.hint)


def _beside(card: CardText, path: Path) -> Mapping[str, Any]:
    around: Any = card.value
    for step in path[:-1]:
        try:
            around = around[step]
        except (LookupError, TypeError):
            return {}
    return around if isinstance(around, dict) else {}


def _missing(mismatch: Mismatch) -> Said:
    *around, key = mismatch.path
    if isinstance(key, int):  # pydantic's word for a pair that lacks its second value
        one = len(mismatch.problem["input"])
        return Said(
            "CC108",
            f"'{mismatch.name}' has {_entries(one)}; expected more",
            explained(mismatch.kind, tuple(around)),
        )
    what = explained(mismatch.kind, mismatch.path)
    where = f" in {_spell(tuple(around))}" if around else ""
    hint = f"add it: {what}" if what else "add it"
    return Said("CC101", f"the key '{key}' is missing{where}", hint, at_key=True)


def _extra(mismatch: Mismatch) -> Said:
    model = model_at(mismatch.kind, mismatch.path[:-1])
    keys = sorted(keys_of(model)) if model else []
    key = str(mismatch.path[-1])
    slip = get_close_matches(key, keys, 1, 0.8)
    hint = "" if slip else right_place(mismatch.kind, mismatch.path, mismatch.beside)
    hint = hint or did_you_mean(key, keys, f"known keys here: {', '.join(keys)}")
    return Said("CC102", f"there is no key '{_line(key)}' here", hint, at_key=True)


def _enumerated(mismatch: Mismatch) -> Said:
    expected = mismatch.problem["ctx"]["expected"].replace(" or ", ",")
    return _word(mismatch, [word.strip(" '") for word in expected.split(",")])


def _pattern(mismatch: Mismatch) -> Said:
    return _word(mismatch, mismatch.problem["ctx"]["pattern"].strip("^$()").split("|"))


def _word(mismatch: Mismatch, words: list[str]) -> Said:
    found = "-".join(mismatch.found.lower().split())
    meant = next((word for word in MEANT.get(found, ()) if word in words), found)
    holding = [word for word in words if found in word.split("-")]
    meant = holding[0] if len(holding) == 1 else meant
    hint = did_you_mean(meant, words, f"one of: {', '.join(words)}")
    return Said("CC103", f"'{mismatch.found}' is no word for '{mismatch.name}'", hint)


def _format(code: str) -> Callable[[Mismatch], Said]:
    def say(mismatch: Mismatch) -> Said:
        message = f"'{mismatch.found}' does not fit '{mismatch.name}'"
        return Said(code, message, mismatch.problem["msg"])

    return say


def _shape(expected: type) -> Callable[[Mismatch], Said]:
    def say(mismatch: Mismatch) -> Said:
        value = mismatch.problem["input"]
        hint = ""
        if expected is list and _has_bare_hyphen(value):
            hint = "write a space behind each hyphen that begins an item: '- '"
        elif expected is list and isinstance(value, str):
            short = len(value) < 60
            hint = f"write it as a list: {as_list(value)}" if short else "begin it with '- '"
        elif expected is dict and isinstance(value, str) and len(value) < 60:
            hint = "write its keys on the lines below, each with its value"
            if mismatch.problem["type"] != "dict_type":
                hint = f"write its keys, such as {example(mismatch.kind, mismatch.path, value)}"
        is_now = SHAPES.get(type(value), "another value")
        message = f"'{mismatch.name}' should be {SHAPES[expected]}, but is {is_now}"
        return Said("CC107", message, hint)

    return say


def _has_bare_hyphen(value: object) -> bool:
    """Whether what stands where a list is meant begins with a hyphen and no blank behind it."""
    first = next(iter(value), "") if isinstance(value, dict) else value
    return isinstance(first, str) and re.match(r"-[^\W\d]", first) is not None


def _empty(mismatch: Mismatch) -> Said:
    hint = "fill it, or delete the line if it is optional"
    return Said("CC108", f"'{mismatch.name}' is empty", hint)


def _length(mismatch: Mismatch) -> Said:
    limits = mismatch.problem["ctx"]
    least = mismatch.problem["type"] == "too_short"
    expected = f"at least {limits['min_length']}" if least else f"at most {limits['max_length']}"
    found = len(mismatch.problem["input"])
    return Said("CC108", f"'{mismatch.name}' has {_entries(found)}; expected {expected}")


def _entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"


def _other(mismatch: Mismatch) -> Said:
    return Said("CC199", f"'{mismatch.name}' does not fit: {mismatch.problem['msg']}")


WORDS: dict[str, Callable[[Mismatch], Said]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "enum": _enumerated,
    "literal_error": _enumerated,
    "string_pattern_mismatch": _pattern,
    "number": _format("CC104"),
    "day": _format("CC105"),
    "slug": _format("CC106"),
    "nct": _format("CC109"),
    "orcid": _format("CC110"),
    "flag": _format("CC111"),
    "model_type": _shape(dict),
    "model_attributes_type": _shape(dict),
    "dict_type": _shape(dict),
    "tuple_type": _shape(list),
    "list_type": _shape(list),
    "string_type": _shape(str),
    "empty": _empty,
    "too_short": _length,
    "too_long": _length,
}
"""How each of pydantic's kinds of error is said."""


def _line(text: str) -> str:
    """A piece of the card in one line, as a message quotes it."""
    return " ".join(text.split())


def _spell(path: Path) -> str:
    words = [f"number {part + 1}" if isinstance(part, int) else f"'{part}'" for part in path]
    return " ".join(words)
