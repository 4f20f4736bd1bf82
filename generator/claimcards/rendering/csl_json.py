"""References as CSL-JSON: plain values that citation programs take as they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from claimcards.model.reference import Name, Reference
from claimcards.rendering.citations import CSL_KINDS


def csl_item(reference: Reference, on: date | None = None) -> dict[str, Any]:
    """One item; ``on`` gives its day where the reference holds month and year only."""
    return {name: value for name, value in _fields(reference, on) if value}


def _fields(reference: Reference, on: date | None) -> Iterator[tuple[str, Any]]:
    yield "id", reference.key
    yield "type", CSL_KINDS.get(reference.kind, "article-journal")
    yield "title", reference.plain_title
    yield "author", [_name(name) for name in reference.authors]
    yield "container-title", reference.container
    yield "issued", _issued(reference, on)
    yield "volume", reference.volume
    yield "issue", reference.issue
    yield "page", reference.pages.replace("–", "-")
    yield "publisher", reference.publisher
    yield "DOI", reference.doi
    yield "PMID", reference.pmid
    yield "PMCID", reference.pmcid
    yield "URL", reference.url
    yield "note", reference.note


def _issued(reference: Reference, on: date | None) -> dict[str, list[list[int]]]:
    if on is not None:
        return {"date-parts": [[on.year, on.month, on.day]]}
    if reference.year is None:
        return {}
    return {"date-parts": [[reference.year, *([reference.month] if reference.month else [])]]}


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}
