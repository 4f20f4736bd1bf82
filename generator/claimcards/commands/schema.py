"""``claimcards schema``: the JSON Schemas of all card files."""

from __future__ import annotations

from pathlib import Path

import click

from claimcards.model.schema import schemas
from claimcards.writing import fill


@click.command("schema")
@click.argument("folder", type=click.Path(path_type=Path))
def write_schemas(folder: Path) -> None:
    """Write the JSON Schemas of all card files to FOLDER, for editors."""
    fill(folder, schemas())
