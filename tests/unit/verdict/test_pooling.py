"""Syntheses: what they stand for, and what they take up."""

from __future__ import annotations

from typing import Any

from claimcards.cards.words import Standing
from claimcards.verdict.values import Verdict


def tally(cards: Any) -> tuple[float, float, float]:
    said = cards.result().tally
    return float(said.for_), float(said.against), float(said.mixed)


def test_a_review_stands_for_what_it_pools(cards: Any) -> None:
    """What the finding says, else its study, else two."""
    cards.review("a", "supports", pooled="7", split={"studies": "5"})
    assert tally(cards) == (5, 0, 0)


def test_a_review_that_gives_no_number_stands_for_two(cards: Any) -> None:
    """Shown as our assumption, and enough for a verdict."""
    cards.review("a", "supports")
    result = cards.result()
    assert (result.verdict, result.groups[0].pooled_assumed) == (Verdict.SUPPORTED, True)


def test_a_split_counts_each_side_apart(cards: Any) -> None:
    """What a supporting review reports against the claim counts against it."""
    cards.review("a", "supports", split={"studies": "12", "supports": "8", "disputes": "3"})
    assert tally(cards) == (8, 3, 1)
    assert cards.result().verdict is Verdict.CONTESTED


def test_a_mixed_review_is_half_and_half(cards: Any) -> None:
    """And contested, not unclear, where its studies point to sides."""
    cards.review("a", "mixed", split={"studies": "4", "supports": "3", "disputes": "1"})
    assert tally(cards) == (0, 0, 4)
    assert cards.result().verdict is Verdict.CONTESTED


def test_reviews_of_one_side_count_once_the_largest(cards: Any) -> None:
    """They pool the same studies."""
    cards.review("a", "supports", pooled="7")
    cards.review("b", "supports", pooled="11")
    first, second = cards.result().groups
    assert (first.weight_for, first.absorbed_by, second.weight_for) == (0, "b", 11)


def test_reviews_whose_whole_lists_hardly_overlap_count_apart(cards: Any) -> None:
    """A list that names fewer studies than are pooled says nothing about the rest."""
    cards.review("a", "supports", pooled="2", listed=["p", "q"])
    cards.review("b", "supports", pooled="2", listed=["r", "s"])
    assert tally(cards) == (4, 0, 0)
    cards.review("c", "supports", pooled="3", listed=["t", "u"])
    assert tally(cards) == (4, 0, 0)


def test_an_older_agreeing_group_is_presumed_pooled(cards: Any) -> None:
    """A younger one, and one of unknown year, counts beside."""
    cards.review("meta", "supports", pooled="5", year=2018)
    for key, year in (("old", 2018), ("young", 2019), ("undated", None)):
        cards.study(key, year=year)
        cards.says(key, "supports")
    assert tally(cards) == (7, 0, 0)
    assert {g.name: g.absorbed_by for g in cards.result().groups}["old"] == "meta"


def test_groups_are_taken_up_whole_or_not(cards: Any) -> None:
    """A group with one younger study counts beside, also after that study is retracted."""
    cards.review("meta", "supports", pooled="5", year=2018)
    gone = cards.standing(status=Standing.RETRACTED)
    for key, year, more in (("a", 2015, {}), ("b", 2020, {"standing": gone})):
        cards.study(key, year=year, groups=("x",), **more)
        cards.says(key, "supports")
    assert tally(cards) == (6, 0, 0)


def test_a_disagreeing_group_is_taken_up_only_if_declared(cards: Any) -> None:
    """Then it is one of the studies of which the review says what they show together."""
    cards.review("meta", "supports", pooled="5", year=2018, listed=["listed"])
    cards.says("listed", "disputes")
    cards.says("other", "disputes")
    assert tally(cards) == (5, 1, 0)


def test_a_side_counts_no_less_than_the_groups_that_its_review_takes_up(cards: Any) -> None:
    """Six groups that we can name are no two."""
    cards.review("meta", "supports", pooled="2", year=2020)
    cards.several("supports", 6)
    assert tally(cards) == (6, 0, 0)
    weights = {g.name: g.weight_for for g in cards.result().groups}
    assert weights["meta"] == 6


def test_a_newer_smaller_review_does_not_shrink_its_side(cards: Any) -> None:
    """It takes up groups that the larger one can't contain, and is no reason to count fewer."""
    cards.review("large", "supports", pooled="10", year=2014)
    cards.several("supports", 5)
    assert tally(cards) == (15, 0, 0)
    cards.review("small", "supports", pooled="3", year=2020)
    assert tally(cards) == (15, 0, 0)


def test_a_pair_of_opposite_reviews_is_counted_each_side_apart(cards: Any) -> None:
    """A disputing review can't lift a disputed claim."""
    cards.review("a", "supports", pooled="3")
    cards.several("disputes", 9)
    assert cards.result().verdict is Verdict.DISPUTED
    cards.review("b", "disputes", pooled="3", year=2010)
    assert cards.result().verdict is Verdict.DISPUTED


def test_a_group_once_mixed_stays_beside_a_review(cards: Any) -> None:
    """Its disputing study retracted, what remains counts as before, so nothing is strengthened."""
    cards.review("meta", "disputes", pooled="3", year=2020, listed=["a", "b"])
    gone = cards.standing(status=Standing.RETRACTED)
    cards.study("a", groups=("x",))
    cards.says("a", "supports")
    cards.study("b", groups=("x",), standing=gone)
    cards.says("b", "disputes")
    assert tally(cards) == (1, 3, 0)


def test_a_review_with_a_result_of_its_own_is_still_a_review(cards: Any) -> None:
    """One finding pools studies; another, of the same work, is an experiment."""
    cards.review("a", "supports", pooled="7")
    cards.says("a", "supports", design="experiment")
    assert tally(cards) == (7, 0, 0)
    assert [group.synthesis for group in cards.result().groups] == [True]
