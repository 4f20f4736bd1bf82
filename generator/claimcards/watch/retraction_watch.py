"""Read the Retraction Watch data, as Crossref gives it out: one CSV file with all notices.

Columns, by its documentation: OriginalPaperDOI, OriginalPaperPubMedID, RetractionDOI,
RetractionDate (month/day/year), RetractionNature (Retraction, Correction, Expression of
concern, Reinstatement), Reason (a list parted by semicolons), beside others.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date

from claimcards.corpus import Corpus
from claimcards.reading.files import UseError
from claimcards.works.identity import plain_doi, plain_pmid
from claimcards.works.standing import STANDING_OF, plain_kind
from claimcards.works.words import plain_words
from claimcards.works.work import Notice

NAME = "Retraction Watch"
NEEDED = frozenset({"OriginalPaperDOI", "RetractionDOI", "RetractionDate", "RetractionNature"})
_PMID = "OriginalPaperPubMedID"
_MOST_REASONS = 12


def notices_of(lines: Iterable[str], corpus: Corpus) -> dict[str, tuple[Notice, ...]]:
    """The notices about our works, by the key of the reference.

    :raises UseError: where this is no such file. An empty one would call all works sound.
    """
    keys = dict(_identities(corpus))
    found: dict[str, list[Notice]] = {}
    count = 0
    for row in _rows(lines):
        count += 1
        doi = plain_doi(row.get("OriginalPaperDOI") or "").lower()
        pmid = plain_pmid(row.get(_PMID) or "")
        key = keys.get(("doi", doi)) or keys.get(("pmid", pmid))
        if key:
            found.setdefault(key, []).append(_notice(row))
    if not count:
        raise UseError("the Retraction Watch file holds no record; fetch it again")
    return {key: tuple(dict.fromkeys(notices)) for key, notices in found.items()}


def _identities(corpus: Corpus) -> Iterator[tuple[tuple[str, str], str]]:
    for key, sourced in corpus.references.items():
        if sourced.reference.doi:
            yield ("doi", sourced.reference.doi.lower()), key
        if sourced.reference.pmid:
            yield ("pmid", sourced.reference.pmid), key


def _rows(lines: Iterable[str]) -> Iterator[dict[str, str | None]]:
    try:
        reader = csv.DictReader(lines, strict=True)
        missing = sorted(NEEDED - {name.strip() for name in reader.fieldnames or ()})
        if missing:
            raise UseError(f"this is no Retraction Watch file: it has no column '{missing[0]}'")
        yield from reader
    except csv.Error as error:
        raise UseError(f"the Retraction Watch file cannot be read as CSV: {error}") from error


def _notice(row: dict[str, str | None]) -> Notice:
    kind = plain_kind(plain_words(row.get("RetractionNature") or ""))
    reasons = (row.get("Reason") or "").split(";")
    named = [plain_words(reason).lstrip("+ ") for reason in reasons]
    return Notice(
        kind or "not named",
        STANDING_OF.get(kind),
        NAME,
        plain_doi(row.get("RetractionDOI") or ""),
        _day(row.get("RetractionDate") or ""),
        tuple(dict.fromkeys(name[:100] for name in named if name))[:_MOST_REASONS],
        reinstates="reinstate" in kind,
    )


def _day(text: str) -> date | None:
    """A day written 8/16/2023 0:00, or 2023-08-16."""
    american = re.match(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\b", text.strip(), re.ASCII)
    try:
        if american:
            month, day, year = (int(part) for part in american.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
