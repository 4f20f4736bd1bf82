"""How a card is laid out: order of keys, what stands on one line, how each text is written.

The models of the cards tell the order; the same outline always gives the same lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from claimcards.cards import claim, study
from claimcards.cards.outline import FOR_EDITORS, Outline, OutlineBlock, OutlineItem, is_for_editors

WIDTH = 120
"""Characters of a line; only a single sentence may go beyond it."""
_INDENT = "  "


def lay_out_card(card: Outline, shape: CardShape, schema: str) -> str:
    """The text of a card. ``schema`` is the address for editors, or '' to keep what is there."""
    head = card.head
    if schema:
        others = [line for line in head if not is_for_editors(line)]
        head = [f"{FOR_EDITORS} $schema={schema}", *others]
    lines = [*head, *_lay_out_block(card.root, shape, 0)]
    return "\n".join(_drop_blank_runs(lines)).strip("\n") + "\n"


def _drop_blank_runs(lines: Sequence[str]) -> Iterator[str]:
    previous = ""
    for line in lines:
        if line or previous:
            yield line
        previous = line


def _lay_out_block(block: OutlineBlock, shape: CardShape, column: int) -> list[str]:
    """The lines of a map or list that is not empty, one key or item after the other."""
    lines: list[str] = []
    alike = block.is_map or _are_short(block.items, shape, column + 2)
    for item in _sort_items(block, shape):
        lines += item.above
        if block.is_map:
            lines += _lay_out_entry(item, shape, column)
        else:
            lines += _lay_out_list_item(item, shape, column, in_brackets=alike)
    return [*lines, *block.below]


def _are_short(items: Sequence[OutlineItem], shape: CardShape, column: int) -> bool:
    """Whether all maps and lists of a list stand in brackets: it is all of them or none."""
    return all(
        _is_short(item.value, shape, column)
        for item in items
        if isinstance(item.value, OutlineBlock)
    )


def _sort_items(block: OutlineBlock, shape: CardShape) -> list[OutlineItem]:
    if not block.is_map:
        return block.items
    return sorted(block.items, key=lambda item: shape.rank(item.key))


def _lay_out_entry(item: OutlineItem, shape: CardShape, column: int) -> list[str]:
    key = f"{write_in_flow(item.key or '')}:"
    below = shape.below(item.key)
    value = item.value
    if isinstance(value, OutlineBlock) and not _is_short(value, below, column + len(key) + 1):
        inner = _lay_out_block(value, below, column + 2)
        return [key + _put_behind(item.beside), *_indent_lines(inner)]
    first, *rest = _put_value_on_one_line(value, item, column + len(key) + 1, below)
    return [f"{key} {first}", *_indent_lines(rest)]


def _lay_out_list_item(
    item: OutlineItem, shape: CardShape, column: int, *, in_brackets: bool
) -> list[str]:
    value = item.value
    if isinstance(value, OutlineBlock) and value.items and not in_brackets:
        above = [item.beside] if item.beside else []
        above += _hoist_comments(value, shape)
        first, *rest = _lay_out_block(value, shape, column + 2)
    else:
        above = []
        first, *rest = _put_value_on_one_line(value, item, column + 2, shape)
    return [*above, f"- {first}", *_indent_lines(rest)]


def _hoist_comments(block: OutlineBlock, shape: CardShape) -> list[str]:
    """The comments above the first key of an item: they stand above its hyphen."""
    first = _sort_items(block, shape)[0]
    above, first.above = first.above, []
    return above


def _put_value_on_one_line(
    value: str | OutlineBlock, item: OutlineItem, column: int, shape: CardShape
) -> list[str]:
    if isinstance(value, OutlineBlock):
        return [_write_flow(value, shape) + _put_behind(item.beside)]
    first, *rest = write_text(value, WIDTH - column, bare_ok=_is_safe(value, item.beside))
    return [first + _put_behind(item.beside), *rest]


def _is_safe(text: str, comment: str) -> bool:
    """Whether a bare text before this comment cannot be taken for one that the '#' cuts off."""
    return not comment or (" " not in text and comment[:2] == "# ")


def _put_behind(comment: str) -> str:
    return f" {comment}" if comment else ""


def _indent_lines(lines: Sequence[str]) -> list[str]:
    return [_INDENT + line if line else line for line in lines]


def _is_short(block: OutlineBlock, shape: CardShape, column: int) -> bool:
    """Whether a map or list stands in brackets: it is small by its kind, fits, has no comments."""
    if not block.items:
        return True
    if not _may_be_short(block, shape) or _has_comments(block):
        return False
    return column + len(_write_flow(block, shape)) <= WIDTH


def _may_be_short(block: OutlineBlock, shape: CardShape) -> bool:
    if not block.is_map:
        # A list of records stands item by item, each as its kind has it.
        return (
            not shape.keys
            and shape.one_line
            and all(_is_word(item.value, shape) for item in block.items)
        )
    return shape.one_line and all(
        _is_word(item.value, shape.below(item.key)) for item in block.items
    )


def _is_word(value: str | OutlineBlock, shape: CardShape) -> bool:
    if isinstance(value, OutlineBlock):
        return not value.items or _may_be_short(value, shape)
    return "\n" not in value


def _has_comments(block: OutlineBlock) -> bool:
    return bool(block.below) or any(
        item.above
        or item.beside
        or (isinstance(item.value, OutlineBlock) and _has_comments(item.value))
        for item in block.items
    )


def _write_flow(block: OutlineBlock, shape: CardShape) -> str:
    parts = []
    for item in _sort_items(block, shape):
        below = shape.below(item.key)
        value = item.value
        text = (
            _write_flow(value, below) if isinstance(value, OutlineBlock) else write_in_flow(value)
        )
        parts.append(f"{write_in_flow(item.key)}: {text}" if item.key is not None else text)
    return f"{{{', '.join(parts)}}}" if block.is_map else f"[{', '.join(parts)}]"


ONE_LINE: frozenset[type[BaseModel]] = frozenset(
    [
        claim.Arm,
        claim.Checked,
        claim.Effect,
        claim.RelatedClaim,
        claim.Rereading,
        claim.Split,
        claim.Subgroup,
        study.Assessment,
        study.Pools,
        study.Sample,
    ]
)
"""Small records, written ``{n: 30, unit: studies}`` where that fits on a line."""
ONE_A_LINE = frozenset([(claim.Claim, "synonyms")])
"""Lists whose items are sentences and stand each on its own line, however short."""


@dataclass(frozen=True, slots=True)
class CardShape:
    """How a map, or the maps in a list, are laid out.

    ``keys`` holds what is below each key that the model knows, in the order of the model;
    ``others`` what is below any other key (a map by topic or stratum). ``one_line`` says that
    it may stand in braces or brackets.
    """

    keys: Mapping[str, CardShape] = field(default_factory=dict)
    others: CardShape | None = None
    one_line: bool = False

    def below(self, key: str | None) -> CardShape:
        """The shape of what stands under this key; of an item, where there is none."""
        if key is None:
            return self
        return self.keys.get(key) or self.others or UNKNOWN

    def rank(self, key: str | None) -> int:
        """Where a key stands among its neighbours; those not known come last, as written."""
        return self.ranks.get(key or "", len(self.keys))

    @property
    def ranks(self) -> Mapping[str, int]:
        """The place of each key that the model knows."""
        return _rank_keys(tuple(self.keys))


@cache
def _rank_keys(keys: tuple[str, ...]) -> Mapping[str, int]:
    return {key: place for place, key in enumerate(keys)}


UNKNOWN = CardShape(one_line=False)
"""Of what no model tells anything: one key a line, in the order in which it is written."""
WORDS = CardShape(one_line=True)
"""A list of single values: in brackets, where it fits."""
SENTENCES = CardShape(one_line=False)
"""A list of single values, one a line."""


@cache
def find_shape_of(kind: type[BaseModel]) -> CardShape:
    """The shape of a card of this kind."""
    keys = {
        info.alias or name: _find_shape_below(kind, name, info.annotation)
        for name, info in kind.model_fields.items()
    }
    return CardShape(keys, one_line=kind in ONE_LINE)


def _find_shape_below(kind: type[BaseModel], name: str, annotation: Any) -> CardShape:
    records = [part for part in _list_type_parts(annotation) if _is_record(part)]
    is_map = any(getattr(part, "__origin__", None) is dict for part in _list_type_parts(annotation))
    if (kind, name) in ONE_A_LINE:
        return SENTENCES
    below = find_shape_of(records[0]) if records else WORDS
    return CardShape(others=below) if is_map else below


def _list_type_parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from _list_type_parts(inner)


def _is_record(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


_NOTHING = frozenset(["", "~", "null", "Null", "NULL"])
# What begins something else in YAML. A hyphen does so only before a blank.
_UNSAFE_START = re.compile(r"[!&*>|%@`\"'#,\[\]{}?:]|-(?:[ ,\[\]{}]|$)|---|\.\.\.|<<$|=$")
_UNSAFE_INSIDE = re.compile(r":(?:[ ,\[\]{}]|$)| #")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}?]|:$|::")
_SENTENCE_END = re.compile(r"(?<=[^\s.][.?!])([\"')\]]*) (?=[\"'(\[]*[^\W_a-z])")
_NO_END = re.compile(
    r"(?i:\b(?:e\.g|i\.e|vs|cf|al|fig|figs|approx|ca|dr|prof|mr|mrs|ms|st|ref|refs|eq|vol"
    r"|ed|eds|inc|ltd|co|tab|suppl|resp|incl))\.$|\b(?:Nos?|[A-Z])\.$"
)
_LONGEST_ABBREVIATION = 10
_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def write_text(text: str, room: int, *, bare_ok: bool = True) -> list[str]:
    """The lines of a text that stands behind its key; the first goes on the key's line.

    ``room`` is how many characters fit there. ``bare_ok`` is False where a comment follows,
    and a bare text could be taken for cut off.
    """
    bare = bare_ok and is_bare(text)
    if "\n" in text:
        return _write_block_text(text)
    if len(text) + (0 if bare else 2) <= room or not _can_fold(text):
        return [text if bare else quote_text(text)]
    lines = split_sentences(text)
    if len(lines) == 1 and bare:
        return [text]
    return [">-", *lines]


def write_in_flow(text: str) -> str:
    """A text as it stands between brackets or braces."""
    return text if is_bare(text) and not _UNSAFE_IN_FLOW.search(text) else quote_text(text)


def is_bare(text: str) -> bool:
    """Whether YAML reads this text as it is, without quotes."""
    return (
        text not in _NOTHING
        and not _UNSAFE_START.match(text)
        and not _UNSAFE_INSIDE.search(text)
        and _is_plain_line(text)
    )


def quote_text(text: str) -> str:
    """A text in quotes: double ones, unless it holds some itself."""
    if ('"' in text or "\\" in text) and text.isprintable() and text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escape_character(c) for c in text) + '"'


def split_sentences(text: str) -> list[str]:
    """A paragraph cut into its sentences, as far as their ends can be told."""
    found: list[str] = []
    start = 0
    for cut in _SENTENCE_END.finditer(text):
        # Only the last word counts: looking at more would cost the square of a long text.
        if not _NO_END.search(text, max(start, cut.start(1) - _LONGEST_ABBREVIATION), cut.start(1)):
            found.append(text[start : cut.end() - 1])
            start = cut.end()
    return [*found, text[start:]]


def _write_block_text(text: str) -> list[str]:
    """A text with line breaks in it: line for line, unless that would lose some blank."""
    body = text.removesuffix("\n")
    mark = "" if text.endswith("\n") else "-"
    lines = body.split("\n")
    if not lines[0] or lines[0][0] == " " or not lines[-1] or not _are_plain_lines(lines):
        return [quote_text(text)]
    if mark == "" and len(lines) == 1:
        return [">", *split_sentences(body)]
    return [f"|{mark}", *lines]


def _are_plain_lines(lines: Iterable[str]) -> bool:
    return all(line.isprintable() and line == line.rstrip(" ") for line in lines)


def _is_plain_line(text: str) -> bool:
    return text.isprintable() and text[0] != " " and text[-1] != " "


def _can_fold(text: str) -> bool:
    """Whether a text can be cut at blanks and read again as the same."""
    return bool(text) and _is_plain_line(text)


def _escape_character(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
