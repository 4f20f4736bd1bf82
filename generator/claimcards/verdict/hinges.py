"""What a verdict hangs on: every study and group left out in turn, and one group more.

Links stay as they were: to leave a study out splits no group. So what is left out here is
what a retraction would take away.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcards.cards.words import Direction
from claimcards.verdict.results import Hinge, OneGroupAway, Verdict
from claimcards.verdict.strata import Case, Outcome, outcome
from claimcards.verdict.verdicts import AGAINST, FOR, ruling, with_one_more
from claimcards.verdict.weighing import Unit

UNMOVED = frozenset({Verdict.UNRESOLVED, Verdict.UNTESTED})
"""Verdicts that no single study or group changes."""


def hangs_on(case: Case, now: Outcome) -> tuple[Hinge, ...]:
    """Studies, groups and syntheses without which the verdict or its word would be another."""
    if now.result.verdict in UNMOVED:
        return ()
    found = (_hinge(case, now, unit, keys) for unit in now.scales.units for keys in _parts(unit))
    return tuple(hinge for hinge in found if hinge)


def _parts(unit: Unit) -> Iterator[tuple[str, ...]]:
    """The group as a whole, and if it has several studies each of them."""
    keys = tuple(paper.key for paper in unit.papers)
    yield keys
    if len(keys) > 1:
        yield from ((key,) for key in keys)


def _hinge(case: Case, now: Outcome, unit: Unit, keys: tuple[str, ...]) -> Hinge | None:
    then = outcome(case, frozenset(keys)).result
    if (then.verdict, then.indirectly, then.word) == (
        now.result.verdict,
        now.result.indirectly,
        now.result.word,
    ):
        return None
    return Hinge(
        without=keys,
        synthesis=unit.block is None,
        verdict=then.verdict,
        indirectly=then.indirectly,
        word=then.word,
    )


def one_group_away(case: Case, now: Outcome) -> OneGroupAway:
    """The verdicts that one further independent, direct group would bring, where they differ.

    For safety the further group brings no exposed people: how many, nobody can say.
    """
    if now.result.verdict in UNMOVED:
        return OneGroupAway()
    return OneGroupAway(for_=_then(case, now, FOR), against=_then(case, now, AGAINST))


def _then(case: Case, now: Outcome, side: Direction) -> Verdict | None:
    exposed = now.result.safety.exposed if now.result.safety else 0
    verdict = ruling(with_one_more(now.scales, side, exposed), case.rule).verdict
    return verdict if verdict is not now.result.verdict else None
