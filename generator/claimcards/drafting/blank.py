"""A card to be filled in: every key that it needs, and above each blank what belongs there."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from claimcards.formatting.outline import ASKS
from claimcards.formatting.texts import written
from claimcards.model.blanks import meaning

_WIDTH = 96
Given = Mapping[str, "str | Given"]
"""What is known already, by key; for a list of records, what is known of its one item."""


def blanks(kind: type[BaseModel], given: Given, also: frozenset[str] = frozenset()) -> list[str]:
    """The lines of a record of this kind: its required keys, those given, those in ``also``.

    A key without a value is a blank; the check asks for it until somebody fills it in. Then
    'claimcards format' takes away the comment that says what belongs there.
    """
    return [line for part in _parts(kind, given, also) for line in part]


def item(kind: type[BaseModel], given: Given, also: frozenset[str] = frozenset()) -> list[str]:
    """The same as an item of a list: behind a hyphen, which has comments above it only."""
    lines = blanks(kind, given, also)
    first = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    above, rest = lines[:first], lines[first + 1 :]
    return [*above, f"- {lines[first]}", *(f"  {line}" for line in rest)]


def _parts(kind: type[BaseModel], given: Given, also: frozenset[str]) -> Iterator[list[str]]:
    for name, info in kind.model_fields.items():
        key = info.alias or name
        if key in given or key in also or info.is_required():
            yield _part(key, info, given.get(key, ""))


def _part(key: str, info: FieldInfo, value: str | Given) -> list[str]:
    if isinstance(value, str) and value:
        first, *rest = written(value, _WIDTH - len(key))
        return [f"{key}: {first}", *(f"  {line}" for line in rest)]
    about = [f"{ASKS} {line}" for line in textwrap.wrap(meaning(info), _WIDTH)]
    inner = _record(info.annotation)
    if inner is None:
        return [*about, f"{key}:"]
    known = value if isinstance(value, Mapping) else {}
    lines = item(inner, known) if _is_list(info.annotation) else blanks(inner, known)
    return [*about, f"{key}:", *(f"  {line}" for line in lines)]


def _record(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for a in get_args(annotation) if (found := _record(a))), None)


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple
