"""What one step of a site's past did to its claims, as events for its pages and feeds."""

from __future__ import annotations

from collections.abc import Iterator

from claimcards.changes import words
from claimcards.changes.claims import claim_changes
from claimcards.changes.state import State
from claimcards.changes.values import ClaimChange, Fate
from claimcards.past import Event, Kind

_KIND = {
    Fate.ADDED: Kind.FIRST,
    Fate.CHANGED: Kind.CHANGED,
    Fate.WITHDRAWN: Kind.WITHDRAWN,
    Fate.RESTORED: Kind.RESTORED,
    Fate.REMOVED: Kind.REMOVED,
}


def readable(state: State) -> bool:
    """Whether a state could be read whole, so that what it says of each claim is true."""
    return state.corpus.complete


def events(before: State, after: State) -> tuple[Event, ...]:
    """What a step did to claims: moved verdicts and what they rest on, findings come and gone.

    Mended texts are no events. Both states could be read whole, so nothing is left in doubt.
    """
    found = (_event(change, after) for change in claim_changes(before, after, {}))
    return tuple(event for event in found if event)


def _event(change: ClaimChange, after: State) -> Event | None:
    lines = tuple(_lines(change, after))
    if not lines and change.fate is Fate.CHANGED:
        return None
    return Event(
        change.id,
        _KIND[change.fate],
        change.statement,
        change.turns,
        change.headline.after,
        lines,
    )


def _lines(change: ClaimChange, after: State) -> Iterator[str]:
    def name(study: str) -> str:
        return after.corpus.shorts.get(study, study)

    if change.former:
        yield f"renamed from {change.former}"
    if change.fate in (Fate.WITHDRAWN, Fate.RESTORED):
        yield f"{_KIND[change.fate].value}: {change.because}".rstrip(": .")
    yield from words.verdicts(change, name)
    if change.fate is not Fate.ADDED and (counted := words.findings_counted(change.findings)):
        yield counted
