"""One mistake at a time, as people make them, and what the checker says of it, word for word."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.golden.conftest import Agree

from claimcards.inspection import inspect_content
from claimcards.text.diagnostics import print_as_text

HERE = Path(__file__).parent
SOUND = HERE / "for-and-against" / "content"
MISTAKES = sorted((HERE / "mistakes").rglob("*.txt"))
ARROW = "=>\n"


@dataclass(slots=True)
class Hunk:
    """Lines that stand in a file, and the lines that take their place."""

    old: list[bytes] = field(default_factory=list)
    new: list[bytes] = field(default_factory=list)


def make(mistake: str, content: Path) -> None:
    """Make the mistake that the text describes in a copy of the sound content."""
    for part in re.split(r"^@ ", mistake, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        path, _, how = head.partition(" (")
        file = content / path
        if how.startswith("gone"):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
        elif how.startswith("to "):
            target = content / how.removeprefix("to ").rstrip(")")
            target.parent.mkdir(parents=True, exist_ok=True)
            file.rename(target)
            file = target
        if how.startswith("new"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"".join(hunk_lines for h in hunks(body) for hunk_lines in h.new))
        else:
            for hunk in hunks(body):
                replace(file, hunk)


def hunks(body: str) -> list[Hunk]:
    """The changes of one file; a line of context or none parts them."""
    found = [Hunk()]
    for line in body.split("\n"):
        sign, text = line[:1], line[1:]
        if sign == "-":
            if found[-1].new:
                found.append(Hunk())
            found[-1].old.append(text.encode() + b"\n")
        elif sign == "+":
            found[-1].new.append(text.encode() + b"\n")
        elif sign == "*":
            found[-1].new.append(text.encode().decode("unicode_escape").encode("latin-1") + b"\n")
    return [h for h in found if h.old or h.new]


def replace(file: Path, hunk: Hunk) -> None:
    """Put the new lines in the place of the old ones, which stand there exactly once."""
    raw, old = file.read_bytes(), b"".join(hunk.old)
    assert raw.count(old) == 1, f"{old!r} stands {raw.count(old)} times in {file.name}"
    file.write_bytes(raw.replace(old, b"".join(hunk.new)))


@pytest.mark.parametrize("kept", MISTAKES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_mistake_gets_the_diagnostics_that_were_kept(
    kept: Path, tmp_path: Path, agree: Agree
) -> None:
    """Place, code, message and hint are those that a person has read and found helpful."""
    mistake = kept.read_text(encoding="utf-8").partition(ARROW)[0]
    shutil.copytree(SOUND, tmp_path / "content")
    make(mistake, tmp_path / "content")
    said = print_as_text(inspect_content(tmp_path, tmp_path / "content").diagnostics)
    agree(kept, f"{mistake}{ARROW}{said}")


def name(kept: Path) -> str:
    """How a mistake is called: 'yaml/tab'."""
    return f"{kept.parent.name}/{kept.stem}"


# Each is a defect to mend, not a habit: the test fails as soon as one of them is mended.
NOT_YET: dict[str, str] = {}


@pytest.mark.parametrize("kept", MISTAKES, ids=name)
def test_no_mistake_is_silent_or_answered_by_a_cascade(kept: Path) -> None:
    """Every mistake is said, in at most three diagnostics, each with a code."""
    said = kept.read_text(encoding="utf-8").partition(ARROW)[2].splitlines()
    if name(kept) in NOT_YET:
        assert not 1 <= len(said) <= 3, "this is mended: delete its line in NOT_YET"
        pytest.xfail(NOT_YET[name(kept)])
    assert 1 <= len(said) <= 3
    assert all(re.match(r"content/\S+: CC\d{3} \S", line) for line in said)


def test_at_least_sixty_kinds_of_mistake_are_kept() -> None:
    """The collection does not shrink by accident."""
    assert len(MISTAKES) >= 60
