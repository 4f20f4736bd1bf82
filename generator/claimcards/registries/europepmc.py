"""Europe PMC: the identifiers of a work, and searches for new ones.

REST ``search`` answers ``{"hitCount": n, "nextCursorMark": "...", "resultList": {"result": []}}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from claimcards.registries.asking import Asker, Json, Registry
from claimcards.registries.shapes import inner, must_list, must_map, must_words, told, words
from claimcards.works.identity import plain_doi, plain_pmcid, plain_pmid
from claimcards.works.record import Hits, Record
from claimcards.works.work import Found, NotFound, OtherShapeError, Unknown, Work

NAME = "Europe PMC"
BASE = "https://www.ebi.ac.uk/europepmc/webservices/rest"
SPACING = 0.5
PAGE = 100
"""Records in one answer; Europe PMC allows a thousand, but their abstracts are not small."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,59}")
_SOURCE = re.compile(r"[A-Z]{3}")
Batch = tuple[int, str, list[Record]]
"""How many records there are in all, where the next page begins, and those of this one."""


@dataclass(frozen=True, slots=True)
class EuropePmc:
    """The client of Europe PMC."""

    asker: Asker
    registry: Registry

    def identifiers(self, doi: str) -> Found[Work] | NotFound | Unknown:
        """PMID and PMCID of a DOI."""
        return self._numbers(f'DOI:"{doi}"', lambda one: one.doi.lower() == doi.lower())

    def identifiers_of_pmcid(self, pmcid: str) -> Found[Work] | NotFound | Unknown:
        """DOI and PMID of a number of PubMed Central."""
        return self._numbers(f"PMCID:{pmcid}", lambda one: one.pmcid == pmcid)

    def _numbers(
        self, query: str, is_same: Callable[[Record], bool]
    ) -> Found[Work] | NotFound | Unknown:
        answer = self._page(query, "*", 5)
        if not isinstance(answer, Found):
            return answer
        _, _, records = answer.value
        same = [one for one in records if is_same(one)]
        if not same:
            return NotFound(NAME)
        doi = _first(one.doi for one in same)
        pmid = _first(one.pmid for one in same)
        pmcid = _first(one.pmcid for one in same)
        return Found(Work(doi=told(doi, NAME), pmid=told(pmid, NAME), pmcid=told(pmcid, NAME)))

    def search(self, query: str, most: int) -> Found[Hits] | Unknown:
        """Up to ``most`` records for a query, and how many there are in all.

        One page that cannot be had makes the whole answer unknown: half a list would pass
        for the whole.
        """
        records: dict[str, Record] = {}
        cursor, count, given = "*", 0, 0
        while True:
            answer = self._page(query, cursor, min(PAGE, most))
            if isinstance(answer, NotFound):
                return Unknown(NAME, "it answered 'not found' to a search")
            if isinstance(answer, Unknown):
                return answer
            count, following, page = answer.value
            records.update({one.id: one for one in page})
            given += len(page)
            if not page or following in ("", cursor) or given >= min(count, most):
                break
            cursor = following
        if given < min(count, most):
            return Unknown(NAME, f"it counts {count} records and gave {given}")
        return Found(Hits(count, tuple(records.values())[:most]))

    def _page(self, query: str, cursor: str, size: int) -> Found[Batch] | NotFound | Unknown:
        params = {
            "query": query,
            "format": "json",
            "resultType": "lite",
            "pageSize": str(size),
            "cursorMark": cursor,
        }
        return self.asker.json(self.registry, "search", params, _read)


def _first(numbers: Iterable[str]) -> str:
    return next(filter(None, numbers), "")


def _read(answer: Json) -> Batch:
    if error := words(answer.get("errMsg")):
        raise OtherShapeError(f"it says: {error[:120]}")
    count = answer.get("hitCount")
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise OtherShapeError("its answer has no 'hitCount'")
    listed = must_map(answer.get("resultList"), "resultList")
    if "result" not in listed:
        raise OtherShapeError("its answer has no 'result'")
    records = [_record(must_map(one, "result")) for one in must_list(listed["result"], "result")]
    return count, words(answer.get("nextCursorMark")), records


def _record(one: Json) -> Record:
    source, number = must_words(one.get("source"), "source"), must_words(one.get("id"), "id")
    if not (_SOURCE.fullmatch(source) and _ID.fullmatch(number)):
        raise OtherShapeError("a record in its answer has no usable id")
    return Record(
        id=f"{source}/{number}",
        title=words(one.get("title")).removesuffix("."),
        authors=words(one.get("authorString")).removesuffix("."),
        journal=words(one.get("journalTitle"))
        or words(inner(one, "journalInfo", "journal", "title")),
        year=words(one.get("pubYear")),
        published=_day(one.get("firstPublicationDate")),
        doi=plain_doi(words(one.get("doi"))),
        pmid=plain_pmid(words(one.get("pmid"))),
        pmcid=plain_pmcid(words(one.get("pmcid"))),
        is_preprint=source == "PPR",
    )


def _day(value: Any) -> str:
    text = words(value)
    return text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII) else ""
