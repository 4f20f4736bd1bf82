"""A card as an outline: its keys, items and texts, each with the comments that belong to it.

The reader's events tell where everything stands; comments are what is left between them. A
comment on a line of its own belongs to what follows it at its depth, or, at a deeper one, to
the end of the block that it closes; a comment behind a value belongs to that value.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimcards.text.card_text import YamlEvent, list_yaml_events

Position = tuple[int, int]
FOR_EDITORS = "# yaml-language-server:"
ASKS = "#?"
"""How a comment begins that says what belongs in the blank below it. A card with blanks cannot
be read, so where one can, each of them was filled in, and these comments have done their work."""


@dataclass(slots=True)
class OutlineItem:
    """A key with its value, or an item of a list (``key`` is None).

    ``above`` holds the comments on lines of their own, '' for a blank line between them;
    ``beside`` the one behind the value, or ''.
    """

    key: str | None
    value: str | OutlineBlock = ""
    above: list[str] = field(default_factory=list)
    beside: str = ""


@dataclass(slots=True)
class OutlineBlock:
    """A map or a list; ``below`` holds the comments behind its last item."""

    is_map: bool
    column: int
    in_brackets: bool
    items: list[OutlineItem] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, from its '#' on, with the blank lines around it."""

    at: Position
    text: str
    is_alone: bool
    blank_before: bool
    blank_after: bool


@dataclass(slots=True)
class Outline:
    """A card: the comments at its top, and its keys."""

    head: list[str]
    root: OutlineBlock


def make_outline(text: str) -> Outline:
    """The outline of a card that was read without any diagnostic."""
    found = list(list_yaml_events(text))
    lines = text.split("\n")
    return _Builder(lines, find_comments(lines, found)).build(found)


def find_comments(lines: Sequence[str], found: Sequence[YamlEvent]) -> list[Comment]:
    """All comments of a card, in their order, but those that ask for what is there by now."""
    numbers = [n for n, line in enumerate(lines) if "#" in line]
    if not numbers:
        return []
    texts = [event for event in found if event.kind == "text"]
    made: list[Comment] = []
    at = 0
    for number in numbers:
        while at < len(texts) and texts[at].end < (number, 0):
            at += 1
        spans = _find_text_spans(texts, at, number)
        column = _find_hash(lines[number], spans)
        if column >= 0 and not lines[number].startswith(ASKS, column):
            made.append(_read_comment(lines, number, column))
    return made


def _find_text_spans(texts: Sequence[YamlEvent], at: int, number: int) -> list[tuple[int, int]]:
    """Which columns of a line are taken by texts."""
    spans: list[tuple[int, int]] = []
    for index in range(at, len(texts)):
        event = texts[index]
        if event.start[0] > number:
            break
        if event.style in ("|", ">"):
            # Its first line holds the indicator only, and what may follow is a comment.
            inside = event.start[0] < number < event.end[0]
            spans.append((0, 1 << 30) if inside else (0, 0))
            continue
        if event.start[0] <= number <= event.end[0]:
            start = event.start[1] if event.start[0] == number else 0
            spans.append((start, event.end[1] if event.end[0] == number else 1 << 30))
    return spans


def _find_hash(line: str, spans: Sequence[tuple[int, int]]) -> int:
    """The column at which the comment of a line begins; -1 where it has none."""
    at = 0
    column = line.find("#")
    while column >= 0:
        while at < len(spans) and spans[at][1] <= column:
            at += 1
        taken = at < len(spans) and spans[at][0] <= column
        if not taken and (column == 0 or line[column - 1] in " \t"):
            return column
        column = line.find("#", column + 1)
    return -1


def _read_comment(lines: Sequence[str], number: int, column: int) -> Comment:
    line = lines[number]
    before = number > 0 and not lines[number - 1].strip()
    after = number + 1 < len(lines) and not lines[number + 1].strip()
    alone = not line[:column].strip(" -")
    return Comment((number, column), line[column:].rstrip(), alone, before, after)


