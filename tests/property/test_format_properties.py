"""What must always hold of the canonical form, over cards written at random, and not neatly.

The cards hold what tempts a formatter to change a meaning: words that YAML 1.1 reads as
something else, dates, times, hashes, colons, quotes, long addresses, blanks at both ends, line
breaks, and comments above, beside and behind everything.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from claimcards.cards.format import FormattedFile, format_file
from claimcards.references.bibtex import read_bibtex
from claimcards.text.card_text import read_card
from claimcards.text.files import FileKind, SourceFile

ODD = (
    "NO",
    "yes",
    "1.10",
    "012",
    "12:30",
    "2020-09-01",
    "1e3",
    "0x1F",
    ".5",
    "-",
    "- a",
    "-4.02",
    "?",
    ":",
    "a: b",
    "a:",
    "a #b",
    "# a",
    "a # b",
    "*star",
    "&and",
    "!bang",
    "%",
    "@at",
    "`tick`",
    "it's",
    'say "so"',
    "back\\slash",
    "<<",
    "=",
    "<0.001",
    "[a]",
    "{a}",
    "a, b",
    "null",
    "~",
    "---",
    "...",
    "--- a",
    " in front",
    "behind ",
    "two  blanks",
    "one.  Two.",
    "line\nbreak",
    "line\n\nbreak",
    "break behind\n",
    "breaks behind\n\n",
    "\nbreak in front",
    "  in front\nof two",
    "of two \nlines",
    "µ β ≥ 10⁸ – é 測試 😀",
    "https://example.org/" + "long/" * 40 + "?a=b#c",
    "One sentence. And another one, e.g. this of A. B. Winter et al. 2015? Yes! "
    "(So it is.) 3 rats died. " + "Long enough. " * 12 + "The end.",
    "A long sentence: with a colon, " * 8 + "and no end",
    "A long sentence with nothing odd " * 8 + "in it",
)
LETTERS = st.text(st.sampled_from("abC1 .:#-'\",[]{}&*!|>%@?~\\µ\n"), min_size=1, max_size=30)
TEXTS = st.one_of(st.sampled_from(ODD), LETTERS.filter(lambda text: bool(text.strip())))
NAMES = (
    "id study statement findings origins searches certainty effect interval checked depth on "
    "question test plain synonyms relations claim relation directon about over result"
)
KEYS = st.sampled_from(NAMES.split(" "))
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(KEYS, inner, max_size=5),
    ),
    max_leaves=14,
)
CARDS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=6)


class Scribe:
    """Writes a card as a careless hand might: any style, any indentation, comments anywhere."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.count = 0

    def chance(self, of: int) -> bool:
        """Say yes once in a while."""
        return bool(self.draw(st.integers(1, of)) == 1)

    def card(self, value: dict[str, Any]) -> str:
        """The whole card, perhaps with comments at its top and its end."""
        lines = self.block(value, 0)
        if self.chance(3):
            lines = ["# yaml-language-server: $schema=elsewhere.json", *lines]
        if self.chance(3):
            lines = ["# about the card", "", *lines]
        if self.chance(3):
            lines = [*lines, "", "# at the end"]
        return "\n".join(lines) + ("\n" if self.chance(2) else "")

    def block(self, value: Any, column: int) -> list[str]:
        """A map or list, one key or item after the other."""
        pad = " " * column
        lines: list[str] = []
        for key, inner in value.items() if isinstance(value, dict) else ((None, v) for v in value):
            if self.chance(5):
                # A blank line behind the first comments of a card parts them from its first key.
                gap = [""] * (self.chance(4) and column > 0)
                lines += [""] * self.chance(2) + [f"{pad}# above {key}"] + gap
            lines += self.entry(pad + (f"{key}:" if key else "-"), key, inner, column)
        return lines

    def entry(self, start: str, key: str | None, value: Any, column: int) -> list[str]:
        """One key or item with its value."""
        beside = f" # beside {key}" if self.chance(5) else ""
        if isinstance(value, str):
            return self.text(start, value, beside, column)
        if not value or self.chance(3):
            return [f"{start} {self.flow(value)}{beside}"]
        step = self.draw(st.integers(1, 3))
        inner = self.block(value, column + step)
        if key is None and not inner[0].lstrip().startswith("#") and inner[0] and self.chance(2):
            deeper = self.block(value, column + 2)
            if deeper[0] and not deeper[0].lstrip().startswith("#"):
                return [f"{start} {deeper[0].lstrip()}", *deeper[1:]]
        return [start + (beside if key else ""), *inner]

    def text(self, start: str, value: str, beside: str, column: int) -> list[str]:
        """A text in a style that can hold it."""
        styles = ["double"]
        if re.fullmatch(r"[A-Za-z0-9<.][\w .+%<-]*[\w.]|\w", value) and (
            not beside or " " not in value
        ):
            styles += ["bare"] * 3
        if value.isprintable():
            styles.append("single")
        lines = value.split("\n")
        if all(line == line.strip() and line for line in lines):
            styles.append("literal")
            styles += ["folded"] * (len(lines) == 1)
        pad = " " * (column + self.draw(st.integers(1, 3)))
        match self.draw(st.sampled_from(styles)):
            case "double":
                return [f"{start} {json.dumps(value, ensure_ascii=False)}{beside}"]
            case "single":
                return [f"{start} '{value.replace(chr(39), chr(39) * 2)}'{beside}"]
            case "bare":
                return [f"{start} {value}{beside}"]
            case "literal":
                return [f"{start} |-{beside}", *(pad + line for line in lines)]
            case _:
                words = value.replace("  ", "\0").split(" ")
                return [f"{start} >-{beside}", *(pad + w.replace("\0", "  ") for w in words)]

    def flow(self, value: Any) -> str:
        """A value in brackets or braces."""
        if isinstance(value, str):
            return json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict):
            return "{" + ", ".join(f"{k}: {self.flow(v)}" for k, v in value.items()) + "}"
        return "[" + ", ".join(self.flow(v) for v in value) + "]"


