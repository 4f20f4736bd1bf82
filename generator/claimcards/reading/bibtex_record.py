"""Make a reference of an entry's fields, and say which of them cannot be used.

A value that is refused is left out of the reference, so that nothing malformed becomes a
link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from claimcards.diagnostics import Severity
from claimcards.model.reference import Name, Reference
from claimcards.reading.bibtex_text import UnreadableName, names, plain, spans
from claimcards.reading.bibtex_values import MONTHS

Report = Callable[..., None]
"""Takes a code, a field's name (or '' for the entry), a message, a hint and a severity."""

_KINDS_LIST = (
    "article book booklet collection conference dataset inbook incollection inproceedings manual "
    "mastersthesis misc online patent periodical phdthesis preprint proceedings report software "
    "techreport thesis unpublished"
)
_READ_LIST = (
    "title author editor journal journaltitle booktitle howpublished year date month volume "
    "number issue pages eid publisher institution school organization doi pmid pmcid url note "
    "crossref"
)
# Kept as they are, for whoever wants them; no page shows them yet.
_EXTRA_LIST = (
    "abstract address annote archiveprefix chapter copyright edition eprint eprintclass eprinttype "
    "file isbn issn key keywords langid language location primaryclass series shorttitle subtitle "
    "timestamp translator type urldate version"
)
KINDS, _READ, _EXTRA = (
    frozenset(words.split()) for words in (_KINDS_LIST, _READ_LIST, _EXTRA_LIST)
)
_ET_AL = re.compile(r"(?i)(?<!\band),? (et\.? al\b\.?)$")
_SUFFIX = re.compile(r"(?i)(jn?r|sr|[ivx]+|[2-9](nd|rd|th)|esq|m\.?d|ph\.? ?d)\.?")
_INITIALS = re.compile(r".*[^\W\d_]{2}\S* ([A-Z]\.?[ -]?){1,3}")
_LINK = re.compile(r"\\url\s*\{([^{}]*)\}|\{?(https?://[^\s{}]+)\}?")


def reference(key: str, kind: str, fields: Mapping[str, str], report: Report) -> Reference:
    """The reference that these fields give; ``fields`` are evaluated, with LaTeX still in them."""
    authors, complete = _authors(fields, report)
    container, link = _container(fields)
    year, month = _date(fields, report)
    title = spans(fields.get("title", ""))
    if not title:
        report("CC058", "", f"'{key}' has no title", "add a line: title = {...},")
    return Reference(
        key=key,
        kind=kind,
        title=title,
        authors=authors,
        authors_complete=complete,
        container=container,
        year=year,
        month=month,
        volume=plain(fields.get("volume", "")),
        issue=plain(_first(fields, "number", "issue")),
        pages=_pages(_first(fields, "pages", "eid")),
        publisher=plain(_first(fields, "publisher", "institution", "school", "organization")),
        doi=_doi(fields.get("doi", ""), report),
        pmid=_number("CC067", "pmid", r"\d{1,9}", "digits only, such as 20138817", fields, report),
        pmcid=_number(
            "CC068", "pmcid", r"PMC\d+", "PMC and digits, such as PMC123", fields, report
        ),
        url=_url(
            fields.get("url", "") or link, report, "url" if "url" in fields else "howpublished"
        ),
        note=plain(fields.get("note", "")),
        extra=tuple((name, plain(text)) for name, text in fields.items() if name not in _READ),
    )


def unknown_field(name: str) -> str:
    """The hint for a field that BibTeX does not know; empty for one that it knows."""
    if name in _READ or name in _EXTRA:
        return ""
    near = get_close_matches(name, sorted(_READ | _EXTRA), 1, 0.7)
    return f"did you mean '{near[0]}'?" if near else "delete it, or put it into 'note'"


def unknown_kind(kind: str) -> str:
    """The hint for an entry type that BibTeX does not know; empty for one that it knows."""
    if kind in KINDS:
        return ""
    near = get_close_matches(kind, sorted(KINDS), 1, 0.7)
    return f"did you mean '@{near[0]}'?" if near else "use @article, or @misc for a web page"


def _first(fields: Mapping[str, str], *named: str) -> str:
    return next((fields[name] for name in named if fields.get(name)), "")


