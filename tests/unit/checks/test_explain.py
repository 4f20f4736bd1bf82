"""Every code is explained, and its wrong and right content are what they claim to be."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claimcards.cards.format import list_differences, survey_files
from claimcards.checks.explain import Explanation, read_explanations, read_page, write_explanation
from claimcards.inspection import inspect_content
from claimcards.text.files import MAX_BYTES

ROOT = Path(__file__).parents[3]
SOUND = ROOT / "tests/golden/for-and-against/content"
PACKAGE = ROOT / "generator/claimcards"
ABOUT = """\
---
title: About
---

# About

<!-- claimcards: board -->

<img src="cup.png" alt="A cup">
"""
PART = re.compile(
    r"^(?P<side>Wrong|Right)(?:, (?P<where>in a new file|at the end of|in))?"
    r"(?: `(?P<path>[^`]+)`)?(?P<escapes>, with escapes)?:\n\n```\w+\n(?P<text>.*?)\n```",
    re.MULTILINE | re.DOTALL,
)
SAID = re.compile(r"^Wrong: (?P<said>.*)$", re.MULTILINE)
NO_EXAMPLE = {"CC000", "CC017", "CC018", "CC199"}
"""Codes that no content alone can bring about; their sections say why."""

OF_FORM = {"CC016"}
"""Codes of the form of a file, which 'claimcards format' looks at."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small sound site."""
    folder = tmp_path / "content"
    shutil.copytree(SOUND, folder)
    (folder / "pages").mkdir()
    (folder / "pages" / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "pages" / "about.md").write_text(ABOUT, encoding="utf-8")
    (folder / "pages" / "cup.png").write_bytes(b"\x89PNG")
    return folder


def codes_of(content: Path, form_of: Path | None = None) -> set[str]:
    """The codes of everything that is said of a site, and of the form of one of its files."""
    root = content.parent
    found = list(inspect_content(root, content, content / "pages").diagnostics)
    if form_of:
        found += list_differences(survey_files(root, content, [form_of]))
    return {d.code for d in found}


