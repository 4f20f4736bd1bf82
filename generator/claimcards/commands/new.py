"""``claimcards new``: the first draft of a card, for a writer to go on from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from claimcards.commands.asking import asks, no_answer, opening
from claimcards.corpus import Corpus
from claimcards.model.words import Standing
from claimcards.near import did_you_mean
from claimcards.reading.files import UseError
from claimcards.registries.lookup import Looked, Registries
from claimcards.registries.opening import open_registries
from claimcards.site import inspect
from claimcards.works.card import study_card, told_by
from claimcards.works.identity import (
    held,
    plain_doi,
    plain_nct,
    plain_pmcid,
    plain_pmid,
    trial_held,
)
from claimcards.works.keys import checked_key, new_key
from claimcards.works.referencing import bibliography
from claimcards.works.standing import only_marked, recorded
from claimcards.works.work import Found, NotFound, Told, Unknown, Work
from claimcards.writing import write_new

DAYS = 7
"""How long a kept answer counts for a new card."""
_FORMS = {
    "doi": (plain_doi, "a DOI, such as 10.1038/nature00870"),
    "pmid": (plain_pmid, "a PubMed number, such as 12077603"),
    "pmcid": (plain_pmcid, "a number of PubMed Central, such as PMC12942482"),
    "nct": (plain_nct, "a number of ClinicalTrials.gov, such as NCT02138331"),
}


@click.group("new")
def new() -> None:
    """Begin a new card: a study, a claim or a finding."""


@new.command("study")
@click.option("--doi", default="", help="The DOI of the work.")
@click.option("--pmid", default="", help="Its number in PubMed.")
@click.option("--pmcid", default="", help="Its number in PubMed Central.")
@click.option("--nct", default="", help="The number of a trial at ClinicalTrials.gov.")
@click.option("--key", default="", help="Its key here; made of author, year and title otherwise.")
@click.option("--design", default="", help="Its design, a word of the vocabulary.")
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
@asks
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
    kind, number = _asked({"doi": doi, "pmid": pmid, "pmcid": pmcid, "nct": nct})
    root = Path.cwd()
    corpus = inspect(root, root / content).corpus
    _fitting_design(design, corpus)
    _stop_if_held(corpus, _only(kind, number))
    registries = open_registries(opening(contact, cache, fresh, DAYS))
    answer = _look_up(registries, kind, number)
    if not isinstance(answer, Found):
        _stop(no_answer(answer, f"{kind.upper()} {number}"))
    looked = answer.value
    _stop_if_held(corpus, looked.work)
    taken = _taken(corpus, root / content)
    key = checked_key(key, taken) if key else new_key(looked.work, taken)
    _write(root, content, key, looked, corpus, design)
    click.echo(_told(looked, corpus), nl=False)


def _asked(given: dict[str, str]) -> tuple[str, str]:
    named = {kind: text for kind, text in given.items() if text}
    if len(named) != 1:
        raise UseError("name the work by one of --doi, --pmid, --pmcid and --nct")
    ((kind, text),) = named.items()
    plain, example = _FORMS[kind]
    if not (number := plain(text)):
        raise UseError(f"'{text[:80]}' is not {example}")
    return kind, number


def _only(kind: str, number: str) -> Work:
    """A work of which nothing but this is known."""
    said = Told(number, "you")
    if kind == "nct":
        return Work(registrations=Told((number,), "you"))
    return Work(
        doi=said if kind == "doi" else None,
        pmid=said if kind == "pmid" else None,
        pmcid=said if kind == "pmcid" else None,
    )


def _look_up(registries: Registries, kind: str, number: str) -> Found[Looked] | NotFound | Unknown:
    ask = {
        "doi": registries.by_doi,
        "pmid": registries.by_pmid,
        "pmcid": registries.by_pmcid,
        "nct": registries.by_nct,
    }
    return ask[kind](number)


def _fitting_design(design: str, corpus: Corpus) -> None:
    known = corpus.vocabulary.designs
    if design and design not in known:
        hint = did_you_mean(design, known, f"designs are: {', '.join(known)}")
        raise UseError(f"'{design}' is no design of the vocabulary; {hint}")


def _stop_if_held(corpus: Corpus, work: Work) -> None:
    if found := held(corpus, work):
        _stop(f"This work is here already: {found.file} has {found.shares}. Nothing was written.")


def _stop(text: str) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(1)


def _taken(corpus: Corpus, content: Path) -> set[str]:
    """All keys that are in use, also those of cards that cannot be read."""
    files = [*(content / "studies").glob("*.yml"), *(content / "references").glob("*.bib")]
    unread = [key for keys in corpus.unread.values() for key in keys]
    return {*corpus.studies, *corpus.references, *unread, *(file.stem for file in files)}


def _write(root: Path, content: str, key: str, looked: Looked, corpus: Corpus, design: str) -> None:
    """Write both files, or none of them."""
    try:
        texts = {
            root / content / "references" / f"{key}.bib": bibliography(looked.work, key),
            root / content / "studies" / f"{key}.yml": study_card(
                looked.work, key, corpus, design, looked.unknown
            ),
        }
    except ValueError as error:
        _stop(f"Nothing was written: {error}. Please enter this work by hand.")
    reference, card = texts
    write_new(reference, texts[reference])
    try:
        write_new(card, texts[card])
    except UseError:
        reference.unlink()
        raise
    click.echo(f"Written: {content}/studies/{key}.yml and {content}/references/{key}.bib")


def _told(looked: Looked, corpus: Corpus) -> str:
    """Who said what, what is in doubt, and what is left to do."""
    work = looked.work
    lines = [f"  from {by}: {', '.join(parts)}" for by, parts in told_by(work).items()]
    lines += [f"  unknown: {unknown}" for unknown in looked.unknown]
    verdict = recorded(work.notices.value if work.notices else ())
    if verdict.standing is not Standing.STANDS:
        lines.append(f"  NOTE: this work is {verdict.standing.value}. {verdict.because}")
    if said := only_marked(work, verdict):
        lines.append(f"  NOTE: {said}")
    for other, notice in work.updates.value if work.updates else ():
        lines.append(f"  NOTE: this is itself a notice ({notice.kind}) about doi {other}")
    numbers = work.registrations.value if work.registrations and not work.trial else ()
    lines += [
        f"  NOTE: {file} names the same trial, {nr}" for file, nr in trial_held(corpus, numbers)
    ]
    if corpus.unread.get("references") or corpus.unread.get("studies"):
        lines.append("  NOTE: some cards could not be read; this work may be in one of them")
    lines.append("What is left is marked '#?' or 'to fill in'; 'claimcards check' lists it.")
    return "\n".join(lines) + "\n"
