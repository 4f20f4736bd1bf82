"""How often a host may be asked, how long to wait, and when to give up.

Clock, sleep and chance come from outside, so that tests need none of them.
"""

from __future__ import annotations

import email.utils
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from claimcards.registries.wire import NoReplyError, Reply

BUSY = frozenset({429, 500, 502, 503, 504})
"""Replies that mean 'not now': asking again may help."""
LONGEST_WAIT = 120.0
"""Seconds; a host that asks for more is given up, and its answer is unknown."""
MOST_FAILURES = 3
"""Questions in a row without an answer; then a host is not asked any more in this run."""


@dataclass(slots=True)
class Patience:
    """Spaces the requests to each host, and repeats those that failed for now.

    A host that keeps failing is left alone: hundreds of questions would each wait in vain.

    ``clock`` and ``now`` are seconds that only run, and the time of day; ``sleep`` waits;
    ``chance`` gives a number from 0 to 1, so that clients do not come back all at once.
    """

    clock: Callable[[], float]
    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    chance: Callable[[], float]
    attempts: int = 4
    first_wait: float = 1.0
    _free: dict[str, float] = field(default_factory=dict)
    _failed: dict[str, int] = field(default_factory=dict)

    def ask(self, host: str, spacing: float, send: Callable[[], Reply]) -> Reply:
        """Send, at most every ``spacing`` seconds to this host, until a reply stands.

        :raises NoReplyError: where none came after all attempts, or the host is given up.
        """
        if self._failed.get(host, 0) >= MOST_FAILURES:
            why = f"not asked any more, as {MOST_FAILURES} questions in a row got no answer"
            raise NoReplyError(why, again=False)
        try:
            reply = self._ask(host, spacing, send)
        except NoReplyError:
            self._failed[host] = self._failed.get(host, 0) + 1
            raise
        self._failed[host] = 0
        return reply

    def _ask(self, host: str, spacing: float, send: Callable[[], Reply]) -> Reply:
        reason: NoReplyError | None = None
        for attempt in range(self.attempts):
            self._wait_turn(host, spacing)
            wait = self.first_wait * 2**attempt * (0.5 + self.chance())
            try:
                reply = send()
            except NoReplyError as error:
                if not error.again:
                    raise
                reason = error
            else:
                if reply.status not in BUSY:
                    return reply
                reason = NoReplyError(_busy(reply.status), again=True)
                wait = max(wait, self._asked_for(reply))
            if wait > LONGEST_WAIT:
                raise NoReplyError(f"{reason}, and asks to wait {wait:.0f} seconds", again=False)
            if attempt + 1 < self.attempts:
                self.sleep(wait)
        raise NoReplyError(f"{reason} (asked {self.attempts} times)", again=False)

    def _wait_turn(self, host: str, spacing: float) -> None:
        wait = self._free.get(host, 0.0) - self.clock()
        if wait > 0:
            self.sleep(wait)
        self._free[host] = self.clock() + spacing

    def _asked_for(self, reply: Reply) -> float:
        """The seconds of a Retry-After, which may also be a date; 0 where there is none."""
        text = reply.headers.get("retry-after", "").strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            until = email.utils.parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return 0.0
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(0.0, (until - self.now()).total_seconds())


def _busy(status: int) -> str:
    return "it is asked too often" if status == 429 else f"it has a fault of its own ({status})"
