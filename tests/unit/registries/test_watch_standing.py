"""claimcards watch standing: what registries record of our works, and what our cards say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.conftest import Run
from tests.unit.registries.answering import Answering, Reply, as_json
from tests.unit.registries.recorded import NOTICE, RETRACTED, crossref, retracted, update
from tests.unit.small_site import FROST, HAIL, WORKS, Site

from claimcards.cards.words import Standing
from claimcards.desk.watch_standing import (
    StandingRemark,
    StandingReport,
    report_standings_as_markdown,
)
from claimcards.inspection import inspect_content
from claimcards.registries.work import UnknownAnswer
from claimcards.text.diagnostics import has_errors

FROST_AT, HAIL_AT = "/cr/works/10.5555%2Ffrost", "/cr/works/10.5555%2Fhail"
TITLES = {
    "10.5555/frost": "Tea and cold hands in a large invented trial",
    "10.5555/hail": "Cups of tea and cold cheeks in winter",
}
SOUND = "works asked about, 0 changes of standing, 0 DOIs of another title, 0 unknown"

# Retraction Watch's columns, by its documentation; the rows are invented but for the DOIs of
# the retracted work of 2002 and of its notice.
COLUMNS = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,"
)


def row(doi: str, nature: str, day: str, *, notice: str = "unavailable", pmid: str = "0") -> str:
    """A row of the Retraction Watch data."""
    reasons = '"+Concerns/Issues About Image;+Original Data not Provided;"'
    return (
        f"1,T,S,I,J,P,C,A,,R;,{day},{notice},0,1/1/2002 0:00,{doi},{pmid},{nature},{reasons},No,,"
    )


def work(doi: str, **changes: object) -> Reply:
    """Crossref's answer about one of our works."""
    return as_json(crossref(doi, **{"title": [TITLES.get(doi, "x")], **changes}))


@pytest.fixture(autouse=True)
def known(server: Answering, site: Site) -> None:
    """Two works with a DOI, and nothing against them."""
    site.change(WORKS, "10.9999/frost", "10.5555/FROST")
    site.change(WORKS, "  year = {2012},", "  year = {2012},\n  doi = {10.5555/hail},")
    server.on(FROST_AT, work("10.5555/frost"))
    server.on(HAIL_AT, work("10.5555/hail"))


def retract(server: Answering, kind: str = "retraction") -> None:
    """A notice about the first work."""
    notices = [update("10.5555/notice", kind, (2026, 3, 4))]
    server.on(FROST_AT, work("10.5555/frost", **{"updated-by": notices}))


def test_nothing_new_exits_0(run: Run) -> None:
    """The counts say how many were asked about, and how many could not be."""
    assert run("watch", "standing") == (0, f"2 {SOUND}, 1 without a DOI.\n", "")


def test_a_retraction_is_a_change(server: Answering, site: Site, run: Run) -> None:
    """Listed with day, notice and source; without --write the card stays."""
    retract(server)
    before = (site.root / "content" / FROST).read_bytes()
    code, out, _ = run("watch", "standing")
    assert code == 1
    assert out.startswith(
        f"content/{FROST}: stands -> retracted on 2026-03-04: 'Tea and cold hands in a large "
        "invented trial'. Crossref records a retraction (doi 10.5555/notice).\n"
    )
    assert (site.root / "content" / FROST).read_bytes() == before


def test_the_retracted_work_of_2002_is_found(server: Answering, site: Site, run: Run) -> None:
    """As Crossref and Retraction Watch record it; its card says so afterwards, verdicts follow."""
    title = "Pluripotency of mesenchymal stem cells derived from adult marrow"
    site.change(WORKS, "10.5555/FROST", RETRACTED)
    before = site.change(WORKS, TITLES["10.5555/frost"], title).inspect_content()
    server.on("/cr/works/10.1038%2Fnature00870", as_json(retracted()))
    file = site.root / "rw.csv"
    rows = [row(RETRACTED, "Retraction", "6/17/2024 0:00", notice=NOTICE, pmid="12077603")]
    file.write_text("\n".join([COLUMNS, *rows, ""]), encoding="utf-8")
    code, out, _ = run("watch", "standing", "--write", "--retraction-watch", "rw.csv")
    assert code == 1
    assert f"(doi {NOTICE}). Reasons given there: Concerns/Issues About Image; Original" in out
    assert " Written.\n" in out
    card = (site.root / "content" / FROST).read_text(encoding="utf-8")
    assert "standing:\n  status: retracted\n  on: 2024-06-17\n" in card
    assert run("watch", "standing", "--retraction-watch", "rw.csv")[0] == 0
    now = inspect_content(site.root, site.root / "content")
    assert not has_errors(now.diagnostics)
    assert now.results["tea-warms"].headline != before.results["tea-warms"].headline


