"""That the shortcuts are measured; what they save is read by hand."""

from __future__ import annotations

import pytest

from tests.benchmarks import shortcuts


def test_each_shortcut_is_measured_with_and_without(capsys: pytest.CaptureFixture[str]) -> None:
    """On a few claims it works; no time decides."""
    assert shortcuts.main(["--claims", "4", "--runs", "1"]) in {0, 1}
    printed = capsys.readouterr().out
    assert printed.count("without it") == 2
