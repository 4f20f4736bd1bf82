"""What does not fit its field is said at its place, in words for the person who wrote it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from pydantic import BaseModel, field_validator
from tests.unit.small_site import (
    CLAIM,
    DESIGNS,
    FACETS,
    FILES,
    FROST,
    HAIL,
    TOOLS,
    TOPICS,
    Site,
    places,
)

from claimcards.cards.typing import type_card
from claimcards.text.card_text import read_card
from claimcards.text.diagnostics import Severity


@dataclass(frozen=True)
class Case:
    """One mistake in one card: what is replaced, and what is said of it."""

    code: str
    file: str
    old: str
    new: str
    says: str


CASES = (
    Case(
        "CC101",
        CLAIM,
        "statement: Tea warms cold people.\n",
        "",
        "add it: the claim in one sentence",
    ),
    Case(
        "CC101",
        CLAIM,
        "  - id: hail2012-cheeks\n    study: hail2012tea\n",
        "  - ¦id: hail2012-cheeks\n",
        "the key 'study' is missing in 'findings' number 2; add it: the key of the study",
    ),
    Case(
        "CC101",
        CLAIM,
        "    for: {words: tea warms, found: Two trials.}",
        "    ¦for: {words: tea warms}",
        "the key 'found' is missing in 'searches' number 1 'for'",
    ),
    Case(
        "CC101",
        CLAIM,
        "imprecision: {level: not-serious, because: The interval is narrow.}",
        "¦imprecision: {level: not-serious}",
        "the key 'because' is missing in 'certainty' 'people' 'imprecision'; add it: why,",
    ),
    Case(
        "CC102", CLAIM, "    locator: Table 1", "    ¦loactor: Table 1", "did you mean 'locator'?"
    ),
    Case(
        "CC102",
        CLAIM,
        "about: people",
        "about: people\n¦colour: blue",
        "known keys here: about, cert",
    ),
    Case("CC102", FROST, "unit: people}", "unit: people, ¦notes: all}", "did you mean 'note'?"),
    Case("CC102", FROST, "unit: people}", "unit: people, ¦model: x}", "belongs beside 'sample'"),
    Case(
        "CC103",
        CLAIM,
        "kind: effect",
        "kind: ¦efect",
        "'efect' is no word for 'kind'; did you mean 'effect'?",
    ),
    Case(
        "CC103", CLAIM, "depth: table", "depth: ¦skimmed", "one of: record, second-hand, abstract"
    ),
    Case("CC103", CLAIM, "unit: °C", "unit: °C\n      better: ¦highest", "did you mean 'higher'?"),
    Case(
        "CC103",
        CLAIM,
        "certainty:\n  people:",
        "certainty:\n  ¦peeple:",
        "'peeple' is no word for 'certainty'; did you mean 'people'?",
    ),
    Case(
        "CC103",
        TOOLS,
        "measures: risk-of-bias",
        "measures: ¦bias",
        "did you mean 'risk-of-bias'?",
    ),
    Case("CC104", CLAIM, "value: 0.90", "value: ¦0,90", "expected a plain number such as 0.33"),
    Case("CC104", CLAIM, "[0.40, 1.40]", "[0.40, ¦n.s.]", "'n.s.' does not fit 'interval'"),
    Case("CC104", CLAIM, "unit: °C", "unit: °C\n      p: ¦p<0.05", "a p value between 0 and 1"),
    Case("CC104", FROST, "n: 300", "n: ¦about 300", "a whole number such as 45"),
    Case("CC105", CLAIM, "on: 2026-11-20", "on: ¦2026-02-30", "this day does not exist"),
    Case("CC105", CLAIM, "review_due: 2027-11-21", "review_due: ¦next year", "year-month-day"),
    Case("CC106", CLAIM, "id: hail2012-cheeks", "id: ¦Hail_2012", "as in 'efficacy-kidney'"),
    Case(
        "CC106", HAIL, "species: [human]", "species: [human, ¦Homo sapiens]", "lower-case letters"
    ),
    Case(
        "CC106",
        FROST,
        "{leaf: [black],",
        "{leaf: [black], ¦Water Hardness: [soft],",
        "'Water Hardness' does not fit 'facets'",
    ),
    Case("CC107", HAIL, "species: [human]", "species: ¦human", "write it as a list: [human]"),
    Case(
        "CC107",
        FROST,
        "sample: {n: 300, unit: people}",
        "sample: ¦300",
        "should be keys with values",
    ),
    Case(
        "CC107",
        CLAIM,
        "plain: Probably. Two trials say so.",
        "plain: ¦[Probably, Two trials]",
        "should be a single value",
    ),
    Case("CC107", CLAIM, "[0.40, 1.40]", "¦0.40 to 1.40", "should be a list"),
    Case(
        "CC108",
        CLAIM,
        "statement: Tea warms cold people.",
        "statement: ¦' '",
        "'statement' is empty",
    ),
    Case(
        "CC108",
        CLAIM,
        "origins:\n  - reference: kettle2001book\n    locator: Chapter 1\n"
        "    says: Nothing warms like tea.",
        "origins: ¦[]",
        "'origins' has 0 entries; expected at least 1",
    ),
    Case(
        "CC108",
        CLAIM,
        "[0.40, 1.40]",
        "¦[0.40]",
        "'interval' has 1 entry; expected more; the two ends",
    ),
    Case("CC108", CLAIM, "[0.40, 1.40]", "¦[0.40, 0.9, 1.40]", "has 3 entries; expected at most 2"),
    Case("CC108", TOPICS, FILES[TOPICS], "topics: ¦[]\n", "'topics' has 0 entries"),
    Case(
        "CC109", FROST, "species:", "registrations: [¦NCT0427698]\nspecies:", "NCT and eight digits"
    ),
    Case(
        "CC110",
        CLAIM,
        "curated_on: 2026-11-21",
        "curated_on: 2026-11-21\nreviews:\n"
        "  - {on: 2026-11-21, by: A, orcid: ¦0000-0002-1825-0098, "
        "conflicts: {declared: none, on: 2026-11-20, expires: 2027-11-20}}",
        "the last character does not fit the others",
    ),
    Case("CC111", DESIGNS, "randomised: true", "randomised: ¦yes", "expected true or false"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.code}: {c.says[:40]}")
def test_a_mismatch_is_said_once_at_its_place(site: Site, case: Case) -> None:
    """One mistake, one diagnostic of its code, at the marked character or the card's start."""
    site.change(case.file, case.old, case.new)
    expected = site.expected or [(f"content/{case.file}", 1, 1)]
    found = [d for d in site.check() if d.place.file == f"content/{case.file}"]
    assert places(found) == [(case.code, *expected[0])], [*map(str, found)]
    assert case.says in str(found[0])
    assert found[0].severity is Severity.ERROR


