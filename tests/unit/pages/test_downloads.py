"""What readers take away: JSON, CSV, BibTeX and RIS say what the cards say, and nothing acts."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.small_site import CLAIM, WORKS, Site

from claimcards.build import SiteSettings, build_site
from claimcards.inspection import Inspection, inspect_content
from claimcards.pages.downloads import (
    DOWNLOADS,
    list_citation_forms,
    list_claim_files,
    write_cell,
    write_sheet,
)
from claimcards.pages.publication import (
    Publication,
    address_of_challenge,
    address_of_claim_form,
    address_of_evidence_form,
    address_of_retraction_form,
    cite_claim_as_reference,
    cite_claim_in_words,
    list_form_addresses,
)
from claimcards.references.bibtex import read_bibtex
from claimcards.references.exports import (
    make_csl_json,
    write_bibtex,
    write_bibtex_entry,
    write_ris_record,
)
from claimcards.references.reference import Name, Reference, Span

TEA = Publication.of("Tea Evidence", "https://tea.example", "Content <b>CC BY 4.0</b>.")
URL = "https://tea.example/claims/tea-warms/"


def files(site: Site) -> dict[str, str]:
    """The files of the tiny site's claim, by their ending."""
    found = site.inspect_content()
    made = list_claim_files(found.corpus, found.results, TEA)
    return {path.rpartition(".")[2]: text for path, text in made.items() if "tea-warms" in path}


def re_read(references: list[Reference] | tuple[Reference, ...]) -> list[Reference]:
    """References after a turn through BibTeX and our own reader."""
    sourced, problems = read_bibtex("out.bib", write_bibtex(references))
    assert [p for p in problems if p.code != "CC059"] == []  # a work may have no year
    return [one.reference for one in sourced]


def test_each_offered_file_is_made(site: Site) -> None:
    """Nothing is linked that is not there."""
    assert set(files(site)) == {file.name for file in DOWNLOADS}
    assert all(text.endswith("\n") for text in files(site).values())


def test_the_whole_claim_is_in_the_json(site: Site) -> None:
    """Statement, test, verdict with its tally, findings with their ballots, references."""
    made = json.loads(files(site)["json"])
    assert made["id"] == "tea-warms"
    assert made["url"] == URL
    assert made["statement"] == "Tea warms cold people."
    assert made["test"]["supports_if"] == "Hands are warmer after tea."
    assert (made["licence"], made["as_of"]) == ("Content CC BY 4.0.", "2026-11-21")
    people = next(v for v in made["verdicts"] if v["stratum"] == "people")
    assert people["tally"] == {
        "supports": 2,
        "disputes": 0,
        "mixed": 0,
        "groups": 2,
        "papers": 2,
        "findings": 2,
    }
    assert people["certainty"]["level"]
    assert made["headline"]["verdict"] == people["verdict"] == "supported"
    hands, cheeks = made["findings"]
    assert hands["effect"]["value"] == "0.90", "as its source prints it"
    assert hands["ballot"]["counts"] is True
    assert "effect" not in cheeks
    assert [study["id"] for study in made["studies"]] == ["frost2010tea", "hail2012tea"]
    assert {r["id"]: r.get("DOI") for r in made["references"]} == {
        "frost2010tea": "10.9999/frost",
        "hail2012tea": None,
        "kettle2001book": None,
    }
    assert made["searches"][0]["for"]["found"] == "Two trials."


def test_a_finding_that_does_not_count_says_why(site: Site) -> None:
    """In both files."""
    site.change(
        CLAIM,
        "study: hail2012tea\n    direction: supports",
        "study: hail2012tea\n    direction: neutral\n    neutral_because: subgroup",
    )
    made = files(site)
    ballot = json.loads(made["json"])["findings"][1]["ballot"]
    assert (ballot["counts"], bool(ballot["because"])) == (False, True)
    row = list(csv.DictReader(io.StringIO(made["csv"])))[1]
    assert (row["counts"], row["because"]) == ("no", "subgroup")