def lay_over(explanation: Explanation, side: str, content: Path) -> None:
    """Make the content wrong, or right, as the section shows."""
    parts = list(PART.finditer(explanation.text))
    for at, part in enumerate(parts):
        if part["side"] != side:
            continue
        text = part["text"]
        if part["where"] == "in a new file":
            file = content / part["path"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{text}\n", encoding="utf-8")
        elif part["where"] == "at the end of":
            with (content / part["path"]).open("a", encoding="utf-8") as file_at_end:
                file_at_end.write(f"{text}\n")
        elif side == "Wrong":
            raw = text.encode()
            if part["escapes"]:
                raw = raw.decode("unicode_escape").encode("latin-1")
            replace(content / part["path"], parts[at + 1]["text"].encode(), raw)
    if side == "Wrong" and (said := SAID.search(explanation.text)):
        do_as_said(said["said"], content)


def replace(file: Path, old: bytes, new: bytes) -> None:
    """Put the wrong lines in the place of the right ones, which stand there once."""
    raw = file.read_bytes()
    assert raw.count(old + b"\n") == 1, f"{old!r} stands not once in {file.name}"
    file.write_bytes(raw.replace(old + b"\n", new + b"\n"))


def do_as_said(said: str, content: Path) -> None:
    """Bring about what the section says in words."""
    named = re.findall(r"`([^`]+)`", said)
    file = content / named[0]
    for words, make in IN_WORDS.items():
        if words in said:
            make(file, content)
            return
    assert " is called " in said, said
    target = content / named[1]
    target.parent.mkdir(parents=True, exist_ok=True)
    file.rename(target)


def _be_gone(file: Path, _: Path) -> None:
    shutil.rmtree(file) if file.is_dir() else file.unlink()


def _be_a_link(file: Path, content: Path) -> None:
    target = content.parent / "elsewhere.yml"
    file.rename(target)
    file.symlink_to(target)


def _append(text: str) -> Callable[[Path, Path], None]:
    def append(file: Path, _: Path) -> None:
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")

    return append


IN_WORDS: dict[str, Callable[[Path, Path], None]] = {
    "is not there": _be_gone,
    "is a link to another file": _be_a_link,
    "is written in UTF-16": lambda file, _: _rewrite_as(file, "utf-16"),
    "has more than 512 KB": _append("# " + "x" * MAX_BYTES + "\n"),
    "has more than 20,000 values": _append("notes: [" + "x, " * 20_001 + "x]\n"),
    "has more than 5,000 characters": _append("notes: " + "word " * 2_000 + "\n"),
    "has more than 10,000 characters": _append(f"@misc{{x, title = {{{'x' * 10_001}}}}}\n"),
}


def _rewrite_as(file: Path, encoding: str) -> None:
    file.write_bytes(file.read_text(encoding="utf-8").encode(encoding))


def failures(content: Path, tmp_path: Path) -> Iterator[str]:
    """What is not as the sections say, code by code."""
    for code, explanation in read_explanations().items():
        if code in NO_EXAMPLE or "cannot be opened" in explanation.text:
            continue
        for side in ("Wrong", "Right"):
            here = tmp_path / f"{code}-{side}" / "content"
            shutil.copytree(content, here)
            lay_over(explanation, side, here)
            part = PART.search(explanation.text)
            found = codes_of(here, here / part["path"] if part and code in OF_FORM else None)
            if (code in found) != (side == "Wrong"):
                yield f"{code}: {side.lower()} content is not told so: {found}"


def test_wrong_content_is_told_and_right_content_is_not(content: Path, tmp_path: Path) -> None:
    """Each code's own content, laid over a sound site."""
    assert codes_of(content) == set()
    assert list(failures(content, tmp_path)) == []


def test_a_card_that_cannot_be_opened_is_told(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its owner may have kept it to himself."""
    real = os.open

    def refuse(path: str, flags: int, *more: int) -> int:
        if str(path).endswith("snow2014tea.yml"):
            raise PermissionError(13, "Permission denied")
        return real(path, flags, *more)

    monkeypatch.setattr(os, "open", refuse)
    assert "CC003" in codes_of(content)


def test_every_section_shows_both_or_says_why_not() -> None:
    """Content that is wrong and content that is right; or one sentence."""
    for code, explanation in read_explanations().items():
        if code in NO_EXAMPLE:
            assert "\nNo example: " in explanation.text, code
            continue
        assert re.search(r"^Wrong[,:]", explanation.text, re.MULTILINE), code
        assert re.search(r"^Right[,:]", explanation.text, re.MULTILINE), code


def test_the_explained_codes_are_those_in_use() -> None:
    """A problem that is reported is explained, and nothing else is."""
    used = {
        code
        for source in PACKAGE.rglob("*.py")
        for code in re.findall(r'"(CC\d{3})"', source.read_text(encoding="utf-8"))
    }
    assert used == set(read_explanations())


def test_codes_stand_once_in_order_with_a_title_and_sentences() -> None:
    """A code that stood twice would mean two things."""
    headings = re.findall(r"^## (CC\d{3}): (.+)$", read_page(), re.MULTILINE)
    codes = [code for code, _ in headings]
    assert codes == sorted(set(codes)) == list(read_explanations())
    for explanation in read_explanations().values():
        assert not explanation.title.endswith("."), explanation.code
        meaning = explanation.text.split("\n\n")[0]
        assert len(meaning) > 50, explanation.code
        assert meaning.rstrip("'\")").endswith((".", "?")), explanation.code


def test_the_documentation_is_the_file_that_the_program_reads() -> None:
    """Run `make docs` after a change."""
    kept = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    assert kept == (PACKAGE / "checks" / "diagnostics.md").read_text(encoding="utf-8")


def test_a_code_is_explained_as_it_stands_there() -> None:
    """Its title, what it means, and both contents."""
    text = write_explanation("CC105")
    assert text.startswith("CC105: ")
    assert "Wrong, in " in text
    assert "Right:" in text
