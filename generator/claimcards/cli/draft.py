"""``claimcards from-issue``, ``forms`` and ``comment``: what stands behind GitHub's forms."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from claimcards.cards.format import rewrite_file, survey_files
from claimcards.desk.draft import Draft, draft_card, find_missing_study
from claimcards.desk.forms import make_forms, read_answers, write_form_yaml
from claimcards.desk.github import GitHubApi, post_comment, read_run
from claimcards.inspection import inspect_content
from claimcards.text.diagnostics import Diagnostic, UseError, subtract_diagnostics
from claimcards.text.harmless import make_block, show_lines
from claimcards.text.writing import fill_folder, read_whole_file, replace_file, write_new_file


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
    text, number, on = _read_issue(event) if event else (file.read(), 0, date.today())
    root = Path.cwd()
    before = inspect_content(root, root / content)
    given = read_answers(text, make_forms(before.corpus.vocabulary))
    if missing:
        found = find_missing_study(given, before.corpus)
        click.echo(f"{found.option} {found.identifier}\n" if found.option else "", nl=False)
        return
    made = draft_card(given, before.corpus, content, day.date() if day else on, _make_reader(root))
    left: Sequence[Diagnostic] = ()
    if made.file:
        _write_draft(root / made.file, made.text)
        for result in survey_files(root, root / content, [root / made.file]).changed:
            rewrite_file(root, result)
        left = subtract_diagnostics(
            inspect_content(root, root / content).diagnostics, before.diagnostics
        )
    click.echo(_report_draft(made, left, number), nl=False)


def _read_issue(event: Path) -> tuple[str, int, date]:
    try:
        issue = json.loads(event.read_text(encoding="utf-8"))["issue"]
        on = date.fromisoformat(str(issue["created_at"])[:10])
        return str(issue["body"] or ""), int(issue["number"]), on
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise UseError(f"the event {event} tells of no issue: {type(error).__name__}") from error


def _make_reader(root: Path) -> Callable[[str], str]:
    return lambda file: read_whole_file(root / file).decode("utf-8")


def _write_draft(path: Path, text: str) -> None:
    if path.exists():
        replace_file(path, read_whole_file(path), text)
    else:
        write_new_file(path, text)


def _quote_commands(lines: Iterable[str]) -> str:
    """Lines with commands to copy as they are: in a block, which nothing in them can leave."""
    return make_block(show_lines("\n".join(lines).encode()))


def _report_draft(made: Draft, left: Sequence[Diagnostic], number: int) -> str:
    """What a pull request says of the draft; words that come from the form do nothing in it."""
    parts = [f"{made.about}."]
    if made.file:
        parts.append(f"Drafted in `{made.file}` from a form. Nothing in it has been checked yet.")
    if made.notes:
        parts.append(f"For whoever goes on:\n\n{_quote_commands(made.notes)}")
    if left:
        parts.append(f"What the check still asks for:\n\n{_quote_commands(map(str, left))}")
    if number:
        parts.append(f"Closes #{number}" if made.file else f"See #{number}")
    return "\n\n".join(part for part in parts if part) + "\n"


@click.command("forms")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
def write_forms(folder: Path, content: str) -> None:
    """Write the issue forms to FOLDER, their choices taken from the vocabulary."""
    root = Path.cwd()
    vocabulary = inspect_content(root, root / content).corpus.vocabulary
    fill_folder(
        folder, {f"{form.id}.yml": write_form_yaml(form) for form in make_forms(vocabulary)}
    )


@click.command("comment")
@click.option("--event", envvar="GITHUB_EVENT_PATH", type=click.Path(path_type=Path), required=True)
@click.option("--api", envvar="GITHUB_API_URL", default="https://api.github.com")
@click.option("--repository", envvar="GITHUB_REPOSITORY", required=True, help="owner/name")
@click.option("--token", envvar="GITHUB_TOKEN", required=True)
def comment_on_pull_request(event: Path, api: str, repository: str, token: str) -> None:
    """Write what a pull request's run found into one comment, renewed in place.

    Meant for a workflow that runs when the checks have ended; every option is taken from
    the variables that GitHub sets there.
    """
    try:
        told = json.loads(event.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UseError(f"the event {event} cannot be read: {type(error).__name__}") from error
    run = read_run(told)
    if run is None:
        click.echo("this run was not about a pull request; nothing to say")
        return
    click.echo(post_comment(GitHubApi(api, repository, token), run))
