"""Take values out of JSON that strangers sent: the right type, plain words, or nothing.

``must_*`` refuse an answer of another shape; the others leave out what does not fit, as is
right for parts that decide nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from claimcards.works.words import LONGEST, plain_words
from claimcards.works.work import OtherShapeError, Told


def must_map(value: Any, name: str) -> dict[str, Any]:
    """A map; :raises OtherShapeError: where it is none."""
    if not isinstance(value, dict):
        raise OtherShapeError(f"'{name}' is no map in its answer")
    return value


def must_list(value: Any, name: str) -> list[Any]:
    """A list; a missing one is empty. :raises OtherShapeError: where it is something else."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise OtherShapeError(f"'{name}' is no list in its answer")
    return value


def must_words(value: Any, name: str) -> str:
    """Plain words that are there; :raises OtherShapeError: where there are none."""
    if found := words(value):
        return found
    raise OtherShapeError(f"its answer has no '{name}'")


def words(value: Any) -> str:
    """Plain words, or '' for anything else, for what is too long, and for numbers as names."""
    if not isinstance(value, str) or len(value) > LONGEST:
        return ""
    return plain_words(value)


def several(value: Any) -> tuple[str, ...]:
    """The plain words of a list, those left out that are none; of one text, that one."""
    items = value if isinstance(value, list) else [value]
    return tuple(found for item in items if (found := words(item)))


def inner(value: Any, *path: str) -> Any:
    """What stands at this path of maps, or None."""
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def told(value: str, by: str) -> Told[str] | None:
    """The value with who said it; None for ''."""
    return Told(value, by) if value else None


def whole_day(parts: Any) -> date | None:
    """The day of Crossref's ``[[2024, 6, 17]]``; None where month or day is not given."""
    numbers = _numbers(parts)
    try:
        return date(*numbers) if len(numbers) == 3 else None
    except (ValueError, OverflowError):
        return None


def year_of(parts: Any) -> int | None:
    """The year of Crossref's ``[[2024, 6, 17]]``."""
    numbers = _numbers(parts)
    return numbers[0] if numbers and 1000 <= numbers[0] <= 2999 else None


def _numbers(parts: Any) -> list[int]:
    first = parts[0] if isinstance(parts, list) and parts else None
    found = first if isinstance(first, list) else []
    return found if all(isinstance(n, int) and not isinstance(n, bool) for n in found) else []
