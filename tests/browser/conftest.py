"""The real site, built strictly once and served on this machine, and a Chromium to read it."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.browser import chromium
from tests.browser.watching import Watch

PHONE, TABLET, DESKTOP = 320, 768, 1440
"""Widths in pixels at which every page must fit."""
HEIGHT = 900

expect.set_options(timeout=20_000)  # milliseconds: the machine may do much else

Scheme = Literal["light", "dark"]


@pytest.fixture(scope="session")
def mount(published: dict[str, str]) -> str:
    """The folder below which the site is published: the 404 page links from there."""
    return urlsplit(published["SITE_URL"]).path.strip("/")


@pytest.fixture(scope="session")
def site(
    repository: Path,
    mount: str,
    published: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> Path:
    """The folder of the real site, built as it is for the public; all workers share one build."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder = shared / "www" / mount
    with (shared / "www.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "www").exists():
            _build(repository, folder, published)
    return folder


def _build(repository: Path, folder: Path, published: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=repository,
        env=os.environ | published,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"the site does not build:\n{done.stdout}{done.stderr}"


class _Handler(SimpleHTTPRequestHandler):
    """A plain static server that answers a missing address with the site's own 404 page."""

    not_found: bytes = b""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's page for what is missing, as a real host does."""
        if code != 404:
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.not_found)))
        self.end_headers()
        self.wfile.write(self.not_found)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests watch requests in the browser."""


@pytest.fixture(scope="session")
def address(site: Path, mount: str) -> Iterator[str]:
    """The address of the home page, ending in a slash."""
    handler = type("Handler", (_Handler,), {"not_found": (site / "404.html").read_bytes()})
    root = site.parents[mount.count("/")] if mount else site
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(root))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield (
            f"http://127.0.0.1:{server.server_port}/{mount}/"
            if mount
            else (f"http://127.0.0.1:{server.server_port}/")
        )
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the tests fail and say what to install."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield started
        started.close()


class Visitor:
    """Opens pages of the site by path, width and colour scheme, and watches all its windows."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._watch = Watch(address)
        self._contexts: list[BrowserContext] = []

    def __call__(self, path: str = "", *, width: int = DESKTOP, scheme: Scheme = "light") -> Page:
        """A window of its own, with nothing remembered from before."""
        context = self._browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        self._contexts.append(context)
        page = context.new_page()
        self._watch.follow(page)
        page.goto(self._address + path)
        return page

    def leave(self) -> None:
        """Close all windows; fail if one of them met an error."""
        for context in self._contexts:
            context.close()
        assert not self._watch.problems, "\n".join(self._watch.problems)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visitor]:
    """A visitor for one test."""
    visitor = Visitor(browser, address)
    yield visitor
    visitor.leave()


@pytest.fixture(scope="module")
def stay(browser: Browser, address: str) -> Iterator[Visitor]:
    """A visitor for all tests of a module, which may share a window."""
    visitor = Visitor(browser, address)
    yield visitor
    visitor.leave()
