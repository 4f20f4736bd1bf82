"""How golden cases are compared and renewed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

Agree = Callable[[Path, str], None]


@pytest.fixture
def agree() -> Agree:
    """Compare a text with a kept file; renew it if asked, but then fail, so CI cannot renew."""

    def compare(kept: Path, text: str) -> None:
        before = kept.read_text(encoding="utf-8") if kept.exists() else ""
        if before != text and os.environ.get("CLAIMCARDS_RENEW_GOLDEN") == "1":
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(text, encoding="utf-8", newline="\n")
            pytest.fail(f"renewed {kept.name}: read what changed, then run without the variable")
        assert text == before

    return compare
