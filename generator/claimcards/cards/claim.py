"""A claim card: the statement, its test, who makes it, the findings for and against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from claimcards.cards.scalars import (
    Card,
    ConfidenceLevel,
    Count,
    CountOrUnknown,
    Day,
    DayOrNotRecorded,
    Number,
    Orcid,
    PValue,
    Sentence,
    Slug,
    SlugOrStar,
    Text,
)
from claimcards.cards.words import (
    Basis,
    ClaimKind,
    ConcernLevel,
    Depth,
    Direction,
    Directness,
    Needs,
    NeutralBecause,
    Quantifier,
    Relation,
    Stratum,
)


class ClaimQuestion(Card):
    """The claim as a question that a study can answer (PICO)."""

    population: Sentence
    """In whom or in what."""
    intervention: Sentence
    """What is given, done or looked at."""
    comparator: Sentence
    """Against what."""
    outcome: Sentence
    """What is measured."""


class ClaimTest(Card):
    """What would count for and against, stated before any finding is coded."""

    __test__ = False

    supports_if: Sentence
    """One sentence: what a study must show to support the claim."""
    disputes_if: Sentence
    """One sentence: what a study must show to dispute it."""


class Origin(Card):
    """Who makes the claim, and where."""

    reference: Slug
    """The key of the reference that makes the claim."""
    locator: Sentence
    """Where in it, such as 'Abstract'."""
    says: Sentence
    """What it says there, in our words."""


class Arm(Card):
    """One arm of a comparison of events: how many of how many."""

    events: Count
    """How many had the event."""
    of: Count
    """Of how many."""

    @property
    def hits(self) -> int:
        """The events as a number."""
        return int(self.events.value)

    @property
    def n(self) -> int:
        """The size of the arm as a number."""
        return int(self.of.value)

    def __str__(self) -> str:
        return f"{self.events} of {self.of}"


class Subgroup(Card):
    """The same result in a part of the studies that a synthesis pools."""

    part: Sentence
    """Which part: rats, randomised studies, bone marrow vesicles ..."""
    value: Number
    """Its estimate, on the scale of the whole, as the source prints it."""
    studies: Count | None = None
    """How many of the pooled studies are in it, if the source says so."""

    def __str__(self) -> str:
        counted = f" ({self.studies} studies)" if self.studies else ""
        return f"{self.part} {self.value}{counted}"


class Effect(Card):
    """A result as a number, with what is needed to read it."""

    measure: Sentence
    """What the number is: SMD, MD, HR, OR, RR, 'difference in LVEF' ..."""
    value: Number | None = None
    """The point estimate, as the source prints it."""
    interval: tuple[Number, Number] | None = None
    """The two ends of the interval, lower first."""
    level: ConfidenceLevel = Field(default_factory=lambda: ConfidenceLevel("95"))
    """The confidence level of the interval in percent; 95 when not given."""
    p: PValue | None = None
    """The p value as printed, with its sign: <0.001."""
    unit: Sentence | None = None
    """The unit of the value, such as '% BV/TV'."""
    treated: Arm | None = None
    """For events: {events: 4, of: 21} in the arm that had what is claimed."""
    control: Arm | None = None
    """For events: the same in the comparison."""
    subgroups: tuple[Subgroup, ...] = ()
    """For a synthesis: the same result in all parts for which the source prints it."""
    better: str | None = Field(default=None, pattern="^(lower|higher)$")
    """Which way is better for the patient or animal: lower or higher."""


class Checked(Card):
    """How deep the source was read for this finding, and when."""

    depth: Depth
    """The deepest part read: record, second-hand, abstract, table or full-text."""
    on: DayOrNotRecorded
    """The day it was read; or not-recorded."""


class Harms(Card):
    """For claims of safety and harm: who was exposed, and what was looked for."""

    exposed: CountOrUnknown
    """How many people received the product."""
    looked_for: Sentence
    """How harm was looked for: 'adverse events at every visit'; or not-reported."""
    followed: Sentence
    """For how long, as the source says."""
    serious_related: CountOrUnknown
    """How many had serious harm judged related to the product."""


class Split(Card):
    """For a synthesis: how many of the studies that it pools for this result point which way."""

    studies: CountOrUnknown
    """How many studies are pooled for this result."""
    supports: Count | None = None
    """How many of them point to the claimed side, if the source says so."""
    disputes: Count | None = None
    """How many point to the other side."""
    mixed: Count | None = None
    """How many point both ways, or to neither side."""


class Withdrawn(Card):
    """A record that no longer counts, and keeps its page."""

    on: Day
    """The day it was withdrawn."""
    because: Sentence
    """Why."""


class Finding(Card):
    """One result of one study that bears on this claim."""

    id: Slug
    """The anchor on the page; it never changes. Unique within the claim."""
    study: Slug
    """The key of the study."""
    direction: Direction
    """supports, disputes, mixed or neutral, by the coding table, against the claim's test."""
    directness: Directness = Directness.DIRECT
    """direct or indirect, against the claim as stated."""
    indirect_because: Sentence | None = None
    """Why it is indirect. Needed when it is."""
    neutral_because: NeutralBecause | None = None
    """Which row of the coding table makes it neutral. Needed when it is."""
    basis: Basis = Basis.MAIN
    """What it rests on: a main result, or a subgroup, meta-regression, ranking, post-hoc."""
    stratum: Stratum | None = None
    """What was observed, where it differs from the study's."""
    design: Slug | None = None
    """The design, where it differs from the study's."""
    species: tuple[Slug, ...] = ()
    """The species, where they differ from the study's."""
    model: Sentence | None = None
    """The disease model or condition, where it differs from the study's."""
    outcome: Sentence
    """What was measured."""
    comparator: Sentence
    """Against what, in words; or none, before-after, not-reported, not-seen, not-applicable."""
    sample: CountOrUnknown | None = None
    """How many people or animals this result rests on, where it differs from the study's."""
    effect: Effect | None = None
    """The result as a number, if the source gives one with a measure."""
    pools: Split | None = None
    """For a synthesis: what it pools for this result."""
    harms: Harms | None = None
    """For claims of safety and harm."""
    result: Text
    """What was found, in our own words, every number as the source prints it."""
    locator: Sentence
    """Where in the source it stands: 'Abstract, Results', 'Table 2'."""
    limits: Sentence | None = None
    """What a reader must know before leaning on it."""
    contradiction: Sentence | None = None
    """Where the source's own figures contradict each other: what it prints, in our words."""
    checked: Checked
    """How deep the source was read, and when."""
    withdrawn: Withdrawn | None = None
    """When the finding no longer counts."""


