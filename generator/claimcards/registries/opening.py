"""Open the registries: addresses and contact from the environment, clock and chance from here."""

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
from claimcards.reading.files import UseError
from claimcards.registries import clinicaltrials, crossref, europepmc, ncbi
from claimcards.registries.asking import Asker, Registry
from claimcards.registries.cache import Cache
from claimcards.registries.lookup import Registries
from claimcards.registries.patience import Patience
from claimcards.registries.wire import Wire

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
    contact = _contact(opening.contact or env.get(CONTACT, ""))
    agent = f"claimcards/{__version__}" + (f" (mailto:{contact})" if contact else "")
    kept = opening.cache or Path(env.get(CACHE, "") or user_cache(env))
    cache = Cache(kept, today(), 0 if opening.fresh else opening.days)
    asker = Asker(Wire(agent, time.monotonic), patience or _patience(), cache)
    mail = {"mailto": contact} if contact else {}
    mailed = {"tool": ncbi.TOOL, **({"email": contact} if contact else {})}
    return Registries(
        crossref.Crossref(asker, _registry(env, crossref.NAME, crossref.SPACING, mail)),
        ncbi.PubMed(asker, _registry(env, ncbi.NAME, ncbi.SPACING, mailed)),
        europepmc.EuropePmc(asker, _registry(env, europepmc.NAME, europepmc.SPACING, {})),
        clinicaltrials.ClinicalTrials(
            asker, _registry(env, clinicaltrials.NAME, clinicaltrials.SPACING, {})
        ),
    )


def today() -> date:
    """The day of the clock, in the world's time zone: the same for everybody."""
    return datetime.now(UTC).date()


def user_cache(env: Mapping[str, str]) -> str:
    """The folder in which this user's programs keep what can be had again."""
    base = env.get("XDG_CACHE_HOME") or env.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return str(Path(base) / "claimcards")


def _patience() -> Patience:
    return Patience(time.monotonic, lambda: datetime.now(UTC), time.sleep, random.random)


def _contact(text: str) -> str:
    if text and not _EMAIL.fullmatch(text.strip()):
        raise UseError(f"'{text[:60]}' is no e-mail address that registries could write to")
    return text.strip()


def _registry(
    env: Mapping[str, str], name: str, spacing: float, polite: Mapping[str, str]
) -> Registry:
    variable, own = BASES[name]
    base = env.get(variable, "") or own
    if not re.match(r"https?://[^\s/]+", base):
        raise UseError(f"{variable} is '{base[:60]}', which is no web address")
    return Registry(name, base, spacing, polite)
