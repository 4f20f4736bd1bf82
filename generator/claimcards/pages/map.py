"""The evidence gap map, claim by claim and rung by rung, and the whole site at a glance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from claimcards.cards.claim import Claim
from claimcards.cards.vocabulary import Rung
from claimcards.cards.words import Direction, Stratum
from claimcards.corpus import Corpus
from claimcards.pages.answer import BarPart
from claimcards.pages.explore import Explore, name_headline_word, tone_of_word
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
from claimcards.verdict.values import ClaimVerdict, HeadlineWord

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


def make_gap_map(corpus: Corpus, results: Mapping[str, ClaimVerdict], invite: Invite) -> GapMap:
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
    corpus: Corpus, key: str, result: ClaimVerdict, rungs: Iterable[Rung], invite: Invite
) -> MapRow:
    claim = corpus.claims[key].record
    counted = tally_rungs(corpus, result)
    looked = find_rungs_looked_at(corpus, result)
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
    claim: Claim, result: ClaimVerdict, rung: Rung, row: Row, votes: tuple[bool, ...]
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


LEANING = (HeadlineWord.LEANING_YES, HeadlineWord.LEANING_NO)
"""Verdicts so uncertain that they must not be added to the others of their side."""
GLANCE = (
    ("supports", False, "supported"),
    ("supports", True, HeadlineWord.LEANING_YES.value),
    ("disputes", False, "disputed"),
    ("disputes", True, HeadlineWord.LEANING_NO.value),
    ("mixed", False, "contested"),
    ("none", False, "without a verdict"),
)
"""The ways a claim can stand, in the order of the page: tone, whether it only leans, name."""


@dataclass(frozen=True, slots=True)
class GlancePart:
    """How many claims stand one way, or only lean it; ``query`` shows them in Explore."""

    tone: str
    leaning: bool
    label: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Glance:
    """All claims by how they stand, drawn as one bar; a part of it for each part."""

    parts: tuple[GlancePart, ...]
    bar: tuple[BarPart, ...]


@dataclass(frozen=True, slots=True)
class OverviewCell:
    """The claims of one topic on one rung.

    ``state`` is counted, context (looked at, and nothing that counts), empty (nothing was
    found for any claim) or apart (no claim of the topic asks it). ``count`` is how many
    claims have groups that count, ``words`` the same and more for a reader who sees no bar.
    """

    state: str
    count: int
    words: str
    bar: tuple[BarPart, ...]


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One topic."""

    id: str
    label: str
    claims: str
    cells: tuple[OverviewCell, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Topics by rungs; ``width`` and ``beyond`` are those of the whole map."""

    groups: tuple[ColumnGroup, ...]
    rows: tuple[OverviewRow, ...]
    width: int
    beyond: str


def count_at_a_glance(view: Explore) -> Glance:
    """Count the claims by tone; a way in which none stands is left out."""
    verdicts = [row.values["verdict"][0] for row in view.claims]
    parts = []
    for tone, leaning, label in GLANCE:
        words = [w for w in HeadlineWord if tone_of_word(w) == tone and (w in LEANING) is leaning]
        there = [word for word in map(name_headline_word, words) if word in verdicts]
        count = sum(verdicts.count(word) for word in there)
        if count:
            parts.append(GlancePart(tone, leaning, label, count, f"verdict={','.join(there)}"))
    bar = _draw_overview_bar((part.tone, part.count) for part in parts)
    return Glance(tuple(parts), bar)


def make_overview(full: GapMap) -> Overview:
    """The gap map by topic: on how many claims there is something, and which way it points."""
    rows = tuple(_make_overview_row(topic) for topic in full.topics)
    return Overview(full.groups, rows, full.width, full.beyond)


def _make_overview_row(topic: MapTopic) -> OverviewRow:
    columns = zip(*(row.cells for row in topic.rows), strict=True)
    cells = tuple(_make_overview_cell(column) for column in columns)
    return OverviewRow(topic.id, topic.label, count_things(len(topic.rows), "claim"), cells)


def _make_overview_cell(column: tuple[MapCell, ...]) -> OverviewCell:
    states = [cell.state for cell in column]
    if set(states) == {"apart"}:
        return OverviewCell("apart", 0, "not asked", ())
    ways = [_find_way(cell) for cell in column if cell.state == "counted"]
    looked = states.count("context") + states.count("elsewhere")
    parts = [(tone, ways.count(tone)) for tone in ("supports", "mixed", "disputes")]
    state = "counted" if ways else "context" if looked else "empty"
    bar = _draw_overview_bar((*parts, ("rest", len(column) - len(ways))))
    return OverviewCell(state, len(ways), _word_overview_cell(parts, looked, len(column)), bar)


def _find_way(cell: MapCell) -> str:
    """Where all groups of a claim's rung point: one way, or not."""
    against = any(s.shape == Direction.DISPUTES.value and s.tone != "nought" for s in cell.sides)
    for_ = any(s.shape == Direction.SUPPORTS.value and s.tone != "nought" for s in cell.sides)
    mixed = any(s.shape == Direction.MIXED.value for s in cell.sides)
    if for_ != against and not mixed:
        return "supports" if for_ else "disputes"
    return "mixed"


_SAID = {"supports": "only for", "mixed": "both ways or mixed", "disputes": "only against"}


def _word_overview_cell(parts: Iterable[tuple[str, int]], looked: int, total: int) -> str:
    """'of 16 claims: 12 only for, 2 both ways or mixed; 1 looked at, nothing that counts'."""
    ways = ", ".join(f"{count} {_SAID[tone]}" for tone, count in parts if count)
    seen = f"{looked} looked at, nothing that counts" if looked else ""
    said = "; ".join(text for text in (ways, seen) if text) or "nothing found"
    return f"of {count_things(total, 'claim')}: {said}"


def _draw_overview_bar(parts: Iterable[tuple[str, int]]) -> tuple[BarPart, ...]:
    return tuple(_draw_parts([(tone, count) for tone, count in parts if count]))


def _draw_parts(parts: list[tuple[str, int]]) -> Iterator[BarPart]:
    total, start = sum(count for _, count in parts), Fraction(0)
    for tone, count in parts:
        width = Fraction(100 * count, total)
        yield BarPart(tone, f"{float(start):.4g}", f"{float(width):.4g}", str(count))
        start += width
