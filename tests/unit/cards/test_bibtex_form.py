"""The canonical form of BibTeX: order, one field a line, braces, and what is kept as written."""

from __future__ import annotations

import hashlib

import pytest

from claimcards.cards.format import FIELDS, FormattedFile, format_file
from claimcards.references.bibtex import read_bibtex
from claimcards.text.files import FileKind, SourceFile


def form(text: str) -> FormattedFile:
    """The form of a BibTeX file."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return format_file(SourceFile("content/references/x.bib", FileKind.REFERENCE, text, digest))


def test_an_entry_has_one_field_a_line_in_one_order() -> None:
    """Names in lower case and aligned, values in braces, a comma behind each."""
    text = (
        '@Article{frost2010tea, YEAR=2010,\n\n Title = "Tea  and\n {Warmth}", doi={10.1000/x},'
        "author = {Frost, A. and Winter, B.} }\n"
    )
    assert form(text).text == (
        "@article{frost2010tea,\n"
        "  title  = {Tea and {Warmth}},\n"
        "  author = {Frost, A. and Winter, B.},\n"
        "  year   = {2010},\n"
        "  doi    = {10.1000/x},\n"
        "}\n"
    )


def test_a_blank_that_a_backslash_needs_is_kept() -> None:
    """Without it the value would have no end."""
    text = "@misc{frost,\n  title  = {Frost},\n  year   = {2010},\n  volume = {\\ },\n}\n"
    assert form(text).text == text


def test_what_is_no_entry_stays_as_it_is_written() -> None:
    """Remarks stay above what they precede; names of strings are no text."""
    text = (
        '% about\n% the file\n\n@string{tea = "Tea"}\n@comment{kept as   it is}\n'
        "% about frost\n@misc{frost,\n  month = jan,\n  title = tea # { and more},\n"
        '  note = "a {"} b",\n  year = {2010}\n}\n\n\n\n@misc{hail, title = {Hail}, year = 2011}\n'
    )
    assert form(text).text == (
        '% about\n% the file\n\n@string{tea = "Tea"}\n@comment{kept as   it is}\n'
        "% about frost\n@misc{frost,\n  title = tea # { and more},\n  year  = {2010},\n"
        '  month = jan,\n  note  = {a {"} b},\n}\n\n'
        "@misc{hail,\n  title = {Hail},\n  year  = {2011},\n}\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "@misc{frost, title = {open, year = {2010}\n",
        "@misc{frost, title = {a} year = {2010}}\n",
        "@misc{frost, title = {a}, year = {2010}, year = {2011}}\n",
        "@misc{frost, title = {a}, year = nothing}\n",
    ],
)
def test_a_file_with_a_mistake_is_left_alone(text: str) -> None:
    """What cannot be read cannot be written again; the diagnostic says why."""
    result = form(text)
    assert result.text is None
    assert result.diagnostics == tuple(read_bibtex("content/references/x.bib", text)[1])
    assert result.diagnostics


def test_a_remark_inside_an_entry_is_not_lost() -> None:
    """BibTeX has none there and makes a strange field of it: the file is left alone."""
    text = "@misc{frost,\n  title = {a},\n  % checked\n  year = {2010},\n}\n"
    assert form(text).text is None


def test_warnings_do_not_stop_the_form() -> None:
    """A field that is not known is kept, behind those that are."""
    text = "@misc{frost, shoe = {42}, title = {a}, year = {2010}}\n"
    result = form(text)
    assert result.text == "@misc{frost,\n  title = {a},\n  year  = {2010},\n  shoe  = {42},\n}\n"


def test_a_mistake_of_the_form_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The form is read again before it is used, and must give the same references."""
    broken = "@misc{frost,\n  title = {b},\n  year  = {2010},\n}\n"
    monkeypatch.setattr("claimcards.cards.format.format_bibliography", lambda _: broken)
    assert [d.code for d in form("@misc{frost, title={a}, year={2010}}").diagnostics] == ["CC017"]


def test_every_field_that_is_read_has_its_place() -> None:
    """In the order of a reference: who, what, where, when, then its identifiers."""
    from claimcards.references.bibtex_fields import _READ

    assert set(FIELDS) == _READ
