"""The value of a BibTeX field: text in braces or quotes, numbers, ``@string`` names, ``#``.

What is wrong is said, not guessed away: an unknown name, and a second field that a missing
comma has glued to the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_WORD = re.compile(r"[^\s#,{}\"=]+")
_GLUED = re.compile(r",?\s*([A-Za-z][\w-]*)\s*=\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Value:
    """A field's text; the ``@string`` names nobody defined; what stands behind it unread.

    ``consumed`` counts the characters that belong to the value itself.
    """

    text: str
    unknown: tuple[str, ...] = ()
    rest: str = ""
    consumed: int = 0


def evaluate(raw: str, strings: Mapping[str, str]) -> Value:
    """Read a value as written, with the ``@string`` definitions of its file."""
    if len(raw) > 1 and raw[0] == "{" and raw.find("}") == len(raw) - 1 and raw[-2] != "\\":
        return Value(raw[1:-1])  # nearly every field: one pair of braces and no others
    pieces: list[str] = []
    unknown: list[str] = []
    at = 0
    while True:
        piece, at = _piece(raw, at, strings, unknown)
        pieces.append(piece)
        rest = raw[at:].lstrip()
        if not rest.startswith("#"):
            break
        at = len(raw) - len(rest) + 1
    return Value("".join(pieces), tuple(unknown), rest, at)


def glued_field(rest: str) -> tuple[str, str] | None:
    """Name and value of a field that stands behind another without a comma."""
    found = _GLUED.fullmatch(rest)
    return (found[1].lower(), found[2]) if found else None


def _piece(raw: str, at: int, strings: Mapping[str, str], unknown: list[str]) -> tuple[str, int]:
    """One text, number or name, and where it ends."""
    while at < len(raw) and raw[at].isspace():
        at += 1
    if raw[at : at + 1] in ("{", '"'):
        end = _closing(raw, at)
        return raw[at + 1 : end], end + 1
    if not (word := _WORD.match(raw, at)):
        return "", at
    name = word[0].lower()
    if word[0].isdigit() or name in MONTHS:
        return name, word.end()
    if name not in strings:
        unknown.append(word[0])
    return strings.get(name, word[0]), word.end()


def _closing(raw: str, start: int) -> int:
    """Where the brace or quote opened at ``start`` closes; the end, if it never does."""
    depth = 0
    quoted = raw[start] == '"'
    at = start + 1
    while at < len(raw):
        sign = raw[at]
        if sign == "\\":
            at += 1
        elif depth == 0 and sign == ('"' if quoted else "}"):
            return at
        elif sign in "{}":
            depth += 1 if sign == "{" else -1
        at += 1
    return len(raw)
