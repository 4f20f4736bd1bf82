"""Independence: what links two studies, and what never does."""

from __future__ import annotations

from typing import Any

import pytest

from claimcards.cards.words import Standing
from claimcards.references.reference import Name
from claimcards.verdict.groups import identify_person
from claimcards.verdict.values import LinkBy

FIVE = ("Lai, P.", "Chen, X.", "Guo, L.", "Wang, Y.", "Liu, X.")


def groups(cards: Any) -> list[tuple[str, ...]]:
    return [group.studies for group in cards.result().groups]


def pair(cards: Any, first: tuple[str, ...], second: tuple[str, ...], **more: Any) -> None:
    cards.study("a", authors=cards.names(*first), **more)
    cards.study("b", authors=cards.names(*second), **more)
    cards.several("supports", 0)
    cards.says("a", "supports")
    cards.says("b", "supports")


def test_three_shared_authors_link(cards: Any) -> None:
    """And the page says how many."""
    others = ("Weng, J.", "Ling, W.", "Du, X.", "He, C.", "Wu, S.")
    pair(cards, FIVE + ("Own, A.",) * 1, FIVE[:3] + others)
    (group,) = cards.result().groups
    assert [(link.by, link.authors) for link in group.links] == [(LinkBy.SHARED_AUTHORS, 3)]


def test_two_shared_authors_of_long_lists_do_not_link(cards: Any) -> None:
    """Frequent names meet by chance."""
    pair(cards, FIVE, (*FIVE[:2], "Weng, J.", "Ling, W.", "Du, X."))
    assert groups(cards) == [("a",), ("b",)]


def test_half_of_the_shorter_list_links(cards: Any) -> None:
    """Two of four."""
    pair(cards, FIVE, (*FIVE[:2], "Weng, J.", "Ling, W."))
    (group,) = cards.result().groups
    assert group.links[0].by is LinkBy.HALF_OF_AUTHORS


def test_one_shared_author_never_links(cards: Any) -> None:
    """Not even if it is half of a list of two."""
    pair(cards, FIVE, (FIVE[0], "Weng, J."))
    assert len(groups(cards)) == 2


def test_a_cut_list_has_no_half_and_is_not_checked(cards: Any) -> None:
    """Of a list that ends in 'and others' nobody knows the half."""
    pair(cards, FIVE, FIVE[:2], complete=False)
    result = cards.result()
    assert [group.checked for group in result.groups] == [False, False]


def test_consortia_do_not_link_by_authors(cards: Any) -> None:
    """Lists over 25 share names by chance."""
    many = tuple(f"Family{'abcdefghijklmnopqrstuvwxyz'[n]}, A." for n in range(26))
    pair(cards, many, many)
    assert len(groups(cards)) == 2


def test_bodies_do_not_link(cards: Any) -> None:
    """A society that signs two documents is a declared group or none."""
    cards.study("a", authors=[Name(literal="The Society")] * 3)
    cards.study("b", authors=[Name(literal="The Society")] * 3)
    cards.says("a", "supports")
    cards.says("b", "supports")
    assert len(groups(cards)) == 2


def test_guidelines_link_by_declaration_only(cards: Any) -> None:
    """Consensus authors sit everywhere; documents of one society are declared one group."""
    pair(cards, FIVE, FIVE, design="guideline")
    assert len(groups(cards)) == 2
    pair(cards, FIVE, FIVE, design="guideline", groups=("society",))
    (group,) = cards.result().groups
    assert (group.links[0].by, group.links[0].what) == (LinkBy.DECLARED_GROUP, "society")


def test_a_shared_registration_links(cards: Any) -> None:
    """Two papers of one trial are one voice."""
    cards.study("a", registrations=("NCT04276987",))
    cards.study("b", registrations=("NCT04276987",))
    cards.says("a", "supports")
    cards.says("b", "supports")
    (group,) = cards.result().groups
    assert group.links[0].what == "NCT04276987"


def test_links_are_closed(cards: Any) -> None:
    """A study linked to two others makes the three one group."""
    for key, cohorts in (("a", ("x",)), ("b", ("x", "y")), ("c", ("y",))):
        cards.study(key, groups=cohorts)
        cards.says(key, "supports")
    assert groups(cards) == [("a", "b", "c")]


def test_a_retraction_does_not_split_a_group(cards: Any) -> None:
    """The retracted study links on, and does not vote."""
    retracted = cards.standing(status=Standing.RETRACTED)
    for key, cohorts in (("a", ("x",)), ("b", ("x", "y")), ("c", ("y",))):
        more = {"standing": retracted} if key == "b" else {}
        cards.study(key, groups=cohorts, **more)
        cards.says(key, "supports")
    (group,) = cards.result().groups
    assert (group.studies, group.silenced) == (("a", "c"), ("b",))


def test_a_group_that_points_both_ways_is_mixed(cards: Any) -> None:
    """Unclear findings do not make a clear group mixed, opposite ones do."""
    for key, direction in (("a", "supports"), ("b", "mixed")):
        cards.study(key, groups=("x",))
        cards.says(key, direction)
    assert cards.result().tally.for_ == 1
    cards.study("c", groups=("x",))
    cards.says("c", "disputes")
    assert (cards.result().tally.for_, cards.result().tally.mixed) == (0, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Name("Müller", "Jean-Luc"), Name("Muller", "J.-L.")),
        (Name("Delen", "M.", particle="van"), Name("Van Delen", "Mats")),
        (Name("Łukasz", "JL"), Name("LUKASZ", "J. L.")),
        (Name("Søren", "Ö."), Name("Soren", "Oskar")),
    ],
)
def test_one_person_written_two_ways_is_one_person(one: Name, other: Name) -> None:
    """Case, accents, particles and the fashion of initials do not matter."""
    assert identify_person(one) == identify_person(other)


def test_two_people_of_one_family_name_are_two() -> None:
    """Initials tell them apart."""
    assert identify_person(Name("Wang", "X.")) != identify_person(Name("Wang", "Y."))
