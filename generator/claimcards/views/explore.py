"""Explore: every claim and finding by every axis that a reader can filter by.

An axis belongs to the claim (topic, verdict, certainty) or to the single finding; several
choices on one axis mean 'or', choices on several axes must meet in one finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.model.claim import Claim, Finding
from claimcards.model.scalars import NOT_REPORTED, NOT_SEEN
from claimcards.model.study import Study
from claimcards.model.words import Direction, Standing
from claimcards.synthesis.results import STRATA, Ballot, CertaintyLevel, Synthesis, Word
from claimcards.views.answer import short_counts
from claimcards.views.finding import outcome_text, study_name
from claimcards.views.wording import (
    CERTAINTY,
    DIRECTION,
    DIRECTION_TONE,
    STANDING,
    TONE,
    WHERE,
    capital,
    counted,
    headline,
    plural,
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
class Axis:
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
    claim_axes: tuple[Axis, ...]
    finding_axes: tuple[Axis, ...]
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
        return f"This table begins with the first {ROWS} of {plural(len(self.claims), 'claim')}."


def explore(corpus: Corpus, results: Mapping[str, Synthesis]) -> Explore:
    """All claims that stand, by topic and id, and the axes on which they or their findings lie."""
    rows = tuple(_claims(corpus, results))
    findings = [finding for row in rows for finding in row.findings]
    years = [finding.year for finding in findings if finding.year]
    own = tuple(_axes(_claim_words(corpus), "claim", [row.values for row in rows]))
    theirs = tuple(_axes(_finding_words(corpus), "finding", [f.values for f in findings]))
    return Explore(
        claims=rows,
        claim_axes=own,
        finding_axes=theirs,
        years=(min(years), max(years)) if years else None,
        as_of=max((c.record.curated_on.isoformat() for c in corpus.claims.values()), default=""),
        summary=f"{plural(len(rows), 'claim')} and {plural(len(findings), 'finding')}",
    )


def studies(corpus: Corpus, keys: Iterable[str]) -> tuple[StudyRow, ...]:
    """What is said of these studies, in their order."""
    return tuple(_study(corpus, key) for key in keys)


def _study(corpus: Corpus, key: str) -> StudyRow:
    reference = corpus.references[key].reference
    title = reference.plain_title.rstrip(".")
    return StudyRow(key, study_name(corpus, key).short, title, reference.doi)


Words = Iterable[tuple[str, str, Iterable[tuple[str, str, str]]]]
"""Axes as (id, label, values), values as (id, label, tone), both in the order of the page."""


def _axes(words: Words, of: str, rows: list[Mapping[str, tuple[str, ...]]]) -> Iterator[Axis]:
    """The axes with the values that occur; one without any is left out."""
    for key, label, values in words:
        counted = Counter(value for row in rows for value in row[key])
        choices = tuple(
            Choice(value, name, tone, counted[value])
            for value, name, tone in values
            if counted[value]
        )
        if choices:
            yield Axis(key, label, of, choices, key in OPEN)


def _claim_words(corpus: Corpus) -> Words:
    yield "topic", "Topic", [(t.id, t.label, "") for t in corpus.vocabulary.topics.values()]
    yield "verdict", "Verdict", [(word_id(w), capital(w.value), word_tone(w)) for w in Word]
    levels = [(level.value, capital(CERTAINTY[level]), "") for level in CertaintyLevel]
    yield "certainty", "Certainty", [*levels, (NOT_GRADED, "Not graded", "")]


def _finding_words(corpus: Corpus) -> Words:
    words = corpus.vocabulary
    unknown = [(NOT_REPORTED, "Not reported", ""), (NOT_SEEN, "Not seen", "")]
    directions = [(DIRECTION[d], capital(DIRECTION[d]), DIRECTION_TONE[d]) for d in Direction]
    yield "direction", "Direction", directions
    yield "stratum", "Observed", [(s.value, capital(WHERE[s]), "") for s in STRATA]
    yield "design", "Study design", [(d.id, d.label, "") for d in words.designs.values()]
    yield "species", "Species", [(s.id, s.label, "") for s in words.species.values()]
    for facet in words.facets.values():
        if facet.words:
            values = [(word.id, word.label, "") for word in facet.words]
            yield facet_name(facet.id), facet.label, [*values, *unknown]
    standing = [(s.value, capital(STANDING[s]), "") for s in Standing]
    yield "standing", "Standing", [*standing, (WITHDRAWN, "Withdrawn from this site", "")]


def facet_name(facet: str) -> str:
    """A facet's name in the address."""
    return f"facet-{facet}" if facet in RESERVED else facet


