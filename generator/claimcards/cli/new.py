"""``claimcards new``: the first draft of a card, for a writer to go on from."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from claimcards.cards.words import Direction, Standing
from claimcards.cli import LateGroup
from claimcards.cli.watch import add_asking_options, explain_no_answer, read_opening
from claimcards.corpus import Corpus
from claimcards.desk.new_study import (
    check_key,
    list_who_told,
    make_key,
    write_reference_file,
    write_study_card,
)
from claimcards.desk.scaffold import (
    add_finding,
    find_claim_file,
    list_finding_ids,
    make_finding_id,
    place_claim_file,
    write_claim_card,
)
from claimcards.inspection import inspect_content
from claimcards.references.identity import read_doi, read_nct, read_pmcid, read_pmid
from claimcards.registries.identity import find_same_work, find_trials
from claimcards.registries.opening import LookedUp, Registries, open_registries
from claimcards.registries.standing import explain_mark, judge_notices
from claimcards.registries.work import (
    FoundAnswer,
    NotFoundAnswer,
    RegistryWork,
    ToldValue,
    UnknownAnswer,
)
from claimcards.text.diagnostics import UseError
from claimcards.text.files import relative_path
from claimcards.text.folding import did_you_mean
from claimcards.text.writing import read_whole_file, replace_file, write_new_file

DAYS = 7
"""How long a kept answer counts for a new card."""
_FORMS = {
    "doi": (read_doi, "a DOI, such as 10.1038/nature00870"),
    "pmid": (read_pmid, "a PubMed number, such as 12077603"),
    "pmcid": (read_pmcid, "a number of PubMed Central, such as PMC12942482"),
    "nct": (read_nct, "a number of ClinicalTrials.gov, such as NCT02138331"),
}


@click.group(
    "new",
    cls=LateGroup,
    later={"claim": "new:new_claim", "finding": "new:new_finding"},
)
def new_group() -> None:
    """Begin a new card: a study, a claim or a finding."""


@new_group.command("study")
@click.option("--doi", default="", help="The DOI of the work.")
@click.option("--pmid", default="", help="Its number in PubMed.")
@click.option("--pmcid", default="", help="Its number in PubMed Central.")
@click.option("--nct", default="", help="The number of a trial at ClinicalTrials.gov.")
@click.option("--key", default="", help="Its key here; made of author, year and title otherwise.")
@click.option("--design", default="", help="Its design, a word of the vocabulary.")
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
@add_asking_options
def new_study(
    doi: str,
    pmid: str,
    pmcid: str,
    nct: str,
    key: str,
    design: str,
    content: str,
    contact: str,
    cache: Path | None,
    fresh: bool,
) -> None:
    """Write the card and the reference of a study from what registries know of it.

    Exit code 1: nothing was written, because the work is here already, or no registry knows
    it, or none could be asked.
    """
    kind, number = _read_asked({"doi": doi, "pmid": pmid, "pmcid": pmcid, "nct": nct})
    root = Path.cwd()
    corpus = inspect_content(root, root / content).corpus
    _check_design(design, corpus)
    _stop_if_held(corpus, _make_work_of_number(kind, number))
    registries = open_registries(read_opening(contact, cache, fresh, DAYS))
    answer = _look_up(registries, kind, number)
    if not isinstance(answer, FoundAnswer):
        _stop_command(explain_no_answer(answer, f"{kind.upper()} {number}"))
    looked = answer.value
    _stop_if_held(corpus, looked.work)
    taken = _list_taken_keys(corpus, root / content)
    key = check_key(key, taken) if key else make_key(looked.work, taken)
    _write_study(root, content, key, looked, corpus, design)
    click.echo(_tell_what_is_known(looked, corpus), nl=False)


def _read_asked(given: dict[str, str]) -> tuple[str, str]:
    named = {kind: text for kind, text in given.items() if text}
    if len(named) != 1:
        raise UseError("name the work by one of --doi, --pmid, --pmcid and --nct")
    ((kind, text),) = named.items()
    plain, example = _FORMS[kind]
    if not (number := plain(text)):
        raise UseError(f"'{text[:80]}' is not {example}")
    return kind, number


def _make_work_of_number(kind: str, number: str) -> RegistryWork:
    """A work of which nothing but this is known."""
    said = ToldValue(number, "you")
    if kind == "nct":
        return RegistryWork(registrations=ToldValue((number,), "you"))
    return RegistryWork(
        doi=said if kind == "doi" else None,
        pmid=said if kind == "pmid" else None,
        pmcid=said if kind == "pmcid" else None,
    )


def _look_up(
    registries: Registries, kind: str, number: str
) -> FoundAnswer[LookedUp] | NotFoundAnswer | UnknownAnswer:
    ask = {
        "doi": registries.by_doi,
        "pmid": registries.by_pmid,
        "pmcid": registries.by_pmcid,
        "nct": registries.by_nct,
    }
    return ask[kind](number)


def _check_design(design: str, corpus: Corpus) -> None:
    known = corpus.vocabulary.designs
    if design and design not in known:
        hint = did_you_mean(design, known, f"designs are: {', '.join(known)}")
        raise UseError(f"'{design}' is no design of the vocabulary; {hint}")


def _stop_if_held(corpus: Corpus, work: RegistryWork) -> None:
    if found := find_same_work(corpus, work):
        _stop_command(
            f"This work is here already: {found.file} has {found.shares}. Nothing was written."
        )


def _stop_command(text: str) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(1)


def _list_taken_keys(corpus: Corpus, content: Path) -> set[str]:
    """All keys that are in use, also those of cards that cannot be read."""
    files = [*(content / "studies").glob("*.yml"), *(content / "references").glob("*.bib")]
    unread = [key for keys in corpus.unread.values() for key in keys]
    return {*corpus.studies, *corpus.references, *unread, *(file.stem for file in files)}


def _write_study(
    root: Path, content: str, key: str, looked: LookedUp, corpus: Corpus, design: str
) -> None:
    """Write both files, or none of them."""
    try:
        texts = {
            root / content / "references" / f"{key}.bib": write_reference_file(looked.work, key),
            root / content / "studies" / f"{key}.yml": write_study_card(
                looked.work, key, corpus, design, looked.unknown
            ),
        }
    except ValueError as error:
        _stop_command(f"Nothing was written: {error}. Please enter this work by hand.")
    reference, card = texts
    write_new_file(reference, texts[reference])
    try:
        write_new_file(card, texts[card])
    except UseError:
        reference.unlink()
        raise
    click.echo(f"Written: {content}/studies/{key}.yml and {content}/references/{key}.bib")


def _tell_what_is_known(looked: LookedUp, corpus: Corpus) -> str:
    """Who said what, what is in doubt, and what is left to do."""
    work = looked.work
    lines = [f"  from {by}: {', '.join(parts)}" for by, parts in list_who_told(work).items()]
    lines += [f"  unknown: {unknown}" for unknown in looked.unknown]
    verdict = judge_notices(work.notices.value if work.notices else ())
    if verdict.standing is not Standing.STANDS:
        lines.append(f"  NOTE: this work is {verdict.standing.value}. {verdict.because}")
    if said := explain_mark(work, verdict):
        lines.append(f"  NOTE: {said}")
    for other, notice in work.updates.value if work.updates else ():
        lines.append(f"  NOTE: this is itself a notice ({notice.kind}) about doi {other}")
    numbers = work.registrations.value if work.registrations and not work.trial else ()
    lines += [
        f"  NOTE: {file} names the same trial, {nr}" for file, nr in find_trials(corpus, numbers)
    ]
    if corpus.unread.get("references") or corpus.unread.get("studies"):
        lines.append("  NOTE: some cards could not be read; this work may be in one of them")
    lines.append("What is left is marked '#?' or 'to fill in'; 'claimcards check' lists it.")
    return "\n".join(lines) + "\n"


def claim_schema(root: Path, file: str) -> str:
    """The address of the schema as a claim's line for editors has it; '' if there is none here."""
    schema = root / "schemas" / "claim.schema.json"
    if not schema.is_file():
        return ""
    return relative_path((root / file).parent, schema)


