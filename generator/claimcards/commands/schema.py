"""``claimcards schema``: the JSON Schemas of all card files."""

from __future__ import annotations

from pathlib import Path

import click

from claimcards.model.schema import schemas
from claimcards.reading.files import UseError


@click.command("schema")
@click.argument("folder", type=click.Path(path_type=Path))
def write_schemas(folder: Path) -> None:
    """Write the JSON Schemas of all card files to FOLDER, for editors."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schemas().items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UseError(f"cannot write to {folder}: {error.strerror}") from error
