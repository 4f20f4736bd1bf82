"""A claim as a whole: its test, its searches, what kind of claim it is."""

from __future__ import annotations

from collections.abc import Iterator

from claimcards.corpus import Corpus
from claimcards.diagnostics import Diagnostic, Severity
from claimcards.model.claim import Claim
from claimcards.model.typing import Sourced
from claimcards.readability import MOST_YEARS, school_years


def _with_findings(corpus: Corpus) -> Iterator[Sourced[Claim]]:
    return (corpus.claims[k] for k in sorted(corpus.claims) if not corpus.claims[k].record.over)


def tests(corpus: Corpus) -> Iterator[Diagnostic]:
    """A claim says what would count, before anything is counted."""
    for claim in _with_findings(corpus):
        for part in ("question", "test"):
            if getattr(claim.record, part) is None and claim.sure_of(part):
                yield Diagnostic(
                    "CC251",
                    claim.place("id"),
                    f"the claim has no '{part}'",
                    "say what a study must show to support and to dispute it"
                    if part == "test"
                    else "give population, intervention, comparator and outcome",
                )


def answers(corpus: Corpus) -> Iterator[Diagnostic]:
    """A claim answers in plain words."""
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        if claim.record.plain is None and claim.sure_of("plain"):
            place = claim.place("id")
            yield Diagnostic("CC252", place, "the claim has no 'plain' answer", "add two sentences")


def readable(corpus: Corpus) -> Iterator[Diagnostic]:
    """The plain answer asks for no more school than a fourteen-year-old has had."""
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        years = school_years(claim.record.plain) if claim.record.plain else 0.0
        if years > MOST_YEARS:
            yield Diagnostic(
                "CC255",
                claim.place("plain"),
                f"the plain answer asks for {years:.1f} years of school; at most {MOST_YEARS:g}",
                "use shorter sentences and shorter words",
                Severity.WARNING,
            )


def searches(corpus: Corpus) -> Iterator[Diagnostic]:
    """No verdict without a search for both sides."""
    for claim in _with_findings(corpus):
        if not claim.sure_of("searches"):
            continue
        record = claim.record
        absent = [
            side
            for side, made in (
                ("for", any(search.for_ for search in record.searches)),
                ("against", any(search.against for search in record.searches)),
            )
            if not made
        ]
        if absent:
            place = claim.key_place("searches") if record.searches else claim.place("id")
            yield Diagnostic(
                "CC253",
                place,
                f"no search {' and none '.join(absent)} the claim is on record: it gets no verdict",
                "add to searches: when, where, the words, and what came back, 'nothing' included",
            )


def over_claims(corpus: Corpus) -> Iterator[Diagnostic]:
    """A claim over claims has members and their number, and no findings of its own."""
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        record = claim.record
        sure = claim.sure_of("over") and claim.sure_of("needs")
        if bool(record.over) != (record.needs is not None) and sure:
            there, absent = ("over", "needs") if record.over else ("needs", "over")
            message = f"'{there}' stands without '{absent}'"
            hint = "a claim over claims has both: its members, and most, any or every"
            yield Diagnostic("CC254", claim.key_place(there), message, hint)
        if record.over and record.findings:
            message = "a claim over claims has no findings of its own"
            hint = "move each finding to the member that it bears on"
            yield Diagnostic("CC254", claim.key_place("findings"), message, hint)
        elif record.over and record.certainty:
            message = "a claim over claims has no certainty of its own"
            hint = "delete it: its parts carry theirs"
            yield Diagnostic("CC254", claim.key_place("certainty"), message, hint)


def clock(corpus: Corpus) -> Iterator[Diagnostic]:
    """A card is looked at again after it was last worked over, not before."""
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        curated, due = claim.record.curated_on, claim.record.review_due
        if due < curated and claim.sure_of("curated_on") and claim.sure_of("review_due"):
            message = f"the review is due on {due}, before the card was curated on {curated}"
            yield Diagnostic("CC256", claim.place("review_due"), message, "correct one of the days")


RULES = (tests, answers, readable, searches, over_claims, clock)