def test_a_claim_over_claims_names_its_parts(site: Site) -> None:
    """It has no findings of its own; its parts vote."""
    found = site.with_over().inspect_content()
    made = json.loads(list_claim_files(found.corpus, found.results, TEA)["claims/tea-all.json"])
    assert made["findings"] == made["verdicts"] == []
    assert [(m["claim"], m["vote"]) for m in made["members"]] == [("tea-warms", "supports")]


def test_the_csv_has_a_row_for_each_finding(site: Site) -> None:
    """Every cell comes back as it went in, commas, quotes and line breaks included."""
    site.change(CLAIM, "result: Cheeks were warmer.", 'result: "Warmer, \\"much\\" warmer; ü."')
    hands, cheeks = csv.DictReader(io.StringIO(files(site)["csv"]))
    assert (hands["value"], hands["low"], hands["high"]) == ("0.90", "0.40", "1.40")
    assert hands["page"] == f"{URL}#f-frost2010-hands"
    assert hands["doi"] == "10.9999/frost"
    assert (hands["sample"], hands["sample_unit"]) == ("300", "people")
    assert (hands["as_of"], hands["licence"]) == ("2026-11-21", "Content CC BY 4.0.")
    assert cheeks["result"] == 'Warmer, "much" warmer; ü.'
    assert cheeks["value"] == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-0.80", "-0.80"),
        ("+1", "+1"),
        ("<0.001", "<0.001"),
        ("tea = good", "tea = good"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(text: str, shown: str) -> None:
    """A card's words never act in a spreadsheet; plain numbers stay numbers."""
    assert write_cell(text) == shown


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_a_table_comes_back(rows: list[tuple[str, str]]) -> None:
    """Whatever its cells hold."""
    made = write_sheet(("a", "b"), [{"a": a, "b": b} for a, b in rows])
    again = list(csv.reader(io.StringIO(made, newline="")))
    assert again == [["a", "b"], *([write_cell(a), write_cell(b)] for a, b in rows)]


def test_the_references_come_back_from_bibtex(site: Site) -> None:
    """Those of the claim, and no others; our own reader takes them without a word."""
    text = files(site)["bib"]
    sourced, problems = read_bibtex("out.bib", text)
    known = site.corpus().references
    assert problems == []
    assert {s.reference.key: s.reference for s in sourced} == {
        key: one.reference for key, one in known.items()
    }


def test_all_references_of_this_site_come_back(repository: Path) -> None:
    """The real bibliography, through BibTeX and back."""
    references = [s.reference for s in real(repository).corpus.references.values()]
    assert len(references) > 100
    assert re_read(references) == references


def test_all_references_of_this_site_are_sound_ris(repository: Path) -> None:
    """Each record opens with its type, closes, and holds one tag and one line for each value."""
    for sourced in real(repository).corpus.references.values():
        well_formed(write_ris_record(sourced.reference))


def real(repository: Path) -> Inspection:
    """The real content."""
    return inspect_content(repository, repository / "content")


def well_formed(record: str) -> None:
    """What every RIS record has."""
    lines = record.split("\n")
    assert lines[-1] == ""
    assert lines[0].startswith("TY  - ")
    assert lines[-2] == "ER  - "
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])


ODD = Reference(
    key="de-godoy2015",
    kind="incollection",
    title=(
        Span("100% of "),
        Span("pH & $5", protected=True),
        Span(" in #1_a ~ b^c \\ d — e–f"),
    ),
    authors=(
        Name(family="Godoy", given="Mary Ann", particle="de", suffix="Jr"),
        Name(literal="World Health Organization and Friends"),
        Name(family="von lower", given="X"),
        Name(family="Müller-Łukasz", given="J.-P."),
        Name(family="Single"),
    ),
    authors_complete=False,
    container="Proc. of A & B",
    year=2015,
    month=4,
    volume="4_0",
    issue="1",
    pages="82–88",
    publisher="Smith & Sons",
    doi="10.1000/a_b(c)<d>%e",
    pmid="123",
    pmcid="PMC45",
    url="https://x.org/~a_b?c=%20&d#e",
    note="50% off_print",
    extra=(("isbn", "1-2"), ("keywords", "a & b")),
)


