"""claimcards new study: from an identifier to two files, or to none."""

from __future__ import annotations

import pytest
from tests.unit.conftest import Run
from tests.unit.registries.answering import Answering, Reply, as_json
from tests.unit.registries.recorded import (
    RETRACTED,
    crossref,
    hit,
    hits,
    pmids,
    pubmed,
    retracted,
    trial,
)
from tests.unit.small_site import CLAIM, WORKS, Site

TIDES = "/cr/works/10.5555%2Ftides"


@pytest.fixture(autouse=True)
def known(server: Answering) -> None:
    """What the registries know."""
    server.on(TIDES, as_json(crossref()))
    server.on("/epmc/search", as_json(hits(hit(doi="10.5555/tides", pmcid="PMC9000001"))))
    server.on("/ncbi/esearch.fcgi", as_json(pmids()))
    server.on("/ncbi/esummary.fcgi", as_json(pubmed()))
    server.on("/ct/studies/NCT01234567", as_json(trial()))


def files(site: Site) -> set[str]:
    """The names of all studies and references."""
    folders = (site.root / "content" / name for name in ("studies", "references"))
    return {path.name for folder in folders for path in folder.iterdir()}


@pytest.mark.parametrize(
    "words",
    [
        ["--doi", "https://doi.org/10.5555/TIDES"],
        ["--pmid", "PMID: 38000001"],
        ["--pmcid", "PMC9000001"],
    ],
)
def test_a_study_is_written_from_any_number(words: list[str], site: Site, run: Run) -> None:
    """Its card, its reference, and who said what; the check finds them sound."""
    code, out, err = run("new", "study", *words, "--design", "trial")
    assert (code, err) == (0, "")
    assert "Written: content/studies/frost2024vesicles.yml" in out
    assert "from Crossref: " in out
    assert "NOTE" not in out
    bib = (site.root / "content/references/frost2024vesicles.bib").read_text(encoding="utf-8")
    assert "doi     = {10.5555/tides}" in bib
    assert "pmid    = {38000001}" in bib
    assert "pmcid   = {PMC9000001}" in bib
    code, out, _ = run("check")
    assert code == 0, out
    assert "CC213" in out


def test_a_blank_is_asked_for_by_the_check(run: Run) -> None:
    """The design, which no registry here knows."""
    assert run("new", "study", "--doi", "10.5555/tides")[0] == 0
    code, out, _ = run("check", "--format", "short")
    assert code == 1
    assert "CC042 'design' has no value; fill it in" in out


def test_a_finding_can_follow_before_the_blanks_are_filled_in(site: Site, run: Run) -> None:
    """The commands in the order in which they are told: study, finding, then the blanks."""
    assert run("new", "study", "--doi", "10.5555/tides")[0] == 0
    code, out, err = run("new", "finding", "tea-warms", "frost2024vesicles")
    assert (code, err) == (0, "")
    assert "has the finding 'frost2024'" in out
    assert "study: frost2024vesicles" in (site.root / "content" / CLAIM).read_text("utf-8")
    code, _, err = run("new", "finding", "tea-warms", "frost2024vesicle")
    assert (code, err) == (
        2,
        "claimcards: there is no study 'frost2024vesicle'; did you mean 'frost2024vesicles'?\n",
    )


def test_a_trial_is_written_from_its_number(site: Site, run: Run) -> None:
    """Under that number, by its sponsor."""
    code, _, _ = run("new", "study", "--nct", "nct01234567", "--design", "trial")
    assert code == 0
    card = (site.root / "content/studies/nct01234567.yml").read_text(encoding="utf-8")
    assert "registrations: [NCT01234567]" in card
    assert "ended: true" in card
    bib = (site.root / "content/references/nct01234567.bib").read_text(encoding="utf-8")
    assert "author       = {{Invented Hospital}}" in bib


def test_a_retraction_comes_with_the_card(server: Answering, site: Site, run: Run) -> None:
    """The retracted work of 2002: its card says so from the first day."""
    server.on("/cr/works/10.1038%2Fnature00870", as_json(retracted()))
    server.on("/epmc/search", as_json(hits()))
    code, out, _ = run("new", "study", "--doi", RETRACTED, "--design", "trial")
    assert code == 0
    assert "NOTE: this work is retracted. Crossref and Retraction Watch record" in out
    card = (site.root / "content/studies/jiang2002pluripotency.yml").read_text(encoding="utf-8")
    assert "standing:\n  status: retracted\n  on: 2024-06-17\n  because: " in card


def test_a_mark_in_the_title_alone_is_a_question(server: Answering, site: Site, run: Run) -> None:
    """The card has no standing that nobody recorded; its writer is asked to look."""
    title = "WITHDRAWN: Vesicles of invented cells"
    server.on(TIDES, as_json(crossref(title=[title])))
    code, out, _ = run("new", "study", "--doi", "10.5555/tides", "--design", "trial")
    assert code == 0
    said = "its title at Crossref is marked 'withdrawn', and no registry records it"
    assert f"NOTE: {said}" in out
    card = (site.root / "content/studies/frost2024vesicles.yml").read_text(encoding="utf-8")
    assert f"# standing: to fill in: {said}\n" in card
    assert "\nstanding:" not in card


