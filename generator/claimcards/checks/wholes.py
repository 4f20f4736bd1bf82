"""Parts that are more than their whole, and figures that their measure cannot have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcards.cards.claim import Arm, Effect, Finding, Split
from claimcards.cards.study import Study
from claimcards.cards.words import SampleUnit
from claimcards.corpus import Corpus
from claimcards.text.diagnostics import Diagnostic, Place
from claimcards.verdict.findings import count_if_known

_ABOVE_ZERO = re.compile(
    r"\b(?:RR|OR|HR|IRR|PRR|ROR|RoM|SIR|SMR|aOR|aHR|aRR)\b"
    r"|\b(?i:risk|odds|hazards?|rate|incidence|prevalence|mortality) ratios?\b"
    r"|\b(?i:ratio of (?:means|odds|risks|rates|hazards))\b"
)
_NOT_ITSELF = re.compile(r"(?i)\b(?:log|ln|difference|change|reduction|increase|SMD|MD|WMD)")
_SHARE = re.compile(r"(?i)\b(?:share|proportion|prevalence|percentage)\b")


@dataclass(frozen=True, slots=True)
class Excess:
    """One figure that cannot be: its code, its path within the finding or card, what is wrong."""

    code: str
    path: tuple[str | int, ...]
    message: str

    def at(self, *path: str | int) -> tuple[str | int, ...]:
        """The path within the card of what stands at this path."""
        return (*path, *self.path)


def check_parts_of_findings(corpus: Corpus) -> Iterator[Diagnostic]:
    """No part of a finding is more than the whole it is a part of."""
    for claim, index, finding in corpus.findings():
        study = corpus.studies.get(finding.study)
        for found in find_excess(finding, study.record if study else None):
            place = claim.place(*found.at("findings", index))
            yield Diagnostic(found.code, place, f"in '{finding.id}' {found.message}", _HINT)


_HINT = (
    "compare with the source; if it prints them so, leave the figure out here and say in "
    "limits what it prints"
)


def check_parts_of_studies(corpus: Corpus) -> Iterator[Diagnostic]:
    """A synthesis lists and compares no more studies than it pools."""
    for key in sorted(corpus.studies):
        study = corpus.studies[key]
        pools = study.record.pools
        whole = count_if_known(pools.studies) if pools else None
        if pools is None:
            continue
        seen, listed = count_if_known(pools.complete), len(set(pools.listed))
        if whole is not None and seen is not None and seen > whole:
            yield _too_many(study.place("pools", "complete"), f"{seen} studies compared", whole)
        elif whole is not None and listed > whole:
            yield _too_many(study.place("pools", "listed"), f"{listed} studies listed", whole)
        elif seen is not None and listed > seen:
            message = f"{listed} studies are listed, but only {seen} were compared with ours"
            place = study.place("pools", "listed")
            yield Diagnostic("CC291", place, message, "correct 'listed' or 'complete'")


def _too_many(place: Place, part: str, whole: int) -> Diagnostic:
    message = f"{part} of only {whole} that are pooled"
    return Diagnostic("CC291", place, message, "correct it, or the number in 'studies'")


_MENDED = (("figures_mended", "figures"), ("directions_changed", "directions"))


def check_rereadings(corpus: Corpus) -> Iterator[Diagnostic]:
    """No more is mended than was read again."""
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        for index, again in enumerate(claim.record.rereadings):
            for part, whole in _MENDED:
                mended, read = (
                    count_if_known(getattr(again, part)),
                    count_if_known(getattr(again, whole)),
                )
                if (mended or 0) > (read or 0):
                    message = f"'{part}' is {mended}, but only {read} '{whole}' were read again"
                    place = claim.place("rereadings", index, part)
                    yield Diagnostic("CC291", place, message, "correct one of the two")


def find_excess(finding: Finding, study: Study | None) -> Iterator[Excess]:
    """Everything in a finding that is more than its whole, or that its measure cannot have."""
    if finding.pools is not None:
        yield from _of_pools(finding.pools, study)
    people = _check_counts(finding, study)
    if finding.harms is not None:
        exposed, harmed = (
            count_if_known(finding.harms.exposed),
            count_if_known(finding.harms.serious_related),
        )
        yield from _report_more(("harms", "exposed"), exposed, "exposed", people, "studied")
        at = ("harms", "serious_related")
        yield from _report_more(at, harmed, "with serious related harm", exposed, "exposed")
    if finding.sample is not None:
        here, total = count_if_known(finding.sample), _read_number(finding, study)
        yield from _report_more(("sample",), here, "in this result", total, "in the study")
    if finding.effect is not None:
        yield from _of_effect(finding.effect, people, _check_pooled(finding, study))


def _of_pools(pools: Split, study: Study | None) -> Iterator[Excess]:
    sides = [count_if_known(n) or 0 for n in (pools.supports, pools.disputes, pools.mixed)]
    said = count_if_known(pools.studies)
    yield from _report_more(
        ("pools",), sum(sides), "studies on the sides", said, "pooled for this result"
    )
    whole = (
        count_if_known(study.pools.studies)
        if study is not None and study.pools is not None
        else None
    )
    part = said if said is not None else sum(sides)
    yield from _report_more(
        ("pools",), part, "studies for this result", whole, "pooled by its study card"
    )


def _of_effect(effect: Effect, people: int | None, pooled: int | None) -> Iterator[Excess]:
    for name, arm in (("treated", effect.treated), ("control", effect.control)):
        if arm is not None:
            yield from _of_arm(arm, ("effect", name), people)
    for n, part in enumerate(effect.subgroups):
        count = count_if_known(part.studies)
        at = ("effect", "subgroups", n, "studies")
        yield from _report_more(
            at, count, f"studies of '{part.part}'", pooled, "pooled for this result"
        )
    yield from _of_measure(effect)


def _of_arm(arm: Arm, at: tuple[str, ...], people: int | None) -> Iterator[Excess]:
    if arm.n == 0:
        yield Excess("CC291", (*at, "of"), f"the events are counted as {arm}: nobody is in the arm")
    elif arm.hits > arm.n:
        yield Excess("CC291", (*at, "events"), f"the events are counted as {arm}: that is too many")
    else:
        yield from _report_more((*at, "of"), arm.n, "in one arm", people, "in the sample")


def _of_measure(effect: Effect) -> Iterator[Excess]:
    measure, value = effect.measure, effect.value
    if is_above_zero(measure):
        if value is not None and value.value <= 0:
            yield Excess("CC292", ("effect", "value"), f"the {measure} is {value}: it is above 0")
        if effect.interval and min(end.value for end in effect.interval) < 0:
            low, high = effect.interval
            message = f"the interval of the {measure} is [{low}, {high}]: no end is below 0"
            yield Excess("CC292", ("effect", "interval"), message)
        for n, part in enumerate(effect.subgroups):
            if part.value.value <= 0:
                at = ("effect", "subgroups", n, "value")
                yield Excess("CC292", at, f"the {measure} of '{part.part}' is {part.value}")
    share = effect.unit == "%" and _SHARE.search(measure) and not _NOT_ITSELF.search(measure)
    if share and value is not None and not 0 <= value.value <= 100:
        yield Excess("CC292", ("effect", "value"), f"the share is {value}%: it is from 0 to 100%")


def is_above_zero(measure: str) -> bool:
    """Whether a measure can only be above 0: a ratio of risks, odds, hazards, rates or means."""
    short = measure.strip().upper() in {"RR", "OR", "HR", "IRR", "SIR", "SMR"}
    return short or bool(_ABOVE_ZERO.search(measure) and not _NOT_ITSELF.search(measure))


def _check_pooled(finding: Finding, study: Study | None) -> int | None:
    """How many studies a result pools: as it says, else as its study does."""
    if finding.pools is not None:
        return count_if_known(finding.pools.studies)
    return (
        count_if_known(study.pools.studies)
        if study is not None and study.pools is not None
        else None
    )


def _check_counts(finding: Finding, study: Study | None) -> int | None:
    """The people or animals that a result rests on, if the cards count them."""
    return (
        count_if_known(finding.sample)
        if finding.sample is not None
        else _read_number(finding, study)
    )


def _read_number(finding: Finding, study: Study | None) -> int | None:
    """The people or animals of a study of which those of a finding are a part.

    None where its sample counts documents, say, or the finding is about others: one paper
    may hold volunteers and mice.
    """
    if study is None or study.sample is None or finding.stratum or finding.species:
        return None
    return (
        count_if_known(study.sample.n)
        if study.sample.unit in (SampleUnit.PEOPLE, SampleUnit.ANIMALS)
        else None
    )


def _report_more(
    path: tuple[str | int, ...], part: int | None, what: str, whole: int | None, of: str
) -> Iterator[Excess]:
    if part is not None and whole is not None and part > whole:
        yield Excess("CC291", path, f"there are {part} {what}, but only {whole} {of}")


RULES = (check_parts_of_findings, check_parts_of_studies, check_rereadings)
