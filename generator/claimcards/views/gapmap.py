"""The evidence gap map: every claim by every rung, and what is not there.

Groups are counted as on the claim's own ladder; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from claimcards.corpus import Corpus
from claimcards.model.claim import Claim
from claimcards.model.vocabulary import Rung
from claimcards.model.words import Direction, Stratum
from claimcards.synthesis.results import Synthesis
from claimcards.views.ladder import Row, asks_field, looked_at, tallies, tone_verb
from claimcards.views.wording import TONE, WHERE, capital, headline, number, plural

Invite = Callable[[str, str], str]
"""From a claim's id and a rung's label to where evidence can be proposed; empty if nowhere."""


@dataclass(frozen=True, slots=True)
class Side:
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
    sides: tuple[Side, ...] = ()
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
class Column:
    """One rung of the ladder."""

    id: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Neighbouring rungs on which the same is observed."""

    label: str
    columns: tuple[Column, ...]


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


def gap_map(corpus: Corpus, results: Mapping[str, Synthesis], invite: Invite) -> GapMap:
    """Every claim that stands and has findings of its own, under its topic."""
    rungs = _columns(corpus.vocabulary.ladder)
    rows: dict[str, list[MapRow]] = {topic: [] for topic in corpus.vocabulary.topics}
    standing = {key: s.record for key, s in corpus.claims.items() if s.record.withdrawn is None}
    for key, claim in standing.items():
        if not claim.over:
            row = _row(corpus, key, results[key], rungs, invite)
            rows[corpus.topic_of(key)].append(row)
    topics = tuple(
        MapTopic(topic.id, topic.label, tuple(rows[topic.id]))
        for topic in corpus.vocabulary.topics.values()
        if rows[topic.id]
    )
    beyond = _beyond(sum(bool(claim.over) for claim in standing.values()))
    return GapMap(tuple(_groups(rungs)), topics, len(rungs) + 1, _summary(topics), beyond)


def _columns(ladder: Iterable[Rung]) -> tuple[Rung, ...]:
    """The rungs from the lowest to the highest; the field, which is no step, comes last."""
    upwards = tuple(ladder)[::-1]
    steps = [rung for rung in upwards if rung.stratum is not Stratum.FIELD]
    return (*steps, *(rung for rung in upwards if rung.stratum is Stratum.FIELD))


def _groups(rungs: Iterable[Rung]) -> Iterator[ColumnGroup]:
    for stratum, same in groupby(rungs, key=lambda rung: rung.stratum):
        columns = tuple(Column(r.id, r.label, r.definition) for r in same)
        yield ColumnGroup(capital(WHERE[stratum]), columns)


def _row(
    corpus: Corpus, key: str, result: Synthesis, rungs: Iterable[Rung], invite: Invite
) -> MapRow:
    claim = corpus.claims[key].record
    counted = tallies(corpus, claim, result)
    looked = looked_at(corpus, claim, result)
    return MapRow(
        key,
        claim.statement,
        headline(result.headline),
        TONE[result.headline.verdict],
        tuple(
            _cell(claim, result, rung, counted[rung.id], looked.get(rung.id, ()))
            or _empty(claim, rung, invite)
            for rung in rungs
        ),
    )


def _empty(claim: Claim, rung: Rung, invite: Invite) -> MapCell:
    """A cell in which nothing was found, and where that can be mended."""
    asked = rung.stratum is claim.about
    add = invite(claim.id, rung.label)
    return MapCell(rung.label, "empty", asked, note="nothing found", add=add)


def _cell(
    claim: Claim, result: Synthesis, rung: Rung, row: Row, votes: tuple[bool, ...]
) -> MapCell | None:
    """What stands on a rung; nothing if the cell is empty."""
    asked = rung.stratum is claim.about
    sides = _sides(row)
    if sides:
        return MapCell(rung.label, "counted", asked, sides)
    if any(votes):
        note = f"{plural(sum(votes), 'finding')}, counted elsewhere"
        return MapCell(rung.label, "elsewhere", asked, note=note, looked=sum(votes))
    if votes:
        note = f"{plural(len(votes), 'finding')}, context only"
        return MapCell(rung.label, "context", asked, note=note, looked=len(votes))
    if rung.stratum is Stratum.FIELD and not asks_field(claim, result):
        return MapCell(rung.label, "apart", asked, note="not asked")
    return None


def _sides(row: Row) -> tuple[Side, ...]:
    """For and against always, a nought included; mixed where there is something mixed."""
    if not any(row.values()):
        return ()
    shown = [Direction.SUPPORTS, Direction.DISPUTES]
    shown += [Direction.MIXED] if row.get(Direction.MIXED) else []
    return tuple(_side(direction.value, row.get(direction, Fraction(0))) for direction in shown)


def _side(tone: str, count: Fraction) -> Side:
    return Side(tone, tone if count else "nought", number(count), tone_verb(tone, count))


def _beyond(count: int) -> str:
    """'Not in this table: 3 claims made of other claims.' and why; or nothing."""
    if not count:
        return ""
    left = f"Not in this table: {plural(count, 'claim')} made of other claims."
    return f"{left} Such claims have no rungs of their own."


def _summary(topics: Iterable[MapTopic]) -> str:
    """'41 claims on 8 rungs: 120 cells hold groups that count, 180 are empty.'"""
    rows = [row for topic in topics for row in topic.rows]
    states = [cell.state for row in rows for cell in row.cells]
    counted, empty = states.count("counted"), states.count("empty")
    looked = states.count("context") + states.count("elsewhere")
    return (
        f"{plural(len(rows), 'claim')}: {plural(counted, 'cell')} with groups that count, "
        f"{looked} looked at without adding a group, {empty} empty."
    )
