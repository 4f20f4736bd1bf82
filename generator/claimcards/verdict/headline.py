"""The word that a reader meets: on the page, the board, the map and in search, always the same."""

from __future__ import annotations

from claimcards.verdict.results import (
    Certainty,
    CertaintyLevel,
    Headline,
    StratumResult,
    Verdict,
    Word,
)

WORDS = {
    Verdict.SUPPORTED: {
        CertaintyLevel.HIGH: Word.YES,
        CertaintyLevel.MODERATE: Word.PROBABLY,
        CertaintyLevel.LOW: Word.MAYBE,
        CertaintyLevel.VERY_LOW: Word.LEANING_YES,
    },
    Verdict.DISPUTED: {
        CertaintyLevel.HIGH: Word.NO,
        CertaintyLevel.MODERATE: Word.PROBABLY_NOT,
        CertaintyLevel.LOW: Word.MAYBE_NOT,
        CertaintyLevel.VERY_LOW: Word.LEANING_NO,
    },
}


def word(verdict: Verdict, certainty: Certainty) -> Word:
    """The word for a verdict; one that is not graded, and one without a side, stands as it is."""
    if certainty.level and verdict in WORDS:
        return WORDS[verdict][certainty.level]
    return Word(verdict.value)


def headline(result: StratumResult) -> Headline:
    """The headline of a claim, from the stratum that it is about."""
    return Headline(
        stratum=result.stratum,
        verdict=result.verdict,
        indirectly=result.indirectly,
        word=result.word,
        certainty=result.certainty,
        why=result.why,
    )
