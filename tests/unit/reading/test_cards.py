"""Reading a YAML card: text stays text, every value knows its place, nothing is raised."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcards.diagnostics import Place
from claimcards.reading import cards
from claimcards.reading.cards import MAX_DEPTH, MAX_NODES, CardText, read_card
from claimcards.reading.files import UseError


def read(text: str) -> CardText:
    """Read a card that must be sound."""
    card, diagnostics = read_card("card.yml", text)
    assert diagnostics == []
    assert card is not None
    return card


def found(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of each diagnostic."""
    return [(d.code, d.place.line, d.place.column) for d in read_card("card.yml", text)[1]]


@pytest.mark.parametrize(
    "text",
    ["NO", "1.10", "012", "12:30", "2020-09-01", "1e3", "0x1F", ".5", "yes", "1_000", "=", "y"],
)
def test_a_plain_scalar_is_the_text_of_the_card(text: str) -> None:
    """YAML's own types never touch what a card says."""
    assert read(f"key: {text}\n").value == {"key": text}


def test_maps_lists_and_every_style_of_text() -> None:
    """Values come as plain dict, list and str, block texts as YAML defines them."""
    card = read("a: 'it''s'\nb: \"x\\n\"\nc: |\n  one\n  two\nd: >\n  one\n  two\ne: [1, {f: 2}]\n")
    assert card.value == {
        "a": "it's",
        "b": "x\n",
        "c": "one\ntwo\n",
        "d": "one two\n",
        "e": ["1", {"f": "2"}],
    }


def test_keys_are_text_too() -> None:
    """A number as a key is the text of that number."""
    assert read("1: a\n2.50: b\n").value == {"1": "a", "2.50": "b"}


CARD = "id: x\nfindings:\n  - id: é1\n    effect: {value: 3, p: '0.1'}\n  - id: two\n"


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("id",), (1, 5), (1, 1)),
        (("findings",), (3, 3), (2, 1)),
        (("findings", 0), (3, 5), (3, 5)),
        (("findings", 0, "id"), (3, 9), (3, 5)),
        (("findings", 0, "effect", "p"), (4, 27), (4, 24)),
        (("findings", 1, "id"), (5, 9), (5, 5)),
        ((), (1, 1), (1, 1)),
        (("findings", 0, "effect", "value", "nothing"), (4, 21), (4, 14)),
        (("findings", 0, "missing"), (3, 5), (3, 5)),
        (("findings", 9, "id"), (3, 3), (2, 1)),
        (("findings", "x"), (3, 3), (2, 1)),
        (("nothing", 0), (1, 1), (1, 1)),
    ],
)
def test_places(path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]) -> None:
    """Lines and columns count from 1; an unknown path falls back to what is around it."""
    card = read(CARD)
    assert card.place(path) == Place("card.yml", *value)
    assert card.key_place(path) == Place("card.yml", *key)


def test_columns_count_characters() -> None:
    """An emoji or an accented letter before a value counts as one."""
    assert read('"é😀": {b: c}\n').place(("é😀", "b")) == Place("card.yml", 1, 11)


def test_windows_line_ends_do_not_move_anything() -> None:
    """A file with CRLF has the same values and places."""
    card = read("a: b\r\nc:\r\n  - d\r\n")
    assert card.value == {"a": "b", "c": ["d"]}
    assert card.place(("c", 0)) == Place("card.yml", 3, 5)


