"""Everything read and typed, joined by id: what the checks and the verdicts work on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from string import ascii_lowercase
from typing import Any

from pydantic import BaseModel

from claimcards.cards.claim import Claim, Finding
from claimcards.cards.mismatch import list_all_keys
from claimcards.cards.schema import FILES
from claimcards.cards.study import Study
from claimcards.cards.typing import Sourced, ask_for_blanks, type_card
from claimcards.cards.vocabulary import Facet, Vocabulary, VocabularyWord
from claimcards.references.bibtex import SourcedReference, make_slug_key, read_bibtex
from claimcards.references.identity import NCT
from claimcards.text.card_text import CardText, read_card
from claimcards.text.diagnostics import Diagnostic, Place, has_errors
from claimcards.text.files import (
    ContentFiles,
    FileKind,
    FolderEntry,
    SourceFile,
    read_content,
    read_folder,
    relative_path,
)
from claimcards.text.folding import did_you_mean
from claimcards.verdict.findings import Evidence


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """The vocabulary with the place of each word.

    ``files`` names the vocabulary files that were read whole (one that may be absent and is
    was read, too); ``cards`` holds what was read of each.
    """

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    cards: Mapping[str, Sourced[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Corpus:
    """All records of a site.

    ``unread`` names the ids whose card exists but could not be typed: they are neither
    unknown nor known, and a check that needs them says nothing about them.
    """

    claims: Mapping[str, Sourced[Claim]]
    studies: Mapping[str, Sourced[Study]]
    references: Mapping[str, SourcedReference]
    words: PlacedWords
    unread: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the site."""
        return self.words.vocabulary

    @cached_property
    def evidence(self) -> Evidence:
        """What the synthesis reads beside a claim."""
        return Evidence(
            studies={key: sourced.record for key, sourced in self.studies.items()},
            references={key: sourced.reference for key, sourced in self.references.items()},
            vocabulary=self.vocabulary,
        )

    @cached_property
    def shorts(self) -> Mapping[str, str]:
        """Each work as a reader meets it, by key: 'Lai et al. 2015'.

        Works of one author and year are told apart by a letter, in the order of their titles:
        'Yang et al. 2023a', 'Yang et al. 2023b'. A registry's record is known by its number,
        not by who sponsors the trial.
        """
        alike: dict[str, list[str]] = {}
        for key, sourced in self.references.items():
            number = re.fullmatch(NCT, key.upper())
            alike.setdefault(number[0] if number else sourced.reference.short, []).append(key)
        told = {keys[0]: short for short, keys in alike.items() if len(keys) == 1}
        for short, keys in alike.items():
            if len(keys) > 1:
                told |= self._told_apart(short, keys)
        return {key: told[key] for key in self.references}

    def _told_apart(self, short: str, keys: list[str]) -> Iterator[tuple[str, str]]:
        by_title = sorted(
            keys, key=lambda key: (self.references[key].reference.plain_title.casefold(), key)
        )
        for place, key in enumerate(by_title):
            letter = ascii_lowercase[place] if place < len(ascii_lowercase) else f"-{place + 1}"
            yield key, f"{short}{letter}" if short[-1:].isdigit() else f"{short} ({letter})"

    @cached_property
    def claims_of(self) -> Mapping[str, tuple[str, ...]]:
        """The claims that have a finding of a study, sorted, by the study's key."""
        found: dict[str, list[str]] = {}
        for key in sorted(self.claims):
            for study in {finding.study for finding in self.claims[key].record.findings}:
                found.setdefault(study, []).append(key)
        return {study: tuple(claims) for study, claims in found.items()}

    @property
    def complete(self) -> bool:
        """Whether every card could be typed whole: only then is 'unused' known."""
        claims = all(claim.whole for claim in self.claims.values())
        studies = all(study.whole for study in self.studies.values())
        return claims and studies and not any(self.unread.values())

    def topic_of(self, claim_id: str) -> str:
        """The topic of a claim: its folder."""
        return self.claims[claim_id].file.split("/")[-2]

    def findings(self) -> Iterable[tuple[Sourced[Claim], int, Finding]]:
        """Every finding with its claim and its index in the card, in order of ids."""
        for key in sorted(self.claims):
            claim = self.claims[key]
            for index, finding in enumerate(claim.record.findings):
                yield claim, index, finding

    def is_known(self, kind: str, key: str) -> bool:
        """Whether a card with this id exists, typed or not; kind: claims, studies, references."""
        known: Mapping[str, object] = getattr(self, kind)
        return key in known or key in self.unread.get(kind, frozenset())


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


