"""``claimcards from-issue``: a filled-in form as a draft card."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from claimcards.diagnostics import Diagnostic, beyond
from claimcards.drafting.answers import answers
from claimcards.drafting.draft import Draft, draft, missing_study
from claimcards.drafting.forms import forms
from claimcards.formatting.rewriting import rewrite, survey
from claimcards.github.harmless import block, plain
from claimcards.reading.files import UseError
from claimcards.site import inspect
from claimcards.writing import put_in_place, read_whole, write_new


@click.command("from-issue")
@click.argument("file", required=False, type=click.File(encoding="utf-8", errors="replace"))
@click.option("--event", type=click.Path(path_type=Path), help="GitHub's event of the issue.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the issue.")
@click.option("--missing", is_flag=True, help="Only say how 'new study' gets the study it needs.")
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
def draft_from_issue(file: Any, event: Path | None, day: Any, missing: bool, content: str) -> None:
    """Write the draft that a filled-in issue form leads to, and say what is left to fill in.

    FILE holds the text of the issue; '-' is the standard input. What is said goes to the
    standard output as Markdown, for a pull request.
    """
    if (file is None) == (event is None):
        raise UseError("name the file with the text of the issue, or --event, and not both")
    text, number, on = _issue(event) if event else (file.read(), 0, date.today())
    root = Path.cwd()
    before = inspect(root, root / content)
    given = answers(text, forms(before.corpus.vocabulary))
    if missing:
        found = missing_study(given, before.corpus)
        click.echo(f"{found.option} {found.identifier}\n" if found.option else "", nl=False)
        return
    made = draft(given, before.corpus, content, day.date() if day else on, _reader(root))
    left: Sequence[Diagnostic] = ()
    if made.file:
        _write(root / made.file, made.text)
        for result in survey(root, root / content, [root / made.file]).changed:
            rewrite(root, result)
        left = beyond(inspect(root, root / content).diagnostics, before.diagnostics)
    click.echo(_report(made, left, number), nl=False)


def _issue(event: Path) -> tuple[str, int, date]:
    try:
        issue = json.loads(event.read_text(encoding="utf-8"))["issue"]
        on = date.fromisoformat(str(issue["created_at"])[:10])
        return str(issue["body"] or ""), int(issue["number"]), on
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise UseError(f"the event {event} tells of no issue: {type(error).__name__}") from error


def _reader(root: Path) -> Callable[[str], str]:
    return lambda file: read_whole(root / file).decode("utf-8")


def _write(path: Path, text: str) -> None:
    if path.exists():
        put_in_place(path, read_whole(path), text)
    else:
        write_new(path, text)


def _quoted(lines: Iterable[str]) -> str:
    """Lines with commands to copy as they are: in a block, which nothing in them can leave."""
    return block(plain("\n".join(lines).encode()))


def _report(made: Draft, left: Sequence[Diagnostic], number: int) -> str:
    """What a pull request says of the draft; words that come from the form do nothing in it."""
    parts = [f"{made.about}."]
    if made.file:
        parts.append(f"Drafted in `{made.file}` from a form. Nothing in it has been checked yet.")
    if made.notes:
        parts.append(f"For whoever goes on:\n\n{_quoted(made.notes)}")
    if left:
        parts.append(f"What the check still asks for:\n\n{_quoted(map(str, left))}")
    if number:
        parts.append(f"Closes #{number}" if made.file else f"See #{number}")
    return "\n\n".join(part for part in parts if part) + "\n"
