"""The draft of a card that a filled-in form leads to, and which work its writer means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from shlex import quote

from claimcards.cards.claim import Claim, Finding
from claimcards.cards.edit import append_key, insert_item
from claimcards.cards.layout import find_shape_of
from claimcards.cards.scalars import SLUG
from claimcards.cards.study import Status
from claimcards.cards.words import Direction
from claimcards.checks.identity import RESERVED
from claimcards.corpus import Corpus
from claimcards.desk.forms import FormAnswers
from claimcards.desk.scaffold import (
    UNTIL_REVIEW,
    Given,
    find_free_id,
    list_finding_ids,
    place_claim_file,
    write_blank_item,
    write_blanks,
)
from claimcards.references.identity import find_identifier
from claimcards.text.diagnostics import UseError
from claimcards.text.folding import did_you_mean, fold_ascii

_ID_WORDS = 6
CONFLICTS = "read in the issue what its author says of conflicts of interest"

ReadFile = Callable[[str], str]
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


def draft_card(given: FormAnswers, corpus: Corpus, content: str, on: date, read: ReadFile) -> Draft:
    """The draft of a form's answers; ``content`` is the folder of cards, ``on`` the day.

    :raises UseError: where the form is about something that this site does not have.
    """
    makers: Mapping[str, Callable[[], Draft]] = {
        "propose-evidence": lambda: _draft_finding(given, corpus, on, read),
        "challenge-claim": lambda: _draft_challenge(given, corpus),
        "propose-claim": lambda: _draft_claim(given, corpus, content, on),
        "report-retraction": lambda: _draft_standing(given, corpus, read),
    }
    return makers[given.form.id]()


def _make_claim_id(given: FormAnswers, corpus: Corpus) -> str:
    key = take_id_of_address(given["claim"])
    if key not in corpus.claims:
        hint = did_you_mean(key, corpus.claims, "take the end of its page's address")
        raise UseError(f"there is no claim '{key or given['claim'][:60]}'; {hint}")
    if corpus.claims[key].record.over:
        raise UseError(f"'{key}' is a claim over claims and has no findings; name one of its parts")
    return key


def _explain_missing_card(found: NamedWork, what: str) -> tuple[str, ...]:
    """How to get the card of a work that has none."""
    if found.key:
        return ()
    if not found.option:
        return (f"no identifier of {what} is known here; see the issue",)
    asked = f"{found.option} {quote(found.identifier)}"  # a shell would read the brackets of a DOI
    return (f"{what} has no card: claimcards new study {asked}",)


def find_missing_study(given: FormAnswers, corpus: Corpus) -> NamedWork:
    """The study that a form proposes and that has no card yet; empty where there is none."""
    if given.form.id != "propose-evidence":
        return NamedWork()
    found = find_named_work(given["study"], corpus, studies_only=True)
    return NamedWork() if found.key else found


def _draft_finding(given: FormAnswers, corpus: Corpus, on: date, read: ReadFile) -> Draft:
    key = _make_claim_id(given, corpus)
    claim = corpus.claims[key]
    found = find_named_work(given["study"], corpus, studies_only=True)
    stem = "-".join(part for part in (found.key, *_take_first_words(given["outcome"], 3)) if part)
    known: Given = {
        "id": find_free_id(stem or "new", list_finding_ids(corpus, key)),
        "study": found.key,
        **{k: given[k] for k in ("direction", "outcome", "comparator", "locator")},
        "result": given["what"],
        "checked": {"depth": given["depth"], "on": on.isoformat()},
    }
    also = frozenset(["neutral_because"] if given["direction"] == Direction.NEUTRAL else [])
    lines = write_blank_item(Finding, known, also)
    text = insert_item(claim.file, read(claim.file), "findings", lines, find_shape_of(Claim))
    notes = (
        *_explain_missing_card(found, "the study"),
        *_note_design(given, corpus, found),
        CONFLICTS,
    )
    return Draft(f"A finding for the claim {key}", claim.file, text, notes)


def _note_design(given: FormAnswers, corpus: Corpus, found: NamedWork) -> tuple[str, ...]:
    if not given["design"]:
        return ()
    card = corpus.studies.get(found.key)
    if card is not None and card.record.design != given["design"]:
        return (f"the form calls the design {given['design']}, its card {card.record.design}",)
    return () if card else (f"the form calls the study's design {given['design']}",)


def _draft_challenge(given: FormAnswers, corpus: Corpus) -> Draft:
    key = _make_claim_id(given, corpus)
    found = find_named_work(given["study"], corpus, studies_only=True)
    claim = corpus.claims[key]
    places = tuple(
        f"it may be about the finding {finding.id}, at {claim.place('findings', index)}"
        for index, finding in enumerate(claim.record.findings)
        if found.key and finding.study == found.key
    )
    about = f"A challenge of the claim {key} is a question for people; no card is drafted"
    return Draft(about, notes=(f"its card is {claim.file}", *places, CONFLICTS))


def _draft_claim(given: FormAnswers, corpus: Corpus, content: str, on: date) -> Draft:
    former = (f for claim in corpus.claims.values() for f in claim.record.former_ids)
    taken = {*corpus.claims, *corpus.unread.get("claims", ()), *former, *RESERVED}
    key = find_free_id(
        "-".join(_take_first_words(given["statement"], _ID_WORDS)) or "new-claim", taken
    )
    file = place_claim_file(corpus, content, key, given["topic"])
    found = find_named_work(given["study"], corpus)
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
    text = "\n".join((schema, *write_blanks(Claim, known, frozenset(["question", "plain"])))) + "\n"
    note = f"the id {key} becomes the page's address and never changes: choose a better one now"
    notes = (note, *_explain_missing_card(found, "the work that makes the claim"), CONFLICTS)
    return Draft(f"A new claim, {key}", file, text, notes)


def _draft_standing(given: FormAnswers, corpus: Corpus, read: ReadFile) -> Draft:
    found = find_named_work(given["study"], corpus, studies_only=True)
    if not found.key:
        raise UseError("the study that the form names has no card on this site")
    if found.key not in corpus.studies:
        raise UseError(f"the card of the study '{found.key}' cannot be read; mend that first")
    card = corpus.studies[found.key]
    if "standing" in card.card.value:
        about = f"The study {found.key} already has a standing; nothing is drafted"
        return Draft(about, notes=(f"it stands at {card.key_place('standing')}", CONFLICTS))
    notice = find_named_work(given["notice"], corpus) if given["notice"] else NamedWork()
    known: Given = {
        "status": given["status"],
        "on": _read_form_day(given["on"]),
        "because": given["what"],
        "notice": notice.key,
    }
    text = append_key(card.file, read(card.file), "standing", write_blanks(Status, known))
    notes = (*_explain_missing_card(notice, "the notice"), CONFLICTS)
    return Draft(f"The standing of the study {found.key}", card.file, text, notes)


def _read_form_day(text: str) -> str:
    """The day that somebody wrote; '' where there never was such a day."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _take_first_words(text: str, most: int) -> Sequence[str]:
    """The first words of a text as parts of an id."""
    return [word[:30] for word in fold_ascii(text).split()[:most]]


