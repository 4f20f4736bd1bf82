"""Every page of the built site in a browser: no console error, nothing missing, no stranger."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.watching import Watch
from tests.standards.serving import served
from tests.standards.tools import MissingError

PATIENCE = 15_000
"""Milliseconds that a page may take to load."""
WINDOWS = 8
"""Pages that are open at once: each has to fall silent, and waiting costs nothing."""


def problems(site: Path) -> list[str]:
    """What goes wrong on any page, as it is opened: errors, failed and foreign requests.

    :raises MissingError: without Chromium.
    """
    path = chromium.find()
    if path is None:
        raise MissingError(chromium.MISSING)
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        watch = Watch(address)
        windows = [browser.new_page() for _ in range(WINDOWS)]
        for window in windows:
            watch.follow(window)
        for some in batched(pages(site), WINDOWS):
            for window, one in zip(windows, some, strict=False):
                window.goto(address + one, timeout=PATIENCE)
            for window in windows:
                window.wait_for_load_state("networkidle", timeout=PATIENCE)
        browser.close()
        return watch.problems


def batched(addresses: Iterator[str], size: int) -> Iterator[list[str]]:
    """So many at a time."""
    while some := list(islice(addresses, size)):
        yield some


def pages(site: Path) -> Iterator[str]:
    """The address of every page but that of the missing one, which is read at other addresses."""
    for file in sorted(site.rglob("*.html")):
        if file.name != "404.html":
            yield file.relative_to(site).as_posix().removesuffix("index.html")
