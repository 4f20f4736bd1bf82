"""The only door to bibtexparser: blocks of a file in our own types, and the values of fields."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    Field,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)

# Both log to stderr what they stumble over; here each such thing is a diagnostic, or is kept
# as it was written. (pylatexenc is what bibtexparser decodes LaTeX with.)
for _library in ("bibtexparser", "pylatexenc"):
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True)
class RawField:
    """A field as written: its name in lower case, its value with braces or quotes."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as written; ``twice_of`` is the line of the first entry with its key, or 0."""

    kind: str
    key: str
    line: int
    fields: tuple[RawField, ...]
    twice_of: int = 0


@dataclass(frozen=True, slots=True)
class RawString:
    """An ``@string`` definition."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class BrokenBlock:
    """A block that could not be read: the parser's reason and the text from its ``@``."""

    reason: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class StrayText:
    """Text outside of every block."""

    text: str
    line: int


BibtexBlock = RawEntry | RawString | BrokenBlock | StrayText


def split_blocks(text: str) -> list[BibtexBlock]:
    """Cut a file into its blocks; comments and preambles are left out. Lines count from 1."""
    library = parse_string(text, parse_stack=())
    return [block for found in library.blocks if (block := _convert_block(found)) is not None]


def split_pieces(text: str) -> list[tuple[int, str, RawEntry | None]]:
    """All of a file, comments included: first line, text as written, and the entry if it is one."""
    library = parse_string(text, parse_stack=())
    found: list[tuple[int, str, RawEntry | None]] = []
    for one in library.blocks:
        block = _convert_block(one)
        entry = block if isinstance(block, RawEntry) else None
        found.append((int(one.start_line or 0) + 1, one.raw or "", entry))
    return found


def _convert_block(found: Any) -> BibtexBlock | None:
    line = found.start_line + 1
    if isinstance(found, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        first = getattr(found, "previous_block", None)
        return _convert_content(found.ignore_error_block, first.start_line + 1 if first else 0)
    if isinstance(found, ParsingFailedBlock):
        return BrokenBlock(getattr(found.error, "abort_reason", ""), found.raw or "", line)
    if isinstance(found, ImplicitComment):
        return StrayText(found.comment, line)
    return _convert_content(found, 0)


def _convert_content(found: Any, twice_of: int) -> RawEntry | RawString | None:
    line = found.start_line + 1
    if isinstance(found, String):
        return RawString(found.key.lower(), found.value, line)
    if not isinstance(found, Entry):
        return None
    fields = tuple(RawField(f.key.lower(), f.value, f.start_line + 1) for f in found.fields)
    return RawEntry(found.entry_type.lower(), found.key, line, fields, twice_of)


class UnreadableName(ValueError):  # noqa: N818 - what it is, not that it is an error
    """A name that BibTeX cannot take apart; the text says why."""


def split_names(text: str) -> list[str]:
    """Split a list of names at 'and', but not inside braces."""
    names: list[str] = split_multiple_persons_names(text)
    return names


def split_name(name: str) -> tuple[str, str, str, str]:
    """Particle, family name, suffix and given names of one person.

    :raises UnreadableName: for too many commas, or braces that do not match.
    """
    try:
        parts = parse_single_name_into_parts(name)
    except InvalidNameError as error:
        raise UnreadableName(error.reason) from None
    particle, family, suffix, given = (
        " ".join(words) for words in (parts.von, parts.last, parts.jr, parts.first)
    )
    return particle, family, suffix, given


def decode_latex(text: str, *, keep_braces: bool) -> str | None:
    """Text with its LaTeX commands replaced by what they print; None if it has too bad a form."""
    # The decoder works on entries only, so the text travels in one.
    field = Field("text", text)
    decoder = _make_decoder(keep_braces)
    result = decoder.transform_entry(Entry("text", "text", [field]), Library())
    return str(field.value) if isinstance(result, Entry) else None


@lru_cache
def _make_decoder(keep_braces: bool) -> Any:
    # Made when first needed: its tables take 50 ms, and most files hold no LaTeX.
    return LatexDecodingMiddleware(keep_braced_groups=keep_braces, keep_math_mode=False)


MAX_VALUE = 10_000
"""Characters in the value of a field, as written and when all names in it are written out; an
abstract has about 2,000. Decoding LaTeX costs the square of the length."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_WORD = re.compile(r"[^\s#,{}\"=]+")
_JOINT = re.compile(r"\s*#")
_GLUED = re.compile(r",?\s*([A-Za-z][\w-]*)\s*=\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class BibtexValue:
    """A field's text; the ``@string`` names nobody defined; what stands behind it unread.

    ``consumed`` counts the characters that belong to the value itself. A value of more than
    MAX_VALUE characters is cut off there, and ``too_long`` says so: names that stand for names
    could make gigabytes of a few lines.
    """

    text: str
    unknown: tuple[str, ...] = ()
    rest: str = ""
    consumed: int = 0
    too_long: bool = False


def evaluate_value(raw: str, strings: Mapping[str, str]) -> BibtexValue:
    """Read a value as written, with the ``@string`` definitions of its file."""
    if len(raw) > 1 and raw[0] == "{" and raw.find("}") == len(raw) - 1 and raw[-2] != "\\":
        return BibtexValue(raw[1:-1])  # nearly every field: one pair of braces and no others
    pieces: list[str] = []
    unknown: list[str] = []
    at = size = 0
    while True:
        piece, at = _read_piece(raw, at, strings, unknown)
        pieces.append(piece[: MAX_VALUE - size])
        size += len(piece)
        joint = _JOINT.match(raw, at)
        if not joint:
            break
        at = joint.end()
        if size > MAX_VALUE:
            return BibtexValue("".join(pieces), tuple(unknown), "", len(raw), too_long=True)
    rest = raw[at:].lstrip()
    return BibtexValue("".join(pieces), tuple(unknown), rest, at, size > MAX_VALUE)


def find_glued_field(rest: str) -> tuple[str, str] | None:
    """Name and value of a field that stands behind another without a comma."""
    found = _GLUED.fullmatch(rest)
    return (found[1].lower(), found[2]) if found else None


def _read_piece(
    raw: str, at: int, strings: Mapping[str, str], unknown: list[str]
) -> tuple[str, int]:
    """One text, number or name, and where it ends."""
    while at < len(raw) and raw[at].isspace():
        at += 1
    if raw[at : at + 1] in ("{", '"'):
        end = _find_closing(raw, at)
        return raw[at + 1 : end], end + 1
    if not (word := _WORD.match(raw, at)):
        return "", at
    name = word[0].lower()
    if word[0].isdigit() or name in MONTHS:
        return name, word.end()
    if name not in strings:
        unknown.append(word[0])
    return strings.get(name, word[0]), word.end()


def _find_closing(raw: str, start: int) -> int:
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
