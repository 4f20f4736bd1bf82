"""Words that a lay reader stumbles over, explained where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claimcards.model.vocabulary import Term, Vocabulary


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: plain words, a word that the glossary explains, or a link."""

    text: str
    term: str = ""
    """The glossary's id of the word, or empty."""
    definition: str = ""
    work: str = ""
    """The key of the work that it names, or empty."""
    address: str = ""
    """Where it leads: from the site's top for a work, else outside the site."""


Text = tuple[Piece, ...]


@dataclass(slots=True)
class Explainer:
    """Marks each term once on a page: where a reader meets it first."""

    terms: dict[str, Term]
    words: re.Pattern[str] | None
    met: set[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Explainer:
        """A fresh explainer for one page."""
        terms, words = _dictionary(tuple(vocabulary.glossary.values()))
        return cls(terms, words, set())

    def explain(self, text: str) -> Text:
        """The text in pieces, each term marked where the page has it first."""
        return tuple(self._pieces(text)) if self.words else (Piece(text),)

    def _pieces(self, text: str) -> Iterator[Piece]:
        assert self.words is not None
        start = 0
        for found in self.words.finditer(text):
            word = found.group()
            term = self.terms.get(word) or self.terms.get(word.casefold())
            if term is None or term.id in self.met:
                continue
            self.met.add(term.id)
            if found.start() > start:
                yield Piece(text[start : found.start()])
            yield Piece(word, term.id, term.definition)
            start = found.end()
        if start < len(text):
            yield Piece(text[start:])


@lru_cache(maxsize=4)
def _dictionary(glossary: tuple[Term, ...]) -> tuple[dict[str, Term], re.Pattern[str] | None]:
    """Every label and synonym with its term; abbreviations as written, words in any case."""
    known: dict[str, Term] = {}
    for term in glossary:
        for word in (term.label, *term.synonyms):
            known.setdefault(word if _is_abbreviation(word) else word.casefold(), term)
    if not known:
        return {}, None
    longest = sorted(known, key=lambda word: (-len(word), word))
    options = (
        re.escape(word) if _is_abbreviation(word) else f"(?i:{re.escape(word)})s?"
        for word in longest
    )
    for word, term in list(known.items()):
        if not _is_abbreviation(word):
            known.setdefault(f"{word}s", term)
    return known, re.compile(rf"(?<![\w-])(?:{'|'.join(options)})(?![\w-])")


def _is_abbreviation(word: str) -> bool:
    return any(c.isupper() for c in word[1:]) and " " not in word
