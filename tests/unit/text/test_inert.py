"""What a comment on GitHub could act on does nothing in quoted text."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcards.text.harmless import cut_text, make_markdown_inert, show_in_one_line

ACTED_ON = re.compile(
    r"@\w|#\d|(?i:gh-\d)|://\w|(?i:www\.)|(?i:mailto:)|\b(?=[0-9a-f]*\d)[0-9a-f]{7,40}\b"
)
"""What GitHub looks for in text that it has rendered already."""


@pytest.mark.parametrize(
    "hostile",
    [
        "thanks @octocat",
        "closes #12",
        "see owner/name#3 and GH-4",
        "https://evil.example/x",
        "www.evil.example",
        "mailto:a@b.example",
        "a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8c9d0",
        "![x](https://evil.example/pixel.png)",
        "[click](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "``` | a | b |\n|---|---|",
        "<!-- claimcards: board -->",
        "<details open>",
        "\x1b[31mred\x07",
        "# heading\n\n* list\n> quote",
        "\u202egnp.evil",
    ],
)
def test_hostile_text_shows_itself_and_does_nothing(hostile: str) -> None:
    """No mark of Markdown is left in the source, and none of GitHub's in what is rendered."""
    made = make_markdown_inert(hostile)
    assert not set(made) - set(html.unescape(made)) & set("<>[]()`|*_!\\")
    assert not re.search(r"[<>\[\]()`|*_!\\@\n\x1b\x07\u202e]", made)
    assert not ACTED_ON.search(html.unescape(made))


@given(st.text(max_size=400))
def test_any_text_is_one_line_without_calls(text: str) -> None:
    """Whatever is written."""
    made = make_markdown_inert(text)
    assert "\n" not in made
    assert not ACTED_ON.search(html.unescape(made))
    assert not re.search(r"[<>\[\]()`|*_!\\@]", made)


def test_plain_words_stay_as_they_are() -> None:
    """A reader sees the same text."""
    shown = html.unescape(make_markdown_inert("Hands were 0.90 °C warmer (95% CI 0.40 to 1.40)."))
    assert shown == "Hands were 0.90 °C warmer (95% CI 0.40 to 1.40)."


def test_a_long_text_is_cut_and_says_so() -> None:
    """By dots, at the length that was asked for."""
    assert cut_text("x" * 10, 5) == "xxxx…"
    assert cut_text("xxxxx", 5) == "xxxxx"
    assert len(show_in_one_line("a\tb\n\nc")) == 5
