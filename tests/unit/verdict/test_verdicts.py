"""The verdict of a stratum: shares, quantifiers, safety, and the reason given."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from claimcards.cards.words import ClaimKind, Depth, Directness, NeutralBecause, Quantifier, Stratum
from claimcards.verdict.values import Verdict, WhyVerdict

NEUTRAL = {"neutral_because": NeutralBecause.NO_CONTROL}


def verdict(cards: Any, **more: Any) -> tuple[Verdict, WhyVerdict]:
    result = cards.result(**more)
    return result.verdict, result.why


def test_without_a_search_for_both_sides_nothing_is_resolved(cards: Any) -> None:
    """Whatever the findings say."""
    cards.several("supports", 5)
    said = verdict(cards, searches=())
    assert said == (Verdict.UNRESOLVED, WhyVerdict.NO_TWO_SIDED_SEARCH)


def test_a_stratum_without_findings_is_untested(cards: Any) -> None:
    """And a stratum in which something was looked at is not."""
    assert verdict(cards) == (Verdict.UNTESTED, WhyVerdict.NO_FINDING)
    cards.says("a", "neutral", **NEUTRAL)
    assert verdict(cards) == (Verdict.INSUFFICIENT, WhyVerdict.NOTHING_VOTES)


def test_a_registered_trial_without_result_leaves_untested_and_is_named(cards: Any) -> None:
    """A registry's entry shows nothing."""
    cards.study("a", registrations=("NCT04276987",))
    cards.says(
        "a",
        "neutral",
        neutral_because=NeutralBecause.NO_RESULT,
        checked=cards.depth(Depth.RECORD),
    )
    result = cards.result()
    assert (result.verdict, result.without_result) == (Verdict.UNTESTED, ("a",))


@pytest.mark.parametrize(
    ("for_", "against", "mixed", "expected"),
    [
        (1, 0, 0, (Verdict.INSUFFICIENT, WhyVerdict.ONE_GROUP)),
        (0, 0, 3, (Verdict.INSUFFICIENT, WhyVerdict.ONLY_UNCLEAR)),
        (0, 0, 1, (Verdict.INSUFFICIENT, WhyVerdict.ONLY_UNCLEAR)),
        (1, 0, 1, (Verdict.INSUFFICIENT, WhyVerdict.ONE_GROUP_ON_SIDE)),
        (1, 1, 0, (Verdict.CONTESTED, WhyVerdict.NEITHER_SIDE)),
        (2, 0, 0, (Verdict.SUPPORTED, WhyVerdict.SHARE_FOR)),
        (2, 0, 1, (Verdict.SUPPORTED, WhyVerdict.SHARE_FOR)),
        (3, 1, 0, (Verdict.SUPPORTED, WhyVerdict.SHARE_FOR)),
        (2, 1, 0, (Verdict.CONTESTED, WhyVerdict.NEITHER_SIDE)),
        (1, 3, 0, (Verdict.DISPUTED, WhyVerdict.SHARE_AGAINST)),
        (5, 1, 2, (Verdict.SUPPORTED, WhyVerdict.SHARE_FOR)),
        (5, 1, 3, (Verdict.CONTESTED, WhyVerdict.NEITHER_SIDE)),
        (1, 5, 3, (Verdict.CONTESTED, WhyVerdict.NEITHER_SIDE)),
    ],
)
def test_three_quarters_and_two_groups_decide(
    cards: Any, for_: int, against: int, mixed: int, expected: tuple[Verdict, WhyVerdict]
) -> None:
    """An unclear group is half for and half against."""
    for direction, count in (("supports", for_), ("disputes", against), ("mixed", mixed)):
        cards.several(direction, count)
    assert verdict(cards) == expected


def test_indirect_findings_vote_and_label(cards: Any) -> None:
    """One direct finding on the side takes the label away."""
    cards.several("supports", 2, directness=Directness.INDIRECT)
    assert cards.result().indirectly
    cards.says("direct", "supports")
    assert not cards.result().indirectly


@pytest.mark.parametrize(("size", "expected"), [("400", "supported"), ("399", "insufficient")])
def test_one_large_randomised_trial_suffices(cards: Any, size: str, expected: str) -> None:
    """400 people or more."""
    cards.study("a", design="randomised", size=size)
    cards.says("a", "supports")
    assert cards.result().verdict == expected


def test_a_census_suffices_for_the_field_alone(cards: Any) -> None:
    """In no other stratum."""
    cards.study("a", design="census", stratum=Stratum.FIELD)
    cards.says("a", "supports")
    cards.says("a", "supports", stratum=Stratum.PEOPLE)
    assert cards.result(Stratum.FIELD).verdict is Verdict.SUPPORTED
    assert cards.result(Stratum.PEOPLE).verdict is Verdict.INSUFFICIENT


def test_all_falls_to_two_direct_counter_examples(cards: Any) -> None:
    """One bars supported, whatever supports."""
    cards.several("supports", 20)
    cards.says("x", "disputes")
    every = {"quantifier": Quantifier.ALL}
    assert verdict(cards, **every) == (Verdict.CONTESTED, WhyVerdict.COUNTER_EXAMPLE)
    cards.says("y", "disputes", directness=Directness.INDIRECT)
    assert verdict(cards, **every) == (Verdict.CONTESTED, WhyVerdict.COUNTER_EXAMPLE)
    cards.says("z", "disputes")
    assert verdict(cards, **every) == (Verdict.DISPUTED, WhyVerdict.COUNTER_EXAMPLES)


