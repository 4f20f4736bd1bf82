"""A strict build with content errors: said, refused, and the last good site stays as it is."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from tests.integration.conftest import Edit, Run

BREAKS = {
    "a word that is none": ("direction: mixed", "direction: unclear", "CC103"),
    "an unknown study": ("study: birch2015awake", "study: birch2051awake", "CC221"),
    "an alias": ("locator: Table 2", "locator: *table", "CC037"),
}


def state(folder: Path) -> dict[str, tuple[str, int]]:
    """Bytes and times of every file below a folder."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("mistake", BREAKS)
def test_bad_content_fails_the_build_and_leaves_the_old_site(
    mistake: str, second: Path, project: Path, run: Run, edit: Edit
) -> None:
    """Exit code 1, the diagnostics with their lines, no traceback, no file touched."""
    old, new, code = BREAKS[mistake]
    shutil.copytree(second / "site", project / "site")
    before = state(project / "site")
    edit(project / "content/claims/body/body-awake.yml", old, new)
    built = run("-m", "mkdocs", "build", "--strict", cwd=project)
    said = built.stdout + built.stderr
    assert built.returncode == 1
    assert f" {code} " in said
    assert "content/claims/body/body-awake.yml:" in said
    assert "Traceback" not in said
    assert state(project / "site") == before


def test_all_problems_are_said_in_one_run(project: Path, run: Run, edit: Edit) -> None:
    """A second broken card is not hidden behind the first."""
    edit(project / "content/claims/body/body-awake.yml", "direction: mixed", "direction: unclear")
    edit(project / "content/studies/elm2016pressure.yml", "[robusta]", "[excelsa]")
    edit(project / "content/references/others.bib", "year      = 2005,", "year      = soon,")
    said = run("-m", "mkdocs", "build", "--strict", cwd=project).stderr
    for code in ("CC103", "CC231", "CC053"):
        assert f" {code} " in said, said


def test_a_warning_fails_a_strict_build_only(project: Path, run: Run) -> None:
    """A plain build goes on and says the warning; a strict one refuses."""
    (project / "content/studies/notes.doc").write_text("x", encoding="utf-8")
    plain = run("-m", "mkdocs", "build", cwd=project)
    assert plain.returncode == 0
    assert "CC013" in plain.stderr
    strict = run("-m", "mkdocs", "build", "--strict", cwd=project)
    assert strict.returncode == 1
    assert "CC013" in strict.stderr
    assert "Traceback" not in strict.stderr


def test_an_unknown_style_is_one_line(project: Path, run: Run, edit: Edit) -> None:
    """The name of a citation style that does not exist is a mistake of use, not of the program."""
    edit(project / "mkdocs.yml", "springer-vancouver-brackets", "springer-vancouver-braces")
    built = run("-m", "mkdocs", "build", "--strict", cwd=project)
    assert built.returncode == 1
    assert "springer-vancouver-braces" in built.stderr
    assert "Traceback" not in built.stderr
