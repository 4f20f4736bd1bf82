"""The folder of hand-written pages: what is read, what is refused, what is never published."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from claimcards.text.diagnostics import UseError
from claimcards.text.written_pages import Written, find_pages_folder, read_written


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with a home page and a picture."""
    folder = tmp_path / "content" / "pages"
    (folder / "img").mkdir(parents=True)
    (folder / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "img" / "cup.png").write_bytes(b"\x89PNG\r\n")
    return folder


def read(pages: Path) -> Written:
    """What is in the folder."""
    return read_written(pages.parents[1], pages)


def said(pages: Path) -> list[str]:
    """Place and code of each problem."""
    return [f"{d.place} {d.code}" for d in read(pages).diagnostics]


def test_a_sound_folder_is_read_whole(pages: Path) -> None:
    """Pages with their text, pictures by name."""
    found = read(pages)
    assert (found.files, found.diagnostics) == (("img/cup.png", "index.md"), ())
    assert found.texts == {"index.md": "# Home\n"}


def test_links_are_not_followed(pages: Path, tmp_path: Path) -> None:
    """To a file, a folder, itself or nowhere; inside or outside: each is told and withheld."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.md").write_text("hunter2", encoding="utf-8")
    (pages / "a.txt").symlink_to("/proc/self/environ")
    (pages / "b.md").symlink_to(tmp_path / "secret" / "key.md")
    (pages / "c").symlink_to(tmp_path / "secret")
    (pages / "d").symlink_to(pages)
    (pages / "e.md").symlink_to("nowhere")
    found = read(pages)
    assert said(pages) == [f"content/pages/{n} CC001" for n in ("a.txt", "b.md", "c", "d", "e.md")]
    assert found.files == ("img/cup.png", "index.md")
    assert "hunter2" not in str(found)
    assert found.withholds("c/key.md")
    assert not found.withholds("index.md")


def test_what_is_no_file_is_not_opened(pages: Path) -> None:
    """A pipe would wait for ever for somebody to write."""
    os.mkfifo(pages / "pipe.md")
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(pages)  # the path of a socket is short
        try:
            made.bind("socket.txt")
        finally:
            os.chdir(here)
    assert said(pages) == ["content/pages/pipe.md CC003", "content/pages/socket.txt CC003"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"# Caf\xe9\n", "index.md:1:6 CC004"),
        ("# Café\n".encode("utf-16"), "index.md:1:1 CC006"),
        (b"\xef\xbb\xbf# Home\n", "index.md:1:1 CC005"),
        (b"\n# Ho\x00me\n", "index.md:2:5 CC008"),
        ("# a\u2028b\n".encode(), "index.md:1:4 CC009"),
        ("# a\u202eb\n".encode(), "index.md:1:4 CC010"),
        ("# a\u200bb\n".encode(), "index.md:1:4 CC010"),
        (b" \n", "index.md CC007"),
    ],
)
def test_text_is_what_people_can_see(pages: Path, raw: bytes, expected: str) -> None:
    """In UTF-8, without characters that hide or turn it around, at their line and column."""
    (pages / "index.md").write_bytes(raw)
    assert f"content/pages/{expected}" in said(pages)


def test_a_page_too_large_is_not_read(pages: Path) -> None:
    """As with cards."""
    (pages / "large.md").write_bytes(b"a" * (512 * 1024 + 1))
    assert said(pages) == ["content/pages/large.md CC002"]


def test_hidden_files_are_neither_published_nor_spoken_of(pages: Path) -> None:
    """Editors leave locks that are links to nowhere."""
    (pages / ".#index.md").symlink_to("me@here.1234")
    (pages / ".trash").mkdir()
    (pages / ".trash" / "old.md").write_bytes(b"\xff")
    found = read(pages)
    assert found.diagnostics == ()
    assert found.withholds(".#index.md")
    assert found.withholds(".trash/old.md")


def test_a_site_has_a_home_page(pages: Path) -> None:
    """Its own address would lead nowhere."""
    (pages / "index.md").unlink()
    assert said(pages) == ["content/pages CC274"]


@pytest.mark.parametrize("link", ["content", "content/pages"])
def test_the_folder_itself_is_no_link(pages: Path, tmp_path: Path, link: str) -> None:
    """Nor what leads to it."""
    there = tmp_path / "elsewhere"
    (tmp_path / link).rename(there)
    (tmp_path / link).symlink_to(there)
    with pytest.raises(UseError, match="links are not followed"):
        read(pages)


@pytest.mark.parametrize(
    ("config", "folder"),
    [
        ("docs_dir: texts\n", "texts"),
        ("docs_dir: 'texts'  # by hand\n", "texts"),
        ('site_name: Tea\ndocs_dir: "our texts"\n', "our texts"),
        ("INHERIT: base.yml\n", "inherited"),
        ("site_name: Tea\n", "docs"),
    ],
)
def test_mkdocs_yml_says_where_the_pages_are(tmp_path: Path, config: str, folder: str) -> None:
    """The file itself, or the one that it inherits from."""
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    (tmp_path / "base.yml").write_text("docs_dir: inherited\n", encoding="utf-8")
    assert find_pages_folder(tmp_path, tmp_path / "content") == tmp_path / folder


def test_without_mkdocs_yml_the_pages_lie_in_the_content(pages: Path, tmp_path: Path) -> None:
    """Where there are any."""
    assert find_pages_folder(tmp_path, tmp_path / "content") == pages
    assert find_pages_folder(tmp_path, tmp_path / "other") is None
