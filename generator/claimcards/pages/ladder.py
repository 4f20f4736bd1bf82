"""The translation ladder: how many independent groups stand for and against on each rung."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from claimcards.cards.claim import Claim
from claimcards.cards.words import Direction, Stratum
from claimcards.corpus import Corpus
from claimcards.pages.wording import count_things
from claimcards.verdict.values import ClaimVerdict, CountedGroup, JudgedFinding

MOST_MARKS = 10
"""Marks of a kind drawn in one cell; the number beside them says how many there are."""


@dataclass(frozen=True, slots=True)
class LadderCell:
    """What stands on one rung for one direction: marks to draw, and their number in words."""

    tone: str
    groups: int
    syntheses: int
    text: str


@dataclass(frozen=True, slots=True)
class RungView:
    """One rung; an empty one is drawn, too, and has no cells."""

    label: str
    cells: tuple[LadderCell, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing that counts stands there."""
        return not self.cells


Row = Mapping[Direction, Fraction]
"""What stands on one rung: how much for each direction."""
Placed = Mapping[str, Sequence[CountedGroup]]
"""For each rung by its id: the groups and syntheses that count there."""


def make_ladder(corpus: Corpus, claim: Claim, result: ClaimVerdict) -> tuple[RungView, ...]:
    """All rungs, highest first; the field's only where the claim has something there."""
    placed = _place_groups(corpus, result)
    asked = asks_field(claim, result)
    return tuple(
        _view_rung(rung.label, placed[rung.id])
        for rung in corpus.vocabulary.ladder
        if rung.stratum is not Stratum.FIELD or asked
    )


def tally_rungs(corpus: Corpus, result: ClaimVerdict) -> Mapping[str, Row]:
    """For each rung by its id: how much stands there for each direction."""
    return {rung: _weigh_rung(groups) for rung, groups in _place_groups(corpus, result).items()}


def _place_groups(corpus: Corpus, result: ClaimVerdict) -> Placed:
    """The independent groups and syntheses that count, each on its highest rung."""
    rung_of = _find_rungs_of_studies(corpus, result)
    placed: dict[str, list[CountedGroup]] = {rung.id: [] for rung in corpus.vocabulary.ladder}
    for stratum in result.strata.values():
        for group in stratum.groups:
            rung = _find_highest_rung(corpus, group, stratum.stratum, rung_of)
            if rung is not None and group.absorbed_by is None:
                placed[rung].append(group)
    return placed


def asks_field(claim: Claim, result: ClaimVerdict) -> bool:
    """Whether the field's own rung belongs to this claim's ladder."""
    field = result.strata.get(Stratum.FIELD)
    return claim.about is Stratum.FIELD or bool(field and field.groups)


def find_rungs_looked_at(corpus: Corpus, result: ClaimVerdict) -> Mapping[str, tuple[bool, ...]]:
    """For each rung with a finding: whether it votes, for every finding that was not withdrawn."""
    found: dict[str, tuple[bool, ...]] = {}
    for judged in result.findings:
        if judged.finding.withdrawn or judged.stratum is None:
            continue
        index = _find_rung(corpus, judged, judged.stratum)
        if index is not None:
            rung = corpus.vocabulary.ladder[index].id
            found[rung] = (*found.get(rung, ()), judged.votes)
    return found


def _weigh_rung(groups: Sequence[CountedGroup]) -> Row:
    row: dict[Direction, Fraction] = {}
    for group in groups:
        for direction, weight in _weigh_group(group):
            row[direction] = row.get(direction, Fraction(0)) + weight
    return row


def _weigh_group(group: CountedGroup) -> tuple[tuple[Direction, Fraction], ...]:
    if group.direction is Direction.MIXED:
        return ((Direction.MIXED, group.weight_for + group.weight_against),)
    return (
        (Direction.SUPPORTS, group.weight_for),
        (Direction.DISPUTES, group.weight_against),
    )


def _find_rungs_of_studies(
    corpus: Corpus, result: ClaimVerdict
) -> Mapping[tuple[str, Stratum], list[int]]:
    found: dict[tuple[str, Stratum], list[int]] = {}
    for judged in result.findings:
        if judged.votes and judged.stratum is not None:
            index = _find_rung(corpus, judged, judged.stratum)
            if index is not None:
                found.setdefault((judged.key, judged.stratum), []).append(index)
    return found


def _find_rung(corpus: Corpus, judged: JudgedFinding, stratum: Stratum) -> int | None:
    """The first rung whose stratum, designs and size of animal all fit."""
    words, design = corpus.vocabulary, judged.design_id
    large = any(words.species[s].large for s in judged.species if s in words.species)
    for index, rung in enumerate(words.ladder):
        if rung.stratum is stratum and (not rung.designs or design in rung.designs):
            if rung.large and not large:
                continue
            return index
    return None


def _find_highest_rung(
    corpus: Corpus,
    group: CountedGroup,
    stratum: Stratum,
    rungs: Mapping[tuple[str, Stratum], list[int]],
) -> str | None:
    indices = [i for study in group.studies for i in rungs.get((study, stratum), ())]
    return corpus.vocabulary.ladder[min(indices)].id if indices else None


_SIDES = (Direction.SUPPORTS, Direction.DISPUTES, Direction.MIXED)


def _view_rung(label: str, groups: Sequence[CountedGroup]) -> RungView:
    cells = tuple(_make_ladder_cell(direction, groups) for direction in _SIDES)
    return RungView(label, cells if any(cell.text for cell in cells) else ())


def _make_ladder_cell(direction: Direction, groups: Sequence[CountedGroup]) -> LadderCell:
    here = [(g, weight) for g in groups for side, weight in _weigh_group(g) if side is direction]
    count = sum((weight for _, weight in here), Fraction(0))
    tone = direction.value
    if not count:
        return LadderCell(tone, 0, 0, "")
    syntheses = sum(group.synthesis for group, weight in here if weight)
    single = sum((weight for group, weight in here if not group.synthesis), Fraction(0))
    verb = verb_for_tone(tone, count)
    return LadderCell(
        tone,
        min(ceil(single), MOST_MARKS),
        min(syntheses, MOST_MARKS),
        count_things(count, verb, verb),
    )


def verb_for_tone(tone: str, count: Fraction) -> str:
    """'supports' for one, 'support' for more; 'mixed' either way."""
    if tone == "mixed":
        return "mixed"
    return tone if count == 1 else tone.removesuffix("s")
