"""That the search's transfer is measured; the full size is measured by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import search

pytestmark = pytest.mark.xdist_group("browser")


def test_what_a_first_query_moves_is_measured(tmp_path: Path) -> None:
    """Even on a small site the engine has to come; an identifier needs no engine."""
    claims, _ = search.make(tmp_path, claims=12, seed=1)
    moved = search.measure(tmp_path, claims, seed=1)
    assert set(moved) == {*(f"{n} words" for n in search.LENGTHS), "author and year", "unknown DOI"}
    assert all(90_000 < size < search.LIMIT for size in moved["1 words"])
    assert moved["unknown DOI"][0] < 40_000
