"""Pages that list: studies by design, the bibliography with backlinks, the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from claimcards.cards.words import Standing
from claimcards.corpus import Corpus
from claimcards.pages.finding import name_study, write_sample
from claimcards.pages.study import Backlinks, OutsideLink, ReferenceView, write_species
from claimcards.pages.terms import sort_works
from claimcards.pages.wording import (
    DIRECTION,
    DIRECTION_TONE,
    STANDING,
    capitalise,
)
from claimcards.text.folding import fold_letters
from claimcards.verdict.values import ClaimVerdict


@dataclass(frozen=True, slots=True)
class StudyLine:
    """One study in the list of all."""

    key: str
    short: str
    title: str
    species: str
    sample: str
    findings: str
    standing: str


@dataclass(frozen=True, slots=True)
class StudyGroup:
    """The studies of one design."""

    id: str
    label: str
    definition: str
    studies: tuple[StudyLine, ...]
    """By name."""


def group_studies(corpus: Corpus, links: Backlinks) -> tuple[StudyGroup, ...]:
    """All studies by design, in the vocabulary's order; designs without a study are left out."""
    by_design: dict[str, list[StudyLine]] = {}
    for key in sort_works(corpus, corpus.studies):
        design = corpus.studies[key].record.design
        by_design.setdefault(design, []).append(_make_study_line(corpus, key, links))
    return tuple(
        StudyGroup(d.id, d.label, d.definition, tuple(by_design[d.id]))
        for d in corpus.vocabulary.designs.values()
        if d.id in by_design
    )


def _make_study_line(corpus: Corpus, key: str, links: Backlinks) -> StudyLine:
    study = corpus.studies[key].record
    status = study.standing.status
    return StudyLine(
        key,
        name_study(corpus, key).short,
        corpus.references[key].reference.plain_title,
        write_species(corpus, study.species),
        write_sample(None, study) or "not seen",
        str(len(links.findings.get(key, ()))),
        "" if status is Standing.STANDS else STANDING[status],
    )


@dataclass(frozen=True, slots=True)
class Backlink:
    """Where a work stands on this site: on which side of which claim."""

    role: str
    tone: str
    claim: str
    statement: str
    anchor: str


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """One work with its backlinks."""

    key: str
    entry: Markup
    links: tuple[OutsideLink, ...]
    is_study: bool
    backlinks: tuple[Backlink, ...]


@dataclass(frozen=True, slots=True)
class BibliographyLetter:
    """The works whose first author begins with one letter."""

    id: str
    label: str
    references: tuple[BibliographyEntry, ...]


def list_bibliography(
    corpus: Corpus,
    results: Mapping[str, ClaimVerdict],
    links: Backlinks,
    references: Mapping[str, ReferenceView],
) -> tuple[BibliographyLetter, ...]:
    """The whole bibliography, by author, year and title."""
    origins: dict[str, list[str]] = {}
    for key, sourced in corpus.claims.items():
        for origin in sourced.record.origins:
            origins.setdefault(origin.reference, []).append(key)
    by_letter: dict[str, list[BibliographyEntry]] = {}
    for key in sort_works(corpus, references):
        entry = BibliographyEntry(
            key,
            references[key].entry,
            references[key].links,
            key in corpus.studies,
            (
                *_link_claims(corpus, origins.get(key, ())),
                *_link_findings(corpus, results, links, key),
            ),
        )
        by_letter.setdefault(_find_initial(references[key].short), []).append(entry)
    return tuple(
        BibliographyLetter(f"letter-{letter}", letter.upper(), tuple(entries))
        for letter, entries in sorted(by_letter.items())
    )


def _link_claims(corpus: Corpus, claims: Iterable[str]) -> Iterator[Backlink]:
    for key in claims:
        yield Backlink("Makes the claim", "none", key, corpus.claims[key].record.statement, "")


def _link_findings(
    corpus: Corpus, results: Mapping[str, ClaimVerdict], links: Backlinks, key: str
) -> Iterator[Backlink]:
    for claim_id, index in links.findings.get(key, ()):
        claim = corpus.claims[claim_id].record
        judged = results[claim_id].findings[index]
        side = capitalise(DIRECTION[judged.direction]) if judged.votes else "Context for"
        tone = DIRECTION_TONE[judged.counted]
        yield Backlink(side, tone, claim_id, claim.statement, judged.finding.id)


def _find_initial(text: str) -> str:
    first = next((c for c in fold_letters(text) if c.isascii() and c.isalnum()), "other")
    return first if first.isalpha() else "other"


@dataclass(frozen=True, slots=True)
class TermView:
    """One word with its definition."""

    anchor: str
    label: str
    definition: str
    synonyms: str


@dataclass(frozen=True, slots=True)
class GlossarySection:
    """One part of the vocabulary."""

    id: str
    label: str
    definition: str
    terms: tuple[TermView, ...]


def list_glossary(corpus: Corpus) -> tuple[GlossarySection, ...]:
    """Every word of the vocabulary, explained: terms first, then what study cards use."""
    words = corpus.vocabulary
    parts = [
        ("terms", "Terms", "", sorted(words.glossary.values(), key=lambda w: w.label.casefold())),
        ("designs", "Study designs", "", words.designs.values()),
        ("species", "Species", "", words.species.values()),
        ("ladder", "The ladder", "What was observed, highest rung first.", words.ladder),
        ("tools", "Tools for bias and reporting", "", words.tools.values()),
    ]
    parts += [(f"facet-{f.id}", f.label, f.definition, f.words) for f in words.facets.values()]
    return tuple(
        GlossarySection(
            f"section-{key}",
            label,
            definition,
            tuple(
                TermView(f"{key}-{w.id}", w.label, w.definition, ", ".join(w.synonyms))
                for w in terms
            ),
        )
        for key, label, definition, terms in parts
        if terms
    )
