"""What a text without quotes loses or swallows, though the card can be read as YAML.

YAML ends such a text before a blank and a #, and lets it go on over the lines below, even
where these begin with a hyphen. Both are what YAML says and seldom what a person means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcards.diagnostics import Diagnostic, Place, Severity

_COMMENT = re.compile(r"\s*:?\s*#\S")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_ITEM = re.compile(r"\s*- \S")
_CUT = re.compile(r" #(?P<glued>\S)?(?P<rest>.*)")

Position = tuple[int, int]
"""Line and column, counted from 0."""


def nothing_hint(row: str, end: int) -> str:
    """What to do about a key or a hyphen, ending in this column of a row, with nothing behind."""
    if _COMMENT.match(row, end):
        return "a # begins a comment: put the value that it belongs to in double quotes"
    return "fill it in or delete the line"


def comma_hint(piece: str) -> str:
    """What to do about a piece between commas that has no colon."""
    if _DIGITS.fullmatch(piece):
        return "write a number without a comma: 0.38 for 0,38 and 1300 for 1,300"
    return "put the text that holds the comma in double quotes, or write '{key: value}'"


def slips(file: str, lines: Sequence[str], start: Position, end: Position) -> Iterator[Diagnostic]:
    """Warn of a text without quotes that stands between these positions."""
    if end[0] > start[0]:
        yield from _swallowed(file, lines, start, end)
    yield from _cut_off(file, lines, start, end)


def _swallowed(
    file: str, lines: Sequence[str], start: Position, end: Position
) -> Iterator[Diagnostic]:
    for number in range(start[0] + 1, end[0] + 1):
        row = lines[number]
        if _ITEM.match(row):
            message = f"this line goes on with the text of line {start[0] + 1} and begins no list"
            hint = "delete that text if a list is meant; else put all of the text in double quotes"
            column = len(row) - len(row.lstrip()) + 1
            place = Place(file, number + 1, column)
            yield Diagnostic("CC047", place, message, hint, Severity.WARNING)
            return


def _cut_off(
    file: str, lines: Sequence[str], start: Position, end: Position
) -> Iterator[Diagnostic]:
    """A comment has two blanks before it, or one behind it, or a single word; text has not."""
    row = lines[end[0]]
    found = _CUT.match(row, end[1])
    if not found:
        return
    sentence = end[0] > start[0] or " " in row[start[1] : end[1]]
    if found["glued"] or (sentence and len(found["rest"].split()) > 1):
        message = "the text ends before this ' #', and what stands behind it is a comment"
        hint = "put the whole text in double quotes; write a comment on a line of its own"
        place = Place(file, end[0] + 1, end[1] + 2)
        yield Diagnostic("CC046", place, message, hint, Severity.WARNING)
