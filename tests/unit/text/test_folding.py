"""What tells two texts apart is kept, and nothing else."""

from __future__ import annotations

import pytest

from claimcards.text.folding import fold_ascii, fold_letters, fold_words


def test_one_text_has_one_folding() -> None:
    """Accents, strokes, capitals and the eszett are seen through."""
    assert fold_letters("Über-Zellen für Łukasz") == "uber-zellen fur lukasz"
    assert fold_words("Über-Zellen für Łukasz") == "uber zellen fur lukasz"
    assert fold_ascii("Über-Zellen für Łukasz") == "uber zellen fur lukasz"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("Before\N{EN DASH}after", "before-after"),
        ("before\N{NO-BREAK SPACE}after", "Before after"),
        ("Alzheimer\N{RIGHT SINGLE QUOTATION MARK}s disease", "Alzheimer's disease"),
        ("\N{LEFT DOUBLE QUOTATION MARK}Tea\N{RIGHT DOUBLE QUOTATION MARK} & milk", "Tea and milk"),
        ("Líu", "Liu"),
        ("\N{LATIN SMALL LIGATURE FI}bre", "fibre"),
        ("Ca²⁺", "Ca2+"),
        ("\N{MICRO SIGN}g", "μg"),
        ("間葉系、幹細胞", "間葉系 幹細胞"),
    ],
)
def test_what_does_not_differ_folds_alike(one: str, other: str) -> None:
    """Two ways of writing one thing."""
    assert fold_words(one) == fold_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Interleukin-1α", "Interleukin-1β"),
        ("CD34+ cells", "CD34- cells"),
        ("CD34\N{MINUS SIGN} cells", "CD34+ cells"),
        ("a change of -3", "a change of 3"),
        ("IL-10", "IL-17"),
        ("間葉系幹細胞", "造血幹細胞"),
        ("стволовые клетки", "стромальные клетки"),
        ("か", "が"),
    ],
)
def test_what_differs_folds_apart(one: str, other: str) -> None:
    """Greek letters, signs, digits and other scripts mean something."""
    assert fold_words(one) != fold_words(other)
    assert fold_words(one)


def test_a_range_has_no_minus() -> None:
    """A hyphen between two digits joins them, whichever dash it is."""
    assert fold_words("2010\N{EN DASH}2012") == fold_words("2010-2012") == "2010 2012"


def test_ascii_leaves_other_scripts_out() -> None:
    """Keys have the letters a-z: nothing is left of a title in another script."""
    assert fold_ascii("間葉系 Zellen") == "zellen"
    assert fold_ascii("стволовые") == ""
