"""ClinicalTrials.gov: what the registry knows of a trial. API v2, ``studies/{nct}``.

A number that does not exist is answered with 404 and plain text; an old number that was joined
to another is sent on to that one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from claimcards.references.identity import read_nct
from claimcards.references.reference import Name
from claimcards.registries.asking import Json, Registry, RegistryAsker
from claimcards.registries.shapes import (
    require_map,
    require_words,
    take_inner,
    take_several,
    take_words,
)
from claimcards.registries.work import (
    FoundAnswer,
    NotFoundAnswer,
    OtherShapeError,
    RegistryWork,
    ToldValue,
    TrialFacts,
    UnknownAnswer,
)

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

    asker: RegistryAsker
    registry: Registry

    def work(self, nct: str) -> FoundAnswer[RegistryWork] | NotFoundAnswer | UnknownAnswer:
        """The record of a trial."""
        fields = {"fields": _FIELDS}
        path = f"studies/{nct}"
        return self.asker.json(
            self.registry, path, fields, lambda told: read_trial_answer(told, nct)
        )


def read_trial_answer(answer: Json, nct: str) -> RegistryWork:
    """The work in an answer about this trial.

    :raises OtherShapeError: where it is no such answer, or is about another trial.
    """
    protocol = require_map(answer.get("protocolSection"), "protocolSection")
    identity = require_map(protocol.get("identificationModule"), "identificationModule")
    given = read_nct(require_words(identity.get("nctId"), "nctId"))
    if given != nct:
        raise OtherShapeError(f"asked about {nct}, it answered about {given or 'no trial'}")
    title = take_words(identity.get("officialTitle")) or require_words(
        identity.get("briefTitle"), "briefTitle"
    )
    sponsor = take_words(take_inner(protocol, "sponsorCollaboratorsModule", "leadSponsor", "name"))
    return RegistryWork(
        kind=ToldValue("misc", NAME),
        title=ToldValue(title, NAME),
        authors=ToldValue((Name(literal=sponsor),), NAME) if sponsor else None,
        container=ToldValue(NAME, NAME),
        year=_read_trial_year(protocol),
        url=ToldValue(f"https://clinicaltrials.gov/study/{nct}", NAME),
        registrations=ToldValue((nct,), NAME),
        trial=ToldValue(_read_trial(protocol), NAME),
    )


def _read_trial_year(protocol: Json) -> ToldValue[int] | None:
    """The year in which the record was entered."""
    status = protocol.get("statusModule")
    first = take_words(take_inner(status, "studyFirstPostDateStruct", "date"))
    found = re.match(
        r"[12][0-9]{3}", first or take_words(take_inner(status, "studyFirstSubmitDate"))
    )
    return ToldValue(int(found[0]), NAME) if found else None


def _read_trial(protocol: Json) -> TrialFacts:
    status = take_words(take_inner(protocol, "statusModule", "overallStatus")).upper()
    enrolment = take_inner(protocol, "designModule", "enrollmentInfo")
    return TrialFacts(
        status=status.replace("_", " ").lower(),
        ended=True if status in _ENDED else False if status in _RUNNING else None,
        enrolled=_read_enrolment(take_inner(enrolment, "count")),
        planned=take_inner(enrolment, "type") != "ACTUAL",
        conditions=take_several(take_inner(protocol, "conditionsModule", "conditions")),
    )


def _read_enrolment(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
