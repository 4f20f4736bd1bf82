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

from claimcards.references.identity import read_doi, read_nct, title_mark, without_mark
from claimcards.references.reference import Name
from claimcards.registries.asking import Json, Registry, RegistryAsker
from claimcards.registries.shapes import (
    read_whole_day,
    read_year,
    require_list,
    require_map,
    require_words,
    take_inner,
    take_several,
    take_words,
    tell_value,
)
from claimcards.registries.standing import HARMLESS, STANDING_OF, name_notice_kind
from claimcards.registries.work import (
    FoundAnswer,
    NotFoundAnswer,
    OtherShapeError,
    RegistryWork,
    ToldValue,
    UnknownAnswer,
    WorkNotice,
)

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

    asker: RegistryAsker
    registry: Registry

    def work(self, doi: str) -> FoundAnswer[RegistryWork] | NotFoundAnswer | UnknownAnswer:
        """The work of a DOI. Not found: other agencies, such as DataCite, register DOIs, too."""
        path = f"works/{quote(doi.lower(), safe='')}"  # in DOIs, case means nothing
        return self.asker.json(
            self.registry,
            path,
            {},
            lambda told: read_crossref_answer(told, doi),
            _is_crossref_answer,
        )


def _is_crossref_answer(value: Json) -> bool:
    return bool(value.get("status") == "ok")


def read_crossref_answer(answer: Json, doi: str) -> RegistryWork:
    """The work in an answer about this DOI.

    :raises OtherShapeError: where it is no such answer, or is about another DOI.
    """
    message = require_map(answer.get("message"), "message")
    given = require_words(message.get("DOI"), "DOI")
    if given.lower() != doi.lower():
        raise OtherShapeError(f"asked about {doi}, it answered about {given[:80]}")
    titles = take_several(require_list(message.get("title"), "title"))
    if not titles:
        raise OtherShapeError("its answer has no 'title'")
    year = next(
        (y for name in _DATES if (y := read_year(take_inner(message, name, "date-parts")))), None
    )
    authors = tuple(_read_crossref_names(message))
    return RegistryWork(
        kind=ToldValue(KINDS.get(take_words(message.get("type")), "misc"), NAME),
        title=ToldValue(_read_title(titles[0], message), NAME),
        authors=ToldValue(authors, NAME) if authors else None,
        container=tell_value(_find_journal(message), NAME),
        publisher=tell_value(take_words(message.get("publisher")), NAME),
        year=ToldValue(year, NAME) if year else None,
        volume=tell_value(take_words(message.get("volume")), NAME),
        issue=tell_value(take_words(message.get("issue")), NAME),
        pages=tell_value(
            take_words(message.get("page")) or take_words(message.get("article-number")), NAME
        ),
        doi=tell_value(read_doi(given), NAME),
        funding=_tell_list(
            take_words(take_inner(one, "name")) for one in _list_items(message, "funder")
        ),
        registrations=_tell_list(
            _read_trial_number(one) for one in _list_items(message, "clinical-trial-number")
        ),
        mark=tell_value(title_mark(titles[0]), NAME),
        notices=ToldValue(tuple(_read_crossref_notices(message, given)), NAME),
        updates=ToldValue(tuple(_list_updates(message, given)), NAME),
    )


_DATES = ("issued", "published", "published-print", "published-online", "created")


def _list_items(message: Json, name: str) -> list[Any]:
    value = message.get(name)
    return value if isinstance(value, list) else []


def _tell_list(values: Iterator[str]) -> ToldValue[tuple[str, ...]] | None:
    found = tuple(dict.fromkeys(value for value in values if value))
    return ToldValue(found, NAME) if found else None


def _read_title(title: str, message: Json) -> str:
    subtitles = take_several(message.get("subtitle"))
    bare = without_mark(title)
    if subtitles and subtitles[0].lower() not in bare.lower():
        return f"{bare}: {subtitles[0]}"
    return bare


def _find_journal(message: Json) -> str:
    names = take_several(message.get("container-title"))
    places = (take_words(take_inner(one, "name")) for one in _list_items(message, "institution"))
    return names[0] if names else take_words(message.get("group-title")) or next(places, "")


def _read_crossref_names(message: Json) -> Iterator[Name]:
    for one in _list_items(message, "author"):
        family, given = take_words(take_inner(one, "family")), take_words(take_inner(one, "given"))
        if family:
            yield Name(family=family, given=given, suffix=take_words(take_inner(one, "suffix")))
        elif literal := take_words(take_inner(one, "name")) or given:
            yield Name(literal=literal)


def _read_trial_number(one: Any) -> str:
    number = take_words(take_inner(one, "clinical-trial-number"))
    return read_nct(number) or number.upper()


def _read_crossref_notices(message: Json, doi: str) -> Iterator[WorkNotice]:
    for item in require_list(message.get("updated-by"), "updated-by"):
        yield _read_notice(
            require_map(item, "updated-by"), read_doi(take_words(take_inner(item, "DOI")))
        )
    for item in require_list(message.get("update-to"), "update-to"):
        if take_words(take_inner(require_map(item, "update-to"), "DOI")).lower() == doi.lower():
            yield _read_notice(item, doi)


def _list_updates(message: Json, doi: str) -> Iterator[tuple[str, WorkNotice]]:
    for item in require_list(message.get("update-to"), "update-to"):
        other = read_doi(take_words(take_inner(item, "DOI")))
        if other and other.lower() != doi.lower():
            yield other, _read_notice(item, doi)


def _read_notice(item: Json, doi: str) -> WorkNotice:
    kind = name_notice_kind(take_words(item.get("type")) or take_words(item.get("label")))
    by = "Retraction Watch" if item.get("source") == "retraction-watch" else NAME
    standing = None if kind in HARMLESS else STANDING_OF.get(kind)
    on = read_whole_day(take_inner(item, "updated", "date-parts"))
    return WorkNotice(kind or "not named", standing, by, doi, on, reinstates="reinstate" in kind)
