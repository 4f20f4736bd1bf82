"""One request over HTTP, and what came back whole: the only module that knows the library.

Everything that can go wrong on the way is a :class:`NoReplyError` with a reason for people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

MAX_BYTES = 8 * 1024 * 1024
"""The largest answer that is read; a page of a hundred records has about 1 MB."""
MAX_REDIRECTS = 4
CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
"""How long one piece of the answer may keep us waiting."""
WHOLE_SECONDS = 90.0
"""How long the whole answer may take, redirects included, however steadily it drips."""
_PIECE = 16 * 1024
_SENT_ON = frozenset({301, 302, 303, 307, 308})


class NoReplyError(Exception):
    """No whole reply came: a reason in words, and whether asking again could help."""

    def __init__(self, why: str, *, again: bool) -> None:
        super().__init__(why)
        self.again = again


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply: its status, its headers with names in lower case, its bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent: an address with its query, and where something is written, a body.

    ``secret`` are headers for the host of the address alone. ``limit`` is the largest answer
    in bytes, MAX_BYTES where it is not given. ``elsewhere`` says that a download may lie with
    another host, which then gets none of the secret headers; else a redirect there is refused.
    """

    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    limit: int | None = None
    elsewhere: bool = False

    def sent_on(self, location: str) -> Request:
        """What is asked at the address to which an answer leads."""
        there = urljoin(self.url, location)
        old, new = urlsplit(self.url), urlsplit(there)
        stays = (new.scheme, new.netloc) == (old.scheme, old.netloc)
        if not stays and (not self.elsewhere or new.scheme not in ("http", "https")):
            raise NoReplyError("it sends requests on to another host", again=False)
        secret = self.secret if stays else {}
        return replace(self, url=there, params={}, method="GET", body=None, secret=secret)


@dataclass(slots=True)
class Wire:
    """Sends requests. ``agent`` names the program and a contact; ``clock`` gives seconds."""

    agent: str
    clock: Callable[[], float]
    connect_seconds: float = CONNECT_SECONDS
    read_seconds: float = READ_SECONDS
    whole_seconds: float = WHOLE_SECONDS

    def get(self, url: str, params: Mapping[str, str]) -> Reply:
        """Ask for this address; redirects are followed on the same host only.

        :raises NoReplyError: where no whole reply came in time.
        """
        return self.send(Request(url, params))

    def send(self, request: Request) -> Reply:
        """Send this, and wait for the whole reply, whatever its status.

        The library limits the wait for each piece, not for all of them, and names are looked up
        without any limit. So the request runs beside us, and is left behind when its time is over.

        :raises NoReplyError: where no whole reply came in time.
        """
        told: SimpleQueue[Reply | Exception] = SimpleQueue()
        Thread(target=self._tell, args=(told, request), daemon=True).start()
        try:
            came = told.get(timeout=self.whole_seconds)
        except Empty:
            raise NoReplyError("it took too long to answer", again=True) from None
        if isinstance(came, Exception):
            raise came
        return came

    def _tell(self, told: SimpleQueue[Reply | Exception], request: Request) -> None:
        try:
            told.put(self._follow(request))
        except Exception as error:  # raised again where somebody waits for it
            told.put(error)

    def _follow(self, request: Request) -> Reply:
        with requests.Session() as session:
            session.headers.update({"User-Agent": self.agent, "Accept": "application/json"})
            session.auth = _send_unchanged
            for _ in range(MAX_REDIRECTS + 1):
                reply = self._one(session, request)
                if reply.status not in _SENT_ON or "location" not in reply.headers:
                    return reply
                request = request.sent_on(reply.headers["location"])
        raise NoReplyError("it sends requests on in a circle", again=False)

    def _one(self, session: requests.Session, request: Request) -> Reply:
        begun = self.clock()
        try:
            with session.request(
                request.method,
                request.url,
                params=dict(request.params),
                headers={**request.headers, **request.secret},
                data=request.body,
                timeout=(self.connect_seconds, self.read_seconds),
                stream=True,
                allow_redirects=False,
            ) as response:
                body = self._body(response, begun, request.limit or MAX_BYTES)
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Reply(response.status_code, headers, body)
        except requests.exceptions.SSLError as error:
            raise NoReplyError("the secure connection could not be made", again=False) from error
        except requests.exceptions.Timeout as error:
            raise NoReplyError("it took too long to answer", again=True) from error
        except (requests.exceptions.ChunkedEncodingError, urllib3.exceptions.HTTPError) as error:
            raise NoReplyError("its answer broke off", again=True) from error
        except requests.exceptions.ConnectionError as error:
            raise NoReplyError(_explain_broken(error), again=True) from error
        except (requests.exceptions.RequestException, ValueError) as error:
            raise NoReplyError("its answer cannot be read", again=False) from error

    def _body(self, response: requests.Response, begun: float, limit: int) -> bytes:
        body = bytearray()
        for piece in response.iter_content(_PIECE):
            body += piece
            if len(body) > limit:
                raise NoReplyError(f"its answer is larger than {limit:,} bytes", again=False)
            if self.clock() - begun > self.whole_seconds:
                raise NoReplyError("it took too long to answer", again=True)
        return bytes(body)


def _send_unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """No credentials; without this the library would look for some in a netrc file."""
    return request


def _explain_broken(error: Exception) -> str:
    """Some timeouts come as broken connections; the difference matters to who reads it."""
    inner = error.args[0] if error.args else None
    if isinstance(inner, urllib3.exceptions.TimeoutError):
        return "it took too long to answer"
    return "no connection, or it was broken off"
