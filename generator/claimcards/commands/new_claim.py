"""``claimcards new claim``: the card of a claim, to be filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from claimcards.commands.new_card import claim_schema, say_blanks
from claimcards.drafting.scaffold import claim_file, claim_text
from claimcards.site import inspect
from claimcards.writing import write_new


@click.command("claim")
@click.argument("key", metavar="ID")
@click.option("--topic", required=True, help="The topic, from the vocabulary.")
@click.option("--statement", default="", help="The claim in one sentence.")
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
def new_claim(key: str, topic: str, statement: str, content: str) -> None:
    """Begin the card of a claim, with a blank for everything that it needs."""
    root = Path.cwd()
    before = inspect(root, root / content)
    file = claim_file(before.corpus, content, key, topic)
    text = claim_text(file, date.today(), statement, claim_schema(root, file))
    write_new(root / file, text)
    say_blanks(root, content, file, f"{file} is there; what is to be filled in:")
