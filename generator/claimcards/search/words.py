"""Words as the search compares them: one spelling, one token for words that mean the same.

The text of the index and what a reader types go through the same steps, here and in
``rendering/assets/search-words.js``; a test holds the two against each other. Meaning is
settled when the index is made: a phrase of the vocabulary adds the token of its concept to
the text, and a query asks for that one token, so that a synonym costs nothing to download.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from claimcards.cards.vocabulary import Vocabulary, VocabularyWord
from claimcards.text.folding import fold_letters

_STOP = """
a about actually after al all also am an and any anyone are as at bad be because been being best but
by can cause could did do does doing done during et ever for from get give given gives giving going
good got had has have having he her him his how i if in into is it its just know like may me mean
means might more most much my need no not of on one or our out really say says she should show shows
so some someone something still such take tell than that the their them then there these they thing
things think this those through to too under us use used uses using want was we were what when where
whether which while who whom whose why will with would yet you your
"""
STOP = frozenset(_STOP.split())
"""English words that say nothing of what is looked for, unless nothing else is asked."""

LONGEST = 5
"""Words that a phrase of the vocabulary may have."""

_WORD = re.compile(r"[^\W\d_]{2,}(?=\d)|[^\W_]+")
"""Letters and a number behind them are two words: 'IL-10' and 'IL10' are the same."""
_QUOTES = str.maketrans("", "", "'’‘`´")
_SPELLINGS = (
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"our"), "or"),
    (re.compile(r"is(ation|e|ed|ing|er)$"), r"iz\1"),
    (re.compile(r"ys(e|ed|ing|er)$"), r"yz\1"),
    (re.compile(r"([bt])re$"), r"\1er"),
)
_LETTERS = "bcdfghjklmnpqrtvwxz"
"""No vowel and no s: a stemmer leaves such words alone."""


def split_words(text: str) -> list[str]:
    """The words of a text, without accents, capitals and apostrophes."""
    return _WORD.findall(fold_letters(text.translate(_QUOTES)))


@lru_cache(maxsize=65_536)
def find_root(word: str) -> str:
    """A word in one number and one spelling: 'tumours' and 'tumor' are the same."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 4:
        for spelling, one in _SPELLINGS:
            word = spelling.sub(one, word)
    return word


Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """Which phrases mean the same: each with the token of its concept."""

    concepts: Mapping[Phrase, str] = field(default_factory=dict)
    _known: dict[str, dict[str, None]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Lexicon:
        """The concepts of a vocabulary; where two claim a phrase, synonyms.yml has it."""
        concepts: dict[Phrase, str] = {}
        for number, names in enumerate(_group_words(vocabulary)):
            for name in names:
                said = split_words(name)
                if 0 < len(said) <= LONGEST and not STOP.issuperset(said):
                    concepts.setdefault(tuple(map(find_root, said)), _make_token(number))
        return cls(concepts)

    @cached_property
    def _longest(self) -> Mapping[str, int]:
        """How many words the longest phrase has that begins with a root."""
        found: dict[str, int] = {}
        for phrase in self.concepts:
            found[phrase[0]] = max(len(phrase), found.get(phrase[0], 0))
        return found

    def tokens(self, text: str) -> Collection[str]:
        """What the index holds of a text that is asked for several times, so it is kept."""
        if text not in self._known:
            self._known[text] = self.read(text)
        return self._known[text]

    def read(self, text: str) -> dict[str, None]:
        """What the index holds of a text: its words and the concepts of its phrases, each once.

        Most words begin no phrase, so that costs nothing.
        """
        said = split_words(text)
        roots = list(map(find_root, said))
        found: dict[str, None] = {}
        for place, own in enumerate(roots):
            if said[place] not in STOP:
                found[own] = None
            if own in self._longest:
                for end in range(place + 1, min(place + self._longest[own], len(roots)) + 1):
                    concept = self.concepts.get(tuple(roots[place:end]))
                    if concept:
                        found[concept] = None
        return found


def _group_words(vocabulary: Vocabulary) -> Iterator[Sequence[str]]:
    """Words that mean the same: the groups of synonyms.yml, then every word that has synonyms."""
    yield from (alike.words for alike in vocabulary.synonyms.values())
    for word in _list_vocabulary_words(vocabulary):
        if word.synonyms:
            yield (word.label, *word.synonyms)


def _list_vocabulary_words(vocabulary: Vocabulary) -> Iterator[VocabularyWord]:
    kinds: tuple[Iterable[VocabularyWord], ...] = (
        vocabulary.glossary.values(),
        vocabulary.designs.values(),
        vocabulary.species.values(),
        vocabulary.topics.values(),
        vocabulary.ladder,
        vocabulary.tools.values(),
        *(facet.words for facet in vocabulary.facets.values()),
    )
    for kind in kinds:
        yield from kind


def _make_token(number: int) -> str:
    """A word that nobody types, the same length for every concept so that none begins another."""
    letters = ""
    for _ in range(3):
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    return f"zq{letters}"
