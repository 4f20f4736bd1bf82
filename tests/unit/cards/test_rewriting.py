"""``claimcards format``: which files it touches, how, and what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.conftest import Run
from tests.unit.small_site import CLAIM, FROST, WORKS, Site

from claimcards.cards.format import rewrite_file, survey_files
from claimcards.inspection import inspect_content
from claimcards.text.diagnostics import UseError


@pytest.fixture(autouse=True)
def _written(site: Site) -> None:
    """The tiny site lies in its folder."""
    site.inspect_content()


def test_a_run_leaves_everything_in_form_and_the_content_as_it_was(site: Site, run: Run) -> None:
    """The same verdicts and diagnostics; then nothing is left to do, and nothing is written."""
    before = site.inspect_content()
    code, out, err = run("format")
    assert (code, out) == (0, "")
    assert err.endswith("put in canonical form.\n")
    after = inspect_content(site.root, site.root / "content")
    assert after.results == before.results
    assert [d.code for d in after.diagnostics] == [d.code for d in before.diagnostics]
    times = {p: p.stat().st_mtime_ns for p in site.root.rglob("*.*")}
    assert run("format", "--check")[0] == 0
    assert run("format")[2].startswith("0 of ")
    assert {p: p.stat().st_mtime_ns for p in site.root.rglob("*.*")} == times


def test_check_names_each_file_its_line_and_what_to_do(site: Site, run: Run) -> None:
    """And changes nothing."""
    run("format")
    path = site.root / "content" / FROST
    path.write_text(path.read_text().replace("species: [human]", 'species: ["human"]'))
    before = path.read_bytes()
    code, out, err = run("format", "--check")
    assert code == 1
    assert out == (
        f"content/{FROST}:3:1: CC016 not in canonical form: here would stand 'species: [human]'; "
        f"run 'claimcards format content/{FROST}'\n"
    )
    assert err.startswith("1 of ")
    assert path.read_bytes() == before
    assert run("format", "--check", f"content/{WORKS}")[0] == 0
    assert run("format", "--check", "content/studies")[0] == 1
    (row,) = json.loads(run("format", "--check", "--format", "json")[1])
    assert (row["code"], row["line"]) == ("CC016", 3)


def test_line_ends_of_windows_and_the_mark_before_the_first_letter_go(site: Site, run: Run) -> None:
    """They are no part of what a file says."""
    run("format")
    path = site.root / "content" / FROST
    clean = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + clean.replace(b"\n", b"\r\n"))
    assert "line ends of Windows" in run("format", "--check")[1]
    run("format")
    assert path.read_bytes() == clean


def test_a_card_with_a_mistake_is_left_alone_and_the_others_are_not(site: Site, run: Run) -> None:
    """Its diagnostic is shown, and the exit code says so."""
    broken = site.root / "content" / FROST
    broken.write_text("id: [frost2010tea\ndesign: trial\n")
    claim = site.root / "content" / CLAIM
    before = claim.read_text()
    code, out, err = run("format")
    assert code == 1
    assert f"content/{FROST}:" in out
    assert "1 left alone because of errors." in err
    assert broken.read_text() == "id: [frost2010tea\ndesign: trial\n"
    assert claim.read_text() != before


def test_a_link_is_not_followed(site: Site, run: Run, tmp_path: Path) -> None:
    """A link in a card's place could make us write anywhere."""
    outside = tmp_path / "outside.yml"
    outside.write_text("design:   trial\nid: a\n")
    (site.root / "content" / "studies" / "a.yml").symlink_to(outside)
    code, out, _ = run("format")
    assert code == 1
    assert "CC001" in out
    assert outside.read_text() == "design:   trial\nid: a\n"


def test_a_file_keeps_its_rights_and_leaves_nothing_beside_it(site: Site, run: Run) -> None:
    """It is put in place all at once."""
    path = site.root / "content" / FROST
    path.write_text("design: trial\n" + path.read_text().replace("design: trial\n", ""))
    path.chmod(0o640)
    run("format")
    assert path.read_text().startswith("id: frost2010tea\ndesign: trial\n")
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p for p in path.parent.iterdir() if p.name.startswith(".")] == []


def test_what_was_changed_meanwhile_is_not_overwritten(site: Site) -> None:
    """Somebody saved the card between our reading and our writing."""
    site.inspect_content()
    found = survey_files(site.root, site.root / "content")
    result = found.changed[0]
    path = site.root / result.file.path
    path.write_text("newer: text\n")
    with pytest.raises(UseError, match="was changed meanwhile"):
        rewrite_file(site.root, result)
    assert path.read_text() == "newer: text\n"


@pytest.mark.parametrize("path", ["nowhere", "content/pages", "/", "content/studies/no.yml"])
def test_a_path_that_holds_no_content_is_said(run: Run, path: str) -> None:
    """One line, exit code 2."""
    code, _, err = run("format", path)
    assert code == 2
    assert err.count("\n") == 1
    assert "holds no content file" in err


def test_the_line_for_editors_names_the_schema_of_the_card(site: Site, run: Run) -> None:
    """By its way from the card, where the site has schemas."""
    run("schema", "schemas")
    run("format")
    for path, line in (
        (CLAIM, "# yaml-language-server: $schema=../../../schemas/claim.schema.json\n"),
        (FROST, "# yaml-language-server: $schema=../../schemas/study.schema.json\n"),
    ):
        assert (site.root / "content" / path).read_text().startswith(line)
