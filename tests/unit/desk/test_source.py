"""A new site is to find the program where whoever began it had it from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcards.desk.starter import PackageSource, copy_wheel_beside, find_source
from claimcards.text.diagnostics import UseError


@pytest.mark.parametrize("installed", [None, "", "{", "[]", '{"url": "https://a.example/x.whl"}'])
def test_from_an_index_the_version_is_enough(installed: str | None) -> None:
    """So it is where nothing of use is known."""
    assert find_source("1.2.3", installed) == PackageSource("claimcards==1.2.3")


def test_from_a_repository_its_commit_is_named() -> None:
    """Not its branch, which moves."""
    told = {"url": "https://a.example/o/r", "vcs_info": {"vcs": "git", "commit_id": "abc123"}}
    assert find_source("1.2.3", json.dumps(told)) == PackageSource(
        "claimcards @ git+https://a.example/o/r@abc123"
    )


def test_from_a_wheel_the_wheel_goes_along(tmp_path: Path) -> None:
    """It is copied whole; one that is gone by now cannot be."""
    wheel = tmp_path / "with blank" / "claimcards-1.2.3-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"PK")
    told = json.dumps({"url": wheel.as_uri(), "archive_info": {}})
    assert find_source("1.2.3", told) == PackageSource("claimcards==1.2.3", wheel=wheel)
    (tmp_path / "new").mkdir()
    copy_wheel_beside(wheel, tmp_path / "new")
    assert (tmp_path / "new" / wheel.name).read_bytes() == b"PK"
    wheel.unlink()
    assert find_source("1.2.3", told) == PackageSource("claimcards==1.2.3")
    with pytest.raises(UseError, match=r"cannot copy claimcards-1\.2\.3"):
        copy_wheel_beside(wheel, tmp_path / "new")


def test_from_a_folder_a_wheel_has_to_be_built(tmp_path: Path) -> None:
    """An editable installation, or 'pip install .'."""
    told = json.dumps({"url": tmp_path.as_uri(), "dir_info": {"editable": True}})
    assert find_source("1.2.3", told) == PackageSource("claimcards==1.2.3", folder=tmp_path)
