"""Whether a finding votes, and the reason shown where it does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from claimcards.cards.claim import Withdrawn
from claimcards.cards.words import Basis, ClaimKind, Depth, NeutralBecause, Standing, Stratum
from claimcards.verdict.claims import judge_claim
from claimcards.verdict.findings import (
    find_forbidden,
    find_no_effect,
    find_two_directions,
    is_conclusive,
)
from claimcards.verdict.values import WhyNotCounted


def silent(cards: Any, **more: Any) -> list[WhyNotCounted | None]:
    return [b.silent for b in judge_claim(cards.claim(**more), cards.evidence()).findings]


def test_a_plain_controlled_result_votes(cards: Any) -> None:
    """Nothing silences a main result, read, with a control."""
    cards.says("a", "supports")
    assert silent(cards) == [None]


@pytest.mark.parametrize("kind", [ClaimKind.EFFECT, ClaimKind.EQUALITY, ClaimKind.DIFFERENCE])
@pytest.mark.parametrize("comparator", ["none", "before-after"])
def test_an_effect_needs_a_comparison(cards: Any, kind: ClaimKind, comparator: str) -> None:
    """A vote on an effect without a control is forbidden, and not counted."""
    made = cards.says("a", "supports", comparator=comparator)
    claim, evidence = cards.claim(kind=kind), cards.evidence()
    assert silent(cards, kind=kind) == [WhyNotCounted.NO_COMPARATOR]
    said = find_forbidden(made, claim, evidence.studies["a"], evidence.design(made))
    assert said is WhyNotCounted.NO_COMPARATOR


def test_a_description_needs_no_comparison(cards: Any) -> None:
    """That something exists can be seen without a control."""
    cards.says("a", "supports", comparator="none")
    assert silent(cards, kind=ClaimKind.DESCRIPTION) == [None]


@pytest.mark.parametrize("depth", [Depth.RECORD, Depth.SECOND_HAND])
def test_what_was_not_read_does_not_vote(cards: Any, depth: Depth) -> None:
    """A record or somebody's summary is no reading."""
    cards.says("a", "supports", checked=cards.depth(depth))
    assert silent(cards) == [WhyNotCounted.NOT_READ]


@pytest.mark.parametrize("basis", [b for b in Basis if b is not Basis.MAIN])
def test_only_a_main_result_votes(cards: Any, basis: Basis) -> None:
    """Subgroups, regressions, rankings and analyses made afterwards do not."""
    cards.says("a", "disputes", basis=basis)
    assert silent(cards) == [WhyNotCounted.NOT_MAIN_RESULT]


def test_opinions_never_vote(cards: Any) -> None:
    """The design says so."""
    cards.study("a", design="opinion")
    cards.says("a", "supports")
    assert silent(cards) == [WhyNotCounted.DESIGN_NEVER_VOTES]


def test_a_neutral_finding_is_silent_and_must_say_why(cards: Any) -> None:
    """Without its row of the coding table it is an error as well."""
    cards.says("a", "neutral", neutral_because=NeutralBecause.NO_CONTROL)
    cards.says("b", "neutral")
    assert silent(cards) == [WhyNotCounted.NEUTRAL, WhyNotCounted.NEUTRAL_UNEXPLAINED]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (Standing.RETRACTED, WhyNotCounted.RETRACTED),
        (Standing.OVERTURNED, WhyNotCounted.OVERTURNED),
    ],
)
def test_a_study_that_fell_does_not_vote(
    cards: Any, status: Standing, reason: WhyNotCounted
) -> None:
    """Retracted and overturned count nowhere."""
    cards.study("a", standing=cards.standing(status=status))
    cards.says("a", "supports")
    assert silent(cards) == [reason]


@pytest.mark.parametrize("status", [Standing.CORRECTED, Standing.CONCERN])
def test_a_corrected_or_doubted_study_votes(cards: Any, status: Standing) -> None:
    """A concern is shown, and changes no count."""
    cards.study("a", standing=cards.standing(status=status))
    cards.says("a", "supports")
    assert silent(cards) == [None]


def test_a_superseded_study_gives_way_only_to_a_successor_on_the_card(cards: Any) -> None:
    """Without its successor on the card it still is the best that there is."""
    cards.study("a", standing=cards.standing(status=Standing.SUPERSEDED, by="b"))
    cards.says("a", "supports")
    assert silent(cards) == [None]
    cards.says("b", "supports")
    assert silent(cards) == [WhyNotCounted.SUPERSEDED, None]


def test_what_was_withdrawn_does_not_vote(cards: Any) -> None:
    """Neither a withdrawn finding nor a finding of a withdrawn study."""
    gone = Withdrawn(on=date(2026, 1, 1), because="b")
    cards.says("a", "supports", withdrawn=gone)
    cards.study("b", withdrawn=gone)
    cards.says("b", "supports")
    assert silent(cards) == [WhyNotCounted.FINDING_WITHDRAWN, WhyNotCounted.STUDY_WITHDRAWN]


