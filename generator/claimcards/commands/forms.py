"""``claimcards forms``: the issue forms, with the words of the field."""

from __future__ import annotations

from pathlib import Path

import click

from claimcards.drafting.forms import as_yaml, forms
from claimcards.site import inspect
from claimcards.writing import fill


@click.command("forms")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
def write_forms(folder: Path, content: str) -> None:
    """Write the issue forms to FOLDER, their choices taken from the vocabulary."""
    root = Path.cwd()
    vocabulary = inspect(root, root / content).corpus.vocabulary
    fill(folder, {f"{form.id}.yml": as_yaml(form) for form in forms(vocabulary)})