BROKEN = [
    # text, code, line, column, words of the message
    ("a: b\nc:d\n", "CC044", 2, 3, "no space after the colon"),
    ("c:d\n", "CC044", 1, 1, "no space after the colon"),
    ("o:\n  a:b\n  c: d\n", "CC044", 2, 5, "no space after the colon"),
    ("a:\u00a0b\nc: d\n", "CC044", 1, 3, "what looks like a space is none"),
    ("a: x: y\n", "CC034", 1, 5, "a colon and a space inside a value"),
    ("a: b\n  c: d\n", "CC033", 2, 3, "'c:' is indented"),
    ("a:\n  b: c\n d: e\n", "CC033", 3, 2, "begins in column 2"),
    ("  a: b\nc: d\n", "CC033", 2, 1, "begins in column 1"),
    ("a:\n  - x: y\n   z: w\n", "CC033", 3, 4, "begins in column 4"),
    ("a: b\nc\n", "CC033", 2, 1, "neither 'key: value'"),
    ("a\nb: c\n", "CC033", 1, 1, "neither 'key: value'"),
    ("a: - b\n", "CC033", 1, 4, "a list cannot begin behind its key"),
    ('x: y\na: "b\nc: d\n', "CC031", 2, 4, "never closed"),
    ("a: 'b\nc: d\n", "CC031", 1, 4, "never closed"),
    ('a: "foo\nb: "bar"\n', "CC031", 1, 4, "closes only on line 2"),
    ("a: 'it's'\n", "CC031", 1, 8, "behind the closing quote"),
    ('a: "b" c\n', "CC031", 1, 8, "behind the closing quote"),
    ("a: [x, y\nb: c\n", "CC032", 1, 4, "the bracket [ opened here"),
    ("a: {x: 1\nb: c\n", "CC032", 1, 4, "the bracket { opened here"),
    ("a: [x, y", "CC032", 1, 4, "the bracket [ opened here"),
    ('a: ["x" "y"]', "CC032", 1, 9, "does not fit between [ and ]"),
    ("a: [b]]\n", "CC030", 1, 7, "']' does not fit"),
    ("a: @x\n", "CC035", 1, 4, "'@'"),
    ("a: `x`\n", "CC035", 1, 4, "'`'"),
    ("a: %x\n", "CC035", 1, 4, "'%'"),
    ("%x\na: b\n", "CC035", 1, 1, "'%'"),
    ("a: & b\n", "CC035", 1, 4, "'&'"),
    ("a: |x\n  b\n", "CC035", 1, 4, "'|'"),
    ("a: > 5 mg\n", "CC035", 1, 4, "'>'"),
    ('a: "x\\qy"\n', "CC035", 1, 6, "backslash"),
    ("- a\n- b\n", "CC041", 1, 1, "this file is a list"),
    ("just words\n", "CC041", 1, 1, "this file is a text"),
    (": x\n", "CC043", 1, 1, "no key"),
    ("", "CC007", 1, 1, "no card"),
    ("# only a comment\n", "CC007", 1, 1, "no card"),
    ("---\n", "CC007", 1, 1, "no card"),
    ("a: b\nc:\td\n", "CC011", 2, 3, "a tab"),
    ("a: |\n\tb\n", "CC011", 2, 1, "a tab"),
    ("a: b\x00\n", "CC008", 1, 5, "NUL"),
    ("a: b\x1b[1m\n", "CC008", 1, 5, "U+001B"),
    ("a: b\x0c\n", "CC009", 1, 5, "form feed"),
    ("a: b\x0bc\n", "CC009", 1, 5, "vertical tab"),
    ("a: b\u2028c\n", "CC009", 1, 5, "line separator"),
    ("a: b\u2029c\n", "CC009", 1, 5, "paragraph separator"),
    ("a: b\x85c\n", "CC009", 1, 5, "next line"),
    ("a: b\rc: d\n", "CC009", 1, 5, "carriage return"),
    ("a: b\u200bc\n", "CC010", 1, 5, "zero-width space"),
    ("a: \u202eb\n", "CC010", 1, 4, "U+202E"),
    ("\ufeffa: b\n", "CC010", 1, 1, "byte-order mark"),
    ("a: \ud800\n", "CC008", 1, 4, "U+D800"),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "words"), BROKEN)
def test_an_unreadable_card_is_one_diagnostic_at_its_cause(
    text: str, code: str, line: int, column: int, words: str
) -> None:
    """What cannot be read at all gives one diagnostic, where a person would mend it."""
    card, diagnostics = read_card("card.yml", text)
    assert card is None
    assert [(d.code, d.place) for d in diagnostics] == [(code, Place("card.yml", line, column))]
    assert words in diagnostics[0].message
    assert diagnostics[0].hint


def test_a_broken_line_deep_in_a_card_is_named_truly() -> None:
    """The line of a mistake is that of the whole file."""
    lines = [f"k{n}: v" for n in range(100)]
    lines[56] = "k56: a: b"
    assert found("\n".join(lines)) == [("CC034", 57, 7)]


def test_several_problems_come_in_one_run_and_the_rest_is_read() -> None:
    """A problem that loses one key loses only that."""
    text = "a: 1\na: 2\nb:\nc: ~\nd: null\ne: &x 1\nf: *x\n<<: *x\ng: !!str 3\nh: [ok, , ]\n"
    card, diagnostics = read_card("card.yml", text.replace(", , ", ", ~"))
    assert [(d.code, d.place.line, d.place.column) for d in diagnostics] == [
        ("CC036", 2, 1),
        ("CC042", 3, 1),
        ("CC042", 4, 4),
        ("CC042", 5, 4),
        ("CC037", 6, 4),
        ("CC037", 7, 4),
        ("CC037", 8, 1),
        ("CC037", 8, 5),
        ("CC037", 9, 4),
        ("CC042", 10, 9),
    ]
    assert card is not None
    assert card.value == {"a": "1", "e": "1", "g": "3", "h": ["ok"]}


