"""A server on this machine that answers as GitHub does, and remembers what was asked."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

SHA = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Forge:
    """What GitHub knows in a test, and what it was asked: (method, path, authorised)."""

    address: str = ""
    store: str = ""
    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    artifacts: list[dict[str, Any]] = field(default_factory=list)
    archive: bytes = b""
    asked: list[tuple[str, str, bool]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    status: dict[str, int] = field(default_factory=dict)
    raw: dict[str, bytes] = field(default_factory=dict)

    def holds(self, name: str, text: bytes) -> None:
        """Let the run have left an artifact with one file."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, text)
        self.archive = packed.getvalue()
        row = {"id": 5, "name": "diff", "expired": False, "size_in_bytes": len(self.archive)}
        self.artifacts = [row]


class _Handler(BaseHTTPRequestHandler):
    forge: Forge

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on the test's output."""

    def _answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _meet(self) -> None:
        forge, address = self.forge, urlsplit(self.path)
        path = address.path.removeprefix("/repos/tea/house")
        query = parse_qs(address.query)
        forge.asked.append((self.command, path, "Authorization" in self.headers))
        length = int(self.headers.get("Content-Length") or 0)
        sent = json.loads(self.rfile.read(length)) if length else None
        if path in forge.status:
            self._answer(b'{"message": "no"}', forge.status[path])
        elif path in forge.raw:
            self._answer(forge.raw[path])
        elif path.endswith("/zip"):
            self._answer(b"", 302, Location=f"{forge.store}/blob")
        elif path == "/blob":
            self._answer(forge.archive)
        else:
            self._json(path, query, sent)

    def _json(self, path: str, query: dict[str, list[str]], sent: Any) -> None:
        forge, page = self.forge, int(query.get("page", ["1"])[0])
        if path == "/pulls":
            forge.heads += query["head"]
            found: Any = forge.pulls
        elif path.endswith("/artifacts"):
            found = {"artifacts": forge.artifacts}
        elif path.endswith("/comments") and sent is None:
            found = forge.comments[100 * (page - 1) : 100 * page]
        elif path.endswith("/comments"):
            found = {"id": 900, "user": {"login": "github-actions[bot]"}, **sent}
            forge.comments.append(found)
        else:
            found = next(c for c in forge.comments if str(c["id"]) == path.rsplit("/", 1)[1])
            found.update(sent)
        self._answer(json.dumps(found).encode())

    do_GET = do_POST = do_PATCH = _meet  # noqa: N815  # the names that the library asks for


@pytest.fixture
def forge() -> Iterator[Forge]:
    """GitHub, with one open pull request; its downloads lie with another host."""
    found = Forge(pulls=[{"number": 7, "head": {"sha": SHA}}])
    handler = type("Handler", (_Handler,), {"forge": found})
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), handler) for _ in range(2)]
    threads = [threading.Thread(target=s.serve_forever, args=(0.01,)) for s in servers]
    for thread in threads:
        thread.start()
    found.address, found.store = (f"http://127.0.0.1:{s.server_port}" for s in servers)
    yield found
    for server, thread in zip(servers, threads, strict=True):
        server.shutdown()
        server.server_close()
        thread.join()
