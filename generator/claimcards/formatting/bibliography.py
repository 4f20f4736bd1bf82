"""The canonical form of a BibTeX file: one field a line, in one order, in braces, aligned."""

from __future__ import annotations

import re

from claimcards.reading.bibtex_blocks import RawEntry, pieces

_FIELD_LIST = (
    "title author editor journal journaltitle booktitle howpublished year date month volume "
    "number issue pages eid publisher institution school organization doi pmid pmcid url note "
    "crossref"
)
FIELDS = tuple(_FIELD_LIST.split(" "))
"""The order of the fields that are read; others follow as they are written."""

_RANK = {name: place for place, name in enumerate(FIELDS)}
_FIELD = re.compile(r"[a-z][\w-]*")


def formatted(text: str) -> str | None:
    """The file in its form; only for one that was read without an error.

    Comments, ``@string`` and the like stay as they are written, and where they stand. There is
    no form where a field has no plain name: a comment inside an entry is read as such a field.
    """
    lines: list[str] = []
    end = 0
    for first, raw, entry in pieces(text):
        if entry and not all(_FIELD.fullmatch(field.name) for field in entry.fields):
            return None
        if lines and (first > end + 1 or (entry is not None and not lines[-1].startswith("%"))):
            lines.append("")
        end = first + raw.count("\n")
        lines += _entry(entry) if entry else [line.rstrip() for line in raw.strip().split("\n")]
    return "\n".join(lines) + "\n"


def _entry(entry: RawEntry) -> list[str]:
    fields = sorted(entry.fields, key=lambda field: _RANK.get(field.name, len(_RANK)))
    width = max((len(field.name) for field in fields), default=0)
    rows = [f"  {field.name:<{width}} = {_value(field.value)}," for field in fields]
    return [f"@{entry.kind}{{{entry.key},", *rows, "}"]


def _value(raw: str) -> str:
    """A value in one pair of braces; what names an ``@string`` stays as it is written."""
    value = raw.strip()
    if value.isascii() and value.isdigit():
        return f"{{{value}}}"
    inner = _inside(value)
    return value if inner is None else f"{{{inner}}}"


def _inside(value: str) -> str | None:
    """What stands in the one pair of braces or quotes that makes up the value, if one does.

    Its blanks are single ones. A backslash at its end would take the brace behind it along.
    """
    if len(value) < 2 or value[0] + value[-1] not in ("{}", '""'):
        return None
    inner = value[1:-1]
    depth = 0
    for sign in re.findall(r"\\.|[{}\"]", inner, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0 or (sign == '"' and value[0] == '"' and depth == 0):
            return None
    plain = " ".join(inner.split())
    return plain if depth == 0 and not plain.endswith("\\") else None
