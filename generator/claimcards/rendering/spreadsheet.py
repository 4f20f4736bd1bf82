"""Tables as CSV that a spreadsheet opens without acting on what cards say."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from claimcards.model.scalars import NUMBER

_ACTS = ("=", "+", "-", "@", "\t", "\n")
_PLAIN_NUMBER = re.compile(NUMBER, re.ASCII)


def sheet(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A header and the rows; a column that a row does not have is empty there."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(row.get(column, "")) for column in columns] for row in rows)
    return text.getvalue()


def cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; a plain number stays as it is.

    Line breaks become one kind, because a bare carriage return would end the row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_ACTS) and not _PLAIN_NUMBER.fullmatch(text) else text
