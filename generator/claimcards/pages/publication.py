"""The site as a publication: who publishes a claim, where it stands, how it is cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from claimcards.cards.claim import Claim
from claimcards.references.reference import Name, Reference, Span

NO_LICENCE = "not stated"
FORMS = {
    "challenge-claim": "Challenge a claim",
    "propose-evidence": "Propose evidence",
    "propose-claim": "Propose a claim",
    "report-retraction": "Report a retraction",
}
"""The issue forms of a repository, by the names of their files."""
TAKE_PART = "methods/#take-part"
"""Where a site says how one takes part."""

_GITHUB = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Publication:
    """What a site says of itself; all of it may be empty.

    ``url`` is the address of its top, ``licence`` what may be done with its content, in words,
    ``repository`` where its cards are kept and mistakes are reported.
    """

    name: str = ""
    url: str = ""
    licence: str = ""
    repository: str = ""

    @classmethod
    def of(cls, name: str, url: str, licence: str, repository: str = "") -> Publication:
        """From a site's configuration, where the licence may hold markup and lines break."""
        words = " ".join(_TAG.sub("", licence).split())
        top = f"{url.rstrip('/')}/" if url else ""
        kept = repository.rstrip("/").removesuffix(".git")
        return cls(name.strip(), top, words or NO_LICENCE, kept)

    def claim_url(self, key: str) -> str:
        """The address of a claim's page; empty for a site that does not know its own."""
        return f"{self.url}claims/{key}/" if self.url else ""


def cite_claim_as_reference(claim: Claim, publication: Publication) -> Reference:
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


def cite_claim_in_words(claim: Claim, publication: Publication) -> str:
    """How to cite a claim's page in plain words."""
    parts = (
        publication.name,
        claim.statement,
        f"As curated on {claim.curated_on.isoformat()}",
        publication.claim_url(claim.id),
    )
    return " ".join(_end_with_stop(part) for part in parts if part)


def _end_with_stop(part: str) -> str:
    closed = part[-1] in ".?!" or part.startswith(("https://", "http://"))
    return part if closed else f"{part}."


def address_of_challenge(publication: Publication, claim: Claim, top: str) -> str:
    """Where an objection to a claim can be filed: a form that already names the claim.

    Where it is not known where the cards are kept, this and its like lead to the page that says
    how one takes part; ``top`` is the way from the page of the link to the site's top.
    """
    title = f"Challenge: {claim.statement}"
    return _address_form(publication, "challenge-claim", title, top, claim=claim.id)


def address_of_evidence_form(
    publication: Publication, claim: str, rung: str = "", *, top: str
) -> str:
    """Where a study that bears on a claim can be proposed, for one rung of its ladder or any."""
    title = f"Evidence: {claim}" + (f", {rung}" if rung else "")
    return _address_form(publication, "propose-evidence", title, top, claim=claim)


def address_of_retraction_form(publication: Publication, study: str, short: str, top: str) -> str:
    """Where a retraction, correction or concern can be reported: the form names the study."""
    return _address_form(publication, "report-retraction", f"Standing: {short}", top, study=study)


def address_of_claim_form(publication: Publication, top: str) -> str:
    """Where a claim that the site does not have can be proposed."""
    return _address_form(publication, "propose-claim", "Claim: ", top)


def list_form_addresses(publication: Publication) -> dict[str, str]:
    """The forms by which anybody takes part, with their addresses where those are known."""
    known = bool(_GITHUB.fullmatch(publication.repository))
    top = f"{publication.repository}/issues/new?template=" if known else ""
    return {label: f"{top}{name}.yml" if known else "" for name, label in FORMS.items()}


def _address_form(
    publication: Publication, template: str, title: str, top: str, **fields: str
) -> str:
    if not _GITHUB.fullmatch(publication.repository):
        return f"{top}{TAKE_PART}"
    asked = {"template": f"{template}.yml", **fields, "title": title}
    return f"{publication.repository}/issues/new?{urlencode(asked, quote_via=quote)}"
