"""What the commands that begin a card share: its schema, and saying what is left to do."""

from __future__ import annotations

import os
from pathlib import Path

import click

from claimcards.site import inspect


def claim_schema(root: Path, file: str) -> str:
    """The address of the schema as a claim's line for editors has it; '' if there is none here."""
    schema = root / "schemas" / "claim.schema.json"
    if not schema.is_file():
        return ""
    return os.path.relpath(schema, (root / file).parent).replace(os.sep, "/")


def say_blanks(root: Path, content: str, file: str, about: str) -> None:
    """Say what the check has to say of one card, now that there is something in it."""
    said = [d for d in inspect(root, root / content).diagnostics if d.place.file == file]
    click.echo(about)
    for diagnostic in said:
        click.echo(f"  {diagnostic}")
