"""That a preview does not grow with every save."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.benchmarks import memory


def test_a_process_that_builds_again_and_again_does_not_grow(repository: Path) -> None:
    """In a process of its own: what other tests hold would hide what a build leaves."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.memory"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    held = [int(n.replace(",", "")) for n in re.findall(r"([\d,]+) objects", done.stdout)]
    assert len(held) == memory.LAST, done.stderr
    assert held[memory.LAST - 1] <= memory.MOST * held[memory.SETTLED - 1], done.stdout
    assert done.returncode == 0