_PAGE = re.compile(rf"(?:.*/)?({SLUG})/?(?:#.*)?")


@dataclass(frozen=True, slots=True)
class NamedWork:
    """A work as somebody named it. ``key`` is its key here, or empty.

    ``option`` and ``identifier`` are how 'claimcards new study' would be asked for it; both
    empty where no identifier was recognised.
    """

    key: str = ""
    option: str = ""
    identifier: str = ""


def take_id_of_address(text: str) -> str:
    """The id at the end of a page's address, or as it was written; empty if it is none."""
    found = _PAGE.fullmatch(text.strip())
    return found[1] if found else ""


def find_named_work(text: str, corpus: Corpus, *, studies_only: bool = False) -> NamedWork:
    """The work that this text names, by key, DOI, PubMed id, PMC id or trial number."""
    # A study that was begun a moment ago has blanks, and cannot be read yet.
    known = {*corpus.studies, *corpus.unread.get("studies", ())}
    known |= set() if studies_only else {*corpus.references}
    if (key := take_id_of_address(text)) in known:
        return NamedWork(key)
    found = find_identifier(text)
    if found is None:
        return NamedWork()
    value = found.value.lower() if found.kind == "doi" else found.value
    key = _find_holder(found.kind, value, corpus)
    return NamedWork(key if key in known else "", f"--{found.kind}", value)


def _find_holder(kind: str, identifier: str, corpus: Corpus) -> str:
    """The key of the card or reference that has this identifier."""
    if kind == "nct":
        registered = (k for k, s in corpus.studies.items() if identifier in s.record.registrations)
        return next(registered, "")
    for key, sourced in corpus.references.items():
        if str(getattr(sourced.reference, kind)).lower() == identifier.lower():
            return key
    return ""
