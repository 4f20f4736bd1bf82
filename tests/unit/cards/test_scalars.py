"""The smallest values: kept as they were written, and refused when they could mislead."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from claimcards.cards.claim import Origin
from claimcards.cards.scalars import (
    ConfidenceLevel,
    Count,
    CountOrUnknown,
    Day,
    DayOrNotRecorded,
    Flag,
    Number,
    Orcid,
    PValue,
    Registration,
    Sentence,
    Slug,
    SlugOrStar,
    Text,
)


def read(kind: Any, value: object) -> Any:
    """Type one value."""
    return TypeAdapter(kind).validate_python(value)


def refused(kind: Any, value: object) -> str:
    """The kind of error that a value gives."""
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    return caught.value.errors()[-1]["type"]


@pytest.mark.parametrize("text", ["1.10", "0.330", "-1.50", "+2", "0", "007", "12345678901234.5"])
def test_numbers_print_as_their_source_gave_them(text: str) -> None:
    """No zero, sign or digit is lost on the way to the page, and sums are exact."""
    number = read(Number, text)
    assert str(number) == text
    assert number.value == Decimal(text)
    assert isinstance(number.value, Decimal)


@pytest.mark.parametrize(
    "text",
    [
        "1,000",
        "1e3",
        "1E3",
        "٣",
        "12٣",
        " 3 ",
        "3\n",
        "nan",
        "inf",
        "0x1F",
        "1_000",
        "1.",
        ".5",
        "--1",
        "−1",
        "5%",
        "",
        "1 000",
        "½",
        "one",
        "1/2",
    ],
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    """Separators, exponents, other scripts and signs that only look like a minus."""
    assert refused(Number, text) == "number"


@pytest.mark.parametrize("value", [3, 3.0, True, None, ["3"], {"n": "3"}])
def test_a_number_comes_from_text_only(value: object) -> None:
    """A float has already lost what the source printed."""
    assert refused(Number, value) == "number"


@pytest.mark.parametrize("text", ["45", "0", "012"])
def test_counts_are_whole(text: str) -> None:
    """Digits only, printed as given."""
    assert str(read(Count, text)) == text


@pytest.mark.parametrize("text", ["4.5", "-3", "+3", "1,200", "12 people", "٣"])
def test_a_count_is_nothing_but_digits(text: str) -> None:
    """No sign, point or unit."""
    assert refused(Count, text) == "number"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.015", "0.015"),
        ("<0.001", "0.001"),
        ("< 0.001", "0.001"),
        ("<=0.05", "0.05"),
        (">0.05", "0.05"),
        (">=0.1", "0.1"),
        ("=0.03", "0.03"),
        (".05", "0.05"),
        ("0.10", "0.10"),
        ("1", "1"),
        ("0.000", "0"),
    ],
)
def test_p_values_keep_their_sign(text: str, value: str) -> None:
    """The text is the source's; the number behind it is for comparisons."""
    p = read(PValue, text)
    assert str(p) == text
    assert p.value == Decimal(value)


@pytest.mark.parametrize("text", ["1.5", "p<0.05", "-0.1", "<<0.01", "0.05*", "5%", "ns", "< -0.1"])
def test_what_is_no_p_value_is_refused(text: str) -> None:
    """Letters, percent, and numbers beyond 0 and 1."""
    assert refused(PValue, text) == "number"


def test_numbers_are_frozen_and_compare_as_printed() -> None:
    """1.1 and 1.10 are two ways to print, so a changed card is a changed value."""
    number = Number("1.10")
    with pytest.raises(AttributeError):
        number.text = "2"
    assert number == Number("1.10")
    assert number != Number("1.1")
    assert number != Count("1")
    assert len({number, Number("1.10")}) == 1
    assert pickle.loads(pickle.dumps(number)) == number
    assert repr(number) == "Number('1.10')"


@pytest.mark.parametrize("word", ["not-reported", "not-seen"])
def test_a_count_may_say_why_there_is_none(word: str) -> None:
    """The two words stand apart: read and silent, or not read."""
    assert read(CountOrUnknown, word) == word
    assert isinstance(read(CountOrUnknown, "12"), Count)
    assert refused(CountOrUnknown, "unknown") == "count_or_unknown"


def test_days() -> None:
    """Year, month and day, as the calendar has them."""
    assert read(Day, "2028-02-29") == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "2026-13-01",
        "21/11/2026",
        "2026-1-2",
        "2026-11-21T00:00",
        "20261121",
        "٢٠٢٦-١١-٢١",
        " 2026-11-21",
        "today",
        "2026",
        "2026-W01-1",
        "0000-01-01",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    """No other way to write it, and no day that the calendar lacks."""
    assert refused(Day, text) == "day"


def test_a_day_may_not_be_recorded() -> None:
    """Only where the card allows it."""
    assert read(DayOrNotRecorded, "not-recorded") == "not-recorded"
    assert read(DayOrNotRecorded, "2026-11-21") == date(2026, 11, 21)
    assert refused(Day, "not-recorded") == "day"
    assert refused(DayOrNotRecorded, "not-reported") == "day"


