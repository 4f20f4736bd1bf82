"""All claims of a site, each after the claims that it rests on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from claimcards.cards.claim import Claim
from claimcards.verdict.claims import synthesise
from claimcards.verdict.evidence import Evidence
from claimcards.verdict.over import circular, synthesise_over
from claimcards.verdict.results import Synthesis

STAR = "*"


def synthesise_all(
    claims: Mapping[str, Claim],
    evidence: Evidence,
    known: Mapping[str, Synthesis] | None = None,
) -> dict[str, Synthesis]:
    """The syntheses of all claims, sorted by id.

    Claims over claims come after their parts, nested ones too; those that rest on themselves
    are insufficient, and say why. ``known`` are syntheses of claims with findings of their own
    that the caller knows to be the same still.
    """
    before = known or {}
    done = {
        key: before.get(key) or synthesise(claim, evidence)
        for key, claim in sorted(claims.items())
        if not claim.over
    }
    parts = members(claims)
    waiting = {key: row for key, row in parts.items() if key not in done}
    while waiting:
        ready = [key for key, row in waiting.items() if all(part in done for part in row)]
        for key in ready:
            done[key] = synthesise_over(claims[key], {part: done[part] for part in waiting[key]})
        for key in () if ready else _circular(waiting):
            done[key] = circular(claims[key])
        waiting = {key: row for key, row in waiting.items() if key not in done}
    return dict(sorted(done.items()))


def members(claims: Mapping[str, Claim]) -> dict[str, tuple[str, ...]]:
    """The parts of each claim over claims, sorted; unknown and withdrawn ones are left out."""
    standing = sorted(key for key, claim in claims.items() if not claim.withdrawn)
    return {
        key: tuple(sorted({part for word in claim.over for part in _named(word, key, standing)}))
        for key, claim in sorted(claims.items())
        if claim.over
    }


def fits(word: str, key: str) -> bool:
    """Whether a word of 'over' names a claim: the claim itself, or what its id begins with."""
    start = word.removesuffix(STAR)
    return key.startswith(start) if start != word else key == word


def _named(word: str, whole: str, standing: Sequence[str]) -> Sequence[str]:
    """The claims that a word names; a pattern never names the claim that it stands in."""
    start = word.removesuffix(STAR)
    low = bisect_left(standing, start)
    if start == word:
        return [word] if standing[low : low + 1] == [word] else []
    high = bisect_left(standing, start + "\uffff")
    return [key for key in standing[low:high] if key != whole]


def _circular(waiting: Mapping[str, Sequence[str]]) -> list[str]:
    """The claims from which a way along their parts leads back to themselves."""
    return [key for key in waiting if key in _reached(key, waiting)]


def _reached(key: str, waiting: Mapping[str, Sequence[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = list(waiting[key])
    while ahead:
        part = ahead.pop()
        if part not in seen:
            seen.add(part)
            ahead.extend(waiting.get(part, ()))
    return seen
