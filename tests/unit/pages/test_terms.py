"""Words of the glossary are explained where a page has them first."""

from __future__ import annotations

from claimcards.cards.vocabulary import Term, Vocabulary
from claimcards.pages.terms import Explainer, TextPiece

CUP = Term(id="cup", label="Cup", definition="A small bowl.", synonyms=("cups",))
RCT = Term(id="rct", label="RCT", definition="A trial by chance.")


def explainer(*terms: Term) -> Explainer:
    """For a page of a site with these terms."""
    return Explainer.of(Vocabulary(glossary={term.id: term for term in terms}))


def test_the_first_meeting_is_marked_and_no_other() -> None:
    """Whether by its label or by another word for it."""
    page = explainer(CUP)
    assert page.explain("Two cups and a cup.") == (
        TextPiece("Two "),
        TextPiece("cups", "cup", "A small bowl."),
        TextPiece(" and a cup."),
    )
    assert page.explain("A cup.") == (TextPiece("A cup."),)


def test_no_character_of_a_text_is_lost() -> None:
    """The pieces are the text."""
    for text in ("", "cup", "cup cup", "An RCT of cups, RCT!", "hiccup cupboard", "Cup"):
        assert "".join(piece.text for piece in explainer(CUP, RCT).explain(text)) == text


def test_a_part_of_a_word_is_no_word() -> None:
    """Neither in 'hiccup' nor in 'cupboard'."""
    assert explainer(CUP).explain("hiccup cupboard") == (TextPiece("hiccup cupboard"),)


def test_without_a_glossary_a_text_is_one_piece() -> None:
    """Nothing to explain."""
    assert explainer().explain("Two cups.") == (TextPiece("Two cups."),)
