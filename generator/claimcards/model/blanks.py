"""What belongs where a card has a key and no value yet: the words of the model say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from types import NoneType
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from claimcards.diagnostics import Diagnostic
from claimcards.model.hints import Path, model_at
from claimcards.reading.cards import CardText

_EMPTY = "CC042"


def asked(
    card: CardText, kind: type[BaseModel], problems: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """The diagnostics of reading, with what is to be filled in said at each empty key."""
    if not any(problem.code == _EMPTY for problem in problems):
        return [*problems]
    paths = {card.key_place(path): path for path in card.lost()}
    return [
        replace(problem, hint=_hint(kind, paths[problem.place]) or problem.hint)
        if problem.code == _EMPTY and problem.place in paths and "quotes" not in problem.hint
        else problem
        for problem in problems
    ]


def meaning(info: FieldInfo) -> str:
    """What belongs under a key, in a sentence; with the fixed words, where it takes one of some."""
    about = info.description or ""
    words = [word.value for word in _words(info.annotation)]
    if all(word in about for word in words):
        return about
    return f"{about} One of: {', '.join(words)}."


def _words(annotation: Any) -> Sequence[StrEnum]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return [*annotation]
    kinds = get_args(annotation)
    return _words(kinds[0]) if len(kinds) == 2 and kinds[1] is NoneType else ()


def _hint(kind: type[BaseModel], path: Path) -> str:
    """What to write there; empty for a key that the model does not know, or an item."""
    model = model_at(kind, path[:-1])
    for name, info in model.model_fields.items() if model else ():
        if (info.alias or name) == path[-1]:
            what = meaning(info).rstrip(".")
            what = what[:1].lower() + what[1:]
            return f"fill it in{'' if info.is_required() else ' or delete the line'}: {what}"
    return ""
