"""``claimcards check``, ``format``, ``explain`` and ``schema``: the content and its rules."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import click

from claimcards.cards.format import FormatSurvey, list_differences, rewrite_file, survey_files
from claimcards.cards.schema import make_schemas
from claimcards.checks.explain import read_explanations, read_page, write_explanation
from claimcards.inspection import Inspection, inspect_content
from claimcards.pages.wording import count_things
from claimcards.text.diagnostics import (
    Diagnostic,
    UseError,
    has_errors,
    print_as_github,
    print_as_json,
    print_as_text,
    print_with_source,
    sort_diagnostics,
)
from claimcards.text.files import MAX_BYTES
from claimcards.text.folding import did_you_mean
from claimcards.text.writing import fill_folder
from claimcards.text.written_pages import find_pages_folder

CODE = re.compile(r"^\S+: CC\d{3} ")

FORMATS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {
    "text": print_as_text,
    "short": print_as_text,
    "github": print_as_github,
    "json": print_as_json,
}


@click.command("check")
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
def check_content(content: str, form: str, strict: bool) -> None:
    """Say everything that is wrong with the content. Exit code 1 if something is."""
    root = Path.cwd()
    found = inspect_content(root, root / content, find_pages_folder(root, root / content))
    if form == "text":
        _print_problems(root, found.diagnostics)
    else:
        click.echo(FORMATS[form](found.diagnostics), nl=False)
    if form in ("text", "short"):
        _print_summary(found)
    if has_errors(found.diagnostics) or (strict and found.diagnostics):
        sys.exit(1)


def _print_problems(root: Path, found: Sequence[Diagnostic]) -> None:
    """Each problem with its line of source; in a terminal, the caret and the code in colour."""

    @cache
    def read_lines(file: str) -> Sequence[str]:
        # A file that cannot be read, or not in UTF-8, is itself among the problems.
        try:
            raw = (root / file).read_bytes() if (root / file).is_file() else b""
        except OSError:
            raw = b""
        return raw[:MAX_BYTES].decode("utf-8", errors="replace").removeprefix("\ufeff").split("\n")

    for row in print_with_source(found, read_lines).splitlines():
        is_caret = row.endswith("^") and row.lstrip().startswith("|")
        click.secho(row, fg="red" if is_caret else None, bold=bool(CODE.search(row)) or None)


def _print_summary(found: Inspection) -> None:
    corpus, diagnostics = found.corpus, found.diagnostics
    errors = sum(1 for d in diagnostics if has_errors([d]))
    warnings = len(diagnostics) - errors
    claims = count_things(len(corpus.claims), "claim")
    studies = count_things(len(corpus.studies), "study", "studies")
    tone = "red" if errors else "yellow" if warnings else "green"
    problems = f"{count_things(errors, 'error')}, {count_things(warnings, 'warning')}"
    text = f"{claims} and {studies} read: {problems}."
    if diagnostics:
        text += " 'claimcards explain CODE' tells more."
    if not corpus.complete:
        text += " Not checked: which studies and references are unused (a card could not be read)."
    click.secho(text, fg=tone, err=True)


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
    found = survey_files(root, root / content, paths)
    said = sort_diagnostics([*found.diagnostics, *(list_differences(found) if check else ())])
    click.echo(FORMATS[form](said), nl=False)
    for result in () if check else found.changed:
        rewrite_file(root, result)
    if form == "text":
        click.echo(_summarise_format(found, check), err=True)
    if has_errors(said):
        sys.exit(1)


def _summarise_format(found: FormatSurvey, check: bool) -> str:
    left = len({d.place.file for d in found.diagnostics if has_errors([d])})
    number = len(found.changed)
    files = f"{number} of {found.count} {'file' if found.count == 1 else 'files'}"
    text = f"{files} not in canonical form" if check else f"{files} put in canonical form"
    return text + (f", {left} left alone because of errors." if left else ".")


@click.command("explain")
@click.argument("code", required=False)
@click.option("--all", "everything", is_flag=True, help="All codes, as the Markdown of the docs.")
def explain_code(code: str | None, everything: bool) -> None:
    """Explain a diagnostic code: what it means, why, and how to mend it."""
    if everything:
        click.echo(read_page(), nl=False)
        return
    if code is None:
        raise UseError("name a code, such as CC221, or use --all")
    known = read_explanations()
    if code.upper() not in known:
        raise UseError(f"no code '{code}'; {did_you_mean(code.upper(), known, 'see --all')}")
    click.echo(write_explanation(code.upper()), nl=False)


@click.command("schema")
@click.argument("folder", type=click.Path(path_type=Path))
def write_schemas(folder: Path) -> None:
    """Write the JSON Schemas of all card files to FOLDER, for editors."""
    fill_folder(folder, make_schemas())