def test_a_card_keeps_its_comments_and_layout(server: Answering, site: Site, run: Run) -> None:
    """Only the standing is another; it is put where the model has it."""
    text = site.files[FROST]
    site.write(FROST, f"# for editors\n{text}# why it matters\nnotes:   Read twice.  # by two\n")
    site.inspect_content()
    retract(server)
    assert run("watch", "standing", "--write")[0] == 1
    card = (site.root / "content" / FROST).read_text(encoding="utf-8")
    assert card == (
        f"# for editors\n{text}"
        "standing:\n"
        "  status: retracted\n"
        "  on: 2026-03-04\n"
        "  because: Crossref records a retraction (doi 10.5555/notice).\n"
        "# why it matters\nnotes:   Read twice.  # by two\n"
    )


def test_a_standing_that_is_there_is_made_graver(server: Answering, site: Site, run: Run) -> None:
    """Its comments stay with it; what stands behind it stays, too."""
    site.write(
        FROST,
        f"{site.files[FROST]}standing:  # seen in May\n"
        "  # the page says so\n"
        "  status: corrected\n"
        "  because: A figure was replaced.  # Fig. 2\n"
        "\n# last\nnotes: x\n",
    ).inspect_content()
    retract(server)
    assert run("watch", "standing", "--write")[0] == 1
    card = (site.root / "content" / FROST).read_text(encoding="utf-8")
    assert card.endswith(
        "standing:\n"
        "  # seen in May\n"
        "  # the page says so\n"
        "  # Fig. 2\n"
        "  status: retracted\n"
        "  on: 2026-03-04\n"
        "  because: >-\n"
        "    Crossref records a retraction (doi 10.5555/notice).\n"
        "    Before that: corrected.\n"
        "    A figure was replaced.\n"
        "\n# last\nnotes: x\n"
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "changes"),
    [
        ("stands", "correction", True),
        ("stands", "expression_of_concern", True),
        ("stands", "addendum", False),
        ("corrected", "correction", False),
        ("corrected", "retraction", True),
        ("concern", "correction", False),
        ("retracted", "retraction", False),
        ("retracted", "expression_of_concern", False),
        ("overturned", "retraction", False),
        ("superseded", "correction", False),
        ("superseded", "retraction", True),
    ],
)
def test_only_what_is_graver_is_a_change(
    ours: str, theirs: str, changes: bool, server: Answering, site: Site, run: Run
) -> None:
    """People may know more than registries; they never know less by this."""
    by = ", by: hail2012tea" if ours == "superseded" else ""
    because = "" if ours == Standing.STANDS else f", because: So it says{by}"
    site.write(
        FROST, f"{site.files[FROST]}standing: {{status: {ours}{because}}}\n"
    ).inspect_content()
    retract(server, theirs)
    code, out, _ = run("watch", "standing")
    assert (code, "->" in out) == ((1, True) if changes else (0, False))


def test_what_cannot_be_asked_is_unknown_and_exits_3(server: Answering, run: Run) -> None:
    """The change that was found is listed all the same; nothing is called sound for silence."""
    retract(server)
    server.on(HAIL_AT, Reply(b"", 500))
    code, out, _ = run("watch", "standing")
    assert code == 3
    assert "stands -> retracted" in out
    assert "hail2012tea: unknown: Crossref: it has a fault of its own (500)" in out
    assert "1 unknown" in out


def test_a_doi_of_another_title_is_said(server: Answering, run: Run) -> None:
    """A slip in a DOI leads to another work, and may hide a retraction."""
    server.on(HAIL_AT, work("10.5555/hail", title=["A census of invented registries"]))
    code, out, _ = run("watch", "standing")
    assert code == 1
    assert (
        "content/references/works.bib: the DOI 10.5555/hail is registered for 'A census of "
        "invented registries', not 'Cups of tea and cold cheeks in winter'.\n" in out
    )


