"""The three forms of a report: limited, honest about what is left out, and safe."""

from __future__ import annotations

import json

from tests.unit.small_site import CLAIM, Site

from claimcards.cards.words import Direction, Standing
from claimcards.changes.compare import compare_states
from claimcards.changes.report import (
    MOST_DETAILS,
    MOST_LINES,
    ChangeReport,
    print_report_as_json,
    print_report_as_markdown,
    print_report_as_text,
)
from claimcards.changes.state import EMPTY, ContentState, judge_state
from claimcards.changes.values import (
    Changes,
    ClaimChange,
    Fate,
    FieldChange,
    FindingChange,
    RecordChange,
    StudyChange,
    Turn,
)
from claimcards.corpus import load_folder
from claimcards.text.files import EntryForm, FolderLeaf, make_memory_folder
from claimcards.text.harmless import MOST_REPORT_CHARACTERS


def many(count: int) -> Changes:
    """So many references added."""
    return Changes(references=tuple(RecordChange(f"work{n}", Fate.ADDED) for n in range(count)))


def test_nothing_is_said_to_be_nothing() -> None:
    """In every form."""
    report = ChangeReport("main", "HEAD", Changes())
    assert print_report_as_text(report) == "main -> HEAD: Nothing changed in the content.\n"
    assert "**Nothing changed in the content.**" in print_report_as_markdown(report)
    assert json.loads(print_report_as_json(report))["nothing_changed"] is True


def state(site: Site) -> ContentState:
    """The site's content as a state, read from memory."""
    leaves = [
        FolderLeaf(name, EntryForm.FILE, len(text.encode()), text.encode())
        for name, text in site.files.items()
    ]
    return judge_state(*load_folder("content", make_memory_folder(leaves)))


def test_claims_that_came_and_went_turned_no_verdict(site: Site) -> None:
    """The summary counts each apart: nobody had read another verdict of them before."""
    base, head = EMPTY, state(site)
    assert ChangeReport("a", "b", compare_states(base, head)).summary == "1 new claim."
    gone = ChangeReport("b", "a", compare_states(head, base)).summary
    assert gone == "1 claim withdrawn or taken out."


def test_markdown_counts_what_it_leaves_out_and_text_does_not() -> None:
    """'and 7 more', exactly."""
    report = ChangeReport("main", "HEAD", many(MOST_LINES + 7))
    assert "- and 7 more" in print_report_as_markdown(report)
    assert print_report_as_markdown(report).count(" added") == MOST_LINES
    assert print_report_as_text(report).count(" added") == MOST_LINES + 7


def test_markdown_fits_a_comment_and_names_the_parts_that_do_not_fit() -> None:
    """However long the fields are; what fits of a part is there, and the rest is counted."""
    long = tuple(FieldChange(f"field{n}", None, None) for n in range(300))
    still = Turn(Standing.STANDS, Standing.STANDS)
    studies = tuple(
        StudyChange(f"study{n}", Fate.CHANGED, (), still, long) for n in range(MOST_LINES)
    )
    hostile = "word " + "@#<é" * 500
    records = tuple(RecordChange(hostile, Fate.ADDED) for _ in range(MOST_LINES + 3))
    told = Changes(studies=studies, references=records, words=records)
    made = print_report_as_markdown(ChangeReport("main", "HEAD", told))
    assert MOST_REPORT_CHARACTERS - 20_000 < len(made) < MOST_REPORT_CHARACTERS + 500
    shown = made.split("### References")[1].count("- word ")
    assert shown > 0
    assert f"- and {len(records) - shown} more\n" in made
    assert "And more than fits here: vocabulary. 'claimcards diff' prints all." in made


def test_a_large_change_still_tells_every_verdict() -> None:
    """Details give way first: what became of each claim is what the report is for."""
    fields = tuple(FieldChange(f"effect.{n}", "x" * 50, "y" * 50) for n in range(9))
    findings = tuple(
        FindingChange(f"finding{n}", Fate.CHANGED, "frost2011tea", Direction.SUPPORTS, fields)
        for n in range(MOST_DETAILS)
    )
    claims = tuple(
        ClaimChange(f"claim{n}", Fate.CHANGED, "", headline=Turn("Yes", "No"), findings=findings)
        for n in range(MOST_LINES)
    )
    references = (RecordChange("work1", Fate.ADDED),)
    made = print_report_as_markdown(
        ChangeReport("main", "HEAD", Changes(claims=claims, references=references))
    )
    assert len(made) < MOST_REPORT_CHARACTERS + 500
    assert made.count("the headline turns from 'Yes' to 'No'") == MOST_LINES
    assert "  - and " in made
    assert "work1 added" in made


def test_card_text_in_markdown_pings_nobody(site: Site) -> None:
    """Statement, finding and branch names are quoted and do nothing."""
    site.change(CLAIM, "Tea warms cold people.", "Ask @octocat | <b>#1</b> ![x](//e.example)")
    changes = compare_states(EMPTY, state(site))
    made = print_report_as_markdown(ChangeReport("`x`<img>", "@everyone", changes))
    for sign in ("@", "<", "![", "`", "|"):
        assert sign not in made
    assert "octocat" in made


def test_details_of_one_claim_are_limited(site: Site) -> None:
    """A claim with many findings does not push out the next."""
    finding = site.files[CLAIM][
        site.files[CLAIM].index("  - id: hail") : site.files[CLAIM].index("searches:")
    ]
    more = "".join(finding.replace("hail2012-cheeks", f"cheeks-{n}") for n in range(20))
    site.change(CLAIM, "searches:\n", more + "searches:\n")
    changes = compare_states(EMPTY, state(site))
    made = print_report_as_markdown(ChangeReport("a", "b", changes))
    assert f"  - and {22 - MOST_DETAILS} more" in made
