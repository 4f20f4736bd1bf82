"""The table of a claim's studies: what each compared with, its bias and its reporting apart."""

from __future__ import annotations

from tests.unit.cards import CLAIM, FROST, Site

from claimcards.views.claim import StudyRow, claim_view


def row(site: Site, key: str) -> StudyRow:
    """The line of one study."""
    found = site.inspect()
    view = claim_view(found.corpus, "tea-warms", found.results, {}, "")
    return next(study for study in view.studies if study.key == key)


def test_what_a_study_compared_with_is_said_once(site: Site) -> None:
    """From its findings on this claim, in their words."""
    assert row(site, "frost2010tea").comparator == "Hot water"
    site.files[CLAIM] = site.files[CLAIM].replace("comparator: Hot water", "comparator: not-seen")
    assert row(site, "frost2010tea").comparator == "not seen"


def test_bias_and_reporting_are_two_columns_and_never_guessed(site: Site) -> None:
    """A judgement names its tool; where there is none, none was seen."""
    before = row(site, "frost2010tea")
    assert (before.bias, before.reporting) == ("not seen", "not seen")
    site.append(FROST, "risk_of_bias:\n  - {tool: rob2, result: Some concerns, by: The authors}\n")
    judged = row(site, "frost2010tea")
    assert judged.bias == "RoB 2: Some concerns"
    assert judged.reporting == "not seen"
