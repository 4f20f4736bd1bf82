"""A self-audit: how well the evidence base is searched, read, and read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from claimcards.corpus import Corpus
from claimcards.model.claim import Claim
from claimcards.model.scalars import Count
from claimcards.model.words import Depth, Direction, Standing
from claimcards.synthesis.results import Synthesis
from claimcards.views.wording import DIRECTION, STANDING, capital, plural

LEAST_SHARE = 0.005
"""A smaller share would be printed as none, and what it leaves of the whole as all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of quality: what, how many, of how many."""

    label: str
    count: str
    share: str


@dataclass(frozen=True, slots=True)
class Part:
    """Measures that belong together."""

    id: str
    label: str
    about: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A claim whose review comes due; ``reviewed`` is empty where nobody reviewed it yet."""

    id: str
    statement: str
    reviewed: str


@dataclass(frozen=True, slots=True)
class DueDay:
    """The claims whose review comes due on one day."""

    day: str
    count: str
    claims: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class QualityView:
    """What the Quality page shows."""

    parts: tuple[Part, ...]
    reviewed: str
    due: tuple[DueDay, ...]


def quality(corpus: Corpus, results: Mapping[str, Synthesis]) -> QualityView:
    """Everything that the site can say of its own evidence base."""
    claims = [s.record for s in corpus.claims.values() if s.record.withdrawn is None]
    return QualityView(
        (
            _searches(claims),
            _directions(claims, results),
            _depths(claims),
            _rereadings(claims),
            _studies(corpus),
        ),
        _reviewed(claims),
        tuple(_due(claims)),
    )


def _line(label: str, count: int, total: int) -> Line:
    return Line(label, str(count), _share(count, total) if total else "")


def _share(count: int, total: int) -> str:
    """In whole per cent; some is never called none, and nearly all never all."""
    if count and count / total <= LEAST_SHARE:
        return "under 1\u00a0%"
    if count < total and (total - count) / total <= LEAST_SHARE:
        return "over 99\u00a0%"
    return f"{100 * count / total:.0f}\u00a0%"


def _searches(claims: list[Claim]) -> Part:
    own = [c for c in claims if not c.over]
    sided = sum(
        1 for c in own if any(s.for_ for s in c.searches) and any(s.against for s in c.searches)
    )
    reviewed = sum(1 for c in claims if c.reviews)
    return Part(
        "claims",
        "Claims",
        "A claim gets no verdict before evidence for and against was searched for.",
        (
            Line("Claims", str(len(claims)), ""),
            _line("that rest on other claims", len(claims) - len(own), len(claims)),
            _line("that have findings of their own", len(own), len(claims)),
            _line("of those, searched on both sides", sided, len(own)),
            _line("independently reviewed", reviewed, len(claims)),
        ),
    )


def _directions(claims: list[Claim], results: Mapping[str, Synthesis]) -> Part:
    voting: Counter[Direction] = Counter()
    total = 0
    for claim in claims:
        for ballot in results[claim.id].ballots:
            total += 1
            if ballot.votes:
                voting[ballot.direction] += 1
    votes = sum(voting.values())
    lines = [Line("Findings", str(total), ""), _line("that count", votes, total)]
    for direction in (Direction.SUPPORTS, Direction.DISPUTES, Direction.MIXED):
        label = f"of those, {DIRECTION[direction]}"
        lines.append(_line(label, voting[direction], votes))
    return Part(
        "balance",
        "Balance",
        "Reported, not steered. It says more about what gets published than about what is true.",
        tuple(lines),
    )


def _depths(claims: list[Claim]) -> Part:
    findings = [f for c in claims for f in c.findings]
    read = Counter(f.checked.depth for f in findings)
    undated = sum(1 for f in findings if isinstance(f.checked.on, str))
    lines = [
        _line(capital(depth.value.replace("-", " ")), read[depth], len(findings))
        for depth in reversed(Depth)
    ]
    lines.append(_line("on a day that was not recorded", undated, len(findings)))
    return Part("depth", "How deep sources were read", "The deepest part read.", tuple(lines))


def _rereadings(claims: list[Claim]) -> Part:
    again = [r for c in claims for r in c.rereadings]

    def total(name: str) -> int:
        counts: list[Count] = [getattr(r, name) for r in again]
        return sum(int(count.value) for count in counts)

    days = sorted({r.on.isoformat() for r in again})
    return Part(
        "read-again",
        "Read again",
        "Findings compared once more with their sources by a second reader of this project"
        + (f", {days[0]}" + (f" to {days[-1]}" if len(days) > 1 else "") if days else "")
        + ". A finding that was read again twice counts as two readings."
        + ("" if any(c.reviews for c in claims) else " Nobody from outside has read them yet."),
        (
            _line("Claims read again", sum(1 for c in claims if c.rereadings), len(claims)),
            Line("Readings of findings", str(total("findings")), ""),
            Line("Figures compared", str(total("figures")), ""),
            _line("of those, wrong and mended", total("figures_mended"), total("figures")),
            Line("Directions judged again", str(total("directions")), ""),
            _line("of those, changed", total("directions_changed"), total("directions")),
        ),
    )


def _studies(corpus: Corpus) -> Part:
    studies = [s.record for s in corpus.studies.values()]
    cut = sum(1 for key in corpus.studies if not corpus.references[key].reference.authors_complete)
    lines = [
        Line("Studies", str(len(studies)), ""),
        _line("whose author list is cut", cut, len(studies)),
        _line(
            "whose sample size is known", sum(1 for s in studies if _sized(s.sample)), len(studies)
        ),
        _line("whose funding was seen", sum(1 for s in studies if s.funding), len(studies)),
        _line(
            "with a reported judgement of bias",
            sum(1 for s in studies if s.risk_of_bias),
            len(studies),
        ),
    ]
    for standing in Standing:
        count = sum(1 for s in studies if s.standing.status is standing)
        if count and standing is not Standing.STANDS:
            lines.append(_line(STANDING[standing], count, len(studies)))
    return Part(
        "studies",
        "Studies",
        "What is missing here is missing from our cards; the sources may tell it.",
        tuple(lines),
    )


def _sized(sample: object) -> bool:
    return isinstance(getattr(sample, "n", None), Count)


def _reviewed(claims: list[Claim]) -> str:
    count = sum(1 for claim in claims if claim.reviews)
    if not count:
        return "No claim has been reviewed independently yet."
    verb = "has" if count == 1 else "have"
    return f"{count} of {plural(len(claims), 'claim')} {verb} been reviewed independently."


def _due(claims: list[Claim]) -> Iterator[DueDay]:
    ordered = sorted(claims, key=lambda c: (c.review_due, c.statement.casefold(), c.id))
    for day, due in groupby(ordered, key=lambda c: c.review_due):
        listed = tuple(
            Due(c.id, c.statement, max((r.on.isoformat() for r in c.reviews), default=""))
            for c in due
        )
        yield DueDay(day.isoformat(), plural(len(listed), "claim"), listed)
