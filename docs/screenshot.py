"""Renew docs/screenshot.png from the built site: the page that the README shows."""

from __future__ import annotations

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))
import chromium  # noqa: E402  # it stands beside the browser tests, outside any package

PAGE = "claims/exosomes-active-component/"


def main() -> None:
    """Serve site/ on a free port, open the page, take the picture."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(ROOT / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=list(chromium.FLAGS)
        )
        page = browser.new_page(viewport={"width": 1280, "height": 1240})
        page.goto(f"http://127.0.0.1:{server.server_port}/{PAGE}", wait_until="load")
        page.screenshot(path=str(ROOT / "docs" / "screenshot.png"))
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
