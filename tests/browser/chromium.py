"""Find a Chromium for the browser tests, or get one: they never skip.

Run as a program by ``make test``: prints the path, or one line that says what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""No sandbox, because test machines often run as root; no talk of its own to the network."""

MISSING = (
    "browser tests need Chromium: install it (Debian, Ubuntu: apt-get install chromium) "
    "or run 'playwright install chromium'"
)


def find() -> str | None:
    """The path of the system's Chromium, or of Playwright's, if there is one."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def provide() -> str | None:
    """Find a Chromium; if there is none, get Playwright's, else the distribution's."""
    if path := find():
        return path
    _try([sys.executable, "-m", "playwright", "install", "chromium"])
    if path := find():
        return path
    if shutil.which("apt-get") and os.geteuid() == 0:
        _try(["apt-get", "update"])
        _try(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])
    return find()


def _try(command: list[str]) -> None:
    subprocess.run(command, check=False, stdout=sys.stderr, timeout=900)


def main() -> int:
    """Print the path of a Chromium, or what to install."""
    path = provide()
    if path is None:
        print(MISSING, file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
