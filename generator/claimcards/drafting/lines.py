"""Lines of a draft: what is known as quoted text, what is not as a comment that asks for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from claimcards.reading.cards import Node, read_card
from claimcards.reading.files import UseError


def known(key: str, text: str, ask: str = "") -> Iterator[str]:
    """One key with its text, in double quotes, which YAML reads as it reads JSON.

    Without a text it is a comment that says what belongs there.
    """
    if text:
        yield f"{key}: {json.dumps(text, ensure_ascii=False)}"
    elif ask:
        yield blank(key, ask)


def blank(key: str, ask: str) -> str:
    """A comment where a value belongs: the check asks for it until somebody writes it."""
    return f"# {key}: to be filled in: {ask}"


def block(key: str, lines: Sequence[str]) -> Iterator[str]:
    """A key with a map below it; where nothing is known in it, all of it is a comment."""
    open_ = all(line.startswith("#") for line in lines)
    yield f"# {key}:" if open_ else f"{key}:"
    yield from (f"#   {line.removeprefix('# ')}" if open_ else f"  {line}" for line in lines)


def parsed(file: str, text: str) -> dict[str, Node]:
    """What a card says, as a test of what was written.

    :raises UseError: where it cannot be read.
    """
    card, problems = read_card(file, text)
    if card is None or problems:
        raise UseError(f"{file} cannot be drafted on as it is: {problems[0] if problems else ''}")
    return card.value


def with_item(file: str, text: str, key: str, item: Sequence[str]) -> str:
    """A card with one more item at the end of a list, everything else as it was.

    :raises UseError: where the list has another layout than cards have.
    """
    before = parsed(file, text)
    made = _inserted(text.rstrip("\n").split("\n"), key, item)
    card, problems = read_card(file, made)
    after = card.value if card else {}
    had, has = before.get(key, []), after.get(key, [])
    others = {**after, key: had} == {**before, key: had}
    if problems or not isinstance(has, list) or has[:-1] != had or not others:
        raise UseError(f"'{key}' of {file} has a layout that cannot be added to; add it by hand")
    return made


def _inserted(lines: list[str], key: str, item: Sequence[str]) -> str:
    first, *rest = item
    new = [f"  - {first}", *(f"    {line}" for line in rest)]
    empty = {f"{key}:", f"{key}: []"}
    at = next((n for n, line in enumerate(lines) if line.rstrip() in empty), None)
    if at is None:
        return "\n".join((*lines, f"{key}:", *new)) + "\n"
    lines[at] = f"{key}:"
    after = range(at + 1, len(lines))
    end = next((n for n in after if lines[n][:1].strip(" ") and lines[n][0] != "#"), len(lines))
    while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
        end -= 1
    return "\n".join((*lines[:end], *new, *lines[end:])) + "\n"
