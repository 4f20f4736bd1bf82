"""``mkdocs serve`` survives every broken card, shows what is wrong, and recovers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PATIENCE = 40.0
"""Seconds within which a rebuild must show; on a quiet machine it takes one."""


@dataclass(slots=True)
class Preview:
    """A running ``mkdocs serve``."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def page(self, path: str) -> str:
        """One page; empty while the server does not answer."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:
                raw: bytes = answer.read()
                return raw.decode("utf-8")
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return ""

    def wait(self, path: str, shows: Callable[[str], bool]) -> str:
        """Ask for a page until it shows something; fail with the log if it never does."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            if (text := self.page(path)) and shows(text):
                return text
            time.sleep(0.1)
        pytest.fail(f"{path} never showed it\n{self.log.read_text(encoding='utf-8')}")


@contextmanager
def serving(project: Path, wheel: Path, log: Path) -> Iterator[Preview]:
    """Start a preview on a free port, and end it with all that it started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "PYTHONPATH": str(wheel), "NO_MKDOCS_2_WARNING": "1"}
    start = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            start, cwd=project, env=env, stdout=out, stderr=out, start_new_session=True
        )
        try:
            yield Preview(f"http://127.0.0.1:{port}/", process, log)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=20)


CARD = "content/claims/body/body-awake.yml"
PAGE = "claims/body-awake/"


def test_a_card_broken_while_serving_is_shown_and_recovers_when_mended(
    project: Path, wheel: Path, tmp_path: Path
) -> None:
    """Pages go on to answer with their last good state and a banner; mending ends both."""
    card = project / CARD
    good = card.read_text(encoding="utf-8")
    with serving(project, wheel, tmp_path / "log") as preview:
        page = preview.wait(PAGE, lambda text: "Coffee keeps people awake." in text)
        assert "cc-banner" not in page

        card.write_text(good.replace("direction: mixed", "direction: unclear"), encoding="utf-8")
        page = preview.wait(PAGE, lambda text: "cc-banner" in text)
        assert "CC103" in page
        assert "body-awake.yml:" in page
        assert "Coffee keeps people awake." in page
        assert "CC103" in preview.wait("", lambda text: "cc-banner" in text)
        assert "Coffee lowers blood pressure." in preview.page("claims/body-pressure/")

        card.write_bytes(b"\xff\xfe\x00 not a card")
        preview.wait(PAGE, lambda text: "cc-banner" in text and "CC103" not in text)

        mended = good.replace("Coffee keeps people awake.", "Coffee keeps people wide awake.")
        card.write_text(mended, encoding="utf-8")
        page = preview.wait(PAGE, lambda text: "wide awake" in text)
        assert "cc-banner" not in page
        assert "Traceback" not in preview.log.read_text(encoding="utf-8")


def test_serving_starts_with_a_broken_card_and_a_missing_vocabulary(
    project: Path, wheel: Path, tmp_path: Path
) -> None:
    """Even the first build raises nothing: pages answer with the banner until all is mended."""
    words = project / "content/vocabulary/designs.yml"
    kept = words.read_text(encoding="utf-8")
    words.unlink()
    card = project / CARD
    good = card.read_text(encoding="utf-8")
    card.write_text(good.replace("direction: mixed", "\tdirection: mixed"), encoding="utf-8")
    with serving(project, wheel, tmp_path / "log") as preview:
        page = preview.wait("", lambda text: "cc-banner" in text)
        assert "CC011" in page
        assert "CC235" in page
        card.write_text(good, encoding="utf-8")
        words.write_text(kept, encoding="utf-8")
        page = preview.wait(PAGE, lambda text: "Coffee keeps people awake." in text)
        preview.wait(PAGE, lambda text: "cc-banner" not in text)
        assert "Traceback" not in preview.log.read_text(encoding="utf-8")
