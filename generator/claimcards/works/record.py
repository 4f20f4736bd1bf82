"""A record of a literature search, as a list shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
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
class Hits:
    """What a search gave: how many records there are, and those that were fetched."""

    count: int
    records: tuple[Record, ...]
