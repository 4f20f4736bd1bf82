"""A registry on this machine that answers as it is told to, misbehaviour included."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from claimcards.registries.asking import Patience

JSON = "application/json;charset=UTF-8"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Reply:
    """One answer. ``length`` may lie about the body; ``how`` is a way to misbehave."""

    body: bytes = b""
    status: int = 200
    kind: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    how: str = ""


def as_json(value: object, status: int = 200, **headers: str) -> Reply:
    """An answer in JSON."""
    return Reply(json.dumps(value).encode(), status, headers=headers)


@dataclass
class Answering:
    """The replies, in their order, by the path asked for; the last one is repeated."""

    base: str = ""
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    choose: Callable[[str, dict[str, str]], Reply] | None = None
    over: threading.Event = field(default_factory=threading.Event)

    def on(self, path: str, *replies: Reply) -> None:
        """Answer this path so."""
        self.replies[path] = list(replies)

    def reply(self, path: str, params: dict[str, str]) -> Reply:
        """What to say to this request."""
        self.asked.append((path, params))
        if self.choose:
            return self.choose(path, params)
        waiting = self.replies.get(path)
        if not waiting:
            return Reply(b"Resource not found.", 404, "text/plain")
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


def serve(answering: Answering) -> ThreadingHTTPServer:
    """Start it on a free port; the caller shuts it down."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            answering.headers.append(dict(self.headers.items()))
            reply = answering.reply(address.path, dict(parse_qsl(address.query)))
            self.close_connection = True
            if reply.how == "reset":
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()
                return
            if reply.how == "silent":
                answering.over.wait()
                return
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            length = len(reply.body) if reply.length is None else reply.length
            self.send_header("Content-Length", str(length))
            self.send_header("Connection", "close")
            for name, value in reply.headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients go away
    answering.base = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server


@dataclass
class Time:
    """A clock that runs only when somebody sleeps, and remembers for how long."""

    seconds: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        """Seconds since some time."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Let the clock run."""
        self.slept.append(round(seconds, 3))
        self.seconds += seconds

    def patience(self) -> Patience:
        """Patience that costs no time; chance is in the middle."""
        return Patience(self.clock, lambda: NOW, self.sleep, lambda: 0.5)
