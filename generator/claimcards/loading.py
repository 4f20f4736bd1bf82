"""From content files to a corpus: each file read and typed by itself, then joined by id."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel

from claimcards.corpus import Corpus, Words
from claimcards.diagnostics import Diagnostic, Place, has_errors
from claimcards.model.blanks import asked
from claimcards.model.claim import Claim
from claimcards.model.schema import FILES
from claimcards.model.study import Study
from claimcards.model.typing import Sourced, typed
from claimcards.model.vocabulary import Facet, Vocabulary, Word
from claimcards.near import did_you_mean
from claimcards.reading.bibtex import SourcedReference, read_bibtex, slugged
from claimcards.reading.cards import CardText, read_card
from claimcards.reading.files import Content, Kind, SourceFile, read_content, read_folder
from claimcards.reading.folders import Entry

_VOCABULARY_FILES = tuple(name for name in FILES if name not in ("claim", "study"))
_NEEDED = ("topics", "designs", "species", "ladder")
_ENDING = re.compile(r"(?i)\.(?:ya?ml|bib)\b.*")
# The top-level keys by which a claim card and a study card can be told from each other.
_CLAIM_KEYS = frozenset(Claim.model_fields) - frozenset(Study.model_fields)
_STUDY_KEYS = frozenset(Study.model_fields) - frozenset(Claim.model_fields)
_OF_OTHERS: Mapping[type[BaseModel], tuple[frozenset[str], frozenset[str], str, str]] = {
    Claim: (_CLAIM_KEYS, _STUDY_KEYS, "a study card", "move it to studies/"),
    Study: (
        _STUDY_KEYS,
        _CLAIM_KEYS,
        "a claim card",
        "move it to the folder of its topic, as in claims/efficacy/kidney.yml",
    ),
}
# What a broken bibliography seems to hold, so that nobody calls those works unknown.
_ENTRY = re.compile(r"@\w+\s*[{(]\s*([^\s,{}()]+)")


def load(root: Path, content: Path) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """Read all content below ``content``; ``root`` is what the places are relative to.

    Broken files cost what they hold and nothing else.

    :raises UseError: where there is no content folder, or YAML cannot be read here at all.
    """
    return _joined(os_relative(root, content), read_content(root, content))


def load_folder(prefix: str, content: Entry) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """Read the same from a folder that may lie in memory; ``prefix`` begins all places."""
    return _joined(prefix, read_folder(prefix, content))


def _joined(content: str, found: Content) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    join = _Join(content)
    join.diagnostics += found.diagnostics
    for path in found.refused:
        join.unread(path)
    for file in found.misplaced:
        join.misplaced(file)
    if any(d.code == "CC014" and d.place.file == join.vocabulary for d in found.diagnostics):
        join.lost[Kind.VOCABULARY.value] = set(_VOCABULARY_FILES)  # said once, for the folder
    for file in found.files:
        join.add(file)
    return join.corpus(), tuple(join.diagnostics)


def os_relative(root: Path, path: Path) -> str:
    """A path as diagnostics print it: relative to the root, with forward slashes."""
    return os.path.relpath(path, root).replace(os.sep, "/")


# Kept by content: a file that did not change is neither parsed nor typed again.
@lru_cache(maxsize=65_536)
def _card(
    file: SourceFile, kind: type[BaseModel]
) -> tuple[Sourced[Any] | None, tuple[Diagnostic, ...]]:
    card, problems = read_card(file.path, file.text)
    if card is None:
        return None, tuple(problems)
    if elsewhere := _of_other_kind(card, kind):
        return None, (*problems, elsewhere)
    problems = asked(card, kind, problems)
    sourced, more = typed(card, kind)
    if sourced is not None and has_errors(problems):
        sourced = replace(sourced, refused=True)
    return sourced, (*problems, *more)


def _of_other_kind(card: CardText, kind: type[BaseModel]) -> Diagnostic | None:
    """One word for a study card among the claims, or the reverse, and not one for each key."""
    if kind not in _OF_OTHERS:
        return None
    own, others, name, hint = _OF_OTHERS[kind]
    keys = card.value.keys()
    if keys & own or not keys & others:
        return None
    return Diagnostic("CC012", card.place(()), f"this looks like {name}", hint)


@lru_cache(maxsize=65_536)
def _bibliography(
    file: SourceFile,
) -> tuple[tuple[SourcedReference, ...], tuple[Diagnostic, ...]]:
    references, problems = read_bibtex(file.path, file.text)
    return references, tuple(problems)


@dataclass(slots=True)
class _Join:
    """Gathers the records of all files, and says where two of them claim one id."""

    content: str
    claims: dict[str, Sourced[Claim]] = field(default_factory=dict)
    studies: dict[str, Sourced[Study]] = field(default_factory=dict)
    references: dict[str, SourcedReference] = field(default_factory=dict)
    words: dict[str, tuple[Word, ...]] = field(default_factory=dict)
    cards: dict[str, Sourced[Any]] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    lost: dict[str, set[str]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def vocabulary(self) -> str:
        """The folder of the vocabulary, as diagnostics print it."""
        return f"{self.content}/{Kind.VOCABULARY.value}"

    def add(self, file: SourceFile) -> None:
        """Read one file and put what it holds in its place."""
        if file.kind is Kind.CLAIM:
            self._record(file, Claim, self.claims)
        elif file.kind is Kind.STUDY:
            self._record(file, Study, self.studies)
        elif file.kind is Kind.REFERENCE:
            self._references(file)
        else:
            self._vocabulary(file)

    def unread(self, path: str) -> None:
        """Remember the id of a card whose content is not known, so that nobody calls it missing."""
        parts = PurePosixPath(path)
        kind = path.removeprefix(f"{self.content}/").split("/")[0]
        self.lost.setdefault(kind, set()).add(parts.stem)

    def misplaced(self, file: SourceFile) -> None:
        """Remember what a file that does not count seems to hold; it is said where it lies."""
        name = PurePosixPath(file.path).name
        kind = Kind.REFERENCE if ".bib" in name.lower() else file.kind
        held = _ENTRY.findall(file.text) if kind is Kind.REFERENCE else ()
        self.lost.setdefault(kind.value, set()).update((_ENDING.sub("", name), *held))

    def _record(self, file: SourceFile, kind: type[Any], into: dict[str, Sourced[Any]]) -> None:
        sourced, problems = _card(file, kind)  # type: ignore[arg-type]  # a class is hashable
        self.diagnostics += problems
        if sourced is None:
            self.unread(file.path)
            if any(d.code == "CC012" for d in problems):
                other = Kind.STUDY if file.kind is Kind.CLAIM else Kind.CLAIM
                self.misplaced(replace(file, kind=other))
            return
        first = into.setdefault(sourced.record.id, sourced)
        if first is not sourced:
            self._twice(sourced.place("id"), sourced.record.id, str(first.place("id")))

    def _references(self, file: SourceFile) -> None:
        references, problems = _bibliography(file)
        self.diagnostics += problems
        if not references or problems:
            self.unread(file.path)
            self.lost[Kind.REFERENCE.value].update(_ENTRY.findall(file.text))
        for sourced in references:
            first = self.references.setdefault(sourced.reference.key, sourced)
            if first is not sourced:
                self._twice(sourced.place, sourced.reference.key, str(first.place))

    def _twice(self, place: Place, key: str, first: str) -> None:
        message = f"'{key}' is already the id of another card"
        self.diagnostics.append(
            Diagnostic("CC205", place, message, f"the other is at {first}; keep one of them")
        )

    def _vocabulary(self, file: SourceFile) -> None:
        name = PurePosixPath(file.path).stem
        if name not in _VOCABULARY_FILES:
            known = ", ".join(f"{n}.yml" for n in _VOCABULARY_FILES)
            hint = did_you_mean(name, _VOCABULARY_FILES, f"vocabulary files are: {known}")
            near = get_close_matches(name, _VOCABULARY_FILES, 1)
            self.lost.setdefault(Kind.VOCABULARY.value, set()).update(near)
            message = f"'{name}.yml' is no vocabulary file"
            self.diagnostics.append(Diagnostic("CC235", Place(file.path), message, hint))
            return
        sourced, problems = _card(file, FILES[name])
        self.diagnostics += problems
        self.words[name] = ()
        if sourced is None or not sourced.whole:
            self.unread(file.path)
        if sourced is None:
            return
        self.cards[name] = sourced
        self.words[name] = tuple(getattr(sourced.record, name))
        for index, word in enumerate(self.words[name]):
            self._word(name, word, sourced.place(name, index, "id"))
            for n, inner in enumerate(word.words if isinstance(word, Facet) else ()):
                place = sourced.place(name, index, "words", n, "id")
                self._word(f"{name}/{word.id}", inner, place)

    def _word(self, name: str, word: Word, place: Place) -> None:
        first = self.places.setdefault((name, word.id), place)
        if first is not place:
            message = f"the word '{word.id}' stands twice in {PurePosixPath(first.file).name}"
            hint = f"the first is in line {first.line}; delete one of them"
            self.diagnostics.append(Diagnostic("CC234", place, message, hint))

    def corpus(self) -> Corpus:
        """All records, sorted by id, so that the order of files cannot show."""
        self.diagnostics += self._missing_vocabulary()
        self._meant_keys()
        return Corpus(
            claims=dict(sorted(self.claims.items())),
            studies=dict(sorted(self.studies.items())),
            references=dict(sorted(self.references.items())),
            words=self._words(),
            unread={kind: frozenset(ids) for kind, ids in self.lost.items()},
        )

    def _meant_keys(self) -> None:
        """Of a key that no reference can have, remember the one that it was meant to be."""
        claims, studies = self.claims.values(), self.studies.values()
        sought = {*self.studies, *(o.reference for c in claims for o in c.record.origins)}
        sought |= {s.record.standing.notice or "" for s in studies}
        lost = self.lost.get(Kind.REFERENCE.value, set())
        for key in [key for key in lost if key != slugged(key)]:
            lost.update(
                get_close_matches(slugged(key), sorted(sought - {*self.references}), 1, 0.8)
            )

    def _missing_vocabulary(self) -> Iterator[Diagnostic]:
        lost = self.lost.get(Kind.VOCABULARY.value, set())
        for name in _NEEDED:
            if name not in self.words and name not in lost:
                place = Place(f"{self.vocabulary}/{name}.yml")
                hint = "add it; every word needs an id, a label and a definition"
                yield Diagnostic("CC235", place, f"the vocabulary file {name}.yml is missing", hint)

    def _words(self) -> Words:
        words: dict[str, Any] = {
            name: _by_id(found) for name, found in self.words.items() if name != "ladder"
        }
        words["ladder"] = self.words.get("ladder", ())
        vocabulary = Vocabulary.model_construct(**words)
        lost = self.lost.get(Kind.VOCABULARY.value, set())
        there = {n for n in _VOCABULARY_FILES if n in self.words or n not in _NEEDED}
        return Words(vocabulary, self.places, frozenset(there - lost), self.cards)


def _by_id(words: Iterable[Word]) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for word in words:
        found.setdefault(word.id, word)
    return found
