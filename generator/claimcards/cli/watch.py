"""``claimcards watch``: what happened to our works, and what is new on our claims."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from claimcards.cli import LateGroup
from claimcards.corpus import Corpus
from claimcards.desk.watch_literature import (
    MOST,
    WatchState,
    find_news,
    list_numbers_here,
    make_next_state,
    make_plans,
    read_state,
    report_literature_as_json,
    report_literature_as_markdown,
    write_state,
)
from claimcards.desk.watch_standing import (
    StandingAnswer,
    StandingReport,
    compare_standings,
    mark_standing,
    read_retraction_watch,
    report_standings_as_json,
    report_standings_as_markdown,
    report_standings_as_text,
)
from claimcards.inspection import inspect_content
from claimcards.registries.opening import CACHE, CONTACT, Opening, open_registries, read_today
from claimcards.registries.work import (
    FoundAnswer,
    NotFoundAnswer,
    SearchHits,
    UnknownAnswer,
    WorkNotice,
)
from claimcards.text.diagnostics import UseError
from claimcards.text.folding import did_you_mean
from claimcards.text.writing import read_whole_file, replace_file, save_file

Command = TypeVar("Command", bound=Callable[..., Any])

ASKING = (
    click.option(
        "--contact", default="", help=f"Your e-mail address for registries (or {CONTACT})."
    ),
    click.option(
        "--cache",
        type=click.Path(path_type=Path, file_okay=False),
        help=f"The folder in which answers are kept (or {CACHE}).",
    ),
    click.option("--fresh", is_flag=True, help="Ask again, whatever is kept."),
)


def add_asking_options(command: Command) -> Command:
    """Give a command the options of asking registries."""
    for option in reversed(ASKING):
        command = option(command)
    return command


def read_opening(contact: str, cache: Path | None, fresh: bool, days: int) -> Opening:
    """How the registries are to be asked, by these options."""
    return Opening(contact, cache, days, fresh)


def explain_no_answer(answer: NotFoundAnswer | UnknownAnswer, asked: str) -> str:
    """What to tell a person who asked for a work and got none."""
    if isinstance(answer, UnknownAnswer):
        return f"Unknown: {answer}. Nothing was written; try again later."
    if answer.registry == "Crossref":
        return (
            f"Crossref has no record of {asked}. Is it spelt right? DOIs of data and of some "
            "preprints are registered elsewhere; such works are entered by hand."
        )
    return f"{answer.registry} has no record of {asked}. Is it spelt right?"


DAYS = 1
"""How long a kept answer counts for a watch: a run that broke off goes on where it was."""
NEWS, UNASKED = 1, 3
"""Exit codes: something to do; not all could be asked, whatever the others said."""
TO_MEND = frozenset({"title", "mark", "reinstated"})
"""Kinds of remarks after which a card must be looked at."""
FORMATS: dict[str, Callable[[StandingReport, list[str]], str]] = {
    "text": report_standings_as_text,
    "markdown": report_standings_as_markdown,
    "json": report_standings_as_json,
}


@click.group("watch", cls=LateGroup, later={"literature": "watch:watch_literature"})
def watch_group() -> None:
    """Ask registries what became of our works, and what is new on our claims."""


@watch_group.command("standing")
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
@click.option(
    "--retraction-watch",
    type=click.Path(path_type=Path),
    help="A CSV file of the Retraction Watch data.",
)
@click.option("--write", is_flag=True, help="Set the standing on the study cards.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write JSON here, too.")
@add_asking_options
def watch_standing(
    content: str,
    retraction_watch: Path | None,
    write: bool,
    form: str,
    json_file: Path | None,
    contact: str,
    cache: Path | None,
    fresh: bool,
) -> None:
    """Ask Crossref whether our works were retracted, corrected or questioned.

    Exit code 0: nothing new. 1: changes, a DOI that belongs to another title, a title marked as
    retracted that no registry records so, or a work that was reinstated. 3: some works could not
    be asked about; what was found is listed all the same.
    """
    root = Path.cwd()
    corpus = inspect_content(root, root / content).corpus
    others = _read_retraction_watch(retraction_watch, corpus) if retraction_watch else {}
    crossref = open_registries(read_opening(contact, cache, fresh, DAYS)).crossref
    dois = {key: sourced.reference.doi for key, sourced in corpus.references.items()}
    answers: dict[str, StandingAnswer] = {
        key: crossref.work(doi) for key, doi in sorted(dois.items()) if doi
    }
    report = compare_standings(corpus, answers, others)
    written = _write_standings(root, report, corpus) if write else []
    if json_file:
        save_file(json_file, report_standings_as_json(report, written))
    click.echo(FORMATS[form](report, written), nl=False)
    sys.exit(UNASKED if report.unknown else NEWS if _has_news(report) else 0)


def _has_news(report: StandingReport) -> bool:
    return bool(report.changes) or any(one.kind in TO_MEND for one in report.remarks)


def _read_retraction_watch(path: Path, corpus: Corpus) -> dict[str, tuple[WorkNotice, ...]]:
    try:
        # DOIs and words of the list are ASCII; a name in another encoding costs nothing.
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            return read_retraction_watch(file, corpus)
    except OSError as error:
        raise UseError(f"cannot read {path}: {error.strerror}") from error


def _write_standings(root: Path, report: StandingReport, corpus: Corpus) -> list[str]:
    """Set all standings that can be set; a card that cannot be changed stops nothing else."""
    done: list[str] = []
    for change in report.changes:
        if change.was is None:
            continue
        path = root / change.file
        before = read_whole_file(path)
        try:
            text = mark_standing(change.file, before.decode("utf-8"), change.record, corpus)
            replace_file(path, before, text)
        except UseError as error:
            click.echo(f"claimcards: {error}", err=True)
        else:
            done.append(change.key)
    return done


@click.command("literature")
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
@click.option(
    "--state",
    "state_file",
    required=True,
    type=click.Path(path_type=Path),
    help="The file that remembers what was shown; it is made at the first run.",
)
@click.option("--since", default="", help="The first day for claims never asked for: 2026-01-31.")
@click.option("--until", default="", help="The last day; today, if not given.")
@click.option("--claim", "only", multiple=True, help="Only this claim; may be given again.")
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write JSON here, too.")
@add_asking_options
def watch_literature(
    content: str,
    state_file: Path,
    since: str,
    until: str,
    only: tuple[str, ...],
    form: str,
    json_file: Path | None,
    contact: str,
    cache: Path | None,
    fresh: bool,
) -> None:
    """List new records of Europe PMC for each claim since the last run, as one issue.

    Exit code 0: nothing new. 1: new records. 3: some claims could not be asked about; what was
    found is listed all the same, and the same days are asked for again next time.
    """
    root = Path.cwd()
    corpus = inspect_content(root, root / content).corpus
    for key in only:
        if key not in corpus.claims:
            hint = did_you_mean(key, corpus.claims, "see content/claims/")
            raise UseError(f"there is no claim '{key}'; {hint}")
    state = _read_watch_state(state_file)
    made = make_plans(
        corpus, state, _read_day(since, "--since"), _read_day(until, "--until") or read_today()
    )
    asked = [plan for plan in made if not only or plan.claim in only]
    registries = open_registries(read_opening(contact, cache, fresh, DAYS))
    answers: dict[str, FoundAnswer[SearchHits] | UnknownAnswer] = {
        plan.claim: registries.europe_pmc.search(plan.dated, MOST) for plan in asked
    }
    here = list_numbers_here(corpus)
    found = [find_news(here, state, plan, answers[plan.claim]) for plan in asked]
    if json_file:
        save_file(json_file, report_literature_as_json(found))
    click.echo(
        report_literature_as_markdown(found)
        if form == "markdown"
        else report_literature_as_json(found),
        nl=False,
    )
    save_file(
        state_file, write_state(make_next_state(state, found, answers))
    )  # last: nothing is lost
    unknown = any(one.unknown for one in found)
    sys.exit(UNASKED if unknown else NEWS if any(one.records for one in found) else 0)


def _read_watch_state(path: Path) -> WatchState:
    try:
        return read_state(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return WatchState()
    except UnicodeDecodeError as error:
        raise UseError(f"{path} is no text that this command wrote; restore it") from error
    except OSError as error:
        raise UseError(f"cannot read {path}: {error.strerror}") from error


def _read_day(text: str, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UseError(f"{option} is '{text[:40]}', which is no day such as 2026-01-31") from None
