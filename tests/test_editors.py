"""Editors, containers and hooks: their settings can be read, and fit what they are about."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from claimcards.cards.schema import FILES
from claimcards.cli import run_cli
from tests.each import list_failures

ROOT = Path(__file__).parents[1]
CARDS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "content").rglob("*.yml"))
SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
SCHEMAS: dict[str, str] = SETTINGS["yaml.schemas"]
HOOKS = [
    *yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"],
    {"hooks": yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))},
]


def schema_of(card: str) -> str:
    """The name of the schema that a card is to be checked by."""
    kind = PurePosixPath(card).parts[1]
    return {"claims": "claim", "studies": "study"}.get(kind, PurePosixPath(card).stem)


def test_each_card_has_one_schema_in_the_editor() -> None:
    """By the settings, and by the line at its top: the browser's editor reads that one only."""

    def look(card: str) -> None:
        found = [
            PurePosixPath(schema).name
            for schema, pattern in SCHEMAS.items()
            if PurePosixPath(card).match(pattern) and card.count("/") == pattern.count("/")
        ]
        assert found == [f"{schema_of(card)}.schema.json"]
        first = (ROOT / card).read_text(encoding="utf-8").split("\n")[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named
        target = ((ROOT / card).parent / named[1]).resolve()
        assert target == ROOT / "schemas" / f"{schema_of(card)}.schema.json"

    assert list_failures(look, CARDS) == []


def test_every_schema_is_mapped_and_there() -> None:
    """A kind of card without a schema would be edited blind."""
    names = {PurePosixPath(schema).name.removesuffix(".schema.json") for schema in SCHEMAS}
    assert names == set(FILES)
    for schema in SCHEMAS:
        assert (ROOT / schema).is_file()


def test_editors_fetch_no_schemas_and_do_not_lay_out_cards() -> None:
    """Ours are in the repository, and the form of a card is that of 'claimcards format'."""
    assert SETTINGS["yaml.schemaStore.enable"] is False
    assert SETTINGS["yaml.format.enable"] is False


def test_the_container_is_pinned_and_made_ready() -> None:
    """By the full version of its image; the site is built before the editor opens."""
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    assert re.fullmatch(r"mcr\.microsoft\.com/[\w/]+:\d+\.\d+\.\d+-\S+", container["image"])
    assert container["postCreateCommand"] == "make site"
    assert container["forwardPorts"] == [8000]
    recommended = json.loads((ROOT / ".vscode" / "extensions.json").read_text())
    extensions = container["customizations"]["vscode"]["extensions"]
    assert extensions == recommended["recommendations"]


def hooks() -> list[dict[str, Any]]:
    """All hooks, ours and those offered to other sites."""
    return [hook for group in HOOKS for hook in group["hooks"]]


def test_hooks_download_nothing_of_others() -> None:
    """Ours run what make has set up; offered ones install this package."""
    assert [group.get("repo") for group in HOOKS] == ["local", None]
    assert {hook["language"] for hook in hooks()} == {"system", "python"}


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: hook["id"])
def test_a_hook_runs_something_that_there_is(hook: dict[str, Any]) -> None:
    """A make target, or a command with its options; and it starts for every card."""
    program, *words = hook["entry"].split(" ")
    if program == "make":
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        assert re.search(rf"^{words[-1]}:", makefile, re.MULTILINE)
    else:
        assert program == "claimcards"
        shown = CliRunner().invoke(run_cli, [words[0], "--help"]).output
        assert all(word in shown for word in words[1:])
    assert all(re.search(hook["files"], card) for card in CARDS)
    assert hook["pass_filenames"] is False


def test_the_rules_for_editors_name_what_is_laid_out_otherwise() -> None:
    """Two blanks in cards, four in Python, a tab in the Makefile."""
    text = (ROOT / ".editorconfig").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^\[(.+)\]\n((?:\w.*\n)+)", text, re.MULTILINE))
    assert "indent_size = 2" in sections["*"]
    assert "indent_size = 4" in sections["*.py"]
    assert "indent_style = tab" in sections["Makefile"]
