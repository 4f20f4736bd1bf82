"""Text with links: terms explained where they first stand, works named by author and year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from claimcards.cards.vocabulary import Term, Vocabulary
from claimcards.corpus import Corpus
from claimcards.text.folding import fold_letters


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of a text: plain words, a word that the glossary explains, or a link."""

    text: str
    term: str = ""
    """The glossary's id of the word, or empty."""
    definition: str = ""
    work: str = ""
    """The key of the work that it names, or empty."""
    address: str = ""
    """Where it leads: from the site's top for a work, else outside the site."""


Text = tuple[TextPiece, ...]


@dataclass(slots=True)
class Explainer:
    """Marks each term once on a page: where a reader meets it first."""

    terms: dict[str, Term]
    words: re.Pattern[str] | None
    met: set[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Explainer:
        """A fresh explainer for one page."""
        terms, words = _make_dictionary(tuple(vocabulary.glossary.values()))
        return cls(terms, words, set())

    def explain(self, text: str) -> Text:
        """The text in pieces, each term marked where the page has it first."""
        return tuple(self._pieces(text)) if self.words else (TextPiece(text),)

    def _pieces(self, text: str) -> Iterator[TextPiece]:
        assert self.words is not None
        start = 0
        for found in self.words.finditer(text):
            word = found.group()
            term = self.terms.get(word) or self.terms.get(word.casefold())
            if term is None or term.id in self.met:
                continue
            self.met.add(term.id)
            if found.start() > start:
                yield TextPiece(text[start : found.start()])
            yield TextPiece(word, term.id, term.definition)
            start = found.end()
        if start < len(text):
            yield TextPiece(text[start:])


@lru_cache(maxsize=4)
def _make_dictionary(glossary: tuple[Term, ...]) -> tuple[dict[str, Term], re.Pattern[str] | None]:
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


_WORD = re.compile(r"[\w-]+")
_MAYBE = re.compile(r"\d(?:(?<=[a-z]\d)|(?<=[a-z]-\d)|-?[a-z])")
"""A letter and a digit together, as in 'lai2015': no plain word has them, and few texts."""
_ADDRESS = frozenset("/@=:")
"""What stands before a word that is part of an address."""


def link_works_in_text(corpus: Corpus, text: str) -> Text:
    """A card's text in pieces: where it has a work's key, the work's name stands as a link."""
    return link_works_in_pieces(corpus, (TextPiece(text),)) if text else ()


def link_works_in_pieces(corpus: Corpus, text: Text) -> Text:
    """The same for a text that is in pieces already: terms stay as they are."""
    if not any(_MAYBE.search(piece.text) for piece in text):
        return text
    return tuple(
        new for piece in text for new in ([piece] if piece.term else _cut_at_keys(corpus, piece))
    )


def link_work(corpus: Corpus, key: str) -> TextPiece:
    """The name of a work, leading to its page, or to the bibliography where it has none."""
    page = f"studies/{key}/" if key in corpus.studies else f"bibliography/#{key}"
    return TextPiece(corpus.shorts[key], work=key, address=page)


def _cut_at_keys(corpus: Corpus, piece: TextPiece) -> Iterator[TextPiece]:
    start = 0
    for found in _WORD.finditer(piece.text):
        key = found.group()
        if key not in corpus.references or not _MAYBE.search(key):
            continue
        if piece.text[max(0, found.start() - 1) : found.start()] in _ADDRESS:
            continue
        if found.start() > start:
            yield TextPiece(piece.text[start : found.start()])
        yield link_work(corpus, key)
        start = found.end()
    if start < len(piece.text):
        yield TextPiece(piece.text[start:])


def sort_works(corpus: Corpus, keys: Iterable[str]) -> list[str]:
    """Works as a list has them: by the name that is shown, then by title."""

    def place(key: str) -> tuple[str, str, str]:
        reference = corpus.references[key].reference
        return fold_letters(corpus.shorts[key]), fold_letters(reference.plain_title), key

    return sorted(keys, key=place)
