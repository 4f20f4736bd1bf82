"""The search in a preview: ``mkdocs serve`` finds what was saved a moment ago."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.xdist_group("browser")

PATIENCE = 60
"""Seconds within which a preview must answer; on a quiet machine it takes two."""
HITS = "#cc-search [role=option]"


def answers(address: str) -> bool:
    """Whether the preview serves its home page."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.read())
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


@pytest.fixture
def preview(coffee: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A preview of a copy of the second site: its address and its folder."""
    project = shutil.copytree(coffee, tmp_path / "project")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            start, cwd=project, env=env, stdout=log, stderr=log, start_new_session=True
        )
        try:
            address = f"http://127.0.0.1:{port}/"
            end = time.monotonic() + PATIENCE
            while not answers(address):
                assert process.poll() is None, (tmp_path / "log").read_text(encoding="utf-8")
                assert time.monotonic() < end, (tmp_path / "log").read_text(encoding="utf-8")
                time.sleep(0.1)
            yield address, project
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=20)


def find(page: Page, query: str) -> None:
    """Type into the search of a fresh page."""
    page.keyboard.press("/")
    page.keyboard.type(query)
    expect(page.locator(HITS).first).to_be_visible(timeout=PATIENCE * 1_000)


def test_a_preview_finds_what_was_saved(preview: tuple[str, Path], browser: Browser) -> None:
    """The index of a preview follows the cards."""
    address, project = preview
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    find(page, "awake")
    expect(page.locator(HITS).first).to_have_attribute("href", f"{address}claims/body-awake/")
    page.close()  # it would reload itself in the midst of what follows
    card = project / "content/claims/body/body-awake.yml"
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("keeps people awake.", "keeps zebras awake."), encoding="utf-8")
    end = time.monotonic() + PATIENCE
    while "zebras" not in context.request.get(f"{address}claims/body-awake/").text():
        assert time.monotonic() < end
        time.sleep(0.1)
    page = context.new_page()
    page.goto(f"{address}methods/")
    find(page, "zebras")
    expect(page.locator(HITS).first).to_have_attribute("href", f"{address}claims/body-awake/")
    context.close()
