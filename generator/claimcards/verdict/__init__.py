"""From findings to verdict: rules that anyone can recompute.

Pure functions over frozen values: whether a finding votes (``votes``), which studies are
independent (``groups``), what syntheses stand for (``pooling``), what is on the scales
(``weighing``), the verdict (``verdicts``), its certainty (``certainty``), the word that a
reader meets (``headline``), what it hangs on (``hinges``), and claims over claims (``over``).
A synthesis depends on its claim, the studies and references that it names, and the
vocabulary; a claim over claims on the syntheses of its parts. The order of neither matters.
"""

from __future__ import annotations

from claimcards.verdict.certainty import find_floors
from claimcards.verdict.claims import (
    fits_claim,
    is_searched,
    judge_claim,
    judge_claims,
    judge_over_claim,
    list_members,
)
from claimcards.verdict.constants import CONSTANTS, Constant
from claimcards.verdict.findings import (
    Evidence,
    find_forbidden,
    find_two_directions,
    judge_findings,
)
from claimcards.verdict.values import (
    STRATA,
    Certainty,
    CertaintyFloor,
    CertaintyLevel,
    CertaintyStep,
    ClaimVerdict,
    CountedGroup,
    Domain,
    Headline,
    HeadlineWord,
    Hinge,
    JudgedFinding,
    LinkBy,
    NotGraded,
    OneGroupAway,
    OverMember,
    PeopleBehind,
    SafetyRecord,
    StratumResult,
    StudyLink,
    Tally,
    Verdict,
    WhyNotCounted,
    WhyVerdict,
)

__all__ = [
    "CONSTANTS",
    "STRATA",
    "Certainty",
    "CertaintyFloor",
    "CertaintyLevel",
    "CertaintyStep",
    "ClaimVerdict",
    "Constant",
    "CountedGroup",
    "Domain",
    "Evidence",
    "Headline",
    "HeadlineWord",
    "Hinge",
    "JudgedFinding",
    "LinkBy",
    "NotGraded",
    "OneGroupAway",
    "OverMember",
    "PeopleBehind",
    "SafetyRecord",
    "StratumResult",
    "StudyLink",
    "Tally",
    "Verdict",
    "WhyNotCounted",
    "WhyVerdict",
    "find_floors",
    "find_forbidden",
    "find_two_directions",
    "fits_claim",
    "is_searched",
    "judge_claim",
    "judge_claims",
    "judge_findings",
    "judge_over_claim",
    "list_members",
]
