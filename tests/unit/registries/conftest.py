"""A registry on this machine, and clients that ask it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.conftest import Run
from tests.unit.registries.answering import NOW, Answering, Time, serve
from tests.unit.small_site import Site

from claimcards.registries import opening
from claimcards.registries.asking import Cache, Registry, RegistryAsker
from claimcards.registries.clinicaltrials import ClinicalTrials
from claimcards.registries.crossref import Crossref
from claimcards.registries.europepmc import EuropePmc
from claimcards.registries.ncbi import PubMed
from claimcards.registries.opening import Registries
from claimcards.registries.wire import Wire


@pytest.fixture
def server() -> Iterator[Answering]:
    """A registry that answers as it is told to."""
    answering = Answering()
    running = serve(answering)
    yield answering
    answering.over.set()
    running.shutdown()
    running.server_close()


@pytest.fixture
def time() -> Time:
    """A clock of our own."""
    return Time()


@pytest.fixture
def asker(time: Time, tmp_path: Path) -> RegistryAsker:
    """What all clients ask with."""
    wire = Wire("claimcards/test (mailto:a@b.example)", time.clock, 20.0, 20.0)
    return RegistryAsker(wire, time.patience(), Cache(tmp_path / "kept", NOW.date(), 7))


@pytest.fixture
def registries(server: Answering, asker: RegistryAsker) -> Registries:
    """All clients, each with a path of its own on the server."""

    def at(name: str, path: str) -> Registry:
        return Registry(name, f"{server.base}/{path}", 0.5, {"mailto": "a@b.example"})

    return Registries(
        Crossref(asker, at("Crossref", "cr")),
        PubMed(asker, at("PubMed", "ncbi")),
        EuropePmc(asker, at("Europe PMC", "epmc")),
        ClinicalTrials(asker, at("ClinicalTrials.gov", "ct")),
    )


@pytest.fixture
def run(
    run: Run,
    site: Site,
    server: Answering,
    time: Time,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Run:
    """Run the command line in the folder of the tiny site, its registries on this machine."""
    site.inspect_content()  # writes it
    for variable, path in (
        ("CROSSREF", "cr"),
        ("NCBI", "ncbi"),
        ("EUROPEPMC", "epmc"),
        ("CLINICALTRIALS", "ct"),
    ):
        monkeypatch.setenv(f"CLAIMCARDS_{variable}", f"{server.base}/{path}")
    monkeypatch.setenv("CLAIMCARDS_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr(opening, "_make_patience", time.patience)
    return run
