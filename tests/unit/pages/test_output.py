"""Pages in a folder, as ordinary Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcards.pages.hand_written import find_inserts
from claimcards.pages.page import PageInsert, SitePage, expand_inserts, write_site_folder
from claimcards.text.diagnostics import UseError
from claimcards.text.written_pages import Written, read_written

COUNTS = {"counts": PageInsert("counts.md.jinja", {"counts": "3 claims"})}


def asked(text: str, uri: str) -> tuple[str, int]:
    """The way to the top and the level of headings that the only insert of a page is given."""
    seen = []

    class Seen(PageInsert):
        def markdown(self, root: str, level: int = 2) -> str:
            seen.append((root, level))
            return ""

    expand_inserts(text, uri, {"counts": Seen("counts.md.jinja", {})})
    (only,) = seen
    return only


def test_an_insert_takes_the_place_of_its_comment() -> None:
    """A hand-written page asks for it by name; a name that is not known stays."""
    text = "# Home\n\n<!-- claimcards: counts -->\n\n<!-- claimcards: nothing -->\n<!-- else -->\n"
    expanded = expand_inserts(text, "index.md", COUNTS)
    assert "3 claims" in expanded
    assert "<!-- claimcards: nothing -->" in expanded
    assert "<!-- else -->" in expanded
    assert find_inserts(text) == ["counts", "nothing"]


@pytest.mark.parametrize(
    ("uri", "root"),
    [("index.md", ""), ("about.md", "../"), ("a/index.md", "../"), ("a/b.md", "../../")],
)
def test_links_of_inserts_lead_to_the_top_from_any_depth(uri: str, root: str) -> None:
    """Pages are folders in the address, index pages are not."""
    assert asked("<!-- claimcards: counts -->", uri) == (root, 2)


@pytest.mark.parametrize(
    ("above", "level"),
    [("", 2), ("# Home\n\n", 2), ("# Home\n\n## All\n\n", 3), ("## A\n\n# B\n\n", 2)],
)
def test_headings_of_inserts_stand_one_below_the_heading_above(above: str, level: int) -> None:
    """So that the order of headings holds wherever a page asks for a piece."""
    text = f"{above}<!-- claimcards: counts -->\n\n#### Below\n"
    assert asked(text, "index.md") == ("", level)


def test_everything_is_written_and_counted(tmp_path: Path) -> None:
    """Generated pages, hand-written ones with their inserts, and other files as they are."""
    pages = tmp_path / "pages"
    (pages / "img").mkdir(parents=True)
    (pages / "index.md").write_text("<!-- claimcards: counts -->\n", encoding="utf-8")
    (pages / "img" / "a.png").write_bytes(b"\x89PNG\r\n")
    out = tmp_path / "out"
    made = [SitePage("claims/a.md", "# Ä\n")]
    written = read_written(tmp_path, pages)
    count = write_site_folder(made, COUNTS, {"data/a.json": "{}\n"}, tmp_path, written, out)
    assert (out / "claims/a.md").read_bytes() == "# Ä\n".encode()
    assert "3 claims" in (out / "index.md").read_text(encoding="utf-8")
    assert (out / "data/a.json").read_text(encoding="utf-8") == "{}\n"
    assert (out / "img/a.png").read_bytes() == b"\x89PNG\r\n"
    assert count == sum(1 for path in out.rglob("*") if path.is_file())


def test_a_folder_that_cannot_be_written_is_broken_use(tmp_path: Path) -> None:
    """One line, and no traceback."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UseError, match="cannot write to"):
        write_site_folder([SitePage("a.md", "")], {}, {}, tmp_path, Written(), tmp_path / "file")
