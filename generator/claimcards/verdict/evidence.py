"""What a synthesis reads beside the claim, and where a finding takes its axes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from claimcards.cards.claim import Finding
from claimcards.cards.scalars import Count
from claimcards.cards.study import Study
from claimcards.cards.vocabulary import Design, Vocabulary
from claimcards.cards.words import Stratum
from claimcards.references.reference import Reference


@dataclass(frozen=True, slots=True)
class Evidence:
    """The records that findings point to, each by its id; unknown ids are survived."""

    studies: Mapping[str, Study] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def year(self, study: str) -> int | None:
        """The year in which a study was published, if its reference says."""
        reference = self.references.get(study)
        return reference.year if reference else None

    def design(self, finding: Finding) -> Design | None:
        """The design of what a finding reports: its own word, else its study's."""
        study = self.studies.get(finding.study)
        word = finding.design or (study.design if study else None)
        return self.vocabulary.designs.get(word) if word else None


def stratum_of(finding: Finding, study: Study | None, design: Design | None) -> Stratum | None:
    """What was observed: as the finding says, else its study, else what the design settles."""
    said = finding.stratum or (study.stratum if study else None)
    return said or (design.stratum if design else None)


def known(count: Count | str | None) -> int | None:
    """A count as a number; None where the source does not say or was not read for it."""
    return int(count.value) if isinstance(count, Count) else None
