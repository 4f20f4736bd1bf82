"""A work as a reference: what a .bib file says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcards.model.reference import Name, Reference, Span
from claimcards.reading.bibtex import read_bibtex
from claimcards.rendering.bibtex import bibtex_entry
from claimcards.works.work import Told, Work

_NO_BRACES = str.maketrans("", "", "{}")
_IN_NAMES = str.maketrans("~", " ", "{}")  # in names a tilde is a blank
_WORD = re.compile(r"([^\W_][\w-]*)")


def bibliography(work: Work, key: str) -> str:
    """The text of the work's .bib file.

    Braces part texts in BibTeX and cannot stand in them, so they are left out.

    :raises ValueError: where our own reader would not read the same work from it.
    """
    made = _reference(work, key)
    text = bibtex_entry(made)
    read, problems = read_bibtex(f"{key}.bib", text)
    if problems or [one.reference for one in read] != [made]:
        said = problems[0].message if problems else "it reads otherwise than it was written"
        raise ValueError(f"its reference cannot be written as BibTeX: {said}")
    return text


def _reference(work: Work, key: str) -> Reference:
    kind = _text(work.kind) or "misc"
    return Reference(
        key=key,
        kind=kind,
        title=tuple(_spans(_text(work.title))),
        authors=tuple(_names(work)),
        container=_text(work.container),
        year=work.year.value if work.year else None,
        volume=_text(work.volume),
        issue=_text(work.issue),
        pages=re.sub(r"(?<=\d)\s*-+\s*(?=[A-Za-z]?\d)", "–", _text(work.pages)),
        publisher="" if kind in ("article", "misc") else _text(work.publisher),
        doi=_text(work.doi),
        pmid=_text(work.pmid),
        pmcid=_text(work.pmcid),
        url=_text(work.url),
    )


def _text(told: Told[str] | None) -> str:
    return " ".join(told.value.translate(_NO_BRACES).split()) if told else ""


def _names(work: Work) -> Iterator[Name]:
    for name in work.authors.value if work.authors else ():
        parts = (name.family, name.given, name.particle, name.suffix, name.literal)
        made = Name(*(" ".join(part.translate(_IN_NAMES).split()) for part in parts))
        if made.short:
            yield made


def _spans(title: str) -> Iterator[Span]:
    """The title in pieces: words with a capital behind their first letter keep it ('iPSC')."""
    open_ = ""
    for part in _WORD.split(title):
        if any(letter.isupper() for letter in part[1:]):
            if open_:
                yield Span(open_)
            yield Span(part, protected=True)
            open_ = ""
        else:
            open_ += part
    if open_:
        yield Span(open_)
