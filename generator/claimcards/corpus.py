"""Everything read and typed, resolved by id: what the checks and the synthesis work on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from string import ascii_lowercase
from typing import Any

from claimcards.diagnostics import Place
from claimcards.model.claim import Claim, Finding
from claimcards.model.scalars import NCT
from claimcards.model.study import Study
from claimcards.model.typing import Sourced
from claimcards.model.vocabulary import Vocabulary
from claimcards.reading.bibtex import SourcedReference
from claimcards.synthesis import Evidence


@dataclass(frozen=True, slots=True)
class Words:
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
    words: Words
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
