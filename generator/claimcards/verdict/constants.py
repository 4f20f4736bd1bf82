"""Every number of the synthesis, named once, and the list that the Methods page prints."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Constant:
    """One number of the rules, as the Methods page prints it."""

    name: str
    value: int | Fraction
    meaning: str
    convention: bool
    """Whether it is a convention of ours and not taken from a source as it stands."""
    percent: bool = False
    """Whether it is a share, printed as a percentage."""

    @property
    def shown(self) -> str:
        """The value as a reader meets it: '75 %', '3'."""
        if self.percent:
            return f"{float(self.value * 100):g} %"
        return f"{float(self.value):g}"


SHARE = Fraction(3, 4)
"""The share of independent groups that a side needs. The share itself is borrowed from
best-evidence synthesis, where it is of rated trials with the same significant result: ours is a
convention."""

GROUPS = 2
"""Independent groups that a side needs. A convention: one group may be wrong in one way."""

COUNTER_EXAMPLES = 2
"""Independent direct counter-examples (or instances) that settle a claim of 'all' (or 'some').
A convention: two, because a celebrated single one was cross-contamination."""

LARGE_TRIAL = 400
"""People in one randomised trial that suffices alone. A convention; 400 is also the rule of thumb
below which GRADE finds a continuous outcome imprecise."""

SHARED_AUTHORS = 3
"""Shared authors that link two studies. A convention: on real data two made false links."""

SHARED_SHARE = Fraction(1, 2)
"""The share of the shorter complete author list that links two studies. A convention."""

SHARED_LEAST = 2
"""The fewest shared authors that the half of a short list may mean. A convention."""

LONGEST_LIST = 25
"""Authors beyond which a list links nobody: consortia share names by chance. A convention."""

POOLED_UNSTATED = 2
"""Studies for which a synthesis stands that does not say how many it pools. A convention."""

OVERLAP = Fraction(1, 20)
"""The corrected covered area under which two declared lists hardly overlap. The measure is known
for overviews of reviews, where under 5 % is called slight; to count both then is our convention."""

EXPOSED = 300
"""Exposed people without serious related harm that 'safe' needs: by the rule of three the upper
95 % limit of the risk is then 1 in 100. That 1 in 100 is enough is a convention."""

RULE_OF_THREE = 3
"""Of 0 events in n people, 3/n is the upper limit of the 95 % interval of the risk."""

FEW = 400
"""People (or animals) behind a verdict below which imprecision is at least serious. GRADE's rule of
thumb for the size of the evidence; for animals a convention."""

NEARLY_ALL = Fraction(19, 20)
"""The share of positive animal evidence from which publication bias is at least serious.
A convention: so few negative studies are not credible of a whole literature."""

SIGNIFICANT = Fraction(1, 20)
"""The p value from which a result without an interval is tagged 'not conclusive'. The usual one;
it never sets a direction."""

MEMBERS_ANSWERED = Fraction(1, 2)
"""The share of a claim's parts that must have a verdict before most of them can. A convention."""

CONSTANTS = (
    Constant(
        "share",
        SHARE,
        "Share of the independent evidence that a side needs to be supported or disputed.",
        True,
        True,
    ),
    Constant("groups", GROUPS, "Independent groups that a side needs.", True),
    Constant(
        "counter-examples",
        COUNTER_EXAMPLES,
        "Independent direct counter-examples that dispute a claim of 'all', "
        "or instances that support a claim of 'some'.",
        True,
    ),
    Constant("large-trial", LARGE_TRIAL, "People in a randomised trial that suffices alone.", True),
    Constant("shared-authors", SHARED_AUTHORS, "Shared authors that link two studies.", True),
    Constant(
        "shared-share",
        SHARED_SHARE,
        "Share of the shorter complete author list that links two studies.",
        True,
        True,
    ),
    Constant("shared-least", SHARED_LEAST, "Fewest shared authors that such a share means.", True),
    Constant("longest-list", LONGEST_LIST, "Authors beyond which a list links nobody.", True),
    Constant(
        "pooled-unstated",
        POOLED_UNSTATED,
        "Studies for which a synthesis stands that does not say how many it pools.",
        True,
    ),
    Constant(
        "overlap",
        OVERLAP,
        "Corrected covered area below which two syntheses of one side count apart.",
        True,
        True,
    ),
    Constant("exposed", EXPOSED, "Exposed people without serious harm that 'safe' needs.", True),
    Constant(
        "rule-of-three",
        RULE_OF_THREE,
        "Without an event in n people, the risk may still be as high as this number divided by n.",
        False,
    ),
    Constant(
        "few",
        FEW,
        "People or animals behind a verdict below which imprecision is at least serious.",
        False,
    ),
    Constant(
        "nearly-all",
        NEARLY_ALL,
        "Share of positive animal evidence from which publication bias is at least serious.",
        True,
        True,
    ),
    Constant(
        "significant",
        SIGNIFICANT,
        "p value from which a result without an interval is called not conclusive.",
        False,
    ),
    Constant(
        "members-answered",
        MEMBERS_ANSWERED,
        "Share of a claim's parts that must have a verdict before most of them can carry it.",
        True,
        True,
    ),
)
"""What the Methods page prints; a test keeps it equal to the names above."""
