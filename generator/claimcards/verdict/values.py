"""What a verdict is made of and explained by: plain frozen values, a sentence for each word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from claimcards.cards.claim import Finding
from claimcards.cards.study import Study
from claimcards.cards.vocabulary import Design
from claimcards.cards.words import ConcernLevel, Direction, Directness, Stratum


class ExplainedWord(StrEnum):
    """A word that carries the plain sentence a page prints for it."""

    sentence: str

    def __new__(cls, word: str, sentence: str = "") -> ExplainedWord:
        """Make the member from its word, and keep its sentence beside it."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.sentence = sentence
        return member


class WhyNotCounted(ExplainedWord):
    """Why a finding does not vote."""

    UNKNOWN_STUDY = "unknown-study", "Its study is not on this site."
    UNKNOWN_DESIGN = "unknown-design", "Its study's design is not in the vocabulary."
    NO_STRATUM = "no-stratum", "Nothing says whether cells, animals, people or the field were seen."
    FINDING_WITHDRAWN = "finding-withdrawn", "The finding was withdrawn from this card."
    STUDY_WITHDRAWN = "study-withdrawn", "Its study was taken out of this site."
    RETRACTED = "retracted", "Its study was retracted."
    OVERTURNED = "overturned", "Its own authors have overturned the study."
    SUPERSEDED = "superseded", "A later version of the study is counted in its place."
    NEUTRAL = "neutral", "It is context: it points to neither side."
    NEUTRAL_UNEXPLAINED = "neutral-unexplained", "It is neutral, and the card does not say why."
    DESIGN_NEVER_VOTES = "design-never-votes", "Documents of its kind bring no result of their own."
    NOT_READ = "not-read", "Only a record or somebody else's account of the source was read."
    NOT_MAIN_RESULT = (
        "not-main-result",
        "It rests on a subgroup, a regression, a ranking or an analysis made afterwards.",
    )
    NO_COMPARATOR = "no-comparator", "Nothing was compared, so it cannot show an effect."
    NO_EXPOSURE = (
        "no-exposure",
        "It does not say how many were exposed and that harm was looked for.",
    )
    SERIOUS_HARM = "serious-harm", "It counts for safety, and yet reports serious related harm."
    EMPTY_SYNTHESIS = "empty-synthesis", "It found no study to pool."
    UMBRELLA = "umbrella", "It is a review of reviews that are themselves counted here."


class LinkBy(ExplainedWord):
    """Why two studies are not independent of each other."""

    REGISTRATION = "registration", "They share a trial registration."
    DECLARED_GROUP = "declared-group", "They are declared to share a cohort, registry or society."
    SHARED_AUTHORS = "shared-authors", "They share at least three authors."
    HALF_OF_AUTHORS = "half-of-authors", "They share half of the shorter author list."


class WhyVerdict(ExplainedWord):
    """Why a stratum, or a claim over claims, has the verdict that it has."""

    NO_TWO_SIDED_SEARCH = "no-two-sided-search", "No search for both sides is on record."
    NO_FINDING = "no-finding", "No study of this kind was found."
    NOTHING_VOTES = "nothing-votes", "There are studies, but none that can count for a side."
    ONE_GROUP = "one-group-only", "Only one independent group has looked."
    ONLY_UNCLEAR = "only-unclear", "What there is points to neither side."
    ONE_GROUP_ON_SIDE = "one-group-on-side", "Only one independent group stands on the larger side."
    TOO_FEW_EXPOSED = "too-few-exposed", "Too few people were exposed to rule out rare harm."
    SHARE_FOR = "share-for", "At least three quarters of the independent evidence supports it."
    SHARE_AGAINST = (
        "share-against",
        "At least three quarters of the independent evidence disputes it.",
    )
    NEITHER_SIDE = "neither-side", "Neither side has three quarters of the independent evidence."
    COUNTER_EXAMPLES = "counter-examples", "Two independent groups found a direct counter-example."
    COUNTER_EXAMPLE = "counter-example", "One direct counter-example stands against it."
    INSTANCES = "instances", "Two independent groups found a direct instance."
    INSTANCE = "instance", "One direct instance stands against calling it untrue."
    NO_MEMBERS = "no-members", "It rests on other claims, and none of them is on this site."
    CIRCULAR = "circular", "It rests on claims that rest on it."
    FEW_MEMBERS_ANSWERED = "few-members-answered", "Fewer than half of its parts have a verdict."
    MOST_MEMBERS = "most-members", "At least three quarters of its answered parts point that way."
    MEMBERS_DISAGREE = "members-disagree", "Its parts point to different sides."
    ONE_MEMBER_ANSWERED = "one-member-only", "Only one of its parts stands on the larger side."
    ONE_MEMBER_SUFFICES = "one-member-suffices", "One of its parts is supported well enough."
    ALL_MEMBERS_DISPUTED = "all-members-disputed", "All of its parts are disputed."
    NO_MEMBER_SUFFICES = "no-member-suffices", "None of its parts is supported well enough."
    WEAKEST_MEMBER = "weakest-member", "It is as strong as its weakest part."


