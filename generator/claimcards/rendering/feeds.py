"""Atom feeds (RFC 4287): one of the whole site, one of each claim."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from xml.etree import ElementTree

from claimcards.past import Moment
from claimcards.rendering.book import Book
from claimcards.views.history import SITE_FEED, claim_feed, names_now, told
from claimcards.views.publication import NO_LICENCE, Publication

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
MOST_ENTRIES = 50
"""Entries of one feed, the newest; a reader's program has the others already."""
MOST_CLAIMS = 20
"""Claims told in one entry of the site's feed; the others are counted."""

_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML cannot hold, however they are written."""


@dataclass(frozen=True, slots=True)
class _Feed:
    uri: str
    page: str
    title: str
    updated: str
    entries: tuple[tuple[Moment, str, str, str], ...]
    """Each with its address, its title and its text."""


def feeds(book: Book) -> dict[str, str]:
    """All feeds by their path on the site; none for a site that does not know its own address."""
    if not book.publication.url:
        return {}
    return {feed.uri: _atom(feed, book.publication) for feed in (_site(book), *_claims(book))}


def feeds_of(uri: str, files: Container[str]) -> list[tuple[bool, str]]:
    """The feeds that belong to a page by its path, each with whether it is the whole site's."""
    own = f"{uri.removesuffix('.md')}/feed.xml"
    rows = [(True, SITE_FEED)] if own == SITE_FEED else [(False, own), (True, SITE_FEED)]
    return [(of_site, feed) for of_site, feed in rows if feed in files]


def _site(book: Book) -> _Feed:
    names = names_now(book.corpus)
    page = f"{book.publication.url}changes/"
    entries = tuple(
        (moment, f"{page}#c-{moment.short}", moment.said, "\n\n".join(_told(moment, names)))
        for moment in book.past.moments[:MOST_ENTRIES]
    )
    title = f"{_name(book.publication)}: changes"
    return _Feed(SITE_FEED, page, title, _midnight(book.updated or "2000-01-01"), entries)


def _told(moment: Moment, names: Mapping[str, str]) -> Iterator[str]:
    """What a commit did, a paragraph for each claim, changed verdicts first."""
    ordered = sorted(moment.events, key=lambda e: (not e.turned, e.claim))
    for event in ordered[:MOST_CLAIMS]:
        now = names.get(event.claim)
        gone = "" if now else " (no longer on this site)"
        yield f"{event.statement}{gone}\n{' '.join(told(event))}"
    if len(ordered) > MOST_CLAIMS:
        yield f"And {len(ordered) - MOST_CLAIMS} more claims."


def _claims(book: Book) -> Iterator[_Feed]:
    for key, sourced in book.corpus.claims.items():
        page = book.publication.claim_url(key)
        statement = sourced.record.statement
        entries = tuple(
            (moment, f"{page}#history", moment.said, " ".join(told(event)))
            for moment, event in book.happened.get(key, ())[:MOST_ENTRIES]
        )
        day = _midnight(sourced.record.curated_on.isoformat())
        title = f"{_name(book.publication)}: {statement}"
        feed = _Feed(claim_feed(key), page, title, day, entries)
        yield feed
        # Who follows the claim under an id that it had before goes on reading.
        yield from (replace(feed, uri=claim_feed(old)) for old in sourced.record.former_ids)


def _name(publication: Publication) -> str:
    return publication.name or "Claims"


def _midnight(day: str) -> str:
    return f"{day}T00:00:00Z"


def _atom(feed: _Feed, publication: Publication) -> str:
    """A feed without entries was last changed when its cards were curated."""
    top = ElementTree.Element("feed", {"xmlns": ATOM})
    _add(top, "id", _tag(publication, feed.uri, ""))
    _add(top, "title", feed.title)
    _add(top, "updated", max((m.stamp for m, *_ in feed.entries), default=feed.updated))
    _add(_add(top, "author"), "name", _name(publication))
    _add(top, "link", rel="self", type=MEDIA_TYPE, href=publication.url + feed.uri)
    _add(top, "link", rel="alternate", type="text/html", href=feed.page)
    if publication.licence != NO_LICENCE:
        _add(top, "rights", publication.licence)
    for moment, address, title, text in feed.entries:
        entry = _add(top, "entry")
        _add(entry, "id", _tag(publication, feed.uri, moment.commit))
        _add(entry, "title", title)
        _add(entry, "updated", moment.stamp)
        _add(entry, "link", rel="alternate", type="text/html", href=address)
        _add(entry, "content", text, type="text")
    ElementTree.indent(top)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{ElementTree.tostring(top, 'unicode')}\n"


def _tag(publication: Publication, uri: str, commit: str) -> str:
    """A name that stays the same for ever (RFC 4151): the site's host, a fixed day, the path."""
    parts = urlsplit(publication.url)
    path = f"{parts.path}{uri.removesuffix('feed.xml')}".strip("/")
    return (
        f"tag:{parts.hostname or 'claimcards.invalid'},2026:{path}{f':{commit}' if commit else ''}"
    )


def _add(
    parent: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name, attributes)
    made.text = _FORBIDDEN.sub(" ", text) or None
    return made


def alternates(feeds: Iterable[tuple[str, str]]) -> str:
    """The lines of a page's head that name feeds by title and address.

    Not by ``alternate`` alone: the theme takes that for another language of the site, and asks
    for a sitemap there.
    """
    made = ""
    for title, address in feeds:
        link = ElementTree.Element(
            "link",
            {"rel": "alternate feed", "type": MEDIA_TYPE, "title": title, "href": address},
        )
        made += ElementTree.tostring(link, "unicode", short_empty_elements=False).replace(
            "></link>", ">\n"
        )
    return made
