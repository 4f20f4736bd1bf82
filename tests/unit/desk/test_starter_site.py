"""``claimcards init``: the files of a new site, and that they fit each other and ours."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from claimcards import cli
from claimcards.cards.format import survey_files
from claimcards.desk.starter import (
    RULES,
    Wishes,
    make_starter_files,
    read_shared_files,
    write_makefile,
)
from claimcards.inspection import inspect_content
from claimcards.text.diagnostics import UseError

ROOT = Path(__file__).parents[3]
WISHES = Wishes('Sleep: "claims" & #1', "day-sleep", "claimcards==9.9", date(2026, 11, 21))


@pytest.fixture(scope="module")
def files() -> Mapping[str, str]:
    """All files of a new site."""
    return make_starter_files(WISHES)


@pytest.fixture
def written(files: Mapping[str, str], tmp_path: Path) -> Path:
    """A folder that holds them."""
    return write(files, tmp_path)


def write(files: Mapping[str, str], folder: Path) -> Path:
    """Put the files of a new site into a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_content_is_sound_and_in_its_form(written: Path) -> None:
    """Nothing is wrong with it, not even a warning; and it says that it is an example."""
    found = inspect_content(written, written / "content")
    assert found.diagnostics == ()
    assert list(found.corpus.claims) == ["example-claim"]
    formed = survey_files(written, written / "content")
    assert (formed.changed, formed.diagnostics) == ((), ())
    claim = found.corpus.claims["example-claim"].record
    assert "invented" in claim.statement
    assert "made up" in (claim.plain or "")
    assert "invented" in found.corpus.references["example2020walk"].reference.title[0].text


def test_all_places_are_filled(files: Mapping[str, str]) -> None:
    """No template shows through, in no text and in no name."""
    for name, text in files.items():
        assert not re.search(r"@[A-Z_]+@", text), name
        assert not re.search(r"TOPIC|DOT", name), name
    assert yaml.safe_load(files["mkdocs.yml"].replace("!ENV", ""))["site_name"] == WISHES.name
    assert files["requirements/site.txt"].endswith("\nclaimcards==9.9\n")


def test_a_new_site_is_about_nothing_of_ours(files: Mapping[str, str]) -> None:
    """It is for another field: no exosome, and no address of this repository."""
    for name, text in files.items():
        if not name.startswith(("schemas/", ".vscode/")):
            assert not re.search(r"exosome|vesicle|github\.com/claimcards", text, re.I), name


def test_what_works_here_works_there(files: Mapping[str, str]) -> None:
    """Workflows, hooks and editor settings are those of this repository, to the byte."""
    for name in read_shared_files():
        if name not in ("Makefile", ".editorconfig"):
            assert files[name] == (ROOT / name).read_text(encoding="utf-8")
    ours = (ROOT / ".editorconfig").read_text(encoding="utf-8")
    assert ours.startswith(files[".editorconfig"].rstrip("\n"))
    assert "tests/" not in files[".editorconfig"]


def test_the_configuration_of_the_site_is_ours_but_for_its_words(files: Mapping[str, str]) -> None:
    """So that a new site has what this one has: theme, extensions, what a build is strict about."""
    there = yaml.safe_load(files["mkdocs.yml"].replace("!ENV", ""))
    here = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""))
    assert set(there) == set(here) - {"copyright"}
    for key in ("theme", "plugins", "markdown_extensions", "extra", "extra_css", "validation"):
        assert there[key] == here[key]
    pages = {target for entry in there["nav"] for target in entry.values()}
    all_pages = {target for entry in here["nav"] for target in entry.values()}
    by_hand = {path.name for path in (ROOT / "content" / "pages").glob("*.md")}
    assert all_pages - by_hand <= pages


