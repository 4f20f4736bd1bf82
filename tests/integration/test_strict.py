"""A strict build stops at what MkDocs only warns of: a reader would meet it as a dead end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.integration.conftest import Run


def add(text: str) -> Callable[[Path], None]:
    """A mistake on the home page: this text at its end."""

    def make(pages: Path) -> None:
        with (pages / "index.md").open("a", encoding="utf-8") as file:
            file.write(f"\n\n{text}\n")

    return make


MISTAKES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a page that is not there": (add("[methods](metods.md)"), "metods.md"),
    "a claim that is not there": (add("[claim](claims/body-asleep.md)"), "body-asleep.md"),
    "an anchor that is not there": (add("[rules](methods.md#no-such-rule)"), "#no-such-rule"),
    "an anchor of its own page": (add("[below](#no-such-part)"), "#no-such-part"),
    "a picture that is not there": (add("![a cup](cup.png)"), "cup.png"),
    "no home page": (lambda pages: (pages / "index.md").unlink(), "index.md"),
}


@pytest.mark.parametrize("quiet", [(), ("--quiet",)], ids=["aloud", "quiet"])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_strict_build_stops(
    mistake: str, quiet: tuple[str, ...], project: Path, run: Run
) -> None:
    """Exit code 1 and the mistake's name, also where MkDocs was told to be quiet."""
    make, named = MISTAKES[mistake]
    make(project / "content/pages")
    built = run("-m", "mkdocs", "build", "--strict", *quiet, cwd=project)
    assert built.returncode == 1, built.stderr
    assert named in built.stderr
    assert "Traceback" not in built.stderr


def test_a_sound_site_is_built_in_a_few_lines(project: Path, run: Run) -> None:
    """What is said of a sound site can be read at one glance."""
    built = run("-m", "mkdocs", "build", "--strict", cwd=project)
    assert built.returncode == 0, built.stderr
    assert len(built.stderr.splitlines()) <= 6
