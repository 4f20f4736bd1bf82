"""Read a bibliography: references with their places, and what is wrong with the others.

One broken entry costs itself only. The stages: the file is split into blocks, each value is
evaluated with the file's ``@string`` definitions, fields missing from an entry are taken
from the one its ``crossref`` names, and a reference is made of the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from claimcards.references.bibtex_blocks import (
    MAX_VALUE,
    BrokenBlock,
    RawEntry,
    RawField,
    RawString,
    StrayText,
    evaluate_value,
    find_glued_field,
    split_blocks,
)
from claimcards.references.bibtex_fields import (
    find_unknown_commands,
    hint_at_field,
    hint_at_kind,
    make_reference,
    strip_bibtex,
)
from claimcards.references.reference import Reference
from claimcards.text.characters import find_refused_characters, list_hidden_characters
from claimcards.text.diagnostics import Diagnostic, Place, Severity

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OTHER_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+/-]*")
"""What other programs take for a key; ours becomes an address."""
_FIELD_START = re.compile(r"\n[ \t]*([A-Za-z][\w-]*)[ \t]*=[ \t]*[{\"\w]")
# Bare text that no LaTeX touches.
_VERBATIM = frozenset(["doi", "url", "pmid", "pmcid", "crossref", "file"])
_OWN = frozenset(["title", "crossref", "doi", "pmid", "pmcid", "url", "note"])


@dataclass(frozen=True, slots=True)
class SourcedReference:
    """A reference and where it stands."""

    reference: Reference
    place: Place


def read_bibtex(file: str, text: str) -> tuple[tuple[SourcedReference, ...], list[Diagnostic]]:
    """Read all entries of a BibTeX file, in their order; problems are returned, never raised."""
    if refused := find_refused_characters(file, text, tabs=False):
        return (), refused
    reader = _BibtexReader(file, text)
    return tuple(reader.references()), reader.diagnostics


def _place_word(file: str, lines: list[str], line: int, word: str) -> Place:
    """The place of a field's name, or of an entry's ``@``, in its line; else the line's start."""
    row = lines[line - 1] if line <= len(lines) else ""
    pattern = "@" if word == "@" else rf"(?i)(?<![\w-]){re.escape(word)}\s*="
    found = re.search(pattern, row) if word else None
    return Place(file, line, found.start() + 1 if found else len(row) - len(row.lstrip()) + 1)


def make_slug_key(key: str) -> str:
    """The key that comes nearest to this one and can be an address."""
    return "-".join(re.findall(r"[a-z0-9]+", key.lower()))


