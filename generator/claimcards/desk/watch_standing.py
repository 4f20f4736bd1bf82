"""What became of our works: registries compared with cards, reported, and marked on the cards."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Any

from claimcards.cards.edit import set_key
from claimcards.cards.layout import find_shape_of
from claimcards.cards.study import Study
from claimcards.cards.typing import type_card
from claimcards.cards.words import Standing
from claimcards.corpus import Corpus
from claimcards.desk.new_study import write_standing_lines
from claimcards.pages.wording import count_things
from claimcards.references.identity import read_doi, read_pmid
from claimcards.registries.standing import (
    RANK,
    STANDING_OF,
    RecordedStanding,
    clean_words,
    compare_titles,
    explain_mark,
    judge_notices,
    name_notice_kind,
)
from claimcards.registries.work import (
    FoundAnswer,
    NotFoundAnswer,
    RegistryWork,
    UnknownAnswer,
    WorkNotice,
)
from claimcards.text.card_text import CardText, read_card
from claimcards.text.diagnostics import UseError
from claimcards.text.harmless import MOST_REPORT_CHARACTERS, make_markdown_inert, show_in_one_line

LEAST_LIKE = 0.6
"""Below this likeness, a title registered for a DOI is that of another work (0 to 1; ours)."""

StandingAnswer = FoundAnswer[RegistryWork] | NotFoundAnswer | UnknownAnswer


@dataclass(frozen=True, slots=True)
class StandingChange:
    """A work of which registries record more than our card says.

    ``was`` is None for a reference without a study card: there is nothing to set.
    """

    key: str
    file: str
    doi: str
    title: str
    was: Standing | None
    record: RecordedStanding


@dataclass(frozen=True, slots=True)
class StandingRemark:
    """Something that a person should look at; ``kind`` is a fixed word, ``text`` a sentence."""

    kind: str
    key: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class StandingReport:
    """All that was found. ``asked`` counts works with a DOI; ``silent`` those without one."""

    asked: int
    silent: int
    changes: tuple[StandingChange, ...] = ()
    remarks: tuple[StandingRemark, ...] = ()
    unknown: Mapping[str, UnknownAnswer] = field(default_factory=dict)

    @property
    def wrong_dois(self) -> tuple[StandingRemark, ...]:
        """The DOIs that are registered for another title."""
        return tuple(one for one in self.remarks if one.kind == "title")


def compare_standings(
    corpus: Corpus,
    answers: Mapping[str, StandingAnswer],
    others: Mapping[str, tuple[WorkNotice, ...]],
) -> StandingReport:
    """The differences between cards and registries.

    :param answers: Crossref's answer for the key of each reference that has a DOI.
    :param others: for a reference's key, notices that other sources record.
    """
    about = _sort_notices_by_work(corpus, answers)
    changes: list[StandingChange] = []
    remarks: list[StandingRemark] = []
    for key in sorted(corpus.references):
        answer = answers.get(key)
        notices = [*_list_own_notices(answer), *about.get(key, ()), *others.get(key, ())]
        verdict = judge_notices(notices)
        change = _find_change(corpus, key, verdict)
        if change:
            changes.append(change)
        if isinstance(answer, FoundAnswer | NotFoundAnswer) or notices:
            remarks += _list_remarks(corpus, key, answer, verdict, notices, is_change=bool(change))
    unknown = {key: a for key, a in sorted(answers.items()) if isinstance(a, UnknownAnswer)}
    silent = len(corpus.references) - len(answers)
    return StandingReport(len(answers), silent, tuple(changes), tuple(remarks), unknown)


def _list_own_notices(answer: StandingAnswer | None) -> tuple[WorkNotice, ...]:
    found = isinstance(answer, FoundAnswer) and answer.value.notices
    return found.value if found else ()


def _sort_notices_by_work(
    corpus: Corpus, answers: Mapping[str, StandingAnswer]
) -> dict[str, list[WorkNotice]]:
    """Notices that are among our own references, under the key of the work they are about."""
    keys = {s.reference.doi.lower(): key for key, s in corpus.references.items() if s.reference.doi}
    found: dict[str, list[WorkNotice]] = {}
    for answer in answers.values():
        updates = answer.value.updates if isinstance(answer, FoundAnswer) else None
        for doi, notice in updates.value if updates else ():
            if key := keys.get(doi.lower()):
                found.setdefault(key, []).append(notice)
    return found


def _find_change(corpus: Corpus, key: str, verdict: RecordedStanding) -> StandingChange | None:
    was = _find_standing(corpus, key)
    if RANK[verdict.standing] <= _rank_standing(was):
        return None
    study = corpus.studies.get(key)
    reference = corpus.references[key]
    file = study.file if study else reference.place.file
    work = reference.reference
    return StandingChange(key, file, work.doi, work.plain_title, was, verdict)


def _find_standing(corpus: Corpus, key: str) -> Standing | None:
    study = corpus.studies.get(key)
    return study.record.standing.status if study else None


def _rank_standing(standing: Standing | None) -> int:
    """Standings that only people give count like the nearest that registries know.

    An overturned study counts for nothing already; to a superseded one a correction adds nothing.
    """
    people = {Standing.OVERTURNED: Standing.RETRACTED, Standing.SUPERSEDED: Standing.CORRECTED}
    return RANK[people.get(standing, standing)] if standing else 0


def _list_remarks(
    corpus: Corpus,
    key: str,
    answer: StandingAnswer | None,
    verdict: RecordedStanding,
    notices: Iterable[WorkNotice],
    *,
    is_change: bool,
) -> Iterator[StandingRemark]:
    place, work = corpus.references[key].place, corpus.references[key].reference
    if isinstance(answer, NotFoundAnswer):
        text = f"Crossref has no record of the DOI {work.doi}: a slip, or registered elsewhere"
        yield StandingRemark("not-registered", key, place.file, text)
    title = answer.value.title if isinstance(answer, FoundAnswer) else None
    if title and compare_titles(title.value, work.plain_title) < LEAST_LIKE:
        text = f"the DOI {work.doi} is registered for '{title.value}', not '{work.plain_title}'"
        yield StandingRemark("title", key, place.file, text)
    study = corpus.studies.get(key)
    is_known = _rank_standing(_find_standing(corpus, key)) == RANK[Standing.RETRACTED]
    text = explain_mark(answer.value, verdict) if isinstance(answer, FoundAnswer) else ""
    if text and not is_known:
        yield StandingRemark("mark", key, study.file if study else place.file, text)
    if is_change:
        return
    was = study.record.standing.status if study else None
    if study and verdict.reinstated and was is Standing.RETRACTED:
        text = "our card says retracted, and registries record that it was reinstated"
        yield StandingRemark("reinstated", key, study.file, text)
    elif study and was in RANK and RANK[was] > RANK[verdict.standing]:
        text = f"our card says {was.value}, and registries record no such notice"
        yield StandingRemark("only-here", key, study.file, text)
    for notice in notices:
        if notice.standing is None and not notice.reinstates:
            where = f" (doi {notice.doi})" if notice.doi else ""
            text = f"{notice.by} records a notice of the kind '{notice.kind}'{where}"
            yield StandingRemark("other-notice", key, place.file, text)


def report_standings_as_text(report: StandingReport, written: Iterable[str] = ()) -> str:
    """One line for each thing, and the counts at the end."""
    done = set(written)
    lines = [_report_change(change, change.key in done) for change in report.changes]
    lines += [f"{one.file}: {one.text}." for one in report.remarks]
    lines += [f"{key}: unknown: {answer}." for key, answer in report.unknown.items()]
    return "".join(f"{show_in_one_line(line)}\n" for line in [*lines, summarise_standings(report)])


def summarise_standings(report: StandingReport) -> str:
    """The counts in one line; what is unknown is never left out."""
    parts = [
        f"{report.asked} works asked about",
        f"{count_things(len(report.changes), 'change')} of standing",
        f"{count_things(len(report.wrong_dois), 'DOI')} of another title",
        f"{len(report.unknown)} unknown",
        f"{report.silent} without a DOI",
    ]
    return ", ".join(parts) + "."


def report_standings_as_markdown(report: StandingReport, written: Iterable[str] = ()) -> str:
    """The body of a pull request; every text of strangers in it is inert."""
    return "\n".join(_write_standing_lines(report, set(written))) + "\n"


def _write_standing_lines(report: StandingReport, written: set[str]) -> Iterator[str]:
    yield make_markdown_inert(summarise_standings(report))
    room = MOST_REPORT_CHARACTERS
    for title, lines in (
        ("Changes of standing", [_report_change(c, c.key in written) for c in report.changes]),
        ("To look at", [f"{one.file}: {one.text}." for one in report.remarks]),
        ("Not known", [f"{key}: {answer}." for key, answer in report.unknown.items()]),
    ):
        rows = [f"- {make_markdown_inert(line, 600)}" for line in lines]
        fit = sum(1 for size in accumulate(len(row) + 1 for row in rows) if size <= room)
        room -= sum(len(row) + 1 for row in rows[:fit])
        if rows:
            yield f"\n## {title}\n"
            yield from rows[:fit]
        if rows[fit:]:
            yield f"- and {len(rows) - fit} more"


def report_standings_as_json(report: StandingReport, written: Iterable[str] = ()) -> str:
    """All of it for other programs."""
    done = set(written)
    value = {
        "asked": report.asked,
        "without_doi": report.silent,
        "changes": [_list_change_values(change, change.key in done) for change in report.changes],
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


def _list_change_values(change: StandingChange, written: bool) -> dict[str, Any]:
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


def _report_change(change: StandingChange, written: bool) -> str:
    was = change.was.value if change.was else "no study card"
    day = f" on {change.record.on.isoformat()}" if change.record.on else ""
    done = " Written." if written else ""
    return (
        f"{change.file}: {was} -> {change.record.standing.value}{day}: '{change.title}'. "
        f"{change.record.because}{done}"
    )


_KEY = "standing"


def mark_standing(file: str, text: str, verdict: RecordedStanding, corpus: Corpus) -> str:
    """The card with this standing; its comments and layout are kept.

    :raises UseError: where the card cannot be read, or cannot be changed safely.
    """
    card, problems = read_card(file, text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if card is None or problems:
        raise UseError(f"{file} has errors; set the standing by hand once they are mended")
    below = [
        *write_standing_lines(verdict, str(card.value.get("id")), corpus, _describe_earlier(card))
    ]
    try:
        made = set_key(file, text, _KEY, below, find_shape_of(Study))
    except UseError as error:
        raise _refuse_unsafe(file) from error
    if not _is_set(file, made, verdict):
        raise _refuse_unsafe(file)
    return made


def _refuse_unsafe(file: str) -> UseError:
    return UseError(f"{file} has a layout that cannot be changed safely; set it by hand")


def _is_set(file: str, made: str, verdict: RecordedStanding) -> bool:
    """Whether the card is whole and has this standing."""
    card, problems = read_card(file, made.removeprefix("\ufeff").replace("\r\n", "\n"))
    if card is None or problems:
        return False
    sourced, mismatches = type_card(card, Study)
    is_set = sourced is not None and sourced.record.standing.status is verdict.standing
    return is_set and not mismatches


def _describe_earlier(card: CardText) -> str:
    """What the card said of the standing before, in one sentence; '' if it said nothing."""
    said = card.value.get(_KEY)
    because = said.get("because") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(because, str):
        return ""
    day = f" on {said['on']}" if "on" in said else ""
    return f"Before that: {said.get('status', 'stands')}{day}. {' '.join(because.split())}"


NAME = "Retraction Watch"
NEEDED = frozenset({"OriginalPaperDOI", "RetractionDOI", "RetractionDate", "RetractionNature"})
_PMID = "OriginalPaperPubMedID"
_MOST_REASONS = 12


def read_retraction_watch(
    lines: Iterable[str], corpus: Corpus
) -> dict[str, tuple[WorkNotice, ...]]:
    """The notices about our works, by the key of the reference.

    :raises UseError: where this is no such file. An empty one would call all works sound.
    """
    keys = dict(_list_work_identities(corpus))
    found: dict[str, list[WorkNotice]] = {}
    count = 0
    for row in _read_rows(lines):
        count += 1
        doi = read_doi(row.get("OriginalPaperDOI") or "").lower()
        pmid = read_pmid(row.get(_PMID) or "")
        key = keys.get(("doi", doi)) or keys.get(("pmid", pmid))
        if key:
            found.setdefault(key, []).append(_make_notice(row))
    if not count:
        raise UseError("the Retraction Watch file holds no record; fetch it again")
    return {key: tuple(dict.fromkeys(notices)) for key, notices in found.items()}


def _list_work_identities(corpus: Corpus) -> Iterator[tuple[tuple[str, str], str]]:
    for key, sourced in corpus.references.items():
        if sourced.reference.doi:
            yield ("doi", sourced.reference.doi.lower()), key
        if sourced.reference.pmid:
            yield ("pmid", sourced.reference.pmid), key


def _read_rows(lines: Iterable[str]) -> Iterator[dict[str, str | None]]:
    try:
        reader = csv.DictReader(lines, strict=True)
        missing = sorted(NEEDED - {name.strip() for name in reader.fieldnames or ()})
        if missing:
            raise UseError(f"this is no Retraction Watch file: it has no column '{missing[0]}'")
        yield from reader
    except csv.Error as error:
        raise UseError(f"the Retraction Watch file cannot be read as CSV: {error}") from error


def _make_notice(row: dict[str, str | None]) -> WorkNotice:
    kind = name_notice_kind(clean_words(row.get("RetractionNature") or ""))
    reasons = (row.get("Reason") or "").split(";")
    named = [clean_words(reason).lstrip("+ ") for reason in reasons]
    return WorkNotice(
        kind or "not named",
        STANDING_OF.get(kind),
        NAME,
        read_doi(row.get("RetractionDOI") or ""),
        _read_american_day(row.get("RetractionDate") or ""),
        tuple(dict.fromkeys(name[:100] for name in named if name))[:_MOST_REASONS],
        reinstates="reinstate" in kind,
    )


def _read_american_day(text: str) -> date | None:
    """A day written 8/16/2023 0:00, or 2023-08-16."""
    american = re.match(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\b", text.strip(), re.ASCII)
    try:
        if american:
            month, day, year = (int(part) for part in american.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
