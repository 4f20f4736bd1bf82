"""How one text of a card is written: bare where that is safe, else quoted or folded.

A long text of several sentences stands one sentence a line, so that a mended figure changes
one line of a diff and editors need no wrapping by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOTHING = frozenset(["", "~", "null", "Null", "NULL"])
# What begins something else in YAML. A hyphen does so only before a blank.
_UNSAFE_START = re.compile(r"[!&*>|%@`\"'#,\[\]{}?:]|-(?:[ ,\[\]{}]|$)|---|\.\.\.|<<$|=$")
_UNSAFE_INSIDE = re.compile(r":(?:[ ,\[\]{}]|$)| #")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}?]|:$|::")
_SENTENCE_END = re.compile(r"(?<=[^\s.][.?!])([\"')\]]*) (?=[\"'(\[]*[^\W_a-z])")
_NO_END = re.compile(
    r"(?i:\b(?:e\.g|i\.e|vs|cf|al|fig|figs|approx|ca|dr|prof|mr|mrs|ms|st|ref|refs|eq|vol"
    r"|ed|eds|inc|ltd|co|tab|suppl|resp|incl))\.$|\b(?:Nos?|[A-Z])\.$"
)
_LONGEST_ABBREVIATION = 10
_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def written(text: str, room: int, *, bare_ok: bool = True) -> list[str]:
    """The lines of a text that stands behind its key; the first goes on the key's line.

    ``room`` is how many characters fit there. ``bare_ok`` is False where a comment follows,
    and a bare text could be taken for cut off.
    """
    bare = bare_ok and is_bare(text)
    if "\n" in text:
        return _in_block(text)
    if len(text) + (0 if bare else 2) <= room or not _folds(text):
        return [text if bare else quoted(text)]
    lines = sentences(text)
    if len(lines) == 1 and bare:
        return [text]
    return [">-", *lines]


def in_flow(text: str) -> str:
    """A text as it stands between brackets or braces."""
    return text if is_bare(text) and not _UNSAFE_IN_FLOW.search(text) else quoted(text)


def is_bare(text: str) -> bool:
    """Whether YAML reads this text as it is, without quotes."""
    return (
        text not in _NOTHING
        and not _UNSAFE_START.match(text)
        and not _UNSAFE_INSIDE.search(text)
        and _is_plain_line(text)
    )


def quoted(text: str) -> str:
    """A text in quotes: double ones, unless it holds some itself."""
    if ('"' in text or "\\" in text) and text.isprintable() and text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escaped(c) for c in text) + '"'


def sentences(text: str) -> list[str]:
    """A paragraph cut into its sentences, as far as their ends can be told."""
    found: list[str] = []
    start = 0
    for cut in _SENTENCE_END.finditer(text):
        # Only the last word counts: looking at more would cost the square of a long text.
        if not _NO_END.search(text, max(start, cut.start(1) - _LONGEST_ABBREVIATION), cut.start(1)):
            found.append(text[start : cut.end() - 1])
            start = cut.end()
    return [*found, text[start:]]


def _in_block(text: str) -> list[str]:
    """A text with line breaks in it: line for line, unless that would lose some blank."""
    body = text.removesuffix("\n")
    mark = "" if text.endswith("\n") else "-"
    lines = body.split("\n")
    if not lines[0] or lines[0][0] == " " or not lines[-1] or not _are_plain_lines(lines):
        return [quoted(text)]
    if mark == "" and len(lines) == 1:
        return [">", *sentences(body)]
    return [f"|{mark}", *lines]


def _are_plain_lines(lines: Iterable[str]) -> bool:
    return all(line.isprintable() and line == line.rstrip(" ") for line in lines)


def _is_plain_line(text: str) -> bool:
    return text.isprintable() and text[0] != " " and text[-1] != " "


def _folds(text: str) -> bool:
    """Whether a text can be cut at blanks and read again as the same."""
    return bool(text) and _is_plain_line(text)


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
