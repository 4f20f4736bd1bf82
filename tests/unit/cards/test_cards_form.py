"""The canonical form of cards: order, layout, texts, comments, and when a card is left alone."""

from __future__ import annotations

import hashlib
import sys
from types import FrameType
from typing import Any

import pytest

from claimcards.cards.claim import Claim
from claimcards.cards.format import FormattedFile, format_file
from claimcards.cards.layout import find_shape_of, split_sentences
from claimcards.cards.outline import find_comments, make_outline
from claimcards.text.card_text import list_yaml_events
from claimcards.text.files import FileKind, SourceFile


def form(
    text: str, kind: FileKind = FileKind.CLAIM, schema: str = "", name: str = "x.yml"
) -> FormattedFile:
    """The form of a card."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return format_file(SourceFile(f"content/{name}", kind, text, digest), schema)


def formed_text(text: str, kind: FileKind = FileKind.CLAIM, schema: str = "") -> str:
    """The form of a card that has one."""
    result = form(text, kind, schema)
    assert result.diagnostics == ()
    assert result.text is not None
    return result.text


def test_keys_stand_in_the_order_of_the_model() -> None:
    """In the card and in everything inside it; a key that is not known comes last."""
    text = (
        "statement: Tea warms.\nwrong: a\nfindings:\n  - study: b\n    id: a\n"
        "    checked: {on: 2026-01-02, depth: abstract}\nid: tea\n"
    )
    assert formed_text(text) == (
        "id: tea\nstatement: Tea warms.\nfindings:\n  - id: a\n    study: b\n"
        "    checked: {depth: abstract, on: 2026-01-02}\nwrong: a\n"
    )


def test_the_name_in_the_card_counts_and_not_that_in_the_program() -> None:
    """'for' is a word of Python, so the program says it otherwise."""
    text = "searches:\n  - against: {words: a}\n    for: {words: b}\n"
    assert formed_text(text).index("for:") < formed_text(text).index("against:")
    assert list(find_shape_of(Claim).keys)[:3] == ["id", "statement", "kind"]


def test_small_records_and_lists_stand_on_a_line_if_they_fit() -> None:
    """Others item by item; the records of a list all in the same way."""
    text = (
        "relations:\n- claim: a\n  relation: see-also\n- {claim: b, relation: part-of}\n"
        "over:\n- a-*\n- b\nsynonyms: [one, two]\n"
    )
    assert formed_text(text) == (
        "synonyms:\n  - one\n  - two\nover: [a-*, b]\n"
        "relations:\n  - {claim: a, relation: see-also}\n  - {claim: b, relation: part-of}\n"
    )
    long = "id: a\nsample: {n: 3, unit: people, note: " + "long " * 20 + "note}\n"
    assert "sample:\n  n: 3\n  unit: people\n  note: long" in formed_text(long, FileKind.STUDY)


@pytest.mark.parametrize(
    ("value", "as_written"),
    [
        ('"bare"', "bare"),
        ("'1.10'", "1.10"),
        ('"NO"', "NO"),
        ('"2020-09-01"', "2020-09-01"),
        ('"12:30"', "12:30"),
        ('"a: b"', '"a: b"'),
        ('"a #b"', '"a #b"'),
        ('"% BV/TV"', '"% BV/TV"'),
        ("'say \"so\", he said: no'", "'say \"so\", he said: no'"),
        ('"null"', '"null"'),
        ('"~"', '"~"'),
        ('"-4.02"', "-4.02"),
        ('"- 4"', '"- 4"'),
        ('"<0.001"', "<0.001"),
        ('" blank in front"', '" blank in front"'),
        ('"https://a.org/?b=c#d"', "https://a.org/?b=c#d"),
        ("2 µg/ml\n  and more", "2 µg/ml and more"),
    ],
)
def test_quotes_stand_only_where_they_are_needed(value: str, as_written: str) -> None:
    """What is read as text either way needs none."""
    assert formed_text(f"statement: {value}\n") == f"statement: {as_written}\n"


def test_a_text_in_brackets_is_quoted_where_a_comma_would_cut_it() -> None:
    """On a line of its own it needs no quotes."""
    text = 'over: ["a, b", c]\nstatement: "a, b"\n'
    assert formed_text(text) == 'statement: a, b\nover: ["a, b", c]\n'


def test_a_long_text_stands_one_sentence_a_line() -> None:
    """So that a mended figure changes one line; a single sentence stays on the key's line."""
    one = "It warmed the hands of nine in ten, by 1.10 degrees, " + "slowly " * 12 + "and well."
    two = f"{one} It did so twice."
    assert formed_text(f"plain: {one}\n") == f"plain: {one}\n"
    assert formed_text(f"plain: {two}\n") == f"plain: >-\n  {one}\n  It did so twice.\n"
    assert formed_text("plain: >\n  Short.\n  Text.\n") == "plain: >\n  Short.\n  Text.\n"
    assert formed_text("plain: >-\n  Short.\n  Text.\n") == "plain: Short. Text.\n"


def test_line_breaks_of_an_author_are_kept() -> None:
    """A text that was written line for line stays so."""
    text = "plain: |-\n  One: line.\n\n  Another # line.\n"
    assert formed_text(text) == text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("Is it? Yes! So.", 3),
        ("By A. B. Winter et al. 2015, e.g. in Fig. 3 vs. Table 2.", 1),
        ("A p of 0.05. 3 rats died.", 2),
        ("It says 'no.' Then 'yes.'", 2),
        ("One.  Two blanks.", 1),
        ("No. 5 of them", 1),
        ("no capital. behind it", 1),
    ],
)
def test_sentences_are_told_by_their_ends(text: str, count: int) -> None:
    """Abbreviations and initials end none; nothing is lost by cutting."""
    assert len(split_sentences(text)) == count
    assert " ".join(split_sentences(text)) == text