class SearchSide(Card):
    """The words of a search for one side, and what came back."""

    words: Sentence
    """The words searched for."""
    found: Sentence
    """What came back, 'nothing' included."""


class Search(Card):
    """A search made for evidence on this claim; the two sides are searched apart."""

    on: Day
    """The day of the search."""
    where: Sentence
    """Where: databases, registries, sites."""
    for_: SearchSide | None = Field(default=None, alias="for")
    """The search for evidence that supports the claim."""
    against: SearchSide | None = None
    """The search for evidence that disputes it."""


class Judgement(Card):
    """One GRADE domain."""

    level: ConcernLevel
    """not-serious, serious or very-serious."""
    because: Sentence
    """Why, in one or two sentences."""


class Grading(Card):
    """The five GRADE domains for one stratum; the level of certainty is computed."""

    risk_of_bias: Judgement
    """Could the way the studies were done have bent their results?"""
    inconsistency: Judgement
    """Do they disagree without a known reason?"""
    indirectness: Judgement
    """Are they about something else than the claim? In animals: against animals only."""
    imprecision: Judgement
    """Is the evidence too small to be sure of its direction?"""
    publication_bias: Judgement
    """Is the evidence that we see a flattering part of what there is?"""


class RelatedClaim(Card):
    """Another claim that a reader of this one should see."""

    claim: Slug
    """Its id."""
    relation: Relation = Relation.SEE_ALSO
    """How this claim bears on it."""