def test_unknown_ids_are_survived(cards: Any) -> None:
    """The checker reports them; the synthesis goes on with the rest."""
    cards.says("a", "supports")
    del cards.studies["a"]
    cards.says("b", "supports", design="unheard-of")
    cards.study("c", stratum=None)
    cards.says("c", "supports")
    assert silent(cards) == [
        WhyNotCounted.UNKNOWN_STUDY,
        WhyNotCounted.UNKNOWN_DESIGN,
        WhyNotCounted.NO_STRATUM,
    ]


def test_the_stratum_is_the_findings_then_the_studys_then_the_designs(cards: Any) -> None:
    """One paper may hold volunteers and mice."""
    cards.study("a", design="mouse", stratum=None)
    cards.says("a", "supports")
    cards.study("b", design="mouse", stratum=Stratum.CELLS)
    cards.says("b", "supports")
    cards.says("b", "supports", stratum=Stratum.PEOPLE)
    seen = [b.stratum for b in judge_claim(cards.claim(), cards.evidence()).findings]
    assert seen == [Stratum.ANIMALS, Stratum.CELLS, Stratum.PEOPLE]


def test_an_umbrella_is_context_beside_its_reviews(cards: Any) -> None:
    """Where none of its reviews is on the card it stands for them."""
    cards.review("umbrella", "supports", listed=["meta"])
    assert silent(cards) == [None]
    cards.review("meta", "supports")
    assert silent(cards) == [WhyNotCounted.UMBRELLA, None]


def test_to_retract_a_review_does_not_bring_its_umbrella_back(cards: Any) -> None:
    """Else a retraction could strengthen its side."""
    cards.review("umbrella", "supports", pooled="30", listed=["meta"])
    cards.review("meta", "supports", standing=cards.standing(status=Standing.RETRACTED))
    assert silent(cards) == [WhyNotCounted.UMBRELLA, WhyNotCounted.RETRACTED]


def test_an_empty_review_does_not_vote(cards: Any) -> None:
    """It pools nothing, so it stands for nothing."""
    cards.review("a", "supports", pooled="0")
    assert silent(cards) == [WhyNotCounted.EMPTY_SYNTHESIS]


def test_safety_is_supported_only_by_who_was_watched(cards: Any) -> None:
    """Nobody exposed, nothing looked for, or serious harm seen: no vote for safety."""
    cards.says("a", "supports")
    cards.says("b", "supports", harms=cards.harms("not-reported"))
    cards.says("c", "supports", harms=cards.harms("20", looked_for="not-reported"))
    cards.says("d", "supports", harms=cards.harms("20", serious="1"))
    cards.says("e", "supports", harms=cards.harms("20"))
    cards.says("f", "disputes")
    assert silent(cards, kind=ClaimKind.SAFETY) == [
        WhyNotCounted.NO_EXPOSURE,
        WhyNotCounted.NO_EXPOSURE,
        WhyNotCounted.NO_EXPOSURE,
        WhyNotCounted.SERIOUS_HARM,
        None,
        None,
    ]


def test_a_study_that_points_two_ways_is_named(cards: Any) -> None:
    """It is an error to resolve; the count takes it as mixed."""
    cards.says("a", "supports")
    cards.says("a", "disputes")
    cards.says("b", "supports")
    assert find_two_directions(cards.claim(), cards.evidence()) == (("a", Stratum.PEOPLE),)
    assert cards.result().tally.mixed == 1


@pytest.mark.parametrize(
    ("measure", "interval", "p", "expected"),
    [
        ("SMD", ("-1.2", "-0.1"), "", True),
        ("SMD", ("-1.2", "0.1"), "0.01", False),
        ("OR", ("0.5", "1.1"), "", False),
        ("hazard ratio", ("0.5", "0.9"), "", True),
        ("log OR", ("0.2", "0.9"), "", True),
        ("SMD", None, "0.05", False),
        ("SMD", None, "<0.05", True),
        ("SMD", None, ">0.05", False),
        ("SMD", None, "<0.1", None),
        ("SMD", None, "", None),
    ],
)
def test_a_result_is_conclusive_if_it_shuts_out_no_effect(
    cards: Any, measure: str, interval: tuple[str, str] | None, p: str, expected: bool | None
) -> None:
    """The interval decides, else the p value; the tag sets no direction."""
    assert is_conclusive(cards.effect(measure, interval, p)) is expected


def test_ratios_say_no_effect_at_one() -> None:
    """Their logarithms, and differences, at zero."""
    assert [
        find_no_effect(m) for m in ("RR", "risk ratio", "lnRR", "MD", "difference in LVEF")
    ] == [
        1,
        1,
        0,
        0,
        0,
    ]
