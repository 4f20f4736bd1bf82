"""Ask a registry for JSON, politely, and take nothing for an answer that is none."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlsplit

from claimcards.registries.cache import Cache
from claimcards.registries.patience import Patience
from claimcards.registries.wire import NoReplyError, Reply, Wire
from claimcards.works.work import Found, NotFound, OtherShapeError, Unknown

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
class Asker:
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
    ) -> Found[Value] | NotFound | Unknown:
        """What is read from the JSON object that stands at this path.

        ``read`` raises OtherShapeError for an object that is no such answer; that is unknown, and
        not kept. ``is_answer`` says what else is worth keeping: some registries send their faults
        as answers.
        """
        url, question = f"{registry.base.rstrip('/')}/{path}", dict(params)
        kept = self.cache.get(url, question) if self.cache else None
        if kept is not None and isinstance(value := _object(registry, kept), Found):
            return _read(registry, value.value, read)
        host = urlsplit(url).netloc
        try:
            reply = self.patience.ask(
                host,
                registry.spacing,
                lambda: self.wire.get(url, {**question, **registry.polite}),
            )
        except NoReplyError as error:
            return Unknown(registry.name, str(error))
        answer, text = _answer(registry, reply)
        if not isinstance(answer, Found):
            return answer
        found = _read(registry, answer.value, read)
        if self.cache and isinstance(found, Found) and is_answer(answer.value):
            self.cache.put(url, question, text)
        return found


def _read(registry: Registry, value: Json, read: Callable[[Json], Value]) -> Found[Value] | Unknown:
    try:
        return Found(read(value))
    except OtherShapeError as error:
        return Unknown(registry.name, str(error))


def _answer(registry: Registry, reply: Reply) -> tuple[Found[Json] | NotFound | Unknown, str]:
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        text = reply.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Unknown(registry.name, "its answer is not in UTF-8"), ""
    if reply.status == 404:
        return _missing(registry, kind, text), ""
    if reply.status != 200:
        return Unknown(registry.name, f"it answered with HTTP status {reply.status}"), ""
    if kind != "application/json":
        what = f"'{kind[:40]}'" if kind and kind.isprintable() else "something unnamed"
        return Unknown(registry.name, f"it answered with {what} in place of JSON"), ""
    return _object(registry, text), text


def _missing(registry: Registry, kind: str, text: str) -> NotFound | Unknown:
    """A 404 in the registry's own words; a portal or proxy in between has other ones."""
    if kind != "text/html" and "not found" in text[:500].lower():
        return NotFound(registry.name)
    return Unknown(registry.name, "it answered 404 in words that are not its own")


def _object(registry: Registry, text: str) -> Found[Json] | Unknown:
    try:
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return Unknown(registry.name, "its answer is no whole JSON")
    if not isinstance(value, dict):
        return Unknown(registry.name, "its answer is JSON of another shape")
    return Found(value)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
