"""ClinicalTrials.gov: what the registry knows of a trial. API v2, ``studies/{nct}``.

A number that does not exist is answered with 404 and plain text; an old number that was joined
to another is sent on to that one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from claimcards.model.reference import Name
from claimcards.registries.asking import Asker, Json, Registry
from claimcards.registries.shapes import inner, must_map, must_words, several, words
from claimcards.works.identity import plain_nct
from claimcards.works.work import Found, NotFound, OtherShapeError, Told, Trial, Unknown, Work

NAME = "ClinicalTrials.gov"
BASE = "https://clinicaltrials.gov/api/v2"
SPACING = 0.5
_FIELDS = (
    "protocolSection.identificationModule,protocolSection.statusModule,"
    "protocolSection.sponsorCollaboratorsModule,protocolSection.conditionsModule,"
    "protocolSection.designModule"
)
_ENDED = frozenset({"COMPLETED", "TERMINATED", "WITHDRAWN"})
_RUNNING = frozenset(
    {
        "ACTIVE_NOT_RECRUITING",
        "ENROLLING_BY_INVITATION",
        "NOT_YET_RECRUITING",
        "RECRUITING",
        "SUSPENDED",
    }
)


@dataclass(frozen=True, slots=True)
class ClinicalTrials:
    """The client of ClinicalTrials.gov."""

    asker: Asker
    registry: Registry

    def work(self, nct: str) -> Found[Work] | NotFound | Unknown:
        """The record of a trial."""
        fields = {"fields": _FIELDS}
        path = f"studies/{nct}"
        return self.asker.json(self.registry, path, fields, lambda told: read(told, nct))


def read(answer: Json, nct: str) -> Work:
    """The work in an answer about this trial.

    :raises OtherShapeError: where it is no such answer, or is about another trial.
    """
    protocol = must_map(answer.get("protocolSection"), "protocolSection")
    identity = must_map(protocol.get("identificationModule"), "identificationModule")
    given = plain_nct(must_words(identity.get("nctId"), "nctId"))
    if given != nct:
        raise OtherShapeError(f"asked about {nct}, it answered about {given or 'no trial'}")
    title = words(identity.get("officialTitle")) or must_words(
        identity.get("briefTitle"), "briefTitle"
    )
    sponsor = words(inner(protocol, "sponsorCollaboratorsModule", "leadSponsor", "name"))
    return Work(
        kind=Told("misc", NAME),
        title=Told(title, NAME),
        authors=Told((Name(literal=sponsor),), NAME) if sponsor else None,
        container=Told(NAME, NAME),
        year=_year(protocol),
        url=Told(f"https://clinicaltrials.gov/study/{nct}", NAME),
        registrations=Told((nct,), NAME),
        trial=Told(_trial(protocol), NAME),
    )


def _year(protocol: Json) -> Told[int] | None:
    """The year in which the record was entered."""
    status = protocol.get("statusModule")
    first = words(inner(status, "studyFirstPostDateStruct", "date"))
    found = re.match(r"[12][0-9]{3}", first or words(inner(status, "studyFirstSubmitDate")))
    return Told(int(found[0]), NAME) if found else None


def _trial(protocol: Json) -> Trial:
    status = words(inner(protocol, "statusModule", "overallStatus")).upper()
    enrolment = inner(protocol, "designModule", "enrollmentInfo")
    return Trial(
        status=status.replace("_", " ").lower(),
        ended=True if status in _ENDED else False if status in _RUNNING else None,
        enrolled=_count(inner(enrolment, "count")),
        planned=inner(enrolment, "type") != "ACTUAL",
        conditions=several(inner(protocol, "conditionsModule", "conditions")),
    )


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