def load_corpus(root: Path, content: Path) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """Read all content below ``content``; ``root`` is what the places are relative to.

    Broken files cost what they hold and nothing else.

    :raises UseError: where there is no content folder, or YAML cannot be read here at all.
    """
    return _join_records(relative_path(root, content), read_content(root, content))


def load_folder(prefix: str, content: FolderEntry) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """Read the same from a folder that may lie in memory; ``prefix`` begins all places."""
    return _join_records(prefix, read_folder(prefix, content))


def _join_records(content: str, found: ContentFiles) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    join = _Join(content)
    join.diagnostics += found.diagnostics
    for path in found.refused:
        join.unread(path)
    for file in found.misplaced:
        join.misplaced(file)
    if any(d.code == "CC014" and d.place.file == join.vocabulary for d in found.diagnostics):
        join.lost[FileKind.VOCABULARY.value] = set(_VOCABULARY_FILES)  # said once, for the folder
    for file in found.files:
        join.add(file)
    return join.corpus(), tuple(join.diagnostics)


# Kept by content: a file that did not change is neither parsed nor typed again.
@lru_cache(maxsize=65_536)
def _read_card(
    file: SourceFile, kind: type[BaseModel]
) -> tuple[Sourced[Any] | None, tuple[Diagnostic, ...]]:
    card, problems = read_card(file.path, file.text, list_all_keys(kind))
    if card is None:
        return None, tuple(_make_sure_it_is_said(file, problems))
    if elsewhere := _say_other_kind(card, kind):
        return None, (*problems, elsewhere)
    problems = ask_for_blanks(card, kind, problems)
    sourced, more = type_card(card, kind)
    if sourced is None:
        return None, tuple(_make_sure_it_is_said(file, (*problems, *more)))
    if has_errors(problems):
        sourced = replace(sourced, refused=True)
    return sourced, (*problems, *more)


