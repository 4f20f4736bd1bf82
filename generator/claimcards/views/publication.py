"""The site as a publication: who publishes a claim, where it stands, how it is cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from claimcards.model.claim import Claim
from claimcards.model.reference import Name, Reference, Span

NO_LICENCE = "not stated"

_GITHUB = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+(?=/)")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Publication:
    """What a site says of itself; all of it may be empty.

    ``url`` is the address of its top, ``licence`` what may be done with its content, in words.
    """

    name: str = ""
    url: str = ""
    licence: str = ""

    @classmethod
    def of(cls, name: str, url: str, licence: str) -> Publication:
        """From a site's configuration, where the licence may hold markup and lines break."""
        words = " ".join(_TAG.sub("", licence).split())
        top = f"{url.rstrip('/')}/" if url else ""
        return cls(name.strip(), top, words or NO_LICENCE)

    def claim_url(self, key: str) -> str:
        """The address of a claim's page; empty for a site that does not know its own."""
        return f"{self.url}claims/{key}/" if self.url else ""


def claim_reference(claim: Claim, publication: Publication) -> Reference:
    """A claim's page as a work to cite: as much of it as was true on the day it was curated."""
    return Reference(
        key=claim.id,
        kind="misc",
        title=(Span(claim.statement, protected=True),),
        authors=(Name(literal=publication.name),) if publication.name else (),
        year=claim.curated_on.year,
        month=claim.curated_on.month,
        url=publication.claim_url(claim.id),
        note=f"As curated on {claim.curated_on.isoformat()}",
    )


def claim_citation(claim: Claim, publication: Publication) -> str:
    """How to cite a claim's page in plain words."""
    parts = (
        publication.name,
        claim.statement,
        f"As curated on {claim.curated_on.isoformat()}",
        publication.claim_url(claim.id),
    )
    return " ".join(_stopped(part) for part in parts if part)


def _stopped(part: str) -> str:
    closed = part[-1] in ".?!" or part.startswith(("https://", "http://"))
    return part if closed else f"{part}."


def challenge_url(edit_base: str, claim: Claim) -> str:
    """Where an objection to a claim can be filed: only a site that is edited on GitHub has it."""
    repository = _GITHUB.match(edit_base)
    if repository is None:
        return ""
    asked = urlencode(
        {"title": f"Challenge: {claim.statement} ({claim.id})", "labels": "challenge"},
        quote_via=quote,
    )
    return f"{repository[0]}/issues/new?{asked}"
