"""Lists: studies and works by the name that is shown, and what became of each beside it."""

from __future__ import annotations

from tests.unit.small_site import HAIL, WORKS, Site

from claimcards.pages.lists import group_studies
from claimcards.pages.study import collect_backlinks


def test_studies_are_sorted_by_name_and_not_by_key(site: Site) -> None:
    """A key may begin with any word; readers see the name."""
    site.append(
        WORKS, "@misc{a1999,\n  author = {Sleet, Sam},\n  title = {Tea},\n  year = {1999}\n}\n"
    )
    site.write("studies/a1999.yml", "id: a1999\ndesign: trial\n")
    corpus = site.corpus()
    (group,) = group_studies(corpus, collect_backlinks(corpus))
    assert [study.short for study in group.studies] == [
        "Frost and Rime 2010",
        "Hail 2012",
        "Sleet 1999",
    ]


def test_what_became_of_a_study_stands_with_its_name(site: Site) -> None:
    """And nothing where it stands."""
    site.append(HAIL, "standing: {status: retracted, because: Invented data.}\n")
    corpus = site.corpus()
    (group,) = group_studies(corpus, collect_backlinks(corpus))
    assert [study.standing for study in group.studies] == ["", "retracted"]
