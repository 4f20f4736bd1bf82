"""What changed between two states, as plain frozen values that words and JSON are made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from claimcards.changes.fields import FieldChange
from claimcards.diagnostics import Diagnostic
from claimcards.model.words import Direction, Standing, Stratum
from claimcards.synthesis.results import Hinge, OneGroupAway, StratumResult

Value = TypeVar("Value")


class Fate(StrEnum):
    """What became of a record."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Turn(Generic[Value]):
    """One value before and after."""

    before: Value
    after: Value

    @property
    def moved(self) -> bool:
        """Whether the two differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that was added, changed, withdrawn or taken out, or whose vote was."""

    id: str
    fate: Fate
    study: str
    direction: Direction
    fields: tuple[FieldChange, ...] = ()
    because: str = ""
    """Why it was withdrawn."""
    silenced: str = ""
    """Why it does not vote any longer, or, if it is new, why it never did."""
    counted: bool = False
    """Whether it votes now, and did not before."""


@dataclass(frozen=True, slots=True)
class StratumChange:
    """One stratum of one claim, before and after."""

    stratum: Stratum
    asked: bool
    """Whether it is the stratum that the claim is about."""
    result: Turn[StratumResult]

    @property
    def ruling_moved(self) -> bool:
        """Whether the verdict, its certainty or the word for it is another."""
        before, after = _ruling(self.result.before), _ruling(self.result.after)
        return before != after

    @property
    def hinges(self) -> Turn[frozenset[tuple[str, ...]]]:
        """What it hangs on: each a study, or the studies of one group."""
        return Turn(_without(self.result.before.hangs_on), _without(self.result.after.hangs_on))

    @property
    def away(self) -> Turn[OneGroupAway]:
        """What one further group would change."""
        return Turn(self.result.before.one_group_away, self.result.after.one_group_away)


def _ruling(result: StratumResult) -> tuple[object, ...]:
    return (result.verdict, result.indirectly, result.word, result.certainty.level)


def _without(hinges: tuple[Hinge, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(hinge.without for hinge in hinges)


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """What became of one claim.

    ``headline`` is the word that a reader meets; ``strata`` holds those of which something
    changed (all that hold anything, for a new claim).
    """

    id: str
    fate: Fate
    statement: str
    former: str = ""
    """Its id before, where it was renamed."""
    because: str = ""
    """Why it was withdrawn, or what to do about one that seems renamed."""
    topic: Turn[str] = field(default_factory=lambda: Turn("", ""))
    headline: Turn[str] = field(default_factory=lambda: Turn("", ""))
    reach: Turn[str] = field(default_factory=lambda: Turn("", ""))
    """The highest rung on which a finding votes; empty: none does."""
    strata: tuple[StratumChange, ...] = ()
    parts: Turn[str] = field(default_factory=lambda: Turn("", ""))
    """For a claim over claims: how its parts vote, in words."""
    findings: tuple[FindingChange, ...] = ()
    fields: tuple[FieldChange, ...] = ()

    @property
    def moves(self) -> bool:
        """Whether what the evidence says of the claim is another than before."""
        arrived = self.fate is not Fate.CHANGED
        turned = self.headline.moved or self.reach.moved or self.parts.moved
        return arrived or turned or bool(self.strata)

    @property
    def turns(self) -> bool:
        """Whether a verdict, its certainty or its word is another than before."""
        ruled = any(stratum.ruling_moved for stratum in self.strata)
        return self.fate is not Fate.CHANGED or self.headline.moved or ruled


@dataclass(frozen=True, slots=True)
class StudyChange:
    """What became of a study, and which claims it bears on."""

    id: str
    fate: Fate
    claims: tuple[str, ...]
    standing: Turn[Standing]
    fields: tuple[FieldChange, ...] = ()
    because: str = ""
    former: str = ""
    """Its key before, where it seems renamed: the same DOI under another key."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What became of a reference, or of a word of the vocabulary ('designs cohort')."""

    id: str
    fate: Fate
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """What cannot be compared, and why; ``id`` is empty where nothing can be."""

    id: str
    because: str
    base: bool
    """Whether it is the base that cannot be read, and not the head."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two states."""

    claims: tuple[ClaimChange, ...] = ()
    studies: tuple[StudyChange, ...] = ()
    references: tuple[RecordChange, ...] = ()
    words: tuple[RecordChange, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    new_problems: tuple[Diagnostic, ...] = ()
    gone_problems: tuple[Diagnostic, ...] = ()
    errors: int = 0
    """How many errors the head has, new or old: with any, nothing can be published."""
    unjudged: bool = False
    """Whether no verdict could be compared."""

    @property
    def nothing(self) -> bool:
        """Whether nothing at all differs that this comparison sees."""
        return not (
            self.claims
            or self.studies
            or self.references
            or self.words
            or self.doubts
            or self.new_problems
            or self.gone_problems
        )
