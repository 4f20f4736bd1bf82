"""Works as people ask for them: by author, year, title, DOI, PubMed or registry number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.model.reference import Reference
from claimcards.synthesis import Synthesis
from claimcards.views.search_words import roots, words
from claimcards.views.study import Backlinks
from claimcards.views.wording import DIRECTION, DIRECTION_TONE, counted

_REGISTERED = re.compile(r"(?i)\bNCT\d{8}\b")


@dataclass(frozen=True, slots=True)
class Bearing:
    """A claim that a work bears on: where its first finding stands, and which way it points."""

    claim: str
    statement: str
    anchor: str
    direction: str
    tone: str


@dataclass(frozen=True, slots=True)
class Work:
    """One work of the bibliography.

    ``first`` and ``others`` are roots of its authors' names, ``told`` of its title and year;
    ``identifiers`` are kind and number: 'doi:10.1000/1', 'pmid:1', 'pmc:1', 'trial:nct00000001'.
    """

    address: str
    short: str
    title: str
    first: tuple[str, ...]
    others: tuple[str, ...]
    told: tuple[str, ...]
    identifiers: tuple[str, ...]
    bearings: tuple[Bearing, ...]


def works(corpus: Corpus, results: Mapping[str, Synthesis], links: Backlinks) -> tuple[Work, ...]:
    """All works, by key."""
    return tuple(_work(corpus, results, links, key) for key in corpus.references)


def _work(corpus: Corpus, results: Mapping[str, Synthesis], links: Backlinks, key: str) -> Work:
    reference = corpus.references[key].reference
    names = [_spelt(name.short) for name in reference.authors]
    year = (str(reference.year),) if reference.year else ()
    return Work(
        address=f"studies/{key}/" if key in corpus.studies else f"bibliography/#{key}",
        short=reference.short,
        title=reference.plain_title.rstrip("."),
        first=names[0] if names else (),
        others=tuple(word for name in names[1:] for word in name),
        told=(*roots(reference.plain_title), *year),
        identifiers=tuple(dict.fromkeys(_identifiers(corpus, key, reference))),
        bearings=tuple(_bearings(corpus, results, links, key)),
    )


_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"})


def _spelt(name: str) -> tuple[str, ...]:
    """A name's roots as 'Tögel', 'Togel' and 'Toegel' ask for it."""
    return tuple(dict.fromkeys((*roots(name), *roots(name.lower().translate(_WRITTEN_OUT)))))


def _identifiers(corpus: Corpus, key: str, reference: Reference) -> Iterator[str]:
    if reference.doi:
        yield f"doi:{reference.doi.lower()}"
    if reference.pmid:
        yield f"pmid:{reference.pmid}"
    if reference.pmcid:
        yield f"pmc:{reference.pmcid.lower().removeprefix('pmc')}"
    study = corpus.studies.get(key)
    numbers = [str(number) for number in study.record.registrations] if study else []
    numbers += _REGISTERED.findall(f"{reference.url} {reference.note}")
    yield from (f"trial:{''.join(words(number))}" for number in numbers)


def _bearings(
    corpus: Corpus, results: Mapping[str, Synthesis], links: Backlinks, key: str
) -> Iterator[Bearing]:
    """Each claim once: with its first finding of this work that counts, or else its first."""
    firsts: dict[str, int] = {}
    for claim, index in links.findings.get(key, ()):
        if claim not in firsts or (
            results[claim].ballots[index].votes and not results[claim].ballots[firsts[claim]].votes
        ):
            firsts[claim] = index
    for claim, index in firsts.items():
        record, ballot = corpus.claims[claim].record, results[claim].ballots[index]
        finding = record.findings[index]
        side = counted(finding.direction, ballot.votes)
        told = (DIRECTION[side], DIRECTION_TONE[side])
        yield Bearing(claim, record.statement, f"f-{finding.id}", *told)
