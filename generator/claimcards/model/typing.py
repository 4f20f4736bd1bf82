"""From text with positions to typed records, with every mismatch said at its true place.

Pydantic finds all mismatches of a card at once; here each becomes a diagnostic whose
words are for the person who wrote the card. A card with mismatches is still typed as
far as it goes (``whole`` is False then), so that the checks across cards can speak in
the same run; such a card is never published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from claimcards.diagnostics import Diagnostic, Place
from claimcards.reading.cards import CardText

Path = tuple[str | int, ...]
Record = TypeVar("Record", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Sourced(Generic[Record]):
    """A typed record with the text it came from.

    ``kept`` maps a list of the card to the indices that survived typing, so that places
    stay true when a broken item was left out.
    """

    record: Record
    card: CardText
    whole: bool = True
    kept: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The card's file, relative to the project's root."""
        return self.card.file

    def place(self, *path: str | int) -> Place:
        """Where the value at this path stands."""
        return self.card.place(self._original(path))

    def key_place(self, *path: str | int) -> Place:
        """Where the key at this path stands."""
        return self.card.key_place(self._original(path))

    def _original(self, path: Path) -> Path:
        if len(path) > 1 and path[0] in self.kept and isinstance(path[1], int):
            return (path[0], self.kept[str(path[0])][path[1]], *path[2:])
        return path


def typed(
    card: CardText, kind: type[Record]
) -> tuple[Sourced[Record] | None, tuple[Diagnostic, ...]]:
    """Type one card; give what could be typed, and every mismatch at its place."""
    try:
        return Sourced(kind.model_validate(card.value), card), ()
    except ValidationError as error:
        problems = error.errors(include_url=False)
    said = tuple(_say(card, kind, p) for p in problems if not _said_before(card, p))
    return _salvage(card, kind, [_loc(p) for p in problems]), said


def _salvage(card: CardText, kind: type[Record], broken: Sequence[Path]) -> Sourced[Record] | None:
    """Type what is left when broken list items and broken optional keys are put aside."""
    if not isinstance(card.value, dict):
        return None
    value = dict(card.value)
    kept: dict[str, list[int]] = {}
    for path in broken:
        if not path:
            return None
        top = str(path[0])
        items = value.get(top)
        if len(path) > 1 and isinstance(items, list) and isinstance(path[1], int):
            kept.setdefault(top, list(range(len(items))))
            kept[top] = [i for i in kept[top] if i != path[1]]
        else:
            value.pop(top, None)
    for top, indices in kept.items():
        if top in value:
            value[top] = [value[top][i] for i in indices]
    try:
        return Sourced(kind.model_validate(value), card, whole=False, kept=kept)
    except ValidationError:
        return None


def _said_before(card: CardText, problem: Mapping[str, Any]) -> bool:
    """A key whose value was refused while reading is not missing as well."""
    return problem["type"] == "missing" and card.is_lost(_loc(problem))


def _loc(problem: Mapping[str, Any]) -> Path:
    return tuple(problem["loc"])


def _say(card: CardText, kind: type[BaseModel], problem: Mapping[str, Any]) -> Diagnostic:
    path = _loc(problem)
    say = _WORDS.get(problem["type"], _other)
    code, at_key, message, hint = say(card, kind, path, problem)
    place = card.key_place(path) if at_key else card.place(path)
    return Diagnostic(code, place, message, hint)


Said = tuple[str, bool, str, str]


def _missing(card: CardText, kind: type[BaseModel], path: Path, problem: Mapping[str, Any]) -> Said:
    what = _explained(kind, path)
    where = f" in {_spell(path[:-1])}" if len(path) > 1 else ""
    return "CC101", True, f"the key '{path[-1]}' is missing{where}", f"add it: {what}" if what else ""


def _extra(card: CardText, kind: type[BaseModel], path: Path, problem: Mapping[str, Any]) -> Said:
    model = _model_at(kind, path[:-1])
    keys = sorted(_keys(model)) if model else []
    near = get_close_matches(str(path[-1]), keys, 1)
    hint = f"did you mean '{near[0]}'?" if near else f"known keys here: {', '.join(keys)}"
    return "CC102", True, f"there is no key '{path[-1]}' here", hint


