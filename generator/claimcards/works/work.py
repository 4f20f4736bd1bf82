"""What registries say of a work, each part with the registry that said it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from claimcards.model.reference import Name
from claimcards.model.words import Standing

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Told(Generic[Value]):
    """A value, and the registry that gave it."""

    value: Value
    by: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice about a work: what it declares, where it stands, since when, who recorded it.

    ``standing`` is None for a notice that changes nothing (a new edition), or whose ``kind``,
    the registry's own word, is not known. ``doi`` may be empty. ``reinstates`` says that
    an earlier retraction was taken back.
    """

    kind: str
    standing: Standing | None
    by: str
    doi: str = ""
    on: date | None = None
    reasons: tuple[str, ...] = ()
    reinstates: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial registry says beyond the record's title.

    ``enrolled`` is the number as it stands there, ``planned`` whether it is only an estimate;
    ``ended`` is None where the registry does not know either.
    """

    status: str
    ended: bool | None
    enrolled: int | None
    planned: bool
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """A work as registries know it; None is what none of them said.

    ``notices`` None means that nobody who would know was heard; () that there is none.
    ``updates`` are the works (DOIs) about which this one is itself a notice, with what it
    declares. ``types`` are the registry's words for the kind of publication; ``mark`` is the
    word before the title by which publishers say that a work fell: it records nothing.
    """

    kind: Told[str] | None = None
    title: Told[str] | None = None
    authors: Told[tuple[Name, ...]] | None = None
    container: Told[str] | None = None
    publisher: Told[str] | None = None
    year: Told[int] | None = None
    volume: Told[str] | None = None
    issue: Told[str] | None = None
    pages: Told[str] | None = None
    doi: Told[str] | None = None
    pmid: Told[str] | None = None
    pmcid: Told[str] | None = None
    url: Told[str] | None = None
    types: Told[tuple[str, ...]] | None = None
    mark: Told[str] | None = None
    funding: Told[tuple[str, ...]] | None = None
    registrations: Told[tuple[str, ...]] | None = None
    trial: Told[Trial] | None = None
    notices: Told[tuple[Notice, ...]] | None = None
    updates: Told[tuple[tuple[str, Notice], ...]] | None = None


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """The registry answered, and this is what it said."""

    value: Value


@dataclass(frozen=True, slots=True)
class NotFound:
    """The registry answered that it has no such record."""

    registry: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The registry gave no answer that can be used: neither 'there' nor 'not there'."""

    registry: str
    why: str

    def __str__(self) -> str:
        return f"{self.registry}: {self.why}"


class OtherShapeError(Exception):
    """An answer has another shape than the registry documents: one line, what was found."""