class NotGraded(ExplainedWord):
    """Why there is no level of certainty."""

    STRATUM = "stratum", "Certainty is not graded for evidence in cells or across the field."
    DESCRIPTION = "description", "Certainty is not graded for a claim that describes."
    NO_VERDICT = "no-verdict", "There is no certainty to grade without a verdict."
    NOT_JUDGED = "not-judged", "Nobody has judged the certainty yet."
    NO_FINDINGS_OF_ITS_OWN = "members", "Its parts carry their own certainty."


STRATA = (Stratum.PEOPLE, Stratum.ANIMALS, Stratum.CELLS, Stratum.FIELD)
"""The strata in the order in which they are shown."""


class Verdict(StrEnum):
    """What the evidence of one stratum says of a claim."""

    UNRESOLVED = "unresolved"
    UNTESTED = "untested"
    INSUFFICIENT = "insufficient"
    SUPPORTED = "supported"
    DISPUTED = "disputed"
    CONTESTED = "contested"

    @property
    def answered(self) -> bool:
        """Whether the evidence was enough to say anything: supported, disputed, contested."""
        return self in (Verdict.SUPPORTED, Verdict.DISPUTED, Verdict.CONTESTED)


class CertaintyLevel(StrEnum):
    """GRADE's four levels, for the direction of an effect."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"


class Domain(StrEnum):
    """GRADE's five domains, by the names that the card uses."""

    RISK_OF_BIAS = "risk_of_bias"
    INCONSISTENCY = "inconsistency"
    INDIRECTNESS = "indirectness"
    IMPRECISION = "imprecision"
    PUBLICATION_BIAS = "publication_bias"


class HeadlineWord(StrEnum):
    """The word that a reader meets, everywhere the same."""

    YES = "yes"
    PROBABLY = "probably"
    MAYBE = "maybe"
    LEANING_YES = "very uncertain, leaning yes"
    NO = "no"
    PROBABLY_NOT = "probably not"
    MAYBE_NOT = "maybe not"
    LEANING_NO = "very uncertain, leaning no"
    SUPPORTED = "supported"
    DISPUTED = "disputed"
    CONTESTED = "contested"
    INSUFFICIENT = "insufficient"
    UNTESTED = "untested"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class JudgedFinding:
    """One finding with all that follows for it: what everything behind the verdict speaks of.

    What the finding does not say itself is its study's: design, species, model.
    """

    finding: Finding
    known_study: Study | None
    """The record of its study; None where there is no such card."""
    design: Design | None
    """The vocabulary's word for its design; None where that word is unknown."""
    species: tuple[str, ...]
    model: str
    """In what or whom; empty where neither finding nor study says."""
    stratum: Stratum | None
    """What was observed; None if neither finding, study nor design says."""
    silent: WhyNotCounted | None
    """Why it does not count; None if it counts."""
    conclusive: bool | None
    """False: its interval includes no effect (or p >= 0.05). None: it gives neither."""

    @property
    def study(self) -> Study:
        """The record of its study.

        :raises LookupError: where there is none, which content without errors does not have.
        """
        if self.known_study is None:
            raise LookupError(self.finding.study)
        return self.known_study

    @property
    def key(self) -> str:
        """The key of its study, and of its reference."""
        return self.finding.study

    @property
    def design_id(self) -> str:
        """The word for its design, whether the vocabulary knows it or not."""
        return self.finding.design or (self.known_study.design if self.known_study else "")

    @property
    def direction(self) -> Direction:
        """As the card gives it."""
        return self.finding.direction

    @property
    def direct(self) -> bool:
        """Whether it is about the claim as stated."""
        return self.finding.directness is Directness.DIRECT

    @property
    def votes(self) -> bool:
        """Whether it is counted."""
        return self.silent is None

    @property
    def counted(self) -> Direction:
        """What it counts for: one that is not counted is context, whatever it says."""
        return self.direction if self.votes else Direction.NEUTRAL


