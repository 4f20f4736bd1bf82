"""How the fixed words read on a page: one label and one tone for each, everywhere the same.

A tone is one of supports, disputes, mixed, none: it chooses shape and colour together.
"""

from __future__ import annotations

import re
from fractions import Fraction

from claimcards.cards.words import (
    ConcernLevel,
    Direction,
    NeutralBecause,
    Relation,
    SampleUnit,
    Standing,
    Stratum,
)
from claimcards.verdict.values import (
    Certainty,
    CertaintyLevel,
    Domain,
    Headline,
    Hinge,
    StratumResult,
    Verdict,
)

TONE = {
    Verdict.SUPPORTED: "supports",
    Verdict.DISPUTED: "disputes",
    Verdict.CONTESTED: "mixed",
    Verdict.INSUFFICIENT: "none",
    Verdict.UNTESTED: "none",
    Verdict.UNRESOLVED: "none",
}
DIRECTION_TONE = {
    Direction.SUPPORTS: "supports",
    Direction.DISPUTES: "disputes",
    Direction.MIXED: "mixed",
    Direction.NEUTRAL: "none",
}
DIRECTION = {
    Direction.SUPPORTS: "supports",
    Direction.DISPUTES: "disputes",
    Direction.MIXED: "mixed",
    Direction.NEUTRAL: "context",
}


WHERE = {
    Stratum.PEOPLE: "in people",
    Stratum.ANIMALS: "in animals",
    Stratum.CELLS: "in cells",
    Stratum.FIELD: "across the field",
}
UNKNOWN = ("not seen", "not reported", "not applicable")
"""Why something is not told, in the words of cards; no reader may take one for another."""
LEVEL = {
    ConcernLevel.NOT_SERIOUS: "not serious",
    ConcernLevel.SERIOUS: "serious, one level down",
    ConcernLevel.VERY_SERIOUS: "very serious, two levels down",
}
CERTAINTY = {
    CertaintyLevel.HIGH: "high",
    CertaintyLevel.MODERATE: "moderate",
    CertaintyLevel.LOW: "low",
    CertaintyLevel.VERY_LOW: "very low",
}
DOMAIN = {
    Domain.RISK_OF_BIAS: "Risk of bias",
    Domain.INCONSISTENCY: "Inconsistency",
    Domain.INDIRECTNESS: "Indirectness",
    Domain.IMPRECISION: "Imprecision",
    Domain.PUBLICATION_BIAS: "Publication bias",
}
STANDING = {
    Standing.STANDS: "stands",
    Standing.CORRECTED: "corrected",
    Standing.CONCERN: "expression of concern",
    Standing.RETRACTED: "retracted",
    Standing.OVERTURNED: "overturned by its own authors",
    Standing.SUPERSEDED: "superseded",
}
RELATION = {
    Relation.PART_OF: "Part of",
    Relation.DEPENDS_ON: "Depends on",
    Relation.RIVAL_OF: "Rival of",
    Relation.SEE_ALSO: "See also",
}
NEUTRAL = {
    NeutralBecause.NO_CONTROL: "nothing was compared",
    NeutralBecause.CO_INTERVENTION: "the arms differ in something else, too",
    NeutralBecause.OTHER_PRODUCT: "another product was given",
    NeutralBecause.OTHER_CONDITION: "another condition than the claim names",
    NeutralBecause.OTHER_OUTCOME: "another outcome than the test names",
    NeutralBecause.SUBGROUP: "a subgroup, regression, ranking or later analysis",
    NeutralBecause.CAVEAT: "it speaks of certainty, not of direction",
    NeutralBecause.BACKGROUND: "background, hypothesis or opinion",
    NeutralBecause.NOT_READ: "only a title, record or second-hand account was read",
    NeutralBecause.CONTRADICTORY_FIGURES: "its figures contradict each other",
    NeutralBecause.NO_RESULT: "it has no result yet",
    NeutralBecause.POOLED_ELSEWHERE: "it is pooled in a synthesis that is counted",
    NeutralBecause.ABSENCE: "absence here says nothing about elsewhere",
}


def word_headline(answer: Headline | StratumResult) -> str:
    """The word that a reader meets, with where: 'Contested in animals', 'Maybe in people'."""
    word, where = answer.word.value, WHERE[answer.stratum]
    return capitalise(f"{word}, {where}" if "," in word else f"{word} {where}")


def word_of_result(result: Hinge | StratumResult) -> str:
    """The word that a reader meets, and whether it rests on indirect findings alone."""
    return result.word.value + (", but only indirectly" if result.indirectly else "")


def word_if_asked(result: StratumResult) -> str:
    """A stratum's headline, as if it were the one that was asked."""
    return word_headline(result) + (", but only indirectly" if result.indirectly else "")


def word_certainty(graded: Certainty) -> str:
    """The level of certainty as a sentence, or why there is none."""
    if graded.level is not None:
        return capitalise(f"{CERTAINTY[graded.level]} certainty.")
    return graded.not_graded.sentence if graded.not_graded else ""


def write_number(count: Fraction) -> str:
    """A count for people: 3, or 2.5."""
    return str(count.numerator) if count.denominator == 1 else f"{float(count):g}"


def count_things(count: int | Fraction, one: str, many: str = "") -> str:
    """'1 group', '3 groups'."""
    return f"{write_number(Fraction(count))} {one if count == 1 else many or one + 's'}"


_ONE = {
    SampleUnit.PEOPLE: "person",
    SampleUnit.ANIMALS: "animal",
    SampleUnit.SAMPLES: "sample",
    SampleUnit.STUDIES: "study",
    SampleUnit.DOCUMENTS: "document",
}


def count_units(count: str, unit: str) -> str:
    """A number as a card writes it with what it counts: '1 person', '12 animals'."""
    return f"{count} {_ONE[SampleUnit(unit)] if count == '1' and unit else unit}".strip()


def join_in_words(words: list[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def capitalise(text: str) -> str:
    """A phrase that begins a sentence."""
    return text[:1].upper() + text[1:]


def lower_label(label: str) -> str:
    """A label inside a sentence: 'risk of bias', but 'EV source'."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def split_paragraphs(text: str) -> list[str]:
    """Split a text into its paragraphs; single line breaks are folded."""
    return [" ".join(p.split()) for p in re.split(r"\n\s*\n", text) if p.strip()]
