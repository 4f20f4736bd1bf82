"""From text with positions to typed records, with every mismatch said at its true place.

Where a card has a key and no value yet, the words of the model say what belongs there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum
from pathlib import PurePosixPath
from types import NoneType
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from claimcards.cards.mismatch import FieldPath, explain_mismatch, find_model
from claimcards.text.card_text import CardText
from claimcards.text.diagnostics import Diagnostic, Place

Path = tuple[str | int, ...]
Record = TypeVar("Record", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Sourced(Generic[Record]):
    """A typed record with the text it came from.

    ``kept`` maps a list of the card to the indices that survived typing, so that places
    stay true when a broken item was left out. ``broken`` names the top-level keys of which
    something was left out; ``refused`` says that reading already left something out.
    """

    record: Record
    card: CardText
    kept: Mapping[str, Sequence[int]] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    refused: bool = False

    @property
    def whole(self) -> bool:
        """Whether the record holds everything that the card says."""
        return not (self.broken or self.refused)

    def sure_of(self, key: str) -> bool:
        """Whether the record has under this key what the card means by it.

        Not so where a part of it was left out, or the key is misspelt: then a rule that
        would call the key missing or incomplete has nothing true to say.
        """
        if key in self.card.value:
            return not self.refused and key not in self.broken
        unknown = [name for name in self.card.value if name in self.broken]
        return not self.card.is_lost((key,)) and not get_close_matches(key, unknown, 1)

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


def type_card(
    card: CardText, kind: type[Record]
) -> tuple[Sourced[Record] | None, tuple[Diagnostic, ...]]:
    """Type one card; give what could be typed, and every mismatch at its place."""
    try:
        return Sourced(kind.model_validate(card.value), card), ()
    except ValidationError as error:
        problems = error.errors(include_url=False)
    misspelt = _sort_unknown_keys(problems)
    said = tuple(
        explain_mismatch(card, kind, p) for p in problems if not _is_said_before(card, p, misspelt)
    )
    return _salvage_card(card, kind, [_locate_problem(p) for p in problems]), said


def _salvage_card(
    card: CardText, kind: type[Record], broken: Sequence[Path]
) -> Sourced[Record] | None:
    """Type what is left when broken list items and broken optional keys are put aside."""
    if not isinstance(card.value, dict):
        return None
    value: dict[str, Any] = dict(card.value)
    lost: dict[str, set[int]] = {}
    for path in broken:
        if not path:
            return None
        top = str(path[0])
        items = value.get(top)
        if len(path) > 1 and isinstance(items, list) and isinstance(path[1], int):
            lost.setdefault(top, set()).add(path[1])
        else:
            value.pop(top, None)
    kept = {
        top: [i for i in range(len(value[top])) if i not in gone]
        for top, gone in lost.items()
        if top in value
    }
    for top, indices in kept.items():
        value[top] = [value[top][i] for i in indices]
    tops = frozenset(str(path[0]) for path in broken)
    try:
        return Sourced(_type_with_stand_ins(card, kind, value, tops), card, kept, tops)
    except ValidationError:
        return None


def _type_with_stand_ins(
    card: CardText, kind: type[Record], value: dict[str, Any], broken: frozenset[str]
) -> Record:
    """Type a card in which keys that it must have are broken, so that the rest is checked too.

    What stands in was never written: it is typed to have its shape and says nothing.
    """
    stand_ins: Mapping[str, Any] = getattr(kind, "STAND_INS", {})
    missing = {key: given for key, given in stand_ins.items() if key not in value or not value[key]}
    stands_in = {key: given for key, given in missing.items() if key in broken}
    if "id" in broken and "id" not in value:
        stands_in["id"] = PurePosixPath(card.file).stem
    record = kind.model_validate({**value, **stands_in})
    emptied = {key: () for key, given in stands_in.items() if isinstance(given, list)}
    return record.model_copy(update=emptied) if emptied else record


def _sort_unknown_keys(problems: Sequence[Mapping[str, Any]]) -> dict[Path, list[str]]:
    """The keys that the model does not know, by the path around them."""
    found: dict[Path, list[str]] = {}
    for problem in problems:
        if problem["type"] == "extra_forbidden":
            *around, key = _locate_problem(problem)
            found.setdefault(tuple(around), []).append(str(key))
    return found


def _is_said_before(
    card: CardText, problem: Mapping[str, Any], misspelt: Mapping[Path, Sequence[str]]
) -> bool:
    """A key that was refused while reading, or is misspelt, is not missing as well.

    Nor is a list too short of which an item does not fit: pydantic counts the others only.
    """
    if problem["type"] == "too_short":
        return len(problem["input"]) >= int(problem["ctx"]["min_length"])
    if problem["type"] != "missing":
        return False
    *around, key = _locate_problem(problem)
    beside = misspelt.get(tuple(around), ())
    return card.is_lost(_locate_problem(problem)) or bool(get_close_matches(str(key), beside, 1))


def _locate_problem(problem: Mapping[str, Any]) -> Path:
    return tuple(problem["loc"])


_EMPTY = "CC042"


def ask_for_blanks(
    card: CardText, kind: type[BaseModel], problems: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """The diagnostics of reading, with what is to be filled in said at each empty key."""
    if not any(problem.code == _EMPTY for problem in problems):
        return [*problems]
    paths = {card.key_place(path): path for path in card.lost()}
    return [
        replace(problem, hint=_hint_at_blank(kind, paths[problem.place]) or problem.hint)
        if problem.code == _EMPTY and problem.place in paths and "quotes" not in problem.hint
        else problem
        for problem in problems
    ]


def explain_field(info: FieldInfo) -> str:
    """What belongs under a key, in a sentence; with the fixed words, where it takes one of some."""
    about = info.description or ""
    words = [word.value for word in _list_field_words(info.annotation)]
    if all(word in about for word in words):
        return about
    return f"{about} One of: {', '.join(words)}."


def _list_field_words(annotation: Any) -> Sequence[StrEnum]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return [*annotation]
    kinds = get_args(annotation)
    return _list_field_words(kinds[0]) if len(kinds) == 2 and kinds[1] is NoneType else ()


def _hint_at_blank(kind: type[BaseModel], path: FieldPath) -> str:
    """What to write there; empty for a key that the model does not know, or an item."""
    model = find_model(kind, path[:-1])
    for name, info in model.model_fields.items() if model else ():
        if (info.alias or name) == path[-1]:
            what = explain_field(info).rstrip(".")
            what = what[:1].lower() + what[1:]
            return f"fill it in{'' if info.is_required() else ' or delete the line'}: {what}"
    return ""