class _BibtexReader:
    """Reads one file; holds its definitions, its entries and what was found wrong."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.diagnostics: list[Diagnostic] = []
        self.field_lines: dict[str, dict[str, int]] = {}
        blocks = split_blocks(text)
        self.strings = self._strings(b for b in blocks if isinstance(b, RawString))
        self._misfits(blocks)
        self.entries = [b for b in blocks if isinstance(b, RawEntry) and self._is_usable(b)]

    def references(self) -> Iterator[SourcedReference]:
        """Each entry as a reference, its crossref resolved."""
        values = {entry.key: self._values(entry) for entry in self.entries}
        for entry in self.entries:
            lines = self.field_lines[entry.key]
            fields = self._inherited(entry, values, lines)
            report = partial(self._report, entry, lines)
            place = _place_word(self.file, self.lines, entry.line, "@")
            made = make_reference(entry.key, entry.kind, fields, report)
            yield SourcedReference(made, place)

    def _report(
        self,
        entry: RawEntry,
        lines: dict[str, int],
        code: str,
        name: str,
        message: str,
        hint: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        line = lines.get(name, 0)
        self._found(code, line or entry.line, name if line else "@", message, hint, severity)

    def _strings(self, definitions: Iterable[RawString]) -> dict[str, str]:
        strings: dict[str, str] = {}
        for one in definitions:
            if one.name in strings:
                message = f"'@string' defines '{one.name}' a second time"
                self._found("CC054", one.line, "@", message, "keep one of the two")
                continue
            strings[one.name] = self._evaluate(one, strings)
        return strings

    def _is_usable(self, entry: RawEntry) -> bool:
        """Say whether the entry can become a reference, and what is wrong with its head."""
        if hint := hint_at_kind(entry.kind):
            message = f"'@{entry.kind}' is no known type of entry"
            self._found("CC057", entry.line, "@", message, hint)
        if entry.twice_of:
            message = f"the key '{entry.key}' stands here a second time; the first is on line"
            hint = "delete one of the two, or give it a key of its own"
            self._found("CC054", entry.line, "@", f"{message} {entry.twice_of}", hint)
            return False
        if _KEY.fullmatch(entry.key):
            return True
        if _OTHER_KEY.fullmatch(entry.key):
            message = f"the key '{entry.key[:60]}' becomes an address, and cannot be one"
            key = make_slug_key(entry.key)
            hint = f"use lower-case letters a-z, digits and hyphens only, as in '{key}'"
            self._found("CC063", entry.line, "@", message, hint)
            return False
        message = f"'{' '.join(entry.key.split())[:40]}' cannot be the key of an entry"
        hint = "write a key such as lai2015msc and a comma behind the first brace"
        self._found("CC063", entry.line, "@", message, hint)
        return False

    def _values(self, entry: RawEntry) -> dict[str, str]:
        values: dict[str, str] = {}
        lines = self.field_lines[entry.key] = {}
        for one in self._fields(entry):
            if one.name in values:
                first = f"the first is on line {lines[one.name]}"
                message = f"'{one.name}' stands here a second time; {first}"
                self._found("CC055", one.line, one.name, message, "keep one of the two")
                continue
            lines[one.name] = one.line
            values[one.name] = self._value(one)
        return values

    def _fields(self, entry: RawEntry) -> Iterator[RawField]:
        """The fields as written, those freed that a missing comma or brace has swallowed."""
        for one in entry.fields:
            later: RawField | None = one
            if len(one.value) > MAX_VALUE:
                self._too_long(one)
                later = None
            while later:
                now, later = self._cut(later)
                yield now

    def _cut(self, one: RawField) -> tuple[RawField, RawField | None]:
        value = evaluate_value(one.value, self.strings)
        if value.rest.strip("}, \n"):
            glued = find_glued_field(value.rest)
            if not (glued and value.rest.startswith(",")):
                self._behind(one, value.rest, glued)
            now = replace(one, value=one.value[: value.consumed])
            return now, self._later(one, glued, len(one.value) - len(value.rest))
        if "\n" in one.value and (inside := _FIELD_START.search(one.value)):
            message = f"the value of '{one.name}' holds the line '{inside[1]} = ...'"
            self._found("CC050", one.line, one.name, message, "close its brace before that line")
            now = replace(one, value=one.value[: inside.start()].rstrip(", "))
            return now, self._later(
                one, find_glued_field(one.value[inside.start() :]), inside.start()
            )
        return one, None

    def _later(self, one: RawField, glued: tuple[str, str] | None, start: int) -> RawField | None:
        """The swallowed field, on its true line."""
        if glued is None:
            return None
        name_at = one.value.lower().index(glued[0], start)
        return RawField(glued[0], glued[1].strip(), one.line + one.value.count("\n", 0, name_at))

    def _behind(self, one: RawField, rest: str, glued: tuple[str, str] | None) -> None:
        if glued:
            message = f"no comma between '{one.name}' and '{glued[0]}'"
            hint = f"put a comma at the end of the value of '{one.name}'"
        else:
            message = f"'{' '.join(rest.split())[:40]}' stands behind the value of '{one.name}'"
            hint = "put the whole value in one pair of braces, and a comma behind it"
        self._found("CC052", one.line, one.name, message, hint)

    def _too_long(self, one: RawField | RawString, written_out: str = "") -> None:
        message = f"the value of '{one.name}' has more than {MAX_VALUE:,} characters{written_out}"
        self._found("CC071", one.line, one.name, message, "shorten it, or close its brace")

    def _evaluate(self, one: RawField | RawString, strings: dict[str, str]) -> str:
        """A value with its names written out; one that is too long is left out."""
        if len(one.value) > MAX_VALUE:
            self._too_long(one)
            return ""
        value = evaluate_value(one.value, strings)
        self._unknown_strings(value.unknown, one.line, one.name)
        if value.too_long:
            self._too_long(one, " when its names are written out")
            return ""
        return value.text

    def _value(self, one: RawField) -> str:
        text = self._evaluate(one, self.strings)
        if hint := hint_at_field(one.name):
            message = f"'{one.name}' is no known field"
            self._found("CC060", one.line, one.name, message, hint, Severity.WARNING)
        for command in () if one.name in _VERBATIM else find_unknown_commands(text):
            message = f"the LaTeX command \\{command} is not known, so it is printed as it stands"
            hint = "write the sign itself, in Unicode"
            self._found("CC070", one.line, one.name, message, hint, Severity.WARNING)
        self._hidden(one, text)
        return text

    def _hidden(self, one: RawField, text: str) -> None:
        """What a LaTeX command prints may be a character that nobody can see."""
        for code, name in list_hidden_characters(strip_bibtex(text)) if "\\" in text else ():
            message = f"a LaTeX command in '{one.name}' makes {name}"
            hint = r"delete it, such as \- for a hyphenation; nobody could see that sign"
            self._found(code, one.line, one.name, message, hint)

    def _inherited(
        self, entry: RawEntry, values: dict[str, dict[str, str]], lines: dict[str, int]
    ) -> dict[str, str]:
        """The entry's fields, and those of the one its crossref names that it lacks."""
        own = values[entry.key]
        parent_key = own.get("crossref", "").strip()
        if not parent_key:
            return own
        if parent_key not in values or parent_key == entry.key:
            message = f"'crossref' names '{parent_key}', which is no other entry of this file"
            hint = "put that entry into this file, or write its fields here"
            self._found("CC062", lines["crossref"], "crossref", message, hint)
            return own
        parent = {name: text for name, text in values[parent_key].items() if name not in _OWN}
        if entry.kind != "article" and "title" in values[parent_key]:
            parent.setdefault("booktitle", values[parent_key]["title"])
        return {**parent, **own}

    def _misfits(self, blocks: list[RawEntry | RawString | BrokenBlock | StrayText]) -> None:
        """Report what is no entry. What follows a broken block is its rest, and needs no word."""
        broken = False
        for block in blocks:
            if isinstance(block, BrokenBlock):
                self._broken(block)
            elif isinstance(block, StrayText) and not broken:
                self._stray(block)
            broken = isinstance(block, BrokenBlock)

    def _broken(self, block: BrokenBlock) -> None:
        line, message, hint = _explain_unclosed(block)
        self._found("CC050" if "never closed" in message else "CC051", line, "", message, hint)

    def _stray(self, block: StrayText) -> None:
        for offset, row in enumerate(block.text.split("\n")):
            if row.strip() and not row.lstrip().startswith("%"):
                message = f"'{row.strip()[:40]}' stands outside of every entry and is not read"
                hint = "an entry begins with @, as in @article{...; a comment with %"
                line = block.line + offset
                self._found("CC056", line, "", message, hint, Severity.WARNING)
                return

    def _unknown_strings(self, unknown: tuple[str, ...], line: int, name: str) -> None:
        for word in unknown:
            hint = f"put braces around it: {{{word}}}, or define it with @string"
            self._found("CC053", line, name, f"'{word[:40]}' is no @string of this file", hint)

    def _found(
        self,
        code: str,
        line: int,
        word: str,
        message: str,
        hint: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        place = _place_word(self.file, self.lines, line, word)
        self.diagnostics.append(Diagnostic(code, place, message, hint, severity))


def _explain_unclosed(block: BrokenBlock) -> tuple[int, str, str]:
    """Line, message and hint for a block that does not end, or is not written as an entry."""
    if "comma after entry key" in block.reason:
        return block.line, "no comma behind the key of this entry", "as in @article{lai2015msc,"
    if "xpected a `=`" in block.reason and "`@" not in block.reason:
        line = block.line + block.text.rstrip().count("\n")
        return line, "no '=' behind the name of a field here", "as in year = {2015},"
    opened: list[int] = []
    line = block.line
    rows = block.text.split("\n")
    for row in rows:
        if len(opened) > 1 and _FIELD_START.match(f"\n{row}"):
            break
        for sign in re.findall(r"(?<!\\)[{}]", row):
            if sign == "{":
                opened.append(line)
            elif opened:
                opened.pop()
        line += 1
    where = opened[1] if len(opened) > 1 else block.line
    what = "the brace { opened on this line" if len(opened) > 1 else "this entry"
    return where, f"{what} is never closed", "close it with }; a value ends with },"
