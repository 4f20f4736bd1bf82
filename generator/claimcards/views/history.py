"""The past as pages tell it: on each claim's page, on Changes, and in feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.past import Event, Extent, History, Kind, Moment
from claimcards.views.publication import Publication
from claimcards.views.wording import capital, plural

MOST_MOMENTS = 200
"""Commits shown on Changes; older ones are counted, and the repository has them."""
MOST_OPEN = 8
"""Claims of one commit that are shown at once; more are folded away."""
LATEST = 3
"""Commits shown by the insert for hand-written pages."""

Happened = tuple[Moment, Event]
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


def claim_history(
    key: str, happened: Sequence[Happened], past: History, publication: Publication
) -> ClaimHistory:
    """What happened to one claim, as a section of its page."""
    moments = tuple(
        _moment(moment, (event,), {event.claim: key}, publication) for moment, event in happened
    )
    nothing = past.extent is not Extent.ABSENT and not moments
    note = "No commit that is known changed its verdict." if nothing else ""
    feed = claim_feed(key) if publication.url else ""
    return ClaimHistory(" ".join(filter(None, (_note(past), note))), moments, feed)


def claim_feed(key: str) -> str:
    """Where a claim's feed lies on the site."""
    return f"claims/{key}/feed.xml"


SITE_FEED = "changes/feed.xml"
"""Where the feed of all changes lies on the site."""


def changes(corpus: Corpus, past: History, publication: Publication) -> ChangesView:
    """All that moved a verdict, the newest first."""
    names = names_now(corpus)
    older = len(past.moments) - MOST_MOMENTS
    quiet = f"{plural(past.quiet, 'further edit')} changed no verdict." if past.quiet else ""
    return ChangesView(
        _note(past),
        quiet,
        f"{plural(older, 'older change')} can be seen in the repository." if older > 0 else "",
        tuple(_moment(m, m.events, names, publication) for m in past.moments[:MOST_MOMENTS]),
        SITE_FEED if publication.url else "",
    )


def latest(corpus: Corpus, past: History, publication: Publication) -> tuple[MomentView, ...]:
    """The latest changes, for a hand-written page; of each the claim that it moved most."""
    names = names_now(corpus)
    return tuple(_moment(m, m.events, names, publication) for m in past.moments[:LATEST])


def names_now(corpus: Corpus) -> Mapping[str, str]:
    """The present id of each claim, by every id that it has or had."""
    found = {
        former: key
        for key, sourced in corpus.claims.items()
        for former in sourced.record.former_ids
    }
    return {**found, **{key: key for key in corpus.claims}}


def by_claim(corpus: Corpus, past: History) -> Mapping[str, list[Happened]]:
    """What happened to each claim under all the ids that it had, the newest first."""
    names = names_now(corpus)
    found: dict[str, list[Happened]] = {}
    for moment in past.moments:
        for event in moment.events:
            found.setdefault(names.get(event.claim, ""), []).append((moment, event))
    return found


def _note(past: History) -> str:
    """How much of the past is known; empty where all of it is."""
    if past.extent is Extent.ABSENT:
        return f"History not available{f': {past.why}' if past.why else ''}."
    if past.extent is Extent.CUT and past.start:
        begin = f"History is cut: it begins on {past.start.day} (commit {past.start.short})"
        if past.passed:
            return f"{begin}, because older content cannot be read by today's rules."
        return f"{begin}, because this site was built from a copy without older commits."
    return ""


def _moment(
    moment: Moment,
    events: tuple[Event, ...],
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
        commit_url(publication, moment.commit),
        moment.said,
        _summary(events),
        tuple(ClaimLine(names.get(e.claim, ""), e.statement, e.turned, told(e)) for e in ordered),
        f"And {plural(others, 'more claim')}" if others > 0 else "",
        len(events) > MOST_OPEN,
    )


def commit_url(publication: Publication, commit: str) -> str:
    """The page of a commit; only for repositories whose address is one of the web."""
    kept = publication.repository
    return f"{kept}/commit/{commit}" if kept.startswith("https://") else ""


def told(event: Event) -> tuple[str, ...]:
    """What happened, as sentences; the first says so where the claim is new or gone."""
    return tuple(f"{capital(line.replace(' -> ', ' → '))}." for line in _told(event))


def _told(event: Event) -> Iterator[str]:
    if event.kind is Kind.FIRST:
        yield f"first published: {event.headline.lower()}"
    elif event.kind is Kind.REMOVED:
        yield "the claim was taken out"
    yield from event.lines


def _summary(events: tuple[Event, ...]) -> str:
    """What a commit did in numbers: '44 claims first published; 2 verdicts changed'."""
    first = sum(1 for e in events if e.kind is Kind.FIRST)
    gone = sum(1 for e in events if e.kind in (Kind.REMOVED, Kind.WITHDRAWN))
    turned = sum(1 for e in events if e.kind is Kind.CHANGED and e.turned)
    others = len(events) - first - gone - turned
    parts = [
        f"{plural(first, 'claim')} first published" if first else "",
        f"{plural(turned, 'claim')} with another verdict or certainty" if turned else "",
        f"{plural(others, 'claim')} with other evidence behind the same verdict" if others else "",
        f"{plural(gone, 'claim')} withdrawn" if gone else "",
    ]
    return capital("; ".join(part for part in parts if part))
