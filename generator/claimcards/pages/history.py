"""The past as plain values, and as pages tell it: on each claim's page and on Changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from claimcards.corpus import Corpus
from claimcards.pages.publication import Publication
from claimcards.pages.wording import capitalise, count_things

SHORT_ID = 8
"""Characters of a commit's id that are shown."""
LONGEST_REASON = 200
"""Characters of a commit's subject that are shown."""
MOST_WITH = 3
"""Commits that could not be read whose subjects are shown with the one that could."""


class PastExtent(StrEnum):
    """How much of the past is known."""

    WHOLE = "whole"
    CUT = "cut"
    """It begins at a commit that had content already; what was before is not known."""
    ABSENT = "absent"
    """Nothing is known."""


class EventKind(StrEnum):
    """What happened to a claim."""

    FIRST = "first published"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REMOVED = "taken out"


@dataclass(frozen=True, slots=True)
class PastEvent:
    """What one commit did to one claim.

    ``turned`` says whether a verdict, its certainty or its word is another since; ``headline``
    is the word that a reader met from then on; ``lines`` are sentences without a full stop.
    """

    claim: str
    kind: EventKind
    statement: str
    turned: bool
    headline: str
    lines: tuple[str, ...] = ()


def _shorten_reason(reason: str) -> str:
    plain = "".join(c if c.isprintable() else " " for c in reason)
    line = " ".join(plain.split()) or "(no reason given)"
    return line if len(line) <= LONGEST_REASON else f"{line[: LONGEST_REASON - 1]}…"


