"""``claimcards forms``: the issue forms, with the words of the field."""

from __future__ import annotations

from pathlib import Path

import click

from claimcards.drafting.forms import as_yaml, forms
from claimcards.reading.files import UseError
from claimcards.site import inspect


@click.command("forms")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
def write_forms(folder: Path, content: str) -> None:
    """Write the issue forms to FOLDER, their choices taken from the vocabulary."""
    root = Path.cwd()
    vocabulary = inspect(root, root / content).corpus.vocabulary
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for form in forms(vocabulary):
            (folder / f"{form.id}.yml").write_text(as_yaml(form), encoding="utf-8")
    except OSError as error:
        raise UseError(f"cannot write to {folder}: {error.strerror}") from error
