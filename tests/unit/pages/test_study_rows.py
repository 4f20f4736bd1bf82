"""The table of a claim's studies: what is known of some, and in one line what of none."""

from __future__ import annotations

from tests.unit.small_site import CLAIM, FROST, HAIL, Site

from claimcards.pages.study import StudyTable, make_study_table


def table(site: Site) -> StudyTable:
    """The studies of the tiny site's claim."""
    corpus = site.corpus()
    return make_study_table(corpus, corpus.claims["tea-warms"].record)


def cells(site: Site, key: str) -> dict[str, str]:
    """The row of one study by its columns."""
    shown = table(site)
    row = next(row for row in shown.rows if row.key == key)
    return dict(zip(shown.columns, row.values, strict=True))


def test_what_a_study_compared_with_is_said_once(site: Site) -> None:
    """From its findings on this claim, in their words."""
    assert cells(site, "frost2010tea")["Compared with"] == "Hot water"


def test_columns_that_tell_nothing_are_left_out_and_named_once(site: Site) -> None:
    """Nothing was seen of any study's bias or reporting."""
    shown = table(site)
    assert "Risk of bias" not in shown.columns
    assert shown.unknown.startswith("Not seen for any study here: ")
    assert "risk of bias and completeness of reporting." in shown.unknown


def test_bias_and_reporting_are_two_columns_and_never_guessed(site: Site) -> None:
    """A judgement names its tool; where another study has none, none was seen."""
    site.append(FROST, "risk_of_bias:\n  - {tool: rob2, result: Some concerns, by: The authors}\n")
    assert cells(site, "frost2010tea")["Risk of bias"] == "RoB 2: Some concerns"
    assert cells(site, "hail2012tea")["Risk of bias"] == "not seen"
    assert "Completeness of reporting" not in table(site).columns


def test_not_seen_and_not_reported_are_told_apart(site: Site) -> None:
    """One was not read, the other was read and does not say."""
    site.files[CLAIM] = site.files[CLAIM].replace("comparator: Hot water", "comparator: not-seen")
    site.change(FROST, "dose: [one cup]", "dose: [not-reported]")
    site.append(HAIL, "facets: {dose: [not-reported]}\n")
    shown = table(site)
    assert {"Compared with", "Dose"}.isdisjoint(shown.columns)
    assert "Not reported for any study here: dose." in shown.unknown
    assert "what was compared with" in shown.unknown.split("Not reported")[0]


def test_columns_of_one_name_stay_apart(site: Site) -> None:
    """A field may call what it wants to know as we call something else."""
    path = "vocabulary/facets.yml"
    site.files[path] = site.files[path].replace("label: Dose", "label: Number")
    shown = table(site)
    assert shown.columns.count("Number") == 2
    assert "number" not in shown.unknown


def test_a_column_of_both_says_both(site: Site) -> None:
    """Neither word swallows the other."""
    site.change(FROST, "dose: [one cup]", "dose: [not-reported]")
    assert "Not seen or not reported for any study here: dose." in table(site).unknown


def test_a_retraction_stands_beside_the_name(site: Site) -> None:
    """It is met before anything else of the study."""
    site.append(FROST, "standing: {status: retracted, because: Invented data.}\n")
    assert [(row.short, row.standing) for row in table(site).rows] == [
        ("Frost and Rime 2010", "retracted"),
        ("Hail 2012", ""),
    ]
