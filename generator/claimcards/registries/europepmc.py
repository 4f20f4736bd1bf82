"""Europe PMC: the identifiers of a work, and searches for new ones.

REST ``search`` answers ``{"hitCount": n, "nextCursorMark": "...", "resultList": {"result": []}}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from claimcards.references.identity import read_doi, read_pmcid, read_pmid
from claimcards.registries.asking import Json, Registry, RegistryAsker
from claimcards.registries.shapes import (
    require_list,
    require_map,
    require_words,
    take_inner,
    take_words,
    tell_value,
)
from claimcards.registries.work import (
    FoundAnswer,
    LiteratureRecord,
    NotFoundAnswer,
    OtherShapeError,
    RegistryWork,
    SearchHits,
    UnknownAnswer,
)

NAME = "Europe PMC"
BASE = "https://www.ebi.ac.uk/europepmc/webservices/rest"
SPACING = 0.5
PAGE = 100
"""Records in one answer; Europe PMC allows a thousand, but their abstracts are not small."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,59}")
_SOURCE = re.compile(r"[A-Z]{3}")
Batch = tuple[int, str, list[LiteratureRecord]]
"""How many records there are in all, where the next page begins, and those of this one."""


@dataclass(frozen=True, slots=True)
class EuropePmc:
    """The client of Europe PMC."""

    asker: RegistryAsker
    registry: Registry

    def identifiers(self, doi: str) -> FoundAnswer[RegistryWork] | NotFoundAnswer | UnknownAnswer:
        """PMID and PMCID of a DOI."""
        return self._numbers(f'DOI:"{doi}"', lambda one: one.doi.lower() == doi.lower())

    def identifiers_of_pmcid(
        self, pmcid: str
    ) -> FoundAnswer[RegistryWork] | NotFoundAnswer | UnknownAnswer:
        """DOI and PMID of a number of PubMed Central."""
        return self._numbers(f"PMCID:{pmcid}", lambda one: one.pmcid == pmcid)

    def _numbers(
        self, query: str, is_same: Callable[[LiteratureRecord], bool]
    ) -> FoundAnswer[RegistryWork] | NotFoundAnswer | UnknownAnswer:
        answer = self._page(query, "*", 5)
        if not isinstance(answer, FoundAnswer):
            return answer
        _, _, records = answer.value
        same = [one for one in records if is_same(one)]
        if not same:
            return NotFoundAnswer(NAME)
        doi = _take_first(one.doi for one in same)
        pmid = _take_first(one.pmid for one in same)
        pmcid = _take_first(one.pmcid for one in same)
        return FoundAnswer(
            RegistryWork(
                doi=tell_value(doi, NAME),
                pmid=tell_value(pmid, NAME),
                pmcid=tell_value(pmcid, NAME),
            )
        )

    def search(self, query: str, most: int) -> FoundAnswer[SearchHits] | UnknownAnswer:
        """Up to ``most`` records for a query, and how many there are in all.

        One page that cannot be had makes the whole answer unknown: half a list would pass
        for the whole.
        """
        records: dict[str, LiteratureRecord] = {}
        cursor, count, given = "*", 0, 0
        while True:
            answer = self._page(query, cursor, min(PAGE, most))
            if isinstance(answer, NotFoundAnswer):
                return UnknownAnswer(NAME, "it answered 'not found' to a search")
            if isinstance(answer, UnknownAnswer):
                return answer
            count, following, page = answer.value
            records.update({one.id: one for one in page})
            given += len(page)
            if not page or following in ("", cursor) or given >= min(count, most):
                break
            cursor = following
        if given < min(count, most):
            return UnknownAnswer(NAME, f"it counts {count} records and gave {given}")
        return FoundAnswer(SearchHits(count, tuple(records.values())[:most]))

    def _page(
        self, query: str, cursor: str, size: int
    ) -> FoundAnswer[Batch] | NotFoundAnswer | UnknownAnswer:
        params = {
            "query": query,
            "format": "json",
            "resultType": "lite",
            "pageSize": str(size),
            "cursorMark": cursor,
        }
        return self.asker.json(self.registry, "search", params, _read_batch)


def _take_first(numbers: Iterable[str]) -> str:
    return next(filter(None, numbers), "")


def _read_batch(answer: Json) -> Batch:
    if error := take_words(answer.get("errMsg")):
        raise OtherShapeError(f"it says: {error[:120]}")
    count = answer.get("hitCount")
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise OtherShapeError("its answer has no 'hitCount'")
    listed = require_map(answer.get("resultList"), "resultList")
    if "result" not in listed:
        raise OtherShapeError("its answer has no 'result'")
    records = [
        _read_record(require_map(one, "result")) for one in require_list(listed["result"], "result")
    ]
    return count, take_words(answer.get("nextCursorMark")), records


def _read_record(one: Json) -> LiteratureRecord:
    source, number = require_words(one.get("source"), "source"), require_words(one.get("id"), "id")
    if not (_SOURCE.fullmatch(source) and _ID.fullmatch(number)):
        raise OtherShapeError("a record in its answer has no usable id")
    return LiteratureRecord(
        id=f"{source}/{number}",
        title=take_words(one.get("title")).removesuffix("."),
        authors=take_words(one.get("authorString")).removesuffix("."),
        journal=take_words(one.get("journalTitle"))
        or take_words(take_inner(one, "journalInfo", "journal", "title")),
        year=take_words(one.get("pubYear")),
        published=_read_first_day(one.get("firstPublicationDate")),
        doi=read_doi(take_words(one.get("doi"))),
        pmid=read_pmid(take_words(one.get("pmid"))),
        pmcid=read_pmcid(take_words(one.get("pmcid"))),
        is_preprint=source == "PPR",
    )


def _read_first_day(value: Any) -> str:
    text = take_words(value)
    return text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII) else ""