def test_some_stands_on_two_direct_instances(cards: Any) -> None:
    """One bars disputed."""
    cards.several("disputes", 20)
    cards.says("x", "supports")
    some = {"quantifier": Quantifier.SOME}
    assert verdict(cards, **some) == (Verdict.CONTESTED, WhyVerdict.INSTANCE)
    cards.says("y", "supports")
    assert verdict(cards, **some) == (Verdict.SUPPORTED, WhyVerdict.INSTANCES)


def test_safety_needs_three_hundred_exposed(cards: Any) -> None:
    """Fewer is insufficient, with the bound that the number allows: 105 people, 1 in 35."""
    for key, people in (("a", "60"), ("b", "45")):
        cards.says(key, "supports", harms=cards.harms(people))
    result = cards.result(kind=ClaimKind.SAFETY)
    assert (result.verdict, result.why) == (Verdict.INSUFFICIENT, WhyVerdict.TOO_FEW_EXPOSED)
    assert (result.safety.exposed, result.safety.bound) == (105, Fraction(3, 105))
    assert result.safety.up_to_one_in == 35
    cards.says("c", "supports", harms=cards.harms("195"))
    assert cards.result(kind=ClaimKind.SAFETY).verdict is Verdict.SUPPORTED


def test_nobody_is_counted_twice_within_a_cohort(cards: Any) -> None:
    """Two papers of one declared cohort report the same people."""
    for key, people in (("a", "60"), ("b", "45")):
        cards.study(key, groups=("x",))
        cards.says(key, "supports", harms=cards.harms(people))
    assert cards.result(kind=ClaimKind.SAFETY).safety.exposed == 60


def test_people_of_studies_linked_by_authors_alone_add_up(cards: Any) -> None:
    """One team may treat two cohorts: they are one voice, and not the same people."""
    team = cards.names("Lai, P.", "Chen, X.", "Guo, L.")
    for key, people in (("a", "60"), ("b", "45")):
        cards.study(key, authors=team)
        cards.says(key, "supports", harms=cards.harms(people))
    result = cards.result(kind=ClaimKind.SAFETY)
    assert (len(result.groups), result.safety.exposed) == (1, 105)


def test_serious_related_harm_bars_safe_and_two_groups_dispute_it(cards: Any) -> None:
    """And there is no rule of three where there was an event."""
    cards.several("supports", 9, harms=cards.harms("100"))
    cards.says("x", "disputes", harms=cards.harms("20", serious="2"))
    result = cards.result(kind=ClaimKind.SAFETY)
    assert (result.verdict, result.why) == (Verdict.CONTESTED, WhyVerdict.COUNTER_EXAMPLE)
    assert (result.safety.serious_related, result.safety.bound) == (2, None)
    cards.says("y", "disputes", harms=cards.harms("20", serious="1"))
    assert cards.result(kind=ClaimKind.SAFETY).verdict is Verdict.DISPUTED


def test_harm_is_the_mirror_of_safety(cards: Any) -> None:
    """No event in few people is no answer; two groups with harm are."""
    cards.several("disputes", 3, harms=cards.harms("50"))
    assert verdict(cards, kind=ClaimKind.HARM) == (Verdict.INSUFFICIENT, WhyVerdict.TOO_FEW_EXPOSED)
    cards.several("disputes", 3, prefix="more", harms=cards.harms("60"))
    assert cards.result(kind=ClaimKind.HARM).verdict is Verdict.DISPUTED
    cards.several("supports", 2, harms=cards.harms("9", serious="1"))
    assert verdict(cards, kind=ClaimKind.HARM) == (Verdict.SUPPORTED, WhyVerdict.INSTANCES)


def test_what_the_verdict_hangs_on_is_named(cards: Any) -> None:
    """Of two groups each; a group of several studies as a whole, not each of its studies."""
    cards.says("a", "supports")
    for key in ("b", "c"):
        cards.study(key, groups=("x",))
        cards.says(key, "supports")
    said = {h.without: h.verdict for h in cards.result().hangs_on}
    assert said == {("a",): Verdict.INSUFFICIENT, ("b", "c"): Verdict.INSUFFICIENT}


def test_one_group_away_names_the_verdicts_of_one_more_group(cards: Any) -> None:
    """Three for: a fourth changes nothing, one against neither; two for: one against does."""
    cards.several("supports", 3)
    away = cards.result().one_group_away
    assert (away.for_, away.against) == (None, None)
    cards.findings.pop()
    assert cards.result().one_group_away.against is Verdict.CONTESTED


def test_years_are_of_documents_that_vote(cards: Any) -> None:
    """The oldest and the newest."""
    for key, year, direction in (("a", 2010, "supports"), ("b", 2020, "disputes")):
        cards.study(key, year=year)
        cards.says(key, direction)
    cards.study("c", year=2024)
    cards.says("c", "neutral", **NEUTRAL)
    assert cards.result().years == (2010, 2020)


def test_serious_harm_that_nobody_counted_is_none_that_was_counted(cards: Any) -> None:
    """A study that says nothing of harm adds no person to those who were harmed."""
    cards.says("a", "supports", harms=cards.harms("300"))
    cards.says("b", "disputes")
    result = cards.result(kind=ClaimKind.SAFETY)
    assert result.safety is not None
    assert (result.safety.exposed, result.safety.serious_related) == (300, 0)
