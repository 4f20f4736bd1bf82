"""``claimcards watch``: what happened to our works, and what is new on our claims."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from claimcards.commands.asking import asks, opening
from claimcards.corpus import Corpus
from claimcards.reading.files import UseError
from claimcards.registries.opening import open_registries
from claimcards.site import inspect
from claimcards.watch.marking import marked
from claimcards.watch.retraction_watch import notices_of
from claimcards.watch.standing import Answer, Report, compare
from claimcards.watch.standing_report import as_json, as_markdown, as_text
from claimcards.works.work import Notice
from claimcards.writing import put_in_place, read_whole, save

DAYS = 1
"""How long a kept answer counts for a watch: a run that broke off goes on where it was."""
NEWS, UNASKED = 1, 3
"""Exit codes: something to do; not all could be asked, whatever the others said."""
TO_MEND = frozenset({"title", "mark", "reinstated"})
"""Kinds of remarks after which a card must be looked at."""
FORMATS: dict[str, Callable[[Report, list[str]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}


@click.group("watch")
def watch() -> None:
    """Ask registries what became of our works, and what is new on our claims."""


@watch.command("standing")
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
@click.option(
    "--retraction-watch",
    type=click.Path(path_type=Path),
    help="A CSV file of the Retraction Watch data.",
)
@click.option("--write", is_flag=True, help="Set the standing on the study cards.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write JSON here, too.")
@asks
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
    corpus = inspect(root, root / content).corpus
    others = _retraction_watch(retraction_watch, corpus) if retraction_watch else {}
    crossref = open_registries(opening(contact, cache, fresh, DAYS)).crossref
    dois = {key: sourced.reference.doi for key, sourced in corpus.references.items()}
    answers: dict[str, Answer] = {
        key: crossref.work(doi) for key, doi in sorted(dois.items()) if doi
    }
    report = compare(corpus, answers, others)
    written = _write(root, report, corpus) if write else []
    if json_file:
        save(json_file, as_json(report, written))
    click.echo(FORMATS[form](report, written), nl=False)
    sys.exit(UNASKED if report.unknown else NEWS if _has_news(report) else 0)


def _has_news(report: Report) -> bool:
    return bool(report.changes) or any(one.kind in TO_MEND for one in report.remarks)


def _retraction_watch(path: Path, corpus: Corpus) -> dict[str, tuple[Notice, ...]]:
    try:
        # DOIs and words of the list are ASCII; a name in another encoding costs nothing.
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            return notices_of(file, corpus)
    except OSError as error:
        raise UseError(f"cannot read {path}: {error.strerror}") from error


def _write(root: Path, report: Report, corpus: Corpus) -> list[str]:
    """Set all standings that can be set; a card that cannot be changed stops nothing else."""
    done: list[str] = []
    for change in report.changes:
        if change.was is None:
            continue
        path = root / change.file
        before = read_whole(path)
        try:
            text = marked(change.file, before.decode("utf-8"), change.record, corpus)
            put_in_place(path, before, text)
        except UseError as error:
            click.echo(f"claimcards: {error}", err=True)
        else:
            done.append(change.key)
    return done
