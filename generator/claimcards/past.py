"""A site's past as plain values: which commit did what to which claim.

Whoever has the past hands it to the core; the core itself asks nobody for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

SHORT_ID = 8
"""Characters of a commit's id that are shown."""
LONGEST_REASON = 200
"""Characters of a commit's subject that are shown."""
MOST_WITH = 3
"""Commits that could not be read whose subjects are shown with the one that could."""


class Extent(StrEnum):
    """How much of the past is known."""

    WHOLE = "whole"
    CUT = "cut"
    """It begins at a commit that had content already; what was before is not known."""
    ABSENT = "absent"
    """Nothing is known."""


class Kind(StrEnum):
    """What happened to a claim."""

    FIRST = "first published"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REMOVED = "taken out"


@dataclass(frozen=True, slots=True)
class Event:
    """What one commit did to one claim.

    ``turned`` says whether a verdict, its certainty or its word is another since; ``headline``
    is the word that a reader met from then on; ``lines`` are sentences without a full stop.
    """

    claim: str
    kind: Kind
    statement: str
    turned: bool
    headline: str
    lines: tuple[str, ...] = ()


def _shown(reason: str) -> str:
    plain = "".join(c if c.isprintable() else " " for c in reason)
    line = " ".join(plain.split()) or "(no reason given)"
    return line if len(line) <= LONGEST_REASON else f"{line[: LONGEST_REASON - 1]}…"


@dataclass(frozen=True, slots=True)
class Moment:
    """One commit that did something to a claim: when (seconds since 1970, UTC), and why.

    ``reason`` is the commit's subject, written by whoever made it. ``unread`` are those of the
    commits right before it that cannot be read: what they did shows here.
    """

    commit: str
    at: int
    reason: str
    events: tuple[Event, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The reason as it is shown: on one line, of limited length, without invisible signs."""
        if not self.unread:
            return _shown(self.reason)
        others, more = self.unread[-MOST_WITH:], len(self.unread) - MOST_WITH
        told = "; ".join(_shown(reason) for reason in others)
        told += f"; and {more} more" if more > 0 else ""
        return f"{_shown(self.reason)} (and what could not be read before it: {told})"

    @property
    def short(self) -> str:
        """The commit's id as it is shown."""
        return self.commit[:SHORT_ID]

    @property
    def day(self) -> str:
        """The day of the commit, as year-month-day."""
        return self.stamp[:10]

    @property
    def stamp(self) -> str:
        """The moment as RFC 3339 writes it, in UTC."""
        return datetime.fromtimestamp(self.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class History:
    """All that is known of a site's past, the newest first.

    ``start`` is the commit that a cut history begins at. ``quiet`` counts the commits that
    changed content and no verdict; ``passed`` those whose content cannot be read by today's
    rules: what they did shows with the next that can. ``why`` says why nothing is known.
    """

    extent: Extent = Extent.ABSENT
    moments: tuple[Moment, ...] = ()
    start: Moment | None = None
    quiet: int = 0
    passed: int = 0
    why: str = ""
