"""Circles are named, whatever their length, and whichever way they are closed."""

from __future__ import annotations

import pytest
from tests.unit.small_site import (
    CLAIM,
    FROST,
    HAIL,
    OTHER,
    OVER,
    OVER_CLAIM,
    POOL,
    POOL_STUDY,
    POOL_WORK,
    WORKS,
    Site,
)

from claimcards.checks.links import find_circles
from claimcards.text.diagnostics import Diagnostic


def circles(site: Site) -> list[Diagnostic]:
    """The circles that are told, each at the marked place."""
    found = [d for d in site.check() if d.code == "CC293"]
    assert [(d.place.file, d.place.line, d.place.column) for d in found] == site.expected
    return found


def over(key: str, *parts: str) -> str:
    """A claim over claims with these parts."""
    card = OVER_CLAIM.replace("id: tea-all", f"id: {key}")
    return card.replace("[tea-warms]", f"[{', '.join(parts)}]")


def depends(*others: str) -> str:
    """What a claim depends on."""
    return "relations:\n" + "".join(
        f"  - {{claim: {other}, relation: depends-on}}\n" for other in others
    )


def test_two_claims_that_depend_on_each_other(site: Site) -> None:
    """The shortest circle there is."""
    site.with_other().append(CLAIM, depends("tea-cools")).append(OTHER, depends("¦tea-warms"))
    assert "'tea-cools' -> 'tea-warms' -> 'tea-cools'" in circles(site)[0].message


def test_two_claims_over_claims_that_name_each_other(site: Site) -> None:
    """Each is a part of the other."""
    site.write(OVER, over("tea-all", "¦tea-both", "tea-warms"))
    site.write("claims/warmth/tea-both.yml", over("tea-both", "tea-all", "tea-warms"))
    assert "'tea-all' -> 'tea-both' -> 'tea-all'" in circles(site)[0].message


def test_two_patterns_that_fit_each_other(site: Site) -> None:
    """A pattern leaves out the claim that it stands in, not the other one."""
    site.write(OVER, over("tea-all", '¦"tea-*"'))
    site.write("claims/warmth/tea-both.yml", over("tea-both", '"tea-*"'))
    assert "'tea-all' -> 'tea-both' -> 'tea-all'" in circles(site)[0].message


def test_a_part_named_by_a_pattern_that_depends_on_the_whole(site: Site) -> None:
    """A pattern and a relation close the circle together."""
    site.write(OVER, over("tea-all", '¦"tea-w*"'.replace("tea-w*", "tea-*")))
    site.append(CLAIM, depends("tea-all"))
    assert "'tea-all' -> 'tea-warms' -> 'tea-all'" in circles(site)[0].message


def test_a_long_circle_is_named_in_full(site: Site) -> None:
    """Four claims, each made of the next."""
    names = ("tea-all", "tea-b", "tea-c", "tea-d")
    for key, part in zip(names, (*names[1:], names[0]), strict=True):
        text = over(key, f"¦{part}" if key == "tea-all" else part)
        site.write(f"claims/warmth/{key}.yml", text)
    way = " -> ".join(f"'{key}'" for key in (*names, "tea-all"))
    assert way in circles(site)[0].message


def test_claims_that_are_parts_of_each_other(site: Site) -> None:
    """A part is not the whole of its whole."""
    relation = "relations:\n  - {claim: %s, relation: part-of}\n"
    site.with_other().append(CLAIM, relation % "tea-cools").append(OTHER, relation % "¦tea-warms")
    assert "parts of each other" in circles(site)[0].message


def test_studies_that_supersede_each_other(site: Site) -> None:
    """Neither would count."""
    line = "standing: {status: superseded, because: Newer., by: %s}\n"
    site.append(FROST, line % "¦hail2012tea").append(HAIL, line % "frost2010tea")
    assert "supersede each other" in circles(site)[0].message


def test_syntheses_that_pool_each_other(site: Site) -> None:
    """Each would be context of the other."""
    site.with_pool()
    site.change(POOL, "[frost2010tea]", "[slush2016pool]")
    again = POOL_STUDY.replace("thaw2015pool", "slush2016pool")
    site.write("studies/slush2016pool.yml", again.replace("[frost2010tea]", "[¦thaw2015pool]"))
    work = POOL_WORK.replace("thaw2015pool", "slush2016pool").replace("All the", "Some of the")
    site.append(WORKS, work)
    assert "pool each other" in circles(site)[0].message


def test_what_meets_again_is_no_circle(site: Site) -> None:
    """A whole, its part, and a claim on which both depend; see-also may lead anywhere."""
    site.with_other().with_over().append(OVER, depends("tea-cools"))
    site.append(CLAIM, depends("tea-cools"))
    site.append(OTHER, "relations:\n  - {claim: tea-warms}\n")
    assert circles(site) == []


@pytest.mark.parametrize(
    ("ways", "found"),
    [
        ({"a": "b", "b": "a"}, [("a", "b")]),
        ({"a": "a"}, []),
        ({"a": "b", "b": "c", "c": "b"}, [("b", "c")]),
        ({"a": "b", "b": "ac", "c": "b"}, [("a", "b"), ("b", "c")]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, [("a", "b"), ("c", "d")]),
        ({"a": "bc", "b": "c", "c": "a"}, [("a", "c"), ("a", "b", "c")]),
    ],
)
def test_every_record_in_a_circle_is_named_once(
    ways: dict[str, str], found: list[tuple[str, ...]]
) -> None:
    """The shortest circle of each, begun at its first id."""
    assert find_circles({key: dict.fromkeys(others) for key, others in ways.items()}) == found
