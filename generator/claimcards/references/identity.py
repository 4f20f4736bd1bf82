"""Which works are one work: by DOI, PMID, PMCID, trial number; or by title, author and year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from claimcards.references.reference import Reference
from claimcards.text.folding import fold_words

NCT = r"NCT[0-9]{8}"
"""A number of ClinicalTrials.gov, as it must be written."""
PMID = r"[0-9]{1,9}"
PMCID = r"PMC[0-9]+"

_WHOLE_DOI = re.compile(r"10\.\d{4,9}/[^\s\"'`{}\\^|]+", re.ASCII)
# Brackets and semicolons belong to many a DOI: 10.1016/S0140-6736(20)30183-5. Nothing here may
# mean anything to a shell, which some of these are handed on to.
_DOI = re.compile(r"(?<![\w.])10\.\d{4,9}/[^\s\"'`$\\^|&{}]+", re.ASCII)
_RESOLVER = re.compile(
    r"(?i)(?:https?://)?(?:www[.-]|dx[.-])?doi[.-]org[^/\s]*/\s*|doi(?::\s*|\s+)"
)
_BEHIND = re.compile(
    r"(?i)(10\.\d+/[^/].*?)(?:/(?:full|full-?text|abstract|abs|e?pdf|meta|html?|xml|text))*"
    r"(?:\.(?:full|abstract|pdf|html?))*/?(?:[?#].*)?"
)
_RESOLVED = re.compile(r"([^?#]*?)/?(?:[?#].*)?")
_VERSION = re.compile(r"(?i)(10\.(?:1101|64898)/[\d.]+\d)v\d+(?:[./?#].*)?")
"""bioRxiv and medRxiv write the version behind the DOI; it is no part of it."""
_BRACKETS = {")": "(", ">": "<", "]": "["}
_MARKDOWN = re.compile(r"\[[^\[\]]*\]\(\s*<?((?:[^\s()<>]|\([^\s()]*\))+)>?\s*\)")

_PUBMED = r"(?:pubmed[.-]ncbi[.-]nlm[.-]nih[.-]gov[^/\s]*/|nih[.-]gov[^/\s]*/(?:m/)?pubmed/|/MED/)"
_FIND_PMID = re.compile(rf"(?i)(?:\bpmid:?\s?|\bpubmed:\s?|{_PUBMED})([1-9]\d{{0,8}})\b", re.ASCII)
_ALONE = re.compile(r"[1-9]\d{3,8}", re.ASCII)
"""A bare number is a PMID only where it stands alone: an answer may begin with a year."""
_FIND_PMCID = re.compile(r"(?i)\bPMC[\s:]?(\d{3,10})(?!\d)", re.ASCII)
_FIND_NCT = re.compile(r"(?i)\bNCT((?:[\s-]?\d){8})(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier: ``kind`` is doi, pmid, pmcid or nct, ``value`` its one written form."""

    kind: str
    value: str


def find_identifier(text: str) -> Identifier | None:
    """The work that a pasted text names first by DOI, then by trial number, PMCID or PMID."""
    return next(_find_all(_unwrap_address(text)), None)


def read_doi(text: str) -> str:
    """The bare DOI of a text that is one, be it as an address; '' where it is none."""
    bare = text.strip()
    if prefix := _RESOLVER.match(bare):
        bare = re.split(r"/?[?#]|/$", unquote(bare[prefix.end() :]))[0]
    bare = _without_version(_without_tail(bare))
    return bare if _WHOLE_DOI.fullmatch(bare) else _read_kind("doi", text)


def read_pmid(text: str) -> str:
    """The digits of a PubMed number, bare or as an address; '' where it is none."""
    found = re.fullmatch(r"(?i)(?:pmid:?\s*)?([1-9][0-9]{0,8})", text.strip(), re.ASCII)
    return found[1] if found else _read_kind("pmid", text)


def read_pmcid(text: str) -> str:
    """A number of PubMed Central as PMC123, its version left out; '' where it is none."""
    form = r"(?i)(?:pmcid:?\s*)?(?:pmc)?([1-9][0-9]{0,9})(?:\.[0-9]+)?"
    found = re.fullmatch(form, text.strip(), re.ASCII)
    return f"PMC{found[1]}" if found else _read_kind("pmcid", text)


def read_nct(text: str) -> str:
    """A number of ClinicalTrials.gov as NCT01234567; '' where it is none."""
    return _read_kind("nct", text)


def find_ncts(text: str) -> Iterator[str]:
    """All numbers of ClinicalTrials.gov in a text."""
    for found in _FIND_NCT.finditer(text):
        yield f"NCT{re.sub(r'[^0-9]', '', found[1])}"


def _read_kind(kind: str, text: str) -> str:
    """The identifier of a text that is one word, or one link; a sentence may be about another."""
    whole = _unwrap_address(text)
    found = find_identifier(whole) if whole and not re.search(r"\s", whole) else None
    return found.value if found is not None and found.kind == kind else ""


