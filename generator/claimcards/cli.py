"""The command line: the commands together, and how broken use ends."""

from __future__ import annotations

import sys

import click

from claimcards import __version__
from claimcards.commands.bundle import pack_bundle
from claimcards.commands.check import check_content
from claimcards.commands.comment import comment_on_pull_request
from claimcards.commands.diff import tell_changes
from claimcards.commands.explain import explain_code
from claimcards.commands.format import format_content
from claimcards.commands.forms import write_forms
from claimcards.commands.from_issue import draft_from_issue
from claimcards.commands.init import begin_site
from claimcards.commands.new import new
from claimcards.commands.new_claim import new_claim
from claimcards.commands.new_finding import new_finding
from claimcards.commands.render import render_site
from claimcards.commands.schema import write_schemas
from claimcards.commands.watch import watch
from claimcards.commands.watch_literature import watch_literature
from claimcards.reading.files import UseError


@click.group()
@click.version_option(__version__)
def cli() -> None:
    """From YAML evidence cards to a searchable site of claims, for and against."""


for command in (
    pack_bundle,
    check_content,
    comment_on_pull_request,
    tell_changes,
    draft_from_issue,
    explain_code,
    format_content,
    begin_site,
    new,
    render_site,
    write_forms,
    watch,
    write_schemas,
):
    cli.add_command(command)

for card in (new_claim, new_finding):
    new.add_command(card)
watch.add_command(watch_literature)


def main() -> None:
    """Run the command line; broken use is one line and exit code 2."""
    try:
        cli(standalone_mode=False)
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
