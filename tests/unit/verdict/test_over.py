"""Claims over claims: parts, their votes, and claims that rest on themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from claimcards.cards.claim import Claim, Withdrawn
from claimcards.cards.words import ConcernLevel, Needs, Stratum
from claimcards.verdict.claims import judge_claims, list_members
from claimcards.verdict.values import ClaimVerdict, HeadlineWord, Verdict, WhyVerdict

WORDS = {"yes": ("supports", 2), "no": ("disputes", 2), "one": ("supports", 1), "none": ("", 0)}


def part(cards: Any, key: str, word: str, serious: int = 0) -> Claim:
    """A claim with a headline: yes, no, one group only, none, contested."""
    del cards.findings[:]
    pairs = [("supports", 1), ("disputes", 1)] if word == "contested" else [WORDS[word]]
    for direction, count in pairs:
        for number in range(count):
            name = f"{key}{direction}{number}"
            cards.study(name, design="randomised", size="300")
            cards.says(name, direction)
    domains = ("risk_of_bias", "inconsistency", "publication_bias")[:serious]
    grading = cards.grading(**dict.fromkeys(domains, ConcernLevel.SERIOUS))
    claim: Claim = cards.claim(id=key, certainty={Stratum.PEOPLE: grading})
    return claim


def whole(cards: Any, needs: Needs, *words: str, serious: tuple[int, ...] = ()) -> ClaimVerdict:
    steps = dict(enumerate(serious))
    parts = [part(cards, f"part-{n}", w, steps.get(n, 0)) for n, w in enumerate(words)]
    over = cards.claim(id="whole", findings=(), over=("part-*",), needs=needs)
    claims = {claim.id: claim for claim in (over, *parts)}
    return judge_claims(claims, cards.evidence())["whole"]


@pytest.mark.parametrize(
    ("needs", "words", "verdict", "why"),
    [
        (Needs.MOST, "yes yes yes no", Verdict.SUPPORTED, WhyVerdict.MOST_MEMBERS),
        (Needs.MOST, "no no one", Verdict.DISPUTED, WhyVerdict.MOST_MEMBERS),
        (Needs.MOST, "yes yes no", Verdict.CONTESTED, WhyVerdict.MEMBERS_DISAGREE),
        (Needs.MOST, "yes one", Verdict.INSUFFICIENT, WhyVerdict.ONE_MEMBER_ANSWERED),
        (Needs.MOST, "yes yes one one none", Verdict.INSUFFICIENT, WhyVerdict.FEW_MEMBERS_ANSWERED),
        (Needs.MOST, "contested contested", Verdict.INSUFFICIENT, WhyVerdict.MEMBERS_DISAGREE),
        (Needs.ANY, "yes no one", Verdict.SUPPORTED, WhyVerdict.ONE_MEMBER_SUFFICES),
        (Needs.ANY, "no no", Verdict.DISPUTED, WhyVerdict.ALL_MEMBERS_DISPUTED),
        (Needs.ANY, "no one", Verdict.INSUFFICIENT, WhyVerdict.NO_MEMBER_SUFFICES),
        (Needs.EVERY, "yes yes", Verdict.SUPPORTED, WhyVerdict.WEAKEST_MEMBER),
        (Needs.EVERY, "yes contested", Verdict.CONTESTED, WhyVerdict.WEAKEST_MEMBER),
        (Needs.EVERY, "yes contested none", Verdict.UNTESTED, WhyVerdict.WEAKEST_MEMBER),
        (Needs.EVERY, "yes none no", Verdict.DISPUTED, WhyVerdict.WEAKEST_MEMBER),
    ],
)
def test_parts_are_joined_as_the_claim_needs(
    cards: Any, needs: Needs, words: str, verdict: Verdict, why: WhyVerdict
) -> None:
    """Most, any or every part."""
    headline = whole(cards, needs, *words.split()).headline
    assert (headline.verdict, headline.why) == (verdict, why)


def test_any_asks_for_moderate_certainty(cards: Any) -> None:
    """A part supported at low certainty is not enough."""
    assert whole(cards, Needs.ANY, "yes", serious=(1,)).headline.word is HeadlineWord.PROBABLY
    assert whole(cards, Needs.ANY, "yes", serious=(2,)).headline.verdict is Verdict.INSUFFICIENT


def test_the_least_certain_part_speaks(cards: Any) -> None:
    """For most and every; for any the most certain."""
    assert (
        whole(cards, Needs.EVERY, "yes", "yes", serious=(0, 2)).headline.word is HeadlineWord.MAYBE
    )
    assert (
        whole(cards, Needs.MOST, "yes", "yes", serious=(0, 1)).headline.word
        is HeadlineWord.PROBABLY
    )
    assert whole(cards, Needs.ANY, "yes", "yes", serious=(0, 1)).headline.word is HeadlineWord.YES


def over(cards: Any, key: str, *parts: str, **more: Any) -> Claim:
    claim: Claim = cards.claim(id=key, findings=(), over=parts, needs=Needs.EVERY, **more)
    return claim


def test_a_pattern_names_every_other_standing_claim(cards: Any) -> None:
    """Not itself, nothing withdrawn, and nothing that merely resembles it."""
    gone = Withdrawn(on=date(2026, 1, 1), because="b")
    claims = {
        "efficacy-all": over(cards, "efficacy-all", "efficacy-*", "unknown"),
        "efficacy-a": part(cards, "efficacy-a", "yes"),
        "efficacy-b": part(cards, "efficacy-b", "yes").model_copy(update={"withdrawn": gone}),
        "efficacyx": part(cards, "efficacyx", "yes"),
    }
    assert list_members(claims) == {"efficacy-all": ("efficacy-a",)}


def test_nested_claims_come_after_their_parts(cards: Any) -> None:
    """However they are called."""
    claims = {
        "a-top": over(cards, "a-top", "b-middle"),
        "b-middle": over(cards, "b-middle", "c-leaf"),
        "c-leaf": part(cards, "c-leaf", "yes"),
    }
    done = judge_claims(claims, cards.evidence())
    assert done["a-top"].headline.word is HeadlineWord.YES
    assert list(done) == sorted(claims)


def test_a_circle_is_survived_and_said(cards: Any) -> None:
    """A claim beside the circle goes on with what it gets."""
    claims = {
        "a": over(cards, "a", "b"),
        "b": over(cards, "b", "a"),
        "c": over(cards, "c", "a"),
        "self": over(cards, "self", "self"),
    }
    done = judge_claims(claims, cards.evidence())
    assert [done[key].headline.why for key in claims] == [
        WhyVerdict.CIRCULAR,
        WhyVerdict.CIRCULAR,
        WhyVerdict.WEAKEST_MEMBER,
        WhyVerdict.CIRCULAR,
    ]
    assert {s.headline.verdict for s in done.values()} == {Verdict.INSUFFICIENT}


def test_a_claim_over_nothing_is_insufficient(cards: Any) -> None:
    """With its reason."""
    done = judge_claims({"a": over(cards, "a", "x-*")}, cards.evidence())
    assert done["a"].headline.why is WhyVerdict.NO_MEMBERS
