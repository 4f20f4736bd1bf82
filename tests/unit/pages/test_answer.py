"""The answer in generated sentences, for every verdict and with verbs that fit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.unit.pages.results import UNGRADED, stratum, synthesis, tally

from claimcards.cards.words import Direction, Stratum
from claimcards.pages.answer import (
    count_briefly,
    count_groups_in_words,
    make_answer,
    split_in_words,
)
from claimcards.verdict.values import (
    Certainty,
    CertaintyLevel,
    ClaimVerdict,
    CountedGroup,
    HeadlineWord,
    NotGraded,
    OverMember,
    SafetyRecord,
    Verdict,
    WhyVerdict,
)

UNTESTED = stratum(
    verdict=Verdict.UNTESTED, why=WhyVerdict.NO_FINDING, counted=tally(), certainty=Certainty(None)
)


@pytest.mark.parametrize(
    ("for_", "against", "mixed", "shown"),
    [
        (1, 1, 0, "1 supports, 1 disputes"),
        (2, 0, 0, "2 support, 0 dispute"),
        (0, 3, 1, "0 support, 3 dispute, 1 mixed"),
        (Fraction(5, 2), 1, 0, "2.5 support, 1 disputes"),
    ],
)
def test_verbs_fit_their_numbers(
    for_: Fraction | int, against: int, mixed: int, shown: str
) -> None:
    """One supports, two support, none support; nothing is said of no mixed ones."""
    assert split_in_words(tally(for_, against, mixed)) == shown


def test_counts_are_in_the_unit_that_decided() -> None:
    """Groups, or groups and pooled studies; papers stand behind."""
    assert count_groups_in_words(stratum(counted=tally(1, papers=1))) == (
        "1 group: 1 supports, 0 dispute (from 1 paper)."
    )
    assert count_groups_in_words(stratum(counted=tally(12, 1, groups=2, papers=3))) == (
        "13 groups and pooled studies: 12 support, 1 disputes (from 3 papers)."
    )


def test_counts_say_how_much_of_them_one_synthesis_is() -> None:
    """Fifty pooled studies are one document; what is counted within another is not told twice."""
    pool = CountedGroup(
        ("a",), (), Direction.SUPPORTS, True, Fraction(11), Fraction(0), synthesis=True, pooled=11
    )
    one = CountedGroup(("b",), (), Direction.DISPUTES, True, Fraction(0), Fraction(1))
    within = replace(pool, studies=("c",), absorbed_by="a")
    shown = count_groups_in_words(
        stratum(counted=tally(11, 1, groups=2, papers=3), groups=(pool, one, within))
    )
    assert shown == (
        "12 groups and pooled studies, 11 of them in 1 synthesis: "
        "11 support, 1 disputes (from 3 papers)."
    )


def test_where_nothing_counts_the_reason_stands_in_place_of_counts() -> None:
    """No row of zeros."""
    assert count_groups_in_words(UNTESTED) == WhyVerdict.NO_FINDING.sentence
    assert count_briefly(synthesis(UNTESTED)) == WhyVerdict.NO_FINDING.sentence


@pytest.mark.parametrize(
    ("verdict", "word", "why", "begins", "tone"),
    [
        (
            Verdict.SUPPORTED,
            HeadlineWord.MAYBE,
            WhyVerdict.SHARE_FOR,
            "Maybe in people",
            "supports",
        ),
        (Verdict.DISPUTED, HeadlineWord.NO, WhyVerdict.SHARE_AGAINST, "No in people", "disputes"),
        (
            Verdict.CONTESTED,
            HeadlineWord.CONTESTED,
            WhyVerdict.NEITHER_SIDE,
            "Contested in people",
            "mixed",
        ),
        (
            Verdict.INSUFFICIENT,
            HeadlineWord.INSUFFICIENT,
            WhyVerdict.ONE_GROUP,
            "Insufficient in people",
            "none",
        ),
        (
            Verdict.UNTESTED,
            HeadlineWord.UNTESTED,
            WhyVerdict.NO_FINDING,
            "Untested in people",
            "none",
        ),
        (
            Verdict.UNRESOLVED,
            HeadlineWord.UNRESOLVED,
            WhyVerdict.NO_TWO_SIDED_SEARCH,
            "Unresolved in people",
            "none",
        ),
    ],
)
def test_each_verdict_has_its_sentence(
    verdict: Verdict, word: HeadlineWord, why: WhyVerdict, begins: str, tone: str
) -> None:
    """Word, place and tone; the reason is said once, whether or not something counts."""
    empty = verdict in (Verdict.UNTESTED, Verdict.UNRESOLVED)
    asked = stratum(verdict=verdict, word=word, why=why, counted=tally() if empty else tally(2, 1))
    box = make_answer(synthesis(asked))
    assert box.headline == f"{begins}."
    assert box.tone == tone
    assert [box.counts, *box.notes].count(why.sentence) == 1


def test_other_strata_stand_behind_the_headline() -> None:
    """People always, the others where there is something to say, the field apart."""
    animals = stratum(Stratum.ANIMALS, Verdict.CONTESTED, WhyVerdict.NEITHER_SIDE, tally(1, 1))
    cells = stratum(Stratum.CELLS, Verdict.UNTESTED, WhyVerdict.NO_FINDING, tally())
    field = stratum(Stratum.FIELD, Verdict.UNTESTED, WhyVerdict.NO_FINDING, tally())
    box = make_answer(synthesis(animals, UNTESTED, cells, field))
    assert box.headline == "Contested in animals; untested in people."
    assert [s.word for s in box.strata] == ["Untested in people", "Untested in cells"]


def test_two_other_strata_are_joined_by_and() -> None:
    """A sentence, not a list."""
    cells = stratum(Stratum.CELLS, indirectly=True, certainty=UNGRADED, word=HeadlineWord.SUPPORTED)
    box = make_answer(synthesis(stratum(Stratum.ANIMALS), UNTESTED, cells))
    assert box.headline == (
        "Maybe in animals; untested in people and supported in cells, but only indirectly."
    )


def test_a_stratum_beside_has_the_word_that_it_would_have_as_a_headline() -> None:
    """A weak verdict is never called a plain one only because nobody asked for it."""
    animals = stratum(Stratum.ANIMALS, word=HeadlineWord.LEANING_YES)
    box = make_answer(synthesis(UNTESTED, animals))
    assert box.headline == "Untested in people; very uncertain, leaning yes, in animals."
    assert [s.word for s in box.strata] == ["Very uncertain, leaning yes, in animals"]


def test_a_stratum_that_is_not_graded_shows_no_certainty() -> None:
    """In cells there is none to show, and the reason is not repeated for each."""
    cells = stratum(Stratum.CELLS, certainty=UNGRADED)
    box = make_answer(synthesis(stratum(), cells))
    assert [s.certainty for s in box.strata] == [""]
    assert [s.certainty for s in make_answer(synthesis(cells, stratum())).strata] == [
        "Low certainty."
    ]


def test_safety_says_how_many_and_what_that_cannot_rule_out() -> None:
    """The rule of three in words."""
    safe = SafetyRecord(300, 0, ("a week", "a year"), Fraction(3, 300))
    box = make_answer(synthesis(stratum(safety=safe)))
    assert (
        "300 people exposed without serious related harm; harm in up to 1 in 100 is not ruled out."
        in box.notes
    )
    assert box.followed == "a week; a year"


def test_one_person_is_a_person() -> None:
    """And related harm is counted beside."""
    safe = SafetyRecord(1, 1, (), None)
    notes = make_answer(synthesis(stratum(safety=safe))).notes
    assert (
        "1 person exposed without serious related harm; 1 person with serious related harm."
        in notes
    )


def test_the_field_says_the_years_of_its_documents() -> None:
    """One year once."""
    field = stratum(Stratum.FIELD, certainty=UNGRADED, years=(2010, 2020))
    assert "The documents that count are of 2010 to 2020." in make_answer(synthesis(field)).notes
    same = replace(field, years=(2010, 2010))
    assert "The documents that count are of 2010." in make_answer(synthesis(same)).notes


@pytest.mark.parametrize(
    ("keys", "says"),
    [(("a",), "1 registered trial without"), (("a", "b"), "2 registered trials without")],
)
def test_trials_without_a_result_are_named(keys: tuple[str, ...], says: str) -> None:
    """What was never published is part of the answer."""
    notes = make_answer(synthesis(stratum(without_result=keys))).notes
    assert any(note.startswith(says) for note in notes)


def test_claims_over_claims_count_their_parts() -> None:
    """Each part by its vote, those without verdict too."""
    head = synthesis(stratum()).headline
    members = tuple(
        OverMember(str(n), head, vote)
        for n, vote in enumerate((Direction.SUPPORTS, Direction.SUPPORTS, Direction.MIXED, None))
    )
    whole = ClaimVerdict("whole", replace(head, why=WhyVerdict.MOST_MEMBERS), {}, (), members)
    box = make_answer(whole)
    assert box.counts == (
        "4 parts: 2 supported, 0 disputed, 1 contested, 1 without a verdict. "
        f"{WhyVerdict.MOST_MEMBERS.sentence}"
    )
    assert count_briefly(whole).startswith("4 parts: 2 supported")
    assert box.strata == ()


def test_a_claim_without_level_says_why() -> None:
    """Beside the headline, in one sentence."""
    cells = stratum(Stratum.CELLS, certainty=UNGRADED)
    assert make_answer(synthesis(cells)).certainty == NotGraded.STRATUM.sentence
    assert make_answer(synthesis(stratum())).certainty == "Low certainty."
    assert CertaintyLevel.LOW in CertaintyLevel