def _authors(fields: Mapping[str, str], report: Report) -> tuple[tuple[Name, ...], bool]:
    field = "author" if fields.get("author") else "editor"
    text = fields.get(field, "")
    if not text:
        return (), True
    semicolon = ";" in re.sub(r"\\.|\{[^{}]*\}", "", text)
    if semicolon:
        report("CC061", field, "a semicolon stands between authors", "write ' and ' between them")
    if found := _ET_AL.search(text := " ".join(text.split())):
        message = f"'{found[1]}' is read as a part of the last author's name"
        report("CC061", field, message, "write ' and others' in its place")
        text = f"{text[: found.start()]} and others"
    try:
        listed, complete = names(text)
        one = next((name for name in listed if _looks_like_two(name)), None)
        if one and not semicolon:
            read = ", ".join(filter(None, (one.family, one.suffix, one.given)))
            message = f"'{read[:60]}' is read as one person: commas do not part authors"
            hint = "write ' and ' between authors, as in 'Frost, A. and Winter, B.'"
            report("CC061", field, message, hint)
        return listed, complete
    except UnreadableName as error:
        hint = "write ' and ' between authors, each as 'Family, Given'; a body's name in {braces}"
        report("CC061", field, f"these names cannot be told apart: {error}", hint)
        return (), True


def _looks_like_two(name: Name) -> bool:
    """Whether a name is rather two: 'Frost A, Winter B', or three, parted by commas."""
    if name.suffix:
        return not _SUFFIX.fullmatch(name.suffix)
    parts = (name.family, name.given)
    return all(len(part) < 60 and _INITIALS.fullmatch(part) for part in parts)


def _container(fields: Mapping[str, str]) -> tuple[str, str]:
    """Where the work appeared, and the address that some write there instead."""
    text = _first(fields, "journal", "journaltitle", "booktitle", "howpublished")
    if text == fields.get("howpublished") and (link := _LINK.search(text)):
        return plain(text.replace(link[0], "")), link[1] or link[2] or ""
    return plain(text), ""


def _date(fields: Mapping[str, str], report: Report) -> tuple[int | None, int | None]:
    field = "year" if fields.get("year") else "date"
    text = plain(fields.get(field, ""))
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-\d{2})?)?", text, re.ASCII)
    if not text:
        hint = "add a line: year = {2015},"
        report("CC059", "", "this entry has no year", hint, Severity.WARNING)
    elif not found:
        report("CC059", field, f"'{text[:40]}' is no year", "write four digits, such as {2015}")
    month = _month(plain(fields.get("month", "")), report)
    if not found:
        return None, month
    dated = int(found[2] or 0)
    return int(found[1]), month or (dated if 1 <= dated <= 12 else None)


def _month(text: str, report: Report) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 12:
        return int(text)
    for word in re.findall(r"[a-z]+", text.lower()):
        if word[:3] in MONTHS:
            return MONTHS.index(word[:3]) + 1
    report("CC064", "month", f"'{text[:40]}' is no month", "write jan, feb ... or 1 to 12")
    return None


def _pages(text: str) -> str:
    """Page numbers with an en dash between first and last, however the entry writes it."""
    return re.sub(r"\s*-{2,3}\s*|\s*–\s*|(?<=\d)\s*-\s*(?=[A-Za-z]?\d)", "–", plain(text))


def _bare(text: str) -> str:
    """An identifier or address: no LaTeX in it but the escapes that exporters write."""
    return re.sub(r"\\([%&#_~$])", r"\1", text).replace("{", "").replace("}", "").strip()


def _doi(text: str, report: Report) -> str:
    doi = _bare(text)
    if prefix := re.match(r"(?i)(https?://)?(dx\.)?doi\.org/|doi:\s*", doi):
        doi = doi[prefix.end() :]
        hint = f"write doi = {{{doi}}}"
        report("CC065", "doi", "this is an address, not the bare DOI", hint, Severity.WARNING)
    if not doi or re.fullmatch(r"10\.\d{4,9}/\S+", doi, re.ASCII):
        return doi
    report("CC066", "doi", f"'{doi[:60]}' is no DOI", "it begins with 10., as in 10.1000/xyz123")
    return ""


def _number(
    code: str, name: str, pattern: str, expected: str, fields: Mapping[str, str], report: Report
) -> str:
    text = _bare(fields.get(name, ""))
    if not text or re.fullmatch(pattern, text, re.ASCII):
        return text
    report(code, name, f"'{text[:40]}' is no {name.upper()}", f"expected {expected}")
    return ""


def _url(text: str, report: Report, field: str) -> str:
    wrapped = _LINK.fullmatch(text.strip())
    url = _bare((wrapped[1] or wrapped[2] or "") if wrapped else text)
    if not url or re.fullmatch(r"https?://[^\s/]+\S*", url):
        return url
    message = f"'{url[:60]}' is no web address"
    report("CC069", field, message, "it begins with https:// and holds no blanks")
    return ""
