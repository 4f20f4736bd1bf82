"""``claimcards watch literature``: new works that may bear on our claims."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from claimcards.commands.asking import asks, opening
from claimcards.commands.watch import DAYS, NEWS, UNASKED
from claimcards.near import did_you_mean
from claimcards.reading.files import UseError
from claimcards.registries.opening import open_registries, today
from claimcards.site import inspect
from claimcards.watch.literature import MOST, news, next_state, numbers_here, plans
from claimcards.watch.literature_report import as_json, as_markdown
from claimcards.watch.state import State, read_state, state_text
from claimcards.works.record import Hits
from claimcards.works.work import Found, Unknown
from claimcards.writing import save


@click.command("literature")
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
@click.option(
    "--state",
    "state_file",
    required=True,
    type=click.Path(path_type=Path),
    help="The file that remembers what was shown; it is made at the first run.",
)
@click.option("--since", default="", help="The first day for claims never asked for: 2026-01-31.")
@click.option("--until", default="", help="The last day; today, if not given.")
@click.option("--claim", "only", multiple=True, help="Only this claim; may be given again.")
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write JSON here, too.")
@asks
def watch_literature(
    content: str,
    state_file: Path,
    since: str,
    until: str,
    only: tuple[str, ...],
    form: str,
    json_file: Path | None,
    contact: str,
    cache: Path | None,
    fresh: bool,
) -> None:
    """List new records of Europe PMC for each claim since the last run, as one issue.

    Exit code 0: nothing new. 1: new records. 3: some claims could not be asked about; what was
    found is listed all the same, and the same days are asked for again next time.
    """
    root = Path.cwd()
    corpus = inspect(root, root / content).corpus
    for key in only:
        if key not in corpus.claims:
            hint = did_you_mean(key, corpus.claims, "see content/claims/")
            raise UseError(f"there is no claim '{key}'; {hint}")
    state = _state(state_file)
    made = plans(corpus, state, _day(since, "--since"), _day(until, "--until") or today())
    asked = [plan for plan in made if not only or plan.claim in only]
    registries = open_registries(opening(contact, cache, fresh, DAYS))
    answers: dict[str, Found[Hits] | Unknown] = {
        plan.claim: registries.europe_pmc.search(plan.dated, MOST) for plan in asked
    }
    here = numbers_here(corpus)
    found = [news(here, state, plan, answers[plan.claim]) for plan in asked]
    if json_file:
        save(json_file, as_json(found))
    click.echo(as_markdown(found) if form == "markdown" else as_json(found), nl=False)
    save(state_file, state_text(next_state(state, found, answers)))  # last: nothing is lost
    unknown = any(one.unknown for one in found)
    sys.exit(UNASKED if unknown else NEWS if any(one.records for one in found) else 0)


def _state(path: Path) -> State:
    try:
        return read_state(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return State()
    except UnicodeDecodeError as error:
        raise UseError(f"{path} is no text that this command wrote; restore it") from error
    except OSError as error:
        raise UseError(f"cannot read {path}: {error.strerror}") from error


def _day(text: str, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UseError(f"{option} is '{text[:40]}', which is no day such as 2026-01-31") from None
