"""Read one YAML card into plain text values that know where they stand.

Built from the events of libyaml's parser: its composer crashes on a hostile card, and
the pure-Python parser accepts other files. No scalar is interpreted: ``NO``, ``1.10``
and ``2020-09-01`` stay the text that the card holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import yaml

from claimcards.text.characters import (
    drop_hidden_characters,
    find_refused_characters,
    list_hidden_characters,
)
from claimcards.text.diagnostics import Diagnostic, Place, Severity, UseError
from claimcards.text.faults import (
    Fault,
    explain_fault,
    find_slips,
    find_swallowed_blank,
    find_swallowed_key,
    hint_at_comma,
    hint_at_nothing,
    report_no_map,
)

MAX_DEPTH = 20
"""Levels of maps and lists in a card; the deepest sensible card has about six."""
MAX_NODES = 20_000
"""Values in a card; a card of 300 lines has about 600."""

Node: TypeAlias = "dict[str, Node] | list[Node] | str"
Path: TypeAlias = Sequence[str | int]
# Where things stand, beside the values: (mark of the key, mark of the value, what is inside,
# whether the value was lost). Marks are kept as libyaml gives them; turning each into a
# Place would cost more than reading the card.
_Spot: TypeAlias = "tuple[Any, Any, dict[str, _Spot] | list[_Spot] | None, bool]"

_NOTHING = frozenset(["", "~", "null", "Null", "NULL"])


@dataclass(frozen=True, slots=True)
class CardText:
    """A card as nested maps, lists and text, with the place of each.

    ``value`` holds no key whose value was lost to a diagnostic (empty, an alias, a
    duplicate); :meth:`is_lost` tells those from keys that were never written.
    """

    file: str
    value: dict[str, Node]
    _spot: _Spot

    def place(self, path: Path) -> Place:
        """Where the value at ``path`` begins, or the nearest value around it that is there."""
        return self._as_place(self._spots(path)[-1][1])

    def key_place(self, path: Path) -> Place:
        """Where the key at ``path`` stands, or the nearest key around it that is there."""
        return self._as_place(self._spots(path)[-1][0])

    def is_lost(self, path: Path) -> bool:
        """Say whether this key was written, but its value had to be refused."""
        spots = self._spots(path)
        return len(spots) == len(path) + 1 and spots[-1][3]

    def lost(self) -> Iterator[tuple[str | int, ...]]:
        """The keys that were written, but whose value had to be refused."""
        return _list_lost(self._spot, ())

    def _spots(self, path: Path) -> list[_Spot]:
        spots = [self._spot]
        for step in path:
            inside = spots[-1][2]
            try:
                spots.append(inside[step])  # type: ignore[index]
            except (LookupError, TypeError):
                break
        return spots

    def _as_place(self, mark: Any) -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1)


def _list_lost(spot: _Spot, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if spot[3]:
        yield path
    inside = spot[2] or ()
    for step, inner in inside.items() if isinstance(inside, dict) else enumerate(inside):
        yield from _list_lost(inner, (*path, step))


def read_card(
    file: str, text: str, keys: frozenset[str] = frozenset()
) -> tuple[CardText | None, list[Diagnostic]]:
    """Read a card; problems are returned, never raised.

    A problem that costs one key leaves the rest readable. Without a card (``None``) the
    file is no YAML, holds forbidden characters, or is not a map. ``keys`` are those that such
    a card may have: one that a text has swallowed is told.
    """
    if refused := find_refused_characters(file, text, tabs=True):
        return None, refused
    reader = _CardReader(file, text, keys)
    try:
        return reader.card(), reader.diagnostics
    except yaml.YAMLError as error:
        # Keys in the lines that a bracket or quote left open belong to the fault, too.
        reader.diagnostics = [d for d in reader.diagnostics if d.code != "CC048"]
        fault = explain_fault(_make_fault(file, text, error))
        # An alias such as '*bold text*' is already named; that it also ends badly adds nothing.
        # Only an error may stand in for the fault: beside a warning, the card would vanish.
        errors = (d for d in reader.diagnostics if d.severity is Severity.ERROR)
        if fault.place.line not in {d.place.line for d in errors}:
            reader.diagnostics.append(fault)
    except _RefusedError as refusal:
        reader.diagnostics.append(refusal.diagnostic)
    return None, reader.diagnostics


class YamlEvent(NamedTuple):
    """A text, or where a map or list begins or ends; for who must know how a card is written.

    ``kind`` is 'text', 'map', 'list' or 'end'. ``style`` is the sign that a text is written
    with: a quote, > or |, or ''. ``in_brackets`` is said where a map or list begins. Places
    are line and column, counted from 0.
    """

    kind: str
    value: str
    style: str
    in_brackets: bool
    start: tuple[int, int]
    end: tuple[int, int]


def list_yaml_events(text: str) -> Iterator[YamlEvent]:
    """The parts of a card in their order. Only for a card that :func:`read_card` can read."""
    event: Any
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        kind = _KINDS.get(event.__class__)
        if kind is None:
            continue
        at, to = event.start_mark, event.end_mark
        value, style = (event.value, event.style or "") if kind == "text" else ("", "")
        flow = bool(getattr(event, "flow_style", False))
        yield YamlEvent(kind, value, style, flow, (at.line, at.column), (to.line, to.column))


_KINDS = {
    yaml.ScalarEvent: "text",
    yaml.MappingStartEvent: "map",
    yaml.SequenceStartEvent: "list",
    yaml.MappingEndEvent: "end",
    yaml.SequenceEndEvent: "end",
}


class _RefusedError(Exception):
    """Reading stops here: going on would cost too much or find nothing true."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class _CardReader:
    """Turns parser events into values and spots, collecting what is wrong."""

    def __init__(self, file: str, text: str, keys: frozenset[str]) -> None:
        self.file = file
        self.text = text
        self.keys = keys
        self.lines = text.split("\n")
        self.next = _make_parser(text).get_event
        self.nodes = 0
        self.diagnostics: list[Diagnostic] = []

    def card(self) -> CardText | None:
        self.next()  # the start of the stream
        if self.next().__class__ is yaml.StreamEndEvent:
            self._empty_file()
            return None
        root = self.next()
        value, inside = self._value(root, 1)
        self.next()  # the end of the document
        after = self.next()
        if after.__class__ is not yaml.StreamEndEvent:
            hint = "keep one card in a file, and delete this line of hyphens"
            self._found("CC038", after, "a second YAML document begins here", hint)
        if value is None and not self.diagnostics:
            self._empty_file()
            return None
        if not isinstance(value, dict):
            mark = root.start_mark
            place = Place(self.file, mark.line + 1, mark.column + 1)
            is_list = root.__class__ is yaml.SequenceStartEvent
            self.diagnostics.append(report_no_map(place, [] if is_list else value))
            return None
        return CardText(self.file, value, (root.start_mark, root.start_mark, inside, False))

    def _empty_file(self) -> None:
        hint = "write the card, or delete the file"
        place = Place(self.file, 1, 1)
        self.diagnostics.append(Diagnostic("CC007", place, "this file holds no card", hint))

    def _value(self, event: Any, depth: int, *, item: bool = False) -> tuple[Any, Any]:
        """The value that begins with this event, and the spots inside it; None if it is lost.

        ``item`` says that it stands in a list.
        """
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message = f"this card has more than {MAX_NODES} values"
            raise _RefusedError(
                self._diagnostic("CC040", event, message, "split it into several cards")
            )
        kind = event.__class__
        if kind is yaml.AliasEvent:
            return self._alias(event)
        if event.anchor is not None or event.tag is not None:
            self._marked(event)
        if kind is yaml.ScalarEvent:
            return self._text(event), None
        if depth > MAX_DEPTH:
            message = f"more than {MAX_DEPTH} lists and maps stand inside each other"
            hint = "check the brackets and the indentation"
            raise _RefusedError(self._diagnostic("CC039", event, message, hint))
        if kind is yaml.MappingStartEvent:
            return self._map(depth, in_braces=event.flow_style, item=item)
        return self._list(depth)

    def _text(self, event: Any) -> str | None:
        text: str = event.value
        if not event.style:
            if text in _NOTHING:
                return None
            start, end = event.start_mark, event.end_mark
            # Nearly every text stands on one line and ends with it.
            if end.line > start.line or self.lines[end.line].startswith(" #", end.column):
                self.diagnostics += find_slips(
                    self.file, self.lines, (start.line, start.column), (end.line, end.column)
                )
        elif event.style == '"':
            for code, name in list_hidden_characters(text):
                message = f"a backslash in this text makes {name}"
                hint = "delete the backslash and what belongs to it: nobody could see that sign"
                self._found(code, event, message, hint)
                text = drop_hidden_characters(text)
        if event.end_mark.line > event.start_mark.line:
            self._swallowed_key(event)
        return text

    def _swallowed_key(self, event: Any) -> None:
        """Warn where a line inside a text begins with a key: most often the text swallowed it."""
        first, last = event.start_mark.line + 1, event.end_mark.line
        end = last + 1 if event.end_mark.column else last  # a block ends before the next line
        found = find_swallowed_key(self.lines, range(first, end), self.keys, event.style or "")
        if found:
            number, column, message, hint = found
            place = Place(self.file, number + 1, column + 1)
            warning = Severity.WARNING
            self.diagnostics.append(Diagnostic("CC048", place, message, hint, warning))

    def _map(
        self, depth: int, *, in_braces: bool, item: bool
    ) -> tuple[dict[str, Any], dict[str, _Spot]]:
        values: dict[str, Any] = {}
        spots: dict[str, _Spot] = {}
        again: list[tuple[str, Any]] = []
        while (event := self.next()).__class__ is not yaml.MappingEndEvent:
            key = self._key(event, depth)
            value_event = self.next()
            value, inside = self._value(value_event, depth + 1)
            if key is None:
                continue
            if key in spots:
                again.append((key, event))
                continue
            spots[key] = (event.start_mark, value_event.start_mark, inside, value is None)
            if value is not None:
                values[key] = value
            elif in_braces and self._has_no_colon(event):
                message = f"{_quote_piece(key)} stands between commas and is neither key nor value"
                self._found("CC042", event, message, hint_at_comma(key))
            elif value_event.__class__ is yaml.ScalarEvent:
                self._empty(f"{_quote_piece(key)} has no value", event, value_event)
        self._duplicates(again, spots, item=item)
        return values, spots

    def _list(self, depth: int) -> tuple[list[Any] | None, list[_Spot]]:
        """The items of a list; a list of which nothing is left is lost itself."""
        refused = False
        values: list[Any] = []
        spots: list[_Spot] = []
        while (event := self.next()).__class__ is not yaml.SequenceEndEvent:
            value, inside = self._value(event, depth + 1, item=True)
            refused = refused or value is None
            if value is not None:
                values.append(value)
                spots.append((event.start_mark, event.start_mark, inside, False))
            elif event.__class__ is yaml.ScalarEvent:
                self._empty("this item of a list is empty", event, event)
        return (None if refused and not values else values), spots

    def _key(self, event: Any, depth: int) -> str | None:
        """The key's text, or None where there is none that can be used."""
        key, _ = self._value(event, depth + 1)
        if key == "<<" and not event.style:
            hint = "write out the lines that it would bring in"
            self._found("CC037", event, "'<<' (a YAML merge key) is not allowed here", hint)
        elif isinstance(key, str) and not event.style and (end := find_swallowed_blank(key)):
            message = f"no space after the colon of '{key[:end]}' (what looks like a space is none)"
            hint = "write a space between the colon and the value"
            mark = event.start_mark
            place = Place(self.file, mark.line + 1, mark.column + end + 1)
            self.diagnostics.append(Diagnostic("CC044", place, message, hint))
        elif isinstance(key, str) and key.strip():
            return key
        elif event.__class__ is not yaml.AliasEvent:
            hint = "write a word before the colon, as in 'statement: ...'"
            self._found("CC043", event, "this key is not a word", hint)
        return None

    def _alias(self, event: Any) -> tuple[None, None]:
        message = f"'*{event.anchor}' (a YAML alias) is not allowed here"
        hint = "write the value out; a text that begins with * goes in quotes"
        self._found("CC037", event, message, hint)
        return None, None

    def _marked(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"'&{event.anchor}' (a YAML anchor) is not allowed here"
            hint = "delete it; a text that begins with & goes in quotes"
            self._found("CC037", event, message, hint)
        if event.tag is not None:
            message = f"{_quote_piece(_name_tag(event.tag))} (a YAML tag) is not allowed here"
            hint = "delete it; a text that begins with ! goes in quotes"
            self._found("CC037", event, message, hint)

    def _has_no_colon(self, key: Any) -> bool:
        """Whether nothing but a comma or the closing brace stands behind this text."""
        end = key.end_mark
        return not self.lines[end.line][end.column :].lstrip().startswith(":")

    def _duplicates(
        self, again: Sequence[tuple[str, Any]], spots: dict[str, _Spot], *, item: bool
    ) -> None:
        """Name each key that stands twice; or only the first, where a whole block does."""
        is_block = len(again) > 2 or [key for key, _ in again] == [*spots][:2] != []
        if len(again) < 2 or not is_block:
            for key, event in again:
                message = (
                    f"{_quote_piece(key)} stands here a second time; {_find_first(spots[key])}"
                )
                self._found("CC036", event, message, "keep one of the two")
            return
        key, event = again[0]
        more = f"{len(again) - 1} more {'key' if len(again) == 2 else 'keys'}"
        message = (
            f"{_quote_piece(key)} and {more} stand here a second time; {_find_first(spots[key])}"
        )
        hint = "delete one of the two blocks, or put the second into a file of its own"
        if item:
            hint = (
                "is the hyphen missing? write '- ' before this line if an item of the list begins"
            )
        self._found("CC036", event, message, hint)

    def _empty(self, message: str, at: Any, event: Any) -> None:
        if event.value:
            hint = f"put {event.value} in quotes if you mean the word, or delete the line"
            self._found("CC042", event, f"{message}: '{event.value}' means nothing to YAML", hint)
        else:
            end = at.end_mark
            self._found("CC042", at, message, hint_at_nothing(self.lines[end.line], end.column))

    def _found(self, code: str, event: Any, message: str, hint: str) -> None:
        self.diagnostics.append(self._diagnostic(code, event, message, hint))

    def _diagnostic(self, code: str, event: Any, message: str, hint: str) -> Diagnostic:
        mark = event.start_mark
        return Diagnostic(code, Place(self.file, mark.line + 1, mark.column + 1), message, hint)


def _make_parser(text: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", None)
    if loader is None:
        raise UseError(
            "PyYAML was installed without libyaml, its C parser, and would read cards differently: "
            "install a PyYAML wheel that holds it (pip install --only-binary pyyaml pyyaml)"
        )
    return loader(text)


def _name_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _quote_piece(text: str) -> str:
    """A piece of the card as a message quotes it: in one line, and not without end."""
    short = " ".join(text.split())
    return f"'{short[:60]}...'" if len(short) > 60 else f"'{short}'"


def _find_first(spot: _Spot) -> str:
    return f"the first is on line {spot[0].line + 1}"


def _make_fault(file: str, text: str, error: yaml.YAMLError) -> Fault:
    """What libyaml says about a file that it cannot read, without its types."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Fault(file, text.split("\n"), str(error), None, None, None)
    at, since = (_read_position(m) for m in (error.problem_mark, error.context_mark))
    lines = text.split("\n")
    return Fault(file, lines, error.problem or "", at, since, _find_last_quote(text))


def _read_position(mark: Any) -> tuple[int, int] | None:
    return (mark.line + 1, mark.column + 1) if mark else None


def _find_last_quote(text: str) -> tuple[int, int] | None:
    """Where the text in quotes begins that ends right before the fault, if one does."""
    last: Any = None
    try:
        for last in yaml.parse(text, Loader=yaml.CSafeLoader):  # noqa: B007
            pass
    except yaml.YAMLError:
        pass
    return _read_position(last.start_mark) if getattr(last, "style", "") in ("'", '"') else None
