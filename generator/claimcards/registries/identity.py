"""Whether a work that registries know is already here, under any of its identifiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.references.identity import ALIKE, find_ncts, identify_by_title, identify_work
from claimcards.registries.work import RegistryWork


@dataclass(frozen=True, slots=True)
class KnownWork:
    """A work that is already here: the file, and what it shares with the one asked for."""

    file: str
    shares: str


def find_same_work(corpus: Corpus, work: RegistryWork) -> KnownWork | None:
    """The work here that shares an identifier with this one, or title, first author and year.

    Of a trial's record, any study that names its registration counts; of an article that
    only reports on a trial it does not: a trial may have many articles. One of the same title
    with another DOI is told, too: it may be the preprint.
    """
    here = dict(reversed([*_list_known_identities(corpus)]))
    for kind, value in _list_asked_identities(work):
        if (kind, value) in here:
            what = f"the same {kind}" if kind == ALIKE else f"the {kind} {value}"
            return KnownWork(here[kind, value], what)
    return None


def find_trials(corpus: Corpus, registrations: tuple[str, ...]) -> Iterator[tuple[str, str]]:
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
        first = work.authors.value[0].short
        yield from identify_by_title(work.title.value, first, work.year.value)


def _list_known_identities(corpus: Corpus) -> Iterator[tuple[tuple[str, str], str]]:
    for key in sorted(corpus.references):
        sourced = corpus.references[key]
        for identity in identify_work(sourced.reference):
            yield identity, sourced.place.file
        for number in find_ncts(sourced.reference.url):
            yield ("registration", number.lower()), sourced.place.file
    for key in sorted(corpus.studies):
        for number in corpus.studies[key].record.registrations:
            yield ("registration", number.lower()), corpus.studies[key].file