def say_blanks(root: Path, content: str, file: str, about: str) -> None:
    """Say what the check has to say of one card, now that there is something in it."""
    said = [d for d in inspect_content(root, root / content).diagnostics if d.place.file == file]
    click.echo(about)
    for diagnostic in said:
        click.echo(f"  {diagnostic}")


@click.command("claim")
@click.argument("key", metavar="ID")
@click.option("--topic", required=True, help="The topic, from the vocabulary.")
@click.option("--statement", default="", help="The claim in one sentence.")
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
def new_claim(key: str, topic: str, statement: str, content: str) -> None:
    """Begin the card of a claim, with a blank for everything that it needs."""
    root = Path.cwd()
    before = inspect_content(root, root / content)
    file = place_claim_file(before.corpus, content, key, topic)
    text = write_claim_card(file, date.today(), statement, claim_schema(root, file))
    write_new_file(root / file, text)
    say_blanks(root, content, file, f"{file} is there; what is to be filled in:")


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
    corpus = inspect_content(root, root / content).corpus
    file = find_claim_file(corpus, claim, study)
    made = make_finding_id(study, list_finding_ids(corpus, claim), key or "")
    given = {"id": made, "study": study, **({"direction": direction} if direction else {})}
    before = read_whole_file(root / file)
    text = add_finding(before.decode("utf-8"), file, given, date.today())
    replace_file(root / file, before, text)
    say_blanks(root, content, file, f"{file} has the finding '{made}'; what is to be filled in:")
