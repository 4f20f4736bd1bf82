"""A report on standings, as text for a terminal, Markdown for a pull request, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

from claimcards.changes.inert import MOST_CHARACTERS, inert, one_line
from claimcards.views.wording import plural
from claimcards.watch.standing import Change, Report


def as_text(report: Report, written: Iterable[str] = ()) -> str:
    """One line for each thing, and the counts at the end."""
    done = set(written)
    lines = [_change(change, change.key in done) for change in report.changes]
    lines += [f"{one.file}: {one.text}." for one in report.remarks]
    lines += [f"{key}: unknown: {answer}." for key, answer in report.unknown.items()]
    return "".join(f"{one_line(line)}\n" for line in [*lines, summary(report)])


def summary(report: Report) -> str:
    """The counts in one line; what is unknown is never left out."""
    parts = [
        f"{report.asked} works asked about",
        f"{plural(len(report.changes), 'change')} of standing",
        f"{plural(len(report.wrong_dois), 'DOI')} of another title",
        f"{len(report.unknown)} unknown",
        f"{report.silent} without a DOI",
    ]
    return ", ".join(parts) + "."


def as_markdown(report: Report, written: Iterable[str] = ()) -> str:
    """The body of a pull request; every text of strangers in it is inert."""
    return "\n".join(_markdown(report, set(written))) + "\n"


def _markdown(report: Report, written: set[str]) -> Iterator[str]:
    yield inert(summary(report))
    room = MOST_CHARACTERS
    for title, lines in (
        ("Changes of standing", [_change(c, c.key in written) for c in report.changes]),
        ("To look at", [f"{one.file}: {one.text}." for one in report.remarks]),
        ("Not known", [f"{key}: {answer}." for key, answer in report.unknown.items()]),
    ):
        rows = [f"- {inert(line, 600)}" for line in lines]
        fit = sum(1 for size in accumulate(len(row) + 1 for row in rows) if size <= room)
        room -= sum(len(row) + 1 for row in rows[:fit])
        if rows:
            yield f"\n## {title}\n"
            yield from rows[:fit]
        if rows[fit:]:
            yield f"- and {len(rows) - fit} more"


def as_json(report: Report, written: Iterable[str] = ()) -> str:
    """All of it for other programs."""
    done = set(written)
    value = {
        "asked": report.asked,
        "without_doi": report.silent,
        "changes": [_as_value(change, change.key in done) for change in report.changes],
        "remarks": [
            {"kind": one.kind, "key": one.key, "file": one.file, "text": one.text}
            for one in report.remarks
        ],
        "unknown": [
            {"key": key, "registry": answer.registry, "why": answer.why}
            for key, answer in report.unknown.items()
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _as_value(change: Change, written: bool) -> dict[str, Any]:
    return {
        "key": change.key,
        "file": change.file,
        "doi": change.doi,
        "title": change.title,
        "was": change.was.value if change.was else None,
        "now": change.record.standing.value,
        "on": change.record.on.isoformat() if change.record.on else None,
        "because": change.record.because,
        "notices": [
            {"kind": n.kind, "by": n.by, "doi": n.doi, "on": n.on.isoformat() if n.on else None}
            for n in change.record.behind
        ],
        "written": written,
    }


def _change(change: Change, written: bool) -> str:
    was = change.was.value if change.was else "no study card"
    day = f" on {change.record.on.isoformat()}" if change.record.on else ""
    done = " Written." if written else ""
    return (
        f"{change.file}: {was} -> {change.record.standing.value}{day}: '{change.title}'. "
        f"{change.record.because}{done}"
    )
