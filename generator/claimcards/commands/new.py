"""claimcards new: the first draft of a card, for a writer to go on from."""

from __future__ import annotations

import click


@click.group("new")
def new() -> None:
    """Begin a new card: a study, a claim or a finding."""