@dataclass(frozen=True, slots=True)
class StudyLink:
    """Two studies that are not independent, and why."""

    first: str
    second: str
    by: LinkBy
    what: str = ""
    """The registration or the declared group that they share."""
    authors: int = 0
    """How many authors they share, where authors link them."""


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """What counts as one: studies that are not independent of each other, or one synthesis."""

    studies: tuple[str, ...]
    """The keys of its studies whose findings vote, sorted."""
    silenced: tuple[str, ...]
    """The keys of its retracted, overturned, superseded or withdrawn studies: they link only."""
    direction: Direction
    """supports, disputes or mixed."""
    direct: bool
    """Whether one of its findings on its side is about the claim as stated."""
    weight_for: Fraction
    """What it adds for the claim, after everything that pooling takes up."""
    weight_against: Fraction
    """What it adds against the claim."""
    synthesis: bool = False
    """Whether it pools other studies and stands for them."""
    pooled: int | None = None
    """For a synthesis: for how many studies it stands."""
    pooled_assumed: bool = False
    """Whether that number is our assumption, because its source gives none."""
    absorbed_by: str | None = None
    """The key of the synthesis in which it is counted (a smaller synthesis: the larger one)."""
    links: tuple[StudyLink, ...] = ()
    """The pairs that hold the group together."""
    checked: bool = True
    """False: an author list is cut or missing, so shared authors could not be looked for."""
    randomised: bool = False
    """Whether chance decided who got what in one of its studies on its side."""

    @property
    def name(self) -> str:
        """The key by which a group is named: its first study."""
        return self.studies[0]


@dataclass(frozen=True, slots=True)
class Tally:
    """The count behind a verdict, in independent groups and pooled studies."""

    for_: Fraction
    """Clear support."""
    against: Fraction
    """Clear dispute."""
    mixed: Fraction
    """Unclear groups: half of each counts for, half against."""
    groups: int
    """How many groups and syntheses stand behind it, those that were taken up included."""
    papers: int
    """How many studies vote."""
    findings: int
    """How many findings vote."""

    @property
    def total(self) -> Fraction:
        """All that was counted."""
        return self.for_ + self.against + self.mixed


@dataclass(frozen=True, slots=True)
class CertaintyFloor:
    """The least serious level that a GRADE domain may be given here, and why."""

    level: ConcernLevel
    because: str


@dataclass(frozen=True, slots=True)
class CertaintyStep:
    """One GRADE domain: what the card judged, what the floor asks, how many levels down."""

    domain: Domain
    given: ConcernLevel
    because: str
    floor: CertaintyFloor | None
    level: ConcernLevel
    """The stricter of the card's judgement and the floor."""
    down: int
    """Levels of certainty taken away: 0, 1 or 2."""


