"""What the commands that ask registries share: their options, and what they say of answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from claimcards.registries.opening import CACHE, CONTACT, Opening
from claimcards.works.work import NotFound, Unknown

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


def asks(command: Command) -> Command:
    """Give a command the options of asking registries."""
    for option in reversed(ASKING):
        command = option(command)
    return command


def opening(contact: str, cache: Path | None, fresh: bool, days: int) -> Opening:
    """How the registries are to be asked, by these options."""
    return Opening(contact, cache, days, fresh)


def no_answer(answer: NotFound | Unknown, asked: str) -> str:
    """What to tell a person who asked for a work and got none."""
    if isinstance(answer, Unknown):
        return f"Unknown: {answer}. Nothing was written; try again later."
    if answer.registry == "Crossref":
        return (
            f"Crossref has no record of {asked}. Is it spelt right? DOIs of data and of some "
            "preprints are registered elsewhere; such works are entered by hand."
        )
    return f"{answer.registry} has no record of {asked}. Is it spelt right?"
