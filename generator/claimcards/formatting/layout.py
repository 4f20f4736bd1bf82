"""From an outline to the lines of a card in canonical form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcards.formatting.outline import FOR_EDITORS, Block, Item, Outline, is_for_editors
from claimcards.formatting.shapes import Shape
from claimcards.formatting.texts import in_flow, written

WIDTH = 120
"""Characters of a line; only a single sentence may go beyond it."""
_INDENT = "  "


def laid_out(card: Outline, shape: Shape, schema: str) -> str:
    """The text of a card. ``schema`` is the address for editors, or '' to keep what is there."""
    head = card.head
    if schema:
        others = [line for line in head if not is_for_editors(line)]
        head = [f"{FOR_EDITORS} $schema={schema}", *others]
    lines = [*head, *_block(card.root, shape, 0)]
    return "\n".join(_without_blank_runs(lines)).strip("\n") + "\n"


def _without_blank_runs(lines: Sequence[str]) -> Iterator[str]:
    previous = ""
    for line in lines:
        if line or previous:
            yield line
        previous = line


def _block(block: Block, shape: Shape, column: int) -> list[str]:
    """The lines of a map or list that is not empty, one key or item after the other."""
    lines: list[str] = []
    alike = block.is_map or _are_short(block.items, shape, column + 2)
    for item in _in_order(block, shape):
        lines += item.above
        if block.is_map:
            lines += _entry(item, shape, column)
        else:
            lines += _list_item(item, shape, column, in_brackets=alike)
    return [*lines, *block.below]


def _are_short(items: Sequence[Item], shape: Shape, column: int) -> bool:
    """Whether all maps and lists of a list stand in brackets: it is all of them or none."""
    return all(
        _is_short(item.value, shape, column) for item in items if isinstance(item.value, Block)
    )


def _in_order(block: Block, shape: Shape) -> list[Item]:
    if not block.is_map:
        return block.items
    return sorted(block.items, key=lambda item: shape.rank(item.key))


def _entry(item: Item, shape: Shape, column: int) -> list[str]:
    key = f"{in_flow(item.key or '')}:"
    below = shape.below(item.key)
    value = item.value
    if isinstance(value, Block) and not _is_short(value, below, column + len(key) + 1):
        inner = _block(value, below, column + 2)
        return [key + _behind(item.beside), *_indented(inner)]
    first, *rest = _on_one_line(value, item, column + len(key) + 1, below)
    return [f"{key} {first}", *_indented(rest)]


def _list_item(item: Item, shape: Shape, column: int, *, in_brackets: bool) -> list[str]:
    value = item.value
    if isinstance(value, Block) and value.items and not in_brackets:
        above = [item.beside] if item.beside else []
        above += _hoisted(value, shape)
        first, *rest = _block(value, shape, column + 2)
    else:
        above = []
        first, *rest = _on_one_line(value, item, column + 2, shape)
    return [*above, f"- {first}", *_indented(rest)]


def _hoisted(block: Block, shape: Shape) -> list[str]:
    """The comments above the first key of an item: they stand above its hyphen."""
    first = _in_order(block, shape)[0]
    above, first.above = first.above, []
    return above


def _on_one_line(value: str | Block, item: Item, column: int, shape: Shape) -> list[str]:
    if isinstance(value, Block):
        return [_flow(value, shape) + _behind(item.beside)]
    first, *rest = written(value, WIDTH - column, bare_ok=_is_safe(value, item.beside))
    return [first + _behind(item.beside), *rest]


def _is_safe(text: str, comment: str) -> bool:
    """Whether a bare text before this comment cannot be taken for one that the '#' cuts off."""
    return not comment or (" " not in text and comment[:2] == "# ")


def _behind(comment: str) -> str:
    return f" {comment}" if comment else ""


def _indented(lines: Sequence[str]) -> list[str]:
    return [_INDENT + line if line else line for line in lines]


def _is_short(block: Block, shape: Shape, column: int) -> bool:
    """Whether a map or list stands in brackets: it is small by its kind, fits, has no comments."""
    if not block.items:
        return True
    if not _may_be_short(block, shape) or _has_comments(block):
        return False
    return column + len(_flow(block, shape)) <= WIDTH


def _may_be_short(block: Block, shape: Shape) -> bool:
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


def _is_word(value: str | Block, shape: Shape) -> bool:
    if isinstance(value, Block):
        return not value.items or _may_be_short(value, shape)
    return "\n" not in value


def _has_comments(block: Block) -> bool:
    return bool(block.below) or any(
        item.above or item.beside or (isinstance(item.value, Block) and _has_comments(item.value))
        for item in block.items
    )


def _flow(block: Block, shape: Shape) -> str:
    parts = []
    for item in _in_order(block, shape):
        below = shape.below(item.key)
        value = item.value
        text = _flow(value, below) if isinstance(value, Block) else in_flow(value)
        parts.append(f"{in_flow(item.key)}: {text}" if item.key is not None else text)
    return f"{{{', '.join(parts)}}}" if block.is_map else f"[{', '.join(parts)}]"
