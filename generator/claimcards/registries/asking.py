"""Ask a registry politely: how often, how long to wait, what is kept, what counts as an answer."""

from __future__ import annotations

import email.utils
import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlencode, urlsplit

from claimcards.registries.wire import NoReplyError, Reply, Wire
from claimcards.registries.work import FoundAnswer, NotFoundAnswer, OtherShapeError, UnknownAnswer
from claimcards.text.diagnostics import UseError

Json = dict[str, Any]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Registry:
    """A registry: its name for people, its address, and how it likes to be asked.

    ``spacing`` is the least number of seconds between two requests. ``polite`` are
    parameters that name us; they are no part of the question, nor of what is kept on disk.
    """

    name: str
    base: str
    spacing: float
    polite: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegistryAsker:
    """Asks any registry; keeps what was understood. Without a cache nothing is kept."""

    wire: Wire
    patience: Patience
    cache: Cache | None = None

    def json(
        self,
        registry: Registry,
        path: str,
        params: Mapping[str, str],
        read: Callable[[Json], Value] = dict,  # type: ignore[assignment]
        is_answer: Callable[[Json], bool] = bool,
    ) -> FoundAnswer[Value] | NotFoundAnswer | UnknownAnswer:
        """What is read from the JSON object that stands at this path.

        ``read`` raises OtherShapeError for an object that is no such answer; that is unknown, and
        not kept. ``is_answer`` says what else is worth keeping: some registries send their faults
        as answers.
        """
        url, question = f"{registry.base.rstrip('/')}/{path}", dict(params)
        kept = self.cache.get(url, question) if self.cache else None
        if kept is not None and isinstance(value := _parse_object(registry, kept), FoundAnswer):
            return _read_answer_value(registry, value.value, read)
        host = urlsplit(url).netloc
        try:
            reply = self.patience.ask(
                host,
                registry.spacing,
                lambda: self.wire.get(url, {**question, **registry.polite}),
            )
        except NoReplyError as error:
            return UnknownAnswer(registry.name, str(error))
        answer, text = _judge_reply(registry, reply)
        if not isinstance(answer, FoundAnswer):
            return answer
        found = _read_answer_value(registry, answer.value, read)
        if self.cache and isinstance(found, FoundAnswer) and is_answer(answer.value):
            self.cache.put(url, question, text)
        return found


def _read_answer_value(
    registry: Registry, value: Json, read: Callable[[Json], Value]
) -> FoundAnswer[Value] | UnknownAnswer:
    try:
        return FoundAnswer(read(value))
    except OtherShapeError as error:
        return UnknownAnswer(registry.name, str(error))


def _judge_reply(
    registry: Registry, reply: Reply
) -> tuple[FoundAnswer[Json] | NotFoundAnswer | UnknownAnswer, str]:
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        text = reply.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return UnknownAnswer(registry.name, "its answer is not in UTF-8"), ""
    if reply.status == 404:
        return _judge_missing(registry, kind, text), ""
    if reply.status != 200:
        return UnknownAnswer(registry.name, f"it answered with HTTP status {reply.status}"), ""
    if kind != "application/json":
        what = f"'{kind[:40]}'" if kind and kind.isprintable() else "something unnamed"
        return UnknownAnswer(registry.name, f"it answered with {what} in place of JSON"), ""
    return _parse_object(registry, text), text


def _judge_missing(registry: Registry, kind: str, text: str) -> NotFoundAnswer | UnknownAnswer:
    """A 404 in the registry's own words; a portal or proxy in between has other ones."""
    if kind != "text/html" and "not found" in text[:500].lower():
        return NotFoundAnswer(registry.name)
    return UnknownAnswer(registry.name, "it answered 404 in words that are not its own")


def _parse_object(registry: Registry, text: str) -> FoundAnswer[Json] | UnknownAnswer:
    try:
        value = json.loads(text, parse_constant=_refuse_number)
    except (ValueError, RecursionError):
        return UnknownAnswer(registry.name, "its answer is no whole JSON")
    if not isinstance(value, dict):
        return UnknownAnswer(registry.name, "its answer is JSON of another shape")
    return FoundAnswer(value)


def _refuse_number(name: str) -> NoReturn:
    raise ValueError(name)


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
                reason = NoReplyError(_explain_busy(reply.status), again=True)
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


def _explain_busy(status: int) -> str:
    return "it is asked too often" if status == 429 else f"it has a fault of its own ({status})"


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers. ``days`` is how long one counts; 0 keeps but never uses them."""

    folder: Path
    today: date
    days: int

    def get(self, url: str, params: dict[str, str]) -> str | None:
        """The text kept for this question, if it is not too old."""
        path, asked = self._path(url, params)
        try:
            entry = json.loads(path.read_text(encoding="utf-8"))
            age = self.today - date.fromisoformat(entry["on"])
            kept = entry["answer"] if entry["asked"] == asked else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        young = timedelta(0) <= age < timedelta(days=self.days)
        return kept if young and isinstance(kept, str) else None

    def put(self, url: str, params: dict[str, str], answer: str) -> None:
        """Keep an answer; a reader never meets half of one.

        :raises UseError: where the folder cannot be written.
        """
        path, asked = self._path(url, params)
        entry = {"asked": asked, "on": self.today.isoformat(), "answer": answer}
        new = path.with_suffix(f".{os.getpid()}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")
            new.replace(path)
        except OSError as error:
            message = f"cannot keep answers in {self.folder}: {error.strerror}"
            raise UseError(f"{message}; name another folder with --cache") from error

    def _path(self, url: str, params: dict[str, str]) -> tuple[Path, str]:
        asked = f"{url}?{urlencode(sorted(params.items()))}"
        name = hashlib.sha256(asked.encode()).hexdigest()[:40]
        host = urlsplit(url).netloc.replace(":", "-") or "none"
        return self.folder / host / f"{name}.json", asked