def test_every_target_that_is_called_is_there(files: Mapping[str, str]) -> None:
    """By a workflow, a hook, the container or the README."""
    rules = set(re.findall(r"^([a-z-]+):", files["Makefile"], re.MULTILINE))
    callers = [text for name, text in files.items() if not name.startswith((".ci", "schemas"))]
    call = re.compile(r"(?:run: |entry: |\"|^|`)make (?:--[\w-]+ )?([a-z-]+)", re.MULTILINE)
    found = {target for text in callers for target in call.findall(text)}
    assert found >= {"site", "serve", "check", "formed", "annotate", "prove", "comment", "report"}
    assert found <= rules
    phony = re.search(r"^\.PHONY: (.*)$", files["Makefile"], re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == rules


def test_every_program_that_is_called_is_there(files: Mapping[str, str]) -> None:
    """What workflows and rules run from .ci/ comes along, and nothing that is not ours to test."""
    called = {name for text in files.values() for name in re.findall(r"\.ci/[\w.-]*\w", text)}
    assert called == {name for name in files if name.startswith(".ci/")}


def test_the_commands_of_the_readme_are_there(files: Mapping[str, str]) -> None:
    """Somebody follows it word for word."""
    commands = re.findall(r"bin/claimcards ([a-z -]+)", files["README.md"])
    assert commands
    for words in commands:
        names = [word for word in words.split() if not word.startswith("-")]
        command = names[:2] if names[0] == "new" else names[:1]
        result = CliRunner().invoke(cli.run_cli, [*command, "--help"])
        assert result.exit_code == 0, command


def test_the_editor_finds_the_schemas(files: Mapping[str, str]) -> None:
    """Each that the settings name, and that the first line of a card names."""
    schemas = json.loads(files[".vscode/settings.json"])["yaml.schemas"]
    assert schemas
    for schema in schemas:
        assert schema.removeprefix("./") in files
    for name, text in files.items():
        if name.startswith("content/") and name.endswith(".yml"):
            found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
            assert found
            assert str((ROOT / name).parent.joinpath(found[1]).resolve()).startswith(str(ROOT))


def test_issue_forms_have_the_words_of_the_new_site(files: Mapping[str, str]) -> None:
    """Its first topic can be chosen, and its designs."""
    assert topic_options(files) == ["Day sleep"]


def topic_options(files: Mapping[str, str]) -> list[object]:
    """The topics that can be chosen where a claim is proposed."""
    form = yaml.safe_load(files[".github/ISSUE_TEMPLATE/propose-claim.yml"])
    topic = next(part for part in form["body"] if part.get("id") == "topic")
    options: list[object] = topic["attributes"]["options"]
    return options


@pytest.mark.parametrize("topic", ["Day Sleep", "../up", "", "a--b"])
def test_a_topic_that_makes_no_address_is_refused(topic: str) -> None:
    """It becomes a folder and a page."""
    with pytest.raises(UseError, match="cannot be the id of a topic"):
        Wishes("Sleep", topic, "claimcards", date(2026, 1, 2))


@pytest.mark.parametrize("topic", ["null", "true", "no", "2020", "1e3"])
def test_a_topic_that_yaml_takes_for_something_else_is_a_word(topic: str, tmp_path: Path) -> None:
    """The site is sound and in its form with it, and its forms offer it as a word."""
    files = make_starter_files(Wishes("Sleep", topic, "claimcards", date(2026, 1, 2)))
    root = write(files, tmp_path)
    found = inspect_content(root, root / "content")
    assert found.diagnostics == ()
    assert list(found.corpus.vocabulary.topics) == [topic]
    assert survey_files(root, root / "content").changed == ()
    assert topic_options(files) == [topic.capitalize()]


@pytest.mark.parametrize("name", ["", " ", "two\nlines", "long" * 30])
def test_a_name_that_is_no_name_is_refused(name: str) -> None:
    """One line that people can read."""
    with pytest.raises(UseError, match="the name of a site"):
        Wishes(name, "sleep", "claimcards", date(2026, 1, 2))


def test_a_rule_that_is_gone_is_noticed() -> None:
    """Before a site is made without it."""
    ours = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\nserve:", "\nserved:")
    assert "serve" in RULES
    with pytest.raises(ValueError, match="no rule for serve"):
        write_makefile("@RULES@ @NAMES@", ours)


def call(*words: str) -> tuple[int, str]:
    """Run the command line: exit code and what went wrong."""
    result = CliRunner().invoke(cli.run_cli, ["init", *words])
    return result.exit_code, str(result.exception or "")


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    """Nothing is overwritten; a clone of an empty repository has nothing in it."""
    (tmp_path / ".git").mkdir()
    assert call(str(tmp_path))[0] == 0
    assert (tmp_path / ".ci" / "propose").stat().st_mode & 0o111
    assert not (tmp_path / "Makefile").stat().st_mode & 0o111
    code, said = call(str(tmp_path))
    assert (code, "is not empty" in said) == (1, True)
    (tmp_path / "file").write_text("mine")
    assert "is no folder" in call(str(tmp_path / "file"))[1]
    assert (tmp_path / "file").read_text() == "mine"
