"""The command line: the commands together, and how broken use ends."""

from __future__ import annotations

import sys

import click

from claimcards import __version__
from claimcards.cli.late import LateGroup
from claimcards.text.diagnostics import UseError

COMMANDS = {
    "build": "publish:build_whole_site",
    "bundle": "publish:pack_bundle",
    "check": "content:check_content",
    "comment": "draft:comment_on_pull_request",
    "diff": "diff:tell_changes",
    "explain": "content:explain_code",
    "format": "content:format_content",
    "forms": "draft:write_forms",
    "from-issue": "draft:draft_from_issue",
    "init": "publish:begin_site",
    "new": "new:new_group",
    "render": "publish:render_site",
    "schema": "content:write_schemas",
    "watch": "watch:watch_group",
}
"""Each command with its module and its function."""


@click.group(cls=LateGroup, later=COMMANDS)
@click.version_option(__version__)
def run_cli() -> None:
    """From YAML evidence cards to a searchable site of claims, for and against."""


def main() -> None:
    """Run the command line; broken use is one line and exit code 2."""
    try:
        run_cli(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        text = error.format_message()  # the whole help, where no command was named
        click.echo(text if "\n" in text else f"claimcards: {text}", err=True)
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except UseError as error:
        click.echo(f"claimcards: {error}", err=True)
        sys.exit(2)