def _word(card: CardText, kind: type[BaseModel], path: Path, problem: Mapping[str, Any]) -> Said:
    words = [w.strip(" '") for w in problem["ctx"]["expected"].replace(" or ", ",").split(",")]
    found = _found(problem)
    near = get_close_matches(found.lower(), words, 1, 0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"one of: {', '.join(words)}"
    if path and path[-1] == "[key]":
        path = path[:-1]
    return "CC103", False, f"'{found}' is no word for '{_name(path)}'", hint


def _pattern(card: CardText, kind: type[BaseModel], path: Path, problem: Mapping[str, Any]) -> Said:
    words = problem["ctx"]["pattern"].strip("^$()").split("|")
    found = _found(problem)
    near = get_close_matches(found.lower(), words, 1, 0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"one of: {', '.join(words)}"
    return "CC103", False, f"'{found}' is no word for '{_name(path)}'", hint


def _format(code: str) -> Any:
    def say(card: CardText, kind: type[BaseModel], path: Path, problem: Mapping[str, Any]) -> Said:
        return code, False, f"'{_found(problem)}' does not fit '{_name(path)}'", problem["msg"]

    return say


def _shape(expected: str) -> Any:
    def say(card: CardText, kind: type[BaseModel], path: Path, problem: Mapping[str, Any]) -> Said:
        found = problem["input"]
        kinds = {dict: "keys with values", list: "a list", str: "a single value"}
        hint = ""
        if expected == "a list" and isinstance(found, str):
            hint = f"write it as a list: [{found}]" if len(found) < 60 else "begin it with '- '"
        message = f"'{_name(path)}' should be {expected}, but is {kinds.get(type(found), 'not')}"
        return "CC107", False, message, hint

    return say


def _empty(card: CardText, kind: type[BaseModel], path: Path, problem: Mapping[str, Any]) -> Said:
    return "CC108", False, f"'{_name(path)}' is empty", "fill it, or delete the line if it is optional"


def _length(card: CardText, kind: type[BaseModel], path: Path, problem: Mapping[str, Any]) -> Said:
    ctx = problem["ctx"]
    if problem["type"] == "too_short":
        expected = f"at least {ctx['min_length']}"
    else:
        expected = f"at most {ctx['max_length']}"
    found = ctx.get("actual_length", 0)
    return "CC108", False, f"'{_name(path)}' has {found} entries; expected {expected}", ""


def _other(card: CardText, kind: type[BaseModel], path: Path, problem: Mapping[str, Any]) -> Said:
    return "CC199", False, f"'{_name(path)}' does not fit: {problem['msg']}", ""


_WORDS: dict[str, Any] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "enum": _word,
    "literal_error": _word,
    "string_pattern_mismatch": _pattern,
    "number": _format("CC104"),
    "day": _format("CC105"),
    "slug": _format("CC106"),
    "nct": _format("CC109"),
    "orcid": _format("CC110"),
    "flag": _format("CC111"),
    "model_type": _shape("keys with values"),
    "model_attributes_type": _shape("keys with values"),
    "dict_type": _shape("keys with values"),
    "tuple_type": _shape("a list"),
    "list_type": _shape("a list"),
    "string_type": _shape("a single value"),
    "empty": _empty,
    "too_short": _length,
    "too_long": _length,
}


def _found(problem: Mapping[str, Any]) -> str:
    text = problem["input"] if isinstance(problem["input"], str) else type(problem["input"]).__name__
    text = {"dict": "keys with values", "list": "a list"}.get(text, text)
    return text if len(text) <= 60 else text[:57] + "..."


def _name(path: Path) -> str:
    names = [part for part in path if isinstance(part, str)]
    return names[-1] if names else "the card"


def _spell(path: Path) -> str:
    words = [f"number {part + 1}" if isinstance(part, int) else f"'{part}'" for part in path]
    return " ".join(words)


def _keys(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _model_at(kind: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model that a path inside a card leads to, if it leads to one."""
    model: type[BaseModel] | None = kind
    for part in path:
        if model is None:
            return None
        if isinstance(part, int):
            continue
        info = next((f for n, f in model.model_fields.items() if (f.alias or n) == part), None)
        if info is not None:
            model = _model_in(info.annotation)
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if found := _model_in(inner):
            return found
    return None


def _explained(kind: type[BaseModel], path: Path) -> str:
    model = _model_at(kind, path[:-1])
    if model is None:
        return ""
    for name, info in model.model_fields.items():
        if (info.alias or name) == path[-1]:
            text = (info.description or "").strip()
            return text[0].lower() + text[1:].rstrip(".") if text else ""
    return ""
