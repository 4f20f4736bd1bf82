"""The key of a new work: surname of the first author, year, a word of the title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator

from claimcards.model.scalars import SLUG
from claimcards.reading.files import UseError
from claimcards.works.work import Work

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)
_LEAST = 4
"""Letters of a word that tells something of a title."""
_EMPTY_LIST = (
    "about after among based before between both comparative comparison derived does during "
    "effect effects efficacy from have into more novel over role safety some study than that "
    "their these this through toward towards under upon using versus what when which with"
)
_EMPTY = frozenset(_EMPTY_LIST.split())
"""Words that any title could have."""


def new_key(work: Work, taken: Container[str]) -> str:
    """A key that nobody has yet: 'lai2015msc'; a trial's record has its number.

    :raises UseError: where author and title give no letters a-z.
    """
    for key in _keys(work):
        if key not in taken and re.fullmatch(SLUG, key):
            return key
    raise UseError("no key can be made of author, year and title; choose one with --key")


def checked_key(key: str, taken: Container[str]) -> str:
    """The key that a writer chose.

    :raises UseError: where it can be no key, or is taken.
    """
    if not re.fullmatch(SLUG, key):
        near = "-".join(re.findall(r"[a-z0-9]+", key.lower()))
        hint = f", such as '{near}'" if near else ""
        raise UseError(
            f"'{key[:60]}' can be no key: lower-case letters a-z, digits and single hyphens{hint}"
        )
    if key in taken:
        raise UseError(f"'{key}' is the key of another work; choose another one")
    return key


def _keys(work: Work) -> Iterator[str]:
    if work.trial and work.registrations:
        yield work.registrations.value[0].lower()
        return
    first = work.authors.value[0] if work.authors and work.authors.value else None
    surname = ascii_letters(first.family or first.literal.split(" ")[0]) if first else ""
    if not surname or not work.year:
        return
    words = [*_words(work.title.value if work.title else "")]
    stem = f"{surname}{work.year.value}"
    yield from (f"{stem}{word}" for word in words)
    yield from (f"{stem}{words[0] if words else ''}{letter}" for letter in "bcdefgh")


def _words(title: str) -> Iterator[str]:
    for part in title.split():
        word = ascii_letters(part)
        if len(word) >= _LEAST and word not in _EMPTY:
            yield word


def ascii_letters(text: str) -> str:
    """The letters a-z and digits of a text, accents taken off."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(c for c in plain if c.isascii() and c.isalnum())
