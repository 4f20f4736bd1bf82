"""The whole site at a glance: how many claims stand how, and on which rungs there is evidence.

A home page shows this. It is as long as there are topics, however many claims a site has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from claimcards.cards.words import Direction
from claimcards.pages.answer import BarPart
from claimcards.pages.explore import Explore, name_headline_word, tone_of_word
from claimcards.pages.map import ColumnGroup, GapMap, MapCell, MapTopic
from claimcards.pages.wording import count_things
from claimcards.verdict.results import Word

LEANING = (Word.LEANING_YES, Word.LEANING_NO)
"""Verdicts so uncertain that they must not be added to the others of their side."""
GLANCE = (
    ("supports", False, "supported"),
    ("supports", True, Word.LEANING_YES.value),
    ("disputes", False, "disputed"),
    ("disputes", True, Word.LEANING_NO.value),
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
        words = [w for w in Word if tone_of_word(w) == tone and (w in LEANING) is leaning]
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
