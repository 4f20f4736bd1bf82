"""The fixed words of claimcards: the axes every field shares.

Words that belong to one field (its topics, designs, species, facets) are content, in
``content/vocabulary/``; these are not, because the rules of the synthesis hang on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Stratum(StrEnum):
    """What was observed, whatever the kind of document."""

    CELLS = "cells"
    ANIMALS = "animals"
    PEOPLE = "people"
    FIELD = "field"


class Direction(StrEnum):
    """Which way a finding points on the claim as stated (GA4GH's words, and mixed)."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    MIXED = "mixed"
    NEUTRAL = "neutral"


class Directness(StrEnum):
    """Whether a finding is about the claim as stated, or about something near it."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class ClaimKind(StrEnum):
    """What kind of statement a claim is: the coding table asks different things of each."""

    EFFECT = "effect"
    EQUALITY = "equality"
    DIFFERENCE = "difference"
    SAFETY = "safety"
    HARM = "harm"
    DESCRIPTION = "description"


class Quantifier(StrEnum):
    """How much a claim says: usually, without exception, or at least sometimes."""

    TYPICAL = "typical"
    ALL = "all"
    SOME = "some"


class Needs(StrEnum):
    """How many members carry a claim over claims."""

    MOST = "most"
    ANY = "any"
    EVERY = "every"


class Depth(StrEnum):
    """How deep a source was read."""

    RECORD = "record"
    SECOND_HAND = "second-hand"
    ABSTRACT = "abstract"
    TABLE = "table"
    FULL_TEXT = "full-text"


class NeutralBecause(StrEnum):
    """Why a finding is context and no vote: the rows of the coding table."""

    NO_CONTROL = "no-control"
    CO_INTERVENTION = "co-intervention"
    OTHER_PRODUCT = "other-product"
    OTHER_CONDITION = "other-condition"
    OTHER_OUTCOME = "other-outcome"
    SUBGROUP = "subgroup"
    CAVEAT = "caveat"
    BACKGROUND = "background"
    NOT_READ = "not-read"
    CONTRADICTORY_FIGURES = "contradictory-figures"
    NO_RESULT = "no-result"
    POOLED_ELSEWHERE = "pooled-elsewhere"
    ABSENCE = "absence"


class Basis(StrEnum):
    """What in the source a finding rests on."""

    MAIN = "main"
    SUBGROUP = "subgroup"
    META_REGRESSION = "meta-regression"
    RANKING = "ranking"
    POST_HOC = "post-hoc"


class ConcernLevel(StrEnum):
    """How serious a concern is in one GRADE domain."""

    NOT_SERIOUS = "not-serious"
    SERIOUS = "serious"
    VERY_SERIOUS = "very-serious"


class Standing(StrEnum):
    """What has become of a study since it was published."""

    STANDS = "stands"
    CORRECTED = "corrected"
    CONCERN = "concern"
    RETRACTED = "retracted"
    OVERTURNED = "overturned"
    SUPERSEDED = "superseded"


class Relation(StrEnum):
    """How one claim bears on another."""

    PART_OF = "part-of"
    DEPENDS_ON = "depends-on"
    RIVAL_OF = "rival-of"
    SEE_ALSO = "see-also"


class SampleUnit(StrEnum):
    """What a sample counts."""

    PEOPLE = "people"
    ANIMALS = "animals"
    SAMPLES = "samples"
    STUDIES = "studies"
    DOCUMENTS = "documents"


MEANT: Mapping[str, tuple[str, ...]] = {
    other: tuple(words.split())
    for others, words in (
        ("patient patients participants subjects volunteers humans human men women", "people"),
        ("adults children persons person clinical", "people"),
        ("animal mouse mice rat rats rabbit rabbits pig pigs dog dogs preclinical", "animals"),
        ("in-vivo", "animals"),
        ("in-vitro cell culture", "cells"),
        ("specimens donors", "samples"),
        ("trials", "studies"),
        ("for pro favours favors confirms agrees", "supports"),
        ("against con refutes contradicts opposes rejects denies", "disputes"),
        ("unclear inconclusive", "mixed"),
        ("context background", "neutral"),
        ("no none", "not-serious"),
        ("smaller less down decrease", "lower"),
        ("bigger larger more greater up increase", "higher"),
        ("paper article pdf whole complete", "full-text"),
        ("review secondary quoted", "second-hand"),
        ("registry registration", "record"),
        ("usually mostly often", "typical"),
        ("always every", "all"),
        ("sometimes", "some"),
    )
    for other in others.split()
}
"""Words that people write, and the fixed words that they mean by them."""