def test_a_work_that_is_here_is_found_before_anything_is_asked(
    server: Answering, site: Site, run: Run
) -> None:
    """Whatever the case of its DOI."""
    site.change(WORKS, "10.9999/frost", "10.5555/TIDES").inspect_content()
    before = files(site)
    code, out, err = run("new", "study", "--doi", "10.5555/tides")
    assert (code, out) == (1, "")
    assert err == (
        f"This work is here already: content/{WORKS} has the DOI 10.5555/tides. "
        "Nothing was written.\n"
    )
    assert server.asked == []
    assert files(site) == before


def test_a_work_that_is_here_under_another_number_is_found_after_asking(
    site: Site, run: Run
) -> None:
    """The registry gave the number that we have."""
    site.change(WORKS, "doi = {10.9999/frost}", "pmid = {38000001}").inspect_content()
    before = files(site)
    code, _, err = run("new", "study", "--doi", "10.5555/tides")
    assert code == 1
    assert "has the PMID 38000001" in err
    assert files(site) == before


def test_the_same_title_author_and_year_is_the_same_work(server: Answering, run: Run) -> None:
    """A preprint that became an article has another DOI."""
    assert run("new", "study", "--doi", "10.5555/tides", "--design", "trial")[0] == 0
    server.on("/cr/works/10.5555%2Fpreprint", as_json(crossref("10.5555/preprint")))
    server.on("/epmc/search", as_json(hits()))
    code, _, err = run("new", "study", "--doi", "10.5555/preprint")
    assert code == 1
    assert "has the same title, first author and year" in err


def test_an_article_on_a_trial_that_is_here_is_another_work(run: Run) -> None:
    """But whoever writes it should know."""
    assert run("new", "study", "--nct", "NCT01234567", "--design", "trial")[0] == 0
    code, out, _ = run("new", "study", "--doi", "10.5555/tides")
    assert code == 0
    assert "NOTE: content/studies/nct01234567.yml names the same trial, NCT01234567" in out


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(b"Resource not found.", 404, "text/plain"), "Crossref has no record of DOI"),
        (Reply(b"", 500), "Unknown: Crossref: it has a fault of its own (500)"),
        (Reply(b"<html>", 200, "text/html"), "Unknown: Crossref: it answered with 'text/html'"),
        (as_json(crossref("10.5555/other")), "Unknown: Crossref: asked about 10.5555/tides"),
    ],
)
def test_without_an_answer_nothing_is_written(
    reply: Reply, said: str, server: Answering, site: Site, run: Run
) -> None:
    """Exit code 1, and the reason in one line."""
    server.on(TIDES, reply)
    before = files(site)
    code, out, err = run("new", "study", "--doi", "10.5555/tides")
    assert (code, out) == (1, "")
    assert err.startswith(said)
    assert err.count("\n") == 1
    assert files(site) == before


def test_a_registry_that_fails_beside_the_others_is_said(server: Answering, run: Run) -> None:
    """The study is written; what is unknown is called so."""
    server.on("/epmc/search", Reply(b"", 500))
    code, out, _ = run("new", "study", "--doi", "10.5555/tides")
    assert code == 0
    assert "unknown: Europe PMC: it has a fault of its own (500)" in out


def test_nothing_is_overwritten(site: Site, run: Run) -> None:
    """A key that a file has, whatever is in it, is passed over, or refused where it was chosen."""
    path = site.root / "content/studies/frost2024vesicles.yml"
    path.write_text("broken: [\n", encoding="utf-8")
    assert run("new", "study", "--doi", "10.5555/tides", "--key", "frost2024vesicles")[0] == 2
    code, out, _ = run("new", "study", "--doi", "10.5555/tides")
    assert code == 0
    assert "content/studies/frost2024invented.yml" in out
    assert path.read_text(encoding="utf-8") == "broken: [\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "name the work by one of --doi, --pmid, --pmcid and --nct"),
        (["--doi", "10.5555/x", "--pmid", "1"], "name the work by one of"),
        (["--doi", "tides"], "'tides' is not a DOI, such as 10.1038/nature00870"),
        (["--pmid", "-1"], "'-1' is not a PubMed number"),
        (["--nct", "NCT1"], "'NCT1' is not a number of ClinicalTrials.gov"),
        (["--doi", "10.5555/x", "--design", "trail"], "did you mean 'trial'?"),
        (["--doi", "10.5555/x", "--contact", "me"], "'me' is no e-mail address"),
        (["--doi", "10.5555/x", "--content", "none"], "the content folder"),
    ],
)
def test_broken_use_exits_2(words: list[str], said: str, server: Answering, run: Run) -> None:
    """One line, and nothing is asked."""
    code, out, err = run("new", "study", *words)
    assert (code, out) == (2, "")
    assert said in err
    assert server.asked == []


def test_hostile_titles_reach_the_files_as_text(server: Answering, site: Site, run: Run) -> None:
    """LaTeX, HTML, line breaks, control characters, a sign that turns text around."""
    title = "A \\input{x} {b\n<script>alert(1)</script>\x00 \u202eevil % # & ~ --- 'x': - y"
    server.on(TIDES, as_json(crossref(title=[title], funder=[{"name": f"F: # {title}"}])))
    code, _, err = run("new", "study", "--doi", "10.5555/tides", "--design", "trial")
    assert (code, err) == (0, "")
    code, out, _ = run("check", "--format", "short")
    assert code == 0, out
    assert out.count("\n") == 1
    for name in files(site):
        text = next((site.root / "content").rglob(name)).read_text(encoding="utf-8")
        assert "\u202e" not in text
        assert "\x00" not in text
