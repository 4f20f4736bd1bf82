"""Cards edited in place: one item or key more, or a key said anew, all else as it was.

Every edit is proved before it is given: the new text is read again, and must say what the old
one said but for the one key; a card whose layout does not allow that is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcards.cards.layout import CardShape
from claimcards.cards.outline import find_comments
from claimcards.text.card_text import Node, YamlEvent, list_yaml_events, read_card
from claimcards.text.diagnostics import UseError


def insert_item(file: str, text: str, key: str, item: Sequence[str], shape: CardShape) -> str:
    """The card with this item; a list that is not there yet is begun at its place.

    ``text`` is the file as it is, with its line ends. ``shape`` gives the order of keys.

    :raises UseError: where the card cannot be read, or is laid out as no card should be.
    """
    before = _read_value(file, text)
    found = _find_list(_strip_marks(text), key)
    lines = text.split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    if len(lines) == 1 or lines[-1]:
        lines[-1] += end
        lines.append("")
    at, column = found.at, found.column
    new = [f"{' ' * column}{line}{end}" for line in item]
    if not found.is_there:
        at = _find_insertion_line(found, lines, shape, key)
        new.insert(0, f"{key}:{end}")
    elif found.empty:
        row, start, stop = found.empty
        lines[row] = lines[row][:start].rstrip() + lines[row][stop:]
    made = "\n".join([*lines[:at], *new, *lines[at:]])
    _prove_edit(file, before, made, key)
    return made


def append_key(file: str, text: str, key: str, below: Sequence[str]) -> str:
    """The card with this key at its end, and these lines below it.

    :raises UseError: where the card cannot be read, or is laid out as no card should be.
    """
    before = _read_value(file, text)
    end = "\r\n" if "\r\n" in text else "\n"
    lines = (text.rstrip("\r\n"), f"{key}:", *(f"  {line}" for line in below))
    made = "".join(f"{line}{end}" for line in lines)
    after, _ = read_card(file, _strip_marks(made))
    if key in before or after is None or {**before, key: after.value.get(key)} != after.value:
        raise _refuse_unfit(file, key)
    return made


def set_key(file: str, text: str, key: str, below: Sequence[str], shape: CardShape) -> str:
    """The card with these lines below this key, in place of what it said; comments stay.

    ``below`` stand two blanks deep. A key that is not there yet is put at its place by ``shape``.

    :raises UseError: where the card cannot be read, or is laid out as no card should be.
    """
    before = _read_value(file, text)
    bare = _strip_marks(text)
    found = _find_list(bare, key)
    lines = bare.split("\n") if bare.endswith("\n") else [*bare.split("\n"), ""]
    new = [f"{key}:", *(f"  {line}" for line in below)]
    begin = end = _find_insertion_line(found, lines, shape, key)
    if found.is_there:
        begin = found.begin
        behind = (line for _, line in found.others if line > begin)
        end = _step_above(lines, min(behind, default=len(lines) - 1))
        inside = [
            c.text
            for c in find_comments(lines, [*list_yaml_events(bare)])
            if begin <= c.at[0] < end
        ]
        new[1:1] = [f"  {comment}" for comment in inside]
    made = "\n".join([*lines[:begin], *new, *lines[end:]])
    card, problems = read_card(file, made)
    after = card.value if card and not problems else {}
    if {**after, key: ""} != {**before, key: ""} or _count_remarks_of_card(
        bare
    ) != _count_remarks_of_card(made):
        raise _refuse_unfit(file, key)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark + made.replace("\n", "\r\n" if "\r\n" in text else "\n")


def _count_remarks_of_card(text: str) -> Counter[str]:
    return Counter(c.text for c in find_comments(text.split("\n"), [*list_yaml_events(text)]))


def _strip_marks(text: str) -> str:
    """A file's text as cards are read: without the mark at its beginning and carriage returns."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


@dataclass(slots=True)
class _Found:
    """Where a key stands: its line, that behind its last item, the column of its hyphens.

    ``empty`` is the place of '[]', ``others`` are the lines of the card's other keys.
    """

    is_there: bool = False
    begin: int = 0
    at: int = 0
    column: int = 2
    empty: tuple[int, int, int] | None = None
    is_in_brackets: bool = False
    others: list[tuple[str, int]] = None  # type: ignore[assignment]


def _read_value(file: str, text: str) -> dict[str, Node]:
    card, problems = read_card(file, _strip_marks(text))
    if card is None:
        raise UseError(f"{problems[0]}; mend that first" if problems else f"{file} holds no card")
    return card.value


def _find_list(text: str, key: str) -> _Found:
    found = _Found(others=[])
    lines = text.split("\n")
    for name, value in _group_events(text):
        head = value[0]
        if name.value != key:
            found.others.append((name.value, name.start[0]))
            continue
        found.is_there, found.begin = True, name.start[0]
        found.at = max(_line_behind(event) for event in (name, *value))
        if head.kind == "list" and not head.in_brackets:
            found.column = head.start[1]
        elif head.kind == "list" and len(value) == 2:
            found.empty = (head.start[0], head.start[1], value[-1].end[1])
        else:
            found.is_in_brackets = head.in_brackets or bool(head.value)
    while found.at < len(lines) and _is_comment(lines[found.at], found.column):
        found.at += 1
    while found.at and not lines[found.at - 1].strip():
        found.at -= 1
    return found


def _is_comment(line: str, column: int) -> bool:
    """Whether a line is a comment that stands deeper than the hyphens of the list."""
    bare = line.lstrip(" ")
    return bare.startswith("#") and len(line) - len(bare) > column


def _group_events(text: str) -> Iterator[tuple[YamlEvent, list[YamlEvent]]]:
    """The keys of a card, each with all events of its value."""
    _, *inner = list_yaml_events(text)
    name: YamlEvent | None = None
    value: list[YamlEvent] = []
    depth = 0
    for event in inner:
        if name is None:
            name = event
            continue
        value.append(event)
        depth += {"map": 1, "list": 1, "end": -1}.get(event.kind, 0)
        if depth == 0:
            yield name, value
            name, value = None, []


def _line_behind(event: YamlEvent) -> int:
    """The line on which something could follow; 0 for the end of a block, which has no sign."""
    if event.kind == "end" and event.start == event.end:
        return 0
    if event.kind in ("map", "list"):
        return event.start[0] + 1
    return event.end[0] + (1 if event.end[1] or event.style not in ("|", ">") else 0)


def _find_insertion_line(found: _Found, lines: Sequence[str], shape: CardShape, key: str) -> int:
    """The line before the first key that comes later in the order, and before its comments."""
    later = [line for name, line in found.others if shape.rank(name) > shape.rank(key)]
    return _step_above(lines, min(later)) if later else len(lines) - 1


def _step_above(lines: Sequence[str], at: int) -> int:
    """Above the blank lines and comments that belong to what stands at this line."""
    while at > 0 and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
        at -= 1
    return at


def _prove_edit(file: str, before: dict[str, Node], made: str, key: str) -> None:
    """The card must say what it said, and one item more."""
    card, _ = read_card(file, _strip_marks(made))
    after = card.value if card else {}
    had, has = before.get(key, []), after.get(key, [])
    more = isinstance(has, list) and isinstance(had, list) and has[:-1] == had
    if not more or {**after, key: had} != {**before, key: had}:
        raise _refuse_unfit(file, key)


def _refuse_unfit(file: str, key: str) -> UseError:
    return UseError(
        f"'{key}' of {file} has a layout that cannot be added to: "
        f"run 'claimcards format {file}' and try again"
    )
