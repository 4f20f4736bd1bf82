"""NCBI E-utilities: what PubMed knows of a PMID, and the PMID of a DOI.

``esummary.fcgi`` answers with ``{"result": {"uids": [...], "<pmid>": {...}}}``; a number that
does not exist is a part of it with an ``error``, under HTTP status 200.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claimcards.cards.words import Standing
from claimcards.references.identity import read_doi, read_pmcid, read_pmid, title_mark, without_mark
from claimcards.references.reference import Name
from claimcards.registries.asking import Json, Registry, RegistryAsker
from claimcards.registries.shapes import (
    require_list,
    require_map,
    require_words,
    take_inner,
    take_several,
    take_words,
    tell_value,
)
from claimcards.registries.work import (
    FoundAnswer,
    NotFoundAnswer,
    OtherShapeError,
    RegistryWork,
    ToldValue,
    UnknownAnswer,
    WorkNotice,
)

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

    asker: RegistryAsker
    registry: Registry

    def work(self, pmid: str) -> FoundAnswer[RegistryWork] | NotFoundAnswer | UnknownAnswer:
        """The work of a PMID."""
        params = {"db": "pubmed", "id": pmid, "retmode": "json"}
        answer = self.asker.json(
            self.registry,
            "esummary.fcgi",
            params,
            lambda told: read_pubmed_answer(told, pmid),
            _is_pubmed_answer,
        )
        if not isinstance(answer, FoundAnswer):
            return answer
        return FoundAnswer(answer.value) if answer.value else NotFoundAnswer(NAME)

    def pmid_of(self, doi: str) -> FoundAnswer[str] | NotFoundAnswer | UnknownAnswer:
        """The PMID of a DOI, where PubMed has exactly one such record."""
        params = {"db": "pubmed", "term": f'"{doi}"[doi]', "retmode": "json", "retmax": "2"}
        answer = self.asker.json(
            self.registry, "esearch.fcgi", params, _list_pmids, _is_pubmed_answer
        )
        if not isinstance(answer, FoundAnswer):
            return answer
        if len(answer.value) != 1:
            return NotFoundAnswer(NAME)
        pmid = read_pmid(take_words(answer.value[0]))
        return FoundAnswer(pmid) if pmid else UnknownAnswer(NAME, "it answered with no PMID")


def _list_pmids(answer: Json) -> list[Any]:
    result = require_map(answer.get("esearchresult"), "esearchresult")
    _check_no_error(result, "ERROR")
    if "idlist" not in result:
        raise OtherShapeError("its answer has no 'idlist'")
    return require_list(result["idlist"], "idlist")


def _is_pubmed_answer(value: Json) -> bool:
    return "error" not in value and "esummaryresult" not in value


def _check_no_error(value: Json, key: str) -> None:
    if error := value.get(key):
        raise OtherShapeError(f"it says: {take_words(error)[:120] or 'an error'}")


def read_pubmed_answer(answer: Json, pmid: str) -> RegistryWork | None:
    """The work in an answer about this PMID; None where PubMed has no such record.

    :raises OtherShapeError: where it is no such answer.
    """
    _check_no_error(answer, "error")
    record = require_map(take_inner(require_map(answer.get("result"), "result"), pmid), pmid)
    if take_words(record.get("error")).lower() == _NO_RECORD:
        return None
    _check_no_error(record, "error")
    if require_words(record.get("uid"), "uid") != pmid:
        raise OtherShapeError(f"asked about {pmid}, it answered about another record")
    ids = dict(_list_ids(record))
    types = take_several(record.get("pubtype"))
    title = require_words(record.get("title"), "title").removesuffix(".")
    authors = tuple(_read_pubmed_names(record))
    return RegistryWork(
        kind=ToldValue("article", NAME),
        title=ToldValue(without_mark(title).strip("[]"), NAME),
        authors=ToldValue(authors, NAME) if authors else None,
        container=tell_value(
            take_words(record.get("fulljournalname")) or take_words(record.get("source")), NAME
        ),
        year=_read_pubmed_year(record),
        volume=tell_value(take_words(record.get("volume")), NAME),
        issue=tell_value(take_words(record.get("issue")), NAME),
        pages=tell_value(take_words(record.get("pages")), NAME),
        doi=tell_value(read_doi(ids.get("doi", "")), NAME),
        pmid=ToldValue(pmid, NAME),
        pmcid=tell_value(read_pmcid(ids.get("pmc", "")), NAME),
        types=ToldValue(types, NAME) if types else None,
        mark=tell_value(title_mark(title), NAME),
        notices=ToldValue(tuple(_read_pubmed_notices(types)), NAME),
    )


def _list_ids(record: Json) -> Iterator[tuple[str, str]]:
    value = record.get("articleids")
    for one in value if isinstance(value, list) else []:
        yield take_words(take_inner(one, "idtype")), take_words(take_inner(one, "value"))


def _read_pubmed_year(record: Json) -> ToldValue[int] | None:
    found = re.match(
        r"[12][0-9]{3}", take_words(record.get("pubdate")) or take_words(record.get("epubdate"))
    )
    return ToldValue(int(found[0]), NAME) if found else None


def _read_pubmed_names(record: Json) -> Iterator[Name]:
    value = record.get("authors")
    for one in value if isinstance(value, list) else []:
        if name := _read_pubmed_name(
            take_words(take_inner(one, "name")), take_inner(one, "authtype")
        ):
            yield name


def _read_pubmed_name(text: str, kind: Any) -> Name | None:
    """'Lai RC' as family and initials; a group as it is."""
    found = _INITIALS.fullmatch(text)
    if kind == "CollectiveName" or not found or not found["given"].isupper():
        return Name(literal=text) if text else None
    given = " ".join(f"{letter}." for letter in found["given"])
    return Name(family=found["family"], given=given, suffix=found["suffix"] or "")


def _read_pubmed_notices(types: tuple[str, ...]) -> Iterator[WorkNotice]:
    for kind in types:
        if standing := _STANDINGS.get(kind.lower()):
            yield WorkNotice(kind.lower(), standing, NAME)
