"""Watching a browser window: what goes wrong in it, and whom it talks to."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

MISSING = "no-such-page/"
"""A path at which the site has nothing: there, and only there, 404 is the right answer."""


class Watch:
    """Collects console errors, failed requests and requests to other origins."""

    def __init__(self, address: str) -> None:
        self._origin = urlsplit(address).netloc
        self._missing = address + MISSING
        self.problems: list[str] = []

    def follow(self, page: Page) -> None:
        """Watch this window from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: script: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and message.location.get("url") != self._missing:
            self.problems.append(f"console {message.type}: {message.text} {message.location}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self._origin:
            self.problems.append(f"request to another origin: {request.url}")

    def _failed(self, request: Request) -> None:
        # Leaving a page ends what it was still loading; that is no failure of the site.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed request: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.url != self._missing:
            self.problems.append(f"status {response.status}: {response.url}")
