"""Whether a work is already here, under any of its identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.registries.standing import drop_title_mark, fold_words
from claimcards.registries.work import RegistryWork

DOI = re.compile(r"10\.\d{4,9}/[^\s\"'`{}\\^|]+", re.ASCII)
_BEFORE_DOI = re.compile(r"(?i)(https?://)?(dx\.)?doi\.org/|doi:\s*")
_LEAST = 20
"""Characters of a title that can tell a work: shorter ones ('Editorial') are many works'."""


@dataclass(frozen=True, slots=True)
class KnownWork:
    """A work that is already here: the file, and what it shares with the one asked for."""

    file: str
    shares: str


def take_doi(text: str) -> str:
    """The bare DOI of one that may be written as an address; '' where there is none."""
    bare = _BEFORE_DOI.sub("", text.strip(), count=1) if _BEFORE_DOI.match(text.strip()) else text
    return bare.strip() if DOI.fullmatch(bare.strip()) else ""


def take_pmid(text: str) -> str:
    """The digits of a PubMed number; '' where it is none."""
    found = re.fullmatch(r"(?i)(?:pmid:?\s*)?([1-9][0-9]{0,8})", text.strip(), re.ASCII)
    return found[1] if found else ""


def take_pmcid(text: str) -> str:
    """A number of PubMed Central as PMC123; '' where it is none."""
    found = re.fullmatch(r"(?i)(?:pmc)?([1-9][0-9]{0,9})(?:\.[0-9]+)?", text.strip(), re.ASCII)
    return f"PMC{found[1]}" if found else ""


def take_nct(text: str) -> str:
    """A number of ClinicalTrials.gov as NCT01234567; '' where it is none."""
    found = re.fullmatch(r"(?i)nct([0-9]{8})", text.strip(), re.ASCII)
    return f"NCT{found[1]}" if found else ""


def find_same_work(corpus: Corpus, work: RegistryWork) -> KnownWork | None:
    """The work here that shares an identifier with this one, or title, first author and year.

    Of a trial's record, any study that names its registration counts; of an article that
    only reports on a trial it does not: a trial may have many articles.
    """
    here = dict(reversed([*_list_known_identities(corpus)]))
    for kind, value in _list_asked_identities(work):
        if (kind, value) in here:
            what = f"the same {kind}" if kind.startswith("title") else f"the {kind} {value}"
            return KnownWork(here[kind, value], what)
    return None


def find_same_trial(corpus: Corpus, registrations: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The studies here that name one of these trials, each with the number."""
    for key in sorted(corpus.studies):
        study = corpus.studies[key]
        for number in study.record.registrations:
            if number.upper() in {one.upper() for one in registrations}:
                yield study.file, number


def _list_asked_identities(work: RegistryWork) -> Iterator[tuple[str, str]]:
    for kind, told in (("DOI", work.doi), ("PMID", work.pmid), ("PMCID", work.pmcid)):
        if told:
            yield kind, told.value.lower()
    if work.registrations and (work.trial or not work.title):
        for number in work.registrations.value:
            yield "registration", number.lower()
    if work.title and work.authors and work.year and work.authors.value:
        yield from _identify_by_title(
            work.title.value, work.authors.value[0].short, work.year.value
        )


def _list_known_identities(corpus: Corpus) -> Iterator[tuple[tuple[str, str], str]]:
    for key in sorted(corpus.references):
        sourced = corpus.references[key]
        reference, file = sourced.reference, sourced.place.file
        for kind in ("doi", "pmid", "pmcid"):
            if value := getattr(reference, kind):
                yield (kind.upper(), value.lower()), file
        if found := re.search(r"(?i)\bnct[0-9]{8}\b", reference.url):
            yield ("registration", found[0].lower()), file
        if reference.authors and reference.year:
            first = reference.authors[0].short
            for identity in _identify_by_title(reference.plain_title, first, reference.year):
                yield identity, file
    for key in sorted(corpus.studies):
        for number in corpus.studies[key].record.registrations:
            yield ("registration", number.lower()), corpus.studies[key].file


def _identify_by_title(title: str, first: str, year: int) -> Iterator[tuple[str, str]]:
    plain = fold_words(drop_title_mark(title))
    if len(plain) > _LEAST:
        yield "title, first author and year", f"{plain} {fold_words(first)} {year}"
