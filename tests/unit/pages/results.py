"""Short ways to write what the synthesis gives, so that a test shows only what it is about."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from claimcards.cards.words import Stratum
from claimcards.verdict.values import (
    Certainty,
    CertaintyLevel,
    ClaimVerdict,
    Headline,
    HeadlineWord,
    NotGraded,
    PeopleBehind,
    StratumResult,
    Tally,
    Verdict,
    WhyVerdict,
)

GRADED = Certainty(CertaintyLevel.LOW)
UNGRADED = Certainty(None, NotGraded.STRATUM)


def tally(
    for_: Fraction | int = 0, against: Fraction | int = 0, mixed: Fraction | int = 0, **more: int
) -> Tally:
    """A count; ``groups`` are as many as are counted unless it is said otherwise."""
    total = Fraction(for_) + against + mixed
    counts = {"groups": int(total), "papers": int(total), "findings": int(total), **more}
    return Tally(Fraction(for_), Fraction(against), Fraction(mixed), **counts)


def stratum(
    where: Stratum = Stratum.PEOPLE,
    verdict: Verdict = Verdict.SUPPORTED,
    why: WhyVerdict = WhyVerdict.SHARE_FOR,
    counted: Tally | None = None,
    **more: Any,
) -> StratumResult:
    """The result of one stratum, with nothing unusual about it."""
    values: dict[str, Any] = {
        "indirectly": False,
        "groups": (),
        "people": PeopleBehind(0, True),
        "certainty": GRADED,
        "word": HeadlineWord.MAYBE if verdict is Verdict.SUPPORTED else HeadlineWord(verdict.value),
        **more,
    }
    counted = counted if counted is not None else tally(2)
    return StratumResult(stratum=where, verdict=verdict, why=why, tally=counted, **values)


def synthesis(asked: StratumResult, *others: StratumResult) -> ClaimVerdict:
    """The synthesis of a claim about the first stratum."""
    head = Headline(
        asked.stratum, asked.verdict, asked.indirectly, asked.word, asked.certainty, asked.why
    )
    return ClaimVerdict("claim", head, {s.stratum: s for s in (asked, *others)})
