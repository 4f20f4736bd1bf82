"""Servers that break the rules of HTTP itself: unknown, soon, in little memory, never clean."""

from __future__ import annotations

import gzip
import json
import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterator

import pytest
from tests.unit.registries.answering import Time

from claimcards.registries import asking
from claimcards.registries.asking import Registry, RegistryAsker
from claimcards.registries.wire import NoReplyError, Reply
from claimcards.registries.work import FoundAnswer, UnknownAnswer

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
BODY = json.dumps({"status": "ok", "message": {}}).encode()
SLOW = "it took too long to answer (asked 4 times)"
BROKEN = "no connection, or it was broken off (asked 4 times)"
Say = Callable[[socket.socket, threading.Event], None]


class Raw:
    """A server that says to each caller, in bytes, what it is told to say."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.calls = 0
        self.listening = socket.create_server(("127.0.0.1", 0))

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def answers(self, say: Say) -> None:
        """Begin to answer every call so."""

        def one(caller: socket.socket) -> None:
            with caller:
                try:
                    caller.recv(65_536)
                    say(caller, self.over)
                except OSError:
                    pass  # the client has gone

        def run() -> None:
            while True:
                try:
                    caller, _ = self.listening.accept()
                except OSError:
                    return
                self.calls += 1
                threading.Thread(target=one, args=(caller,), daemon=True).start()

        threading.Thread(target=run, daemon=True).start()


@pytest.fixture
def raw() -> Iterator[Raw]:
    """A server that breaks the rules."""
    server = Raw()
    yield server
    server.over.set()
    server.listening.shutdown(socket.SHUT_RDWR)
    server.listening.close()


def once(*pieces: bytes) -> Say:
    """Say this and hang up."""

    def say(caller: socket.socket, over: threading.Event) -> None:  # noqa: ARG001
        caller.sendall(b"".join(pieces))

    return say


def drip(start: bytes, piece: bytes) -> Say:
    """Say this, and then a little for ever: each piece comes in good time."""

    def say(caller: socket.socket, over: threading.Event) -> None:
        caller.sendall(start)
        while not over.wait(0.02):
            caller.sendall(piece)

    return say


def flood(start: bytes, piece: bytes) -> Say:
    """Say this, and then more and more as fast as it goes."""

    def say(caller: socket.socket, over: threading.Event) -> None:
        caller.sendall(start)
        while not over.is_set():
            caller.sendall(piece)

    return say


def reset(start: bytes) -> Say:
    """Say this and break the connection."""

    def say(caller: socket.socket, over: threading.Event) -> None:  # noqa: ARG001
        caller.sendall(start)
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return say


def bomb(layers: int) -> bytes:
    """Many megabytes of blanks, packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    blanks = b" " * 4_000_000
    packed = b"".join(packer.compress(blanks) for _ in range(16)) + packer.flush()
    for _ in range(layers - 1):
        packed = gzip.compress(packed)
    names = ", ".join(["gzip"] * layers).encode()
    said = b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (names, len(packed))
    return HEAD + said + packed


def length(said: bytes) -> bytes:
    """An answer that says of its length what is not so."""
    return HEAD + b"Content-Length: " + said + b"\r\n\r\n" + BODY


