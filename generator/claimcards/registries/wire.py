"""One request over HTTP, and what came back whole: the only module that knows the library.

Everything that can go wrong on the way is a :class:`NoReplyError` with a reason for people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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

        The library limits the wait for each piece, not for all of them, and names are looked up
        without any limit. So the request runs beside us, and is left behind when its time is over.

        :raises NoReplyError: where no whole reply came in time.
        """
        told: SimpleQueue[Reply | Exception] = SimpleQueue()
        Thread(target=self._tell, args=(told, url, params), daemon=True).start()
        try:
            came = told.get(timeout=self.whole_seconds)
        except Empty:
            raise NoReplyError("it took too long to answer", again=True) from None
        if isinstance(came, Exception):
            raise came
        return came

    def _tell(
        self, told: SimpleQueue[Reply | Exception], url: str, params: Mapping[str, str]
    ) -> None:
        try:
            told.put(self._follow(url, params))
        except Exception as error:  # raised again where somebody waits for it
            told.put(error)

    def _follow(self, url: str, params: Mapping[str, str]) -> Reply:
        with requests.Session() as session:
            session.headers.update({"User-Agent": self.agent, "Accept": "application/json"})
            session.auth = _send_unchanged
            address, query = url, dict(params)
            for _ in range(MAX_REDIRECTS + 1):
                reply = self._one(session, address, query)
                if reply.status not in _SENT_ON or "location" not in reply.headers:
                    return reply
                address, query = _follow_address(address, reply.headers["location"]), {}
        raise NoReplyError("it sends requests on in a circle", again=False)

    def _one(self, session: requests.Session, url: str, params: Mapping[str, str]) -> Reply:
        begun = self.clock()
        try:
            with session.get(
                url,
                params=params,
                timeout=(self.connect_seconds, self.read_seconds),
                stream=True,
                allow_redirects=False,
            ) as response:
                body = self._body(response, begun)
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

    def _body(self, response: requests.Response, begun: float) -> bytes:
        body = bytearray()
        for piece in response.iter_content(_PIECE):
            body += piece
            if len(body) > MAX_BYTES:
                raise NoReplyError(f"its answer is larger than {MAX_BYTES:,} bytes", again=False)
            if self.clock() - begun > self.whole_seconds:
                raise NoReplyError("it took too long to answer", again=True)
        return bytes(body)


def _send_unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """No credentials; without this the library would look for some in a netrc file."""
    return request


def _follow_address(here: str, location: str) -> str:
    there = urljoin(here, location)
    old, new = urlsplit(here), urlsplit(there)
    if (new.scheme, new.netloc) != (old.scheme, old.netloc):
        raise NoReplyError("it sends requests on to another host", again=False)
    return there


def _explain_broken(error: Exception) -> str:
    """Some timeouts come as broken connections; the difference matters to who reads it."""
    inner = error.args[0] if error.args else None
    if isinstance(inner, urllib3.exceptions.TimeoutError):
        return "it took too long to answer"
    return "no connection, or it was broken off"
