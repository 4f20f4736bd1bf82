"""What changed lately, as a hand-written page tells it: the claim first, the commit last."""

from __future__ import annotations

import re

from tests.unit.small_site import Site

from claimcards.pages.history import (
    LATEST,
    MOST_OPEN,
    EventKind,
    PastEvent,
    PastExtent,
    PastHistory,
    PastMoment,
    list_latest_changes,
)
from claimcards.pages.publication import Publication
from claimcards.pages.templating import render_template

SITE = Publication.of("Tea", "https://tea.example/", "", "https://git.example/tea")


def event(claim: str, turned: bool = False) -> PastEvent:
    """One claim moved."""
    return PastEvent(
        claim, EventKind.CHANGED, f"Statement of {claim}.", turned, "Yes", ("people stay so",)
    )


def shown(site: Site, *moments: PastMoment) -> list[str]:
    """The entries as plain text."""
    views = list_latest_changes(site.corpus(), PastHistory(PastExtent.WHOLE, moments), SITE)
    text = render_template("latest.md.jinja", root="", moments=views)
    plain = re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), re.sub(r"<[^>]+>", "", text))
    return [" ".join(line.split()) for line in plain.splitlines() if line.strip()]


def test_an_entry_leads_with_the_claim_and_ends_with_the_commit(site: Site) -> None:
    """The claim whose verdict moved comes before those whose did not."""
    events = (event("tea-other"), event("tea-warms", turned=True))
    assert shown(site, PastMoment("abcdef0123456789", 0, "Read a trial", events)) == [
        "1970-01-01: Statement of tea-warms. People stay so. And 1 more claim"
        "Read a trial (abcdef01)"
    ]


def test_only_the_newest_are_told(site: Site) -> None:
    """The page of all changes has the others."""
    moments = [
        PastMoment(f"{n:016x}", -n, f"Step {n}", (event("tea-warms"),)) for n in range(LATEST + 2)
    ]
    assert len(shown(site, *moments)) == LATEST == 3


def test_a_commit_that_moved_many_claims_is_told_in_numbers(site: Site) -> None:
    """Nobody reads fifty claims on a home page."""
    events = tuple(event(f"tea-{n}") for n in range(MOST_OPEN + 1))
    (entry,) = shown(site, PastMoment("abcdef0123456789", 0, "Read all again", events))
    assert entry.startswith("1970-01-01: 9 claims with other evidence behind the same verdict")
    assert "Statement" not in entry


def test_nothing_on_record_is_said(site: Site) -> None:
    """Rather than an empty list."""
    assert shown(site) == ["No change is on record yet."]