class Odd(BaseModel):
    """A record with a rule of its own, as a later field may have."""

    size: str

    @field_validator("size")
    @classmethod
    def check_size(cls, value: str) -> str:
        """Refuse all that is not small."""
        if value == "small":
            return value
        raise ValueError("too odd")


def test_a_mismatch_without_a_code_of_its_own_is_still_said() -> None:
    """CC199 keeps pydantic's words rather than hide the problem."""
    card, _ = read_card("odd.yml", "size: big\n")
    assert card is not None
    sourced, found = type_card(card, Odd)
    assert sourced is None
    assert places(found) == [("CC199", "odd.yml", 1, 7)]
    assert "too odd" in found[0].message


@pytest.mark.parametrize("file", [CLAIM, FROST, HAIL, TOPICS, DESIGNS, FACETS, TOOLS])
def test_a_key_in_the_wrong_place_breaks_no_other_file(site: Site, file: str) -> None:
    """An unknown key costs one diagnostic in its own file."""
    site.append(file, "¦nonsense: here\n")
    assert places(site.check()) == [("CC102", *site.expected[0])]


def test_a_long_value_is_shortened_and_stays_in_its_line(site: Site) -> None:
    """A message is one line, whatever the card holds."""
    site.change(CLAIM, "  - id: hail2012-cheeks", '  - id: "' + "x\\n" * 40 + '"')
    found = str(site.check()[0])
    assert "\n" not in found
    assert "..." in found
    assert len(found) < 300
