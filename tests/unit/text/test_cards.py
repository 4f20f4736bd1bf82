"""Reading a YAML card: text stays text, every value knows its place, nothing is raised."""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from claimcards.text.card_text import MAX_DEPTH, MAX_NODES, CardText, read_card
from claimcards.text.diagnostics import Place, Severity, UseError


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
    ("p: >0.05\n", "CC035", 1, 4, "begins with '>'"),
    ("p: >= 0.05\n", "CC035", 1, 4, "begins with '>'"),
    ("a:\n  -b: x\n    c: y\n", "CC045", 2, 3, "no space after the hyphen"),
    ("a:\n  - b: x\n  -b: y\n", "CC045", 3, 3, "no space after the hyphen"),
    ("a:\u00a0{b: c, d: e}\n", "CC044", 1, 3, "what looks like a space is none"),
    ("a: “x: y”\n", "CC034", 1, 6, "curly quotes"),
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
    assert sorted((d.code, d.place.line, d.place.column) for d in diagnostics) == [
        ("CC036", 2, 1),
        ("CC037", 6, 4),
        ("CC037", 7, 4),
        ("CC037", 8, 1),
        ("CC037", 8, 5),
        ("CC037", 9, 4),
        ("CC042", 3, 1),
        ("CC042", 4, 4),
        ("CC042", 5, 4),
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


@pytest.mark.parametrize(
    ("escape", "code"),
    [
        ("\\0", "CC008"),
        ("\\x7f", "CC008"),
        ("\\u202e", "CC010"),
        ("\\u200b", "CC010"),
        ("\\ufeff", "CC010"),
        ("\\N", "CC009"),
        ("\\L", "CC009"),
        ("\\r", "CC009"),
    ],
)
def test_an_escape_cannot_smuggle_a_hidden_character_in(escape: str, code: str) -> None:
    """In a value or a key; it is said where the text begins, and taken out."""
    card, (diagnostic,) = read_card("card.yml", f'a: b\nc: "d{escape}e"\n')
    assert (diagnostic.code, diagnostic.place) == (code, Place("card.yml", 2, 4))
    assert diagnostic.hint
    assert card is not None
    assert card.value == {"a": "b", "c": "de"}
    assert found(f'"a{escape}": b\n') == [(code, 1, 1)]


def test_a_key_that_swallowed_a_non_breaking_blank() -> None:
    """YAML ends the key at the next colon; the person sees two blanks that look the same."""
    card, (diagnostic,) = read_card("card.yml", "a:\u00a0{b: c}\nd: e\n")
    assert (diagnostic.code, diagnostic.place) == ("CC044", Place("card.yml", 1, 3))
    assert "a space is none" in diagnostic.message
    assert card is not None
    assert card.value == {"d": "e"}


def test_escapes_that_harm_nothing_are_read() -> None:
    """Tabs, line feeds, letters."""
    assert read('a: "b\\tc\\nd\\u00e9\\_"\n').value == {"a": "b\tc\ndé\xa0"}


def test_a_block_that_stands_twice_is_one_diagnostic() -> None:
    """In a list the hyphen is missing; elsewhere the block was pasted twice."""
    again = "k:\n  - id: a\n    b: c\n    d: e\n{}id: f\n    b: g\n"
    _, (diagnostic,) = read_card("card.yml", again.format("    "))
    assert (diagnostic.code, diagnostic.place) == ("CC036", Place("card.yml", 5, 5))
    assert "'id' and 1 more key" in diagnostic.message
    assert "is the hyphen missing?" in diagnostic.hint
    read(again.format("  - "))
    _, (diagnostic,) = read_card("card.yml", "a: b\nc: d\na: b\nc: d\n")
    assert "delete one of the two blocks" in diagnostic.hint
    assert len(found("a: b\nc: d\ne: f\na: b\ne: d\n")) == 2
    assert found("a: {a: b, a: c}\n") == [("CC036", 1, 11)]


def test_a_list_of_which_nothing_is_left_is_lost() -> None:
    """So that nobody says as well that it is empty."""
    card, (diagnostic,) = read_card("card.yml", "a:\n  -\nb: []\n")
    assert diagnostic.code == "CC042"
    assert card is not None
    assert card.is_lost(("a",))
    assert card.value == {"b": []}
    assert found("a: [[~], x]\n") == [("CC042", 1, 6)]


def test_a_comma_in_braces_ends_a_value() -> None:
    """What stands behind it is no key that lacks its value."""
    _, (diagnostic,) = read_card("card.yml", "a: {n: 1, note: b, by chance}\n")
    assert (diagnostic.code, diagnostic.place.column) == ("CC042", 20)
    assert "double quotes" in diagnostic.hint
    assert "has no value" in read_card("card.yml", "a: {n: , b: c}\n")[1][0].message


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("a: b\n  - c\n", [("CC047", 2, 3)]),
        ("a: b c\n  d\n  - e\n  - f\n", [("CC047", 3, 3)]),
        ("a:\n  - b\n    - c\n", [("CC047", 3, 5)]),
        ("a: b\n  -c and -d\n  e - f\n", []),
        ("a: >-\n  b\n  - c\n", []),
        ('a: "b\n  - c"\n', []),
        ("a:\n  - b\n  - c\n", []),
        ("a: patient #3 died\n", [("CC046", 1, 12)]),
        ("a: In mice the # of cells fell.\n", [("CC046", 1, 16)]),
        ("a: In mice\n  the # of cells fell.\n", [("CC046", 2, 7)]),
        ("a: supports # as the abstract says\n", []),
        ("a: Table 1  # to be looked at again\n", []),
        ("a: Table 1 # sic\n", []),
        ("# a: b #3\na: b#3 c\nd: 'e #4 f'\ng: |\n  h #5 i\n", []),
        ("a: [b, c] # one two\nd: # e f\n  g\n", []),
    ],
)
def test_text_without_quotes_that_loses_or_swallows_something(
    text: str, warned: list[tuple[str, int, int]]
) -> None:
    """A warning, because YAML reads it; habits of those who write comments are no mistakes."""
    card, diagnostics = read_card("card.yml", text)
    assert card is not None
    assert [(d.code, d.place.line, d.place.column) for d in diagnostics] == warned
    assert {d.severity for d in diagnostics} <= {Severity.WARNING}


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
    assert card.is_lost(["b"])
    assert card.value == {"a": ["x", "x"]}


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
    monkeypatch.delattr(yaml, "CSafeLoader")
    with pytest.raises(UseError, match="without libyaml"):
        read_card("card.yml", "a: b\n")


