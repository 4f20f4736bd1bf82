"""Open the registries, and put a work together from all that may know it.

Addresses and contact come from the environment, clock and chance from here.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from claimcards import __version__
from claimcards.registries import clinicaltrials, crossref, europepmc, ncbi
from claimcards.registries.asking import Cache, Patience, Registry, RegistryAsker
from claimcards.registries.clinicaltrials import ClinicalTrials
from claimcards.registries.crossref import Crossref
from claimcards.registries.europepmc import EuropePmc
from claimcards.registries.ncbi import PubMed
from claimcards.registries.wire import Wire
from claimcards.registries.work import (
    FoundAnswer,
    NotFoundAnswer,
    RegistryWork,
    UnknownAnswer,
    merge_works,
)
from claimcards.text.diagnostics import UseError

CONTACT = "CLAIMCARDS_CONTACT"
"""The environment variable with an e-mail address that registries may write to."""
BASES = {
    crossref.NAME: ("CLAIMCARDS_CROSSREF", crossref.BASE),
    ncbi.NAME: ("CLAIMCARDS_NCBI", ncbi.BASE),
    europepmc.NAME: ("CLAIMCARDS_EUROPEPMC", europepmc.BASE),
    clinicaltrials.NAME: ("CLAIMCARDS_CLINICALTRIALS", clinicaltrials.BASE),
}
"""For each registry the environment variable that gives another address, and its own."""
CACHE = "CLAIMCARDS_CACHE"
"""The environment variable with the folder in which answers are kept."""
_EMAIL = re.compile(r"[^\s@<>()\"',;:]+@[^\s@<>()\"',;:]+\.[^\s@<>()\"',;:.]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Opening:
    """How the registries are to be asked. ``days`` is how long an answer on disk counts."""

    contact: str = ""
    cache: Path | None = None
    days: int = 7
    fresh: bool = False


def open_registries(
    opening: Opening, env: Mapping[str, str] = os.environ, patience: Patience | None = None
) -> Registries:
    """All clients, ready to ask.

    :raises UseError: where the contact or an address is of no use.
    """
    contact = _check_contact(opening.contact or env.get(CONTACT, ""))
    agent = f"claimcards/{__version__}" + (f" (mailto:{contact})" if contact else "")
    kept = opening.cache or Path(env.get(CACHE, "") or find_user_cache(env))
    cache = Cache(kept, read_today(), 0 if opening.fresh else opening.days)
    asker = RegistryAsker(Wire(agent, time.monotonic), patience or _make_patience(), cache)
    mail = {"mailto": contact} if contact else {}
    mailed = {"tool": ncbi.TOOL, **({"email": contact} if contact else {})}
    return Registries(
        crossref.Crossref(asker, _open_registry(env, crossref.NAME, crossref.SPACING, mail)),
        ncbi.PubMed(asker, _open_registry(env, ncbi.NAME, ncbi.SPACING, mailed)),
        europepmc.EuropePmc(asker, _open_registry(env, europepmc.NAME, europepmc.SPACING, {})),
        clinicaltrials.ClinicalTrials(
            asker, _open_registry(env, clinicaltrials.NAME, clinicaltrials.SPACING, {})
        ),
    )


def read_today() -> date:
    """The day of the clock, in the world's time zone: the same for everybody."""
    return datetime.now(UTC).date()


def find_user_cache(env: Mapping[str, str]) -> str:
    """The folder in which this user's programs keep what can be had again."""
    base = env.get("XDG_CACHE_HOME") or env.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return str(Path(base) / "claimcards")


def _make_patience() -> Patience:
    return Patience(time.monotonic, lambda: datetime.now(UTC), time.sleep, random.random)


def _check_contact(text: str) -> str:
    if text and not _EMAIL.fullmatch(text.strip()):
        raise UseError(f"'{text[:60]}' is no e-mail address that registries could write to")
    return text.strip()


