"""The evidence gap map: every claim by every rung, and what is not there.

Groups are counted as on the claim's own ladder; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from claimcards.cards.claim import Claim
from claimcards.cards.vocabulary import Rung
from claimcards.cards.words import Direction, Stratum
from claimcards.corpus import Corpus
from claimcards.pages.ladder import (
    Row,
    asks_field,
    find_rungs_looked_at,
    tally_rungs,
    verb_for_tone,
)
from claimcards.pages.wording import (
    TONE,
    WHERE,
    capitalise,
    count_things,
    word_headline,
    write_number,
)
from claimcards.verdict.results import Synthesis

Invite = Callable[[str, str], str]
"""From a claim's id and a rung's label to where evidence can be proposed; empty if nowhere."""


@dataclass(frozen=True, slots=True)
class MapSide:
    """How many independent groups stand on one side: '3', 'support'; nought is quiet."""

    shape: str
    tone: str
    number: str
    verb: str


@dataclass(frozen=True, slots=True)
class MapCell:
    """One claim on one rung.

    ``state`` is counted (``sides`` say what), elsewhere (it counts, with its group, in
    another cell), context (looked at, and nothing that counts), empty (nothing was found) or
    apart (the rung is not part of the claim's ladder). ``note`` says it in words; ``looked``
    is how many findings stand on the rung without adding a group; ``add`` is where evidence
    for an empty cell can be proposed.
    """

    rung: str
    state: str
    asked: bool
    sides: tuple[MapSide, ...] = ()
    note: str = ""
    looked: int = 0
    add: str = ""


@dataclass(frozen=True, slots=True)
class MapRow:
    """One claim, with one cell for each column."""

    id: str
    statement: str
    headline: str
    tone: str
    cells: tuple[MapCell, ...]


@dataclass(frozen=True, slots=True)
class MapTopic:
    """The claims of one topic."""

    id: str
    label: str
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True)
class MapColumn:
    """One rung of the ladder."""

    id: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Neighbouring rungs on which the same is observed."""

    label: str
    columns: tuple[MapColumn, ...]


@dataclass(frozen=True, slots=True)
class GapMap:
    """The whole map; ``width`` is its number of columns, that of the claims included.

    ``beyond`` says which claims have no row, and why; it is empty where all have one.
    """

    groups: tuple[ColumnGroup, ...]
    topics: tuple[MapTopic, ...]
    width: int
    summary: str
    beyond: str = ""


def make_gap_map(corpus: Corpus, results: Mapping[str, Synthesis], invite: Invite) -> GapMap:
    """Every claim that stands and has findings of its own, under its topic."""
    rungs = _order_columns(corpus.vocabulary.ladder)
    rows: dict[str, list[MapRow]] = {topic: [] for topic in corpus.vocabulary.topics}
    standing = {key: s.record for key, s in corpus.claims.items() if s.record.withdrawn is None}
    for key, claim in standing.items():
        if not claim.over:
            row = _make_map_row(corpus, key, results[key], rungs, invite)
            rows[corpus.topic_of(key)].append(row)
    topics = tuple(
        MapTopic(topic.id, topic.label, tuple(rows[topic.id]))
        for topic in corpus.vocabulary.topics.values()
        if rows[topic.id]
    )
    beyond = _count_claims_beyond(sum(bool(claim.over) for claim in standing.values()))
    return GapMap(
        tuple(_group_columns(rungs)), topics, len(rungs) + 1, _summarise_map(topics), beyond
    )


def _order_columns(ladder: Iterable[Rung]) -> tuple[Rung, ...]:
    """The rungs from the lowest to the highest; the field, which is no step, comes last."""
    upwards = tuple(ladder)[::-1]
    steps = [rung for rung in upwards if rung.stratum is not Stratum.FIELD]
    return (*steps, *(rung for rung in upwards if rung.stratum is Stratum.FIELD))


def _group_columns(rungs: Iterable[Rung]) -> Iterator[ColumnGroup]:
    for stratum, same in groupby(rungs, key=lambda rung: rung.stratum):
        columns = tuple(MapColumn(r.id, r.label, r.definition) for r in same)
        yield ColumnGroup(capitalise(WHERE[stratum]), columns)


def _make_map_row(
    corpus: Corpus, key: str, result: Synthesis, rungs: Iterable[Rung], invite: Invite
) -> MapRow:
    claim = corpus.claims[key].record
    counted = tally_rungs(corpus, claim, result)
    looked = find_rungs_looked_at(corpus, claim, result)
    return MapRow(
        key,
        claim.statement,
        word_headline(result.headline),
        TONE[result.headline.verdict],
        tuple(
            _make_map_cell(claim, result, rung, counted[rung.id], looked.get(rung.id, ()))
            or _make_empty_cell(claim, rung, invite)
            for rung in rungs
        ),
    )


def _make_empty_cell(claim: Claim, rung: Rung, invite: Invite) -> MapCell:
    """A cell in which nothing was found, and where that can be mended."""
    asked = rung.stratum is claim.about
    add = invite(claim.id, rung.label)
    return MapCell(rung.label, "empty", asked, note="nothing found", add=add)


def _make_map_cell(
    claim: Claim, result: Synthesis, rung: Rung, row: Row, votes: tuple[bool, ...]
) -> MapCell | None:
    """What stands on a rung; nothing if the cell is empty."""
    asked = rung.stratum is claim.about
    sides = _list_map_sides(row)
    if sides:
        return MapCell(rung.label, "counted", asked, sides)
    if any(votes):
        note = f"{count_things(sum(votes), 'finding')}, counted elsewhere"
        return MapCell(rung.label, "elsewhere", asked, note=note, looked=sum(votes))
    if votes:
        note = f"{count_things(len(votes), 'finding')}, context only"
        return MapCell(rung.label, "context", asked, note=note, looked=len(votes))
    if rung.stratum is Stratum.FIELD and not asks_field(claim, result):
        return MapCell(rung.label, "apart", asked, note="not asked")
    return None


def _list_map_sides(row: Row) -> tuple[MapSide, ...]:
    """For and against always, a nought included; mixed where there is something mixed."""
    if not any(row.values()):
        return ()
    shown = [Direction.SUPPORTS, Direction.DISPUTES]
    shown += [Direction.MIXED] if row.get(Direction.MIXED) else []
    return tuple(
        _make_map_side(direction.value, row.get(direction, Fraction(0))) for direction in shown
    )


def _make_map_side(tone: str, count: Fraction) -> MapSide:
    return MapSide(
        tone, tone if count else "nought", write_number(count), verb_for_tone(tone, count)
    )


def _count_claims_beyond(count: int) -> str:
    """'Not in this table: 3 claims made of other claims.' and why; or nothing."""
    if not count:
        return ""
    left = f"Not in this table: {count_things(count, 'claim')} made of other claims."
    return f"{left} Such claims have no rungs of their own."


def _summarise_map(topics: Iterable[MapTopic]) -> str:
    """'41 claims on 8 rungs: 120 cells hold groups that count, 180 are empty.'"""
    rows = [row for topic in topics for row in topic.rows]
    states = [cell.state for row in rows for cell in row.cells]
    counted, empty = states.count("counted"), states.count("empty")
    looked = states.count("context") + states.count("elsewhere")
    return (
        f"{count_things(len(rows), 'claim')}: "
        f"{count_things(counted, 'cell')} with groups that count, "
        f"{looked} looked at without adding a group, {empty} empty."
    )
