"""One work from what several registries said of it: the first to say a thing is believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from claimcards.works.work import Notice, Told, Work


def merged(works: Sequence[Work]) -> Work:
    """One work; for each part the first registry that gave it, for notices all of them."""
    values: dict[str, Any] = {}
    for field in fields(Work):
        told = (getattr(work, field.name) for work in works)
        values[field.name] = next((one for one in told if one is not None), None)
    values["notices"] = _notices(works)
    return Work(**values)


def _notices(works: Sequence[Work]) -> Told[tuple[Notice, ...]] | None:
    told = [work.notices for work in works if work.notices is not None]
    if not told:
        return None
    seen: dict[Notice, None] = {}
    for one in told:
        seen.update(dict.fromkeys(one.value))
    return Told(tuple(seen), " and ".join(dict.fromkeys(one.by for one in told)))
