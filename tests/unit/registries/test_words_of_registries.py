"""Text of registries as plain words, and how alike two titles are."""

from __future__ import annotations

import pytest

from claimcards.references.identity import without_mark
from claimcards.registries.standing import clean_words, compare_titles


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("<i>In vivo</i> CO<sub>2</sub>", "In vivo CO2"),
        ("A &amp; B &lt;i&gt;C&lt;/i&gt;", "A & B C"),
        ("A &amp;amp; B", "A & B"),
        ("p<0.05 and x>y", "p<0.05 and x>y"),
        ("When p<i and q>3 hold", "When p<i and q>3 hold"),
        ('<a href="/x" target=_blank>A</a> <mml:mi mathvariant="bold">B</mml:mi >', "A B"),
        ("<i" + " a=b" * 5_000, "<i" + " a=b" * 5_000),
        ("<jats:title>T</jats:title><mml:math xmlns='x'><mml:mi>a</mml:mi></mml:math>", "Ta"),
        ("a\r\nb\tc\u2028d\x85e", "a b c d e"),
        ("a\x00b\x1bc\u202ed\u200be\ufefff\ud800g", "abcdefg"),
        ("e\u0301", "\u00e9"),
        ("&#x202e;evil&#0;", "evil\ufffd"),
        ("<script>x</script>", "<script>x</script>"),
        ("<" * 5_000, "<" * 5_000),
        ("", ""),
    ],
)
def test_markup_and_unseen_signs_are_gone(given: str, plain: str) -> None:
    """What is left is text in one line; what is no markup of titles stays text."""
    assert clean_words(given) == plain


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("RETRACTED ARTICLE: Cells", "Cells"),
        ("RETRACTED: Cells", "Cells"),
        ("[Retracted] Cells", "Cells"),
        ("WITHDRAWN: Cells", "Cells"),
        ("Retraction: Cells", "Retraction: Cells"),
        ("Retracted cells of the skin", "Retracted cells of the skin"),
    ],
)
def test_the_mark_of_a_retracted_work_is_no_part_of_its_title(title: str, bare: str) -> None:
    """That of a notice is, and words of the title that look like it are."""
    assert without_mark(title) == bare


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("RETRACTED: Über cells", "uber Cells.", True),
        ("Vesicles mend lungs of mice", "Vesicles mend lungs of mice: a randomised trial", True),
        ("Vesicles mend lungs", "Vesicles mend lung", True),
        ("Vesicles mend lungs of mice", "A census of registries of trials", False),
        ("", "", False),
    ],
)
def test_titles_are_compared_by_their_letters(one: str, other: str, alike: bool) -> None:
    """Case, accents and a missing subtitle are no difference."""
    assert (compare_titles(one, other) > 0.8) is alike
