"""``claimcards comment``: tell a pull request what it does to the verdicts."""

from __future__ import annotations

import json
from pathlib import Path

import click

from claimcards.github.api import Api
from claimcards.github.comment import comment, run_of
from claimcards.reading.files import UseError


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
    run = run_of(told)
    if run is None:
        click.echo("this run was not about a pull request; nothing to say")
        return
    click.echo(comment(Api(api, repository, token), run))