def test_comments_stay_with_what_they_are_about() -> None:
    """Above the item they precede, on the line of their value, at the end of their block."""
    text = (
        "# about the card\n\nstatement: a  # beside the statement\n# above the id\nid: b\n"
        "findings: # beside the findings\n"
        "  # above the first\n  - study: c\n    # above the inner id\n    id: d # beside\n"
        "    # behind the first\n\n  # - id: later\n"
        "over: [x, # beside x\n  y]\n# at the end\n"
    )
    assert formed_text(text) == (
        "# about the card\n\n# above the id\nid: b\nstatement: a # beside the statement\n"
        "over:\n  - x # beside x\n  - y\n"
        "findings: # beside the findings\n"
        "  # above the first\n  # above the inner id\n  - id: d # beside\n    study: c\n"
        "    # behind the first\n\n  # - id: later\n"
        "# at the end\n"
    )


def test_what_asked_for_a_blank_goes_once_all_are_filled_in() -> None:
    """While one is left the card is left alone, so that none loses its words."""
    text = (
        "#? The id.\nid: a\n#? The claim,\n#? in one sentence.\nstatement: b # '#?' in a remark\n"
        "findings:\n  - #? of what\n    id: c\n    #? What was found.\n"
        "    result: >-\n      #? stays\n"
    )
    assert formed_text(text) == (
        "id: a\nstatement: b # '#?' in a remark\nfindings:\n  - id: c\n    result: \"#? stays\"\n"
    )
    assert form(text.replace("id: a", "id:")).text is None
    told = form(text).difference()
    assert (told.place.line, told.message) == (
        1,
        "not in canonical form: no blank is left, so no line needs to begin with '#?'",
    )
    assert told.hint == "delete all such lines, or run 'claimcards format content/x.yml'"


def test_a_text_before_a_comment_keeps_its_quotes() -> None:
    """Without them the comment would look like text that was cut off."""
    text = 'statement: "Tea warms." # to be checked by Winter\n'
    assert formed_text(text) == text


def test_blank_lines_stand_before_comments_only() -> None:
    """They part groups; between keys they say nothing."""
    text = "id: a\n\n\nstatement: b\n\n\n# about kind\nkind: c\n\n\n"
    assert formed_text(text) == "id: a\nstatement: b\n\n# about kind\nkind: c\n"


def test_the_line_for_editors_comes_first_and_is_right() -> None:
    """Where the site has schemas; else the line stays as it is."""
    text = "# yaml-language-server: $schema=old.json\n# note\nid: a\n"
    new = "# yaml-language-server: $schema=../s.json\n# note\nid: a\n"
    assert formed_text(text, schema="../s.json") == new
    assert formed_text("# note\nid: a\n", schema="../s.json") == new
    assert formed_text(text) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("id: [a\nb: c\n", "CC03"),
        ("id: a\nid: b\n", "CC036"),
        ("id: a\nstatement:\n", "CC042"),
        ("id: &x a\n", "CC037"),
        ("plain: a text of words #5 of them\n", "CC046"),
        ("id: a\nspecies: mouse\n  - rat\n", "CC047"),
        ("id:\ta\n", "CC011"),
    ],
)
def test_a_card_that_loses_something_when_read_is_left_alone(text: str, code: str) -> None:
    """Even where YAML can be made of it: its form would hide what is wrong."""
    result = form(text)
    assert result.text is None
    assert result.diagnostics[0].code.startswith(code)


def test_a_mistake_of_the_form_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The form is read again before it is used, and must say the same."""
    for broken in ("id: b\n", "id: a\n", "no: [card\n"):
        monkeypatch.setattr("claimcards.cards.format.lay_out_card", lambda *_, b=broken: b)
        result = form("id:   a # kept\n")
        assert result.text is None
        assert [d.code for d in result.diagnostics] == ["CC017"]


def test_a_vocabulary_file_has_the_order_of_its_own_model() -> None:
    """Told by its name; one that has no model keeps its order."""
    text = "topics:\n  - {label: A, id: a, definition: It is a.}\n"
    vocabulary = form(text, FileKind.VOCABULARY, name="vocabulary/topics.yml").text
    assert vocabulary == "topics:\n  - id: a\n    label: A\n    definition: It is a.\n"
    other = form("b: 1\na: 2\n", FileKind.VOCABULARY, name="vocabulary/others.yml")
    assert other.is_canonical


def steps(text: str) -> int:
    """How many lines of code it takes to find the outline of a card."""
    count = 0

    def step(_frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        make_outline(text)
    finally:
        sys.settrace(before)
    return count


def test_many_signs_of_comments_on_one_line_cost_by_their_number() -> None:
    """Not by its square: a card may have half a million characters, all on one line."""
    few, many = (steps(f"id: a\nsynonyms: [{'a#b, ' * count}c] # d\n") for count in (50, 400))
    assert many < 10 * few


def test_a_comment_is_found_behind_texts_that_look_like_one() -> None:
    """Whatever signs stand in texts before it on its line."""
    text = "id: a\nsynonyms: [\"b # c\", 'd # e', f#g] # h # i\n"
    (comment,) = find_comments(text.split("\n"), [*list_yaml_events(text)])
    assert comment.text == "# h # i"
