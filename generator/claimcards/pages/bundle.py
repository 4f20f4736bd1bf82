"""All content of a site as one bundle: the cards as they are, and everything as data.

Made for archives: whoever opens it in ten years finds what it is, how to cite it, what each
field means and whether a byte is missing, without this program. The same content gives the
same bytes.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claimcards.cards.schema import make_schemas
from claimcards.corpus import Corpus
from claimcards.pages.downloads import (
    FINDING_COLUMNS,
    list_card_values,
    make_finding_rows,
    record_claim,
    write_sheet,
)
from claimcards.pages.publication import Publication
from claimcards.references.exports import write_bibtex
from claimcards.text.card_text import Node, read_card
from claimcards.text.diagnostics import UseError
from claimcards.verdict.values import ClaimVerdict

CITATION = "CITATION.cff"
SUMS = "SHA256SUMS"
_DAY = (1980, 1, 1, 0, 0, 0)
"""The day that a zip archive gives to every file: the earliest that it can hold."""
_READ_ME = """\
{title}, version {version}, of {date}

content/          the cards as people write them: one file a claim, a study, a work
data/claims.json  all claims with their findings, verdicts and what these follow from
data/findings.csv one row for each finding
data/studies.json what each study is
data/references.bib  all works, in BibTeX
schemas/          what each field of a card means, as JSON Schema
CITATION.cff      how to cite this; .zenodo.json says the same for an archive
SHA256SUMS        to test that nothing is missing: sha256sum --check SHA256SUMS

{licence}
"""


@dataclass(frozen=True, slots=True)
class Citing:
    """What CITATION.cff says of a site's content; ``text`` is the file as it is."""

    text: str
    title: str
    version: str
    date: str
    fields: Mapping[str, Node]

    @classmethod
    def of(cls, text: str) -> Citing:
        """Read a CITATION.cff.

        :raises UseError: where it lacks something that an archive needs.
        """
        card, problems = read_card(CITATION, text)
        if card is None or problems:
            raise UseError(f"{CITATION} cannot be read: {problems[0]}")
        fields = card.value
        absent = [
            key
            for key in ("title", "version", "date-released", "authors", "license")
            if key not in fields
        ]
        if absent:
            raise UseError(f"{CITATION} has no {' and no '.join(absent)}; a bundle needs it")
        title, version, date = (str(fields[k]) for k in ("title", "version", "date-released"))
        return cls(text, title, version, date, fields)

    def with_addresses(self, publication: Publication) -> str:
        """The file, with the site's own addresses where it is silent about them."""
        known = (("url", publication.url), ("repository-code", publication.repository))
        added = (
            f"{key}: {json.dumps(value)}\n"
            for key, value in known
            if value and key not in self.fields
        )
        return self.text.rstrip("\n") + "\n" + "".join(added)


def list_bundle_files(
    corpus: Corpus,
    results: Mapping[str, ClaimVerdict],
    publication: Publication,
    citing: Citing,
    cards: Mapping[str, bytes],
) -> dict[str, bytes]:
    """All files of a bundle by their path in it; ``cards`` are the content files as they are."""
    claims = [
        {
            **record_claim(corpus, key, results[key], publication),
            "former_ids": list(corpus.claims[key].record.former_ids),
        }
        for key in corpus.claims
    ]
    rows = (
        row
        for key in corpus.claims
        for row in make_finding_rows(corpus, key, results[key], publication)
    )
    made = {
        "README.txt": _READ_ME.format(
            title=citing.title,
            version=citing.version,
            date=citing.date,
            licence=f"Licence: {publication.licence}",
        ),
        CITATION: citing.with_addresses(publication),
        ".zenodo.json": _write_json(describe_for_zenodo(citing, publication)),
        "data/claims.json": _write_json(claims),
        "data/findings.csv": write_sheet(FINDING_COLUMNS, rows),
        "data/studies.json": _write_json(
            [list_card_values(s.record) for s in corpus.studies.values()]
        ),
        "data/references.bib": write_bibtex([s.reference for s in corpus.references.values()]),
        **{f"schemas/{name}": text for name, text in make_schemas().items()},
    }
    files = {**cards, **{path: text.encode() for path, text in made.items()}}
    return {**files, SUMS: write_checksums(files).encode()}


def write_checksums(files: Mapping[str, bytes]) -> str:
    """The SHA-256 of each file, in the form that sha256sum writes and checks."""
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))


def describe_for_zenodo(citing: Citing, publication: Publication) -> dict[str, Any]:
    """The same as metadata for Zenodo, which shows the description as HTML."""
    fields = citing.fields
    related = [
        {"identifier": address, "relation": "isSupplementTo"}
        for address in (publication.url, publication.repository)
        if address
    ]
    keywords = fields.get("keywords", [])
    return {
        "upload_type": "dataset",
        "title": citing.title,
        "version": citing.version,
        "publication_date": citing.date,
        "description": html.escape(str(fields.get("abstract", citing.title))),
        "creators": _list_creators(fields["authors"]),
        "keywords": keywords if isinstance(keywords, list) else [],
        "license": str(fields["license"]).lower(),
        "access_right": "open",
        **({"related_identifiers": related} if related else {}),
    }


def _list_creators(authors: Node) -> list[dict[str, str]]:
    people = [a for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
    return [
        {
            "name": str(a.get("name") or ", ".join(_list_name_parts(a))),
            **({"orcid": str(a["orcid"]).rpartition("/")[2]} if "orcid" in a else {}),
        }
        for a in people
    ]


def _list_name_parts(author: Mapping[str, Node]) -> list[str]:
    return [str(author[key]) for key in ("family-names", "given-names") if key in author]


def pack_archive(folder: str, files: Mapping[str, bytes]) -> bytes:
    """The files as a zip archive, below one folder.

    Stored and not compressed: compressors differ by version, and the bytes would, too.
    """
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as made:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{path}", _DAY)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # as on every system, not as on this one
            made.writestr(entry, files[path])
    return archive.getvalue()


def _write_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
