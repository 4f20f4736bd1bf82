"""From findings to verdict: rules that anyone can recompute, as pure functions of frozen values.

A claim's verdict depends on its card, the studies and references that it names, and the
vocabulary; that of a claim over claims, on the verdicts of its parts. The order of neither matters.

The types in the order in which a finding passes through them:

=====================  ====================================================================
JudgedFinding          a finding with its study, design and stratum: whether it counts, and why
StudyInStratum         what one study brings to one claim in one stratum: its findings together
LinkedStudies          studies that are one voice, because people or cohorts are the same
PreparedEvidence       the groups of a stratum, and what each synthesis takes up
CountedUnit            a group or a synthesis that stands, with its side
WeighedSides           what stands on each side, with any part left out
SideWeights            the numbers that the rules read from that
VerdictWithReason      what a rule makes of them
StratumResult          verdict, certainty and word of one stratum, with all that it came from
ClaimVerdict           the strata of one claim, its headline, its judged findings
=====================  ====================================================================
"""
