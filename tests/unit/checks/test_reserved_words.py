"""A text that comes near a reserved word is an error, and never a vote."""

from __future__ import annotations

import pytest
from tests.unit.small_site import CLAIM, FROST, HAIL, Site, places

from claimcards.cards.scalars import COMPARATOR, FACET, LOOKED_FOR, UNSAID, find_meant

HARMS = "    harms: {exposed: 100, looked_for: rashes, followed: a week, serious_related: 0}\n"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("none", "none"),
        ("None", "none"),
        ("none\N{NO-BREAK SPACE}", "none"),
        ("no control", "none"),
        ("No controls", "none"),
        ("no-control group", "none"),
        ("none (no control group)", "none"),
        ("none \N{EN DASH} single arm", "none"),
        ("None, single arm", "none"),
        ("nothing", "none"),
        ("single-arm", "none"),
        ("uncontrolled", "none"),
        ("before-after", "before-after"),
        ("before after", "before-after"),
        ("before_after", "before-after"),
        ("Before\N{EN DASH}after", "before-after"),
        ("before\N{NON-BREAKING HYPHEN}after", "before-after"),
        ("BEFORE/AFTER", "before-after"),
        ("before and after treatment", "before-after"),
        ("pre-post", "before-after"),
        ("befor-after", "before-after"),
        ("Baseline", "before-after"),
        ("Not-reported", "not-reported"),
        ("not reported", "not-reported"),
        ("Not reported in the abstract", "not-reported"),
        ("NR", "not-reported"),
        ("not-reportd", "not-reported"),
        ("not_seen", "not-seen"),
        ("Not seen (abstract only)", "not-seen"),
        ("n/a", "not-applicable"),
        ("N.A.", "not-applicable"),
        ("unknown", ""),
        ("?", ""),
        ("-", ""),
    ],
)
def test_a_near_miss_is_recognised(text: str, meant: str) -> None:
    """Case, blanks, dashes, brackets, slips and everyday words for the same."""
    assert find_meant(text, COMPARATOR) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Placebo or no treatment",
        "No treatment or saline",
        "No cells, other cells, or MSCs with another fate",
        "Nothing to drink",
        "No coffee.",
        "One arm without exosomes",
        "Control group, not described in the abstract",
        "The same patients' cells before expansion",
        "Three dose groups, no placebo",
        "Untreated",
        "Not treated",
    ],
)
def test_a_description_is_left_in_peace(text: str) -> None:
    """Comparators in words that only share a word with a reserved one."""
    assert find_meant(text, COMPARATOR) is None


def test_each_field_has_its_own_words() -> None:
    """'None' is a plain answer of conflicts; 'n/a' stands for one word or another."""
    assert find_meant("none", UNSAID) is None
    assert find_meant("none declared", UNSAID) is None
    assert find_meant("n/a", UNSAID) == ""
    assert find_meant("None", LOOKED_FOR) == "none"
    assert find_meant("n/a", LOOKED_FOR) == ""
    assert find_meant("n/a", FACET) == "not-applicable"


@pytest.mark.parametrize("word", ["Before\N{EN DASH}after", "no control", "nothing", "None"])
def test_a_comparator_near_a_reserved_word_is_said_once_and_does_not_vote(
    site: Site, word: str
) -> None:
    """Not told as a forbidden vote as well; the count has left the finding out."""
    site.change(CLAIM, "cheeks\n    comparator: Hot water", f"cheeks\n    comparator: ¦{word}")
    found = site.inspect_content()
    assert places(found.diagnostics) == [("CC290", *site.expected[0])]
    assert "did you mean '" in found.diagnostics[0].hint
    assert [b.votes for b in found.results["tea-warms"].findings] == [True, False]


@pytest.mark.parametrize("word", ["not reported", "Not-reported", "None", "n/a", "unknown"])
def test_harm_that_nobody_looked_for_speaks_for_no_safety(site: Site, word: str) -> None:
    """Whatever way it is written."""
    site.change(CLAIM, "kind: effect", "kind: safety")
    harms = HARMS.replace("rashes", f"¦{word}")
    site.change(CLAIM, "    result: Hands", HARMS + "    result: Hands")
    site.change(CLAIM, "    result: Cheeks", harms + "    result: Cheeks")
    found = site.inspect_content()
    assert places(found.diagnostics) == [("CC290", *site.expected[0])]
    assert [b.votes for b in found.results["tea-warms"].findings] == [True, False]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (FROST, "dose: [one cup]", "dose: [one cup, ¦not_seen]"),
        (FROST, "dose: [one cup]", "dose: [¦Not seen]"),
        (HAIL, "design: trial\n", "design: trial\nfunding: ¦Not reported\n"),
        (HAIL, "design: trial\n", "design: trial\nconflicts: ¦not reported.\n"),
        (CLAIM, "    result: Cheeks", HARMS.replace("a week", "¦not seen") + "    result: Cheeks"),
    ],
)
def test_every_field_with_reserved_words_is_watched(
    site: Site, file: str, old: str, new: str
) -> None:
    """Facets without a list, who paid, conflicts, the time watched."""
    site.change(file, old, new)
    assert places(site.check()) == [("CC290", *site.expected[0])]


@pytest.mark.parametrize(
    ("file", "old", "new", "hint"),
    [
        (HAIL, "n: 200", "n: ¦Not reported", "did you mean 'not-reported'?"),
        (HAIL, "n: 200", "n: ¦not_seen", "did you mean 'not-seen'?"),
        (HAIL, "n: 200", "n: ¦many", "a whole number such as 45, digits only; or not-reported"),
        (
            CLAIM,
            "{depth: abstract, on: 2026-11-21}",
            "{depth: abstract, on: ¦not recorded}",
            "did you mean 'not-recorded'?",
        ),
    ],
)
def test_numbers_and_days_say_which_word_was_meant(
    site: Site, file: str, old: str, new: str, hint: str
) -> None:
    """They were errors before; now the hint has the word."""
    site.change(file, old, new)
    found = site.check()
    assert [(d.place.file, d.place.line, d.place.column) for d in found] == site.expected
    assert hint in found[0].hint


def test_plain_answers_are_left_in_peace(site: Site) -> None:
    """'None' of conflicts is what somebody declared."""
    site.append(HAIL, "funding: No funding was received.\nconflicts: none\n")
    site.change(FROST, "dose: [one cup]", "dose: [not-seen]")
    assert site.check() == ()
