"""Works as people ask for them: by author, year, title or number, and by what they did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.model.claim import Finding
from claimcards.model.reference import Reference
from claimcards.model.study import Study
from claimcards.model.words import Standing
from claimcards.synthesis import Synthesis
from claimcards.views.search import finding_text
from claimcards.views.search_words import Lexicon, words
from claimcards.views.study import Backlinks
from claimcards.views.wording import DIRECTION, DIRECTION_TONE, STANDING, counted

INITIALS = 4
"""Characters that a given name has where only its initials are known: 'X. Y', 'XYZ'."""
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

    ``first`` and ``others`` are tokens of its authors' names, ``told`` of its title and year,
    ``about`` of what its card and its findings say: whom or what, who paid, what has
    become of it. ``identifiers`` are kind and number: 'doi:10.1000/1', 'pmid:1', 'pmc:1',
    'trial:nct00000001'.
    """

    address: str
    short: str
    title: str
    first: tuple[str, ...]
    others: tuple[str, ...]
    told: tuple[str, ...]
    about: tuple[str, ...]
    identifiers: tuple[str, ...]
    bearings: tuple[Bearing, ...]


def works(
    corpus: Corpus, results: Mapping[str, Synthesis], links: Backlinks, lexicon: Lexicon
) -> tuple[Work, ...]:
    """All works, by key."""
    return tuple(_work(corpus, results, links, lexicon, key) for key in corpus.references)


def _work(
    corpus: Corpus, results: Mapping[str, Synthesis], links: Backlinks, lexicon: Lexicon, key: str
) -> Work:
    reference = corpus.references[key].reference
    names = [_spelt(name.short, lexicon) for name in reference.authors]
    given = [
        _spelt(name.given, lexicon) for name in reference.authors if len(name.given) > INITIALS
    ]
    year = (str(reference.year),) if reference.year else ()
    about: dict[str, None] = {}
    for text in _about(corpus, links, key):
        about |= lexicon.read(text)
    return Work(
        address=f"studies/{key}/" if key in corpus.studies else f"bibliography/#{key}",
        short=corpus.shorts[key],
        title=reference.plain_title.rstrip("."),
        first=names[0] if names else (),
        others=tuple(word for name in (*names[1:], *given) for word in name),
        told=(*lexicon.tokens(reference.plain_title), *year),
        about=tuple(about),
        identifiers=tuple(dict.fromkeys(_identifiers(corpus, key, reference))),
        bearings=tuple(_bearings(corpus, results, links, key)),
    )


def _about(corpus: Corpus, links: Backlinks, key: str) -> Iterator[str]:
    """What a work's cards say of it, text by text."""
    if key not in corpus.studies:
        return
    study = corpus.studies[key].record
    yield corpus.vocabulary.designs[study.design].label
    yield from (corpus.vocabulary.species[one].label for one in study.species)
    yield from (text for text in _card(study) if text)
    for claim, index in links.findings.get(key, ()):
        finding = corpus.claims[claim].record.findings[index]
        if finding.withdrawn is None:
            yield from _finding(finding, study)


def _card(study: Study) -> Iterator[str | None]:
    yield from (study.model, study.notes, study.funding)
    if study.standing.status is not Standing.STANDS:
        yield f"{STANDING[study.standing.status]} {study.standing.because or ''}"


def _finding(finding: Finding, study: Study) -> Iterator[str]:
    yield finding_text(finding, study)
    yield from (text for text in (finding.result, finding.limits) if text)


_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"})


def _spelt(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A name's tokens as 'Tögel', 'Togel' and 'Toegel' ask for it."""
    written_out = name.lower().translate(_WRITTEN_OUT)
    return tuple(dict.fromkeys((*lexicon.tokens(name), *lexicon.tokens(written_out))))


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
