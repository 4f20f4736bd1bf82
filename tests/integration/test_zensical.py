"""The rendered folder is ordinary Markdown: another builder makes the same pages of it."""

from __future__ import annotations

import importlib.metadata
import shutil
from pathlib import Path

import pytest
from tests.integration.conftest import Run


def pages(site: Path) -> set[str]:
    """The addresses of all pages of a built site."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


@pytest.fixture
def rendered(second: Path, tmp_path: Path, run: Run) -> Path:
    """A copy of the project with its Markdown in ``rendered/``, built by Zensical."""
    project = shutil.copytree(
        second, tmp_path / "project", ignore=shutil.ignore_patterns("site", ".cache")
    )
    made = run("-m", "claimcards", "render", "rendered", cwd=project)
    assert made.returncode == 0, made.stderr
    config = "INHERIT: mkdocs.yml\ndocs_dir: rendered\nsite_dir: other\n"
    (project / "zensical.yml").write_text(config, encoding="utf-8")
    points = importlib.metadata.entry_points(group="console_scripts", name="zensical")
    (point,) = points
    script = f"from {point.module} import {point.attr} as start; start()"
    built = run("-c", script, "build", "--config-file", "zensical.yml", cwd=project)
    assert built.returncode == 0, built.stdout + built.stderr
    return project


def test_zensical_builds_the_same_pages_as_mkdocs(rendered: Path, second: Path) -> None:
    """Not one address more or less."""
    assert pages(rendered / "other") == pages(second / "site")
    assert len(pages(second / "site")) > 25


def test_rendering_writes_hand_written_pages_with_their_inserts(rendered: Path) -> None:
    """What the plugin fills under MkDocs, the command fills in the folder."""
    home = (rendered / "rendered/index.md").read_text(encoding="utf-8")
    assert "claimcards:" not in home
    assert "cc-board" in home
    assert (rendered / "rendered/assets/claimcards.css").is_file()


def test_both_builders_show_the_same_answer(rendered: Path, second: Path) -> None:
    """The generated answer of a claim is the same HTML in both."""

    def answer(page: Path) -> str:
        text = page.read_text(encoding="utf-8")
        start = text.index('<section class="cc-answer')
        return " ".join(text[start : text.index("</section>", start)].split())

    path = "claims/body-awake/index.html"
    assert answer(rendered / "other" / path) == answer(second / "site" / path)