def _unwrap_address(text: str) -> str:
    """The text without the marks of a link around it, and with its escapes of addresses undone."""
    bare = _MARKDOWN.sub(r" \1 ", text).strip()
    if bare.startswith("<") and bare.endswith(">"):
        bare = bare[1:-1]
    return unquote(bare) if re.search(r"%[0-9A-Fa-f]{2}", bare) else bare


def _find_all(text: str) -> Iterator[Identifier]:
    for found in _DOI.finditer(text):
        before = text[: found.start()].rsplit(maxsplit=1)[-1:] or [""]
        if doi := _clean_doi(found[0], before[0]):
            yield Identifier("doi", doi)
    for nct in find_ncts(text):
        yield Identifier("nct", nct)
    for found in _FIND_PMCID.finditer(text):
        yield Identifier("pmcid", f"PMC{found[1]}")
    for found in _FIND_PMID.finditer(text):
        yield Identifier("pmid", found[1])
    if _ALONE.fullmatch(text):
        yield Identifier("pmid", text)


def _clean_doi(doi: str, before: str) -> str:
    """A DOI without the sentence or the address around it; '' where nothing is left of it.

    ``before`` is what stands before it in the same word: in an address of a publisher, what
    is shown of the work stands behind the DOI.
    """
    bare = _without_version(_without_tail(doi))
    is_resolved = _RESOLVER.search(before) is not None
    if "/" in before:
        found = (_RESOLVED if is_resolved else _BEHIND).fullmatch(bare)
        bare = _without_tail(found[1]) if found else bare
    return bare if _WHOLE_DOI.fullmatch(bare) else ""


def _without_version(doi: str) -> str:
    found = _VERSION.fullmatch(doi)
    return found[1] if found else doi


def _without_tail(doi: str) -> str:
    """A DOI without the marks of the sentence around it."""
    while doi and (
        doi[-1] in ".,;:"
        or (doi[-1] in _BRACKETS and doi.count(doi[-1]) > doi.count(_BRACKETS[doi[-1]]))
    ):
        doi = doi[:-1]
    return doi


ALIKE = "title, first author and year"
"""What works share that no identifier tells to be one."""

_LEAST = 20
"""Letters of a title that can tell a work: shorter ones ('Editorial') are many works'."""
_DENSE = 3
"""For how many letters a character counts of a script that writes a word with one or two."""
_WORDS = r"(retracted|withdrawn|removed)(?:[ -](?:article|paper|publication|manuscript|chapter))?"
_MARK = re.compile(
    rf"(?i)[\[(*\s]*{_WORDS}\s*[\])*]*(?:\s*[:.\])]|\s+[-\N{{EN DASH}}\N{{EM DASH}}])\s*"
)
_MARK_BEHIND = re.compile(rf"(?i)\s*[\[(]{_WORDS}[\])]\s*\.?$")


@dataclass(frozen=True, slots=True)
class Shared:
    """Two works by their keys, the older in the alphabet first, and what they share.

    ``differ`` names the identifier of which they have different ones, so that they cannot be
    one work although they share another; '' where nothing speaks against it.
    """

    first: str
    second: str
    kind: str
    value: str
    differ: str = ""


def find_same_works(references: Mapping[str, Reference]) -> Iterator[Shared]:
    """Works that stand twice, each told once, with the first that it repeats."""
    seen: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(references):
        found: Shared | None = None
        for kind, value in identify_work(references[key]):
            for first in seen[kind, value]:
                differ = find_difference(references[first], references[key])
                if found is None and not (differ and kind == ALIKE):
                    found = Shared(first, key, kind, value, differ)
            seen[kind, value].append(key)
        if found is not None:
            yield found


def find_difference(one: Reference, other: Reference) -> str:
    """The identifier that tells two works apart: 'DOI' or 'PMID'; '' if none does."""
    for kind in ("doi", "pmid"):
        mine, theirs = getattr(one, kind).lower(), getattr(other, kind).lower()
        if mine and theirs and mine != theirs:
            return kind.upper()
    return ""


def identify_work(reference: Reference) -> Iterator[tuple[str, str]]:
    """What a work is known by: its identifiers, then its title with first author and year."""
    for kind in ("doi", "pmid", "pmcid"):
        if value := getattr(reference, kind):
            yield kind.upper(), value.lower()
    if reference.authors and reference.year:
        first = reference.authors[0].short
        yield from identify_by_title(reference.plain_title, first, reference.year)


def identify_by_title(title: str, first: str, year: int) -> Iterator[tuple[str, str]]:
    """Title, first author and year as they are compared; nothing where the title tells none."""
    plain = fold_words(without_mark(title))
    if sum(_DENSE if sign > "\u2e80" else 1 for sign in plain) > _LEAST:
        yield ALIKE, f"{plain} {fold_words(first)} {year}"


def without_mark(title: str) -> str:
    """The title without the word that publishers put to that of a retracted work."""
    bare = _MARK.sub("", title, count=1) if _MARK.match(title) else title
    return _MARK_BEHIND.sub("", bare)


def title_mark(title: str) -> str:
    """The word that a publisher put to the title, 'withdrawn' say; '' where there is none."""
    found = _MARK.match(title) or _MARK_BEHIND.search(title)
    return found[1].lower() if found else ""
