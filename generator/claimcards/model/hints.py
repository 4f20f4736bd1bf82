"""What to suggest for a value or key that does not fit, found out from the models themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import NoneType
from typing import Any, TypeAlias, get_args

from pydantic import BaseModel, ValidationError

from claimcards.model.scalars import NUMBER

Path: TypeAlias = tuple[str | int, ...]

_ENDS = re.compile(rf"[(\[]?({NUMBER}) ?(?:to|and|[-–—−,;]|\.\.+) ?({NUMBER})[)\]]?")


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys of a model, as a card writes them."""
    return [info.alias or name for name, info in model.model_fields.items()]


def model_at(kind: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model that a path inside a card leads to, if it leads to one."""
    model: type[BaseModel] | None = kind
    for part in path:
        if model is None:
            return None
        if isinstance(part, str):
            fields = model.model_fields.items()
            info = next((f for name, f in fields if (f.alias or name) == part), None)
            model = _model_in(info.annotation) if info is not None else model
    return model


def explained(kind: type[BaseModel], path: Path) -> str:
    """What the docstring of a key says about it."""
    model = model_at(kind, path[:-1])
    for name, info in model.model_fields.items() if model else ():
        if (info.alias or name) == path[-1]:
            text = (info.description or "").strip()
            return text[:1].lower() + text[1:].rstrip(".")
    return ""


def right_place(kind: type[BaseModel], path: Path, beside: Mapping[str, Any]) -> str:
    """Where a key belongs that stands one level too high or too low; empty if not so.

    ``beside`` is the map in which it stands: a reason belongs to the word that it explains.
    """
    *around, last = path
    key = str(last)
    model = model_at(kind, tuple(around))
    if model is None:
        return ""
    longer = [name for name in keys_of(model) if name.endswith(f"_{key}")]
    fitting = [name for name in longer if name.removesuffix(f"_{key}") in beside.values()]
    if longer:
        return f"did you mean {' or '.join(repr(name) for name in fitting or longer)}?"
    under = [name for name, inner in _models_below(model) if key in keys_of(inner)]
    if len(under) == 1:
        return f"it belongs under '{under[0]}', indented like the keys there"
    while around and isinstance(around[-1], int):
        around.pop()
    above = model_at(kind, tuple(around[:-1])) if around else None
    if above is not None and key in keys_of(above):
        return f"it belongs beside '{around[-1]}', not under it"
    return ""


def example(kind: type[BaseModel], path: Path, value: object) -> str:
    """How the keys would be written that stand here as a single value; empty if not known."""
    model = model_at(kind, path)
    if model is None:
        return ""
    parts: list[str] = []
    placed = False
    for name, info in model.model_fields.items():
        key = info.alias or name
        fits = not placed and not _is_words(info.annotation) and _fits(model, key, value)
        placed = placed or fits
        if fits or info.is_required():
            parts.append(f"{key}: {value if fits else _stand_in(info.annotation)}")
    return f"{{{', '.join(parts)}}}"


def as_list(text: str) -> str:
    """A list in brackets of what was written as one text."""
    if ends := _ENDS.fullmatch(text.strip()):
        return f"[{ends[1]}, {ends[3]}]"
    return f"[{text}]"


def _models_below(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    for name, info in model.model_fields.items():
        if (inner := _model_in(info.annotation)) is not None:
            yield info.alias or name, inner


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for a in get_args(annotation) if (found := _model_in(a))), None)


def _is_words(annotation: Any) -> bool:
    """Whether a field takes any text, so that a value that fits it proves nothing."""
    kinds = {annotation, *get_args(annotation)} - {NoneType}
    return kinds == {str} or str in get_args(annotation)[:1]


def _fits(model: type[BaseModel], key: str, value: object) -> bool:
    try:
        model.model_validate({key: value})
    except ValidationError as error:
        return all(problem["loc"][:1] != (key,) for problem in error.errors(include_url=False))
    return True


def _stand_in(annotation: Any) -> str:
    words = annotation if isinstance(annotation, type) else None
    if words is not None and issubclass(words, StrEnum):
        return next(iter(words)).value
    return "2026-11-21" if "date" in str(annotation) else "..."