class Curator(Card):
    """One person who wrote the card, or a part of it."""

    name: Sentence
    """The name, as the person wants it."""
    orcid: Orcid | None = None
    """The person's ORCID iD."""


class Declaration(Card):
    """What a reviewer says of conflicts of interest, and for how long it holds."""

    declared: Sentence
    """The conflicts, 'none' included: money, work, patents, own studies on the card."""
    on: Day
    """The day of the declaration."""
    expires: Day
    """The last day on which it may be relied on; a year after it was made, as a rule."""


class Review(Card):
    """One person's review of the whole card."""

    on: Day
    """The day of the review."""
    by: Sentence
    """Who reviewed: nobody who wrote the card."""
    orcid: Orcid | None = None
    """The reviewer's ORCID iD."""
    conflicts: Declaration
    """The reviewer's conflicts of interest, as declared by the day of the review."""


class Rereading(Card):
    """One more reading of all findings of a card against the pages that they name."""

    on: Day
    """The day it was read again."""
    findings: Count
    """How many findings were read again."""
    figures: Count
    """How many figures were compared with the page."""
    figures_mended: Count
    """How many of them were wrong, and mended."""
    directions: Count
    """How many directions were judged again."""
    directions_changed: Count
    """How many of them were changed."""


class Claim(Card):
    """One claim, with its evidence for and against."""

    STAND_INS: ClassVar[Mapping[str, Any]] = {
        "statement": "not read",
        "kind": "description",
        "about": "field",
        "origins": [{"reference": "not-read", "locator": "not read", "says": "not read"}],
        "curated_on": "2000-01-01",
        "review_due": "2000-01-01",
    }
    """What stands in for a required key that is broken, so that the rest can be checked."""

    id: Slug
    """The address of the claim; the file's name. It never changes."""
    statement: Sentence
    """The claim in one sentence, as sharp as its origin allows."""
    kind: ClaimKind
    """effect, equality, difference, safety, harm or description: what the coding table asks."""
    about: Stratum
    """The stratum that the claim is about: its verdict is the headline."""
    quantifier: Quantifier = Quantifier.TYPICAL
    """typical (usually), all (without exception) or some (at least sometimes)."""
    question: ClaimQuestion | None = None
    """The claim as a question that a study can answer."""
    test: ClaimTest | None = None
    """What would count for and against. Needed unless the claim is over claims."""
    plain: Text | None = None
    """The answer in two to four plain sentences, with a conclusion."""
    synonyms: tuple[Sentence, ...] = ()
    """What people type when they look for this claim."""
    origins: tuple[Origin, ...] = Field(min_length=1)
    """Who makes the claim."""
    over: tuple[SlugOrStar, ...] = ()
    """For a claim over claims: its members, each an id or the beginning of several (efficacy-*)."""
    needs: Needs | None = None
    """For a claim over claims: most, any or every member."""
    relations: tuple[RelatedClaim, ...] = ()
    """Other claims to see."""
    findings: tuple[Finding, ...] = ()
    """What the studies show."""
    searches: tuple[Search, ...] = ()
    """The searches made, for both sides. Without them there is no verdict."""
    watch: Sentence | None = None
    """The query with which Europe PMC is asked for new works on this claim."""
    certainty: dict[Stratum, Grading] = Field(default_factory=dict)
    """GRADE, per stratum (people, animals) that has a verdict."""
    would_change: Sentence | None = None
    """What evidence would change the verdict."""
    curated_on: Day
    """The day the card was last worked over."""
    curated_by: tuple[Curator, ...] = ()
    """Who wrote the card. Needed once it is reviewed."""
    reviews: tuple[Review, ...] = ()
    """Independent reviews; empty when there was none."""
    rereadings: tuple[Rereading, ...] = ()
    """When all findings were read again against their sources, and what that gave."""
    review_due: Day
    """The day by which the card should be looked at again."""
    former_ids: tuple[Slug, ...] = ()
    """Ids that this claim had before; their addresses lead here."""
    withdrawn: Withdrawn | None = None
    """When the claim no longer stands on the site."""
