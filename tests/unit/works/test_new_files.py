"""From a work to its key, its reference and its card."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.cards import Site

from claimcards.corpus import Corpus
from claimcards.diagnostics import has_errors
from claimcards.model.reference import Name
from claimcards.model.study import Study
from claimcards.model.typing import typed
from claimcards.model.words import Standing
from claimcards.reading.bibtex import read_bibtex
from claimcards.reading.cards import read_card
from claimcards.reading.files import UseError
from claimcards.works.card import study_card
from claimcards.works.keys import checked_key, new_key
from claimcards.works.merging import merged
from claimcards.works.referencing import bibliography
from claimcards.works.standing import recorded
from claimcards.works.words import plain_words
from claimcards.works.work import Notice, Told, Unknown, Work

HOSTILE = (
    "\\input{x} {open",
    "} closed",
    "100% & # _ $x$ ~ ^",
    "a: b # c",
    "- [x] {y: z}",
    "'q' \"d\"",
    "!!python/object x",
    "&a *a",
    "@article{x, title={y}}",
    "{{ x }} {% y %}",
    "''' ``` ---",
    "?`!`--''",
)


def work(title: str, *names: Name, year: int = 2024) -> Work:
    """A work with this title."""
    return Work(
        kind=Told("article", "x"),
        title=Told(title, "x"),
        authors=Told(names or (Name(family="Frøst", given="A."),), "x"),
        container=Told(title, "x"),
        year=Told(year, "x"),
    )


@pytest.mark.parametrize(
    ("family", "title", "key"),
    [
        ("Frøst", "The effects of iPSC on lungs", "frost2024ipsc"),
        ("van der Winter", "Lungs", "vanderwinter2024lungs"),
        ("Öztürk-Łach", "A β-cell", "ozturklach2024cell"),
        ("Straße", "5-HT", "strasse2024b"),
        ("O'Neil", "With that", "oneil2024b"),
    ],
)
def test_a_key_is_surname_year_and_word(family: str, title: str, key: str) -> None:
    """In the letters of addresses; words that any title could have are passed over."""
    assert new_key(work(title, Name(family=family)), set()) == key


def test_a_key_that_is_taken_is_not_used_again() -> None:
    """The next word, and then a letter."""
    taken = {"frost2024lungs", "frost2024mend"}
    assert new_key(work("Lungs mend"), taken) == "frost2024lungsb"


def test_a_name_in_other_letters_asks_for_a_key() -> None:
    """Nothing is made up for it."""
    with pytest.raises(UseError, match="choose one with --key"):
        new_key(work("肺", Name(literal="王伟")), set())
    assert checked_key("wang2024", set()) == "wang2024"
    with pytest.raises(UseError, match="such as 'wang-2024'"):
        checked_key("Wang 2024", set())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_are_text_in_both_files(text: str, site: Site) -> None:
    """Our own reader reads back what the registry said, and nothing acts."""
    corpus = site.inspect().corpus
    _sound(work(text, Name(literal=text), Name(family="F", given=text)), corpus, text)


@given(st.text(min_size=1, max_size=80))
def test_any_title_is_text_or_is_refused(text: str) -> None:
    """Never a file that means something else."""
    plain = plain_words(text)
    if plain:
        try:
            bib = bibliography(work(plain), "k")
        except ValueError:
            return
        (read,), problems = read_bibtex("k.bib", bib)
        assert not problems
        assert read.reference.plain_title == " ".join(re.sub("[{}]", "", plain).split())


def _sound(one: Work, corpus: Corpus, title: str) -> None:
    (read,), problems = read_bibtex("k.bib", bibliography(one, "k"))
    assert problems == []
    assert read.reference.plain_title == " ".join(re.sub("[{}]", "", title).split())
    text = study_card(one, "k", corpus, "trial", [Unknown("Crossref", title)])
    card, problems = read_card("k.yml", text)
    assert card is not None
    assert not has_errors(problems)


def of(site: Site, one: Work, design: str = "") -> tuple[str, Mapping[str, object]]:
    """The card's text and its values."""
    text = study_card(one, "k", site.inspect().corpus, design)
    card, _ = read_card("k.yml", text)
    assert card is not None
    return text, card.value


def test_a_design_that_nobody_knows_is_a_blank(site: Site) -> None:
    """The registry's own words stand above it."""
    types = Told(("Journal Article", "Comment"), "PubMed")
    text, value = of(site, merged([work("x"), Work(types=types)]))
    assert "\ndesign:\n" in text
    assert "PubMed calls it: Journal Article, Comment" in text
    assert "design" not in value


def test_a_retracted_work_gets_its_standing(site: Site) -> None:
    """With the day, who records it, and a card that types."""
    notice = Notice("retraction", Standing.RETRACTED, "Crossref", "10.5555/n", date(2025, 1, 2))
    one = merged([work("x"), Work(notices=Told((notice,), "Crossref"))])
    text, _ = of(site, one, "trial")
    card, _ = read_card("k.yml", text)
    assert card is not None
    sourced, problems = typed(card, Study)
    assert problems == ()
    assert sourced is not None
    standing = sourced.record.standing
    assert (standing.status, standing.on) == (Standing.RETRACTED, date(2025, 1, 2))
    assert standing.because == "Crossref records a retraction (doi 10.5555/n)."


def test_a_work_whose_standing_nobody_could_say_is_not_called_standing(site: Site) -> None:
    """The card asks for it, with the reason."""
    one = merged([work("x"), Work(doi=Told("10.5555/x", "PubMed"))])
    text = study_card(
        one, "k", site.inspect().corpus, "trial", [Unknown("Crossref", "it took too long")]
    )
    assert "# standing: to fill in: Crossref could not say whether it stands (it took" in text


def notice(kind: str, standing: Standing | None, year: int | None, back: bool = False) -> Notice:
    """A notice of the first of January."""
    return Notice(kind, standing, "x", "", date(year, 1, 1) if year else None, (), back)


@pytest.mark.parametrize(
    ("notices", "standing", "reinstated"),
    [
        ([], Standing.STANDS, False),
        ([notice("new edition", None, 2020)], Standing.STANDS, False),
        (
            [
                notice("correction", Standing.CORRECTED, 2021),
                notice("retraction", Standing.RETRACTED, 2020),
            ],
            Standing.RETRACTED,
            False,
        ),
        (
            [
                notice("retraction", Standing.RETRACTED, 2020),
                notice("reinstatement", None, 2021, True),
            ],
            Standing.STANDS,
            True,
        ),
        (
            [
                notice("retraction", Standing.RETRACTED, 2022),
                notice("reinstatement", None, 2021, True),
            ],
            Standing.RETRACTED,
            False,
        ),
        (
            [
                notice("retraction", Standing.RETRACTED, None),
                notice("reinstatement", None, 2021, True),
            ],
            Standing.RETRACTED,
            False,
        ),
    ],
)
def test_the_gravest_notice_counts_unless_it_was_taken_back(
    notices: list[Notice], standing: Standing, reinstated: bool
) -> None:
    """In any order."""
    for order in (notices, notices[::-1]):
        verdict = recorded(order)
        assert (verdict.standing, verdict.reinstated) == (standing, reinstated)
