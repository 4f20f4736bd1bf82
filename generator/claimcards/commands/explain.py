"""``claimcards explain``: what a diagnostic code means."""

from __future__ import annotations

import click

from claimcards.explain import CODES, as_markdown, explain
from claimcards.near import did_you_mean
from claimcards.reading.files import UseError


@click.command("explain")
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
