"""A new site as a new user makes it: from the wheel alone, with the commands of its README."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.integration.conftest import Run


@pytest.fixture(scope="module")
def begun(run: Run, tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """A new site, and programs for its Makefile that come from the wheel."""
    folder = tmp_path_factory.mktemp("init") / "new"
    made = run("-m", "claimcards", "init", str(folder), "--topic", "sleep", cwd=folder.parent)
    assert made.returncode == 0, made.stdout + made.stderr
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("claimcards", "mkdocs"):
        file = programs / name
        file.write_text(f'#!/bin/sh\nPYTHONPATH="{wheel}" exec "{sys.executable}" -m {name} "$@"\n')
        file.chmod(0o755)
    (programs / "python").symlink_to(sys.executable)
    (folder / ".venv" / ".site").touch()
    return folder


def make(folder: Path, *targets: str) -> subprocess.CompletedProcess[str]:
    """Run make in the new site, without a git repository or anything of ours around it."""
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "GITHUB_ACTIONS")}
    return subprocess.run(
        ["make", *targets], cwd=folder, env=env, text=True, capture_output=True, timeout=170
    )


def test_it_is_sound_and_builds_strictly_at_once(begun: Path) -> None:
    """'make site', as its README says; the example is shown as one."""
    built = make(begun, "site")
    assert built.returncode == 0, built.stdout + built.stderr
    page = (begun / "site" / "claims" / "example-claim" / "index.html").read_text(encoding="utf-8")
    assert "an invented example" in page
    for name in ("index.html", "studies/example2020walk/index.html", "topics/sleep/index.html"):
        assert (begun / "site" / name).is_file()


def test_its_requirements_bring_the_program_without_an_index(begun: Path, tmp_path: Path) -> None:
    """The wheel that it was begun with lies beside them: no index need have this version."""
    pip = ["-m", "pip", "install", "--no-index", "--no-deps", "--quiet", "--target", str(tmp_path)]
    got = subprocess.run(
        [sys.executable, *pip, "-r", "requirements/site.txt"],
        cwd=begun,
        text=True,
        capture_output=True,
        timeout=170,
    )
    assert got.returncode == 0, got.stdout + got.stderr
    assert (tmp_path / "claimcards" / "cli" / "__init__.py").is_file()


def test_it_is_in_its_form(begun: Path) -> None:
    """'make prove', which its workflow runs on each pull request."""
    proved = make(begun, "prove")
    assert proved.returncode == 0, proved.stdout + proved.stderr


def test_the_forms_are_those_that_make_would_write(begun: Path) -> None:
    """So that the first 'make forms' changes nothing."""
    folder = begun / ".github" / "ISSUE_TEMPLATE"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    written = make(begun, "forms", "schemas")
    assert written.returncode == 0, written.stdout + written.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_claim_and_a_finding_can_be_begun(begun: Path, run: Run) -> None:
    """The blanks are asked for, one by one."""
    made = run("-m", "claimcards", "new", "claim", "naps-help", "--topic", "sleep", cwd=begun)
    assert made.returncode == 0, made.stderr
    again = run("-m", "claimcards", "new", "finding", "naps-help", "example2020walk", cwd=begun)
    assert again.returncode == 0, again.stderr
    assert "CC042 'outcome' has no value; fill it in: what was measured" in again.stdout
    card = begun / "content" / "claims" / "sleep" / "naps-help.yml"
    assert card.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=../../../schemas/claim.schema.json\n"
    )
    card.unlink()
