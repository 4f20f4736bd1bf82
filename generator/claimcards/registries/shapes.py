"""Take values out of JSON that strangers sent: the right type, plain words, or nothing.

``must_*`` refuse an answer of another shape; the others leave out what does not fit, as is
right for parts that decide nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from claimcards.registries.standing import LONGEST, clean_words
from claimcards.registries.work import OtherShapeError, ToldValue


def require_map(value: Any, name: str) -> dict[str, Any]:
    """A map; :raises OtherShapeError: where it is none."""
    if not isinstance(value, dict):
        raise OtherShapeError(f"'{name}' is no map in its answer")
    return value


def require_list(value: Any, name: str) -> list[Any]:
    """A list; a missing one is empty. :raises OtherShapeError: where it is something else."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise OtherShapeError(f"'{name}' is no list in its answer")
    return value


def require_words(value: Any, name: str) -> str:
    """Plain words that are there; :raises OtherShapeError: where there are none."""
    if found := take_words(value):
        return found
    raise OtherShapeError(f"its answer has no '{name}'")


def take_words(value: Any) -> str:
    """Plain words, or '' for anything else, for what is too long, and for numbers as names."""
    if not isinstance(value, str) or len(value) > LONGEST:
        return ""
    return clean_words(value)


def take_several(value: Any) -> tuple[str, ...]:
    """The plain words of a list, those left out that are none; of one text, that one."""
    items = value if isinstance(value, list) else [value]
    return tuple(found for item in items if (found := take_words(item)))


def take_inner(value: Any, *path: str) -> Any:
    """What stands at this path of maps, or None."""
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def tell_value(value: str, by: str) -> ToldValue[str] | None:
    """The value with who said it; None for ''."""
    return ToldValue(value, by) if value else None


def read_whole_day(parts: Any) -> date | None:
    """The day of Crossref's ``[[2024, 6, 17]]``; None where month or day is not given."""
    numbers = _read_numbers(parts)
    try:
        return date(*numbers) if len(numbers) == 3 else None
    except (ValueError, OverflowError):
        return None


def read_year(parts: Any) -> int | None:
    """The year of Crossref's ``[[2024, 6, 17]]``."""
    numbers = _read_numbers(parts)
    return numbers[0] if numbers and 1000 <= numbers[0] <= 2999 else None


def _read_numbers(parts: Any) -> list[int]:
    first = parts[0] if isinstance(parts, list) and parts else None
    found = first if isinstance(first, list) else []
    return found if all(isinstance(n, int) and not isinstance(n, bool) for n in found) else []
