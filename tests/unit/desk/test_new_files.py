"""From a work to its key, its reference and its card."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.small_site import Site

from claimcards.cards.study import Study
from claimcards.cards.typing import type_card
from claimcards.cards.words import Standing
from claimcards.corpus import Corpus
from claimcards.desk.new_study import check_key, make_key, write_reference_file, write_study_card
from claimcards.references.bibtex import read_bibtex
from claimcards.references.reference import Name
from claimcards.registries.standing import clean_words, judge_notices
from claimcards.registries.work import (
    RegistryWork,
    ToldValue,
    UnknownAnswer,
    WorkNotice,
    merge_works,
)
from claimcards.text.card_text import read_card
from claimcards.text.diagnostics import UseError, has_errors

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


def work(title: str, *names: Name, year: int = 2024) -> RegistryWork:
    """A work with this title."""
    return RegistryWork(
        kind=ToldValue("article", "x"),
        title=ToldValue(title, "x"),
        authors=ToldValue(names or (Name(family="Frøst", given="A."),), "x"),
        container=ToldValue(title, "x"),
        year=ToldValue(year, "x"),
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
    assert make_key(work(title, Name(family=family)), set()) == key


def test_a_key_that_is_taken_is_not_used_again() -> None:
    """The next word, and then a letter."""
    taken = {"frost2024lungs", "frost2024mend"}
    assert make_key(work("Lungs mend"), taken) == "frost2024lungsb"


def test_a_name_in_other_letters_asks_for_a_key() -> None:
    """Nothing is made up for it."""
    with pytest.raises(UseError, match="choose one with --key"):
        make_key(work("肺", Name(literal="王伟")), set())
    assert check_key("wang2024", set()) == "wang2024"
    with pytest.raises(UseError, match="such as 'wang-2024'"):
        check_key("Wang 2024", set())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_are_text_in_both_files(text: str, site: Site) -> None:
    """Our own reader reads back what the registry said, and nothing acts."""
    corpus = site.inspect_content().corpus
    _sound(work(text, Name(literal=text), Name(family="F", given=text)), corpus, text)


@given(st.text(min_size=1, max_size=80))
def test_any_title_is_text_or_is_refused(text: str) -> None:
    """Never a file that means something else."""
    plain = clean_words(text)
    if plain:
        try:
            bib = write_reference_file(work(plain), "k")
        except ValueError:
            return
        (read,), problems = read_bibtex("k.bib", bib)
        assert not problems
        assert read.reference.plain_title == " ".join(re.sub("[{}]", "", plain).split())


def _sound(one: RegistryWork, corpus: Corpus, title: str) -> None:
    (read,), problems = read_bibtex("k.bib", write_reference_file(one, "k"))
    assert problems == []
    assert read.reference.plain_title == " ".join(re.sub("[{}]", "", title).split())
    text = write_study_card(one, "k", corpus, "trial", [UnknownAnswer("Crossref", title)])
    card, problems = read_card("k.yml", text)
    assert card is not None
    assert not has_errors(problems)


def of(site: Site, one: RegistryWork, design: str = "") -> tuple[str, Mapping[str, object]]:
    """The card's text and its values."""
    text = write_study_card(one, "k", site.inspect_content().corpus, design)
    card, _ = read_card("k.yml", text)
    assert card is not None
    return text, card.value


def test_a_design_that_nobody_knows_is_a_blank(site: Site) -> None:
    """The registry's own words stand above it."""
    types: ToldValue[tuple[str, ...]]
    types = ToldValue(("Journal Article", "Comment"), "PubMed")
    text, value = of(site, merge_works([work("x"), RegistryWork(types=types)]))
    assert "\ndesign:\n" in text
    assert "PubMed calls it: Journal Article, Comment" in text
    assert "design" not in value


def test_a_retracted_work_gets_its_standing(site: Site) -> None:
    """With the day, who records it, and a card that types."""
    notice = WorkNotice("retraction", Standing.RETRACTED, "Crossref", "10.5555/n", date(2025, 1, 2))
    one = merge_works([work("x"), RegistryWork(notices=ToldValue((notice,), "Crossref"))])
    text, _ = of(site, one, "trial")
    card, _ = read_card("k.yml", text)
    assert card is not None
    sourced, problems = type_card(card, Study)
    assert problems == ()
    assert sourced is not None
    standing = sourced.record.standing
    assert (standing.status, standing.on) == (Standing.RETRACTED, date(2025, 1, 2))
    assert standing.because == "Crossref records a retraction (doi 10.5555/n)."


def test_a_work_whose_standing_nobody_could_say_is_not_called_standing(site: Site) -> None:
    """The card asks for it, with the reason."""
    one = merge_works([work("x"), RegistryWork(doi=ToldValue("10.5555/x", "PubMed"))])
    text = write_study_card(
        one,
        "k",
        site.inspect_content().corpus,
        "trial",
        [UnknownAnswer("Crossref", "it took too long")],
    )
    assert "# standing: to fill in: Crossref could not say whether it stands (it took" in text


def notice(
    kind: str, standing: Standing | None, year: int | None, back: bool = False
) -> WorkNotice:
    """A notice of the first of January."""
    return WorkNotice(kind, standing, "x", "", date(year, 1, 1) if year else None, (), back)


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
    notices: list[WorkNotice], standing: Standing, reinstated: bool
) -> None:
    """In any order."""
    for order in (notices, notices[::-1]):
        verdict = judge_notices(order)
        assert (verdict.standing, verdict.reinstated) == (standing, reinstated)