@pytest.mark.parametrize("mark", ["WITHDRAWN", "RETRACTED ARTICLE"])
def test_a_mark_in_a_title_alone_is_said_and_never_written(
    mark: str, server: Answering, site: Site, run: Run
) -> None:
    """No registry recorded anything; what the publisher meant is for a person to find out."""
    title = f"{mark}: {TITLES['10.5555/frost']}"
    server.on(FROST_AT, work("10.5555/frost", title=[title]))
    before = (site.root / "content" / FROST).read_bytes()
    code, out, _ = run("watch", "standing", "--write")
    assert code == 1
    word = mark.split()[0].lower()
    said = f"its title at Crossref is marked '{word}', and no registry records it"
    assert f"content/{FROST}: {said}.\n" in out
    assert "records a retraction" not in out
    assert (site.root / "content" / FROST).read_bytes() == before


def test_a_mark_in_the_title_of_what_fell_is_not_said_again(server: Answering, run: Run) -> None:
    """Neither where a registry records the retraction, nor where our card has it."""
    title = [f"RETRACTED: {TITLES['10.5555/frost']}"]
    notices = [update("10.5555/notice", "retraction", (2026, 3, 4))]
    server.on(FROST_AT, work("10.5555/frost", **{"title": title, "updated-by": notices}))
    assert "is marked" not in run("watch", "standing", "--write")[1]
    server.on(FROST_AT, work("10.5555/frost", title=title))
    assert "is marked" not in run("watch", "standing", "--fresh")[1]


def test_a_doi_that_is_not_registered_is_said(server: Answering, run: Run) -> None:
    """It may be registered elsewhere, so it is nothing to stop for."""
    server.on(HAIL_AT, Reply(b"Resource not found.", 404, "text/plain"))
    code, out, _ = run("watch", "standing")
    assert code == 0
    assert "Crossref has no record of the DOI 10.5555/hail" in out


def test_a_notice_among_our_works_marks_the_work_that_it_is_about(
    server: Answering, run: Run
) -> None:
    """Where only the notice was registered, by update-to."""
    about = [update("10.5555/frost", "retraction", (2026, 3, 4))]
    server.on(HAIL_AT, work("10.5555/hail", **{"update-to": about}))
    code, out, _ = run("watch", "standing")
    assert code == 1
    assert f"content/{FROST}: stands -> retracted on 2026-03-04" in out


def test_what_only_our_card_says_is_kept_and_said(site: Site, run: Run) -> None:
    """Registries are not complete."""
    standing = "standing: {status: retracted, because: So it says}"
    site.write(FROST, f"{site.files[FROST]}{standing}\n").inspect_content()
    code, out, _ = run("watch", "standing", "--write")
    assert code == 0
    assert f"content/{FROST}: our card says retracted, and registries record no such" in out
    assert standing in (site.root / "content" / FROST).read_text(encoding="utf-8")


def test_a_work_that_was_mended_in_place_is_no_notice_of_itself(
    server: Answering, site: Site, run: Run
) -> None:
    """Some publishers register a correction under the DOI of the article that it mended."""
    about = [update("10.5555/frost", "correction", (2026, 3, 4))]
    server.on(FROST_AT, work("10.5555/frost", **{"update-to": about}))
    assert run("watch", "standing", "--write")[0] == 1
    card = (site.root / "content" / FROST).read_text(encoding="utf-8")
    assert "standing:\n  status: corrected\n  on: 2026-03-04\n" in card
    assert "notice:" not in card


def test_a_reinstatement_of_what_our_card_calls_retracted_is_news(
    server: Answering, site: Site, run: Run
) -> None:
    """Nobody would hear of it otherwise, for there is nothing to write."""
    standing = "standing: {status: retracted, because: So it says}"
    site.write(FROST, f"{site.files[FROST]}{standing}\n").inspect_content()
    notices = [
        update("10.5555/n", "retraction", (2026, 3, 4)),
        update("10.5555/m", "reinstatement", (2026, 4, 5)),
    ]
    server.on(FROST_AT, work("10.5555/frost", **{"updated-by": notices}))
    code, out, _ = run("watch", "standing", "--write")
    assert code == 1
    assert "our card says retracted, and registries record that it was reinstated" in out


