"""Methods, from the code's own constants, and Quality, a self-audit of the evidence base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import SimpleNamespace

from claimcards.cards.claim import Claim
from claimcards.cards.scalars import Count
from claimcards.cards.words import Depth, Direction, NeutralBecause, Standing, Stratum
from claimcards.corpus import Corpus
from claimcards.pages.wording import (
    CERTAINTY,
    DIRECTION,
    NEUTRAL,
    STANDING,
    WHERE,
    capitalise,
    count_things,
)
from claimcards.verdict.certainty import WORDS
from claimcards.verdict.constants import CONSTANTS
from claimcards.verdict.values import CertaintyLevel, ClaimVerdict, Verdict


@dataclass(frozen=True, slots=True)
class ConstantView:
    """One number of the rules."""

    name: str
    shown: str
    meaning: str
    whose: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """Which headline word stands for which certainty."""

    certainty: str
    supported: str
    disputed: str


@dataclass(frozen=True, slots=True)
class MethodsView:
    """What the Methods page prints beside its prose."""

    constants: tuple[ConstantView, ...]
    value: SimpleNamespace
    """Each constant as prose prints it, by its name with underscores."""
    words: tuple[WordRow, ...]
    neutral: tuple[tuple[str, str], ...]
    strata: tuple[str, ...]


def view_methods() -> MethodsView:
    """The rules as data, from the code that applies them."""
    return MethodsView(
        constants=tuple(
            ConstantView(
                c.name.replace("-", " "),
                c.shown,
                c.meaning,
                "our convention" if c.convention else "from the sources below",
            )
            for c in CONSTANTS
        ),
        value=SimpleNamespace(**{c.name.replace("-", "_"): c.shown for c in CONSTANTS}),
        words=_list_words_by_certainty(),
        neutral=tuple((because.value, NEUTRAL[because]) for because in NeutralBecause),
        strata=tuple(WHERE[stratum] for stratum in Stratum),
    )


def _list_words_by_certainty() -> tuple[WordRow, ...]:
    supported, disputed = WORDS[Verdict.SUPPORTED], WORDS[Verdict.DISPUTED]
    return tuple(
        WordRow(CERTAINTY[level], supported[level].value, disputed[level].value)
        for level in CertaintyLevel
    )


LEAST_SHARE = 0.005
"""A smaller share would be printed as none, and what it leaves of the whole as all."""


@dataclass(frozen=True, slots=True)
class QualityLine:
    """One measure of quality: what, how many, of how many."""

    label: str
    count: str
    share: str


@dataclass(frozen=True, slots=True)
class QualityPart:
    """Measures that belong together."""

    id: str
    label: str
    about: str
    lines: tuple[QualityLine, ...]


@dataclass(frozen=True, slots=True)
class DueClaim:
    """A claim whose review comes due; ``reviewed`` is empty where nobody reviewed it yet."""

    id: str
    statement: str
    reviewed: str


@dataclass(frozen=True, slots=True)
class DueDay:
    """The claims whose review comes due on one day."""

    day: str
    count: str
    claims: tuple[DueClaim, ...]


@dataclass(frozen=True, slots=True)
class QualityView:
    """What the Quality page shows."""

    parts: tuple[QualityPart, ...]
    reviewed: str
    due: tuple[DueDay, ...]


def view_quality(corpus: Corpus, results: Mapping[str, ClaimVerdict]) -> QualityView:
    """Everything that the site can say of its own evidence base."""
    claims = [s.record for s in corpus.claims.values() if s.record.withdrawn is None]
    return QualityView(
        (
            _measure_searches(claims),
            _measure_directions(claims, results),
            _measure_depths(claims),
            _measure_rereadings(claims),
            _measure_studies(corpus),
        ),
        _describe_reviews(claims),
        tuple(_list_due_days(claims)),
    )


def _measure_line(label: str, count: int, total: int) -> QualityLine:
    return QualityLine(label, str(count), _write_share(count, total) if total else "")


def _write_share(count: int, total: int) -> str:
    """In whole per cent; some is never called none, and nearly all never all."""
    if count and count / total <= LEAST_SHARE:
        return "under 1\u00a0%"
    if count < total and (total - count) / total <= LEAST_SHARE:
        return "over 99\u00a0%"
    return f"{100 * count / total:.0f}\u00a0%"


def _measure_searches(claims: list[Claim]) -> QualityPart:
    own = [c for c in claims if not c.over]
    sided = sum(
        1 for c in own if any(s.for_ for s in c.searches) and any(s.against for s in c.searches)
    )
    reviewed = sum(1 for c in claims if c.reviews)
    return QualityPart(
        "claims",
        "Claims",
        "A claim gets no verdict before evidence for and against was searched for.",
        (
            QualityLine("Claims", str(len(claims)), ""),
            _measure_line("that rest on other claims", len(claims) - len(own), len(claims)),
            _measure_line("that have findings of their own", len(own), len(claims)),
            _measure_line("of those, searched on both sides", sided, len(own)),
            _measure_line("independently reviewed", reviewed, len(claims)),
        ),
    )


def _measure_directions(claims: list[Claim], results: Mapping[str, ClaimVerdict]) -> QualityPart:
    voting: Counter[Direction] = Counter()
    total = 0
    for claim in claims:
        for judged in results[claim.id].findings:
            total += 1
            if judged.votes:
                voting[judged.direction] += 1
    votes = sum(voting.values())
    lines = [QualityLine("Findings", str(total), ""), _measure_line("that count", votes, total)]
    for direction in (Direction.SUPPORTS, Direction.DISPUTES, Direction.MIXED):
        label = f"of those, {DIRECTION[direction]}"
        lines.append(_measure_line(label, voting[direction], votes))
    return QualityPart(
        "balance",
        "Balance",
        "Reported, not steered. It says more about what gets published than about what is true.",
        tuple(lines),
    )


def _measure_depths(claims: list[Claim]) -> QualityPart:
    findings = [f for c in claims for f in c.findings]
    read = Counter(f.checked.depth for f in findings)
    undated = sum(1 for f in findings if isinstance(f.checked.on, str))
    lines = [
        _measure_line(capitalise(depth.value.replace("-", " ")), read[depth], len(findings))
        for depth in reversed(Depth)
    ]
    lines.append(_measure_line("on a day that was not recorded", undated, len(findings)))
    return QualityPart(
        "depth", "How deep sources were read", "The deepest part read.", tuple(lines)
    )


def _measure_rereadings(claims: list[Claim]) -> QualityPart:
    again = [r for c in claims for r in c.rereadings]

    def total(name: str) -> int:
        counts: list[Count] = [getattr(r, name) for r in again]
        return sum(int(count.value) for count in counts)

    days = sorted({r.on.isoformat() for r in again})
    return QualityPart(
        "read-again",
        "Read again",
        "Findings compared once more with their sources by a second reader of this project"
        + (f", {days[0]}" + (f" to {days[-1]}" if len(days) > 1 else "") if days else "")
        + ". A finding that was read again twice counts as two readings."
        + ("" if any(c.reviews for c in claims) else " Nobody from outside has read them yet."),
        (
            _measure_line("Claims read again", sum(1 for c in claims if c.rereadings), len(claims)),
            QualityLine("Readings of findings", str(total("findings")), ""),
            QualityLine("Figures compared", str(total("figures")), ""),
            _measure_line("of those, wrong and mended", total("figures_mended"), total("figures")),
            QualityLine("Directions judged again", str(total("directions")), ""),
            _measure_line("of those, changed", total("directions_changed"), total("directions")),
        ),
    )


def _measure_studies(corpus: Corpus) -> QualityPart:
    studies = [s.record for s in corpus.studies.values()]
    cut = sum(1 for key in corpus.studies if not corpus.references[key].reference.authors_complete)
    lines = [
        QualityLine("Studies", str(len(studies)), ""),
        _measure_line("whose author list is cut", cut, len(studies)),
        _measure_line(
            "whose sample size is known",
            sum(1 for s in studies if _has_size(s.sample)),
            len(studies),
        ),
        _measure_line("whose funding was seen", sum(1 for s in studies if s.funding), len(studies)),
        _measure_line(
            "with a reported judgement of bias",
            sum(1 for s in studies if s.risk_of_bias),
            len(studies),
        ),
    ]
    for standing in Standing:
        count = sum(1 for s in studies if s.standing.status is standing)
        if count and standing is not Standing.STANDS:
            lines.append(_measure_line(STANDING[standing], count, len(studies)))
    return QualityPart(
        "studies",
        "Studies",
        "What is missing here is missing from our cards; the sources may tell it.",
        tuple(lines),
    )


def _has_size(sample: object) -> bool:
    return isinstance(getattr(sample, "n", None), Count)


def _describe_reviews(claims: list[Claim]) -> str:
    count = sum(1 for claim in claims if claim.reviews)
    if not count:
        return "No claim has been reviewed independently yet."
    verb = "has" if count == 1 else "have"
    return f"{count} of {count_things(len(claims), 'claim')} {verb} been reviewed independently."


def _list_due_days(claims: list[Claim]) -> Iterator[DueDay]:
    ordered = sorted(claims, key=lambda c: (c.review_due, c.statement.casefold(), c.id))
    for day, due in groupby(ordered, key=lambda c: c.review_due):
        listed = tuple(
            DueClaim(c.id, c.statement, max((r.on.isoformat() for r in c.reviews), default=""))
            for c in due
        )
        yield DueDay(day.isoformat(), count_things(len(listed), "claim"), listed)