@dataclass(frozen=True, slots=True)
class PastMoment:
    """One commit that did something to a claim: when (seconds since 1970, UTC), and why.

    ``reason`` is the commit's subject, written by whoever made it. ``unread`` are those of the
    commits right before it that cannot be read: what they did shows here.
    """

    commit: str
    at: int
    reason: str
    events: tuple[PastEvent, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The reason as it is shown: on one line, of limited length, without invisible signs."""
        if not self.unread:
            return _shorten_reason(self.reason)
        others, more = self.unread[-MOST_WITH:], len(self.unread) - MOST_WITH
        told = "; ".join(_shorten_reason(reason) for reason in others)
        told += f"; and {more} more" if more > 0 else ""
        return f"{_shorten_reason(self.reason)} (and what could not be read before it: {told})"

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
class PastHistory:
    """All that is known of a site's past, the newest first.

    ``start`` is the commit that a cut history begins at. ``quiet`` counts the commits that
    changed content and no verdict; ``passed`` those whose content cannot be read by today's
    rules: what they did shows with the next that can. ``why`` says why nothing is known.
    """

    extent: PastExtent = PastExtent.ABSENT
    moments: tuple[PastMoment, ...] = ()
    start: PastMoment | None = None
    quiet: int = 0
    passed: int = 0
    why: str = ""


MOST_MOMENTS = 200
"""Commits shown on Changes; older ones are counted, and the repository has them."""
MOST_OPEN = 8
"""Claims of one commit that are shown at once; more are folded away."""
LATEST = 3
"""Commits shown by the insert for hand-written pages."""

Happened = tuple[PastMoment, PastEvent]
"""What one commit did to one claim."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What one commit did to one claim; ``id`` is empty where the claim has no page any longer."""

    id: str
    statement: str
    turned: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MomentView:
    """One commit; ``url`` is its page in the repository, if it has one that is known."""

    anchor: str
    day: str
    stamp: str
    short: str
    url: str
    reason: str
    summary: str
    claims: tuple[ClaimLine, ...]
    """Those whose verdict is another since first."""
    others: str
    """How many claims there are beside the first; empty where there is none."""
    folded: bool


@dataclass(frozen=True, slots=True)
class ClaimHistory:
    """The section of a claim's page; ``note`` says how much of the past is known."""

    note: str
    moments: tuple[MomentView, ...]
    feed: str = ""


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The page Changes."""

    note: str
    quiet: str
    older: str
    moments: tuple[MomentView, ...]
    feed: str = ""


def tell_claim_history(
    key: str, happened: Sequence[Happened], past: PastHistory, publication: Publication
) -> ClaimHistory:
    """What happened to one claim, as a section of its page."""
    moments = tuple(
        _view_moment(moment, (event,), {event.claim: key}, publication)
        for moment, event in happened
    )
    nothing = past.extent is not PastExtent.ABSENT and not moments
    note = "No commit that is known changed its verdict." if nothing else ""
    feed = address_of_claim_feed(key) if publication.url else ""
    return ClaimHistory(" ".join(filter(None, (_say_how_much_is_known(past), note))), moments, feed)


def address_of_claim_feed(key: str) -> str:
    """Where a claim's feed lies on the site."""
    return f"claims/{key}/feed.xml"


SITE_FEED = "changes/feed.xml"
"""Where the feed of all changes lies on the site."""


def list_changes(corpus: Corpus, past: PastHistory, publication: Publication) -> ChangesView:
    """All that moved a verdict, the newest first."""
    names = map_former_ids(corpus)
    older = len(past.moments) - MOST_MOMENTS
    quiet = f"{count_things(past.quiet, 'further edit')} changed no verdict." if past.quiet else ""
    return ChangesView(
        _say_how_much_is_known(past),
        quiet,
        f"{count_things(older, 'older change')} can be seen in the repository."
        if older > 0
        else "",
        tuple(_view_moment(m, m.events, names, publication) for m in past.moments[:MOST_MOMENTS]),
        SITE_FEED if publication.url else "",
    )


def list_latest_changes(
    corpus: Corpus, past: PastHistory, publication: Publication
) -> tuple[MomentView, ...]:
    """The latest changes, for a hand-written page; of each the claim that it moved most."""
    names = map_former_ids(corpus)
    return tuple(_view_moment(m, m.events, names, publication) for m in past.moments[:LATEST])


def map_former_ids(corpus: Corpus) -> Mapping[str, str]:
    """The present id of each claim, by every id that it has or had."""
    found = {
        former: key
        for key, sourced in corpus.claims.items()
        for former in sourced.record.former_ids
    }
    return {**found, **{key: key for key in corpus.claims}}


def sort_events_by_claim(corpus: Corpus, past: PastHistory) -> Mapping[str, list[Happened]]:
    """What happened to each claim under all the ids that it had, the newest first."""
    names = map_former_ids(corpus)
    found: dict[str, list[Happened]] = {}
    for moment in past.moments:
        for event in moment.events:
            found.setdefault(names.get(event.claim, ""), []).append((moment, event))
    return found


def _say_how_much_is_known(past: PastHistory) -> str:
    """How much of the past is known; empty where all of it is."""
    if past.extent is PastExtent.ABSENT:
        return f"History not available{f': {past.why}' if past.why else ''}."
    if past.extent is PastExtent.CUT and past.start:
        begin = f"History is cut: it begins on {past.start.day} (commit {past.start.short})"
        if past.passed:
            return f"{begin}, because older content cannot be read by today's rules."
        return f"{begin}, because this site was built from a copy without older commits."
    return ""


def _view_moment(
    moment: PastMoment,
    events: tuple[PastEvent, ...],
    names: Mapping[str, str],
    publication: Publication,
) -> MomentView:
    ordered = sorted(events, key=lambda e: (not e.turned, e.claim))
    others = len(ordered) - 1
    return MomentView(
        f"c-{moment.short}",
        moment.day,
        moment.stamp,
        moment.short,
        address_of_commit(publication, moment.commit),
        moment.said,
        _summarise_events(events),
        tuple(
            ClaimLine(names.get(e.claim, ""), e.statement, e.turned, describe_event(e))
            for e in ordered
        ),
        f"And {count_things(others, 'more claim')}" if others > 0 else "",
        len(events) > MOST_OPEN,
    )


def address_of_commit(publication: Publication, commit: str) -> str:
    """The page of a commit; only for repositories whose address is one of the web."""
    kept = publication.repository
    return f"{kept}/commit/{commit}" if kept.startswith("https://") else ""


def describe_event(event: PastEvent) -> tuple[str, ...]:
    """What happened, as sentences; the first says so where the claim is new or gone."""
    return tuple(
        f"{capitalise(line.replace(' -> ', ' → '))}." for line in _describe_changes_of_event(event)
    )


def _describe_changes_of_event(event: PastEvent) -> Iterator[str]:
    if event.kind is EventKind.FIRST:
        yield f"first published: {event.headline.lower()}"
    elif event.kind is EventKind.REMOVED:
        yield "the claim was taken out"
    yield from event.lines


def _summarise_events(events: tuple[PastEvent, ...]) -> str:
    """What a commit did in numbers: '44 claims first published; 2 verdicts changed'."""
    first = sum(1 for e in events if e.kind is EventKind.FIRST)
    gone = sum(1 for e in events if e.kind in (EventKind.REMOVED, EventKind.WITHDRAWN))
    turned = sum(1 for e in events if e.kind is EventKind.CHANGED and e.turned)
    others = len(events) - first - gone - turned
    parts = [
        f"{count_things(first, 'claim')} first published" if first else "",
        f"{count_things(turned, 'claim')} with another verdict or certainty" if turned else "",
        f"{count_things(others, 'claim')} with other evidence behind the same verdict"
        if others
        else "",
        f"{count_things(gone, 'claim')} withdrawn" if gone else "",
    ]
    return capitalise("; ".join(part for part in parts if part))
