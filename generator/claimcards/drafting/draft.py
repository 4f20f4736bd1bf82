"""The draft that a filled-in form leads to: one card, new or with something more on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from shlex import quote

from claimcards.checks.identity import RESERVED
from claimcards.corpus import Corpus
from claimcards.drafting.answers import Answers
from claimcards.drafting.blank import Given, blanks, item
from claimcards.drafting.inserting import appended, inserted
from claimcards.drafting.scaffold import UNTIL_REVIEW, claim_file, finding_ids, free
from claimcards.drafting.works import Work, named, work
from claimcards.formatting.shapes import shape_of
from claimcards.model.claim import Claim, Finding
from claimcards.model.study import Status
from claimcards.model.words import Direction
from claimcards.near import did_you_mean
from claimcards.reading.files import UseError

_ID_WORDS = 6
CONFLICTS = "read in the issue what its author says of conflicts of interest"

Read = Callable[[str], str]
"""Gives the text of a card by its file."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What to write: ``file`` is relative to the project's root; without one, nothing.

    ``about`` says in one line what the draft is; ``notes`` are for whoever works on it.
    """

    about: str
    file: str = ""
    text: str = ""
    notes: tuple[str, ...] = ()


def draft(given: Answers, corpus: Corpus, content: str, on: date, read: Read) -> Draft:
    """The draft of a form's answers; ``content`` is the folder of cards, ``on`` the day.

    :raises UseError: where the form is about something that this site does not have.
    """
    makers: Mapping[str, Callable[[], Draft]] = {
        "propose-evidence": lambda: _finding(given, corpus, on, read),
        "challenge-claim": lambda: _challenge(given, corpus),
        "propose-claim": lambda: _claim(given, corpus, content, on),
        "report-retraction": lambda: _standing(given, corpus, read),
    }
    return makers[given.form.id]()


def _claim_id(given: Answers, corpus: Corpus) -> str:
    key = named(given["claim"])
    if key not in corpus.claims:
        hint = did_you_mean(key, corpus.claims, "take the end of its page's address")
        raise UseError(f"there is no claim '{key or given['claim'][:60]}'; {hint}")
    if corpus.claims[key].record.over:
        raise UseError(f"'{key}' is a claim over claims and has no findings; name one of its parts")
    return key


def _missing(found: Work, what: str) -> tuple[str, ...]:
    """How to get the card of a work that has none."""
    if found.key:
        return ()
    if not found.option:
        return (f"no identifier of {what} is known here; see the issue",)
    asked = f"{found.option} {quote(found.identifier)}"  # a shell would read the brackets of a DOI
    return (f"{what} has no card: claimcards new study {asked}",)


def missing_study(given: Answers, corpus: Corpus) -> Work:
    """The study that a form proposes and that has no card yet; empty where there is none."""
    if given.form.id != "propose-evidence":
        return Work()
    found = work(given["study"], corpus, studies_only=True)
    return Work() if found.key else found


def _finding(given: Answers, corpus: Corpus, on: date, read: Read) -> Draft:
    key = _claim_id(given, corpus)
    claim = corpus.claims[key]
    found = work(given["study"], corpus, studies_only=True)
    stem = "-".join(part for part in (found.key, *_words(given["outcome"], 3)) if part)
    known: Given = {
        "id": free(stem or "new", finding_ids(corpus, key)),
        "study": found.key,
        **{k: given[k] for k in ("direction", "outcome", "comparator", "locator")},
        "result": given["what"],
        "checked": {"depth": given["depth"], "on": on.isoformat()},
    }
    also = frozenset(["neutral_because"] if given["direction"] == Direction.NEUTRAL else [])
    lines = item(Finding, known, also)
    text = inserted(claim.file, read(claim.file), "findings", lines, shape_of(Claim))
    notes = (*_missing(found, "the study"), *_design_note(given, corpus, found), CONFLICTS)
    return Draft(f"A finding for the claim {key}", claim.file, text, notes)


def _design_note(given: Answers, corpus: Corpus, found: Work) -> tuple[str, ...]:
    if not given["design"]:
        return ()
    card = corpus.studies.get(found.key)
    if card is not None and card.record.design != given["design"]:
        return (f"the form calls the design {given['design']}, its card {card.record.design}",)
    return () if card else (f"the form calls the study's design {given['design']}",)


def _challenge(given: Answers, corpus: Corpus) -> Draft:
    key = _claim_id(given, corpus)
    found = work(given["study"], corpus, studies_only=True)
    claim = corpus.claims[key]
    places = tuple(
        f"it may be about the finding {finding.id}, at {claim.place('findings', index)}"
        for index, finding in enumerate(claim.record.findings)
        if found.key and finding.study == found.key
    )
    about = f"A challenge of the claim {key} is a question for people; no card is drafted"
    return Draft(about, notes=(f"its card is {claim.file}", *places, CONFLICTS))


def _claim(given: Answers, corpus: Corpus, content: str, on: date) -> Draft:
    former = (f for claim in corpus.claims.values() for f in claim.record.former_ids)
    taken = {*corpus.claims, *corpus.unread.get("claims", ()), *former, *RESERVED}
    key = free("-".join(_words(given["statement"], _ID_WORDS)) or "new-claim", taken)
    file = claim_file(corpus, content, key, given["topic"])
    found = work(given["study"], corpus)
    known: Given = {
        "id": key,
        **{k: given[k] for k in ("statement", "kind", "about")},
        "test": {"supports_if": given["supports"], "disputes_if": given["disputes"]},
        "origins": {
            "reference": found.key,
            "locator": given["locator"],
            "says": given["what"],
        },
        "curated_on": on.isoformat(),
        "review_due": (on + UNTIL_REVIEW).isoformat(),
    }
    schema = "# yaml-language-server: $schema=../../../schemas/claim.schema.json"
    text = "\n".join((schema, *blanks(Claim, known, frozenset(["question", "plain"])))) + "\n"
    note = f"the id {key} becomes the page's address and never changes: choose a better one now"
    notes = (note, *_missing(found, "the work that makes the claim"), CONFLICTS)
    return Draft(f"A new claim, {key}", file, text, notes)


def _standing(given: Answers, corpus: Corpus, read: Read) -> Draft:
    found = work(given["study"], corpus, studies_only=True)
    if not found.key:
        raise UseError("the study that the form names has no card on this site")
    if found.key not in corpus.studies:
        raise UseError(f"the card of the study '{found.key}' cannot be read; mend that first")
    card = corpus.studies[found.key]
    if "standing" in card.card.value:
        about = f"The study {found.key} already has a standing; nothing is drafted"
        return Draft(about, notes=(f"it stands at {card.key_place('standing')}", CONFLICTS))
    notice = work(given["notice"], corpus) if given["notice"] else Work()
    known: Given = {
        "status": given["status"],
        "on": _day(given["on"]),
        "because": given["what"],
        "notice": notice.key,
    }
    text = appended(card.file, read(card.file), "standing", blanks(Status, known))
    notes = (*_missing(notice, "the notice"), CONFLICTS)
    return Draft(f"The standing of the study {found.key}", card.file, text, notes)


def _day(text: str) -> str:
    """The day that somebody wrote; '' where there never was such a day."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _words(text: str, most: int) -> Sequence[str]:
    """The first words of a text as parts of an id."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [word[:30] for word in re.findall(r"[a-z0-9]+", bare)[:most]]
