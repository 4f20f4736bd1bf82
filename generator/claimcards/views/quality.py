"""A self-audit: how well the evidence base is searched, read, and read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimcards.corpus import Corpus
from claimcards.model.claim import Claim
from claimcards.model.scalars import Count
from claimcards.model.words import Depth, Direction, Standing
from claimcards.synthesis.results import Synthesis
from claimcards.views.wording import DIRECTION, STANDING, capital


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
    """A claim whose review comes due."""

    id: str
    statement: str
    due: str
    reviewed: str


@dataclass(frozen=True, slots=True)
class QualityView:
    """What the Quality page shows."""

    parts: tuple[Part, ...]
    due: tuple[Due, ...]


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
        tuple(_due(claims)),
    )


def _line(label: str, count: int, total: int) -> Line:
    return Line(label, str(count), f"{100 * count / total:.0f}\u00a0%" if total else "")


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
        "Every finding read once more against its source, by somebody who had not written it"
        + (f"; {days[0]}" + (f" to {days[-1]}" if len(days) > 1 else "") if days else "")
        + ".",
        (
            _line("Claims read again", sum(1 for c in claims if c.rereadings), len(claims)),
            Line("Findings read again", str(total("findings")), ""),
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


def _due(claims: list[Claim]) -> Iterator[Due]:
    for claim in sorted(claims, key=lambda c: (c.review_due, c.id)):
        last = max((r.on.isoformat() for r in claim.reviews), default="never")
        yield Due(claim.id, claim.statement, claim.review_due.isoformat(), last)