def word_id(word: Word) -> str:
    """A headline word's name in the address."""
    return word.value.replace(",", "").replace(" ", "-")


def word_tone(word: Word) -> str:
    """The shape and colour of a headline word, as on the claim's own page."""
    if word in (Word.YES, Word.PROBABLY, Word.MAYBE, Word.LEANING_YES, Word.SUPPORTED):
        return "supports"
    if word in (Word.NO, Word.PROBABLY_NOT, Word.MAYBE_NOT, Word.LEANING_NO, Word.DISPUTED):
        return "disputes"
    return "mixed" if word is Word.CONTESTED else "none"


def _claims(corpus: Corpus, results: Mapping[str, Synthesis]) -> Iterator[ClaimRow]:
    """By topic in the vocabulary's order, then by id."""
    order = {topic: place for place, topic in enumerate(corpus.vocabulary.topics)}
    for key in sorted(corpus.claims, key=lambda k: (order[corpus.topic_of(k)], k)):
        if corpus.claims[key].record.withdrawn is None:
            yield _claim(corpus, key, results[key])


def _claim(corpus: Corpus, key: str, result: Synthesis) -> ClaimRow:
    claim, topic, head = corpus.claims[key].record, corpus.topic_of(key), result.headline
    level = head.certainty.level
    return ClaimRow(
        id=key,
        statement=claim.statement,
        topic=corpus.vocabulary.topics[topic].label,
        headline=headline(head),
        tone=TONE[head.verdict],
        certainty=capital(CERTAINTY[level]) if level else "Not graded",
        counts=short_counts(result),
        found=plural(len(claim.findings), "finding"),
        synonyms=claim.synonyms,
        values={
            "topic": (topic,),
            "verdict": (word_id(head.word),),
            "certainty": (level.value if level else NOT_GRADED,),
        },
        findings=tuple(_findings(corpus, claim, result)),
    )


def _findings(corpus: Corpus, claim: Claim, result: Synthesis) -> Iterator[FindingRow]:
    for finding, ballot in zip(claim.findings, result.ballots, strict=True):
        year = corpus.evidence.year(finding.study)
        values = _values(corpus, finding, ballot)
        yield FindingRow(finding.id, finding.study, outcome_text(finding), year, values)


def _values(corpus: Corpus, finding: Finding, ballot: Ballot) -> dict[str, tuple[str, ...]]:
    study = corpus.studies[finding.study].record
    side = counted(finding.direction, ballot.votes)
    withdrawn = finding.withdrawn or study.withdrawn
    return {
        "direction": (DIRECTION[side],),
        "stratum": (ballot.stratum.value,) if ballot.stratum else (),
        "design": (finding.design or study.design,),
        "species": finding.species or study.species,
        **_facets(corpus, study),
        "standing": (WITHDRAWN if withdrawn else study.standing.status.value,),
    }


def _facets(corpus: Corpus, study: Study) -> dict[str, tuple[str, ...]]:
    """The facets that have words; a card that says nothing of one was not read for it."""
    return {
        facet_name(facet.id): study.facets.get(facet.id) or (NOT_SEEN,)
        for facet in corpus.vocabulary.facets.values()
        if facet.words
    }
