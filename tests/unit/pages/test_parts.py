"""Ladder, hinges, steps, boards: the parts of a claim's page, from the same synthesis."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.unit.pages.results import stratum, synthesis, tally
from tests.unit.small_site import CLAIM, OTHER, POOL, Site

from claimcards.cards.words import ConcernLevel, Direction, Stratum
from claimcards.inspection import Inspection
from claimcards.pages.answer import make_answer, summarise_claim, view_topics
from claimcards.pages.ladder import RungView, make_ladder
from claimcards.pages.reasons import explain_hinges, view_gradings
from claimcards.pages.terms import TextPiece
from claimcards.pages.wording import TONE
from claimcards.pages.wording import word_headline as head_word
from claimcards.verdict.values import (
    Certainty,
    CertaintyFloor,
    CertaintyLevel,
    CertaintyStep,
    CountedGroup,
    Domain,
    HeadlineWord,
    Hinge,
    LinkBy,
    NotGraded,
    OneGroupAway,
    StudyLink,
    Verdict,
    WhyVerdict,
)

SECOND = "study: hail2012tea\n    direction: supports"


def rungs(found: Inspection) -> dict[str, RungView]:
    """The ladder of the tiny site's claim, by label."""
    claim = found.corpus.claims["tea-warms"].record
    return {r.label: r for r in make_ladder(found.corpus, claim, found.results["tea-warms"])}


def test_each_group_stands_on_the_highest_rung_that_fits(site: Site) -> None:
    """Two trials in people; the rungs below are empty and are drawn, the field's is not."""
    found = rungs(site.inspect_content())
    assert list(found) == ["Trials", "People", "Large animals", "Cells"]
    supports, disputes, mixed = found["Trials"].cells
    assert (supports.tone, supports.groups, supports.text) == ("supports", 2, "2 support")
    assert (disputes.text, mixed.text) == ("", "")
    assert found["Cells"].empty


def test_both_sides_and_one_verb_each(site: Site) -> None:
    """One supports, one disputes."""
    site.change(
        CLAIM,
        "study: hail2012tea\n    direction: supports",
        "study: hail2012tea\n    direction: disputes",
    )
    supports, disputes, _ = rungs(site.inspect_content())["Trials"].cells
    assert (disputes.text, supports.text) == ("1 disputes", "1 supports")


def test_a_synthesis_stands_for_its_studies_and_is_one_mark(site: Site) -> None:
    """Forty pooled studies are forty in words, and one document."""
    site.with_pool().change(POOL, "studies: 4", "studies: 40")
    supports = rungs(site.inspect_content())["People"].cells[0]
    assert (supports.groups, supports.syntheses, supports.text) == (0, 1, "40 support")


def test_the_field_has_a_rung_where_the_claim_is_about_it(site: Site) -> None:
    """Claims about the trade show it, empty or not."""
    site.change(CLAIM, "about: people", "about: field")
    assert "The field" in rungs(site.inspect_content())


def test_what_a_verdict_hangs_on_is_named(site: Site) -> None:
    """Without either of two trials there is one group only."""
    found = site.inspect_content()
    people = explain_hinges(found.corpus, found.results["tea-warms"])[0]
    assert people.summary.startswith("Yes in people. Without some of what it rests on")
    assert [e.studies[0].short for e in people.entries] == ["Frost and Rime 2010", "Hail 2012"]
    assert {e.then for e in people.entries} == {"insufficient"}
    assert people.groups_summary == "Show 2 groups and what holds each together"


def test_a_verdict_that_hangs_on_nothing_says_so(site: Site) -> None:
    """And one group away is left out where it changes nothing."""
    group = CountedGroup(("frost2010tea",), (), Direction.SUPPORTS, True, Fraction(1), Fraction(0))
    steady = stratum(groups=(group,))
    shown = explain_hinges(site.corpus(), synthesis(steady))[0]
    assert shown.summary == (
        "Maybe in people. Leaving out any one study or group does not change this."
    )
    assert shown.away == ""
    assert shown.groups_summary.startswith("Show 1 group and")


def test_an_empty_stratum_says_why(site: Site) -> None:
    """There is nothing to leave out."""
    empty = stratum(verdict=Verdict.UNTESTED, why=WhyVerdict.NO_FINDING, counted=tally())
    shown = explain_hinges(site.corpus(), synthesis(empty))[0]
    assert shown.summary == f"Untested in people. {WhyVerdict.NO_FINDING.sentence}"


@pytest.mark.parametrize(
    ("away", "says"),
    [
        (OneGroupAway(), ""),
        (OneGroupAway(for_=Verdict.SUPPORTED), "supported if it supports the claim."),
        (
            OneGroupAway(for_=Verdict.SUPPORTED, against=Verdict.CONTESTED),
            "supported if it supports the claim, or contested if it disputes it.",
        ),
    ],
)
def test_one_group_away(site: Site, away: OneGroupAway, says: str) -> None:
    """What a further group would change, on either side."""
    shown = explain_hinges(site.corpus(), synthesis(stratum(one_group_away=away)))[0].away
    assert shown.endswith(says)
    assert bool(shown) == bool(says)


