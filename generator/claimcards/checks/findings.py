"""One finding by itself: votes that the coding table forbids, figures that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcards.cards.claim import Claim, Finding
from claimcards.cards.scalars import COMPARATOR, FACET, LOOKED_FOR, UNSAID, find_meant, is_near
from claimcards.cards.typing import Sourced
from claimcards.cards.words import ClaimKind, Direction, Directness, Stratum
from claimcards.corpus import Corpus
from claimcards.text.diagnostics import Diagnostic, Place, Severity
from claimcards.verdict.figures import find_disagreements
from claimcards.verdict.findings import (
    UNCOMPARED,
    find_forbidden,
    find_two_directions,
    judge_findings,
)
from claimcards.verdict.values import WhyNotCounted


def check_votes(corpus: Corpus) -> Iterator[Diagnostic]:
    """A direction that the coding table does not allow."""
    for claim, index, finding in corpus.findings():
        reason = _find_forbidden_vote(corpus, claim.record, finding)
        # 'No control' is told as a slip for 'none': mended, it may be told as a vote.
        meant = reason is WhyNotCounted.NO_COMPARATOR and finding.comparator not in UNCOMPARED
        if reason is not None and reason not in _SAID_ELSEWHERE and not meant:
            yield Diagnostic(
                "CC241",
                claim.place("findings", index, "direction"),
                f"the finding '{finding.id}' may not count as '{finding.direction.value}': "
                f"{lower_first(reason.sentence).rstrip('.')}",
                "make it neutral and say why in neutral_because, or correct what the reason names",
            )


def _find_forbidden_vote(corpus: Corpus, claim: Claim, finding: Finding) -> WhyNotCounted | None:
    study = corpus.studies.get(finding.study)
    design = corpus.evidence.design(finding)
    return find_forbidden(finding, claim, study.record if study else None, design)


_SAID_ELSEWHERE = (WhyNotCounted.NEUTRAL_UNEXPLAINED, WhyNotCounted.NO_EXPOSURE)


def check_one_direction(corpus: Corpus) -> Iterator[Diagnostic]:
    """One study, one claim, one stratum: one direction."""
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        for study, stratum in find_two_directions(claim.record, corpus.evidence):
            voting = [
                index
                for index, judged in enumerate(judge_findings(claim.record, corpus.evidence))
                if judged.votes and (judged.key, judged.stratum) == (study, stratum)
            ]
            yield _report_clash(claim, study, stratum, voting)


def _report_clash(
    claim: Sourced[Claim], study: str, stratum: Stratum, voting: list[int]
) -> Diagnostic:
    findings = claim.record.findings
    first = voting[0]
    other = next(i for i in voting if findings[i].direction is not findings[first].direction)
    line = claim.place("findings", first, "direction").line
    return Diagnostic(
        "CC242",
        claim.place("findings", other, "direction"),
        f"the study '{study}' counts as '{findings[other].direction.value}' here and as "
        f"'{findings[first].direction.value}' in line {line}, both in {stratum.value}",
        "let the outcome that the test names decide: code both alike, or make one neutral",
    )


def check_reasons(corpus: Corpus) -> Iterator[Diagnostic]:
    """What is neutral or indirect says why; what is not says nothing of it."""
    for claim, index, finding in corpus.findings():
        neutral = finding.direction is Direction.NEUTRAL
        yield from _check_reason(claim, index, finding, "direction", "neutral_because", neutral)
        indirect = finding.directness is Directness.INDIRECT
        yield from _check_reason(claim, index, finding, "directness", "indirect_because", indirect)


def lower_first(text: str) -> str:
    """A sentence that goes on behind a colon."""
    return text[:1].lower() + text[1:]


def _check_reason(
    claim: Sourced[Claim], index: int, finding: Finding, key: str, reason: str, needed: bool
) -> Iterator[Diagnostic]:
    given = getattr(finding, reason) is not None
    if needed and not given:
        word = getattr(finding, key).value
        message = f"the finding '{finding.id}' is {word} and does not say why"
        place = claim.place("findings", index, key)
        yield Diagnostic("CC243", place, message, f"add {reason}")
    if given and not needed:
        message = f"the finding '{finding.id}' has {reason}, but its {key} is another word"
        place = claim.key_place("findings", index, reason)
        yield Diagnostic("CC243", place, message, f"delete {reason}, or correct {key}")


def check_intervals(corpus: Corpus) -> Iterator[Diagnostic]:
    """An interval runs from low to high and contains its value."""
    for claim, index, finding in corpus.findings():
        effect = finding.effect
        if effect is None or effect.interval is None:
            continue
        low, high = effect.interval
        place = claim.place("findings", index, "effect", "interval")
        if low.value > high.value:
            message = f"the interval [{low}, {high}] runs from high to low"
            yield Diagnostic("CC244", place, message, "write the lower end first")
        elif effect.value and not low.value <= effect.value.value <= high.value:
            yield Diagnostic(
                "CC244",
                place,
                f"the interval [{low}, {high}] does not contain its value {effect.value}",
                "compare both with the source; if the source itself prints them so, leave out "
                "effect and say it in limits",
            )


def check_harms(corpus: Corpus) -> Iterator[Diagnostic]:
    """What speaks for safety, or against harm, says who was exposed and how harm was looked for."""
    for claim, index, finding in corpus.findings():
        kind, direction = claim.record.kind, finding.direction
        safe = (
            kind is ClaimKind.SAFETY and direction is Direction.SUPPORTS and finding.harms is None
        )
        slip = finding.harms is not None and is_near(finding.harms.looked_for, LOOKED_FOR)
        silent = _find_forbidden_vote(corpus, claim.record, finding) is WhyNotCounted.NO_EXPOSURE
        if safe or (silent and not slip):
            yield Diagnostic(
                "CC245",
                claim.place("findings", index, "direction"),
                f"the finding '{finding.id}' {direction.value} {kind.value} and does not say how "
                "many were exposed and that harm was looked for",
                "add harms: {exposed: 9, looked_for: ..., followed: ..., serious_related: 0}, or "
                "make the finding neutral",
            )


def check_figures(corpus: Corpus) -> Iterator[Diagnostic]:
    """Figures that cannot both be right, unless the card says that its source prints them so."""
    for claim, index, finding in corpus.findings():
        if finding.contradiction is not None:
            continue
        for found in find_disagreements(finding):
            yield Diagnostic(
                found.code,
                claim.place("findings", index, found.part),
                f"in '{finding.id}' {found.sentence}",
                "compare with the source; if it prints them so, say it in contradiction",
                Severity.WARNING,
            )


FINDING_RULES = (
    check_votes,
    check_one_direction,
    check_reasons,
    check_intervals,
    check_harms,
    check_figures,
)


def check_reserved_in_findings(corpus: Corpus) -> Iterator[Diagnostic]:
    """A comparator or the watch for harm is described, or is a reserved word as it is written."""
    for claim, index, finding in corpus.findings():
        at = ("findings", index)
        yield from _report_near(finding.comparator, COMPARATOR, claim.place(*at, "comparator"))
        if finding.harms is not None:
            harms = finding.harms
            yield from _report_near(
                harms.looked_for, LOOKED_FOR, claim.place(*at, "harms", "looked_for")
            )
            yield from _report_near(harms.followed, UNSAID, claim.place(*at, "harms", "followed"))


def check_reserved_in_studies(corpus: Corpus) -> Iterator[Diagnostic]:
    """The same for facets without a list of words, who paid, and conflicts of interest."""
    facets = corpus.vocabulary.facets
    for key in sorted(corpus.studies):
        study = corpus.studies[key]
        for name in ("funding", "conflicts"):
            yield from _report_near(getattr(study.record, name) or "", UNSAID, study.place(name))
        for name, values in study.record.facets.items():
            if name in facets and facets[name].words:
                continue  # whatever is no word of the list is said with the vocabulary
            for n, value in enumerate(values):
                yield from _report_near(value, FACET, study.place("facets", name, n))


def _report_near(text: str, words: Sequence[str], place: Place) -> Iterator[Diagnostic]:
    if not text or not is_near(text, words):
        return
    meant = find_meant(text, words)
    shown = text if len(text) <= 60 else f"{text[:57]}..."
    hint = f"did you mean '{meant}'?" if meant else f"one of: {', '.join(words)}"
    yield Diagnostic(
        "CC290",
        place,
        f"'{shown}' is no description, and no reserved word as it must be written",
        f"{hint} If not, describe it in a few words",
    )


RULES = (check_reserved_in_findings, check_reserved_in_studies)
