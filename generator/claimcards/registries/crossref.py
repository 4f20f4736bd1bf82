"""Crossref: what publishers registered for a DOI, and the notices about it.

REST API, ``works/{doi}``. ``updated-by`` lists notices about the work, ``update-to`` the works
about which it is a notice itself; some publishers correct a work in place, so that it names
itself there. Both hold what publishers registered and what Retraction Watch found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from claimcards.model.reference import Name
from claimcards.registries.asking import Asker, Json, Registry
from claimcards.registries.shapes import (
    inner,
    must_list,
    must_map,
    must_words,
    several,
    told,
    whole_day,
    words,
    year_of,
)
from claimcards.works.identity import plain_doi, plain_nct
from claimcards.works.standing import HARMLESS, STANDING_OF, plain_kind
from claimcards.works.words import title_mark, without_mark
from claimcards.works.work import Found, NotFound, Notice, OtherShapeError, Told, Unknown, Work

NAME = "Crossref"
BASE = "https://api.crossref.org"
SPACING = 0.5
"""Seconds between requests; well below what Crossref allows to those who name themselves."""

KINDS = {
    "journal-article": "article",
    "proceedings-article": "inproceedings",
    "book-chapter": "incollection",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "dissertation": "phdthesis",
    "report": "techreport",
    "dataset": "dataset",
    "posted-content": "misc",
}
"""Crossref's types as BibTeX writes them; others are 'misc'."""


@dataclass(frozen=True, slots=True)
class Crossref:
    """The client of Crossref."""

    asker: Asker
    registry: Registry

    def work(self, doi: str) -> Found[Work] | NotFound | Unknown:
        """The work of a DOI. Not found: other agencies, such as DataCite, register DOIs, too."""
        path = f"works/{quote(doi.lower(), safe='')}"  # in DOIs, case means nothing
        return self.asker.json(self.registry, path, {}, lambda told: read(told, doi), _is_answer)


def _is_answer(value: Json) -> bool:
    return bool(value.get("status") == "ok")


def read(answer: Json, doi: str) -> Work:
    """The work in an answer about this DOI.

    :raises OtherShapeError: where it is no such answer, or is about another DOI.
    """
    message = must_map(answer.get("message"), "message")
    given = must_words(message.get("DOI"), "DOI")
    if given.lower() != doi.lower():
        raise OtherShapeError(f"asked about {doi}, it answered about {given[:80]}")
    titles = several(must_list(message.get("title"), "title"))
    if not titles:
        raise OtherShapeError("its answer has no 'title'")
    year = next((y for name in _DATES if (y := year_of(inner(message, name, "date-parts")))), None)
    authors = tuple(_names(message))
    return Work(
        kind=Told(KINDS.get(words(message.get("type")), "misc"), NAME),
        title=Told(_title(titles[0], message), NAME),
        authors=Told(authors, NAME) if authors else None,
        container=told(_container(message), NAME),
        publisher=told(words(message.get("publisher")), NAME),
        year=Told(year, NAME) if year else None,
        volume=told(words(message.get("volume")), NAME),
        issue=told(words(message.get("issue")), NAME),
        pages=told(words(message.get("page")) or words(message.get("article-number")), NAME),
        doi=told(plain_doi(given), NAME),
        funding=_listed(words(inner(one, "name")) for one in _items(message, "funder")),
        registrations=_listed(
            _registration(one) for one in _items(message, "clinical-trial-number")
        ),
        mark=told(title_mark(titles[0]), NAME),
        notices=Told(tuple(_notices(message, given)), NAME),
        updates=Told(tuple(_updates(message, given)), NAME),
    )


_DATES = ("issued", "published", "published-print", "published-online", "created")


def _items(message: Json, name: str) -> list[Any]:
    value = message.get(name)
    return value if isinstance(value, list) else []


def _listed(values: Iterator[str]) -> Told[tuple[str, ...]] | None:
    found = tuple(dict.fromkeys(value for value in values if value))
    return Told(found, NAME) if found else None


def _title(title: str, message: Json) -> str:
    subtitles = several(message.get("subtitle"))
    bare = without_mark(title)
    if subtitles and subtitles[0].lower() not in bare.lower():
        return f"{bare}: {subtitles[0]}"
    return bare


def _container(message: Json) -> str:
    names = several(message.get("container-title"))
    places = (words(inner(one, "name")) for one in _items(message, "institution"))
    return names[0] if names else words(message.get("group-title")) or next(places, "")


def _names(message: Json) -> Iterator[Name]:
    for one in _items(message, "author"):
        family, given = words(inner(one, "family")), words(inner(one, "given"))
        if family:
            yield Name(family=family, given=given, suffix=words(inner(one, "suffix")))
        elif literal := words(inner(one, "name")) or given:
            yield Name(literal=literal)


def _registration(one: Any) -> str:
    number = words(inner(one, "clinical-trial-number"))
    return plain_nct(number) or number.upper()


def _notices(message: Json, doi: str) -> Iterator[Notice]:
    for item in must_list(message.get("updated-by"), "updated-by"):
        yield _notice(must_map(item, "updated-by"), plain_doi(words(inner(item, "DOI"))))
    for item in must_list(message.get("update-to"), "update-to"):
        if words(inner(must_map(item, "update-to"), "DOI")).lower() == doi.lower():
            yield _notice(item, doi)


def _updates(message: Json, doi: str) -> Iterator[tuple[str, Notice]]:
    for item in must_list(message.get("update-to"), "update-to"):
        other = plain_doi(words(inner(item, "DOI")))
        if other and other.lower() != doi.lower():
            yield other, _notice(item, doi)


def _notice(item: Json, doi: str) -> Notice:
    kind = plain_kind(words(item.get("type")) or words(item.get("label")))
    by = "Retraction Watch" if item.get("source") == "retraction-watch" else NAME
    standing = None if kind in HARMLESS else STANDING_OF.get(kind)
    on = whole_day(inner(item, "updated", "date-parts"))
    return Notice(kind or "not named", standing, by, doi, on, reinstates="reinstate" in kind)
