"""One test for many files: every file that fails is named, and the count of tests stays honest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


def list_failures(
    look: Callable[[Item], None], items: Iterable[Item], name: Callable[[Item], str] = str
) -> list[str]:
    """What is wrong with each item that does not pass, by its name; and no items is wrong, too."""
    failed, seen = [], False
    for item in items:
        seen = True
        try:
            look(item)
        except AssertionError as error:
            failed.append(f"{name(item)}: {error}")
    return failed if seen else ["there was nothing to look at"]
