"""``claimcards new finding``: a finding at the end of a claim's card, to be filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from claimcards.commands.new_card import say_blanks
from claimcards.drafting.scaffold import finding_id, finding_ids, finding_target, with_finding
from claimcards.model.words import Direction
from claimcards.site import inspect
from claimcards.writing import put_in_place, read_whole


@click.command("finding")
@click.argument("claim")
@click.argument("study")
@click.option("--direction", type=click.Choice([d.value for d in Direction]))
@click.option("--id", "key", help="The finding's id; else one is made of the study's key.")
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
def new_finding(
    claim: str, study: str, direction: str | None, key: str | None, content: str
) -> None:
    """Add a finding of STUDY to CLAIM, with a blank for everything that it needs."""
    root = Path.cwd()
    corpus = inspect(root, root / content).corpus
    file = finding_target(corpus, claim, study)
    made = finding_id(study, finding_ids(corpus, claim), key or "")
    given = {"id": made, "study": study, **({"direction": direction} if direction else {})}
    before = read_whole(root / file)
    text = with_finding(before.decode("utf-8"), file, given, date.today())
    put_in_place(root / file, before, text)
    say_blanks(root, content, file, f"{file} has the finding '{made}'; what is to be filled in:")
