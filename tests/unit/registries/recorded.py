"""Answers in the shapes that the registries document, cut to what is read.

The retracted work is a real one: "Pluripotency of mesenchymal stem cells derived from adult
marrow", Nature 2002, https://doi.org/10.1038/nature00870, PMID 12077603, retracted by
https://doi.org/10.1038/s41586-024-07653-0. Its registries' answers are rebuilt in the documented
shape from what was seen of it: title, the DOIs, the kinds of its notices. Its days, volume and
record numbers were not seen: those here are invented, and so is everything about all other works,
whose DOIs begin with 10.5555, Crossref's prefix for tests.
"""

from __future__ import annotations

from typing import Any

RETRACTED = "10.1038/nature00870"
NOTICE = "10.1038/s41586-024-07653-0"


def update(doi: str, kind: str, day: tuple[int, ...], source: str = "publisher") -> dict[str, Any]:
    """An entry of updated-by or update-to."""
    return {
        "updated": {"date-parts": [list(day)], "date-time": "", "timestamp": 0},
        "DOI": doi,
        "type": kind,
        "source": source,
        "label": kind.capitalize(),
    }


def crossref(doi: str = "10.5555/tides", /, **changes: Any) -> dict[str, Any]:
    """An answer of works/{doi}."""
    message = {
        "DOI": doi,
        "type": "journal-article",
        "title": ["Vesicles of invented cells mend <i>invented</i> lungs in p&lt;0.05 of mice"],
        "author": [
            {"given": "Ada", "family": "Frøst", "sequence": "first", "affiliation": []},
            {"given": "Bo M.", "family": "van der Winter", "sequence": "additional"},
            {"name": "The Invented Group", "sequence": "additional"},
        ],
        "container-title": ["Journal of Invention"],
        "publisher": "Test accounts",
        "volume": "4",
        "issue": "2",
        "page": "10-19",
        "issued": {"date-parts": [[2024, 5, 3]]},
        "clinical-trial-number": [
            {"clinical-trial-number": "nct01234567", "registry": "10.18810/clinical-trials-gov"}
        ],
        "relation": {},
        **changes,
    }
    return {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message}


def retracted() -> dict[str, Any]:
    """The retracted work of 2002."""
    return crossref(
        RETRACTED,
        title=[
            "RETRACTED ARTICLE: Pluripotency of mesenchymal stem cells derived from adult marrow"
        ],
        author=[{"given": "Yuehua", "family": "Jiang"}, {"given": "C. M.", "family": "Verfaillie"}],
        issued={"date-parts": [[2002, 6, 20]]},
        **{
            "container-title": ["Nature"],
            "clinical-trial-number": [],
            "updated-by": [
                update("10.5555/correction-of-2007", "correction", (2007, 6, 14)),
                update(NOTICE, "retraction", (2024, 6, 17)),
                update("10.5555/correction-of-2007", "erratum", (2007, 6, 14), "retraction-watch"),
                update(NOTICE, "retraction", (2024, 6, 17), "retraction-watch"),
            ],
        },
    )


def pubmed(pmid: str = "38000001", **changes: Any) -> dict[str, Any]:
    """An answer of esummary.fcgi."""
    record = {
        "uid": pmid,
        "pubdate": "2024 May 3",
        "source": "J Invent",
        "authors": [
            {"name": "Frost A", "authtype": "Author", "clusterid": ""},
            {"name": "van der Winter BM Jr", "authtype": "Author", "clusterid": ""},
            {"name": "The Invented Group", "authtype": "CollectiveName", "clusterid": ""},
        ],
        "title": "Vesicles of invented cells mend invented lungs.",
        "volume": "4",
        "issue": "2",
        "pages": "10-19",
        "pubtype": ["Journal Article", "Randomized Controlled Trial"],
        "articleids": [
            {"idtype": "pubmed", "idtypen": 1, "value": pmid},
            {"idtype": "doi", "idtypen": 3, "value": "10.5555/tides"},
            {"idtype": "pmc", "idtypen": 8, "value": "PMC9000001"},
        ],
        "fulljournalname": "Journal of invention",
        **changes,
    }
    header = {"type": "esummary", "version": "0.3"}
    return {"header": header, "result": {"uids": [pmid], pmid: record}}


def no_such_pmid(pmid: str) -> dict[str, Any]:
    """How PubMed says that it has no such record: with HTTP status 200."""
    error = {"uid": pmid, "error": "cannot get document summary"}
    return {"header": {"type": "esummary"}, "result": {"uids": [pmid], pmid: error}}


def pmids(*found: str) -> dict[str, Any]:
    """An answer of esearch.fcgi."""
    return {
        "header": {"type": "esearch", "version": "0.3"},
        "esearchresult": {"count": str(len(found)), "retmax": "2", "idlist": list(found)},
    }


def hit(number: str = "38000001", **changes: Any) -> dict[str, Any]:
    """A record in an answer of Europe PMC."""
    return {
        "id": number,
        "source": "MED",
        "pmid": number,
        "doi": f"10.5555/hit.{number}",
        "title": f"Invented work {number}.",
        "authorString": "Frost A, Winter B.",
        "journalTitle": "J Invent",
        "pubYear": "2026",
        "firstPublicationDate": "2026-10-02",
        **changes,
    }


def hits(*records: dict[str, Any], count: int | None = None, cursor: str = "") -> dict[str, Any]:
    """An answer of Europe PMC's search."""
    return {
        "version": "6.9",
        "hitCount": len(records) if count is None else count,
        **({"nextCursorMark": cursor} if cursor else {}),
        "resultList": {"result": list(records)},
    }


def trial(nct: str = "NCT01234567", **status: Any) -> dict[str, Any]:
    """An answer of ClinicalTrials.gov about a trial."""
    return {
        "protocolSection": {
            "identificationModule": {
                "nctId": nct,
                "briefTitle": "Invented Vesicles",
                "officialTitle": "Invented Vesicles for Invented Lungs",
            },
            "statusModule": {
                "overallStatus": "COMPLETED",
                "studyFirstPostDateStruct": {"date": "2021-03-02", "type": "ACTUAL"},
                **status,
            },
            "sponsorCollaboratorsModule": {
                "leadSponsor": {"name": "Invented Hospital", "class": "OTHER"}
            },
            "conditionsModule": {"conditions": ["Lung Injury", "ARDS"]},
            "designModule": {
                "studyType": "INTERVENTIONAL",
                "enrollmentInfo": {"count": 24, "type": "ACTUAL"},
            },
        },
        "hasResults": False,
    }
