"""The command line: a thin door to the core."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from rich.console import Console

from claimcards import __version__
from claimcards.diagnostics import Diagnostic, as_github, as_json, as_text, has_errors
from claimcards.explain import CODES, as_markdown, explain
from claimcards.model.schema import schemas
from claimcards.near import did_you_mean
from claimcards.reading.files import UseError
from claimcards.site import Inspection, build, inspect

FORMATS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
}


@click.group()
@click.version_option(__version__)
def cli() -> None:
    """From YAML evidence cards to a searchable site of claims, for and against."""


@cli.command("check")
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
    claims = _counted(len(corpus.claims), "claim")
    studies = _counted(len(corpus.studies), "study", "studies")
    tone = "red" if errors else "yellow" if warnings else "green"
    problems = f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}"
    text = f"{claims} and {studies} read: {problems}."
    if diagnostics:
        text += " 'claimcards explain CODE' tells more."
    if not corpus.complete:
        text += " Not checked: which studies and references are unused (a card could not be read)."
    Console(stderr=True, highlight=False, soft_wrap=True).print(text, style=tone)


def _counted(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


@cli.command("explain")
@click.argument("code", required=False)
@click.option("--all", "everything", is_flag=True, help="All codes, as the Markdown of the docs.")
def explain_code(code: str | None, everything: bool) -> None:
    """Explain a diagnostic code: what it means, why, and how to mend it."""
    if everything:
        click.echo(as_markdown(), nl=False)
        return
    if code is None:
        raise UseError("name a code, such as CC221, or use --all")
    if code.upper() not in CODES:
        raise UseError(f"no code '{code}'; {did_you_mean(code.upper(), CODES, 'see --all')}")
    click.echo(explain(CODES[code.upper()]), nl=False)


@cli.command("render")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--config", default="mkdocs.yml", show_default=True, help="The site's mkdocs.yml.")
def render_site(folder: Path, config: str) -> None:
    """Write all pages as plain Markdown to FOLDER, for any builder of Markdown sites."""
    from claimcards.plugin import read_config  # MkDocs is loaded only where it is needed
    from claimcards.rendering.output import write

    settings, pages_folder = read_config(Path(config))
    site = build(settings)
    click.echo(as_text(site.diagnostics), nl=False, err=True)
    if has_errors(site.diagnostics):
        sys.exit(1)
    count = write(site.pages, site.inserts, site.files, pages_folder, folder)
    click.echo(f"{count} files written to {folder}")


@cli.command("schema")
@click.argument("folder", type=click.Path(path_type=Path))
def write_schemas(folder: Path) -> None:
    """Write the JSON Schemas of all card files to FOLDER, for editors."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schemas().items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UseError(f"cannot write to {folder}: {error.strerror}") from error


def main() -> None:
    """Run the command line; broken use is one line and exit code 2."""
    try:
        cli(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        text = error.format_message()  # the whole help, where no command was named
        click.echo(text if "\n" in text else f"claimcards: {text}", err=True)
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except UseError as error:
        click.echo(f"claimcards: {error}", err=True)
        sys.exit(2)