@pytest.mark.parametrize(
    "kind",
    ["article", "book", "misc", "incollection", "phdthesis", "techreport", "manual", "online"],
)
def test_an_odd_reference_comes_back(kind: str) -> None:
    """Signs that act in LaTeX, particles, bodies, lists cut short, protected capitals."""
    odd = Reference(**{**{f: getattr(ODD, f) for f in ODD.__slots__}, "kind": kind})
    assert re_read([odd]) == [odd]


def test_latex_is_escaped() -> None:
    """What acts in LaTeX is written so that it prints."""
    entry = write_bibtex_entry(ODD)
    assert r"100\% of {pH \& \$5} in \#1\_a \textasciitilde{} b\textasciicircum{}c" in entry
    assert r"\textbackslash{} d" in entry
    assert (
        "author    = {de Godoy, Jr, Mary Ann and {World Health Organization and Friends}" in entry
    )
    assert "pages     = {82--88}" in entry
    assert "month     = apr," in entry


# No hyphen: two in a row are a dash to BibTeX, so no reference that was read has them.
SIGNS = st.sampled_from("abcXYZéß05%&#_$~^\\–'\"@,.:;()/=<>|*")
WORDS = st.lists(st.text(SIGNS, min_size=1, max_size=12), min_size=1, max_size=3).map(" ".join)


@given(st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=4), WORDS)
def test_any_title_comes_back(pieces: list[tuple[str, bool]], container: str) -> None:
    """Text that came from BibTeX once comes from it again."""
    title = tuple(Span(t if protected else f"{t} ", protected) for t, protected in pieces)
    first = Reference("k", "article", title, year=2000, container=container)
    (once,) = read_bibtex("out.bib", write_bibtex_entry(first))[0]
    assert re_read([once.reference]) == [once.reference]


def test_ris_says_what_the_reference_says() -> None:
    """Names family first, pages apart, identifiers under their tags."""
    record = write_ris_record(ODD)
    well_formed(record)
    for line in (
        "TY  - CHAP",
        "AU  - de Godoy, Mary Ann, Jr",
        "AU  - World Health Organization and Friends",
        "SP  - 82",
        "EP  - 88",
        "DA  - 2015/04//",
        "DO  - 10.1000/a_b(c)<d>%e",
        "AN  - PMID:123",
    ):
        assert f"{line}\n" in record


def test_csl_json_says_what_the_reference_says() -> None:
    """In CSL's own words."""
    item = make_csl_json(ODD)
    assert item["type"] == "chapter"
    assert item["title"] == ODD.plain_title
    assert item["author"][0] == {
        "family": "Godoy",
        "given": "Mary Ann",
        "non-dropping-particle": "de",
        "suffix": "Jr",
    }
    assert item["issued"] == {"date-parts": [[2015, 4]]}
    assert item["page"] == "82-88"


def test_a_claim_is_cited_with_its_day(site: Site) -> None:
    """In words and in three formats; the day is the card's, never the clock's."""
    claim = site.corpus().claims["tea-warms"].record
    assert cite_claim_in_words(claim, TEA) == (
        f"Tea Evidence. Tea warms cold people. As curated on 2026-11-21. {URL}"
    )
    forms = {form.label: form.text for form in list_citation_forms(claim, TEA)}
    (sourced,), problems = read_bibtex("cite.bib", forms["BibTeX"])
    assert problems == []
    assert sourced.reference == cite_claim_as_reference(claim, TEA)
    well_formed(forms["RIS"])
    assert "DA  - 2026/11/21/\n" in forms["RIS"]
    (item,) = json.loads(forms["CSL-JSON"])
    assert item["issued"] == {"date-parts": [[2026, 11, 21]]}
    assert item["URL"] == URL


