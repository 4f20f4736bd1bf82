"""Atom feeds (RFC 4287): one of the whole site, one of each claim."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from xml.etree import ElementTree

from claimcards.pages.book import Book
from claimcards.pages.history import (
    SITE_FEED,
    PastMoment,
    address_of_claim_feed,
    describe_event,
    map_former_ids,
)
from claimcards.pages.publication import NO_LICENCE, Publication

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
    entries: tuple[tuple[PastMoment, str, str, str], ...]
    """Each with its address, its title and its text."""


def make_feeds(book: Book) -> dict[str, str]:
    """All feeds by their path on the site; none for a site that does not know its own address."""
    if not book.publication.url:
        return {}
    return {
        feed.uri: _write_atom(feed, book.publication)
        for feed in (_make_site_feed(book), *_make_claim_feeds(book))
    }


def find_feeds_of_page(uri: str, files: Container[str]) -> list[tuple[bool, str]]:
    """The feeds that belong to a page by its path, each with whether it is the whole site's."""
    own = f"{uri.removesuffix('.md')}/feed.xml"
    rows = [(True, SITE_FEED)] if own == SITE_FEED else [(False, own), (True, SITE_FEED)]
    return [(of_site, feed) for of_site, feed in rows if feed in files]


def _make_site_feed(book: Book) -> _Feed:
    names = map_former_ids(book.corpus)
    page = f"{book.publication.url}changes/"
    entries = tuple(
        (
            moment,
            f"{page}#c-{moment.short}",
            moment.said,
            "\n\n".join(_describe_moment(moment, names)),
        )
        for moment in book.past.moments[:MOST_ENTRIES]
    )
    title = f"{_name_site(book.publication)}: changes"
    return _Feed(SITE_FEED, page, title, _write_midnight(book.updated or "2000-01-01"), entries)


def _describe_moment(moment: PastMoment, names: Mapping[str, str]) -> Iterator[str]:
    """What a commit did, a paragraph for each claim, changed verdicts first."""
    ordered = sorted(moment.events, key=lambda e: (not e.turned, e.claim))
    for event in ordered[:MOST_CLAIMS]:
        now = names.get(event.claim)
        gone = "" if now else " (no longer on this site)"
        yield f"{event.statement}{gone}\n{' '.join(describe_event(event))}"
    if len(ordered) > MOST_CLAIMS:
        yield f"And {len(ordered) - MOST_CLAIMS} more claims."


def _make_claim_feeds(book: Book) -> Iterator[_Feed]:
    for key, sourced in book.corpus.claims.items():
        page = book.publication.claim_url(key)
        statement = sourced.record.statement
        entries = tuple(
            (moment, f"{page}#history", moment.said, " ".join(describe_event(event)))
            for moment, event in book.happened.get(key, ())[:MOST_ENTRIES]
        )
        day = _write_midnight(sourced.record.curated_on.isoformat())
        title = f"{_name_site(book.publication)}: {statement}"
        feed = _Feed(address_of_claim_feed(key), page, title, day, entries)
        yield feed
        # Who follows the claim under an id that it had before goes on reading.
        yield from (
            replace(feed, uri=address_of_claim_feed(old)) for old in sourced.record.former_ids
        )


def _name_site(publication: Publication) -> str:
    return publication.name or "Claims"


def _write_midnight(day: str) -> str:
    return f"{day}T00:00:00Z"


def _write_atom(feed: _Feed, publication: Publication) -> str:
    """A feed without entries was last changed when its cards were curated."""
    top = ElementTree.Element("feed", {"xmlns": ATOM})
    _add_element(top, "id", _make_tag_uri(publication, feed.uri, ""))
    _add_element(top, "title", feed.title)
    _add_element(top, "updated", max((m.stamp for m, *_ in feed.entries), default=feed.updated))
    _add_element(_add_element(top, "author"), "name", _name_site(publication))
    _add_element(top, "link", rel="self", type=MEDIA_TYPE, href=publication.url + feed.uri)
    _add_element(top, "link", rel="alternate", type="text/html", href=feed.page)
    if publication.licence != NO_LICENCE:
        _add_element(top, "rights", publication.licence)
    for moment, address, title, text in feed.entries:
        entry = _add_element(top, "entry")
        _add_element(entry, "id", _make_tag_uri(publication, feed.uri, moment.commit))
        _add_element(entry, "title", title)
        _add_element(entry, "updated", moment.stamp)
        _add_element(entry, "link", rel="alternate", type="text/html", href=address)
        _add_element(entry, "content", text, type="text")
    ElementTree.indent(top)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{ElementTree.tostring(top, 'unicode')}\n"


def _make_tag_uri(publication: Publication, uri: str, commit: str) -> str:
    """A name that stays the same for ever (RFC 4151): the site's host, a fixed day, the path."""
    parts = urlsplit(publication.url)
    path = f"{parts.path}{uri.removesuffix('feed.xml')}".strip("/")
    return (
        f"tag:{parts.hostname or 'claimcards.invalid'},2026:{path}{f':{commit}' if commit else ''}"
    )


def _add_element(
    parent: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name, attributes)
    made.text = _FORBIDDEN.sub(" ", text) or None
    return made


def write_alternate_links(feeds: Iterable[tuple[str, str]]) -> str:
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