CASES = {
    "its body drips": (drip(HEAD + b"Content-Length: 9999\r\n\r\n", b" "), SLOW),
    "its headers drip": (drip(b"HTTP/1.1 200 OK\r\n", b"X"), SLOW),
    "one large piece drips": (
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n7fffff\r\n", b" "),
        SLOW,
    ),
    "small pieces without end": (
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        SLOW,
    ),
    "it says 'go on' without end": (drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), SLOW),
    "large pieces without end": (
        flood(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b" " * 65_536 + b"\r\n"),
        "its answer is larger than 8,388,608 bytes",
    ),
    "headers without end": (flood(b"HTTP/1.1 200 OK\r\n", b"X-More: yes\r\n" * 50), BROKEN),
    "a reset among the headers": (reset(b"HTTP/1.1 200 OK\r\nContent-Ty"), BROKEN),
    "nothing at all": (once(), BROKEN),
    "a body without headers, as of old": (once(BODY), BROKEN),
    "noise": (once(bytes(range(256))), BROKEN),
    "packed blanks": (once(bomb(1)), "its answer is larger than 8,388,608 bytes"),
    "packed twice": (once(bomb(2)), "its answer is larger than 8,388,608 bytes"),
    "not packed as it says": (
        once(HEAD, b"Content-Encoding: gzip\r\n\r\n", BODY),
        "its answer broke off (asked 4 times)",
    ),
    "cut in the packing": (
        once(HEAD, b"Content-Encoding: gzip\r\n\r\n", gzip.compress(BODY)[:-16]),
        "its answer is no whole JSON",
    ),
    "longer than it is": (once(length(b"999")), "its answer broke off (asked 4 times)"),
    "shorter than it is": (once(length(b"9")), "its answer is no whole JSON"),
    "two lengths": (
        once(HEAD, b"Content-Length: 3\r\nContent-Length: 9\r\n\r\n", BODY),
        "its answer cannot be read",
    ),
    "an error in XML, called JSON": (
        once(HEAD, b"\r\n", b"<error>no</error>"),
        "its answer is no whole JSON",
    ),
    "sent on to a file": (
        once(b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"),
        "it sends requests on to another host",
    ),
    "sent on to nowhere": (
        once(b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n"),
        "its answer cannot be read",
    ),
    "to be asked again in 2099": (
        once(
            b"HTTP/1.1 429 No\r\nRetry-After: Thu, 31 Dec 2099 23:59:59 GMT\r\n",
            b"Content-Length: 0\r\n\r\n",
        ),
        "it is asked too often, and asks to wait 2307182399 seconds",
    ),
    "to be asked again before": (
        once(b"HTTP/1.1 503 No\r\nRetry-After: -5\r\nContent-Length: 0\r\n\r\n"),
        "it has a fault of its own (503) (asked 4 times)",
    ),
    "a status that nobody knows": (
        once(b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n"),
        "it answered with HTTP status 999",
    ),
    "a number of 5,000 digits": (
        once(HEAD, b"\r\n", b'{"n": ' + b"9" * 5_000 + b"}"),
        "its answer is no whole JSON",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_who_breaks_the_rules_gives_no_answer(case: str, raw: Raw, asker: RegistryAsker) -> None:
    """One line says what was wrong; nothing is kept."""
    say, why = CASES[case]
    asker.wire.whole_seconds = 0.2 if why == SLOW else 20.0
    raw.answers(say)
    answer: object = asker.json(Registry("Crossref", raw.base, 0.5), "works/x", {})
    assert answer == UnknownAnswer("Crossref", why)
    assert asker.cache is not None
    assert not [*asker.cache.folder.rglob("*.json")]


def test_headers_that_lie_about_limits_change_nothing(
    raw: Raw, asker: RegistryAsker, time: Time
) -> None:
    """Our own spacing stands, whatever they promise or threaten."""
    lies = b"X-Rate-Limit-Limit: lies\r\nX-Rate-Limit-Interval: 99999999s\r\n\r\n"
    raw.answers(once(HEAD, lies, BODY))
    answer: object = asker.json(Registry("Crossref", raw.base, 0.5), "works/x", {})
    assert isinstance(answer, FoundAnswer)
    assert time.slept == []


def test_a_name_that_leads_nowhere_is_unknown(
    asker: RegistryAsker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No such name, or none for the kind of address that this machine has."""

    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    answer: object = asker.json(Registry("Crossref", "http://nobody.invalid", 0.5), "works/x", {})
    assert answer == UnknownAnswer("Crossref", BROKEN)


def test_a_host_that_keeps_failing_is_left_alone(time: Time) -> None:
    """Else a watch of hundreds of works would wait for hours; an answer begins a new count."""
    asked: list[str] = []

    def silent() -> Reply:
        asked.append("silent")
        raise NoReplyError("it took too long to answer", again=True)

    def fine() -> Reply:
        return Reply(200, {}, b"")

    patient = time.patience()
    for _ in range(asking.MOST_FAILURES - 1):
        with pytest.raises(NoReplyError):
            patient.ask("a.example", 0.5, silent)
    assert patient.ask("a.example", 0.5, fine).status == 200
    for _ in range(asking.MOST_FAILURES):
        with pytest.raises(NoReplyError, match="asked 4 times"):
            patient.ask("a.example", 0.5, silent)
    before = len(asked)
    with pytest.raises(NoReplyError, match="not asked any more, as 3 questions in a row"):
        patient.ask("a.example", 0.5, fine)
    assert len(asked) == before
    assert patient.ask("b.example", 0.5, fine).status == 200, "others are asked"
