"""What docs/reference.md says may be relied on is there, and all of it."""

from __future__ import annotations

import contextlib
import io
import re
from importlib import import_module
from pathlib import Path

import pytest

from claimcards.pages.hand_written import NAMES
from claimcards.plugin import ClaimcardsConfig

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")


def table(heading: str) -> dict[str, list[str]]:
    """The rows of the table below a heading: the first cell's code, and the code of the others."""
    part = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \|(.*)\|$", part, re.MULTILINE)
    return {first: re.findall(r"`([^`]+)`", rest) for first, rest in rows}


def test_every_option_of_the_plugin_is_explained() -> None:
    """With what holds where it is left out."""
    told = {name: values[-1] for name, values in table("The plugin").items()}
    config = ClaimcardsConfig()
    assert told == {name: str(option.default).lower() for name, option in config._schema}


def test_every_piece_for_pages_is_explained() -> None:
    """Those that pages may ask for, and no others."""
    assert set(table("Pieces for pages written by hand")) == set(NAMES)


def test_every_public_name_is_there_and_says_what_it_is_for() -> None:
    """Importable from where the table says."""
    for module, names in table("From Python").items():
        for name in names:
            assert getattr(import_module(module), name).__doc__, f"{module}.{name}"


def test_the_example_runs(coffee: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands, in the folder of a site."""
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    monkeypatch.chdir(coffee)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "docs/reference.md", "exec"), {})
    assert "body-awake" in said.getvalue()
