"""References written as RIS, which reference managers import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from claimcards.model.reference import Name, Reference

_TYPES = {
    "article": "JOUR",
    "book": "BOOK",
    "booklet": "PAMP",
    "collection": "BOOK",
    "conference": "CPAPER",
    "dataset": "DATA",
    "inbook": "CHAP",
    "incollection": "CHAP",
    "inproceedings": "CPAPER",
    "manual": "BOOK",
    "mastersthesis": "THES",
    "misc": "ELEC",
    "online": "ELEC",
    "patent": "PAT",
    "periodical": "JFULL",
    "phdthesis": "THES",
    "preprint": "UNPB",
    "proceedings": "CONF",
    "report": "RPRT",
    "software": "COMP",
    "techreport": "RPRT",
    "thesis": "THES",
    "unpublished": "UNPB",
}


def ris(references: Iterable[Reference]) -> str:
    """All records, one after the other, with an empty line between them."""
    return "\n".join(ris_record(reference) for reference in references)


def ris_record(reference: Reference, on: date | None = None) -> str:
    """One record; ``on`` gives its day where the reference holds month and year only."""
    tags = [(tag, " ".join(text.split())) for tag, text in _tags(reference, on)]
    kind = _TYPES.get(reference.kind, "GEN")
    lines = [("TY", kind), *((tag, text) for tag, text in tags if text), ("ER", "")]
    return "".join(f"{tag}  - {text}\n" for tag, text in lines)


def _tags(reference: Reference, on: date | None) -> Iterator[tuple[str, str]]:
    yield "ID", reference.key
    for name in reference.authors:
        yield "AU", _name(name)
    yield "TI", reference.plain_title
    yield "T2", reference.container
    yield "PY", str(reference.year or "")
    yield "DA", _day(reference, on)
    yield "VL", reference.volume
    yield "IS", reference.issue
    first, _, last = reference.pages.partition("–")
    yield "SP", first
    yield "EP", last
    yield "PB", reference.publisher
    yield "DO", reference.doi
    yield "AN", f"PMID:{reference.pmid}" if reference.pmid else ""
    yield "C2", reference.pmcid
    yield "UR", reference.url
    yield "N1", reference.note
    yield "N1", "" if reference.authors_complete else "The list of authors is cut short."


def _day(reference: Reference, on: date | None) -> str:
    """As RIS has it, with its slashes: 2026/11/21/, or 2026/11// without a day."""
    if on is not None:
        return f"{on:%Y/%m/%d}/"
    return f"{reference.year}/{reference.month:02}//" if reference.year and reference.month else ""


def _name(name: Name) -> str:
    family = " ".join(part for part in (name.particle, name.family) if part)
    return name.literal or ", ".join(part for part in (family, name.given, name.suffix) if part)