def _open_registry(
    env: Mapping[str, str], name: str, spacing: float, polite: Mapping[str, str]
) -> Registry:
    variable, own = BASES[name]
    base = env.get(variable, "") or own
    if not re.match(r"https?://[^\s/]+", base):
        raise UseError(f"{variable} is '{base[:60]}', which is no web address")
    return Registry(name, base, spacing, polite)


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A work, and each registry that gave no answer about a part of it."""

    work: RegistryWork
    unknown: tuple[UnknownAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Registries:
    """All clients."""

    crossref: Crossref
    pubmed: PubMed
    europe_pmc: EuropePmc
    trials: ClinicalTrials

    def by_doi(self, doi: str) -> FoundAnswer[LookedUp] | NotFoundAnswer | UnknownAnswer:
        """A work by its DOI: Crossref describes it, PubMed and Europe PMC know its numbers."""
        first = self.crossref.work(doi)
        if not isinstance(first, FoundAnswer):
            return first
        works, unknown = [first.value], list[UnknownAnswer]()
        numbers = self.europe_pmc.identifiers(doi)
        _keep_answer(numbers, works, unknown)
        pmid = merge_works(works).pmid
        found = FoundAnswer(pmid.value) if pmid else self.pubmed.pmid_of(doi)
        if isinstance(found, FoundAnswer):
            _keep_answer(_check_same_work(self.pubmed.work(found.value), doi), works, unknown)
        elif isinstance(found, UnknownAnswer):
            unknown.append(found)
        return FoundAnswer(LookedUp(merge_works(works), tuple(unknown)))

    def by_pmid(self, pmid: str) -> FoundAnswer[LookedUp] | NotFoundAnswer | UnknownAnswer:
        """A work by its PMID: PubMed gives the DOI, with which Crossref is asked."""
        first = self.pubmed.work(pmid)
        if not isinstance(first, FoundAnswer):
            return first
        works, unknown = [first.value], list[UnknownAnswer]()
        if first.value.doi:
            answer = self.crossref.work(first.value.doi.value)
            if isinstance(answer, FoundAnswer):
                works.insert(0, answer.value)  # its names are whole, PubMed's have initials
            _keep_answer(answer, [], unknown)
        return FoundAnswer(LookedUp(merge_works(works), tuple(unknown)))

    def by_pmcid(self, pmcid: str) -> FoundAnswer[LookedUp] | NotFoundAnswer | UnknownAnswer:
        """A work by its number in PubMed Central: Europe PMC knows its DOI or PMID."""
        numbers = self.europe_pmc.identifiers_of_pmcid(pmcid)
        if not isinstance(numbers, FoundAnswer):
            return numbers
        if numbers.value.doi:
            return self.by_doi(numbers.value.doi.value)
        if numbers.value.pmid:
            return self.by_pmid(numbers.value.pmid.value)
        return NotFoundAnswer(self.europe_pmc.registry.name)

    def by_nct(self, nct: str) -> FoundAnswer[LookedUp] | NotFoundAnswer | UnknownAnswer:
        """The record of a trial."""
        answer = self.trials.work(nct)
        return FoundAnswer(LookedUp(answer.value)) if isinstance(answer, FoundAnswer) else answer


def _keep_answer(
    answer: FoundAnswer[RegistryWork] | NotFoundAnswer | UnknownAnswer,
    works: list[RegistryWork],
    unknown: list[UnknownAnswer],
) -> None:
    if isinstance(answer, FoundAnswer):
        works.append(answer.value)
    elif isinstance(answer, UnknownAnswer):
        unknown.append(answer)


def _check_same_work(
    answer: FoundAnswer[RegistryWork] | NotFoundAnswer | UnknownAnswer, doi: str
) -> FoundAnswer[RegistryWork] | NotFoundAnswer | UnknownAnswer:
    """An answer about the same DOI, or about none; a mix-up of numbers is no answer."""
    if isinstance(answer, FoundAnswer) and answer.value.doi:
        theirs = answer.value.doi.value
        if theirs.lower() != doi.lower():
            return UnknownAnswer("PubMed", f"its record has another DOI ({theirs[:80]})")
    return answer
