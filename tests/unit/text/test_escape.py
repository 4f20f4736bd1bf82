"""Words of a card show as themselves and do nothing, wherever a template puts them."""

from __future__ import annotations

import json
from html import unescape
from html.parser import HTMLParser

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from claimcards.text.harmless import escape_text, finalise_value, pass_slug, quote_front_matter

HOSTILE = (
    "<script>alert(1)</script>",
    "</p><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<!-- comment --> <!DOCTYPE html>",
    "<?php echo 1 ?>",
    "&lt;script&gt; &amp; &#60;b&#62; &#x3c;i&#x3e;",
    "[click](javascript:alert(1))",
    "[click]: javascript:alert(1)",
    "[click][1] and ![image](x.png)",
    "<javascript:alert(1)>",
    "<https://example.org>",
    "https://example.org/a_b_c",
    "<a@example.org>",
    "**bold** *it* __bold__ _it_ ***both***",
    "`code` ``more`` ```fence```",
    "~~~ fence",
    "``` {.python onclick=alert(1)}",
    "{: onclick=alert(1) }",
    "{: #id .class style=color:red }",
    "text {: onmouseover=alert(1)}",
    "{#anchor} {.class}",
    "# Heading {#top}",
    "Heading\n=======",
    "Heading\n-------",
    "- item\n- item",
    "* item",
    "+ item",
    "1. item",
    "12. item",
    "1) item",
    "> quote",
    "    indented code",
    "\tindented code",
    "---",
    "***",
    "___",
    "| a | b |\n| --- | --- |\n| c | d |",
    "a | b",
    "[TOC]",
    "[[wiki]] [^1] and *[abbr]: x",
    '" onclick="alert(1)',
    "' onclick='alert(1)",
    "a\\*b \\<i\\> \\\\",
    "two trailing spaces  \nand more",
    "$x$ \\(y\\) ==mark== ^sup^ ~sub~ ++ins++ :smile:",
    "{{ c.statement }} {% raw %} {! x !}",
    "<div markdown=1>**x**</div>",
    "!!! note",
    "??? note",
    "p < 0.05, n > 3 & 50 %",
    "HLA-DR(-) CD73+ IL-1β µ °C é \u202e",
    "1.10 (95% CI 0.33 to -1.50)",
    "\x02wzxhzdk:0\x03 klzzwxh:0001",
)


