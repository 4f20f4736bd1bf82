"""The table of a claim's studies: what each is, without columns that tell nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.model.claim import Claim
from claimcards.model.words import Standing
from claimcards.views.finding import comparator_text, sample_text, study_name
from claimcards.views.names import in_order
from claimcards.views.study import assessed_text, facet_text, species_text
from claimcards.views.wording import STANDING, UNKNOWN, capital, listing, within

_COMPARED = "Compared with"


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One study; ``standing`` is empty where it stands, ``values`` has one text a column."""

    key: str
    short: str
    standing: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudyTable:
    """The studies by name; ``unknown`` says what is known of none of them."""

    columns: tuple[str, ...]
    rows: tuple[StudyRow, ...]
    unknown: str


def study_table(corpus: Corpus, claim: Claim) -> StudyTable:
    """One row for each study with a finding on the claim, one column for what is known of some."""
    labels = _columns(corpus)
    against: dict[str, list[str]] = {}
    for finding in claim.findings:
        against.setdefault(finding.study, []).append(comparator_text(finding))
    keys = in_order(corpus, against)
    cells = [tuple(_cells(corpus, key, against[key])) for key in keys]
    told = [{row[place] for row in cells} for place in range(len(labels))]
    kept = [place for place, texts in enumerate(told) if texts - {"", *UNKNOWN}]
    rows = (
        StudyRow(key, study_name(corpus, key).short, _standing(corpus, key), _at(row, kept))
        for key, row in zip(keys, cells, strict=True)
    )
    return StudyTable(_at(labels, kept), tuple(rows), " ".join(_unknown(labels, told)))


def _columns(corpus: Corpus) -> tuple[str, ...]:
    facets = (facet.label for facet in corpus.vocabulary.facets.values())
    judged = ("Risk of bias", "Completeness of reporting")
    return ("Design", "Species", "Number", _COMPARED, *facets, *judged)


def _cells(corpus: Corpus, key: str, against: list[str]) -> Iterator[str]:
    study, words = corpus.studies[key].record, corpus.vocabulary
    yield words.designs[study.design].label
    yield species_text(corpus, study.species)
    yield sample_text(None, study) or "not seen"
    yield "; ".join(dict.fromkeys(against))
    for facet in words.facets.values():
        yield facet_text(facet, study.facets.get(facet.id, ()))
    yield assessed_text(corpus, study.risk_of_bias)
    yield assessed_text(corpus, study.reporting)


def _at(texts: Sequence[str], places: list[int]) -> tuple[str, ...]:
    return tuple(texts[place] for place in places)


def _standing(corpus: Corpus, key: str) -> str:
    status = corpus.studies[key].record.standing.status
    return "" if status is Standing.STANDS else STANDING[status]


def _unknown(labels: Sequence[str], told: Sequence[set[str]]) -> Iterator[str]:
    """Why columns are left out; 'not seen' and 'not reported' are never taken for one another."""
    why: dict[tuple[str, ...], list[str]] = {}
    for label, texts in zip(labels, told, strict=True):
        words = tuple(word for word in UNKNOWN if word in texts)
        if words and not texts - {"", *UNKNOWN}:
            name = "what was compared with" if label == _COMPARED else within(label)
            why.setdefault(words, []).append(name)
    for words, names in sorted(why.items(), key=lambda one: UNKNOWN.index(one[0][0])):
        yield f"{capital(' or '.join(words))} for any study here: {listing(names)}."
