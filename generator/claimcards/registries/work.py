"""What registries say of a work, each part with the registry that said it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Generic, TypeVar

from claimcards.cards.words import Standing
from claimcards.references.reference import Name

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class ToldValue(Generic[Value]):
    """A value, and the registry that gave it."""

    value: Value
    by: str


@dataclass(frozen=True, slots=True)
class WorkNotice:
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
class TrialFacts:
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
class RegistryWork:
    """A work as registries know it; None is what none of them said.

    ``notices`` None means that nobody who would know was heard; () that there is none.
    ``updates`` are the works (DOIs) about which this one is itself a notice, with what it
    declares. ``types`` are the registry's words for the kind of publication; ``mark`` is the
    word before the title by which publishers say that a work fell: it records nothing.
    """

    kind: ToldValue[str] | None = None
    title: ToldValue[str] | None = None
    authors: ToldValue[tuple[Name, ...]] | None = None
    container: ToldValue[str] | None = None
    publisher: ToldValue[str] | None = None
    year: ToldValue[int] | None = None
    volume: ToldValue[str] | None = None
    issue: ToldValue[str] | None = None
    pages: ToldValue[str] | None = None
    doi: ToldValue[str] | None = None
    pmid: ToldValue[str] | None = None
    pmcid: ToldValue[str] | None = None
    url: ToldValue[str] | None = None
    types: ToldValue[tuple[str, ...]] | None = None
    mark: ToldValue[str] | None = None
    funding: ToldValue[tuple[str, ...]] | None = None
    registrations: ToldValue[tuple[str, ...]] | None = None
    trial: ToldValue[TrialFacts] | None = None
    notices: ToldValue[tuple[WorkNotice, ...]] | None = None
    updates: ToldValue[tuple[tuple[str, WorkNotice], ...]] | None = None


@dataclass(frozen=True, slots=True)
class FoundAnswer(Generic[Value]):
    """The registry answered, and this is what it said."""

    value: Value


@dataclass(frozen=True, slots=True)
class NotFoundAnswer:
    """The registry answered that it has no such record."""

    registry: str


@dataclass(frozen=True, slots=True)
class UnknownAnswer:
    """The registry gave no answer that can be used: neither 'there' nor 'not there'."""

    registry: str
    why: str

    def __str__(self) -> str:
        return f"{self.registry}: {self.why}"


class OtherShapeError(Exception):
    """An answer has another shape than the registry documents: one line, what was found."""


@dataclass(frozen=True, slots=True)
class LiteratureRecord:
    """One record of Europe PMC. ``id`` is source and number, as in its addresses: 'MED/123'.

    All text is plain words of strangers; '' is what the record does not give.
    """

    id: str
    title: str
    authors: str = ""
    journal: str = ""
    year: str = ""
    published: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    is_preprint: bool = False

    @property
    def address(self) -> str:
        """Where the record can be read; made of its id only."""
        return f"https://europepmc.org/article/{self.id}"


@dataclass(frozen=True, slots=True)
class SearchHits:
    """What a search gave: how many records there are, and those that were fetched."""

    count: int
    records: tuple[LiteratureRecord, ...]


def merge_works(works: Sequence[RegistryWork]) -> RegistryWork:
    """One work; for each part the first registry that gave it, for notices all of them."""
    values: dict[str, Any] = {}
    for field in fields(RegistryWork):
        told = (getattr(work, field.name) for work in works)
        values[field.name] = next((one for one in told if one is not None), None)
    values["notices"] = _merge_notices(works)
    return RegistryWork(**values)


def _merge_notices(works: Sequence[RegistryWork]) -> ToldValue[tuple[WorkNotice, ...]] | None:
    told = [work.notices for work in works if work.notices is not None]
    if not told:
        return None
    seen: dict[WorkNotice, None] = {}
    for one in told:
        seen.update(dict.fromkeys(one.value))
    return ToldValue(tuple(seen), " and ".join(dict.fromkeys(one.by for one in told)))
