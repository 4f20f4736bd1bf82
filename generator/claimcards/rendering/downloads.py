"""What a claim's page offers to take away: its data, its references, and how to cite it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claimcards.corpus import Corpus
from claimcards.model.claim import Claim
from claimcards.model.reference import Reference
from claimcards.rendering.bibtex import bibtex, bibtex_entry
from claimcards.rendering.csl_json import csl_item
from claimcards.rendering.ris import ris, ris_record
from claimcards.rendering.spreadsheet import sheet
from claimcards.synthesis import Synthesis
from claimcards.views.claim import cited
from claimcards.views.finding_rows import FINDING_COLUMNS, finding_rows
from claimcards.views.publication import Publication, claim_reference
from claimcards.views.record import claim_record


@dataclass(frozen=True, slots=True)
class Form:
    """One way of citing a claim's page."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Download:
    """One file of a claim; ``name`` is its path's end behind the claim's id."""

    label: str
    name: str
    holds: str


DOWNLOADS = (
    Download("JSON", "json", "the whole claim as data"),
    Download("CSV", "csv", "one row for each finding"),
    Download("BibTeX", "bib", "all references"),
    Download("RIS", "ris", "all references"),
)


def cite_forms(claim: Claim, publication: Publication) -> tuple[Form, ...]:
    """How citation programs take a claim's page."""
    page = claim_reference(claim, publication)
    on = claim.curated_on
    return (
        Form("BibTeX", bibtex_entry(page)),
        Form("RIS", ris_record(page, on)),
        Form("CSL-JSON", _json([csl_item(page, on)], indent=2)),
    )


def claim_files(
    corpus: Corpus, results: Mapping[str, Synthesis], publication: Publication
) -> dict[str, str]:
    """The files of all claims, by their path in the documentation folder."""
    files: dict[str, str] = {}
    for key in corpus.claims:
        for ending, text in _files(corpus, key, results[key], publication):
            files[f"claims/{key}.{ending}"] = text
    return files


def _files(
    corpus: Corpus, key: str, result: Synthesis, publication: Publication
) -> Iterator[tuple[str, str]]:
    references = _references(corpus, key)
    record = claim_record(corpus, key, result, publication)
    record["references"] = [csl_item(reference) for reference in references]
    yield "json", _json(record)
    yield "csv", sheet(FINDING_COLUMNS, finding_rows(corpus, key, result, publication))
    yield "bib", _head(corpus, key, publication) + bibtex(references)
    yield "ris", ris(references)


def _references(corpus: Corpus, key: str) -> tuple[Reference, ...]:
    keys = cited(corpus, corpus.claims[key].record, corpus.references)
    return tuple(corpus.references[key].reference for key in keys)


def _head(corpus: Corpus, key: str, publication: Publication) -> str:
    """A comment that says whence and of when; BibTeX takes only an at sign for an entry."""
    day = corpus.claims[key].record.curated_on.isoformat()
    words = (f"References of the claim {key}, as of {day}.", publication.claim_url(key))
    return "".join(f"% {line.replace('@', ' at ')}\n" for line in words if line) + "\n"


def _json(value: Any, indent: int | None = None) -> str:
    # Without indent the encoder is the fast one; what people read on a page has it.
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
