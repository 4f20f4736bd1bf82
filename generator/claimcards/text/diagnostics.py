"""What is wrong with the content, as values.

A problem in a card is never raised: it is collected, so that one run shows all of
them, each at its true line, in words that say what to do about it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import combining, east_asian_width

from claimcards.text.harmless import show_signs


class Severity(StrEnum):
    """How bad a problem is: an error stops a strict build, a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in the content.

    ``file`` is relative to the project's root, with forward slashes. ``line`` and
    ``column`` are 1-based, in characters; 0 means the whole file.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: where, what was found, what was expected, what to do.

    ``code`` is one of the codes that ``checks/diagnostics.md`` explains; ``message`` says what is
    wrong, ``hint`` how to mend it (empty when the message already says so).
    """

    code: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        text = f"{self.place}: {self.code} {self.message}" + (f"; {self.hint}" if self.hint else "")
        # A card may quote a line break or an escape code into a message, to forge another line.
        return show_signs(text)


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, then code and message, each once: the order of files read cannot show."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.place, d.code, d.message, d.hint)))


def subtract_diagnostics(
    found: Iterable[Diagnostic], known: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """The problems that are left when each known one has taken its like away.

    One that only moved to another line is the same.
    """
    others = Counter(map(_identify_problem, known))
    left = []
    for problem in found:
        others[_identify_problem(problem)] -= 1
        if others[_identify_problem(problem)] < 0:
            left.append(problem)
    return tuple(left)


def _identify_problem(problem: Diagnostic) -> tuple[str, str, str]:
    return (problem.code, problem.place.file, problem.message)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Say whether any of these stops a strict build."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def print_as_text(diagnostics: Sequence[Diagnostic]) -> str:
    """One line each, for a terminal: ``path:line:column: CODE message; hint``."""
    return "".join(
        f"{d}\n" if d.severity is Severity.ERROR else f"{d} (warning)\n" for d in diagnostics
    )


WIDTH = 96
"""Characters of a source line that are shown around a place; a terminal is often 100 wide."""


def print_with_source(
    diagnostics: Sequence[Diagnostic], read_lines: Callable[[str], Sequence[str]]
) -> str:
    """Each problem with the line that it is about and a caret under its column.

    ``read_lines`` gives the lines of a file by its path in the diagnostics, or none where
    that file cannot be read; such a problem is told without its line.
    """
    return "\n".join(_print_one_with_source(d, read_lines(d.place.file)) for d in diagnostics)


def _print_one_with_source(problem: Diagnostic, lines: Sequence[str]) -> str:
    head = f"{problem.place}: {problem.code} {problem.message}"
    if problem.severity is Severity.WARNING:
        head += " (warning)"
    told = [show_signs(head)]
    number = problem.place.line
    gutter = " " * len(str(number))
    if 0 < number <= len(lines):
        before, shown = _cut_around(lines[number - 1], max(problem.place.column, 1) - 1)
        told += [f"{gutter} |", f"{number} | {before}{shown}".rstrip()]
        told.append(f"{gutter} | {' ' * _measure_width(before)}^")
    if problem.hint:
        told.append(show_signs(f"{gutter} = help: {problem.hint}"))
    return "".join(f"{line}\n" for line in told)


def _cut_around(line: str, at: int) -> tuple[str, str]:
    """A line in two parts, before a place and from there on; a long one only around it."""
    line = show_signs(line.rstrip("\r\n"))
    start = max(0, min(at - WIDTH // 2, len(line) - WIDTH))
    end = start + WIDTH
    before = ("…" if start else "") + line[start:at]
    return before, line[at:end] + ("…" if end < len(line) else "")


def _measure_width(text: str) -> int:
    """The columns that a text takes in a terminal: two for a wide character, none for a mark."""
    widths = (0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
    return sum(widths)


def print_as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON list of objects, for programs."""
    rows = [
        {
            "code": d.code,
            "severity": d.severity.value,
            "file": d.place.file,
            "line": d.place.line,
            "column": d.place.column,
            "message": d.message,
            "hint": d.hint,
        }
        for d in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def print_as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """GitHub workflow commands, so that each problem is shown on its line of a pull request."""
    return "".join(_write_annotation(d) for d in diagnostics)


def _write_annotation(d: Diagnostic) -> str:
    where = f"file={_escape_property(d.place.file)}"
    if d.place.line:
        where += f",line={d.place.line},col={d.place.column}"
    text = d.message + (f"; {d.hint}" if d.hint else "")
    return f"::{d.severity.value} {where},title={d.code}::{_escape_data(text)}\n"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


class UseError(Exception):
    """The program was called in a way that cannot work: one line, exit code 2.

    What is wrong with content is no such error but a ``Diagnostic``.
    """