def test_a_site_without_an_address_is_cited_without(site: Site) -> None:
    """Nothing is made up."""
    claim = site.corpus().claims["tea-warms"].record
    bare = Publication.of("", "", "")
    assert cite_claim_in_words(claim, bare) == "Tea warms cold people. As curated on 2026-11-21."
    assert bare.licence == "not stated"
    assert "UR  -" not in list_citation_forms(claim, bare)[1].text


NOTES = '<script src="../../assets/notes.js" defer></script>'
"""The page's own script, a file of the site."""
KEPT = Publication.of("Tea", "", "", "https://github.com/tea/evidence.git")
FORMS = "https://github.com/tea/evidence/issues/new?template="


def test_a_challenge_opens_a_form_that_names_the_claim(site: Site) -> None:
    """Template, claim and title are in the address; nothing of it can end the address early."""
    claim = site.corpus().claims["tea-warms"].record
    asked = "challenge-claim.yml&claim=tea-warms&title=Challenge%3A%20Tea%20warms%20cold%20people."
    assert address_of_challenge(KEPT, claim, "../../") == FORMS + asked


def test_evidence_retractions_and_claims_have_their_forms() -> None:
    """Each with what is known where the link stands."""
    evidence = address_of_evidence_form(KEPT, "tea-warms", "Trials & more", top="../")
    asked = "propose-evidence.yml&claim=tea-warms&title=Evidence%3A%20tea-warms%2C%20"
    assert evidence == FORMS + asked + "Trials%20%26%20more"
    asked = "report-retraction.yml&study=frost2010tea&title=Standing%3A%20Frost%202010"
    assert address_of_retraction_form(KEPT, "frost2010tea", "Frost 2010", "../../") == FORMS + asked
    assert address_of_claim_form(KEPT, "../") == FORMS + "propose-claim.yml&title=Claim%3A%20"


@pytest.mark.parametrize(
    "repository",
    ["", "https://git.example/tea/evidence", "https://github.com.evil.example/tea/evidence"],
)
def test_elsewhere_the_links_lead_to_how_one_takes_part(site: Site, repository: str) -> None:
    """There are no forms off GitHub, and a link that leads nowhere is worse than none."""
    kept = Publication.of("Tea", "", "", repository)
    how = "methods/#take-part"
    assert (
        address_of_challenge(kept, site.corpus().claims["tea-warms"].record, "../../")
        == f"../../{how}"
    )
    assert address_of_evidence_form(kept, "tea-warms", top="../") == f"../{how}"
    assert (
        address_of_retraction_form(kept, "frost2010tea", "Frost 2010", "../../") == f"../../{how}"
    )
    assert address_of_claim_form(kept, "../") == f"../{how}"
    assert set(list_form_addresses(kept).values()) == {""}


def test_the_forms_that_are_linked_are_there(repository: Path) -> None:
    """Under the file names and the titles that they have in the repository."""
    for address, label in zip(
        list_form_addresses(KEPT).values(), list_form_addresses(KEPT), strict=True
    ):
        file = repository / ".github/ISSUE_TEMPLATE" / address.removeprefix(FORMS)
        assert f'name: "{label}"' in file.read_text(encoding="utf-8")


def test_hostile_words_do_nothing_on_the_page(site: Site) -> None:
    """A title that is markup stands in <pre> as text; no attribute is opened."""
    site.change(CLAIM, "Tea warms cold people.", "Tea </pre><script>x</script> *warms* people.")
    site.change(WORKS, "Tea and cold hands", "<b onclick=x> cold hands")
    site.inspect_content()
    made = build_site(SiteSettings(site.root, site.root / "content", site_name="<i>Tea</i>"))
    page = next(page for page in made.pages if page.uri == "claims/tea-warms.md")
    body = page.markdown.split("\n---\n", 1)[1]
    assert re.findall("<script.*", body) == [NOTES]
    assert body.count("</pre>") == 3
    assert "<i>" not in body
    assert set(made.files) >= {f"claims/tea-warms.{file.name}" for file in DOWNLOADS}
