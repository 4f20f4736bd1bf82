"""The translation ladder: how many independent groups stand for and against on each rung."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from claimcards.corpus import Corpus
from claimcards.model.claim import Claim, Finding
from claimcards.model.words import Direction, Stratum
from claimcards.synthesis.results import Group, Synthesis
from claimcards.views.wording import plural

MOST_MARKS = 10
"""Marks drawn in one cell; a synthesis may stand for more, and its number says so."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands on one rung for one direction."""

    tone: str
    marks: int
    text: str


@dataclass(frozen=True, slots=True)
class RungView:
    """One rung; an empty one is drawn, too."""

    label: str
    empty: bool
    cells: tuple[Cell, Cell, Cell]


Row = Mapping[Direction, Fraction]
"""What stands on one rung: how much for each direction."""


def ladder(corpus: Corpus, claim: Claim, result: Synthesis) -> tuple[RungView, ...]:
    """All rungs, highest first; the field's only where the claim has something there."""
    counted = tallies(corpus, claim, result)
    asked = asks_field(claim, result)
    return tuple(
        _view(rung.label, counted[rung.id])
        for rung in corpus.vocabulary.ladder
        if rung.stratum is not Stratum.FIELD or asked
    )


def tallies(corpus: Corpus, claim: Claim, result: Synthesis) -> Mapping[str, Row]:
    """For each rung by its id: the independent groups there, a group on its highest rung."""
    rung_of = _rungs_of_studies(corpus, claim, result)
    counted: dict[str, dict[Direction, Fraction]] = {r.id: {} for r in corpus.vocabulary.ladder}
    for stratum in result.strata.values():
        for group in stratum.groups:
            rung = _highest(corpus, group, stratum.stratum, rung_of)
            if rung is not None:
                _add(counted[rung], group)
    return counted


def asks_field(claim: Claim, result: Synthesis) -> bool:
    """Whether the field's own rung belongs to this claim's ladder."""
    field = result.strata.get(Stratum.FIELD)
    return claim.about is Stratum.FIELD or bool(field and field.groups)


def looked_at(corpus: Corpus, claim: Claim, result: Synthesis) -> Mapping[str, tuple[bool, ...]]:
    """For each rung with a finding: whether it votes, for every finding that was not withdrawn."""
    found: dict[str, tuple[bool, ...]] = {}
    for finding, ballot in zip(claim.findings, result.ballots, strict=True):
        if finding.withdrawn or ballot.stratum is None:
            continue
        index = _rung(corpus, finding, ballot.stratum)
        if index is not None:
            rung = corpus.vocabulary.ladder[index].id
            found[rung] = (*found.get(rung, ()), ballot.votes)
    return found


def _add(row: dict[Direction, Fraction], group: Group) -> None:
    if group.absorbed_by is not None:
        return
    for direction, weight in _weights(group):
        row[direction] = row.get(direction, Fraction(0)) + weight


def _weights(group: Group) -> tuple[tuple[Direction, Fraction], ...]:
    if group.direction is Direction.MIXED:
        return ((Direction.MIXED, group.weight_for + group.weight_against),)
    return (
        (Direction.SUPPORTS, group.weight_for),
        (Direction.DISPUTES, group.weight_against),
    )


def _rungs_of_studies(
    corpus: Corpus, claim: Claim, result: Synthesis
) -> Mapping[tuple[str, Stratum], list[int]]:
    found: dict[tuple[str, Stratum], list[int]] = {}
    for finding, ballot in zip(claim.findings, result.ballots, strict=True):
        if ballot.votes and ballot.stratum is not None:
            index = _rung(corpus, finding, ballot.stratum)
            if index is not None:
                found.setdefault((finding.study, ballot.stratum), []).append(index)
    return found


def _rung(corpus: Corpus, finding: Finding, stratum: Stratum) -> int | None:
    """The first rung whose stratum, designs and size of animal all fit."""
    study = corpus.studies[finding.study].record
    words = corpus.vocabulary
    design = finding.design or study.design
    species = finding.species or study.species
    large = any(words.species[s].large for s in species if s in words.species)
    for index, rung in enumerate(words.ladder):
        if rung.stratum is stratum and (not rung.designs or design in rung.designs):
            if rung.large and not large:
                continue
            return index
    return None


def _highest(
    corpus: Corpus, group: Group, stratum: Stratum, rungs: Mapping[tuple[str, Stratum], list[int]]
) -> str | None:
    indices = [i for study in group.studies for i in rungs.get((study, stratum), ())]
    return corpus.vocabulary.ladder[min(indices)].id if indices else None


def _view(label: str, row: Mapping[Direction, Fraction]) -> RungView:
    cells = (
        _cell("disputes", row.get(Direction.DISPUTES, Fraction(0))),
        _cell("supports", row.get(Direction.SUPPORTS, Fraction(0))),
        _cell("mixed", row.get(Direction.MIXED, Fraction(0))),
    )
    empty = not any(cell.text for cell in cells)
    if empty:
        cells = (Cell("disputes", 0, "nothing that counts"), *cells[1:])
    return RungView(label, empty, cells)


def _cell(tone: str, count: Fraction) -> Cell:
    if not count:
        return Cell(tone, 0, "")
    marks = min(int(count) or 1, MOST_MARKS)
    verb = tone_verb(tone, count)
    return Cell(tone, marks, plural(count, verb, verb))


def tone_verb(tone: str, count: Fraction) -> str:
    """'supports' for one, 'support' for more; 'mixed' either way."""
    if tone == "mixed":
        return "mixed"
    return tone if count == 1 else tone.removesuffix("s")
