"""Which work somebody means: a key of this site, or an identifier that a registry knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.model.scalars import SLUG

# Brackets and semicolons belong to many a DOI: 10.1016/S0140-6736(20)30183-5. Nothing here may
# mean anything to xargs, which hands it on.
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"'`$\\|&{}]+")
_IN_ADDRESS = re.compile(r"(?i)(10\.\d+/[^/].*?)(?:/(?:full|abstract|e?pdf|meta))?/?(?:[?#].*)?")
_BRACKETS = {")": "(", ">": "<", "]": "["}
_PMCID = re.compile(r"(?i)\bPMC\d{3,9}\b")
# A bare number is one only where it stands alone: an answer may begin with a year.
_PMID = re.compile(r"(?i)(?:^(?=\d+$)|\bpmid:? ?|\bpubmed\.ncbi\.nlm\.nih\.gov/)(\d{4,9})\b")
_NCT = re.compile(r"(?i)\bNCT\d{8}\b")
_PAGE = re.compile(rf"(?:.*/)?({SLUG})/?(?:#.*)?")


@dataclass(frozen=True, slots=True)
class Work:
    """A work as somebody named it. ``key`` is its key here, or empty.

    ``option`` and ``identifier`` are how 'claimcards new study' would be asked for it; both
    empty where no identifier was recognised.
    """

    key: str = ""
    option: str = ""
    identifier: str = ""


def named(text: str) -> str:
    """The id at the end of a page's address, or as it was written; empty if it is none."""
    found = _PAGE.fullmatch(text.strip())
    return found[1] if found else ""


def work(text: str, corpus: Corpus, *, studies_only: bool = False) -> Work:
    """The work that this text names, by key, DOI, PubMed id, PMC id or trial number."""
    # A study that was begun a moment ago has blanks, and cannot be read yet.
    known = {*corpus.studies, *corpus.unread.get("studies", ())}
    known |= set() if studies_only else {*corpus.references}
    if (key := named(text)) in known:
        return Work(key)
    for option, identifier in _identifiers(text):
        key = _holder(option, identifier, corpus)
        return Work(key if key in known else "", option, identifier)
    return Work()


def _identifiers(text: str) -> Iterator[tuple[str, str]]:
    if (found := _DOI.search(text)) and (doi := _plain(found[0])):
        yield "--doi", doi.lower()
    elif found := _NCT.search(text):
        yield "--nct", found[0].upper()
    elif found := _PMCID.search(text):
        yield "--pmcid", found[0].upper()
    elif found := _PMID.search(text.strip()):
        yield "--pmid", found[1]


def _plain(doi: str) -> str:
    """A DOI without the sentence or address around it; '' where nothing is left of it."""
    found = _IN_ADDRESS.fullmatch(_without_tail(doi))
    return _without_tail(found[1]) if found else ""


def _without_tail(doi: str) -> str:
    """A DOI without the marks of the sentence around it."""
    while doi[-1] in ".,;:" or (
        doi[-1] in _BRACKETS and doi.count(doi[-1]) > doi.count(_BRACKETS[doi[-1]])
    ):
        doi = doi[:-1]
    return doi


def _holder(option: str, identifier: str, corpus: Corpus) -> str:
    """The key of the card or reference that has this identifier."""
    if option == "--nct":
        registered = (k for k, s in corpus.studies.items() if identifier in s.record.registrations)
        return next(registered, "")
    name = option.removeprefix("--")
    for key, sourced in corpus.references.items():
        if str(getattr(sourced.reference, name)).lower() == identifier.lower():
            return key
    return ""
