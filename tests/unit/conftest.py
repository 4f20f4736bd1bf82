"""What the unit tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.cards import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A tiny sound content folder."""
    return Site(tmp_path)
