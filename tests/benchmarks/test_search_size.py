"""That the search's transfer is measured; the full size is measured by hand."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks import search

pytestmark = pytest.mark.xdist_group("browser")


def test_what_a_first_query_moves_is_measured(repository: Path) -> None:
    """Even on a small site the engine has to come; an identifier needs no engine.

    In a process of its own: the other tests' browser must not be disturbed.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.search", "--claims", "12"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = re.findall(r"^  (.+?) +middle +([\d,]+) +most +([\d,]+)", done.stdout, re.MULTILINE)
    most = {kind: int(size.replace(",", "")) for kind, _, size in rows}
    assert set(most) == {*(f"{n} words" for n in search.LENGTHS), "author and year", "unknown DOI"}
    assert 90_000 < most["1 words"] < search.LIMIT
    assert most["unknown DOI"] < 40_000
