"""``claimcards check``: everything that is wrong with the content."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from rich.console import Console

from claimcards.diagnostics import Diagnostic, as_github, as_json, as_text, has_errors
from claimcards.site import Inspection, inspect
from claimcards.views.wording import plural

FORMATS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
}


@click.command("check")
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
def check_content(content: str, form: str, strict: bool) -> None:
    """Say everything that is wrong with the content. Exit code 1 if something is."""
    root = Path.cwd()
    found = inspect(root, root / content)
    click.echo(FORMATS[form](found.diagnostics), nl=False)
    if form == "text":
        _summary(found)
    if has_errors(found.diagnostics) or (strict and found.diagnostics):
        sys.exit(1)


def _summary(found: Inspection) -> None:
    corpus, diagnostics = found.corpus, found.diagnostics
    errors = sum(1 for d in diagnostics if has_errors([d]))
    warnings = len(diagnostics) - errors
    claims = plural(len(corpus.claims), "claim")
    studies = plural(len(corpus.studies), "study", "studies")
    tone = "red" if errors else "yellow" if warnings else "green"
    problems = f"{plural(errors, 'error')}, {plural(warnings, 'warning')}"
    text = f"{claims} and {studies} read: {problems}."
    if diagnostics:
        text += " 'claimcards explain CODE' tells more."
    if not corpus.complete:
        text += " Not checked: which studies and references are unused (a card could not be read)."
    Console(stderr=True, highlight=False, soft_wrap=True).print(text, style=tone)