@dataclass(frozen=True, slots=True)
class Certainty:
    """How certain the direction is, with every step to it."""

    level: CertaintyLevel | None
    """None: not graded, for the reason in ``not_graded``."""
    not_graded: NotGraded | None = None
    start: CertaintyLevel | None = None
    """Where grading started; None where nothing was graded step by step."""
    start_because: str = ""
    steps: tuple[CertaintyStep, ...] = ()
    """The five domains in GRADE's order."""


@dataclass(frozen=True, slots=True)
class Hinge:
    """Something without which the verdict or its word would be another."""

    without: tuple[str, ...]
    """The keys of the studies left out: one study or synthesis, or one whole group."""
    synthesis: bool
    """Whether what was left out is a synthesis."""
    verdict: Verdict
    """The verdict then."""
    indirectly: bool
    word: HeadlineWord
    """The word then, with the judgements of the card unchanged."""


@dataclass(frozen=True, slots=True)
class OneGroupAway:
    """What one further independent, direct group would change; None: nothing."""

    for_: Verdict | None = None
    against: Verdict | None = None


@dataclass(frozen=True, slots=True)
class PeopleBehind:
    """How many people (or animals) are known to stand behind the verdict."""

    known: int
    """The sum of what is known, nobody twice."""
    complete: bool
    """Whether every group behind the verdict says its number."""


@dataclass(frozen=True, slots=True)
class SafetyRecord:
    """For claims of safety and harm in people: who was exposed, and what that can show."""

    exposed: int
    """People exposed and watched without serious related harm, nobody twice."""
    serious_related: int
    """People with serious harm judged related, in all groups that vote."""
    followed: tuple[str, ...]
    """For how long, as the sources say."""
    bound: Fraction | None
    """The rule of three, 3 / exposed; None with nobody exposed, or after serious related harm."""

    @property
    def up_to_one_in(self) -> int | None:
        """N of 'up to 1 in N', rounded down: harm in up to one of so many is not ruled out."""
        return int(1 / self.bound) if self.bound else None


@dataclass(frozen=True, slots=True)
class StratumResult:
    """The verdict of one stratum, and everything that it came from."""

    stratum: Stratum
    verdict: Verdict
    indirectly: bool
    """Supported or disputed, and no finding on that side is direct."""
    why: WhyVerdict
    tally: Tally
    groups: tuple[CountedGroup, ...]
    """Groups and syntheses with a finding that votes, sorted by their first study."""
    people: PeopleBehind
    """Known people (in animals: animals) behind the verdict."""
    certainty: Certainty
    word: HeadlineWord
    hangs_on: tuple[Hinge, ...] = ()
    one_group_away: OneGroupAway = field(default_factory=OneGroupAway)
    nearly_all_positive: bool = False
    """In animals: 95 % or more of what was counted supports the claim."""
    years: tuple[int, int] | None = None
    """The years of the oldest and the newest document that votes."""
    ended_without_result: bool = False
    """Whether one of them is known to have ended."""
    without_result: tuple[str, ...] = ()
    """The keys of registered trials without a result."""
    safety: SafetyRecord | None = None
    """For claims of safety and harm, in people."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What a reader meets first: the verdict of the stratum that the claim is about."""

    stratum: Stratum
    verdict: Verdict
    indirectly: bool
    word: HeadlineWord
    certainty: Certainty
    why: WhyVerdict


@dataclass(frozen=True, slots=True)
class OverMember:
    """A part of a claim over claims, and how it votes."""

    claim: str
    headline: Headline
    vote: Direction | None
    """supports, disputes, mixed (contested); None: the part has no verdict."""


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """All that the evidence says of one claim."""

    claim: str
    headline: Headline
    strata: Mapping[Stratum, StratumResult]
    """All four strata in the order of STRATA; empty for a claim over claims."""
    findings: tuple[JudgedFinding, ...] = ()
    """One per finding, in the order of the card."""
    members: tuple[OverMember, ...] = ()
    """For a claim over claims: its parts, sorted by id."""
