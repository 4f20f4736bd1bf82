"""Identifiers of works: DOI, PMID, PMCID and trial number, as they are written and as they are.

``read_...`` takes a text that is one identifier, bare or as an address, and gives it in its
one form; ``find_identifier`` takes what somebody pasted, a sentence too. Both give nothing
rather than a part of something else. The search's own script knows the same, and a test
holds the two to the same cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

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
    return next(_find(_unwrap(text)), None)


def read_doi(text: str) -> str:
    """The bare DOI of a text that is one, be it as an address; '' where it is none."""
    bare = text.strip()
    if prefix := _RESOLVER.match(bare):
        bare = re.split(r"/?[?#]|/$", unquote(bare[prefix.end() :]))[0]
    bare = _without_version(_without_tail(bare))
    return bare if _WHOLE_DOI.fullmatch(bare) else _read("doi", text)


def read_pmid(text: str) -> str:
    """The digits of a PubMed number, bare or as an address; '' where it is none."""
    found = re.fullmatch(r"(?i)(?:pmid:?\s*)?([1-9][0-9]{0,8})", text.strip(), re.ASCII)
    return found[1] if found else _read("pmid", text)


def read_pmcid(text: str) -> str:
    """A number of PubMed Central as PMC123, its version left out; '' where it is none."""
    form = r"(?i)(?:pmcid:?\s*)?(?:pmc)?([1-9][0-9]{0,9})(?:\.[0-9]+)?"
    found = re.fullmatch(form, text.strip(), re.ASCII)
    return f"PMC{found[1]}" if found else _read("pmcid", text)


def read_nct(text: str) -> str:
    """A number of ClinicalTrials.gov as NCT01234567; '' where it is none."""
    return _read("nct", text)


def find_ncts(text: str) -> Iterator[str]:
    """All numbers of ClinicalTrials.gov in a text."""
    for found in _FIND_NCT.finditer(text):
        yield f"NCT{re.sub(r'[^0-9]', '', found[1])}"


def _read(kind: str, text: str) -> str:
    """The identifier of a text that is one word, or one link; a sentence may be about another."""
    whole = _unwrap(text)
    found = find_identifier(whole) if whole and not re.search(r"\s", whole) else None
    return found.value if found is not None and found.kind == kind else ""


def _unwrap(text: str) -> str:
    """The text without the marks of a link around it, and with its escapes of addresses undone."""
    bare = _MARKDOWN.sub(r" \1 ", text).strip()
    if bare.startswith("<") and bare.endswith(">"):
        bare = bare[1:-1]
    return unquote(bare) if re.search(r"%[0-9A-Fa-f]{2}", bare) else bare


def _find(text: str) -> Iterator[Identifier]:
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
