"""The command line: the commands together, and how broken use ends."""

from __future__ import annotations

import sys

import click

from claimcards import __version__
from claimcards.cli.content import check_content, explain_code, format_content, write_schemas
from claimcards.cli.diff import tell_changes
from claimcards.cli.draft import comment_on_pull_request, draft_from_issue, write_forms
from claimcards.cli.new import new_claim, new_finding, new_group
from claimcards.cli.publish import begin_site, build_whole_site, pack_bundle, render_site
from claimcards.cli.watch import watch_group, watch_literature
from claimcards.cli.late import LateGroup
from claimcards.text.diagnostics import UseError

COMMANDS = {
    "bundle": "bundle:pack_bundle",
    "check": "check:check_content",
    "comment": "comment:comment_on_pull_request",
    "diff": "diff:tell_changes",
    "explain": "explain:explain_code",
    "format": "format:format_content",
    "forms": "forms:write_forms",
    "from-issue": "from_issue:draft_from_issue",
    "init": "init:begin_site",
    "new": "new:new",
    "render": "render:render_site",
    "schema": "schema:write_schemas",
    "watch": "watch:watch",
}
"""Each command with its module and its function."""


@click.group(cls=LateGroup, later=COMMANDS)
@click.version_option(__version__)
def run_cli() -> None:
    """From YAML evidence cards to a searchable site of claims, for and against."""


for command in (
    build_whole_site,
    pack_bundle,
    check_content,
    comment_on_pull_request,
    tell_changes,
    draft_from_issue,
    explain_code,
    format_content,
    begin_site,
    new_group,
    render_site,
    write_forms,
    watch_group,
    write_schemas,
):
    run_cli.add_command(command)

for card in (new_claim, new_finding):
    new_group.add_command(card)
watch_group.add_command(watch_literature)


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
