"""A comparison printed: as text for a terminal, Markdown for a summary, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from claimcards.changes import words
from claimcards.changes.inert import MOST_CHARACTERS, inert, one_line
from claimcards.changes.record import changes_record
from claimcards.changes.values import Changes, ClaimChange, Doubt, Fate
from claimcards.diagnostics import Diagnostic
from claimcards.views.wording import capital, plural

MOST_LINES = 40
"""Lines printed in one part of a Markdown report; the others are counted."""
MOST_DETAILS = 12
"""Lines printed below one claim in a Markdown report."""
FEW_DETAILS = 3
"""Lines printed there where not all of a part fits."""
MOST_OF_A_LINE = 1_000
"""Characters of one line in a Markdown report."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report: what it is about (an id), what became of it, what more there is."""

    about: str
    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A comparison with the names of its two sides."""

    base: str
    head: str
    changes: Changes
    notes: tuple[str, ...] = ()
    """What must be known before reading on, such as that the base had no content."""

    @property
    def summary(self) -> str:
        """The whole in one sentence."""
        changes = self.changes
        if changes.nothing:
            return "Nothing changed in the content."
        if changes.unjudged:
            return "Verdicts cannot be compared."
        came = sum(1 for claim in changes.claims if claim.fate is Fate.ADDED)
        gone = sum(1 for claim in changes.claims if claim.fate in (Fate.WITHDRAWN, Fate.REMOVED))
        turned = sum(1 for claim in changes.claims if claim.turns) - came - gone
        moved = sum(1 for claim in changes.claims if claim.moves) - came - gone - turned
        parts = []
        if came:
            parts.append(plural(came, "new claim"))
        if gone:
            parts.append(f"{plural(gone, 'claim')} withdrawn or taken out")
        if turned:
            parts.append(f"{plural(turned, 'claim')} with another verdict, certainty or word")
        if moved:
            behind = plural(moved, "claim")
            parts.append(f"{behind} with the same verdict on other evidence")
        if not parts:
            parts.append("no verdict changes, nor what it rests on")
        if changes.doubts:
            parts.append(f"{plural(len(changes.doubts), 'claim')} cannot be compared")
        return f"{capital('; '.join(parts))}."

    def parts(self) -> Iterator[Part]:
        """The parts that hold anything, what matters most first."""
        changes = self.changes
        found = (
            ("Cannot be compared", [_doubt(d, self) for d in changes.doubts]),
            ("Verdicts", [_claim(c) for c in _in_order(changes.claims) if c.moves]),
            ("Cards without a change of verdict", _quiet(changes.claims)),
            ("Studies", [Line(s.id, words.study(s)) for s in changes.studies]),
            ("References", [Line("", words.record(r)) for r in changes.references]),
            ("Vocabulary", [Line("", words.record(r)) for r in changes.words]),
            ("New problems", [Line("", _problem(d)) for d in changes.new_problems]),
            ("Problems mended", [Line("", _problem(d)) for d in changes.gone_problems]),
        )
        yield from (Part(title, tuple(lines)) for title, lines in found if lines)

    @property
    def warning(self) -> str:
        """What stands in the way of publishing the head."""
        count = self.changes.errors
        if not count:
            return ""
        return f"{self.head} has {plural(count, 'error')}; nothing is published until none is left."


def _in_order(claims: Sequence[ClaimChange]) -> list[ClaimChange]:
    return sorted(claims, key=lambda claim: not claim.turns)


def _claim(change: ClaimChange) -> Line:
    told = [text for text in (words.fate(change), *words.verdicts(change)) if text]
    return Line(change.id, f"{'. '.join(capital_after(told))}.", tuple(_details(change)))


def capital_after(sentences: Sequence[str]) -> list[str]:
    """Sentences in a row after a colon: all but the first begin with a capital."""
    return [text if n == 0 else capital(text) for n, text in enumerate(sentences)]


def _details(change: ClaimChange) -> Iterator[str]:
    yield from (words.finding(finding) for finding in change.findings)
    if change.fields:
        yield f"card: {words.fields(change.fields)}"


def _quiet(claims: Sequence[ClaimChange]) -> list[Line]:
    return [_quiet_line(change) for change in claims if not change.moves]


def _quiet_line(change: ClaimChange) -> Line:
    told = [text for text in (words.fate(change), *_details(change)) if text]
    if len(told) == 1:
        return Line(change.id, told[0])
    return Line(change.id, f"{len(told)} changes", tuple(told))


def _doubt(doubt: Doubt, report: Report) -> Line:
    where = report.base if doubt.base else report.head
    text = f"in {where}, {doubt.because}"
    return Line(doubt.id, text if doubt.id else f"no verdict: {text}")


def _problem(problem: Diagnostic) -> str:
    return f"{problem} ({problem.severity.value})"


def as_text(report: Report) -> str:
    """For a terminal: whole, one line for each thing."""
    rows = [f"{report.base} -> {report.head}: {report.summary}", *report.notes]
    for part in report.parts():
        rows += ["", f"{part.title}:"]
        for line in part.lines:
            rows.append(f"  {line.about}: {line.text}" if line.about else f"  {line.text}")
            rows += [f"    {detail}" for detail in line.details]
    if report.warning:
        rows += ["", report.warning]
    return "".join(f"{_plain(row)}\n" for row in rows)


def _plain(row: str) -> str:
    """A row without control signs, its indent kept."""
    indent = len(row) - len(row.lstrip(" "))
    return " " * indent + one_line(row)


def as_markdown(report: Report) -> str:
    """For a job summary or a comment: limited in length, and whatever is quoted does nothing."""
    rows = ["## What this does to the evidence", "", f"**{_mark(report.summary)}**"]
    rows += ["", f"From {_mark(report.base)} to {_mark(report.head)}."]
    rows += [line for note in report.notes for line in ("", _mark(note))]
    if report.warning:
        rows += ["", f"**{_mark(report.warning)}**"]
    room, left = MOST_CHARACTERS - sum(map(len, rows)), []
    for part in report.parts():
        made = _part(part, room)
        room -= len(made)
        rows += ["", made] if made else []
        left += [] if made else [part.title.lower()]
    if left:
        rows += ["", f"And more than fits here: {', '.join(left)}. 'claimcards diff' prints all."]
    return "\n".join(rows) + "\n"


def _part(part: Part, room: int) -> str:
    """A part in so many characters: details give way first, then lines; empty where none fits."""
    rows: list[str] = []
    for details in (MOST_DETAILS, FEW_DETAILS, 0):
        rows = [_line(line, details) for line in part.lines[:MOST_LINES]]
        if sum(map(len, rows)) <= room:
            break
    while sum(map(len, rows)) > room:
        rows.pop()
    more = _more(len(part.lines) - len(rows), "")
    return "\n".join((f"### {part.title}", "", *rows, *more)) if rows else ""


def _line(line: Line, details: int) -> str:
    text = _mark(line.text)
    rows = [f"- **{_mark(line.about)}**: {text}" if line.about else f"- {text}"]
    rows += [f"  - {_mark(detail)}" for detail in line.details[:details]]
    return "\n".join(rows + _more(len(line.details) - details, "  "))


def _more(count: int, indent: str) -> list[str]:
    return [f"{indent}- and {count} more"] if count > 0 else []


def _mark(text: str) -> str:
    return inert(text, MOST_OF_A_LINE).replace("&#45;&#62;", "→")


def as_json(report: Report) -> str:
    """For programs: every value, under stable names."""
    found = changes_record(report.changes)
    told = {"base": report.base, "head": report.head, "summary": report.summary}
    return json.dumps({**told, "notes": report.notes, **found}, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
"""How a report can be printed, by the name that the command line knows."""
