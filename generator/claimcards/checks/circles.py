"""Records that rest on each other in a circle, so that none of them rests on anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claimcards.cards.words import Relation
from claimcards.corpus import Corpus
from claimcards.text.diagnostics import Diagnostic, Place
from claimcards.verdict.whole import fits, members

Ways = Mapping[str, Mapping[str, Place]]
"""From each record to those that it rests on, with the place at which its card says so."""


def check_claims(corpus: Corpus) -> Iterator[Diagnostic]:
    """A claim is not made of, nor does it depend on, a claim that rests on it in its turn."""
    hint = "a claim cannot carry itself: take one of these steps out of its card"
    rests = _resting(corpus)
    yield from _say(rests, "these claims rest on each other in a circle", hint)
    parts = _related(corpus, Relation.PART_OF)
    yield from _say(parts, "these claims are parts of each other in a circle", hint)


def check_studies(corpus: Corpus) -> Iterator[Diagnostic]:
    """No study is superseded by, or pools, one that is superseded by it or pools it."""
    newer: dict[str, dict[str, Place]] = {key: {} for key in corpus.studies}
    pools: dict[str, dict[str, Place]] = {key: {} for key in corpus.studies}
    for key, study in corpus.studies.items():
        by, pooled = study.record.standing.by, study.record.pools
        if by is not None and by in newer:
            newer[key][by] = study.place("standing", "by")
        for n, other in enumerate(pooled.listed if pooled else ()):
            if other in pools:
                pools[key][other] = study.place("pools", "listed", n)
    hint = "only the newest of them stands: correct 'by' in one of the cards"
    yield from _say(newer, "these studies supersede each other in a circle", hint)
    hint = "a synthesis pools only what was there before it: correct 'listed' in one of the cards"
    yield from _say(pools, "these syntheses pool each other in a circle", hint)


def _resting(corpus: Corpus) -> Ways:
    """What a claim over claims is made of, patterns followed, and what a claim depends on."""
    ways = {key: dict(row) for key, row in _related(corpus, Relation.DEPENDS_ON).items()}
    for key, parts in members({k: s.record for k, s in corpus.claims.items()}).items():
        claim = corpus.claims[key]
        for part in parts:
            word = next(n for n, word in enumerate(claim.record.over) if fits(word, part))
            ways[key].setdefault(part, claim.place("over", word))
    return ways


def _related(corpus: Corpus, relation: Relation) -> Ways:
    return {
        key: {
            other.claim: claim.place("relations", n, "claim")
            for n, other in enumerate(claim.record.relations)
            if other.relation is relation and other.claim in corpus.claims
        }
        for key, claim in corpus.claims.items()
    }


def _say(ways: Ways, what: str, hint: str) -> Iterator[Diagnostic]:
    for circle in find_circles(ways):
        steps = " -> ".join(f"'{key}'" for key in (*circle, circle[0]))
        yield Diagnostic("CC293", ways[circle[0]][circle[1]], f"{what}: {steps}", hint)


def find_circles(ways: Mapping[str, Mapping[str, object]]) -> list[tuple[str, ...]]:
    """Circles of two and more, shortest ones, so that each record in any circle is in one of them.

    Each begins with its first id in alphabetical order; steps to a record itself are told as
    such elsewhere and are left out here.
    """
    found: dict[tuple[str, ...], None] = {}
    named: set[str] = set()
    for key in sorted(ways):
        if key not in named and (circle := _shortest(key, ways)):
            first = circle.index(min(circle))
            found[(*circle[first:], *circle[:first])] = None
            named.update(circle)
    return list(found)


def _shortest(start: str, ways: Mapping[str, Mapping[str, object]]) -> tuple[str, ...]:
    """The shortest way from a record back to itself, without its end; () if there is none."""
    before: dict[str, str] = {}
    ahead: Sequence[str] = [start]
    while ahead:
        reached: list[str] = []
        for key in ahead:
            for other in sorted(ways.get(key, ())):
                if other == start and key != start:
                    return _walked(start, key, before)
                if other != start and other not in before:
                    before[other] = key
                    reached.append(other)
        ahead = reached
    return ()


def _walked(start: str, last: str, before: Mapping[str, str]) -> tuple[str, ...]:
    way = [last]
    while way[-1] != start:
        way.append(before[way[-1]])
    return tuple(reversed(way))


RULES = (check_claims, check_studies)