@pytest.mark.parametrize("text", ["a", "efficacy-kidney", "lai2010cardiac", "2020", "a-1-b"])
def test_ids(text: str) -> None:
    """Lower-case letters, digits and single hyphens."""
    assert read(Slug, text) == text


@pytest.mark.parametrize(
    "text",
    ["", "A", "a_b", "a--b", "-a", "a-", "a b", "../etc", "a/b", "é", "a\n", "a.b", "٣", "a-*"],
)
def test_what_cannot_be_an_address_is_no_id(text: str) -> None:
    """Nothing that a path, an address or an anchor could trip over."""
    assert refused(Slug, text) == "slug"


def test_a_member_may_be_the_beginning_of_ids() -> None:
    """One star, at the end, behind a hyphen."""
    assert read(SlugOrStar, "efficacy-*") == "efficacy-*"
    for text in ("*", "efficacy*", "effi-*-x", "-*"):
        assert refused(SlugOrStar, text) == "slug"


@pytest.mark.parametrize(
    "text", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"]
)
def test_orcid_ids_with_a_true_check_digit(text: str) -> None:
    """ORCID's own published examples."""
    assert read(Orcid, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "0000-0002-1825-0098",
        "0000-0002-1852-0097",
        "0000000218250097",
        "0000-0002-1694-233x",
        "https://orcid.org/0000-0002-1825-0097",
        "٠000-0002-1825-0097",
        "",
    ],
)
def test_an_orcid_id_with_a_slip_is_refused(text: str) -> None:
    """Swapped digits, other forms, digits of other scripts."""
    assert refused(Orcid, text) == "orcid"


def test_registrations() -> None:
    """A ClinicalTrials.gov number has its form; other registries have theirs."""
    assert read(Registration, "NCT04276987") == "NCT04276987"
    assert read(Registration, " NCT04276987 ") == "NCT04276987"
    assert read(Registration, "ChiCTR2000030484") == "ChiCTR2000030484"
    for text in ("NCT0427698", "nct04276987", "NCT 04276987", "NCT٠٤٢٧٦٩٨٧"):
        assert refused(Registration, text) == "nct"


def test_flags_are_true_or_false_and_nothing_else() -> None:
    """YAML's other words for yes and no stay words."""
    assert read(Flag, "true") is True
    assert read(Flag, "false") is False
    for text in ("yes", "no", "True", "on", "1", ""):
        assert refused(Flag, text) == "flag"


@pytest.mark.parametrize(
    "text", ["NO", "012", "12:30", "1.10", "2020-09-01", "true", "null", "0x1F"]
)
def test_words_that_yaml_would_change_stay_text(text: str) -> None:
    """Nitric oxide is not 'false', and 12:30 is not 750."""
    assert read(Sentence, text) == text
    assert read(Text, text) == text


def test_a_sentence_is_one_paragraph() -> None:
    """Line breaks and runs of spaces are folded."""
    assert read(Sentence, "  one\n two\n\n  three  ") == "one two three"


def test_a_text_keeps_its_paragraphs() -> None:
    """Only what stands around it is cut; a single line is folded."""
    assert read(Text, "one\n\ntwo\n") == "one\n\ntwo"
    assert read(Text, " one   two \n") == "one two"


@pytest.mark.parametrize("kind", [Text, Sentence])
@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0"])
def test_words_are_never_empty(kind: Any, text: str) -> None:
    """White space alone says nothing."""
    assert refused(kind, text) == "empty"


def test_records_are_frozen_and_know_their_keys() -> None:
    """Nothing changes after reading, and no key slips through."""
    origin = Origin(reference="a", locator="b", says="c")
    with pytest.raises(ValidationError):
        setattr(origin, "says", "d")  # noqa: B010 -- written out, mypy would see it
    with pytest.raises(ValidationError):
        Origin.model_validate({"reference": "a", "locator": "b", "says": "c", "page": "3"})


@pytest.mark.parametrize("kind", [Number, Count])
def test_a_number_has_an_end(kind: Any) -> None:
    """A card of ten thousand digits is a joke, and sums of such numbers never end."""
    assert str(read(kind, "9" * 40)) == "9" * 40
    assert refused(kind, "9" * 41) == "number"
    assert refused(kind, "9" * 10_000) == "number"


def test_a_level_of_confidence_lies_between_0_and_100() -> None:
    """At the ends there is no interval."""
    assert str(read(ConfidenceLevel, "99.5")) == "99.5"
    for text in ("0", "100", "200", "-95", "95%"):
        assert refused(ConfidenceLevel, text) == "number"


@pytest.mark.parametrize("text", ["µ °C – “quoted” é 茶", "a\u00a0b", "ن\u200cم"])
def test_words_of_every_language_are_welcome(text: str) -> None:
    """Joiners and fixed spaces are part of writing."""
    assert read(Sentence, text)
