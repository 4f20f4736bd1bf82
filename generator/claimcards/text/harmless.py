"""Making foreign text harmless, wherever it is put.

In Markdown, HTML, attributes and front matter; in a terminal, a comment or a job summary;
and what a pull request brought, before anybody reads it.
"""

from __future__ import annotations

import html
import json
import re
import string
from functools import lru_cache

from markupsafe import Markup

_INERT = ",.;%'"
"""Punctuation that neither Markdown nor HTML acts on inside a line; kept, so that the
Markdown stays readable. The full stop is treated apart: after a leading number it
would begin a list."""

_REFERENCES = {mark: f"&#{ord(mark)};" for mark in string.punctuation if mark not in _INERT}
_MARK = re.compile(f"[{re.escape(''.join(_REFERENCES))}]")
_NUMBERED = re.compile(r"(\s*\d+)\.")


@lru_cache(maxsize=1 << 16)  # labels, names and titles stand on many pages
def escape_text(text: str) -> Markup:
    """Make any text of a card show as itself and do nothing, wherever it is put."""
    inert = _MARK.sub(_refer_to_mark, text)  # a translation by table takes twice as long
    if numbered := _NUMBERED.match(text):
        inert = f"{numbered[1]}&#46;{inert[numbered.end() :]}"
    return Markup(inert)


def _refer_to_mark(mark: re.Match[str]) -> str:
    return _REFERENCES[mark[0]]


def finalise_value(value: object) -> Markup:
    """What a template prints: safe markup as it is, everything else escaped."""
    if isinstance(value, Markup):
        return value
    return escape_text(str(value))


def quote_front_matter(text: str) -> Markup:
    """A string for YAML front matter that themes print unescaped: HTML-escaped and quoted."""
    return Markup(json.dumps(html.escape(" ".join(text.split())), ensure_ascii=False))


_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def pass_slug(text: str) -> Markup:
    """An id as it is, for addresses and anchors; its form was checked when it was typed."""
    if not _SLUG.fullmatch(text):
        raise ValueError(f"not an id: {text!r}")
    return Markup(text)


LONGEST_TEXT = 300
"""The longest text that is quoted whole, in characters."""
LONGEST_LINE = 400
MOST_COMMENT_CHARACTERS = 40_000
"""Of the text in a comment; GitHub takes 65,536 for the whole."""

_TICKS = re.compile("`+")
_BLANK = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x2800}
"""Blank to the eye, though Unicode calls some of them letters: text could hide behind them."""

MOST_REPORT_CHARACTERS = 60_000
"""The longest report of ours on GitHub, which takes 65,536 for a comment or an issue."""

_GAP = "\u200b"
_CALLS = re.compile(r"(?i)(?<=[@#])|(?<=://)|(?<=www)(?=\.)|(?<=\bgh)(?=-\d)|(?<=mailto)(?=:)")
_HASH = re.compile(r"(?i)\b(?=[0-9a-f]*\d)[0-9a-f]{7,}\b")
_SIXTH = re.compile(r"(.{6})(?=.)")


def make_markdown_inert(text: str, most: int = LONGEST_TEXT) -> str:
    """A text as Markdown that shows itself and does nothing: no ping, link, image or markup."""
    called = _CALLS.sub(_GAP, cut_text(show_in_one_line(text), most))
    return str(escape_text(_HASH.sub(_break_commit_id, called)))


def _break_commit_id(commit: re.Match[str]) -> str:
    """What looks like the id of a commit, in pieces too short to be one."""
    return _SIXTH.sub(rf"\1{_GAP}", commit[0])


def show_in_one_line(text: str) -> str:
    """A text on one line, without signs that a terminal acts on or that cannot be seen."""
    return " ".join(show_signs(text).split())


def show_signs(text: str) -> str:
    """A text of the same length: a blank for each control, line end or sign nobody can see."""
    return "".join(c if c.isprintable() and ord(c) not in _BLANK else " " for c in text)


def cut_text(text: str, most: int = LONGEST_TEXT) -> str:
    """A text of limited length; what is left out is shown by dots."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def show_lines(raw: bytes) -> str:
    """Printable lines of a bounded length and number; what was cut is said."""
    text = raw.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = [_show_line(line) for line in text.split("\n")]
    kept: list[str] = []
    room = MOST_COMMENT_CHARACTERS
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            return "\n".join((*kept, f"(cut here: {len(lines) - len(kept)} more lines)"))
        kept.append(line)
    return "\n".join(kept).strip("\n")


def _show_line(line: str) -> str:
    shown = show_signs(line.replace("\t", "    ")).rstrip()
    return shown if len(shown) <= LONGEST_LINE else f"{shown[:LONGEST_LINE]} (cut)"


def make_block(text: str) -> str:
    """A Markdown code block that this text cannot close."""
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * max(longest + 1, 4)
    return f"{fence}text\n{text}\n{fence}"