def test_a_duplicate_key_names_the_line_of_the_first() -> None:
    """The first value counts, and the message says where it is."""
    card, (diagnostic,) = read_card("card.yml", "a: 1\nb: 2\na: 3\n")
    assert "line 1" in diagnostic.message
    assert diagnostic.place == Place("card.yml", 3, 1)
    assert card is not None
    assert card.value == {"a": "1", "b": "2"}
    assert card.place(("a",)).line == 1


def test_a_lost_value_is_told_from_one_never_written() -> None:
    """So that no second diagnostic calls a key missing that stands there."""
    card, _ = read_card("card.yml", "a:\nb: {c: ~}\n")
    assert card is not None
    assert card.is_lost(("a",))
    assert card.is_lost(("b", "c"))
    assert not card.is_lost(("b",))
    assert not card.is_lost(("z",))
    assert not card.is_lost(("a", "z"))
    assert card.key_place(("b", "c")) == Place("card.yml", 2, 5)


def test_quoted_words_for_nothing_are_text() -> None:
    """Whoever means the word null puts it in quotes."""
    assert read("a: 'null'\nb: \"~\"\nc: ''\n").value == {"a": "null", "b": "~", "c": ""}


@pytest.mark.parametrize("key", ["[a]: b\n", "{a: b}: c\n", "? [a]\n: b\n", "~: b\n", "'': b\n"])
def test_a_key_that_is_no_word_costs_itself_only(key: str) -> None:
    """Lists, maps and nothing are refused as keys; the next key is read."""
    card, (diagnostic,) = read_card("card.yml", f"{key}ok: yes\n")
    assert diagnostic.code == "CC043"
    assert card is not None
    assert card.value == {"ok": "yes"}


def test_a_second_document_is_refused_where_it_begins() -> None:
    """A file holds one card."""
    assert found("a: b\n---\nc: d\n") == [("CC038", 2, 1)]


def test_an_alias_bomb_is_refused_alias_by_alias() -> None:
    """Nothing grows: each alias is a diagnostic and no value."""
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(8)
    )
    card, diagnostics = read_card("card.yml", bomb)
    assert {d.code for d in diagnostics} == {"CC037"}
    assert len(diagnostics) == 9 + 16
    assert card is not None
    assert card.value["b"] == []


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused(opening: str) -> None:
    """A card that would crash libyaml's composer is one diagnostic."""
    ((code, line, _),) = found("a: " * (opening != "- ") + opening * 100_000)
    assert (code, line) == ("CC039", 1)


def test_the_deepest_card_that_is_allowed() -> None:
    """The limit counts the card itself."""
    inside = MAX_DEPTH - 1
    assert read("a: " + "[" * inside + "]" * inside).value
    assert found("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH) == [("CC039", 1, 3 + MAX_DEPTH)]


def test_too_many_values_are_refused() -> None:
    """A flood of values stops the reading where the limit is passed."""
    ((code, line, _),) = found("a:\n" + "- x\n" * (MAX_NODES + 10))
    assert (code, line) == ("CC040", MAX_NODES - 1)


def test_without_libyaml_the_program_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pure-Python parser reads other files as cards, so it is no stand-in."""
    monkeypatch.delattr(cards.yaml, "CSafeLoader")
    with pytest.raises(UseError, match="without libyaml"):
        read_card("card.yml", "a: b\n")


YAMLISH = st.text(
    alphabet=st.sampled_from("ab:-?[]{}#&*!|>'\"%@` \n,~.\\\t\r0<\u2028é"), max_size=60
)


@settings(deadline=None)
@given(st.text() | YAMLISH)
def test_no_text_raises(text: str) -> None:
    """Whatever a file holds, the answer is a card or diagnostics with a place inside it."""
    card, diagnostics = read_card("card.yml", text)
    assert card is not None or diagnostics
    lines = text.count("\n") + 1
    for diagnostic in diagnostics:
        assert 0 <= diagnostic.place.line <= lines + 1
        assert diagnostic.message
        assert "\n" not in str(diagnostic)


PLAIN = re.compile(r"[A-Za-z0-9.+<=µ±é][A-Za-z0-9.+<=µ±é ,()/%-]*[A-Za-z0-9.%)é]")


@settings(deadline=None)
@given(st.from_regex(PLAIN, fullmatch=True).filter(lambda text: text not in ("null", "Null")))
def test_plain_text_is_kept_to_the_letter(text: str) -> None:
    """No plain scalar is changed by reading it."""
    if text != "NULL" and not text.startswith(("...", "<<")):
        assert read(f"key: {text}\n").value == {"key": text}
