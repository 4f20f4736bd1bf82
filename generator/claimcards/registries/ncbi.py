"""NCBI E-utilities: what PubMed knows of a PMID, and the PMID of a DOI.

``esummary.fcgi`` answers with ``{"result": {"uids": [...], "<pmid>": {...}}}``; a number that
does not exist is a part of it with an ``error``, under HTTP status 200.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claimcards.model.reference import Name
from claimcards.model.words import Standing
from claimcards.registries.asking import Asker, Json, Registry
from claimcards.registries.shapes import (
    inner,
    must_list,
    must_map,
    must_words,
    several,
    told,
    words,
)
from claimcards.works.identity import plain_doi, plain_pmcid, plain_pmid
from claimcards.works.words import title_mark, without_mark
from claimcards.works.work import Found, NotFound, Notice, OtherShapeError, Told, Unknown, Work

NAME = "PubMed"
BASE = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
SPACING = 0.4
"""Seconds between requests; without a key NCBI allows three in a second."""
TOOL = "claimcards"

_NO_RECORD = "cannot get document summary"
_INITIALS = re.compile(
    r"(?P<family>.+?) (?P<given>[^\W\d_]{1,4})(?: (?P<suffix>Jr|Sr|[1-9]\w\w|I{2,3}))?"
)
_STANDINGS = {
    "retracted publication": Standing.RETRACTED,
    "corrected and republished article": Standing.CORRECTED,
}


@dataclass(frozen=True, slots=True)
class PubMed:
    """The client of PubMed."""

    asker: Asker
    registry: Registry

    def work(self, pmid: str) -> Found[Work] | NotFound | Unknown:
        """The work of a PMID."""
        params = {"db": "pubmed", "id": pmid, "retmode": "json"}
        answer = self.asker.json(
            self.registry, "esummary.fcgi", params, lambda told: read(told, pmid), _is_answer
        )
        if not isinstance(answer, Found):
            return answer
        return Found(answer.value) if answer.value else NotFound(NAME)

    def pmid_of(self, doi: str) -> Found[str] | NotFound | Unknown:
        """The PMID of a DOI, where PubMed has exactly one such record."""
        params = {"db": "pubmed", "term": f'"{doi}"[doi]', "retmode": "json", "retmax": "2"}
        answer = self.asker.json(self.registry, "esearch.fcgi", params, _pmids, _is_answer)
        if not isinstance(answer, Found):
            return answer
        if len(answer.value) != 1:
            return NotFound(NAME)
        pmid = plain_pmid(words(answer.value[0]))
        return Found(pmid) if pmid else Unknown(NAME, "it answered with no PMID")


def _pmids(answer: Json) -> list[Any]:
    result = must_map(answer.get("esearchresult"), "esearchresult")
    _no_error(result, "ERROR")
    if "idlist" not in result:
        raise OtherShapeError("its answer has no 'idlist'")
    return must_list(result["idlist"], "idlist")


def _is_answer(value: Json) -> bool:
    return "error" not in value and "esummaryresult" not in value


def _no_error(value: Json, key: str) -> None:
    if error := value.get(key):
        raise OtherShapeError(f"it says: {words(error)[:120] or 'an error'}")


def read(answer: Json, pmid: str) -> Work | None:
    """The work in an answer about this PMID; None where PubMed has no such record.

    :raises OtherShapeError: where it is no such answer.
    """
    _no_error(answer, "error")
    record = must_map(inner(must_map(answer.get("result"), "result"), pmid), pmid)
    if words(record.get("error")).lower() == _NO_RECORD:
        return None
    _no_error(record, "error")
    if must_words(record.get("uid"), "uid") != pmid:
        raise OtherShapeError(f"asked about {pmid}, it answered about another record")
    ids = dict(_ids(record))
    types = several(record.get("pubtype"))
    title = must_words(record.get("title"), "title").removesuffix(".")
    authors = tuple(_names(record))
    return Work(
        kind=Told("article", NAME),
        title=Told(without_mark(title).strip("[]"), NAME),
        authors=Told(authors, NAME) if authors else None,
        container=told(words(record.get("fulljournalname")) or words(record.get("source")), NAME),
        year=_year(record),
        volume=told(words(record.get("volume")), NAME),
        issue=told(words(record.get("issue")), NAME),
        pages=told(words(record.get("pages")), NAME),
        doi=told(plain_doi(ids.get("doi", "")), NAME),
        pmid=Told(pmid, NAME),
        pmcid=told(plain_pmcid(ids.get("pmc", "")), NAME),
        types=Told(types, NAME) if types else None,
        mark=told(title_mark(title), NAME),
        notices=Told(tuple(_notices(types)), NAME),
    )


def _ids(record: Json) -> Iterator[tuple[str, str]]:
    value = record.get("articleids")
    for one in value if isinstance(value, list) else []:
        yield words(inner(one, "idtype")), words(inner(one, "value"))


def _year(record: Json) -> Told[int] | None:
    found = re.match(r"[12][0-9]{3}", words(record.get("pubdate")) or words(record.get("epubdate")))
    return Told(int(found[0]), NAME) if found else None


def _names(record: Json) -> Iterator[Name]:
    value = record.get("authors")
    for one in value if isinstance(value, list) else []:
        if name := _name(words(inner(one, "name")), inner(one, "authtype")):
            yield name


def _name(text: str, kind: Any) -> Name | None:
    """'Lai RC' as family and initials; a group as it is."""
    found = _INITIALS.fullmatch(text)
    if kind == "CollectiveName" or not found or not found["given"].isupper():
        return Name(literal=text) if text else None
    given = " ".join(f"{letter}." for letter in found["given"])
    return Name(family=found["family"], given=given, suffix=found["suffix"] or "")


def _notices(types: tuple[str, ...]) -> Iterator[Notice]:
    for kind in types:
        if standing := _STANDINGS.get(kind.lower()):
            yield Notice(kind.lower(), standing, NAME)
