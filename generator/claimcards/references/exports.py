"""References written for other programs: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from claimcards.references.bibtex_blocks import MONTHS
from claimcards.references.citations import CSL_KINDS
from claimcards.references.reference import Name, Reference, Span

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


def write_bibtex(references: Iterable[Reference]) -> str:
    """All entries, one after the other, each followed by an empty line but the last."""
    return "\n".join(write_bibtex_entry(reference) for reference in references)


@lru_cache(maxsize=1 << 14)  # a study bears on several claims, and stands in each one's files
def write_bibtex_entry(reference: Reference) -> str:
    """One entry, with a line for each field that the reference has."""
    fields = [(name, value) for name, value in _list_bibtex_fields(reference) if value]
    width = max((len(name) for name, _ in fields), default=0)
    lines = [f"  {name.ljust(width)} = {value}," for name, value in fields]
    return "\n".join([f"@{reference.kind}{{{reference.key},", *lines, "}", ""])


def _list_bibtex_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "title", _put_in_braces("".join(_write_span(span) for span in reference.title))
    yield "author", _put_in_braces(_write_authors(reference))
    yield _name_container_field(reference.kind), _write_latex(reference.container)
    yield "year", f"{{{reference.year}}}" if reference.year else ""
    yield "month", MONTHS[reference.month - 1] if reference.month else ""
    yield "volume", _write_latex(reference.volume)
    yield "number", _write_latex(reference.issue)
    yield "pages", _write_latex(reference.pages).replace("–", "--")
    yield _PUBLISHED_BY.get(reference.kind, "publisher"), _write_latex(reference.publisher)
    # Identifiers and addresses are read as they stand.
    for name in ("doi", "pmid", "pmcid", "url"):
        yield name, _put_in_braces(getattr(reference, name))
    yield "note", _write_latex(reference.note)
    for name, text in reference.extra:
        yield name, _write_latex(text)


def _name_container_field(kind: str) -> str:
    if kind in _BOOKS:
        return "booktitle"
    return "howpublished" if kind in _PAGES_ON_THE_WEB else "journal"


def _put_in_braces(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _write_latex(text: str) -> str:
    return _put_in_braces(_escape_latex(text))


def _escape_latex(text: str) -> str:
    """Text as LaTeX prints it; nothing in it acts."""
    return _LIGATURE.sub(r"\1{}", text.translate(_ACTS))


def _write_span(span: Span) -> str:
    """A piece of a title. '{\\& x}' would be read as a command's group, and so would '{x}'
    behind '\\&'; an empty pair of braces parts the two."""
    text = _escape_latex(span.text)
    if span.protected:
        return _put_in_braces(f"{{}}{text}" if text.startswith("\\") else text)
    return _SIGN_LAST.sub(r"\1{}\2", text)


def _write_authors(reference: Reference) -> str:
    names = [_write_bibtex_name(name) for name in reference.authors]
    return " and ".join(names if reference.authors_complete or not names else [*names, "others"])


def _write_bibtex_name(name: Name) -> str:
    """'de Godoy, Jr, Mary', each part in braces where BibTeX would take it apart."""
    if name.literal:
        return _put_in_braces(_escape_latex(name.literal))
    family = _keep_name_part_whole(name.family, lone=not name.given)
    last = f"{_escape_latex(name.particle)} {family}" if name.particle else family
    given = _keep_name_part_whole(name.given, lone=False, lower=True)
    return ", ".join(
        part for part in (last, _keep_name_part_whole(name.suffix, lone=False), given) if part
    )


_APART = re.compile(r",|(?i:\band\b)")


def _keep_name_part_whole(text: str, *, lone: bool, lower: bool = False) -> str:
    """A part of a name: in braces where a comma, an 'and', a small or a second word misleads."""
    particle = not lower and any(word[0].islower() for word in text.split())
    several = lone and " " in text
    braces = bool(_APART.search(text)) or particle or several
    return _put_in_braces(_escape_latex(text)) if braces else _escape_latex(text)


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


def write_ris(references: Iterable[Reference]) -> str:
    """All records, one after the other, with an empty line between them."""
    return "\n".join(write_ris_record(reference) for reference in references)


def write_ris_record(reference: Reference, on: date | None = None) -> str:
    """One record; ``on`` gives its day where the reference holds month and year only."""
    tags = [(tag, " ".join(text.split())) for tag, text in _list_ris_tags(reference, on)]
    kind = _TYPES.get(reference.kind, "GEN")
    lines = [("TY", kind), *((tag, text) for tag, text in tags if text), ("ER", "")]
    return "".join(f"{tag}  - {text}\n" for tag, text in lines)


def _list_ris_tags(reference: Reference, on: date | None) -> Iterator[tuple[str, str]]:
    yield "ID", reference.key
    for name in reference.authors:
        yield "AU", _write_ris_name(name)
    yield "TI", reference.plain_title
    yield "T2", reference.container
    yield "PY", str(reference.year or "")
    yield "DA", _write_ris_day(reference, on)
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


def _write_ris_day(reference: Reference, on: date | None) -> str:
    """As RIS has it, with its slashes: 2026/11/21/, or 2026/11// without a day."""
    if on is not None:
        return f"{on:%Y/%m/%d}/"
    return f"{reference.year}/{reference.month:02}//" if reference.year and reference.month else ""


def _write_ris_name(name: Name) -> str:
    family = " ".join(part for part in (name.particle, name.family) if part)
    return name.literal or ", ".join(part for part in (family, name.given, name.suffix) if part)


def make_csl_json(reference: Reference, on: date | None = None) -> dict[str, Any]:
    """One item; ``on`` gives its day where the reference holds month and year only."""
    return {name: value for name, value in _list_csl_fields(reference, on) if value}


def _list_csl_fields(reference: Reference, on: date | None) -> Iterator[tuple[str, Any]]:
    yield "id", reference.key
    yield "type", CSL_KINDS.get(reference.kind, "article-journal")
    yield "title", reference.plain_title
    yield "author", [_write_csl_name(name) for name in reference.authors]
    yield "container-title", reference.container
    yield "issued", _write_issued(reference, on)
    yield "volume", reference.volume
    yield "issue", reference.issue
    yield "page", reference.pages.replace("–", "-")
    yield "publisher", reference.publisher
    yield "DOI", reference.doi
    yield "PMID", reference.pmid
    yield "PMCID", reference.pmcid
    yield "URL", reference.url
    yield "note", reference.note


def _write_issued(reference: Reference, on: date | None) -> dict[str, list[list[int]]]:
    if on is not None:
        return {"date-parts": [[on.year, on.month, on.day]]}
    if reference.year is None:
        return {}
    return {"date-parts": [[reference.year, *([reference.month] if reference.month else [])]]}


def _write_csl_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}
