"""The draft that a filled-in form leads to: one card, new or with something more on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claimcards.corpus import Corpus
from claimcards.drafting.answers import Answers
from claimcards.drafting.lines import blank, block, known, parsed, with_item
from claimcards.drafting.works import Work, named, work
from claimcards.near import did_you_mean
from claimcards.reading.files import UseError

UNTIL_REVIEW = timedelta(days=182)
"""How long after a claim was proposed its card should be looked at again."""
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


def _asked_for(found: Work, file: str) -> str:
    if not found.option:
        return f"the work has no identifier that is known here; see the issue, and write {file}"
    return f"it has no card yet; make one: claimcards new study {found.option} {found.identifier}"


def _finding(given: Answers, corpus: Corpus, on: date, read: Read) -> Draft:
    key = _claim_id(given, corpus)
    claim = corpus.claims[key]
    found = work(given["study"], corpus, studies_only=True)
    taken = {finding.id for finding in claim.record.findings}
    stem = "-".join(part for part in (found.key, *_words(given["outcome"], 3)) if part)
    lines = list(_finding_lines(given, found, _free(stem or "new", taken), on))
    text = with_item(claim.file, read(claim.file), "findings", lines)
    notes = _design_note(given, corpus, found)
    return Draft(f"A finding for the claim {key}", claim.file, text, (*notes, CONFLICTS))


def _finding_lines(given: Answers, found: Work, key: str, on: date) -> Iterator[str]:
    yield from known("id", key)
    yield from known("study", found.key, _asked_for(found, "the study's card"))
    yield from known("direction", given["direction"], "by the coding table in CONTRIBUTING.md")
    if given["direction"] == "neutral":
        yield blank("neutral_because", "which row of the coding table makes it context")
    yield from known("outcome", given["outcome"], "what was measured")
    yield from known("comparator", given["comparator"], "against what; or none, not-reported")
    yield from known("result", given["what"], "what was found, in your own words")
    yield from known("locator", given["locator"], "where in the source it stands")
    yield from block("checked", [f"depth: {given['depth'] or 'record'}", f"on: {on.isoformat()}"])


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
    taken = {*corpus.claims, *corpus.unread.get("claims", ()), *former}
    key = _free("-".join(_words(given["statement"], _ID_WORDS)) or "new-claim", taken)
    topic = given["topic"]
    if topic not in corpus.vocabulary.topics:
        raise UseError("the form names no topic of this site")
    file = f"{content}/claims/{topic}/{key}.yml"
    text = "\n".join(_claim_lines(given, corpus, key, on)) + "\n"
    parsed(file, text)
    note = f"the id {key} becomes the page's address and never changes: choose a better one now"
    return Draft(f"A new claim, {key}", file, text, (note, CONFLICTS))


def _claim_lines(given: Answers, corpus: Corpus, key: str, on: date) -> Iterator[str]:
    found = work(given["study"], corpus)
    yield "# yaml-language-server: $schema=../../../schemas/claim.schema.json"
    yield from known("id", key)
    yield from known("statement", given["statement"], "the claim in one sentence")
    yield from known("kind", given["kind"], "effect, equality, difference, safety, harm ...")
    yield from known("about", given["about"], "people, animals, cells or field")
    asks = ("population", "intervention", "comparator", "outcome")
    yield from block("question", [blank(ask, "one phrase") for ask in asks])
    test = (
        *known("supports_if", given["supports"], "what a study must show"),
        *known("disputes_if", given["disputes"], "what a study must show"),
    )
    yield from block("test", test)
    yield blank("plain", "the answer in two to four sentences, once there are findings")
    yield "origins:"
    origin = (
        *known("reference", found.key, _asked_for(found, "the reference")),
        *known("locator", given["locator"], "where in it"),
        *known("says", given["what"], "what it says there, in our words"),
    )
    lead, *rest = sorted(origin, key=lambda line: line.startswith("#"))
    yield f"  - {lead}"
    yield from (f"    {line}" for line in rest)
    yield blank("searches", "for both sides: when, where, the words, what came back")
    yield f"curated_on: {on.isoformat()}"
    yield f"review_due: {(on + UNTIL_REVIEW).isoformat()}"


def _standing(given: Answers, corpus: Corpus, read: Read) -> Draft:
    found = work(given["study"], corpus, studies_only=True)
    if not found.key:
        raise UseError("the study that the form names has no card on this site")
    card = corpus.studies[found.key]
    if "standing" in card.card.value:
        line = card.key_place("standing")
        about = f"The study {found.key} already has a standing; nothing is drafted"
        return Draft(about, notes=(f"it stands at {line}", CONFLICTS))
    text = read(card.file).rstrip("\n") + "\n" + "\n".join(_standing_lines(given, corpus)) + "\n"
    after = parsed(card.file, text)
    if {k: v for k, v in after.items() if k != "standing"} != card.card.value:
        raise UseError(f"{card.file} has a layout that cannot be added to; add it by hand")
    return Draft(f"The standing of the study {found.key}", card.file, text, (CONFLICTS,))


def _standing_lines(given: Answers, corpus: Corpus) -> Iterator[str]:
    notice = work(given["notice"], corpus) if given["notice"] else Work()
    day = given["on"] if re.fullmatch(r"\d{4}-\d\d-\d\d", given["on"]) else ""
    lines = (
        *known("status", given["status"], "corrected, concern, retracted, overturned"),
        *([f"on: {day}"] if day else [blank("on", "the day, as year-month-day")]),
        *known("because", given["what"], "why, as the notice gives it"),
        *known("notice", notice.key, _asked_for(notice, "the notice's reference")),
    )
    yield from block("standing", lines)


def _words(text: str, most: int) -> Sequence[str]:
    """The first words of a text as parts of an id."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [word[:30] for word in re.findall(r"[a-z0-9]+", bare)[:most]]


def _free(stem: str, taken: set[str]) -> str:
    """An id that nothing has yet."""
    number = 2
    key = stem
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key
