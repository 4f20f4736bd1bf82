"""Short ways to write a claim with its studies, so that a test shows only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from claimcards.cards.claim import (
    Checked,
    Claim,
    Effect,
    Finding,
    Grading,
    Harms,
    Judgement,
    Origin,
    Search,
    SearchSide,
    Split,
)
from claimcards.cards.scalars import Count, Number, PValue
from claimcards.cards.study import Pools, Sample, Status, Study
from claimcards.cards.vocabulary import Design, Vocabulary
from claimcards.cards.words import ClaimKind, ConcernLevel, Depth, SampleUnit, Stratum
from claimcards.references.reference import Name, Reference
from claimcards.verdict.claims import judge_claim
from claimcards.verdict.findings import Evidence
from claimcards.verdict.values import StratumResult

TODAY = date(2026, 11, 21)
DESIGNS = (
    Design(id="experiment", label="E", definition="E"),
    Design(id="randomised", label="R", definition="R", randomised=True),
    Design(id="census", label="C", definition="C", census=True),
    Design(id="opinion", label="O", definition="O", votes=False),
    Design(id="guideline", label="G", definition="G", independent=False),
    Design(id="review", label="V", definition="V", synthesis=True, independent=False),
    Design(id="mouse", label="M", definition="M", stratum=Stratum.ANIMALS),
)


class Cards:
    """A claim and its records in the making."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.studies: dict[str, Study] = {}
        self.references: dict[str, Reference] = {}

    def study(
        self,
        key: str,
        *,
        design: str = "experiment",
        year: int | None = 2015,
        authors: Sequence[Name] = (),
        complete: bool = True,
        pooled: str | None = None,
        listed: Sequence[str] = (),
        size: str | None = None,
        stratum: Stratum | None = Stratum.PEOPLE,
        **more: Any,
    ) -> str:
        unit = SampleUnit.ANIMALS if stratum is Stratum.ANIMALS else SampleUnit.PEOPLE
        pools = Pools(studies=Count(pooled) if pooled else "not-reported", listed=tuple(listed))
        self.studies[key] = Study(
            id=key,
            design=design,
            stratum=stratum,
            pools=pools if design == "review" else None,
            sample=Sample(n=Count(size), unit=unit) if size else None,
            **more,
        )
        names = tuple(authors) or (Name(f"Own {key}", "A."),)
        self.references[key] = Reference(
            key, "article", (), authors=names, authors_complete=complete, year=year
        )
        return key

    def says(self, key: str, direction: str, **more: Any) -> Finding:
        if key not in self.studies:
            self.study(key)
        given: dict[str, Any] = {
            "id": f"{key}-{len(self.findings)}",
            "study": key,
            "direction": direction,
            "outcome": "o",
            "comparator": "vehicle",
            "result": "r",
            "locator": "l",
            "checked": Checked(depth=Depth.ABSTRACT, on=TODAY),
        }
        made = Finding(**{**given, **more})
        self.findings.append(made)
        return made

    def several(self, direction: str, count: int, prefix: str = "", **more: Any) -> None:
        for number in range(count):
            self.says(f"{prefix or direction}{number}", direction, **more)

    def review(self, key: str, direction: str, *, split: Any = None, **more: Any) -> None:
        self.study(key, design="review", **more)
        self.says(key, direction, pools=Split(**split) if split else None)

    def claim(self, **more: Any) -> Claim:
        side = SearchSide(words="w", found="nothing")
        given: dict[str, Any] = {
            "id": "claim",
            "statement": "A claim.",
            "kind": ClaimKind.EFFECT,
            "about": Stratum.PEOPLE,
            "origins": (Origin(reference="r", locator="l", says="s"),),
            "findings": tuple(self.findings),
            "searches": (
                Search(on=TODAY, where="x", for_=side),
                Search(on=TODAY, where="x", against=side),
            ),
            "curated_on": TODAY,
            "review_due": TODAY,
        }
        return Claim(**{**given, **more})

    def evidence(self) -> Evidence:
        vocabulary = Vocabulary(designs={design.id: design for design in DESIGNS})
        return Evidence(self.studies, self.references, vocabulary)

    def result(self, stratum: Stratum = Stratum.PEOPLE, **more: Any) -> StratumResult:
        return judge_claim(self.claim(**more), self.evidence()).strata[stratum]

    @staticmethod
    def grading(**levels: ConcernLevel) -> Grading:
        domains = Grading.model_fields
        return Grading(
            **{
                d: Judgement(level=levels.get(d, ConcernLevel.NOT_SERIOUS), because="b")
                for d in domains
            }
        )

    @staticmethod
    def harms(exposed: str, serious: str = "0", looked_for: str = "adverse events") -> Harms:
        return Harms(
            exposed=Count(exposed) if exposed.isdigit() else exposed,
            looked_for=looked_for,
            followed="one year",
            serious_related=Count(serious),
        )

    @staticmethod
    def effect(measure: str, interval: tuple[str, str] | None = None, p: str = "") -> Effect:
        ends = (Number(interval[0]), Number(interval[1])) if interval else None
        return Effect(measure=measure, interval=ends, p=PValue(p) if p else None)

    @staticmethod
    def names(*names: str) -> tuple[Name, ...]:
        """Authors from 'Family, Given'."""
        return tuple(Name(*(part.strip() for part in name.split(","))) for name in names)

    standing = Status
    depth = staticmethod(lambda depth: Checked(depth=depth, on=TODAY))


@pytest.fixture
def cards() -> Cards:
    """An empty claim."""
    return Cards()
