"""The command line: exit codes 0, 1 and 2, its formats, and one line for every wrong use."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.integration.conftest import Edit, Run, Say

CARD = "content/claims/body/body-awake.yml"


@pytest.fixture
def broken(project: Path, edit: Edit) -> Path:
    """A project with one mistake in line 36 of a card."""
    edit(project / CARD, "direction: mixed", "direction: unclear")
    return project


def line_of(project: Path, text: str) -> int:
    """The line of a text in the card."""
    lines = (project / CARD).read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if text in line)


def test_the_installed_command_ends_with_the_same_codes(broken: Path, run: Run) -> None:
    """From the wheel, in a process of its own: 1 for bad content, 2 for wrong use."""
    assert run("-m", "claimcards", "check", cwd=broken).returncode == 1
    wrong = run("-m", "claimcards", "check", "--content", "nowhere", cwd=broken)
    assert wrong.returncode == 2
    assert wrong.stderr.count("\n") == 1
    assert "Traceback" not in wrong.stderr


def test_sound_content_ends_with_zero(project: Path, say: Say) -> None:
    """Nothing on the standard output, a summary beside it."""
    said = say(project, "check", "--strict")
    assert (said.returncode, said.stdout) == (0, "")
    assert "7 claims and 11 studies read: 0 errors, 0 warnings" in said.stderr


def test_bad_content_ends_with_one(broken: Path, say: Say) -> None:
    """Path, line, column and code come first on the line."""
    said = say(broken, "check")
    assert said.returncode == 1
    line = line_of(broken, "unclear")
    assert said.stdout.startswith(f"{CARD}:{line}:16: CC103 ")
    assert "Traceback" not in said.stderr


def test_json_is_a_list_with_the_true_place(broken: Path, say: Say) -> None:
    """Programs get the same, as data."""
    said = say(broken, "check", "--format", "json")
    (problem,) = json.loads(said.stdout)
    assert said.returncode == 1
    assert problem["file"] == CARD
    assert (problem["line"], problem["column"]) == (line_of(broken, "unclear"), 16)
    assert (problem["code"], problem["severity"]) == ("CC103", "error")
    assert problem["message"]
    assert problem["hint"]


def test_json_of_sound_content_is_an_empty_list(project: Path, say: Say) -> None:
    """Nothing else is printed that a program would stumble over."""
    assert json.loads(say(project, "check", "--format", "json").stdout) == []


def test_github_shows_each_problem_on_its_line(broken: Path, say: Say) -> None:
    """A workflow command with file, line and column."""
    said = say(broken, "check", "--format", "github")
    line = line_of(broken, "unclear")
    assert said.returncode == 1
    assert said.stdout.startswith(f"::error file={CARD},line={line},col=16,title=CC103")
    assert said.stdout.count("\n") == 1


def test_a_warning_ends_with_one_only_if_strict(project: Path, say: Say) -> None:
    """Warnings ask for a look; --strict makes them count."""
    (project / "content/studies/notes.doc").write_text("x", encoding="utf-8")
    assert say(project, "check").returncode == 0
    assert say(project, "check", "--strict").returncode == 1


def test_bad_content_is_not_rendered(broken: Path, say: Say) -> None:
    """The folder is not even made."""
    said = say(broken, "render", "out")
    assert said.returncode == 1
    assert "CC103" in said.stderr
    assert not (broken / "out").exists()


WRONG_USE = {
    "no content folder": ("check", "--content", "nowhere"),
    "content is a file": ("check", "--content", "mkdocs.yml"),
    "an unknown option": ("check", "--fast"),
    "an unknown format": ("check", "--format", "xml"),
    "an unknown command": ("chekc",),
    "an unknown code": ("explain", "CC999"),
    "no code": ("explain",),
    "no folder to render to": ("render",),
    "no mkdocs.yml": ("render", "out", "--config", "nowhere.yml"),
    "a folder below a file": ("render", "mkdocs.yml/out"),
    "a folder that is a file": ("render", "mkdocs.yml"),
    "schemas below a file": ("schema", "mkdocs.yml/schemas"),
}


@pytest.mark.parametrize("use", WRONG_USE)
def test_wrong_use_is_said_in_words_and_ends_with_two(use: str, project: Path, say: Say) -> None:
    """No traceback, nothing on the standard output, and the last line says what is wrong."""
    said = say(project, *WRONG_USE[use])
    assert said.returncode == 2, said.stderr
    assert said.stdout == ""
    assert "Traceback" not in said.stderr
    lines = [line for line in said.stderr.splitlines() if line.strip()]
    beside = [line for line in lines if line.startswith(("Usage:", "Try ", "no history: "))]
    assert len(lines) - len(beside) == 1, said.stderr


def test_a_config_without_the_plugin_is_said(project: Path, say: Say) -> None:
    """The plugin is missing in mkdocs.yml: one line says so."""
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    start, end = text.index("  - claimcards:"), text.index("markdown_extensions:")
    (project / "mkdocs.yml").write_text(text[:start] + text[end:], encoding="utf-8")
    said = say(project, "render", "out")
    assert said.returncode == 2
    assert "claimcards" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_config_that_is_no_yaml_is_said(project: Path, say: Say) -> None:
    """A broken mkdocs.yml is wrong use."""
    (project / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    said = say(project, "render", "out")
    assert said.returncode == 2
    assert "mkdocs.yml" in said.stderr
    assert "Traceback" not in said.stderr


def test_mkdocs_says_that_content_is_missing(project: Path, run: Run) -> None:
    """Without the content folder a build ends with one line, and makes nothing."""
    shutil.move(project / "content/pages", project / "pages")
    shutil.rmtree(project / "content")
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("docs_dir: content/pages", "docs_dir: pages")
    config.write_text(text, encoding="utf-8")
    built = run("-m", "mkdocs", "build", "--strict", cwd=project)
    assert built.returncode == 1
    assert "does not exist" in built.stderr
    assert "Traceback" not in built.stderr
    assert not (project / "site").exists()


def test_mkdocs_says_that_the_site_cannot_be_written(project: Path, run: Run) -> None:
    """A site folder that cannot be made is one line, without a traceback."""
    (project / "file").write_text("x", encoding="utf-8")
    built = run("-m", "mkdocs", "build", "--strict", "--site-dir", "file/site", cwd=project)
    assert built.returncode == 1
    assert "Traceback" not in built.stderr, built.stderr[-600:]


def test_every_code_that_a_card_can_get_is_explained(say: Say, tmp_path: Path) -> None:
    """``explain`` tells what each code means."""
    said = say(tmp_path, "explain", "cc221")
    assert said.returncode == 0
    assert said.stdout.startswith("CC221: ")
    everything = say(tmp_path, "explain", "--all").stdout
    assert "## CC221: " in everything


def test_schemas_are_written_for_every_kind_of_card(say: Say, tmp_path: Path) -> None:
    """An editor finds a schema for claims, studies and each vocabulary file."""
    assert say(tmp_path, "schema", "schemas").returncode == 0
    names = {path.name.removesuffix(".schema.json") for path in (tmp_path / "schemas").iterdir()}
    words = {"topics", "designs", "species", "ladder", "facets", "tools", "glossary", "synonyms"}
    assert names == {"claim", "study", *words}
