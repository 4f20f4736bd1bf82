"""The command line: the commands together, loaded when they are called, and how broken use ends."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from claimcards import __version__
from claimcards.text.diagnostics import UseError


class LateGroup(click.Group):
    """A group whose commands are named by where they stand.

    ``later`` is, for each command's name, its module in this folder and its function there:
    ``{"check": "check:check_content"}``.
    """

    def __init__(self, *args: Any, later: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.later = later

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, loaded or not."""
        return sorted({*super().list_commands(ctx), *self.later})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, loaded now; None where there is none."""
        if cmd_name not in self.later:
            return super().get_command(ctx, cmd_name)
        module, _, function = self.later[cmd_name].partition(":")
        command = getattr(import_module(f"claimcards.cli.{module}"), function)
        assert isinstance(command, click.Command)
        return command


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