YAMLISH = st.text(
    alphabet=st.sampled_from("ab:-?[]{}#&*!|>'\"%@` \n,~.\\\t\r0<\u2028é"), max_size=60
)


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


@given(st.from_regex(PLAIN, fullmatch=True).filter(lambda text: text not in ("null", "Null")))
def test_plain_text_is_kept_to_the_letter(text: str) -> None:
    """No plain scalar is changed by reading it."""
    if text != "NULL" and not text.startswith(("...", "<<")):
        assert read(f"key: {text}\n").value == {"key": text}


def cuts_of(text: str) -> int:
    """How often reading this card cuts a text into pieces."""
    cuts = 0

    def count(_: Any, event: str, called: Any) -> None:
        nonlocal cuts
        cuts += event == "c_call" and called.__name__ == "split"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        card, found = read_card("a.yml", text)
    finally:
        sys.setprofile(before)
    assert card is None
    assert found
    return cuts


def test_the_work_on_a_fault_does_not_grow_with_the_lines_above_it() -> None:
    """Each line was once cut out of the whole text anew, so that 80 KB took a minute."""
    few, many = (cuts_of("id: x\n" + "\n" * blank + "  y: z\n") for blank in (10, 1_000))
    assert few == many > 0


SWALLOWED = {
    "a folded text": "limits: >-\n  Only mice.\n  locator: Abstract\n",
    "a literal text": "limits: |\n  Only mice.\n  locator: Abstract\n",
    "a text in quotes": "limits: 'Only mice.\n  locator: Abstract'\n",
    "a text without quotes": "limits: Only mice\n  locator:Abstract\n",
}


@pytest.mark.parametrize("text", SWALLOWED.values(), ids=SWALLOWED)
def test_a_key_that_a_text_swallowed_is_told(text: str) -> None:
    """At its own line and column, whatever the text is written with."""
    _, found = read_card("a.yml", text, frozenset(["limits", "locator"]))
    (said,) = found
    assert said.code == "CC048"
    assert (said.place.line, said.place.column) == (3 if "\n  Only" in text else 2, 3)
    _, none = read_card("a.yml", text.replace("locator", "sentence"), frozenset(["locator"]))
    assert none == []