def _make_sure_it_is_said(file: SourceFile, problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The problems of a file from which nothing could be read, an error among them in any case."""
    said = tuple(problems)
    yield from said
    if not has_errors(said):
        message = "this file could not be read, so nothing of it would be on the site"
        hint = "mend what else is said of it, or compare it with a card that works"
        yield Diagnostic("CC018", Place(file.path, 1, 1), message, hint)


def _say_other_kind(card: CardText, kind: type[BaseModel]) -> Diagnostic | None:
    """One word for a study card among the claims, or the reverse, and not one for each key."""
    if kind not in _OF_OTHERS:
        return None
    own, others, name, hint = _OF_OTHERS[kind]
    keys = card.value.keys()
    if keys & own or not keys & others:
        return None
    return Diagnostic("CC012", card.place(()), f"this looks like {name}", hint)


@lru_cache(maxsize=65_536)
def _read_bibliography(
    file: SourceFile,
) -> tuple[tuple[SourcedReference, ...], tuple[Diagnostic, ...]]:
    references, problems = read_bibtex(file.path, file.text)
    if not references and not has_errors(problems):
        message = "this file holds no entry that can be read, so its work would be missing"
        hint = "an entry begins with @, as in @article{lai2015msc,; write it, or delete the file"
        problems.append(Diagnostic("CC072", Place(file.path, 1, 1), message, hint))
    return references, tuple(problems)


@dataclass(slots=True)
class _Join:
    """Gathers the records of all files, and says where two of them claim one id."""

    content: str
    claims: dict[str, Sourced[Claim]] = field(default_factory=dict)
    studies: dict[str, Sourced[Study]] = field(default_factory=dict)
    references: dict[str, SourcedReference] = field(default_factory=dict)
    words: dict[str, tuple[VocabularyWord, ...]] = field(default_factory=dict)
    cards: dict[str, Sourced[Any]] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    lost: dict[str, set[str]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def vocabulary(self) -> str:
        """The folder of the vocabulary, as diagnostics print it."""
        return f"{self.content}/{FileKind.VOCABULARY.value}"

    def add(self, file: SourceFile) -> None:
        """Read one file and put what it holds in its place."""
        if file.kind is FileKind.CLAIM:
            self._record(file, Claim, self.claims)
        elif file.kind is FileKind.STUDY:
            self._record(file, Study, self.studies)
        elif file.kind is FileKind.REFERENCE:
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
        kind = FileKind.REFERENCE if ".bib" in name.lower() else file.kind
        held = _ENTRY.findall(file.text) if kind is FileKind.REFERENCE else ()
        self.lost.setdefault(kind.value, set()).update((_ENDING.sub("", name), *held))

    def _record(self, file: SourceFile, kind: type[Any], into: dict[str, Sourced[Any]]) -> None:
        sourced, problems = _read_card(file, kind)  # type: ignore[arg-type]  # a class is hashable
        self.diagnostics += problems
        if sourced is None:
            self.unread(file.path)
            if any(d.code == "CC012" for d in problems):
                other = FileKind.STUDY if file.kind is FileKind.CLAIM else FileKind.CLAIM
                self.misplaced(replace(file, kind=other))
            return
        first = into.setdefault(sourced.record.id, sourced)
        if first is not sourced:
            self._twice(sourced.place("id"), sourced.record.id, str(first.place("id")))

    def _references(self, file: SourceFile) -> None:
        references, problems = _read_bibliography(file)
        self.diagnostics += problems
        if has_errors(problems):  # what is called known must be said to be broken
            self.unread(file.path)
            self.lost[FileKind.REFERENCE.value].update(_ENTRY.findall(file.text))
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
            self.lost.setdefault(FileKind.VOCABULARY.value, set()).update(near)
            message = f"'{name}.yml' is no vocabulary file"
            self.diagnostics.append(Diagnostic("CC235", Place(file.path), message, hint))
            return
        sourced, problems = _read_card(file, FILES[name])
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

    def _word(self, name: str, word: VocabularyWord, place: Place) -> None:
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
        lost = self.lost.get(FileKind.REFERENCE.value, set())
        for key in [key for key in lost if key != make_slug_key(key)]:
            lost.update(
                get_close_matches(make_slug_key(key), sorted(sought - {*self.references}), 1, 0.8)
            )

    def _missing_vocabulary(self) -> Iterator[Diagnostic]:
        lost = self.lost.get(FileKind.VOCABULARY.value, set())
        for name in _NEEDED:
            if name not in self.words and name not in lost:
                place = Place(f"{self.vocabulary}/{name}.yml")
                hint = "add it; every word needs an id, a label and a definition"
                yield Diagnostic("CC235", place, f"the vocabulary file {name}.yml is missing", hint)

    def _words(self) -> PlacedWords:
        words: dict[str, Any] = {
            name: _index_by_id(found) for name, found in self.words.items() if name != "ladder"
        }
        words["ladder"] = self.words.get("ladder", ())
        vocabulary = Vocabulary.model_construct(**words)
        lost = self.lost.get(FileKind.VOCABULARY.value, set())
        there = {n for n in _VOCABULARY_FILES if n in self.words or n not in _NEEDED}
        return PlacedWords(vocabulary, self.places, frozenset(there - lost), self.cards)


def _index_by_id(words: Iterable[VocabularyWord]) -> dict[str, VocabularyWord]:
    found: dict[str, VocabularyWord] = {}
    for word in words:
        found.setdefault(word.id, word)
    return found
