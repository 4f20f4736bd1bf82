"""A study's page: what became of it, what is known of it, and in one line what is not."""

from __future__ import annotations

from markupsafe import Markup
from tests.unit.small_site import FROST, HAIL, WORKS, Site

from claimcards.pages.finding import view_findings
from claimcards.pages.study import (
    MOST_ALIKE,
    ReferenceView,
    StudyView,
    collect_backlinks,
    view_study,
)
from claimcards.pages.terms import Text, TextPiece


def view(site: Site, key: str = "frost2010tea") -> StudyView:
    """The page of one study of the tiny site."""
    found = site.inspect_content()
    corpus = found.corpus
    reference = ReferenceView(key, corpus.shorts[key], Markup(""), ())
    findings = {
        claim: view_findings(corpus, found.results[claim])
        for claim, sourced in corpus.claims.items()
    }
    return view_study(corpus, key, findings, collect_backlinks(corpus), reference, "")


def plain(text: Text) -> str:
    """The text as a reader reads it."""
    return "".join(piece.text for piece in text)


def facts(site: Site, key: str = "frost2010tea") -> dict[str, Text]:
    """What is known of a study."""
    return {fact.label: fact.text for fact in view(site, key).facts}


def test_what_is_not_known_stands_in_one_line(site: Site) -> None:
    """By the reason why, and nowhere else."""
    site.append(FROST, "funding: not-reported\n")
    assert {"Funding", "Conflicts of interest"}.isdisjoint(facts(site))
    assert view(site).unknown == "Not seen: conflicts of interest. Not reported: funding."
    assert plain(facts(site)["Dose"]) == "one cup"


def test_a_number_with_a_note_is_not_unknown(site: Site) -> None:
    """The note tells more than the word."""
    site.change(FROST, "{n: 300, unit: people}", "{n: not-seen, unit: people, note: 40 planned}")
    assert plain(facts(site)["Number"]) == "not seen (40 planned)"


def test_that_a_study_stands_is_not_said(site: Site) -> None:
    """Nearly all do; what did not is said above everything else."""
    assert "Standing" not in facts(site)
    assert view(site).alarm == ()


def test_a_notice_of_retraction_is_a_link(site: Site) -> None:
    """To the bibliography, or to its own page where it is a study."""
    site.append(
        WORKS, "@misc{gone2013,\n  author = {Sleet, Sam},\n  title = {No},\n  year = {2013}\n}\n"
    )
    site.append(
        FROST,
        "standing: {status: retracted, on: 2013-05-01, because: It copied hail2012tea., "
        "notice: gone2013}\n",
    )
    alarm = view(site).alarm
    assert plain(alarm) == (
        "Retracted on 2013-05-01: It copied Hail 2012. Notice: Sleet 2013. "
        "Its findings count nowhere."
    )
    assert [piece.address for piece in alarm if piece.work] == [
        "studies/hail2012tea/",
        "bibliography/#gone2013",
    ]


def test_a_correction_leaves_the_findings_standing(site: Site) -> None:
    """Only what is retracted or overturned counts nowhere."""
    site.append(FROST, "standing: {status: corrected, because: A figure was wrong.}\n")
    assert plain(view(site).alarm) == "Corrected: A figure was wrong."


def test_registrations_lead_to_their_registry_if_its_address_is_certain(site: Site) -> None:
    """Another number is shown as it is."""
    site.append(FROST, "registrations: [NCT01234567, ChiCTR2000030484]\n")
    assert facts(site)["Registrations"] == (
        TextPiece("NCT01234567", address="https://clinicaltrials.gov/study/NCT01234567"),
        TextPiece(", "),
        TextPiece("ChiCTR2000030484"),
    )


def test_a_declared_group_names_its_other_studies(site: Site) -> None:
    """Not the word by which curators tell that they belong together."""
    site.append(FROST, "groups: [tea-laboratory]\n").append(HAIL, "groups: [tea-laboratory]\n")
    assert facts(site)["Declared one group with"] == (
        TextPiece("Hail 2012", work="hail2012tea", address="studies/hail2012tea/"),
    )


def test_a_group_of_one_is_not_named(site: Site) -> None:
    """It joins nobody."""
    site.append(FROST, "groups: [tea-laboratory]\n")
    assert "Declared one group with" not in facts(site)


def test_a_large_group_is_counted_where_it_is_not_named(site: Site) -> None:
    """Else each of a hundred pages would name a hundred studies."""
    site.append(FROST, "groups: [tea-registry]\n")
    for number in range(MOST_ALIKE + 2):
        key = f"sleet20{number:02}tea"
        site.append(
            WORKS,
            f"@misc{{{key},\n  author = {{Sleet, Sam}},\n  title = {{Tea {number}}},\n"
            f"  year = {{20{number:02}}}\n}}\n",
        )
        site.write(f"studies/{key}.yml", f"id: {key}\ndesign: trial\ngroups: [tea-registry]\n")
    text = facts(site)["Declared one group with"]
    assert len([piece for piece in text if piece.work]) == MOST_ALIKE
    assert plain(text).endswith(" and 2 more")


def test_a_withdrawn_study_says_since_when_and_why(site: Site) -> None:
    """Naming the work that it was, not its key."""
    site.append(FROST, "withdrawn: {on: 2026-11-21, because: The same as hail2012tea.}\n")
    assert plain(view(site).withdrawn) == "Withdrawn on 2026-11-21: The same as Hail 2012."
