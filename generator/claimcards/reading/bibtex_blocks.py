"""What the BibTeX library gives us, in our own types: the only door to bibtexparser.

Of its stages three are used: splitting a file into blocks, splitting names, and decoding
LaTeX. Values and cross-references are resolved by us, because the library passes an
unknown ``@string`` on as text and merges fields where a comma is missing, both in silence.
"""

from __future__ import annotations

import logging
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
class Broken:
    """A block that could not be read: the parser's reason and the text from its ``@``."""

    reason: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Stray:
    """Text outside of every block."""

    text: str
    line: int


Block = RawEntry | RawString | Broken | Stray


def split(text: str) -> list[Block]:
    """Cut a file into its blocks; comments and preambles are left out. Lines count from 1."""
    library = parse_string(text, parse_stack=())
    return [block for found in library.blocks if (block := _block(found)) is not None]


def pieces(text: str) -> list[tuple[int, str, RawEntry | None]]:
    """All of a file, comments included: first line, text as written, and the entry if it is one."""
    library = parse_string(text, parse_stack=())
    found: list[tuple[int, str, RawEntry | None]] = []
    for one in library.blocks:
        block = _block(one)
        entry = block if isinstance(block, RawEntry) else None
        found.append((int(one.start_line or 0) + 1, one.raw or "", entry))
    return found


def _block(found: Any) -> Block | None:
    line = found.start_line + 1
    if isinstance(found, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        first = getattr(found, "previous_block", None)
        return _content(found.ignore_error_block, first.start_line + 1 if first else 0)
    if isinstance(found, ParsingFailedBlock):
        return Broken(getattr(found.error, "abort_reason", ""), found.raw or "", line)
    if isinstance(found, ImplicitComment):
        return Stray(found.comment, line)
    return _content(found, 0)


def _content(found: Any, twice_of: int) -> RawEntry | RawString | None:
    line = found.start_line + 1
    if isinstance(found, String):
        return RawString(found.key.lower(), found.value, line)
    if not isinstance(found, Entry):
        return None
    fields = tuple(RawField(f.key.lower(), f.value, f.start_line + 1) for f in found.fields)
    return RawEntry(found.entry_type.lower(), found.key, line, fields, twice_of)


class UnreadableName(ValueError):  # noqa: N818 - what it is, not that it is an error
    """A name that BibTeX cannot take apart; the text says why."""


def names_in(text: str) -> list[str]:
    """Split a list of names at 'and', but not inside braces."""
    names: list[str] = split_multiple_persons_names(text)
    return names


def name_parts(name: str) -> tuple[str, str, str, str]:
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
    decoder = _decoder(keep_braces)
    result = decoder.transform_entry(Entry("text", "text", [field]), Library())
    return str(field.value) if isinstance(result, Entry) else None


@lru_cache
def _decoder(keep_braces: bool) -> Any:
    # Made when first needed: its tables take 50 ms, and most files hold no LaTeX.
    return LatexDecodingMiddleware(keep_braced_groups=keep_braces, keep_math_mode=False)