def test_retraction_watch_alone_is_enough(server: Answering, site: Site, run: Run) -> None:
    """Also where Crossref cannot be asked; the latest reinstatement is said, not written."""
    server.on(FROST_AT, Reply(b"", 500))
    rows = [
        row("10.5555/Frost", "Retraction", "3/4/2026 0:00", notice="10.5555/n"),
        row("unavailable", "Retraction", "3/4/2026 0:00"),
        row("", "Expression of concern", "", pmid="38000001"),
        row("10.5555/hail", "Retraction", "3/4/2020 0:00"),
        row("10.5555/hail", "Reinstatement", "3/5/2020 0:00"),
    ]
    (site.root / "rw.csv").write_text("\n".join([COLUMNS, *rows, ""]), encoding="utf-8-sig")
    code, out, _ = run("watch", "standing", "--retraction-watch", "rw.csv", "--write")
    assert code == 3
    assert f"content/{FROST}: stands -> retracted on 2026-03-04" in out
    assert "Retraction Watch records a retraction (doi 10.5555/n)" in out
    assert f"content/{HAIL}: stands ->" not in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no column 'OriginalPaperDOI'"),
        ("<html>log in</html>\n", "has no column 'OriginalPaperDOI'"),
        (COLUMNS.replace("RetractionNature", "Nature"), "has no column 'RetractionNature'"),
        (f"{COLUMNS}\n", "holds no record"),
        (f'{COLUMNS}\n1,"open\n', "cannot be read as CSV"),
    ],
)
def test_a_file_that_is_none_is_refused(
    text: str, said: str, site: Site, server: Answering, run: Run
) -> None:
    """An empty list would call every work sound."""
    (site.root / "rw.csv").write_text(text, encoding="utf-8")
    code, _, err = run("watch", "standing", "--retraction-watch", "rw.csv")
    assert code == 2
    assert said in err
    assert server.asked == []


def test_a_missing_file_is_broken_use(run: Run) -> None:
    """One line."""
    code, _, err = run("watch", "standing", "--retraction-watch", "none.csv")
    assert (code, err) == (2, "claimcards: cannot read none.csv: No such file or directory\n")


def test_json_holds_all_of_it(server: Answering, site: Site, run: Run) -> None:
    """As the output, or beside it."""
    retract(server)
    server.on(HAIL_AT, Reply(b"<html>", 200, "text/html"))
    code, out, _ = run("watch", "standing", "--format", "json", "--json", "also.json")
    assert code == 3
    value = json.loads(out)
    assert (site.root / "also.json").read_text(encoding="utf-8") == out
    (change,) = value["changes"]
    assert (change["was"], change["now"], change["on"]) == ("stands", "retracted", "2026-03-04")
    assert change["notices"] == [
        {"kind": "retraction", "by": "Crossref", "doi": "10.5555/notice", "on": "2026-03-04"}
    ]
    assert [one["key"] for one in value["unknown"]] == ["hail2012tea"]
    assert (value["asked"], value["without_doi"]) == (2, 1)


def test_hostile_titles_are_inert_in_markdown(server: Answering, run: Run) -> None:
    """A pull request shows them, and calls nobody."""
    hostile = "@everyone [x](http://evil) <img src=x> #1 `a` \u202e ![y](z)\n# T"
    server.on(HAIL_AT, work("10.5555/hail", title=[hostile]))
    code, out, _ = run("watch", "standing", "--format", "markdown")
    assert code == 1
    line = next(line for line in out.split("\n") if "everyone" in line)
    for active in ("@everyone", "](", "<img", "`", "http://", "\u202e", "#1"):
        assert active not in line


def test_a_long_report_fits_a_pull_request_and_counts_what_does_not() -> None:
    """GitHub refuses a body of more than 65,536 characters; what is graver comes first."""
    why = UnknownAnswer("Crossref", "it has a fault of its own " * 4)
    unknown = {f"work{n}": why for n in range(900)}
    remark = StandingRemark("title", "lai", "content/references/lai.bib", "the DOI is another's")
    made = report_standings_as_markdown(StandingReport(900, 0, remarks=(remark,), unknown=unknown))
    assert len(made) < 61_000
    assert "the DOI is another" in made
    shown = made.count("- work")
    assert shown > 100
    assert f"- and {900 - shown} more\n" in made


def test_a_card_that_cannot_be_changed_stops_nothing_else(
    server: Answering, site: Site, run: Run
) -> None:
    """It is said, and the others are written."""
    retract(server)
    notices = [update("10.5555/notice2", "retraction", (2026, 3, 4))]
    server.on(HAIL_AT, work("10.5555/hail", **{"updated-by": notices}))
    path: Path = site.root / "content" / FROST
    path.write_text("{" + ", ".join(site.files[FROST].strip().split("\n")) + "}\n")
    code, out, err = run("watch", "standing", "--write")
    assert code == 1
    assert f"content/{FROST} has a layout that cannot be changed safely" in err
    assert out.count("Written.") == 1
    assert "status: retracted" in (site.root / "content" / HAIL).read_text(encoding="utf-8")
