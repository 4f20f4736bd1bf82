"""Words in one spelling, and phrases that mean the same."""

from __future__ import annotations

import pytest

from claimcards.cards.vocabulary import AlikeWords, Term, Vocabulary
from claimcards.search.words import Lexicon, find_root, split_words

ALIKE = {
    "heart-attack": AlikeWords(id="heart-attack", words=("heart attack", "myocardial infarction")),
    "heart": AlikeWords(id="heart", words=("heart", "cardiac")),
}
TERM = Term(
    id="infarct",
    label="Infarct",
    definition="Dead tissue.",
    synonyms=("infarction", "myocardial infarction"),
)
LEXICON = Lexicon.of(Vocabulary.model_construct(synonyms=ALIKE, glossary={"infarct": TERM}))


def test_words_lose_accents_capitals_and_apostrophes() -> None:
    """As people leave them out."""
    assert split_words("Crohn’s, Monguió-Tortajada (MSC-EVs)") == [
        "crohns",
        "monguio",
        "tortajada",
        "msc",
        "evs",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("IL10", "IL-10"), ("miR1587", "miR-1587"), ("COVID19", "COVID-19"), ("CD63", "CD 63")],
)
def test_a_number_behind_letters_is_a_word_of_its_own(one: str, other: str) -> None:
    """However it is joined to them."""
    assert split_words(one) == split_words(other)


def test_a_formula_stays_whole() -> None:
    """One letter before a number is not a word."""
    assert split_words("H2O2, p53, miR-125b, 2D") == ["h2o2", "p53", "mir", "125b", "2d"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tumours", "tumor"),
        ("ischaemia", "ischemia"),
        ("haemorrhagic", "hemorrhagic"),
        ("randomised", "randomized"),
        ("standardisation", "standardization"),
        ("centre", "center"),
        ("studies", "study"),
        ("exosomes", "exosome"),
    ],
)
def test_spellings_and_numbers_of_a_word_are_one(one: str, other: str) -> None:
    """British and American, one and many."""
    assert find_root(one) == find_root(other)


@pytest.mark.parametrize("word", ["bias", "diagnosis", "virus", "ards", "process"])
def test_different_words_stay_apart(word: str) -> None:
    """A word is not shortened into nothing."""
    assert len(find_root(word)) >= 3
    assert find_root(word) != find_root("bone")


def test_words_that_say_nothing_are_left_out() -> None:
    """Unless a title has nothing else; that is the document's business."""
    assert list(LEXICON.tokens("Does it help with the liver?")) == ["help", "liver"]


def concepts(text: str) -> set[str]:
    """The concept tokens of a text."""
    return set(LEXICON.tokens(text)) & set(LEXICON.concepts.values())


def test_phrases_that_mean_the_same_have_one_concept() -> None:
    """In any spelling and number; the text keeps its words."""
    assert concepts("a heart attack") >= concepts("Myocardial infarctions") - concepts("infarction")
    assert "attack" in set(LEXICON.tokens("a heart attack"))


def test_a_phrase_holds_the_concepts_of_its_parts() -> None:
    """Who asks for the heart finds the heart attack; who asks for an attack of something, not."""
    heart, attack = concepts("cardiac"), concepts("heart attack")
    assert heart < attack
    assert len(attack) == 2
    assert not concepts("a panic attack")


def test_synonyms_yml_has_a_phrase_before_the_glossary() -> None:
    """A phrase is one concept, so a query asks for one token."""
    phrase = ("myocardial", "infarction")
    assert LEXICON.concepts[phrase] == LEXICON.concepts["heart", "attack"]
    assert LEXICON.concepts[("infarct",)] != LEXICON.concepts[phrase]


def test_no_concept_begins_another() -> None:
    """A word that is still being typed must not find concepts by chance."""
    many = {f"k{n}": AlikeWords(id=f"k{n}", words=(f"one{n}", f"two{n}")) for n in range(400)}
    tokens = set(Lexicon.of(Vocabulary.model_construct(synonyms=many)).concepts.values())
    assert len(tokens) == 400
    assert len({len(token) for token in tokens}) == 1
    assert not any(set(token) & set("aeiouys") for token in tokens)
