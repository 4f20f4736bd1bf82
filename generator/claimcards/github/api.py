"""A small client of GitHub's REST interface: what is asked, what came back, one line for a fault.

Answers are read up to a limit, and the token goes to GitHub's own host alone: the address
that a download leads to is another's.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from claimcards.reading.files import UseError

ANSWER_BYTES = 8 * 1024 * 1024
"""The longest answer that is read, in bytes; a page of a hundred comments has far less."""
SECONDS = 30
"""How long one answer may take."""
PER_PAGE = 100
MOST_PAGES = 30
"""Lists are followed so far; nobody comments three thousand times."""


@dataclass(frozen=True, slots=True)
class Api:
    """One repository on GitHub. ``address`` is the interface's, ``repository`` owner/name."""

    address: str
    repository: str
    token: str

    def get(self, path: str, **query: str) -> Any:
        """The JSON at a path below the repository.

        :raises UseError: for every answer that is not the one asked for.
        """
        return _json(self._bytes("GET", self._url(path, query), ANSWER_BYTES), path)

    def all(self, path: str, **query: str) -> Iterator[Any]:
        """The items of a list, page after page."""
        for page in range(1, MOST_PAGES + 1):
            items = self.get(path, **query, per_page=str(PER_PAGE), page=str(page))
            if not isinstance(items, list):
                raise UseError(f"GitHub sent no list for {path}")
            yield from items
            if len(items) < PER_PAGE:
                return

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """Write something: POST makes it, PATCH changes it."""
        return _json(self._bytes(method, self._url(path, {}), ANSWER_BYTES, body), path)

    def download(self, path: str, limit: int) -> bytes:
        """The bytes at a path, at most ``limit`` of them.

        :raises UseError: where there are more.
        """
        return self._bytes("GET", self._url(path, {}), limit)

    def _url(self, path: str, query: Mapping[str, str]) -> str:
        asked = f"?{urlencode(query)}" if query else ""
        return f"{self.address.rstrip('/')}/repos/{quote(self.repository)}/{quote(path)}{asked}"

    def _bytes(
        self, method: str, url: str, limit: int, body: Mapping[str, Any] | None = None
    ) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        request = Request(url, data=data, method=method)
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        request.add_header("User-Agent", "claimcards")
        # Not carried along when GitHub answers with the address of another host.
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        what = f"{method} {url.partition('?')[0]}"
        try:
            with urlopen(request, timeout=SECONDS) as answer:
                found: bytes = answer.read(limit + 1)
        except HTTPError as error:
            error.close()
            raise UseError(f"GitHub answered {error.code} to {what}") from error
        except (OSError, http.client.HTTPException) as error:
            raise UseError(f"no answer to {what}: {type(error).__name__}") from error
        if len(found) > limit:
            raise UseError(f"the answer to {what} is longer than {limit} bytes")
        return found


def _json(found: bytes, path: str) -> Any:
    try:
        return json.loads(found)
    except (ValueError, RecursionError) as error:
        raise UseError(f"GitHub sent no JSON for {path}") from error
