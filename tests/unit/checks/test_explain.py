"""Codes explained, for the command line and for the docs."""

from __future__ import annotations

from claimcards.checks.codes import ALL_CODES, explain_code_text, list_codes_as_markdown
from claimcards.text.codes import Code


def test_codes_are_sorted_and_found_by_their_number() -> None:
    """The table is what the command line looks codes up in."""
    assert list(ALL_CODES) == sorted(ALL_CODES)
    assert all(key == code.code for key, code in ALL_CODES.items())


def test_one_code_as_text() -> None:
    """Title, meaning, and an example if there is one."""
    bare = Code("CC999", "A title", "What it means.")
    assert explain_code_text(bare) == "CC999: A title\n\nWhat it means.\n"
    shown = Code("CC999", "A title", "What it means.", "a: b")
    assert explain_code_text(shown) == "CC999: A title\n\nWhat it means.\n\nExample: a: b\n"


def test_the_page_holds_every_code_with_its_explanation() -> None:
    """One heading each, and the words of the command line."""
    page = list_codes_as_markdown()
    for code in ALL_CODES.values():
        assert f"\n## {code.code}: {code.title}\n\n{code.explanation}\n" in page
    assert page.endswith("\n")
    assert not page.endswith("\n\n")
    assert "\n\n\n" not in page
