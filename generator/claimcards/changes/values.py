"""What changed between two states, as plain frozen values: cards, verdicts, fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from claimcards.cards.words import Direction, Standing, Stratum
from claimcards.text.diagnostics import Diagnostic
from claimcards.verdict.values import Hinge, OneGroupAway, StratumResult

FIRST = (
    "direction",
    "directness",
    "neutral_because",
    "basis",
    "withdrawn",
    "study",
    "standing",
    "about",
    "kind",
    "quantifier",
    "over",
    "needs",
    "stratum",
    "design",
    "effect",
)
"""The fields that decide most, in the order in which a change of them is told."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a card; None: it was not there, or is there no longer.

    ``path`` leads to the field through the keys of the card: 'effect.value'.
    """

    path: str
    before: str | None
    after: str | None


def compare_card_fields(
    before: Mapping[str, Any], after: Mapping[str, Any], leave: Sequence[str] = ()
) -> tuple[FieldChange, ...]:
    """What differs between two cards as plain values, what decides most first."""
    keys = [key for key in {**before, **after} if key not in leave]
    keys.sort(key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST))
    return tuple(
        change for key in keys for change in _compare_values(key, before.get(key), after.get(key))
    )


def _compare_values(path: str, before: Any, after: Any) -> Iterator[FieldChange]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in {**before, **after}:
            yield from _compare_values(f"{path}.{key}", before.get(key), after.get(key))
    elif _is_list_of_entries(before) and _is_list_of_entries(after):
        yield from _compare_entries(path, before, after)
    else:
        yield FieldChange(path, _write_value_as_text(before), _write_value_as_text(after))


def _is_list_of_entries(value: Any) -> bool:
    """Whether it is a list of entries with fields of their own, such as searches."""
    return isinstance(value, (list, tuple)) and any(isinstance(item, Mapping) for item in value)


def _compare_entries(
    path: str, before: Sequence[Any], after: Sequence[Any]
) -> Iterator[FieldChange]:
    """Entries one by one where there are as many as before; else those that came and went."""
    if len(before) == len(after):
        for number, (was, now) in enumerate(zip(before, after, strict=True), 1):
            yield from _compare_values(f"{path}.{number}" if len(after) > 1 else path, was, now)
        return
    yield from (
        FieldChange(path, _write_value_as_text(was), None)
        for was in _subtract_entries(before, after)
    )
    yield from (
        FieldChange(path, None, _write_value_as_text(now))
        for now in _subtract_entries(after, before)
    )


def _subtract_entries(entries: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """The entries that are left when each of the others has taken its like away."""
    left = list(entries)
    for other in others:
        if other in left:
            left.remove(other)
    return left


def _write_value_as_text(value: Any) -> str | None:
    """A value as one text; a list of several fields as how many it holds."""
    if value is None or value in ([], {}, ""):
        return None
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_write_value_as_text(inner)}" for key, inner in value.items())
    if isinstance(value, (list, tuple)):
        if any(isinstance(item, Mapping) for item in value):
            return f"{len(value)} entries" if len(value) != 1 else "1 entry"
        return ", ".join(str(item) for item in value)
    return str(value)


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
        before, after = _list_ruling(self.result.before), _list_ruling(self.result.after)
        return before != after

    @property
    def hinges(self) -> Turn[frozenset[tuple[str, ...]]]:
        """What it hangs on: each a study, or the studies of one group."""
        return Turn(
            _list_hinges(self.result.before.hangs_on), _list_hinges(self.result.after.hangs_on)
        )

    @property
    def away(self) -> Turn[OneGroupAway]:
        """What one further group would change."""
        return Turn(self.result.before.one_group_away, self.result.after.one_group_away)


def _list_ruling(result: StratumResult) -> tuple[object, ...]:
    return (result.verdict, result.indirectly, result.word, result.certainty.level)


def _list_hinges(hinges: tuple[Hinge, ...]) -> frozenset[tuple[str, ...]]:
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