@st.composite
def sources(draw: Any) -> tuple[dict[str, Any], str]:
    """A card's value, and a text that says it."""
    value = draw(CARDS)
    return value, Scribe(draw).card(value)


def form(text: str, kind: FileKind = FileKind.CLAIM, schema: str = "") -> FormattedFile:
    """The form of a file."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    name = "content/x.bib" if kind is FileKind.REFERENCE else "content/x.yml"
    return format_file(SourceFile(name, kind, text, digest), schema)


def remarks(text: str) -> list[str]:
    """The comments that the scribe wrote, wherever they stand."""
    found = re.findall(r"# (?:above \w+|beside \w+|about the card|at the end)", text)
    return sorted(found)


@given(sources())
def test_the_form_says_the_same_and_keeps_each_comment(source: tuple[dict[str, Any], str]) -> None:
    """Nothing that a reader sees changes, nothing that an author noted is lost."""
    value, text = source
    card, problems = read_card("x", text)
    assume(card is not None and not problems and card.value == value)
    result = form(text)
    assert result.diagnostics == ()
    assert result.text is not None
    again, problems = read_card("x", result.text)
    assert (again and again.value, problems) == (value, [])
    assert remarks(result.text) == remarks(text)


@given(sources())
def test_a_form_is_its_own_form(source: tuple[dict[str, Any], str]) -> None:
    """A second run changes nothing: two people who format do not undo each other's work."""
    result = form(source[1], schema="../schemas/claim.schema.json")
    assume(result.text is not None)
    assert result.text is not None
    again = form(result.text, schema="../schemas/claim.schema.json")
    assert again.text == result.text
    assert again.is_canonical


@given(sources())
def test_each_comment_stays_with_what_it_is_about(source: tuple[dict[str, Any], str]) -> None:
    """Above its key, or on its line; wherever the key has moved to."""
    result = form(source[1])
    assume(result.text is not None)
    lines = [line for line in (result.text or "").split("\n") if line]
    for number, line in enumerate(lines):
        if found := re.fullmatch(r" *# above (\w+)", line):
            below = next(later for later in lines[number:] if not later.lstrip().startswith("#"))
            start = "-" if found[1] == "None" else f"{found[1]}:"
            assert re.match(rf" *(- )*{start}", below), (line, below)
        elif found := re.search(r"\S.* # beside (\w+)$", line):
            start = "-" if found[1] == "None" else f"{found[1]}:"
            assert re.match(rf" *(- )*{start}", line), line


@given(st.dictionaries(KEYS, TEXTS, min_size=1))
@example({"statement": ODD[-3]})
def test_every_text_survives_alone(value: dict[str, str]) -> None:
    """Whatever stands behind a key comes back as it was."""
    text = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in value.items())
    result = form(text)
    assert result.text is not None
    again, problems = read_card("x", result.text)
    assert (again and again.value, problems) == (value, [])
    for line in result.text.split("\n"):
        assert line == line.rstrip() or '"' in line or "'" in line


FIELD_LIST = "title author journal year volume number pages doi pmid url note abstract booktitle"
FIELDS = st.sampled_from(FIELD_LIST.split(" "))
REMARKS = st.sampled_from(["% a remark", "@comment{kept}", '@string{a = "b"}'])
VALUE = st.text(st.sampled_from("abc XYZ 0129-.,:%{}\\\"'µé\n"), max_size=25)


@st.composite
def bibliographies(draw: Any) -> str:
    """A BibTeX file as exporters and people write it."""
    parts: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            parts.append(draw(REMARKS))
        rows = []
        for name in draw(st.lists(FIELDS, unique=True, max_size=6)):
            value = draw(VALUE)
            shown = draw(st.sampled_from([f"{{{value}}}", f'"{value}"', "2015", "a # {b}", "jan"]))
            spaces = " " * draw(st.integers(0, 3))
            name = draw(st.sampled_from([name, name.upper(), name.title()]))
            rows.append(f"{spaces}{name}{spaces}={spaces}{shown}")
        comma = draw(st.sampled_from([",", ""])) if rows else ""
        kind = draw(st.sampled_from(["article", "Misc", "BOOK"]))
        parts.append(f"@{kind}{{key{number},\n" + ",\n".join(rows) + comma + "}")
    return "\n\n".join(parts) + "\n"


@given(bibliographies())
def test_the_form_of_bibtex_says_the_same_and_is_its_own_form(text: str) -> None:
    """References come back as they were, remarks and definitions are kept."""
    before, problems = read_bibtex("x", text)
    result = form(text, FileKind.REFERENCE)
    assert "CC017" not in {d.code for d in result.diagnostics}
    assume(result.text is not None)
    assert result.text is not None
    after, now = read_bibtex("x", result.text)
    assert [r.reference for r in after] == [r.reference for r in before]
    assert Counter(d.code for d in now) == Counter(d.code for d in problems)
    for kept in ("% a remark", "@comment{kept}", '@string{a = "b"}'):
        assert result.text.count(kept) == text.count(kept)
    assert form(result.text, FileKind.REFERENCE).is_canonical
