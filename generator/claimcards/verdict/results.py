"""What a synthesis gives back: plain frozen values, each showing how it came about.

Nothing here computes a rule. Counts are exact fractions, in the unit that decided:
independent groups, and the studies that a synthesis pools.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from claimcards.cards.words import ConcernLevel, Direction, Stratum
from claimcards.verdict.reasons import LinkBy, NotGraded, Silent, Why

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


class Word(StrEnum):
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
class Ballot:
    """One finding: where it stands, whether it votes, and if not, why."""

    finding: str
    """The finding's id."""
    study: str
    """The key of its study."""
    stratum: Stratum | None
    """What was observed; None if neither finding, study nor design says."""
    direction: Direction
    """As the card gives it."""
    direct: bool
    """Whether it is about the claim as stated."""
    silent: Silent | None
    """Why it does not vote; None if it votes."""
    conclusive: bool | None
    """False: its interval includes no effect (or p >= 0.05). None: it gives neither."""

    @property
    def votes(self) -> bool:
        """Whether it is counted."""
        return self.silent is None


@dataclass(frozen=True, slots=True)
class Link:
    """Two studies that are not independent, and why."""

    first: str
    second: str
    by: LinkBy
    what: str = ""
    """The registration or the declared group that they share."""
    authors: int = 0
    """How many authors they share, where authors link them."""


@dataclass(frozen=True, slots=True)
class Group:
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
    links: tuple[Link, ...] = ()
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
class Floor:
    """The least serious level that a GRADE domain may be given here, and why."""

    level: ConcernLevel
    because: str


@dataclass(frozen=True, slots=True)
class Step:
    """One GRADE domain: what the card judged, what the floor asks, how many levels down."""

    domain: Domain
    given: ConcernLevel
    because: str
    floor: Floor | None
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
    steps: tuple[Step, ...] = ()
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
    word: Word
    """The word then, with the judgements of the card unchanged."""


@dataclass(frozen=True, slots=True)
class OneGroupAway:
    """What one further independent, direct group would change; None: nothing."""

    for_: Verdict | None = None
    against: Verdict | None = None


@dataclass(frozen=True, slots=True)
class People:
    """How many people (or animals) are known to stand behind the verdict."""

    known: int
    """The sum of what is known, nobody twice."""
    complete: bool
    """Whether every group behind the verdict says its number."""


@dataclass(frozen=True, slots=True)
class Safety:
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
    why: Why
    tally: Tally
    groups: tuple[Group, ...]
    """Groups and syntheses with a finding that votes, sorted by their first study."""
    people: People
    """Known people (in animals: animals) behind the verdict."""
    certainty: Certainty
    word: Word
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
    safety: Safety | None = None
    """For claims of safety and harm, in people."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What a reader meets first: the verdict of the stratum that the claim is about."""

    stratum: Stratum
    verdict: Verdict
    indirectly: bool
    word: Word
    certainty: Certainty
    why: Why


@dataclass(frozen=True, slots=True)
class Member:
    """A part of a claim over claims, and how it votes."""

    claim: str
    headline: Headline
    vote: Direction | None
    """supports, disputes, mixed (contested); None: the part has no verdict."""


@dataclass(frozen=True, slots=True)
class Synthesis:
    """All that the evidence says of one claim."""

    claim: str
    headline: Headline
    strata: Mapping[Stratum, StratumResult]
    """All four strata in the order of STRATA; empty for a claim over claims."""
    ballots: tuple[Ballot, ...] = ()
    """One per finding, in the order of the card."""
    members: tuple[Member, ...] = ()
    """For a claim over claims: its parts, sorted by id."""
