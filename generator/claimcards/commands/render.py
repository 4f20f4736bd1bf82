"""``claimcards render``: all pages as plain Markdown."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claimcards.diagnostics import as_text, has_errors
from claimcards.history import past_of
from claimcards.site import build


@click.command("render")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--config", default="mkdocs.yml", show_default=True, help="The site's mkdocs.yml.")
def render_site(folder: Path, config: str) -> None:
    """Write all pages as plain Markdown to FOLDER, for any builder of Markdown sites."""
    from claimcards.plugin import read_config  # MkDocs is loaded only where it is needed
    from claimcards.rendering.output import write

    settings, pages_folder = read_config(Path(config))
    past = past_of(settings, lambda text: click.echo(text, err=True))
    site = build(settings, past)
    click.echo(as_text(site.diagnostics), nl=False, err=True)
    if has_errors(site.diagnostics):
        sys.exit(1)
    count = write(site.pages, site.inserts, site.files, pages_folder, folder)
    click.echo(f"{count} files written to {folder}")