def test_a_group_says_what_holds_it_together(site: Site) -> None:
    """The registration, the declared group, or how many authors."""
    links = (
        StudyLink("frost2010tea", "hail2012tea", LinkBy.REGISTRATION, "NCT01234567"),
        StudyLink("frost2010tea", "hail2012tea", LinkBy.DECLARED_GROUP, "tea-cohort"),
        StudyLink("frost2010tea", "hail2012tea", LinkBy.SHARED_AUTHORS, authors=3),
    )
    group = CountedGroup(
        ("frost2010tea", "hail2012tea"),
        (),
        Direction.MIXED,
        False,
        Fraction(1, 2),
        Fraction(1, 2),
        links=links,
        checked=False,
    )
    note = explain_hinges(site.corpus(), synthesis(stratum(groups=(group,))))[0].groups[0].note
    assert note == (
        "counts 0.5 for and 0.5 against; "
        "Frost and Rime 2010 and Hail 2012 share the registration NCT01234567; "
        "Frost and Rime 2010 and Hail 2012 are declared to be one group; "
        "Frost and Rime 2010 and Hail 2012 share 3 authors; "
        "indirect; independence not checked: an author list is cut"
    )


def test_a_hinge_names_all_that_is_left_out_and_the_word_then(site: Site) -> None:
    """A whole group has several studies."""
    hinge = Hinge(
        ("frost2010tea", "hail2012tea"), False, Verdict.DISPUTED, True, HeadlineWord.MAYBE_NOT
    )
    entry = explain_hinges(site.corpus(), synthesis(stratum(hangs_on=(hinge,), groups=())))[
        0
    ].entries[0]
    assert [study.key for study in entry.studies] == ["frost2010tea", "hail2012tea"]
    assert entry.then == "maybe not, but only indirectly"


def test_grading_goes_from_its_start_to_its_level(site: Site) -> None:
    """A line for each domain, with the floor where it was stricter than the card."""
    floor = CertaintyFloor(ConcernLevel.SERIOUS, "Few people.")
    steps = (
        CertaintyStep(
            Domain.RISK_OF_BIAS,
            ConcernLevel.NOT_SERIOUS,
            "Blind.",
            None,
            ConcernLevel.NOT_SERIOUS,
            0,
        ),
        CertaintyStep(
            Domain.IMPRECISION, ConcernLevel.NOT_SERIOUS, "Narrow.", floor, ConcernLevel.SERIOUS, 1
        ),
    )
    graded = Certainty(CertaintyLevel.MODERATE, None, CertaintyLevel.HIGH, "Randomised.", steps)
    view = view_gradings(site.corpus(), synthesis(stratum(certainty=graded)))[0]
    assert view.title == "Maybe in people: moderate certainty"
    assert [(s.label, s.judgement, s.down) for s in view.steps] == [
        ("Starts at", "high", False),
        ("Risk of bias", "Not serious", False),
        ("Imprecision", "Serious, one level down", True),
        ("Certainty", "moderate", False),
    ]
    assert view.steps[0].because == (TextPiece("Randomised."),)
    assert view.steps[2].because[0].text.startswith("Narrow. At least serious: ")


def test_what_is_not_graded_says_why(site: Site) -> None:
    """No table without steps."""
    cells = stratum(
        Stratum.CELLS, certainty=Certainty(None, NotGraded.STRATUM), word=HeadlineWord.SUPPORTED
    )
    view = view_gradings(site.corpus(), synthesis(cells))[0]
    assert (view.title, view.steps, view.note) == (
        "Supported in cells",
        (),
        NotGraded.STRATUM.sentence,
    )


def test_topics_stand_in_the_order_of_the_vocabulary_and_claims_by_id(site: Site) -> None:
    """An empty topic is shown; a withdrawn claim is not."""
    site.with_other().with_over().append(OTHER, "withdrawn: {on: 2026-11-21, because: Twice.}\n")
    found = site.inspect_content()
    board = view_topics(found.corpus, found.results)
    assert [topic.label for topic in board] == ["Warmth", "Trade"]
    assert [claim.id for claim in board[0].claims] == ["tea-all", "tea-warms"]
    assert board[1].claims == ()


def test_the_headline_word_is_the_same_everywhere(site: Site) -> None:
    """On the board, on the page and as a part of another claim."""
    found = site.with_other().with_over().inspect_content()
    for key, result in found.results.items():
        summary = summarise_claim(found.corpus, key, result)
        box = make_answer(result)
        assert summary.headline == head_word(result.headline)
        assert box.headline.startswith(summary.headline)
        assert summary.tone == box.tone == TONE[result.headline.verdict]


def test_the_bar_shows_the_balance_of_the_asked_stratum(site: Site) -> None:
    """All of its width, for first."""
    site.change(
        CLAIM,
        "study: hail2012tea\n    direction: supports",
        "study: hail2012tea\n    direction: disputes",
    )
    found = site.inspect_content()
    bar = summarise_claim(found.corpus, "tea-warms", found.results["tea-warms"]).bar
    assert [(part.tone, part.start, part.width) for part in bar] == [
        ("supports", "0", "50"),
        ("disputes", "50", "50"),
    ]
