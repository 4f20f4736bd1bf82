"""The numbers of the rules are all printed on the Methods page."""

from __future__ import annotations

from enum import Enum

import pytest

from claimcards.verdict import constants
from claimcards.verdict.constants import CONSTANTS
from claimcards.verdict.values import LinkBy, NotGraded, WhyNotCounted, WhyVerdict


def test_every_constant_is_listed_once() -> None:
    """By its name and with its value."""
    named = {
        name.lower().replace("_", "-"): value
        for name, value in vars(constants).items()
        if name.isupper() and name != "CONSTANTS"
    }
    assert {c.name: c.value for c in CONSTANTS} == named
    assert len(CONSTANTS) == len(named)


def test_constants_are_printed_for_people() -> None:
    """Shares as percentages."""
    shown = {c.name: c.shown for c in CONSTANTS}
    assert (shown["share"], shown["overlap"], shown["groups"]) == ("75 %", "5 %", "2")


@pytest.mark.parametrize("words", [WhyNotCounted, LinkBy, WhyVerdict, NotGraded])
def test_every_reason_has_a_sentence(words: type[Enum]) -> None:
    """A page never shows a bare word."""
    assert all(word.sentence.endswith(".") for word in words)  # type: ignore[attr-defined]
