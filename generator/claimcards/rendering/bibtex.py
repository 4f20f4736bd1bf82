"""References written as BibTeX that LaTeX takes and our own reader reads back the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from claimcards.model.reference import Name, Reference, Span
from claimcards.reading.bibtex_values import MONTHS

_BOOKS = frozenset({"conference", "inbook", "incollection", "inproceedings"})
_PAGES_ON_THE_WEB = frozenset({"misc", "online", "unpublished", "software", "dataset"})
_PUBLISHED_BY = {
    "manual": "organization",
    "mastersthesis": "school",
    "phdthesis": "school",
    "report": "institution",
    "techreport": "institution",
    "thesis": "school",
}
# What acts in LaTeX, as signs that print it.
_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_ACTS = str.maketrans(_SIGNS)
# Two signs that LaTeX prints as one: quotes, dashes, Spanish marks.
_LIGATURE = re.compile(r"""(['`-](?=['`-])|[?!](?=`))""")
_SIGN_LAST = re.compile(r"(\\[&%$#_])( *)$")


def bibtex(references: Iterable[Reference]) -> str:
    """All entries, one after the other, each followed by an empty line but the last."""
    return "\n".join(bibtex_entry(reference) for reference in references)


@lru_cache(maxsize=1 << 14)  # a study bears on several claims, and stands in each one's files
def bibtex_entry(reference: Reference) -> str:
    """One entry, with a line for each field that the reference has."""
    fields = [(name, value) for name, value in _fields(reference) if value]
    width = max((len(name) for name, _ in fields), default=0)
    lines = [f"  {name.ljust(width)} = {value}," for name, value in fields]
    return "\n".join([f"@{reference.kind}{{{reference.key},", *lines, "}", ""])


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "title", _braced("".join(_span(span) for span in reference.title))
    yield "author", _braced(_authors(reference))
    yield _container(reference.kind), _text(reference.container)
    yield "year", f"{{{reference.year}}}" if reference.year else ""
    yield "month", MONTHS[reference.month - 1] if reference.month else ""
    yield "volume", _text(reference.volume)
    yield "number", _text(reference.issue)
    yield "pages", _text(reference.pages).replace("–", "--")
    yield _PUBLISHED_BY.get(reference.kind, "publisher"), _text(reference.publisher)
    # Identifiers and addresses are read as they stand.
    for name in ("doi", "pmid", "pmcid", "url"):
        yield name, _braced(getattr(reference, name))
    yield "note", _text(reference.note)
    for name, text in reference.extra:
        yield name, _text(text)


def _container(kind: str) -> str:
    if kind in _BOOKS:
        return "booktitle"
    return "howpublished" if kind in _PAGES_ON_THE_WEB else "journal"


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _text(text: str) -> str:
    return _braced(_inert(text))


def _inert(text: str) -> str:
    """Text as LaTeX prints it; nothing in it acts."""
    return _LIGATURE.sub(r"\1{}", text.translate(_ACTS))


def _span(span: Span) -> str:
    """A piece of a title. '{\\& x}' would be read as a command's group, and so would '{x}'
    behind '\\&'; an empty pair of braces parts the two."""
    text = _inert(span.text)
    if span.protected:
        return _braced(f"{{}}{text}" if text.startswith("\\") else text)
    return _SIGN_LAST.sub(r"\1{}\2", text)


def _authors(reference: Reference) -> str:
    names = [_name(name) for name in reference.authors]
    return " and ".join(names if reference.authors_complete or not names else [*names, "others"])


def _name(name: Name) -> str:
    """'de Godoy, Jr, Mary', each part in braces where BibTeX would take it apart."""
    if name.literal:
        return _braced(_inert(name.literal))
    family = _whole(name.family, lone=not name.given)
    last = f"{_inert(name.particle)} {family}" if name.particle else family
    given = _whole(name.given, lone=False, lower=True)
    return ", ".join(part for part in (last, _whole(name.suffix, lone=False), given) if part)


_APART = re.compile(r",|(?i:\band\b)")


def _whole(text: str, *, lone: bool, lower: bool = False) -> str:
    """A part of a name: in braces where a comma, an 'and', a small or a second word misleads."""
    particle = not lower and any(word[0].islower() for word in text.split())
    several = lone and " " in text
    braces = bool(_APART.search(text)) or particle or several
    return _braced(_inert(text)) if braces else _inert(text)
