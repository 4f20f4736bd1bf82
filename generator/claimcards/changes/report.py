"""A comparison printed: as text for a terminal, Markdown for a summary, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from claimcards.changes import words
from claimcards.changes.values import (
    Changes,
    ClaimChange,
    Doubt,
    Fate,
    StratumChange,
    StudyChange,
    Turn,
)
from claimcards.pages.downloads import plain_number
from claimcards.pages.wording import capitalise, count_things
from claimcards.text.diagnostics import Diagnostic
from claimcards.text.harmless import MOST_REPORT_CHARACTERS, make_markdown_inert, show_in_one_line
from claimcards.verdict.values import StratumResult

MOST_LINES = 40
"""Lines printed in one part of a Markdown report; the others are counted."""
MOST_DETAILS = 12
"""Lines printed below one claim in a Markdown report."""
FEW_DETAILS = 3
"""Lines printed there where not all of a part fits."""
MOST_OF_A_LINE = 1_000
"""Characters of one line in a Markdown report."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of a report: what it is about (an id), what became of it, what more there is."""

    about: str
    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One part of a report."""

    title: str
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class ChangeReport:
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
            parts.append(count_things(came, "new claim"))
        if gone:
            parts.append(f"{count_things(gone, 'claim')} withdrawn or taken out")
        if turned:
            parts.append(f"{count_things(turned, 'claim')} with another verdict, certainty or word")
        if moved:
            behind = count_things(moved, "claim")
            parts.append(f"{behind} with the same verdict on other evidence")
        if not parts:
            parts.append("no verdict changes, nor what it rests on")
        if changes.doubts:
            parts.append(f"{count_things(len(changes.doubts), 'claim')} cannot be compared")
        return f"{capitalise('; '.join(parts))}."

    def parts(self) -> Iterator[ReportPart]:
        """The parts that hold anything, what matters most first."""
        changes = self.changes
        found = (
            ("Cannot be compared", [_report_doubt(d, self) for d in changes.doubts]),
            ("Verdicts", [_report_claim(c) for c in _sort_changes(changes.claims) if c.moves]),
            ("Cards without a change of verdict", _report_quiet_claims(changes.claims)),
            (
                "Studies",
                [ReportLine(s.id, words.describe_study_change(s)) for s in changes.studies],
            ),
            (
                "References",
                [ReportLine("", words.describe_record_change(r)) for r in changes.references],
            ),
            (
                "Vocabulary",
                [ReportLine("", words.describe_record_change(r)) for r in changes.words],
            ),
            ("New problems", [ReportLine("", _report_problem(d)) for d in changes.new_problems]),
            (
                "Problems mended",
                [ReportLine("", _report_problem(d)) for d in changes.gone_problems],
            ),
        )
        yield from (ReportPart(title, tuple(lines)) for title, lines in found if lines)

    @property
    def warning(self) -> str:
        """What stands in the way of publishing the head."""
        count = self.changes.errors
        if not count:
            return ""
        errors = count_things(count, "error")
        return f"{self.head} has {errors}; nothing is published until none is left."


def _sort_changes(claims: Sequence[ClaimChange]) -> list[ClaimChange]:
    return sorted(claims, key=lambda claim: not claim.turns)


def _report_claim(change: ClaimChange) -> ReportLine:
    told = [
        text for text in (words.describe_fate(change), *words.describe_verdicts(change)) if text
    ]
    return ReportLine(
        change.id, f"{'. '.join(capitalise_after_first(told))}.", tuple(_list_details(change))
    )


def capitalise_after_first(sentences: Sequence[str]) -> list[str]:
    """Sentences in a row after a colon: all but the first begin with a capital."""
    return [text if n == 0 else capitalise(text) for n, text in enumerate(sentences)]


def _list_details(change: ClaimChange) -> Iterator[str]:
    yield from (words.describe_finding_change(finding) for finding in change.findings)
    if change.fields:
        yield f"card: {words.describe_field_changes(change.fields)}"


def _report_quiet_claims(claims: Sequence[ClaimChange]) -> list[ReportLine]:
    return [_report_quiet_claim(change) for change in claims if not change.moves]


def _report_quiet_claim(change: ClaimChange) -> ReportLine:
    told = [text for text in (words.describe_fate(change), *_list_details(change)) if text]
    if len(told) == 1:
        return ReportLine(change.id, told[0])
    return ReportLine(change.id, f"{len(told)} changes", tuple(told))


def _report_doubt(doubt: Doubt, report: ChangeReport) -> ReportLine:
    where = report.base if doubt.base else report.head
    text = f"in {where}, {doubt.because}"
    return ReportLine(doubt.id, text if doubt.id else f"no verdict: {text}")


def _report_problem(problem: Diagnostic) -> str:
    return f"{problem} ({problem.severity.value})"


def print_report_as_text(report: ChangeReport) -> str:
    """For a terminal: whole, one line for each thing."""
    rows = [f"{report.base} -> {report.head}: {report.summary}", *report.notes]
    for part in report.parts():
        rows += ["", f"{part.title}:"]
        for line in part.lines:
            rows.append(f"  {line.about}: {line.text}" if line.about else f"  {line.text}")
            rows += [f"    {detail}" for detail in line.details]
    if report.warning:
        rows += ["", report.warning]
    return "".join(f"{_strip_controls(row)}\n" for row in rows)


def _strip_controls(row: str) -> str:
    """A row without control signs, its indent kept."""
    indent = len(row) - len(row.lstrip(" "))
    return " " * indent + show_in_one_line(row)


def print_report_as_markdown(report: ChangeReport) -> str:
    """For a job summary or a comment: limited in length, and whatever is quoted does nothing."""
    rows = ["## What this does to the evidence", "", f"**{_mark_text(report.summary)}**"]
    rows += ["", f"From {_mark_text(report.base)} to {_mark_text(report.head)}."]
    rows += [line for note in report.notes for line in ("", _mark_text(note))]
    if report.warning:
        rows += ["", f"**{_mark_text(report.warning)}**"]
    room, left = MOST_REPORT_CHARACTERS - sum(map(len, rows)), []
    for part in report.parts():
        made = _print_part(part, room)
        room -= len(made)
        rows += ["", made] if made else []
        left += [] if made else [part.title.lower()]
    if left:
        rows += ["", f"And more than fits here: {', '.join(left)}. 'claimcards diff' prints all."]
    return "\n".join(rows) + "\n"


def _print_part(part: ReportPart, room: int) -> str:
    """A part in so many characters: details give way first, then lines; empty where none fits."""
    rows: list[str] = []
    for details in (MOST_DETAILS, FEW_DETAILS, 0):
        rows = [_print_line(line, details) for line in part.lines[:MOST_LINES]]
        if sum(map(len, rows)) <= room:
            break
    while sum(map(len, rows)) > room:
        rows.pop()
    more = _say_how_many_more(len(part.lines) - len(rows), "")
    return "\n".join((f"### {part.title}", "", *rows, *more)) if rows else ""


def _print_line(line: ReportLine, details: int) -> str:
    text = _mark_text(line.text)
    rows = [f"- **{_mark_text(line.about)}**: {text}" if line.about else f"- {text}"]
    rows += [f"  - {_mark_text(detail)}" for detail in line.details[:details]]
    return "\n".join(rows + _say_how_many_more(len(line.details) - details, "  "))


def _say_how_many_more(count: int, indent: str) -> list[str]:
    return [f"{indent}- and {count} more"] if count > 0 else []


def _mark_text(text: str) -> str:
    return make_markdown_inert(text, MOST_OF_A_LINE).replace("&#45;&#62;", "→")


def print_report_as_json(report: ChangeReport) -> str:
    """For programs: every value, under stable names."""
    found = record_changes(report.changes)
    told = {"base": report.base, "head": report.head, "summary": report.summary}
    return json.dumps({**told, "notes": report.notes, **found}, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[ChangeReport], str]] = {
    "text": print_report_as_text,
    "markdown": print_report_as_markdown,
    "json": print_report_as_json,
}
"""How a report can be printed, by the name that the command line knows."""


def record_changes(changes: Changes) -> dict[str, Any]:
    """Every value of a comparison, as JSON holds it."""
    return {
        "nothing_changed": changes.nothing,
        "verdicts_compared": not changes.unjudged,
        "errors_at_head": changes.errors,
        "claims": [_record_claim_change(claim) for claim in changes.claims],
        "studies": [_record_study_change(study) for study in changes.studies],
        "references": [asdict(record) for record in changes.references],
        "vocabulary": [asdict(record) for record in changes.words],
        "not_compared": [
            {"id": d.id, "because": d.because, "in": "base" if d.base else "head"}
            for d in changes.doubts
        ],
        "new_problems": _record_problems(changes.new_problems),
        "mended_problems": _record_problems(changes.gone_problems),
    }


def _record_claim_change(change: ClaimChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "fate": change.fate.value,
        "statement": change.statement,
        "former_id": change.former or None,
        "because": change.because or None,
        "verdict_changed": change.turns,
        "evidence_changed": change.moves,
        "words": [
            text for text in (words.describe_fate(change), *words.describe_verdicts(change)) if text
        ],
        "topic": _record_turn(change.topic),
        "headline": _record_turn(change.headline),
        "reach": _record_turn(change.reach),
        "parts": _record_turn(change.parts),
        "strata": [_record_stratum_change(stratum) for stratum in change.strata],
        "findings": [asdict(finding) for finding in change.findings],
        "fields": [asdict(field) for field in change.fields],
    }


def _record_stratum_change(change: StratumChange) -> dict[str, Any]:
    return {
        "stratum": change.stratum.value,
        "asked": change.asked,
        "before": _record_stratum_result(change.result.before),
        "after": _record_stratum_result(change.result.after),
    }


def _record_stratum_result(result: StratumResult) -> dict[str, Any]:
    tally, away = result.tally, result.one_group_away
    return {
        "verdict": result.verdict.value,
        "indirectly": result.indirectly,
        "word": result.word.value,
        "certainty": result.certainty.level.value if result.certainty.level else None,
        "supports": plain_number(tally.for_),
        "disputes": plain_number(tally.against),
        "mixed": plain_number(tally.mixed),
        "hangs_on": sorted(list(hinge.without) for hinge in result.hangs_on),
        "one_group_away": {
            "for": away.for_.value if away.for_ else None,
            "against": away.against.value if away.against else None,
        },
    }


def _record_study_change(change: StudyChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "fate": change.fate.value,
        "former_id": change.former or None,
        "claims": list(change.claims),
        "standing": [change.standing.before.value, change.standing.after.value],
        "because": change.because or None,
        "fields": [asdict(field) for field in change.fields],
    }


def _record_turn(turn: Turn[str]) -> list[str] | None:
    return [turn.before, turn.after] if turn.moved else None


def _record_problems(found: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    return [{**asdict(problem), "severity": problem.severity.value} for problem in found]
