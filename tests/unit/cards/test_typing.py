"""A card with mismatches is typed as far as it goes, and knows what it lost."""

from __future__ import annotations

from tests.unit.small_site import CLAIM, FILES, FROST

from claimcards.cards.claim import Claim
from claimcards.cards.study import Study
from claimcards.cards.typing import Sourced, type_card
from claimcards.text.card_text import read_card


def claim(old: str = "", new: str = "") -> Sourced[Claim] | None:
    """The claim of the tiny site with one change."""
    assert not old or FILES[CLAIM].count(old) == 1
    card, _ = read_card("c.yml", FILES[CLAIM].replace(old, new) if old else FILES[CLAIM])
    assert card is not None
    return type_card(card, Claim)[0]


def test_a_sound_card_is_whole() -> None:
    """Nothing was left out, and every key is what the card means."""
    sourced = claim()
    assert sourced is not None
    assert sourced.whole
    assert sourced.sure_of("findings")
    assert sourced.sure_of("relations")


def test_a_broken_item_is_left_out_and_the_others_keep_their_places() -> None:
    """The second finding is the first of the record, and stands where it stood."""
    sourced = claim("value: 0.90", "value: x")
    assert sourced is not None
    assert not sourced.whole
    assert [f.id for f in sourced.record.findings] == ["hail2012-cheeks"]
    whole = claim()
    assert whole is not None
    assert sourced.place("findings", 0, "study") == whole.place("findings", 1, "study")
    assert sourced.key_place("findings", 0, "study") == whole.key_place("findings", 1, "study")
    assert not sourced.sure_of("findings")
    assert sourced.sure_of("searches")


def test_a_broken_optional_key_is_left_out() -> None:
    """The rest of the record stands."""
    sourced = claim("level: not-serious, because: Nobody knew.", "level: fine")
    assert sourced is not None
    assert sourced.record.certainty == {}
    assert not sourced.sure_of("certainty")


def test_a_broken_needed_key_leaves_the_rest_to_be_checked() -> None:
    """What stands in for it says nothing, and the record is not whole."""
    sourced = claim("kind: effect", "kind: efect")
    assert sourced is not None
    assert not sourced.whole
    assert sourced.record.findings
    assert not sourced.sure_of("kind")


def test_a_misspelt_key_leaves_doubt_about_the_key_that_was_meant() -> None:
    """And none about keys that look otherwise."""
    sourced = claim("\nsearches:", "\nserches:")
    assert sourced is not None
    assert not sourced.sure_of("searches")
    assert sourced.sure_of("relations")


def test_a_key_without_value_leaves_doubt() -> None:
    """It was written, and reading had to refuse it."""
    sourced = claim("plain: Probably. Two trials say so.", "plain:")
    assert sourced is not None
    assert not sourced.sure_of("plain")


def test_places_reach_into_nested_maps() -> None:
    """Lines and columns count from 1; a missing key is placed at what lacks it."""
    card, _ = read_card("s.yml", FILES[FROST])
    assert card is not None
    sourced, found = type_card(card, Study)
    assert found == ()
    assert sourced is not None
    assert str(sourced.place("sample", "unit")) == "s.yml:4:24"
    assert str(sourced.key_place("sample", "unit")) == "s.yml:4:18"
    assert str(sourced.place("facets", "dose", 0)) == "s.yml:5:32"
    assert sourced.file == "s.yml"
