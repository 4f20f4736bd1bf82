"""From findings to verdict: rules that anyone can recompute.

Pure functions over frozen values: whether a finding votes (``votes``), which studies are
independent (``groups``), what syntheses stand for (``pooling``), what is on the scales
(``weighing``), the verdict (``verdicts``), its certainty (``certainty``), the word that a
reader meets (``headline``), what it hangs on (``hinges``), and claims over claims (``over``).
A synthesis depends on its claim, the studies and references that it names, and the
vocabulary; a claim over claims on the syntheses of its parts. The order of neither matters.
"""

from __future__ import annotations

from claimcards.verdict.certainty import floors
from claimcards.verdict.claims import searched, synthesise
from claimcards.verdict.constants import CONSTANTS, Constant
from claimcards.verdict.evidence import Evidence
from claimcards.verdict.over import synthesise_over
from claimcards.verdict.reasons import LinkBy, NotGraded, Silent, Why
from claimcards.verdict.results import (
    STRATA,
    Ballot,
    Certainty,
    CertaintyLevel,
    Domain,
    Floor,
    Group,
    Headline,
    Hinge,
    Link,
    Member,
    OneGroupAway,
    People,
    Safety,
    Step,
    StratumResult,
    Synthesis,
    Tally,
    Verdict,
    Word,
)
from claimcards.verdict.votes import ballots, forbidden, two_directions
from claimcards.verdict.whole import fits, members, synthesise_all

__all__ = [
    "CONSTANTS",
    "STRATA",
    "Ballot",
    "Certainty",
    "CertaintyLevel",
    "Constant",
    "Domain",
    "Evidence",
    "Floor",
    "Group",
    "Headline",
    "Hinge",
    "Link",
    "LinkBy",
    "Member",
    "NotGraded",
    "OneGroupAway",
    "People",
    "Safety",
    "Silent",
    "Step",
    "StratumResult",
    "Synthesis",
    "Tally",
    "Verdict",
    "Why",
    "Word",
    "ballots",
    "fits",
    "floors",
    "forbidden",
    "members",
    "searched",
    "synthesise",
    "synthesise_all",
    "synthesise_over",
    "two_directions",
]
