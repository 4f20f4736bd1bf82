"""'Did you mean' helps, and is silent where it would only guess."""

from __future__ import annotations

import pytest

from claimcards.text.folding import did_you_mean


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("mose", "did you mean 'mouse'?"),
        ("mouses", "did you mean 'mouse'?"),
        ("lai2010cardiak", "did you mean 'lai2010cardiac'?"),
        ("MOUSE", "did you mean 'mouse'?"),
        ("möuse", "did you mean 'mouse'?"),
        ("Lai 2010 cardiac", "did you mean 'lai2010cardiac'?"),
        ("zebra", "one of these"),
        ("lai2012kidney", "one of these"),
    ],
)
def test_the_nearest_known_word_is_named(word: str, hint: str) -> None:
    """Near enough for a slip of the pen; else the other hint."""
    assert did_you_mean(word, ["mouse", "lai2010cardiac"], "one of these") == hint


def test_without_known_words_the_other_hint_stands() -> None:
    """An empty vocabulary names nothing."""
    assert did_you_mean("x", []) == ""


def test_ids_of_one_family_are_not_alike_for_it() -> None:
    """What all of them begin with says nothing of which was meant."""
    known = ["efficacy-bone", "efficacy-eye", "efficacy-kidney"]
    assert did_you_mean("efficacy-stroke", known, "write it") == "write it"
    assert did_you_mean("efficacy-kidny", known) == "did you mean 'efficacy-kidney'?"
    assert did_you_mean("efficacy-kidney", known[:2]) == ""
    assert did_you_mean("eficacy-eye", known) == "did you mean 'efficacy-eye'?"
