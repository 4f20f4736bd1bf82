"""Files are written whole or not at all, and leave nothing beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcards.text.diagnostics import UseError
from claimcards.text.writing import replace_file, save_file


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_file_for_programs_is_there_whole(tmp_path: Path) -> None:
    """Whatever was there before, with the line ends that it was given."""
    path = tmp_path / "state.json"
    for text in ("first\n", "Zweites: \u00e4\n"):
        save_file(path, text)
        assert path.read_bytes() == text.encode()
    assert names(tmp_path) == ["state.json"]


def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    """A folder in its place, or none around it."""
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "folder", tmp_path / "none" / "state.json"):
        with pytest.raises(UseError, match="cannot write"):
            save_file(path, "text")
    assert names(tmp_path) == ["folder"]


def test_a_card_is_replaced_with_its_rights_and_only_as_it_was_read(tmp_path: Path) -> None:
    """Who changed it meanwhile loses nothing."""
    path = tmp_path / "card.yml"
    path.write_text("id: a\n", encoding="utf-8")
    path.chmod(0o640)
    replace_file(path, b"id: a\n", "id: b\n")
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("id: b\n", 0o640)
    with pytest.raises(UseError, match="changed meanwhile"):
        replace_file(path, b"id: a\n", "id: c\n")
    assert path.read_text(encoding="utf-8") == "id: b\n"
    assert names(tmp_path) == ["card.yml"]
