"""What a literature watch remembers from run to run: the day, and the records it has shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from claimcards.reading.files import UseError

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one claim: up to which day it was asked for, and the ids of all records that came."""

    until: date
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class State:
    """Of all claims, by their id; empty before the first run."""

    claims: Mapping[str, Seen] = field(default_factory=dict)


def read_state(text: str) -> State:
    """The state that a file holds.

    :raises UseError: where it holds none: to begin anew would list everything again.
    """
    try:
        value = json.loads(text)
        if value["version"] != _VERSION:
            raise ValueError(value["version"])
        return State({key: _seen(one) for key, one in value["claims"].items()})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = "the state file is not one that 'claimcards watch literature' wrote"
        raise UseError(f"{message}; restore it, or delete it to begin anew") from error


def _seen(value: Any) -> Seen:
    ids = value["seen"]
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise TypeError("seen")
    return Seen(date.fromisoformat(value["until"]), frozenset(ids))


def state_text(state: State) -> str:
    """The state as a file: the same state, the same bytes."""
    claims = {
        key: {"until": seen.until.isoformat(), "seen": sorted(seen.ids)}
        for key, seen in sorted(state.claims.items())
    }
    return json.dumps({"version": _VERSION, "claims": claims}, indent=1) + "\n"
