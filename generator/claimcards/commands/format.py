"""``claimcards format``: all content files in one form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claimcards.commands.check import FORMATS
from claimcards.diagnostics import has_errors, in_order
from claimcards.formatting.rewriting import Survey, differences, rewrite, survey


@click.command("format")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; say which files are not in form.")
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
def format_content(paths: tuple[Path, ...], check: bool, content: str, form: str) -> None:
    """Put cards and references in canonical form, or only those of PATHS. Meaning never changes.

    Exit code 1 if a file has to be left alone, or, with --check, is not in its form.
    """
    root = Path.cwd()
    found = survey(root, root / content, paths)
    said = in_order([*found.diagnostics, *(differences(found) if check else ())])
    click.echo(FORMATS[form](said), nl=False)
    for result in () if check else found.changed:
        rewrite(root, result)
    if form == "text":
        click.echo(_summary(found, check), err=True)
    if has_errors(said):
        sys.exit(1)


def _summary(found: Survey, check: bool) -> str:
    left = len({d.place.file for d in found.diagnostics if has_errors([d])})
    number = len(found.changed)
    files = f"{number} of {found.count} {'file' if found.count == 1 else 'files'}"
    text = f"{files} not in canonical form" if check else f"{files} put in canonical form"
    return text + (f", {left} left alone because of errors." if left else ".")
