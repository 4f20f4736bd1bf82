"""What each registry's answer means."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.registries.answering import Answering, Reply, as_json
from tests.unit.registries.recorded import (
    NOTICE,
    RETRACTED,
    crossref,
    hit,
    hits,
    no_such_pmid,
    pmids,
    pubmed,
    retracted,
    trial,
    update,
)

from claimcards.cards.words import Standing
from claimcards.references.reference import Name
from claimcards.registries import clinicaltrials, ncbi
from claimcards.registries import crossref as crossref_client
from claimcards.registries.opening import LookedUp, Registries
from claimcards.registries.standing import judge_notices
from claimcards.registries.work import (
    FoundAnswer,
    NotFoundAnswer,
    RegistryWork,
    ToldValue,
    TrialFacts,
    UnknownAnswer,
)

HOSTILE = (
    "A \\textbf{title} {with} $x^2$\n<script>alert(1)</script>\x00\x1b[31m \u202eevil\u2066 % # & ~"
)


def work(answer: object) -> RegistryWork:
    """The work that was found."""
    assert isinstance(answer, FoundAnswer)
    found = answer.value
    return found.work if isinstance(found, LookedUp) else found


def test_crossref_gives_a_work_with_its_source() -> None:
    """Each part says who gave it; markup is gone, '<' that is none stays."""
    found = crossref_client.read_crossref_answer(crossref(), "10.5555/TIDES")
    assert found.title == ToldValue(
        "Vesicles of invented cells mend invented lungs in p<0.05 of mice", "Crossref"
    )
    assert found.authors is not None
    assert found.authors.value == (
        Name(family="Frøst", given="Ada"),
        Name(family="van der Winter", given="Bo M."),
        Name(literal="The Invented Group"),
    )
    assert (found.kind, found.year) == (
        ToldValue("article", "Crossref"),
        ToldValue(2024, "Crossref"),
    )
    assert found.registrations == ToldValue(("NCT01234567",), "Crossref")
    assert found.notices == ToldValue((), "Crossref")
    assert found.pmid is None


def test_crossref_knows_the_retraction_of_2024() -> None:
    """The gravest of four notices counts; both who recorded it are named; the mark is gone."""
    found = crossref_client.read_crossref_answer(retracted(), RETRACTED)
    assert found.title is not None
    assert found.title.value == ("Pluripotency of mesenchymal stem cells derived from adult marrow")
    assert found.notices is not None
    verdict = judge_notices(found.notices.value)
    assert (verdict.standing, verdict.on) == (Standing.RETRACTED, date(2024, 6, 17))
    assert verdict.because == f"Crossref and Retraction Watch record a retraction (doi {NOTICE})."


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        ("retraction", Standing.RETRACTED),
        ("Retraction", Standing.RETRACTED),
        ("withdrawal", Standing.RETRACTED),
        ("removal", Standing.RETRACTED),
        ("partial_retraction", Standing.CONCERN),
        ("expression_of_concern", Standing.CONCERN),
        ("expression-of-concern", Standing.CONCERN),
        ("erratum", Standing.CORRECTED),
        ("corrigendum", Standing.CORRECTED),
        ("addendum", None),
        ("new_version", None),
        ("something else", None),
        ("", None),
    ],
)
def test_each_kind_of_notice_has_its_standing(kind: str, standing: Standing | None) -> None:
    """The words of Crossref, however written; an unknown one changes nothing, and is kept."""
    message = crossref(**{"updated-by": [update("10.5555/n", kind, (2025, 1, 2))]})
    found = crossref_client.read_crossref_answer(message, "10.5555/tides").notices
    assert found is not None
    assert [notice.standing for notice in found.value] == [standing]


def test_a_work_updated_in_place_and_one_that_is_a_notice_are_told_apart() -> None:
    """update-to names the work itself, or the one that it is about."""
    about = [
        update("10.5555/TIDES", "correction", (2025, 1, 2)),
        update("10.5555/other", "retraction", (2025, 1, 3)),
    ]
    found = crossref_client.read_crossref_answer(crossref(**{"update-to": about}), "10.5555/tides")
    assert found.notices is not None
    assert [n.kind for n in found.notices.value] == ["correction"]
    assert found.updates is not None
    assert [(doi, n.standing) for doi, n in found.updates.value] == [
        ("10.5555/other", Standing.RETRACTED)
    ]


@pytest.mark.parametrize("parts", [[[2024]], [[None]], [[2024, 13, 40]], "x", None, [[]], [["a"]]])
def test_a_day_that_is_not_given_is_not_invented(parts: Any) -> None:
    """A year alone is no day."""
    item = {**update("10.5555/n", "retraction", (1, 1, 1)), "updated": {"date-parts": parts}}
    found = crossref_client.read_crossref_answer(
        crossref(**{"updated-by": [item]}), "10.5555/tides"
    ).notices
    assert found is not None
    assert found.value[0].on is None


def test_hostile_text_is_plain_words() -> None:
    """Tags, control and invisible signs are gone; LaTeX stays text, for whoever writes it."""
    found = crossref_client.read_crossref_answer(crossref(title=[HOSTILE]), "10.5555/tides")
    assert found.title is not None
    assert found.title.value == (
        "A \\textbf{title} {with} $x^2$ <script>alert(1)</script>[31m evil % # & ~"
    )


def test_parts_that_do_not_fit_are_left_out() -> None:
    """They decide nothing."""
    odd = {
        "author": [None, 3, {"family": 4}, {"given": "Ada"}, {"family": "Frost"}],
        "volume": 4,
        "issue": None,
        "page": ["10"],
        "container-title": None,
        "issued": {"date-parts": [[None]]},
        "funder": {"name": "x"},
        "clinical-trial-number": "NCT01234567",
        "type": None,
        "publisher": {"a": []},
    }
    found = crossref_client.read_crossref_answer(crossref(**odd), "10.5555/tides")
    assert found.authors == ToldValue((Name(literal="Ada"), Name(family="Frost")), "Crossref")
    assert (found.volume, found.issue, found.pages, found.year) == (None, None, None, None)
    assert (found.kind, found.registrations) == (ToldValue("misc", "Crossref"), None)


def test_pubmed_gives_a_work() -> None:
    """Names with initials, groups whole, the numbers under which others know it."""
    found = ncbi.read_pubmed_answer(pubmed(), "38000001")
    assert found is not None
    assert found.title == ToldValue("Vesicles of invented cells mend invented lungs", "PubMed")
    assert found.authors is not None
    assert found.authors.value == (
        Name(family="Frost", given="A."),
        Name(family="van der Winter", given="B. M.", suffix="Jr"),
        Name(literal="The Invented Group"),
    )
    assert found.doi == ToldValue("10.5555/tides", "PubMed")
    assert found.pmcid == ToldValue("PMC9000001", "PubMed")


def test_pubmed_marks_a_retracted_work() -> None:
    """By its type of publication."""
    found = ncbi.read_pubmed_answer(
        pubmed(pubtype=["Journal Article", "Retracted Publication"]), "38000001"
    )
    assert found is not None
    assert found.notices is not None
    assert judge_notices(found.notices.value).standing is Standing.RETRACTED


def test_a_number_that_pubmed_does_not_have_is_not_found(
    server: Answering, registries: Registries
) -> None:
    """It says so under status 200."""
    server.on("/ncbi/esummary.fcgi", as_json(no_such_pmid("99")))
    assert registries.pubmed.work("99") == NotFoundAnswer("PubMed")


@pytest.mark.parametrize(
    "answer",
    [
        {"error": "API rate limit exceeded", "count": "11"},
        {"header": {}, "result": {"uids": []}},
        {"result": {"38000001": {"uid": "38000001", "error": "out of order"}}},
        {"result": {"38000001": {"uid": "38000002", "title": "x"}}},
        {"result": {"38000001": {"uid": "38000001"}}},
        {"result": {"38000001": []}},
        {"esummaryresult": ["Invalid uid 38000001 at position=0"]},
    ],
)
def test_an_error_of_pubmed_is_unknown(
    answer: object, server: Answering, registries: Registries
) -> None:
    """Also where it comes under status 200; and it is not kept."""
    server.on("/ncbi/esummary.fcgi", as_json(answer))
    assert isinstance(registries.pubmed.work("38000001"), UnknownAnswer)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (pmids("38000001"), FoundAnswer("38000001")),
        (pmids(), NotFoundAnswer("PubMed")),
        (pmids("1", "2"), NotFoundAnswer("PubMed")),
    ],
)
def test_pubmed_knows_the_number_of_a_doi(
    answer: object, expected: object, server: Answering, registries: Registries
) -> None:
    """Where it is one and no other."""
    server.on("/ncbi/esearch.fcgi", as_json(answer))
    assert registries.pubmed.pmid_of("10.5555/tides") == expected
    assert server.asked[0][1]["term"] == '"10.5555/tides"[doi]'


def test_clinicaltrials_gives_a_trial() -> None:
    """Its record is a work by its sponsor, of the year in which it was entered."""
    found = clinicaltrials.read_trial_answer(trial(), "NCT01234567")
    assert found.title == ToldValue("Invented Vesicles for Invented Lungs", "ClinicalTrials.gov")
    assert found.authors == ToldValue((Name(literal="Invented Hospital"),), "ClinicalTrials.gov")
    assert found.year == ToldValue(2021, "ClinicalTrials.gov")
    assert found.trial == ToldValue(
        TrialFacts("completed", True, 24, False, ("Lung Injury", "ARDS")), "ClinicalTrials.gov"
    )


@pytest.mark.parametrize(
    ("status", "ended"),
    [
        ("COMPLETED", True),
        ("TERMINATED", True),
        ("WITHDRAWN", True),
        ("RECRUITING", False),
        ("UNKNOWN", None),
        ("SOMETHING_NEW", None),
    ],
)
def test_whether_a_trial_has_ended(status: str, ended: bool | None) -> None:
    """Only where the registry knows."""
    found = clinicaltrials.read_trial_answer(trial(overallStatus=status), "NCT01234567").trial
    assert found is not None
    assert found.value.ended is ended


def test_a_trial_that_does_not_exist_is_not_found(
    server: Answering, registries: Registries
) -> None:
    """404 and plain text."""
    words = b"NCT number NCT99999999 not found"
    server.on("/ct/studies/NCT99999999", Reply(words, 404, "text/plain"))
    assert registries.trials.work("NCT99999999") == NotFoundAnswer("ClinicalTrials.gov")


def test_another_trial_is_unknown(server: Answering, registries: Registries) -> None:
    """An old number leads to the trial that it was joined to: a person must look."""
    server.on("/ct/studies/NCT00009113", as_json(trial("NCT00010647")))
    answer = registries.trials.work("NCT00009113")
    assert answer == UnknownAnswer(
        "ClinicalTrials.gov", "asked about NCT00009113, it answered about NCT00010647"
    )


def test_europe_pmc_gives_the_numbers_of_a_doi(server: Answering, registries: Registries) -> None:
    """Of the record with that very DOI; a search finds others, too."""
    other = hit("38000009", doi="10.5555/tides.2")
    server.on("/epmc/search", as_json(hits(other, hit(doi="10.5555/TIDES", pmcid="PMC9000001"))))
    found = work(registries.europe_pmc.identifiers("10.5555/tides"))
    assert found.pmid == ToldValue("38000001", "Europe PMC")
    assert found.pmcid == ToldValue("PMC9000001", "Europe PMC")
    server.on("/epmc/search", as_json(hits(other)))
    assert registries.europe_pmc.identifiers("10.5555/x") == NotFoundAnswer("Europe PMC")


def paged(pages: dict[str, dict[str, Any]]) -> Any:
    """Answer by cursor."""
    return lambda _path, params: as_json(pages[params["cursorMark"]])


def test_a_search_goes_through_all_pages(server: Answering, registries: Registries) -> None:
    """Each record once."""
    server.choose = paged(
        {
            "*": hits(hit("1"), hit("2"), count=3, cursor="b"),
            "b": hits(hit("3"), count=3, cursor="b"),
        }
    )
    answer = registries.europe_pmc.search("x", 100)
    assert isinstance(answer, FoundAnswer)
    assert [record.id for record in answer.value.records] == ["MED/1", "MED/2", "MED/3"]


def test_a_search_stops_at_the_most(server: Answering, registries: Registries) -> None:
    """The count says how many more there are."""
    server.choose = lambda *_: as_json(hits(hit("1"), hit("2"), count=900, cursor="b"))
    answer = registries.europe_pmc.search("x", 2)
    assert isinstance(answer, FoundAnswer)
    assert (answer.value.count, len(answer.value.records)) == (900, 2)


@pytest.mark.parametrize(
    "second",
    [
        as_json(hits(count=3)),
        as_json(hits(hit("3", id="../../x"), count=3)),
        as_json(hits(hit("3", source=None), count=3)),
        Reply(b"", 500),
        as_json({"errCode": 404, "errMsg": "boom"}),
        as_json({"hitCount": "3", "resultList": {"result": []}}),
        as_json({"hitCount": 3, "resultList": {}}),
    ],
    ids=["empty", "id", "source", "fault", "error", "count", "no list"],
)
def test_half_a_list_is_unknown(second: Reply, server: Answering, registries: Registries) -> None:
    """It would pass for the whole."""
    first = as_json(hits(hit("1"), hit("2"), count=3, cursor="b"))
    server.choose = lambda _path, params: first if params["cursorMark"] == "*" else second
    assert isinstance(registries.europe_pmc.search("x", 100), UnknownAnswer)


def test_a_list_without_its_next_page_is_unknown(server: Answering, registries: Registries) -> None:
    """Nine counted, two given, and no way on."""
    server.on("/epmc/search", as_json(hits(hit("1"), hit("2"), count=9)))
    answer = registries.europe_pmc.search("x", 100)
    assert answer == UnknownAnswer("Europe PMC", "it counts 9 records and gave 2")


def test_a_doi_is_put_together_from_three(server: Answering, registries: Registries) -> None:
    """Crossref describes it, Europe PMC numbers it, PubMed types it; each part says who."""
    server.on("/cr/works/10.5555%2Ftides", as_json(crossref()))
    server.on("/epmc/search", as_json(hits(hit(doi="10.5555/tides"))))
    server.on("/ncbi/esummary.fcgi", as_json(pubmed()))
    answer = registries.by_doi("10.5555/tides")
    found = work(answer)
    assert found.pmid == ToldValue("38000001", "Europe PMC")
    assert found.types is not None
    assert found.types.by == "PubMed"
    assert found.container == ToldValue("Journal of Invention", "Crossref")
    assert isinstance(answer, FoundAnswer)
    assert answer.value.unknown == ()


def test_who_could_not_be_asked_is_said(server: Answering, registries: Registries) -> None:
    """The work is there, but not all of it."""
    server.on("/cr/works/10.5555%2Ftides", as_json(crossref()))
    server.on("/epmc/search", Reply(b"", 500))
    server.on("/ncbi/esearch.fcgi", as_json(pmids("38000001")))
    server.on("/ncbi/esummary.fcgi", Reply(b"<html>", 200, "text/html"))
    answer = registries.by_doi("10.5555/tides")
    assert isinstance(answer, FoundAnswer)
    assert [unknown.registry for unknown in answer.value.unknown] == ["Europe PMC", "PubMed"]


def test_a_number_with_another_doi_is_not_mixed_in(
    server: Answering, registries: Registries
) -> None:
    """A wrong PMID at one registry must not lend its types to this work."""
    server.on("/cr/works/10.5555%2Ftides", as_json(crossref()))
    server.on("/epmc/search", as_json(hits(hit(doi="10.5555/tides"))))
    ids = [{"idtype": "doi", "value": "10.5555/another"}]
    server.on("/ncbi/esummary.fcgi", as_json(pubmed(articleids=ids)))
    answer = registries.by_doi("10.5555/tides")
    assert work(answer).types is None
    assert isinstance(answer, FoundAnswer)
    assert answer.value.unknown == (
        UnknownAnswer("PubMed", "its record has another DOI (10.5555/another)"),
    )


def test_a_pmid_leads_to_crossref(server: Answering, registries: Registries) -> None:
    """Whole names come from there, and notices; the number from PubMed."""
    server.on("/ncbi/esummary.fcgi", as_json(pubmed()))
    server.on("/cr/works/10.5555%2Ftides", as_json(crossref()))
    found = work(registries.by_pmid("38000001"))
    assert found.authors is not None
    assert found.authors.value[0] == Name(family="Frøst", given="Ada")
    assert found.pmcid == ToldValue("PMC9000001", "PubMed")
    assert found.notices == ToldValue((), "Crossref and PubMed")
