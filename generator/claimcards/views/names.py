"""Works by name: in the order of their names, and as links where a card's text has their keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from claimcards.corpus import Corpus
from claimcards.views.terms import Piece, Text

_WORD = re.compile(r"[\w-]+")
_MAYBE = re.compile(r"\d(?:(?<=[a-z]\d)|(?<=[a-z]-\d)|-?[a-z])")
"""A letter and a digit together, as in 'lai2015': no plain word has them, and few texts."""
_ADDRESS = frozenset("/@=:")
"""What stands before a word that is part of an address."""
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""Letters that are no letter with an accent, as an alphabet of plain letters has them."""


def named(corpus: Corpus, text: str) -> Text:
    """A card's text in pieces: where it has a work's key, the work's name stands as a link."""
    return linked(corpus, (Piece(text),)) if text else ()


def linked(corpus: Corpus, text: Text) -> Text:
    """The same for a text that is in pieces already: terms stay as they are."""
    if not any(_MAYBE.search(piece.text) for piece in text):
        return text
    return tuple(new for piece in text for new in ([piece] if piece.term else _cut(corpus, piece)))


def work(corpus: Corpus, key: str) -> Piece:
    """The name of a work, leading to its page, or to the bibliography where it has none."""
    page = f"studies/{key}/" if key in corpus.studies else f"bibliography/#{key}"
    return Piece(corpus.shorts[key], work=key, address=page)


def _cut(corpus: Corpus, piece: Piece) -> Iterator[Piece]:
    start = 0
    for found in _WORD.finditer(piece.text):
        key = found.group()
        if key not in corpus.references or not _MAYBE.search(key):
            continue
        if piece.text[max(0, found.start() - 1) : found.start()] in _ADDRESS:
            continue
        if found.start() > start:
            yield Piece(piece.text[start : found.start()])
        yield work(corpus, key)
        start = found.end()
    if start < len(piece.text):
        yield Piece(piece.text[start:])


def in_order(corpus: Corpus, keys: Iterable[str]) -> list[str]:
    """Works as a list has them: by the name that is shown, then by title."""

    def place(key: str) -> tuple[str, str, str]:
        reference = corpus.references[key].reference
        return folded(corpus.shorts[key]), folded(reference.plain_title), key

    return sorted(keys, key=place)


@lru_cache(maxsize=1 << 15)
def folded(text: str) -> str:
    """A text without accents and capitals, as lists are sorted: 'Börger' stands as 'borger'."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return plain.encode("ascii", "ignore").decode()
