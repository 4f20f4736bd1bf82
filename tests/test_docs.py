"""The documents say what the program does, and lead to what exists."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "generator" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_inside_the_repository_lead_somewhere(path: Path) -> None:
    """Each file and each heading that a document points to is there."""
    text = _without_code(path.read_text(encoding="utf-8"))
    broken = []
    for target in re.findall(r"\]\(<?([^)\s>]+)>?(?: [^)]*)?\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        found = (path.parent / file).resolve() if file else path
        if not found.exists() or (anchor and anchor not in _anchors(found)):
            broken.append(target)
    assert broken == []


def _without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def _anchors(path: Path) -> set[str]:
    """The addresses of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


# Written in pieces, so that this file does not hold what it looks for.
MACHINE = re.compile(
    r"(?<![\w.])/(?:" + "|".join(("work", "root", "home/[a-z]", "Users/[A-Za-z]")) + r")/"
    r"|\bfile:/" + r"//(?!etc)|\.\./sha" + r"red/"
)
REGISTRY = re.compile(
    r"--(?:extra-)?index" + r"-url|--trusted" + r"-host|--find" + r"-links(?! \.$)"
    r"|(?:pypi\.org|files\.pythonhosted\.org)/(?:simple|packages)"
    r"|\b(?:127\.0\.0\.1|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+)(?::\d+)?/(?:simple|pypi)"
)


def test_no_file_names_a_machine_or_a_registry() -> None:
    """What is in the repository works everywhere: no path of one machine, no package address."""
    found = []
    for path in _tracked():
        if not path.is_file() or path.is_symlink():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            wanted = MACHINE.search(line)
            if path.name != "Makefile":  # `make lock` tells pip-compile to leave addresses out
                wanted = wanted or REGISTRY.search(line)
            if wanted:
                found.append(f"{path.relative_to(ROOT)}:{number}: {wanted[0]}")
    assert found == []
