"""Characters that would corrupt a card or make its line numbers wrong.

Editors count lines by line feeds. YAML also counts others, and people see neither those
nor control characters, so a file that holds one is refused before anything reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcards.text.diagnostics import Diagnostic, Place

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\r(?!\n)")
_UNSEEN = re.compile("[\x1f\xad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_TAB = re.compile("\t")

_NAMES = {
    "\x00": "a NUL character",
    "\x0b": "a vertical tab",
    "\x0c": "a form feed (page break)",
    "\r": "a lone carriage return",
    "\x85": "a 'next line' character",
    "\u2028": "a Unicode line separator",
    "\u2029": "a Unicode paragraph separator",
    "\xad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u2060": "a word joiner",
    "\ufeff": "a byte-order mark",
}


def find_refused_characters(file: str, text: str, *, tabs: bool) -> list[Diagnostic]:
    """Name the first character of each forbidden kind; nothing if the text is sound.

    ``tabs`` says that tabs are forbidden too, as they are in YAML.
    """
    # Nearly every file passes this one C-level test; only the others pay for the search.
    if text.replace("\n", "").isprintable():
        return []
    return list(_search_text(file, text, tabs))


def list_hidden_characters(value: str) -> Iterator[tuple[str, str]]:
    """The code and name of the first forbidden character of each kind in a value.

    A file without any can still make one: YAML and LaTeX write characters with a backslash.
    Tabs and line feeds harm nothing there.
    """
    if not value.isprintable():
        for code, pattern in (("CC008", _CONTROL), ("CC009", _LINE_END), ("CC010", _UNSEEN)):
            if found := pattern.search(value):
                yield code, _name_character(found[0])


def drop_hidden_characters(value: str) -> str:
    """A value without its forbidden characters, once they are said."""
    for pattern in (_CONTROL, _LINE_END, _UNSEEN):
        value = pattern.sub("", value)
    return value


def _search_text(file: str, text: str, tabs: bool) -> Iterator[Diagnostic]:
    for code, pattern, hint in (
        ("CC008", _CONTROL, _hint_at_control(text)),
        ("CC009", _LINE_END, "delete it, or put a plain line break (Enter) in its place"),
        ("CC010", _UNSEEN, "delete it and type the text around it again"),
        ("CC011", _TAB, "use spaces: two for each level"),
    ):
        if (pattern is not _TAB or tabs) and (found := pattern.search(text)):
            message = (
                f"{_name_character(found[0])} stands here{_count_more(pattern, text, found.end())}"
            )
            yield Diagnostic(code, find_place(file, text, found.start()), message, hint)


def _hint_at_control(text: str) -> str:
    # UTF-16 without its mark is valid UTF-8 in which every other character is NUL.
    if text.count("\x00") > len(text) // 4:
        return "the file seems to be UTF-16: save it again as UTF-8"
    return "delete it; if the file shows as gibberish, it is not a text file"


def _name_character(character: str) -> str:
    if character == "\t":
        return "a tab"
    return _NAMES.get(character, "an invisible character") + f" (U+{ord(character):04X})"


def _count_more(pattern: re.Pattern[str], text: str, start: int) -> str:
    others = sum(1 for _ in pattern.finditer(text, start))
    return f", and {others} more in this file" if others else ""


def find_place(file: str, text: str, offset: int) -> Place:
    """The line and column of a character, counted by line feeds as editors count them."""
    start = text.rfind("\n", 0, offset) + 1
    return Place(file, text.count("\n", 0, offset) + 1, offset - start + 1)
