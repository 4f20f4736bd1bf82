"""Explore: every claim and finding by every axis that can be filtered, and its data files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimcards.cards.scalars import NOT_REPORTED, NOT_SEEN
from claimcards.cards.study import Study
from claimcards.cards.words import Direction, Standing
from claimcards.corpus import Corpus
from claimcards.pages.answer import count_briefly
from claimcards.pages.finding import name_study, write_outcome
from claimcards.pages.publication import Publication
from claimcards.pages.wording import (
    CERTAINTY,
    DIRECTION,
    DIRECTION_TONE,
    STANDING,
    TONE,
    WHERE,
    capitalise,
    count_things,
    word_headline,
)
from claimcards.references.exports import write_bibtex
from claimcards.verdict.values import (
    STRATA,
    CertaintyLevel,
    ClaimVerdict,
    HeadlineWord,
    JudgedFinding,
)

NOT_GRADED = "not-graded"
WITHDRAWN = "withdrawn"

OWN = ("topic", "verdict", "certainty", "direction", "stratum", "design", "species", "standing")
"""The axes that every site has, by their names in the address."""

RESERVED = frozenset((*OWN, "words", "from", "to", "q"))
"""Names in the address that no facet may take (q is the search's); it is called facet-<id>."""

ROWS = 192
"""Claims in the page's own table; it would else grow with the site. All are on the claims page."""

OPEN = frozenset({"verdict", "direction"})
"""The axes whose choices are shown without being asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an axis; ``count`` is how many claims, or findings, have it."""

    id: str
    label: str
    tone: str
    count: int


@dataclass(frozen=True, slots=True)
class FilterAxis:
    """Something to filter by; ``of`` is claim or finding."""

    id: str
    label: str
    of: str
    choices: tuple[Choice, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding: what the page says of it, and its values by axis."""

    id: str
    study: str
    outcome: str
    year: int | None
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim: what the table shows, its values by axis, its findings."""

    id: str
    statement: str
    topic: str
    headline: str
    tone: str
    certainty: str
    counts: str
    found: str
    synonyms: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class StudyRow:
    """What a saved file says of a study."""

    key: str
    short: str
    title: str
    doi: str


@dataclass(frozen=True, slots=True)
class Explore:
    """Everything that can be explored; ``as_of`` is the day of the newest card."""

    claims: tuple[ClaimRow, ...]
    claim_axes: tuple[FilterAxis, ...]
    finding_axes: tuple[FilterAxis, ...]
    years: tuple[int, int] | None
    as_of: str
    summary: str

    @property
    def table(self) -> tuple[ClaimRow, ...]:
        """The claims that the page itself lists."""
        return self.claims[:ROWS]

    @property
    def beyond(self) -> str:
        """What a reader without scripts must know of the table; empty where it holds all."""
        if len(self.claims) <= ROWS:
            return ""
        return (
            f"This table begins with the first {ROWS} of {count_things(len(self.claims), 'claim')}."
        )


def make_explore(corpus: Corpus, results: Mapping[str, ClaimVerdict]) -> Explore:
    """All claims that stand, by topic and id, and the axes on which they or their findings lie."""
    rows = tuple(_list_claim_rows(corpus, results))
    findings = [finding for row in rows for finding in row.findings]
    years = [finding.year for finding in findings if finding.year]
    own = tuple(_list_axes(_label_claim_values(corpus), "claim", [row.values for row in rows]))
    theirs = tuple(
        _list_axes(_label_finding_values(corpus), "finding", [f.values for f in findings])
    )
    return Explore(
        claims=rows,
        claim_axes=own,
        finding_axes=theirs,
        years=(min(years), max(years)) if years else None,
        as_of=max((c.record.curated_on.isoformat() for c in corpus.claims.values()), default=""),
        summary=f"{count_things(len(rows), 'claim')} and {count_things(len(findings), 'finding')}",
    )


def list_study_rows(corpus: Corpus, keys: Iterable[str]) -> tuple[StudyRow, ...]:
    """What is said of these studies, in their order."""
    return tuple(_make_study_row(corpus, key) for key in keys)


def _make_study_row(corpus: Corpus, key: str) -> StudyRow:
    reference = corpus.references[key].reference
    title = reference.plain_title.rstrip(".")
    return StudyRow(key, name_study(corpus, key).short, title, reference.doi)


Words = Iterable[tuple[str, str, Iterable[tuple[str, str, str]]]]
"""Axes as (id, label, values), values as (id, label, tone), both in the order of the page."""


def _list_axes(
    words: Words, of: str, rows: list[Mapping[str, tuple[str, ...]]]
) -> Iterator[FilterAxis]:
    """The axes with the values that occur; one without any is left out."""
    for key, label, values in words:
        counted = Counter(value for row in rows for value in row[key])
        choices = tuple(
            Choice(value, name, tone, counted[value])
            for value, name, tone in values
            if counted[value]
        )
        if choices:
            yield FilterAxis(key, label, of, choices, key in OPEN)


def _label_claim_values(corpus: Corpus) -> Words:
    yield "topic", "Topic", [(t.id, t.label, "") for t in corpus.vocabulary.topics.values()]
    yield (
        "verdict",
        "Verdict",
        [(name_headline_word(w), capitalise(w.value), tone_of_word(w)) for w in HeadlineWord],
    )
    levels = [(level.value, capitalise(CERTAINTY[level]), "") for level in CertaintyLevel]
    yield "certainty", "Certainty", [*levels, (NOT_GRADED, "Not graded", "")]


def _label_finding_values(corpus: Corpus) -> Words:
    words = corpus.vocabulary
    unknown = [(NOT_REPORTED, "Not reported", ""), (NOT_SEEN, "Not seen", "")]
    directions = [(DIRECTION[d], capitalise(DIRECTION[d]), DIRECTION_TONE[d]) for d in Direction]
    yield "direction", "Direction", directions
    yield "stratum", "Observed", [(s.value, capitalise(WHERE[s]), "") for s in STRATA]
    yield "design", "Study design", [(d.id, d.label, "") for d in words.designs.values()]
    yield "species", "Species", [(s.id, s.label, "") for s in words.species.values()]
    for facet in words.facets.values():
        if facet.words:
            values = [(word.id, word.label, "") for word in facet.words]
            yield name_facet_axis(facet.id), facet.label, [*values, *unknown]
    standing = [(s.value, capitalise(STANDING[s]), "") for s in Standing]
    yield "standing", "Standing", [*standing, (WITHDRAWN, "Withdrawn from this site", "")]


def name_facet_axis(facet: str) -> str:
    """A facet's name in the address."""
    return f"facet-{facet}" if facet in RESERVED else facet


def name_headline_word(word: HeadlineWord) -> str:
    """A headline word's name in the address."""
    return word.value.replace(",", "").replace(" ", "-")


def tone_of_word(word: HeadlineWord) -> str:
    """The shape and colour of a headline word, as on the claim's own page."""
    if word in (
        HeadlineWord.YES,
        HeadlineWord.PROBABLY,
        HeadlineWord.MAYBE,
        HeadlineWord.LEANING_YES,
        HeadlineWord.SUPPORTED,
    ):
        return "supports"
    if word in (
        HeadlineWord.NO,
        HeadlineWord.PROBABLY_NOT,
        HeadlineWord.MAYBE_NOT,
        HeadlineWord.LEANING_NO,
        HeadlineWord.DISPUTED,
    ):
        return "disputes"
    return "mixed" if word is HeadlineWord.CONTESTED else "none"


def _list_claim_rows(corpus: Corpus, results: Mapping[str, ClaimVerdict]) -> Iterator[ClaimRow]:
    """By topic in the vocabulary's order, then by id."""
    order = {topic: place for place, topic in enumerate(corpus.vocabulary.topics)}
    for key in sorted(corpus.claims, key=lambda k: (order[corpus.topic_of(k)], k)):
        if corpus.claims[key].record.withdrawn is None:
            yield _make_claim_row(corpus, key, results[key])


def _make_claim_row(corpus: Corpus, key: str, result: ClaimVerdict) -> ClaimRow:
    claim, topic, head = corpus.claims[key].record, corpus.topic_of(key), result.headline
    level = head.certainty.level
    return ClaimRow(
        id=key,
        statement=claim.statement,
        topic=corpus.vocabulary.topics[topic].label,
        headline=word_headline(head),
        tone=TONE[head.verdict],
        certainty=capitalise(CERTAINTY[level]) if level else "Not graded",
        counts=count_briefly(result),
        found=count_things(len(claim.findings), "finding"),
        synonyms=claim.synonyms,
        values={
            "topic": (topic,),
            "verdict": (name_headline_word(head.word),),
            "certainty": (level.value if level else NOT_GRADED,),
        },
        findings=tuple(_list_finding_rows(corpus, result)),
    )


def _list_finding_rows(corpus: Corpus, result: ClaimVerdict) -> Iterator[FindingRow]:
    for judged in result.findings:
        year = corpus.evidence.year(judged.key)
        values = _list_values(corpus, judged)
        outcome = write_outcome(judged.finding)
        yield FindingRow(judged.finding.id, judged.key, outcome, year, values)


def _list_values(corpus: Corpus, judged: JudgedFinding) -> dict[str, tuple[str, ...]]:
    study = judged.study
    withdrawn = judged.finding.withdrawn or study.withdrawn
    return {
        "direction": (DIRECTION[judged.counted],),
        "stratum": (judged.stratum.value,) if judged.stratum else (),
        "design": (judged.design_id,),
        "species": judged.species,
        **_list_facet_values(corpus, study),
        "standing": (WITHDRAWN if withdrawn else study.standing.status.value,),
    }


def _list_facet_values(corpus: Corpus, study: Study) -> dict[str, tuple[str, ...]]:
    """The facets that have words; a card that says nothing of one was not read for it."""
    return {
        name_facet_axis(facet.id): study.facets.get(facet.id) or (NOT_SEEN,)
        for facet in corpus.vocabulary.facets.values()
        if facet.words
    }


BLOCK = 32
"""Claims whose words are fetched together."""

_FIRST, _DELETE, _BEYOND = 35, 127, 161
"""Codes begin behind the double quote, and leave out the control characters from 127 on."""


def list_explore_files(
    corpus: Corpus,
    view: Explore,
    publication: Publication,
    listed: int = ROWS,
) -> dict[str, str]:
    """All data files of Explore, by their path in the documentation folder.

    ``listed`` is how many claims the page's own table holds: a whole number of blocks.
    """
    files = {"explore.json": write_compact_json(make_columns(view, publication))}
    for number, rows in enumerate(_cut_into_blocks(view.claims)):
        told = list_words_of_claims(corpus, rows)
        if number * BLOCK >= listed:
            told["rows"] = [[r.statement, r.headline, r.tone, r.counts] for r in rows]
        files[f"explore/{number}.json"] = write_compact_json(told)
    references = (corpus.references[key].reference for key in sorted(corpus.studies))
    files["explore/references.bib"] = write_bibtex(references)
    return files


def make_columns(view: Explore, publication: Publication) -> dict[str, Any]:
    """What the filters run on."""
    findings = [finding for row in view.claims for finding in row.findings]
    first = view.years[0] if view.years else 0
    return {
        "name": publication.name,
        "url": publication.url,
        "licence": publication.licence,
        "asOf": view.as_of,
        "block": BLOCK,
        "claims": [row.id for row in view.claims],
        "findings": [len(row.findings) for row in view.claims],
        "axes": [
            *(
                _encode_axis(axis, [row.values[axis.id] for row in view.claims])
                for axis in view.claim_axes
            ),
            *(
                _encode_axis(axis, [f.values[axis.id] for f in findings])
                for axis in view.finding_axes
            ),
        ],
        "firstYear": first,
        "years": encode_codes(f.year - first + 1 if f.year else 0 for f in findings),
    }


def _encode_axis(axis: FilterAxis, rows: Iterable[Sequence[str]]) -> dict[str, Any]:
    place = {choice.id: number for number, choice in enumerate(axis.choices)}
    sets: dict[tuple[int, ...], int] = {}
    codes = [
        sets.setdefault(tuple(sorted(place[value] for value in row)), len(sets)) for row in rows
    ]
    return {
        "id": axis.id,
        "label": axis.label,
        "of": axis.of,
        "words": [[c.id, c.label, c.tone] if c.tone else [c.id, c.label] for c in axis.choices],
        "sets": [list(members) for members in sets],
        "codes": encode_codes(codes),
    }


def encode_codes(codes: Iterable[int]) -> str:
    """One character for each code."""
    return "".join(
        chr(_FIRST + code) if _FIRST + code < _DELETE else chr(_BEYOND + _FIRST + code - _DELETE)
        for code in codes
    )


def _cut_into_blocks(rows: Sequence[ClaimRow]) -> Iterator[Sequence[ClaimRow]]:
    for start in range(0, len(rows), BLOCK):
        yield rows[start : start + BLOCK]


def list_words_of_claims(corpus: Corpus, rows: Sequence[ClaimRow]) -> dict[str, Any]:
    """What is shown and searched of some claims' findings; each study's title once."""
    findings = [finding for row in rows for finding in row.findings]
    place = {key: n for n, key in enumerate(dict.fromkeys(f.study for f in findings))}
    return {
        "claims": [row.id for row in rows],
        "synonyms": [list(row.synonyms) for row in rows],
        "ids": [finding.id for finding in findings],
        "outcomes": [finding.outcome for finding in findings],
        "studyOf": [place[finding.study] for finding in findings],
        "studies": [[s.key, s.short, s.title, s.doi] for s in list_study_rows(corpus, place)],
    }


def write_compact_json(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """A file that pages fetch, as JSON without blanks and in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
