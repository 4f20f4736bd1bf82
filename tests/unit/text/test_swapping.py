"""A new folder takes the place of the last one whole, whoever else runs and whoever is killed."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claimcards.text.diagnostics import UseError
from claimcards.text.writing import hold_folder, make_beside, put_folder_in_place

KILLED = """\
import os, sys
from pathlib import Path
from claimcards.text.writing import make_beside, put_folder_in_place
left = int(sys.argv[2])
rename = Path.rename
def counted(self, to):
    global left
    if left == 0:
        os._exit(9)
    left -= 1
    return rename(self, to)
Path.rename = counted
with make_beside(Path(sys.argv[1])) as made:
    (made / "state").write_text("new")
    put_folder_in_place(made, Path(sys.argv[1]))
"""
"""Puts a site in place, and is killed before so many moves."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The last site."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "state").write_text("old", encoding="utf-8")
    return tmp_path / "site"


def put(site: Path, state: str = "new") -> None:
    """Put another state in its place."""
    with make_beside(site) as made:
        (made / "state").write_text(state, encoding="utf-8")
        put_folder_in_place(made, site)


def state(site: Path) -> str:
    """Which state is in place; nothing else lies beside it."""
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    return (site / "state").read_text(encoding="utf-8")


def test_a_new_folder_takes_the_place_of_the_last(site: Path) -> None:
    """Whole, and nothing is left beside it."""
    (site / "gone").touch()
    put(site)
    assert state(site) == "new"
    assert [path.name for path in site.iterdir()] == ["state"]


def test_the_first_one_takes_an_empty_place(tmp_path: Path) -> None:
    """There was no last one."""
    put(tmp_path / "site")
    assert state(tmp_path / "site") == "new"


def test_a_run_that_fails_changes_nothing(site: Path) -> None:
    """What it made is gone."""

    def fail() -> None:
        with make_beside(site) as made:
            (made / "state").write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert state(site) == "old"


@pytest.mark.parametrize("moves", [0, 1, 2])
def test_a_run_that_was_killed_is_put_in_order_by_the_next(site: Path, moves: int) -> None:
    """Also one that was killed between the two moves, and even where the next one fails."""
    words = [sys.executable, "-c", KILLED, str(site), str(moves)]
    done = subprocess.run(words, check=False)
    assert done.returncode == (9 if moves < 2 else 0)
    with make_beside(site):
        pass
    assert state(site) == ("old" if moves < 2 else "new")


def test_a_run_in_progress_is_left_alone(site: Path) -> None:
    """Another one beside it neither deletes its folder nor waits for it."""
    with make_beside(site) as made:
        (made / "state").write_text("slow", encoding="utf-8")
        put_other = ThreadPoolExecutor(1).submit(put, site, "quick")
        put_other.result(timeout=30)
        assert (site / "state").read_text(encoding="utf-8") == "quick"
        put_folder_in_place(made, site)
    assert state(site) == "slow"


def test_of_many_at_once_one_whole_state_stays(site: Path) -> None:
    """Whichever came last."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: put(site, str(number)), range(40)))
    assert state(site) in {str(number) for number in range(40)}


def test_a_folder_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    """Who does not want to wait is told."""
    with hold_folder(tmp_path) as first, hold_folder(tmp_path, wait=False) as second:
        assert (first, second) == (True, False)
    with hold_folder(tmp_path, wait=False) as free:
        assert free


@pytest.mark.parametrize("kind", ["link", "file"])
def test_what_is_no_folder_is_not_replaced(kind: str, tmp_path: Path) -> None:
    """It may lead to what somebody needs."""
    (tmp_path / "real").mkdir()
    site = tmp_path / "site"
    if kind == "link":
        site.symlink_to(tmp_path / "real")
    else:
        site.touch()
    with pytest.raises(UseError, match="is no folder"), make_beside(site):
        pass
    assert site.is_symlink() == (kind == "link")
