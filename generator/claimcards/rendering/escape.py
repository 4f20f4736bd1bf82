"""Making words of a card inert: in Markdown, in HTML, in attributes, in front matter.

HTML escaping alone is not enough. Card text passes through Markdown, where brackets,
stars, braces and hashes build links, emphasis, attributes and headings; so every mark
that Markdown or HTML could act on becomes a numeric character reference.
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
def escape(text: str) -> Markup:
    """Make any text of a card show as itself and do nothing, wherever it is put."""
    inert = _MARK.sub(_reference, text)  # a translation by table takes twice as long
    if numbered := _NUMBERED.match(text):
        inert = f"{numbered[1]}&#46;{inert[numbered.end() :]}"
    # Made directly: Markup's own constructor asks each text whether it is markup already.
    return str.__new__(Markup, inert)


def _reference(mark: re.Match[str]) -> str:
    return _REFERENCES[mark[0]]


def finalize(value: object) -> Markup:
    """What a template prints: safe markup as it is, everything else escaped."""
    if isinstance(value, Markup):
        return value
    return escape(str(value))


def front_matter(text: str) -> Markup:
    """A string for YAML front matter that themes print unescaped: HTML-escaped and quoted."""
    return Markup(json.dumps(html.escape(" ".join(text.split())), ensure_ascii=False))


_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def slug(text: str) -> Markup:
    """An id as it is, for addresses and anchors; its form was checked when it was typed."""
    if not _SLUG.fullmatch(text):
        raise ValueError(f"not an id: {text!r}")
    return str.__new__(Markup, text)
