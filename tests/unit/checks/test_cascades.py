"""All problems in one run, and none that only follows from another."""

from __future__ import annotations

import pytest
from tests.unit.small_site import (
    CLAIM,
    DESIGNS,
    FACETS,
    FROST,
    HAIL,
    OTHER,
    OVER,
    POOL,
    SPECIES,
    TOPICS,
    WORKS,
    Site,
    places,
)


def codes(site: Site) -> list[str]:
    """The codes of what is wrong, in order of places."""
    return [d.code for d in site.check()]


def test_one_card_with_several_mistakes_shows_all_of_them_at_once(site: Site) -> None:
    """Every value that does not fit its field, in one run and in the order of the card."""
    site.change(CLAIM, "about: people", "about: ¦persons")
    site.change(CLAIM, "reference: kettle2001book", "¦reference: kettle2001book\n    page: 3")
    site.change(CLAIM, "value: 0.90", "value: ¦1e3")
    site.change(CLAIM, "{depth: abstract, on: 2026-11-21}", "{depth: abstract, on: ¦21/11/2026}")
    kind, reference, value, on = site.expected
    page = (reference[0], reference[1] + 1, 5)
    assert places(site.check()) == [
        ("CC103", *kind),
        ("CC102", *page),
        ("CC104", *value),
        ("CC105", *on),
    ]


def test_typed_and_cross_record_mistakes_of_one_card_come_together(site: Site) -> None:
    """A finding that cannot be typed does not hide an unknown study or a missing answer."""
    site.change(CLAIM, "plain: Probably. Two trials say so.\n", "")
    site.change(CLAIM, "id: tea-warms", "id: ¦tea-warms")
    site.change(CLAIM, "value: 0.90", "value: ¦1e3")
    site.change(CLAIM, "study: hail2012tea", "study: ¦hail2012teas")
    site.append(CLAIM, "relations:\n  - {claim: ¦tea-colds}\n")
    codes_in_order = ("CC252", "CC104", "CC221", "CC223")
    assert places(site.check()) == [
        (code, *place) for code, place in zip(codes_in_order, site.expected, strict=True)
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (HAIL, "design: trial", "desing: trial", "CC102"),
        (HAIL, "design: trial", "design: [trial]", "CC107"),
        (HAIL, "design: trial", "design:\ttrial", "CC011"),
        (HAIL, "unit: people", "unit: persons", "CC103"),
        (FROST, "sample: {n: 300", "sample: {n: 1,300", "CC042"),
        (WORKS, "  title = {Cups of tea", "  title = {Cups { of tea", None),
        (DESIGNS, "label: Trial, ", "", "CC101"),
        (TOPICS, "label: Warmth, ", "", "CC101"),
        (SPECIES, "label: Human, ", "", "CC101"),
        (FACETS, "label: Black, ", "", "CC101"),
        (CLAIM, "kind: effect", "kind: effects", "CC103"),
    ],
)
def test_a_broken_card_is_not_called_unknown(
    site: Site, file: str, old: str, new: str, code: str | None
) -> None:
    """Only the slip itself is said: no unknown study, reference, word, topic or claim after it."""
    site.with_other().with_over().append(OTHER, "relations:\n  - {claim: tea-warms}\n")
    found = site.change(file, old, new).check()
    assert {d.place.file for d in found} == {f"content/{file}"}, [*map(str, found)]
    assert {d.code for d in found}.isdisjoint(
        {"CC211", "CC221", "CC222", "CC231", "CC202", "CC224"}
    )
    if code:
        assert code in {d.code for d in found}


def test_a_misspelt_key_is_one_mistake(site: Site) -> None:
    """The key that it was meant to be is not missing as well."""
    site.change(CLAIM, "statement: ", "¦statment: ")
    found = site.check()
    assert places(found) == [("CC102", *site.expected[0])]
    assert found[0].hint == "did you mean 'statement'?"


@pytest.mark.parametrize(
    ("key", "slip"), [("test:", "tests:"), ("plain:", "plian:"), ("searches:", "serches:")]
)
def test_a_misspelt_optional_key_is_one_mistake(site: Site, key: str, slip: str) -> None:
    """The rule that asks for the key waits until it is spelt right."""
    site.change(CLAIM, f"\n{key}", f"\n¦{slip}")
    assert places(site.check()) == [("CC102", *site.expected[0])]


def test_a_broken_finding_does_not_lower_the_certainty(site: Site) -> None:
    """Its people are not counted, so the floor of imprecision is not asked for."""
    site.change(CLAIM, "value: 0.90", "value: ¦0,90")
    assert places(site.check()) == [("CC104", *site.expected[0])]


def test_a_broken_study_does_not_lower_the_certainty(site: Site) -> None:
    """Nor does it ask for a judgement that another verdict would need."""
    site.change(FROST, "unit: people", "unit: ¦persons")
    assert places(site.check()) == [("CC103", *site.expected[0])]


def test_places_stay_true_after_a_broken_item(site: Site) -> None:
    """A list item that was left out does not shift the places of those behind it."""
    site.change(CLAIM, "value: 0.90", "value: x")
    site.change(CLAIM, "study: hail2012tea", "study: ¦hail2012teas")
    assert ("CC221", *site.expected[0]) in places(site.check())


def test_unused_is_not_said_while_a_card_is_broken(site: Site) -> None:
    """The broken card may be the one that uses it."""
    assert codes(site.change(CLAIM, "\nkind: effect", "\nkind: efect")) == ["CC103"]


def test_a_member_whose_card_is_broken_still_fits_a_pattern(site: Site) -> None:
    """The only claim that 'tea-w*' names is there, though it cannot be read."""
    site.with_over().change(OVER, "[tea-warms]", "[tea-warms-*]")
    site.move(CLAIM, "claims/warmth/tea-warms-hands.yml")
    text = site.files["claims/warmth/tea-warms-hands.yml"]
    site.write(
        "claims/warmth/tea-warms-hands.yml",
        text.replace("id: tea-warms", "id: tea-warms-hands").replace("kind: effect", "kind: x"),
    )
    assert codes(site) == ["CC103"]


def test_a_broken_entry_of_a_shared_bibliography_is_not_called_missing(site: Site) -> None:
    """The keys of a .bib file with a broken entry are known, though not what they hold."""
    site.with_pool().change(WORKS, "@article{thaw2015pool,", "@article{thaw2015pool")
    found = site.check()
    assert {d.place.file for d in found} == {f"content/{WORKS}"}
    assert POOL in site.files
