"""A group of commands that loads a command when it is called, and not before.

Most commands need libraries that take longer to load than the work takes: those that ask
registries need HTTP, those that render need templates and citation styles.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


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
