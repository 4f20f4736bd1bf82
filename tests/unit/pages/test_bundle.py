"""The bundle of a release: all content, the same bytes each time, with its checksums."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.conftest import Run
from tests.unit.small_site import CLAIM, FROST, Site

from claimcards.pages.bundle import Citing, describe_for_zenodo, list_bundle_files, pack_archive
from claimcards.pages.publication import Publication
from claimcards.text.diagnostics import UseError

CITATION = """\
cff-version: 1.2.0
message: "Please cite."
title: "Tea Evidence"
abstract: "Tea & <warmth>"
authors:
  - family-names: Frost
    given-names: Jack
    orcid: https://orcid.org/0000-0002-1825-0097
  - name: "The tea house"
version: 0.3.0
date-released: 2026-11-21
license: CC-BY-4.0
keywords: [tea]
"""
Pack = Callable[[], tuple[int, str, str]]
HERE = Publication.of("Tea", "https://tea.example/", "CC BY 4.0", "https://github.com/tea/house")


@pytest.fixture
def pack(run: Run) -> Pack:
    """Pack the tiny site."""
    return lambda: run("bundle", "out")


@pytest.fixture
def project(site: Site) -> Path:
    """The tiny site with all that a bundle needs beside its cards."""
    site.inspect_content()
    (site.root / "content/pages").mkdir()
    config = "site_name: Tea\ndocs_dir: content/pages\nplugins: [claimcards]\n"
    (site.root / "mkdocs.yml").write_text(config, encoding="utf-8")
    (site.root / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    return site.root


def held(archive: Path) -> dict[str, bytes]:
    """The files of an archive, below its one folder."""
    with zipfile.ZipFile(archive) as made:
        names = made.namelist()
        assert {name.split("/")[0] for name in names} == {archive.stem}
        return {name.partition("/")[2]: made.read(name) for name in names}


def test_a_bundle_holds_every_card_as_it_is_and_everything_as_data(
    project: Path, pack: Pack
) -> None:
    """Cards byte for byte, claims and findings as values, schemas, and how to cite."""
    code, said, err = pack()
    assert (code, err) == (0, "")
    assert "tea-evidence-0.3.0.zip" in said
    files = held(project / "out/tea-evidence-0.3.0.zip")
    for path in (CLAIM, FROST):
        assert files[f"content/{path}"] == (project / "content" / path).read_bytes()
    (claim,) = json.loads(files["data/claims.json"])
    assert claim["id"] == "tea-warms"
    assert {
        row["finding"] for row in csv.DictReader(io.StringIO(files["data/findings.csv"].decode()))
    } == {finding["id"] for finding in claim["findings"]}
    assert len(json.loads(files["data/studies.json"])) == 2
    assert b"@article{frost2010tea" in files["data/references.bib"]
    assert b"json-schema.org" in files["schemas/claim.schema.json"]
    assert b"Tea Evidence, version 0.3.0" in files["README.txt"]


def test_every_file_has_its_checksum(project: Path, pack: Pack) -> None:
    """Inside for the files, outside for the archive; each fits."""
    pack()
    archive = project / "out/tea-evidence-0.3.0.zip"
    files = held(archive)
    lines = files.pop("SHA256SUMS").decode().splitlines()
    assert dict(line.split("  ")[::-1] for line in lines) == {
        path: hashlib.sha256(content).hexdigest() for path, content in files.items()
    }
    outside = (project / "out/SHA256SUMS").read_text(encoding="utf-8")
    assert outside == f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  {archive.name}\n"


def test_the_same_content_gives_the_same_bytes(project: Path, pack: Pack) -> None:
    """No day, no order of files, no system shows."""
    pack()
    archive = project / "out/tea-evidence-0.3.0.zip"
    first = archive.read_bytes()
    (project / "content" / CLAIM).touch()
    pack()
    assert archive.read_bytes() == first
    files = {"b": b"2", "a": b"1"}
    assert pack_archive("x", files) == pack_archive("x", dict(sorted(files.items())))


def test_metadata_for_the_archive_says_what_the_citation_says() -> None:
    """Zenodo prints the description as HTML, so it is escaped."""
    made = describe_for_zenodo(Citing.of(CITATION), HERE)
    assert made["title"] == "Tea Evidence"
    assert made["description"] == "Tea &amp; &lt;warmth&gt;"
    assert made["license"] == "cc-by-4.0"
    assert made["creators"] == [
        {"name": "Frost, Jack", "orcid": "0000-0002-1825-0097"},
        {"name": "The tea house"},
    ]
    assert [r["identifier"] for r in made["related_identifiers"]] == [HERE.url, HERE.repository]


def test_a_site_that_knows_no_address_invents_none() -> None:
    """And one that does adds it where the file is silent."""
    citing = Citing.of(CITATION)
    assert citing.with_addresses(Publication()) == CITATION
    assert "related_identifiers" not in describe_for_zenodo(citing, Publication())
    assert citing.with_addresses(HERE).endswith(
        'url: "https://tea.example/"\nrepository-code: "https://github.com/tea/house"\n'
    )
    own = Citing.of(CITATION + "url: https://other.example\n")
    assert "tea.example" not in own.with_addresses(HERE)


def test_content_with_errors_is_not_packed(project: Path, site: Site, pack: Pack) -> None:
    """A release of something broken would stay for ever."""
    site.change(CLAIM, "value: 0.90", "value: x").inspect_content()
    code, _, err = pack()
    assert code == 1
    assert "CC104" in err
    assert not (project / "out").exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title: x\n", "has no version and no date-released and no authors and no license"),
        ("a: [\n", "cannot be read"),
    ],
)
def test_a_citation_that_is_not_whole_is_refused_in_one_line(text: str, says: str) -> None:
    """Before anything is made."""
    with pytest.raises(UseError, match=says):
        Citing.of(text)


def test_without_a_citation_there_is_no_bundle(project: Path, pack: Pack) -> None:
    """One line and exit code 2."""
    (project / "CITATION.cff").unlink()
    code, _, err = pack()
    assert code == 2
    assert "CITATION.cff cannot be read" in err


def test_files_are_made_of_their_input_alone(site: Site) -> None:
    """Cards that were handed over are in it as they are, whatever their name."""
    found = site.inspect_content()
    cards = {"content/x.yml": b"\xff"}
    made = list_bundle_files(found.corpus, found.results, HERE, Citing.of(CITATION), cards)
    assert made["content/x.yml"] == b"\xff"
