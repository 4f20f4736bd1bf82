"""Two states of one card, field by field: what was written before, what is written now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FIRST = (
    "direction",
    "directness",
    "neutral_because",
    "basis",
    "withdrawn",
    "study",
    "standing",
    "about",
    "kind",
    "quantifier",
    "over",
    "needs",
    "stratum",
    "design",
    "effect",
)
"""The fields that decide most, in the order in which a change of them is told."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a card; None: it was not there, or is there no longer.

    ``path`` leads to the field through the keys of the card: 'effect.value'.
    """

    path: str
    before: str | None
    after: str | None


def field_changes(
    before: Mapping[str, Any], after: Mapping[str, Any], leave: Sequence[str] = ()
) -> tuple[FieldChange, ...]:
    """What differs between two cards as plain values, what decides most first."""
    keys = [key for key in {**before, **after} if key not in leave]
    keys.sort(key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST))
    return tuple(
        change for key in keys for change in _between(key, before.get(key), after.get(key))
    )


def _between(path: str, before: Any, after: Any) -> Iterator[FieldChange]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in {**before, **after}:
            yield from _between(f"{path}.{key}", before.get(key), after.get(key))
    elif _entries(before) and _entries(after):
        yield from _between_entries(path, before, after)
    else:
        yield FieldChange(path, _text(before), _text(after))


def _entries(value: Any) -> bool:
    """Whether it is a list of entries with fields of their own, such as searches."""
    return isinstance(value, (list, tuple)) and any(isinstance(item, Mapping) for item in value)


def _between_entries(
    path: str, before: Sequence[Any], after: Sequence[Any]
) -> Iterator[FieldChange]:
    """Entries one by one where there are as many as before; else those that came and went."""
    if len(before) == len(after):
        for number, (was, now) in enumerate(zip(before, after, strict=True), 1):
            yield from _between(f"{path}.{number}" if len(after) > 1 else path, was, now)
        return
    yield from (FieldChange(path, _text(was), None) for was in _without(before, after))
    yield from (FieldChange(path, None, _text(now)) for now in _without(after, before))


def _without(entries: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """The entries that are left when each of the others has taken its like away."""
    left = list(entries)
    for other in others:
        if other in left:
            left.remove(other)
    return left


def _text(value: Any) -> str | None:
    """A value as one text; a list of several fields as how many it holds."""
    if value is None or value in ([], {}, ""):
        return None
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_text(inner)}" for key, inner in value.items())
    if isinstance(value, (list, tuple)):
        if any(isinstance(item, Mapping) for item in value):
            return f"{len(value)} entries" if len(value) != 1 else "1 entry"
        return ", ".join(str(item) for item in value)
    return str(value)
