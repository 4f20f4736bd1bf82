"""pagefind is run apart, gives the same files, and a fault of it is one line."""

from __future__ import annotations

from pathlib import Path

import pagefind_bin
import pytest

from claimcards.search.index import KEPT, Indexer, make_index
from claimcards.text.diagnostics import UseError

DOCUMENTS = {
    f"{n}.html": f'<html lang="en"><body data-pagefind-body><p>{word} tea</p></body></html>'
    for n, word in enumerate(("warm", "cold", "green"))
}


def files(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_documents_give_the_same_files(tmp_path: Path) -> None:
    """And only what a site needs: no interface of pagefind's own."""
    for name in ("one", "two"):
        make_index(DOCUMENTS, tmp_path / name)
    made = files(tmp_path / "one")
    assert made == files(tmp_path / "two")
    assert set(KEPT) < set(made)
    assert sum(name.startswith("fragment/") for name in made) == 3
    assert not any("ui" in name for name in made)


def test_settings_lying_about_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither of the folder one stands in nor of the environment."""
    make_index(DOCUMENTS, tmp_path / "one")
    (tmp_path / "pagefind.yml").write_text("glob: nothing\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_GLOB", "nothing")
    make_index(DOCUMENTS, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_an_older_index_goes(tmp_path: Path) -> None:
    """What no longer belongs is not published."""
    make_index(DOCUMENTS, tmp_path / "index")
    make_index({"0.html": DOCUMENTS["0.html"]}, tmp_path / "index")
    assert sum(name.startswith("fragment/") for name in files(tmp_path / "index")) == 1


def test_a_missing_program_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found out before anything is cleaned."""
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: str(tmp_path / "nothing"))
    with pytest.raises(UseError, match="the search cannot be built: pagefind does not run") as said:
        Indexer().see_that_it_runs()
    assert "\n" not in str(said.value)


def test_a_program_that_fails_leaves_the_index_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words are passed on."""
    make_index(DOCUMENTS, tmp_path / "index")
    before = files(tmp_path / "index")
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho no room >&2\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: str(broken))
    with pytest.raises(UseError, match="pagefind says: no room"):
        make_index(DOCUMENTS, tmp_path / "index")
    assert files(tmp_path / "index") == before


def test_a_program_that_makes_nothing_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site with a dead search is worse than none."""
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: "/bin/true")
    with pytest.raises(UseError, match="pagefind made no"):
        make_index(DOCUMENTS, tmp_path / "index")


def test_a_preview_goes_on_without_a_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is only said."""
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: str(tmp_path / "nothing"))
    Indexer().preview(DOCUMENTS, tmp_path / "index")
    assert "the search cannot be built" in caplog.text
