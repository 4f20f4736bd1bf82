"""Several runs at once, as somebody starts them by mistake: each result is whole."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.integration.conftest import Run

CITATION = """\
cff-version: 1.2.0
title: Coffee
version: 1.0.0
date-released: 2026-11-20
authors: [{name: Nobody}]
license: CC-BY-4.0
message: Cite it.
"""


def digests(folder: Path) -> dict[str, str]:
    """The bytes of all files below a folder, by their path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


COMMANDS: dict[str, tuple[Sequence[str], str]] = {
    "build": (("-m", "claimcards", "build"), "site"),
    "mkdocs": (("-m", "mkdocs", "build", "--strict"), "site"),
    "render": (("-m", "claimcards", "render", "rendered"), "rendered"),
    "bundle": (("-m", "claimcards", "bundle", "bundled"), "bundled"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_three_at_once_give_what_one_gives(name: str, project: Path, run: Run) -> None:
    """Every one of them ends well, no file is missing, and nothing is left beside."""
    words, made = COMMANDS[name]
    (project / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    alone = run(*words, cwd=project)
    assert alone.returncode == 0, alone.stderr
    expected = digests(project / made)
    beside = {path.name for path in project.iterdir()}
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda _: run(*words, cwd=project), range(3)))
    assert [one.returncode for one in done] == [0, 0, 0], [one.stderr for one in done]
    assert digests(project / made) == expected
    assert {path.name for path in project.iterdir()} == beside


def test_a_build_that_fails_leaves_the_last_site(project: Path, run: Run) -> None:
    """Also for what only MkDocs finds, after it has cleaned."""
    assert run("-m", "claimcards", "build", cwd=project).returncode == 0
    before = digests(project / "site")
    with (project / "content/pages/index.md").open("a", encoding="utf-8") as page:
        page.write("\n[dead](nowhere.md)\n")
    built = run("-m", "claimcards", "build", cwd=project)
    assert built.returncode == 1
    assert "nowhere.md" in built.stderr
    assert "the last site stays" in built.stderr
    assert digests(project / "site") == before
    assert not list(project.glob("site.new.*"))
