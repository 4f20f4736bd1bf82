"""Hand-written pages are guarded by the check, by the build, by the preview and by render."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from tests.integration.conftest import Edit, Run, Say

from claimcards.plugin import ClaimcardsPlugin


def link(pages: Path) -> None:
    """A link to what this machine alone should know."""
    (pages / "env.txt").symlink_to("/proc/self/environ")


def pipe(pages: Path) -> None:
    """A page that nobody writes to."""
    os.mkfifo(pages / "pipe.md")


def page(raw: bytes) -> Callable[[Path], None]:
    """A page of these bytes."""

    def write(pages: Path) -> None:
        (pages / "other.md").write_bytes(raw)

    return write


def in_place(pages: Path) -> None:
    """A page that would replace one made from a card."""
    (pages / "claims").mkdir()
    (pages / "claims" / "body-awake.md").write_text("# Mine\n", encoding="utf-8")


def style_sheet(pages: Path) -> None:
    """A file that would replace one of the generator's."""
    (pages / "assets").mkdir()
    (pages / "assets" / "claimcards.css").write_text("p {}\n", encoding="utf-8")


MISTAKES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a link": (link, "content/pages/env.txt: CC001"),
    "a pipe": (pipe, "content/pages/pipe.md: CC003"),
    "another encoding": (page(b"# Caf\xe9\n"), "content/pages/other.md:1:6: CC004"),
    "a misspelt insert": (page(b"<!-- claimcards: bord -->"), "content/pages/other.md:1:1: CC270"),
    "broken front matter": (page(b"---\ntitle: [a\n---\n"), "content/pages/other.md:2:8: CC271"),
    "a script": (page(b"<script>x()</script>"), "content/pages/other.md:1:1: CC272"),
    "a generated address": (in_place, "content/pages/claims/body-awake.md: CC275"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_check_and_render_and_a_build_tell_the_same(
    mistake: str, project: Path, say: Say, run: Run
) -> None:
    """With file and line; nothing is built and nothing is written."""
    make, expected = MISTAKES[mistake]
    make(project / "content/pages")
    checked = say(project, "check")
    assert (checked.returncode, expected in checked.stdout) == (1, True), checked.stdout
    rendered = say(project, "render", "out")
    assert (rendered.returncode, expected in rendered.stderr) == (1, True)
    built = run("-m", "mkdocs", "build", cwd=project)
    assert (built.returncode, expected in built.stderr) == (1, True), built.stderr
    assert "Traceback" not in built.stderr
    assert not (project / "site").exists()
    assert not (project / "out").exists()


def test_a_file_in_the_place_of_the_generators_own_stops_a_build(project: Path, say: Say) -> None:
    """Only a build knows all files."""
    style_sheet(project / "content/pages")
    rendered = say(project, "render", "out")
    assert rendered.returncode == 1
    assert "content/pages/assets/claimcards.css: CC275" in rendered.stderr


def test_a_message_about_an_address_names_the_card(project: Path, say: Say) -> None:
    """Both names, so that one can be chosen."""
    in_place(project / "content/pages")
    said = say(project, "check").stdout
    assert "the page of content/claims/body/body-awake.yml" in said
    assert "claims/body-awake/" in said


@pytest.mark.parametrize("linked", ["content", "content/pages"])
def test_a_folder_that_is_a_link_is_refused(linked: str, project: Path, say: Say, run: Run) -> None:
    """By the check and by a build, in one line."""
    there = project / "elsewhere"
    (project / linked).rename(there)
    (project / linked).symlink_to(there)
    checked = say(project, "check")
    assert checked.returncode == 2
    assert "links are not followed" in checked.stderr
    built = run("-m", "mkdocs", "build", cwd=project)
    assert built.returncode == 1
    assert "links are not followed" in built.stderr
    assert "Traceback" not in built.stderr


def test_a_preview_shows_nothing_that_must_not_be_published(project: Path) -> None:
    """It goes on, says what is wrong, and neither follows a link nor waits for a pipe."""
    pages = project / "content/pages"
    link(pages)
    pipe(pages)
    (pages / "away").symlink_to("/etc")
    page(b"# Caf\xe9\n")(pages)
    config = load_config(str(project / "mkdocs.yml"))
    plugin = config.plugins["claimcards"]
    assert isinstance(plugin, ClaimcardsPlugin)
    plugin.on_startup(command="serve", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = config.plugins.on_files(get_files(config), config=config)
    own = {uri for uri in files.src_uris if (pages / uri).exists()}
    assert own == {"index.md"}
    assert {d.code for d in plugin.problems} == {"CC001", "CC003", "CC004"}


@pytest.mark.parametrize(
    "text",
    [
        "<div>\n`<script>x()</script>`\n</div>",
        "![a][b]\n\n[b]: https://evil.example/a.png",
    ],
)
def test_what_markdown_makes_of_a_page_is_looked_at_again(
    text: str, project: Path, run: Run
) -> None:
    """A strict build stops, too, at what only the finished page shows."""
    (project / "content/pages/other.md").write_text(f"# Other\n\n{text}\n", encoding="utf-8")
    built = run("-m", "mkdocs", "build", "--strict", cwd=project)
    assert built.returncode == 1, built.stderr
    assert "CC272" in built.stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("theme:\n", "use_directory_urls: false\n\ntheme:\n"),
        ("plugins:\n", "plugins:\n  - offline\n"),
        ("markdown_extensions:\n", "  - offline\n\nmarkdown_extensions:\n"),
    ],
    ids=["the setting", "a plugin before ours", "a plugin behind ours"],
)
def test_addresses_that_our_links_do_not_know_are_refused(
    old: str, new: str, project: Path, run: Run, edit: Edit
) -> None:
    """At the start and in one line: a site full of dead links would look finished."""
    edit(project / "mkdocs.yml", old, new)
    built = run("-m", "mkdocs", "build", cwd=project)
    assert built.returncode == 1
    (line,) = [row for row in built.stderr.splitlines() if "use_directory_urls" in row]
    assert "take it out of mkdocs.yml" in line
    assert "Traceback" not in built.stderr
    assert not (project / "site").exists()


def test_render_refuses_such_addresses_too(project: Path, say: Say, edit: Edit) -> None:
    """Another builder would read the same setting."""
    edit(project / "mkdocs.yml", "theme:\n", "use_directory_urls: false\n\ntheme:\n")
    said = say(project, "render", "out")
    assert said.returncode == 2
    assert "use_directory_urls" in said.stderr
