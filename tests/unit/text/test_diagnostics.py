"""Problems as values, printed for people, for GitHub and for programs."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest

from claimcards.text.diagnostics import (
    Diagnostic,
    Place,
    Severity,
    has_errors,
    print_as_github,
    print_as_json,
    print_as_text,
    print_with_source,
    sort_diagnostics,
)

ERROR = Diagnostic(
    "CC221", Place("content/a.yml", 14, 12), "unknown study 'x'", "did you mean 'y'?"
)
WARNING = Diagnostic("CC213", Place("content/b.yml", 1, 5), "no claim", "", Severity.WARNING)
FILE = Diagnostic("CC014", Place("content/claims"), "the folder is missing", "make it")


def test_text_is_one_line_each() -> None:
    """path:line:column: CODE message; hint."""
    assert print_as_text([ERROR, WARNING, FILE]) == (
        "content/a.yml:14:12: CC221 unknown study 'x'; did you mean 'y'?\n"
        "content/b.yml:1:5: CC213 no claim (warning)\n"
        "content/claims: CC014 the folder is missing; make it\n"
    )


def test_github_gets_annotations_on_the_true_line() -> None:
    """A place without line is the file's."""
    assert print_as_github([ERROR, WARNING, FILE]) == (
        "::error file=content/a.yml,line=14,col=12,title=CC221::"
        "unknown study 'x'; did you mean 'y'?\n"
        "::warning file=content/b.yml,line=1,col=5,title=CC213::no claim\n"
        "::error file=content/claims,title=CC014::the folder is missing; make it\n"
    )


def test_what_a_card_quotes_cannot_forge_a_command_for_github() -> None:
    """Line breaks, percent signs, commas and colons are written so that they do nothing."""
    forged = Diagnostic("CC103", Place("a,b:c%.yml", 1, 1), "'x\n::error::y 5%\r' is no word")
    text = print_as_github([forged])
    assert text.count("\n") == 1
    assert "file=a%2Cb%3Ac%25.yml,line=1" in text
    assert "'x%0A::error::y 5%25%0D' is no word" in text


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b[31m", "\u2028", "\x85", "\u202e"])
def test_what_a_card_quotes_cannot_forge_a_line_of_text(sign: str) -> None:
    """A terminal sees one line for each problem, and no escape codes."""
    text = print_as_text(
        [Diagnostic("CC103", Place("a.yml", 1, 1), f"'x{sign}::error::y' is no word")]
    )
    assert text.count("\n") == len(text.splitlines()) == 1
    assert text.rstrip("\n").isprintable()


def test_json_is_a_list_of_objects() -> None:
    """Every part by its name, in Unicode as it is."""
    umlaut = Diagnostic("CC001", Place("ä.yml"), "µ")
    assert json.loads(print_as_json([ERROR]))[0] == {
        "code": "CC221",
        "severity": "error",
        "file": "content/a.yml",
        "line": 14,
        "column": 12,
        "message": "unknown study 'x'",
        "hint": "did you mean 'y'?",
    }
    assert "ä.yml" in print_as_json([umlaut])
    assert json.loads(print_as_json([])) == []


def test_nothing_wrong_prints_nothing() -> None:
    """An empty run is silent."""
    assert print_as_text([]) == print_as_github([]) == ""


def test_order_is_by_place_and_each_is_said_once() -> None:
    """Lines count as numbers, and the order in which files were read cannot show."""
    late = Diagnostic("CC101", Place("a.yml", 10, 1), "late")
    early = Diagnostic("CC102", Place("a.yml", 9, 2), "early")
    first = Diagnostic("CC102", Place("a.yml", 9, 1), "first")
    assert sort_diagnostics([late, early, first, late]) == (first, early, late)


def test_warnings_alone_are_no_errors() -> None:
    """They ask for a look and stop nothing."""
    assert not has_errors([])
    assert not has_errors([WARNING])
    assert has_errors([WARNING, ERROR])


def test_diagnostics_are_frozen() -> None:
    """Nobody downstream changes what was found."""
    with pytest.raises(FrozenInstanceError):
        ERROR.message = "fine"  # type: ignore[misc]


SOURCE = {
    "a.yml": ["id: tea", "statement: 茶はe\u0301 wärmt: really", "x" * 300],
}


def shown(line: int, column: int, hint: str = "") -> str:
    """One problem with its line."""
    problem = Diagnostic("CC034", Place("a.yml", line, column), "a colon inside a value", hint)
    return print_with_source([problem], lambda file: SOURCE.get(file, ()))


def test_a_problem_is_shown_with_its_line_and_a_caret_under_the_column() -> None:
    """As compilers do, with what helps below it."""
    assert shown(1, 5, "write tea") == (
        "a.yml:1:5: CC034 a colon inside a value\n"
        "  |\n"
        "1 | id: tea\n"
        "  |     ^\n"
        "  = help: write tea\n"
    )


def test_the_caret_stands_under_what_is_wide_or_has_no_width() -> None:
    """A Chinese character takes two columns, an accent behind its letter none."""
    assert "  |" + " " * (1 + 11 + 2 + 2 + 1) + "^" in shown(2, 16)


def test_a_long_line_is_shown_around_the_place() -> None:
    """With dots where something is left out."""
    found = shown(3, 150)
    assert max(map(len, found.splitlines())) <= 110
    assert "3 | …x" in found
    assert "x…\n" in found
    caret = next(row for row in found.splitlines() if row.endswith("^"))
    assert caret.index("^") == 4 + 1 + 48


def test_a_place_without_a_line_is_told_without_one() -> None:
    """A whole file, a file that cannot be read, and a line behind its end."""
    whole = Diagnostic("CC007", Place("a.yml"), "nothing here", "write it")
    gone = Diagnostic("CC001", Place("b.yml", 3, 4), "a link", "copy it", Severity.WARNING)
    found = print_with_source([whole, gone], lambda file: SOURCE.get(file, ()))
    assert found == (
        "a.yml: CC007 nothing here\n  = help: write it\n"
        "\nb.yml:3:4: CC001 a link (warning)\n  = help: copy it\n"
    )


def test_nothing_in_a_line_acts_on_a_terminal() -> None:
    """A card may hold escape codes; they are shown as blanks."""
    problem = Diagnostic("CC008", Place("a.yml", 1, 1), "a control character")
    found = print_with_source([problem], lambda _: ["a\x1b[31mb"])
    assert "\x1b" not in found