class _Builder:
    """Walks the events once and gives each comment to what it belongs to."""

    def __init__(self, lines: Sequence[str], found: Sequence[Comment]) -> None:
        self.lines = lines
        self.left = deque(found)
        self.last: OutlineItem | None = None
        self.open: list[OutlineBlock] = []
        self.closed: list[OutlineBlock] = []
        self.carried: list[str] = []
        self.expects_value = False

    def build(self, found: Sequence[YamlEvent]) -> Outline:
        """The outline, from all events."""
        root: OutlineBlock | None = None
        head: list[str] = []
        for event in found:
            if event.kind == "end":
                self._end(event)
            elif root is None:
                own = self._before(event.start)
                root = self._opened(event)
                head, self.carried = _part_comments(own)
            else:
                self._value(event)
        assert root is not None  # a card that was read is a map
        self._given(self._before((len(self.lines), 0)), -1)
        return Outline(head, root)

    def _value(self, event: YamlEvent) -> None:
        block = self.open[-1]
        if self.expects_value:
            self._value_of_key(event, block.items[-1])
            return
        column = event.start[1] if block.is_map else block.column
        own = self._given(self._before(event.start), column)
        item = OutlineItem(event.value if block.is_map else None, above=[*self.carried, *own])
        self.carried = []
        block.items.append(item)
        self.last = item
        if block.is_map:
            self.expects_value = True
        elif event.kind == "text":
            item.value = event.value
        else:
            item.value = self._opened(event)

    def _value_of_key(self, event: YamlEvent, item: OutlineItem) -> None:
        self.expects_value = False
        own = [
            line for comment in self._before(event.start) for line in _list_comment_lines(comment)
        ]
        if event.kind == "text":
            item.value = event.value
            item.above += own
        elif event.in_brackets:
            item.above += own
            item.value = self._opened(event)
        else:
            self.carried = own
            item.value = self._opened(event)

    def _opened(self, event: YamlEvent) -> OutlineBlock:
        block = OutlineBlock(event.kind == "map", event.start[1], event.in_brackets)
        self.open.append(block)
        return block

    def _end(self, event: YamlEvent) -> None:
        block = self.open.pop()
        if block.in_brackets:
            block.below += [
                line
                for comment in self._before(event.start)
                for line in _list_comment_lines(comment)
            ]
            self.last = self.open[-1].items[-1]
        else:
            self.closed.append(block)

    def _before(self, position: Position) -> list[Comment]:
        """The comments on lines of their own before this place; the others are given away."""
        own: list[Comment] = []
        while self.left and self.left[0].at < position:
            comment = self.left.popleft()
            if comment.is_alone or self.last is None:
                own.append(comment)
            elif self.last.beside:
                self.last.above.append(comment.text)
            else:
                self.last.beside = comment.text
        return own

    def _given(self, own: Sequence[Comment], column: int) -> list[str]:
        """Give deeper comments to the blocks that end here; the rest belongs to what follows."""
        closed, self.closed = self.closed, []
        rest: list[str] = []
        at = 0
        for comment in own:
            while at < len(closed) and closed[at].column > comment.at[1]:
                at += 1
            if at < len(closed) and comment.at[1] > column and not rest:
                closed[at].below += _list_comment_lines(comment)
            else:
                rest += _list_comment_lines(comment)
        return rest


def _list_comment_lines(comment: Comment) -> list[str]:
    return [""] * comment.blank_before + [comment.text] + [""] * comment.blank_after


def _part_comments(own: Sequence[Comment]) -> tuple[list[str], list[str]]:
    """What stays at the top of the card, and what moves along with its first key.

    A line for editors stays, and so does all that a blank line parts from the key.
    """
    lines = [line for comment in own for line in _list_comment_lines(comment)]
    while lines and not lines[0]:
        lines.pop(0)
    keep = max(
        (n for n, line in enumerate(lines, 1) if not line or is_for_editors(line)), default=0
    )
    return lines[:keep], lines[keep:]


def is_for_editors(comment: str) -> bool:
    """Whether a comment is the line by which an editor finds the schema of a card."""
    return comment.startswith(FOR_EDITORS)