class Reader(HTMLParser):
    """Which elements and attributes arise, and what text shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        self.elements.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        """Note the text."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """A comment would hide text."""
        self.elements.append(("comment", ((data, None),)))

    def handle_decl(self, decl: str) -> None:
        """So would a declaration."""
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        """And an instruction to a processor."""
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        """And what is none of these."""
        self.handle_comment(data)


def read(source: str) -> Reader:
    """What a browser makes of Markdown."""
    reader = Reader()
    reader.feed(markdown.markdown(source, extensions=["attr_list", "md_in_html", "toc", "tables"]))
    reader.close()
    return reader


def shown(text: str) -> str:
    """A text as a browser shows it: runs of white space are one space."""
    return " ".join(text.replace("\x02", "").replace("\x03", "").split())


FRAMES = {
    "paragraph": "{}",
    "after a paragraph": "before\n\n{}",
    "heading": "# {}",
    "heading with id": "## {} {{#fixed}}",
    "raw paragraph": "<p>{}</p>",
    "raw cell": "<table><tr><td>{}</td><td>x</td></tr></table>",
    "raw item": "<ul>\n<li>{}</li>\n</ul>",
    "raw block": '<div class="a">\n{}\n</div>',
    "after a tag": "{} <span>Also</span>",
    "table": "| a | b |\n| --- | --- |\n| {} | x |",
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("text", HOSTILE)
def test_text_shows_literally_and_no_element_arises(text: str, frame: str) -> None:
    """The page has the elements that it would have around a harmless word, and all of the text."""
    one_line = " ".join(text.split())
    harmless = read(FRAMES[frame].format("word"))
    found = read(FRAMES[frame].format(escape_text(one_line)))
    ids = {"id"} if frame == "heading" else set()
    assert _without(found, ids) == _without(harmless, ids)
    assert shown(found.text) == shown(harmless.text.replace("word", shown(one_line)))


def _without(reader: Reader, names: set[str]) -> list[tuple[str, list[tuple[str, str | None]]]]:
    return [(tag, [a for a in attrs if a[0] not in names]) for tag, attrs in reader.elements]


@pytest.mark.parametrize("text", [t for t in HOSTILE if "\n" in t or t != t.strip()])
def test_line_breaks_in_a_raw_block_do_nothing(text: str) -> None:
    """A text that keeps its lines stands inside raw HTML only."""
    found = read(f"<p>{escape_text(text)}</p>")
    assert [tag for tag, _ in found.elements] == ["p"]
    assert shown(found.text) == shown(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_inside_an_attribute(text: str) -> None:
    """No quote ends the value."""
    one_line = " ".join(text.split())
    found = read(f'<p title="{escape_text(one_line)}">x</p>')
    assert [tag for tag, _ in found.elements] == ["p"]
    names = [name for name, _ in found.elements[0][1]]
    assert names == ["title"]
    assert found.text.strip() == "x"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"])))
def test_no_text_makes_an_element(text: str) -> None:
    """Whatever is written."""
    found = read(f"a {escape_text(text)} b")
    assert [tag for tag, _ in found.elements] == ["p"]
    assert shown(found.text) == shown(f"a {text} b")


def test_plain_words_stay_readable() -> None:
    """The Markdown can be read by people: points and commas are as they were."""
    assert escape_text("Hands were warmer, by 0.90 °C.") == "Hands were warmer, by 0.90 °C."


@pytest.mark.parametrize("text", HOSTILE)
def test_escaping_loses_no_character(text: str) -> None:
    """Undone, it is the text of the card."""
    assert unescape(str(escape_text(text))) == text


def test_a_template_prints_markup_as_it_is_and_escapes_the_rest() -> None:
    """What we made is safe; a number is text."""
    assert finalise_value(Markup("<b>x</b>")) == "<b>x</b>"
    assert finalise_value("<b>") == "&#60;b&#62;"
    assert finalise_value(3) == "3"


@pytest.mark.parametrize("text", HOSTILE)
def test_front_matter_is_one_quoted_string(text: str) -> None:
    """A theme prints it unescaped, so HTML is escaped in it, and YAML gives it back whole."""
    text = text.replace("\x02", "").replace("\x03", "")
    line = quote_front_matter(text)
    loaded = yaml.safe_load(f"title: {line}\n")
    assert "\n" not in line
    assert "<" not in loaded["title"]
    assert '"' not in loaded["title"]
    assert unescape(loaded["title"]) == " ".join(
        text.replace("\x02", "").replace("\x03", "").split()
    )
    assert loaded["title"] == json.loads(str(line))


@pytest.mark.parametrize("text", ["---", "a: b", "{a}", "[a]", "&a", "*a", "!a", "|", "null", "NO"])
def test_front_matter_is_text_whatever_yaml_would_make_of_it(text: str) -> None:
    """No title is a list, an anchor or a truth value."""
    loaded = yaml.safe_load(f"title: {quote_front_matter(text)}\n")["title"]
    assert isinstance(loaded, str)
    assert unescape(loaded) == text


def test_an_id_is_printed_as_it_is_or_not_at_all() -> None:
    """Addresses are never escaped: what would need it is no id."""
    assert pass_slug("efficacy-kidney") == "efficacy-kidney"
    for text in ("../etc", "a b", "A", 'a"', "", "a\n"):
        with pytest.raises(ValueError, match="not an id"):
            pass_slug(text)
