"""What is said of hand-written pages, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcards.build import SiteSettings, build_site
from claimcards.inspection import inspect_content
from claimcards.pages.hand_written import (
    NAMES,
    check_addresses,
    check_written,
    list_generated_pages,
)
from claimcards.text.diagnostics import Diagnostic, Severity
from claimcards.text.written_pages import Written, read_written


def problems(text: str, uri: str = "index.md") -> list[Diagnostic]:
    """All that is said of one page."""
    return list(check_written(Written("content/pages", (uri,), {uri: text})))


def said(text: str, uri: str = "index.md") -> list[str]:
    """The same as code and line."""
    return [f"{d.code} {d.place.line}" for d in problems(text, uri)]


SOUND = """\
---
title: Home
description: Coffee, claim by claim.
hide: [toc]
---

# Home

<!-- claimcards: board -->
<!--claimcards:counts-->
<!-- a note for ourselves -->

[About](about.md) ![A cup](img/cup.png) <https://tea.example> [there](https://tea.example)
<img src="img/cup.png" alt=""> <a href="https://tea.example">there</a>
{: .quiet }

```html
<script>shown()</script>
```

Write `<iframe>` or `![x](https://tea.example/x.png)` and nothing happens.
"""


def test_a_sound_page_has_no_problem() -> None:
    """What is shown as code is only shown; links may lead anywhere."""
    assert problems(SOUND) == []


@pytest.mark.parametrize(
    ("comment", "hint"),
    [
        ("<!-- claimcards: bord -->", "did you mean 'board'?"),
        ("<!-- claimcards: Board -->", "write '<!-- claimcards: board -->'"),
        ("<!-- claimcards board -->", "write '<!-- claimcards: board -->'"),
        ("<!-- claimcard: board -->", "write '<!-- claimcards: board -->'"),
        ("<!-- Claimcards: map -->", "write '<!-- claimcards: map -->'"),
        ("<!-- claim-cards: map -->", "write '<!-- claimcards: map -->'"),
        ("<!-- claimcards: board", "write '<!-- claimcards: board -->'"),
        ("<!-- claimcards: -->", "there are board, glance"),
        ("<!-- claimcards: news -->", "there are board, glance"),
        ("<!--- claimcards: chnages --->", "did you mean 'changes'?"),
    ],
)
def test_a_misspelt_insert_is_told(comment: str, hint: str) -> None:
    """It would stay a comment that nobody sees."""
    (found,) = problems(f"# Home\n\n{comment}\n")
    assert (found.code, found.place.line, found.place.column) == ("CC270", 3, 1)
    assert found.hint.startswith(hint)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: [Home\n---\n\n# Home\n", 2),
        ("---\ntitle: Home: sweet\n---\n", 2),
        ("---\ntitle: Home\n\n# Home\n", 1),
        ("\n---\ntitle: Home\n---\n", 1),
        ("--\ntitle: Home\n--\n", 1),
        ("——\ntitle: Home\n——\n", 1),
        ("---\n- Home\n---\n", 2),
        ("---\n---\n", 1),
        ("---\ntitle: Home\ntitle: Away\n---\n", 3),
        ("---\ntitle: {a: b}\n---\n", 2),
        ("---\ntitle:\tHome\n---\n", 2),
    ],
)
def test_broken_front_matter_is_told_at_its_line(text: str, line: int) -> None:
    """It would be shown as text, and the page would have no title."""
    assert f"CC271 {line}" in said(text)


@pytest.mark.parametrize(
    "text", ["---\n\n# Home\n", "# Home\n\n---\n\ntitle: x\n", "title: Home\n"]
)
def test_a_line_across_the_page_is_no_front_matter(text: str) -> None:
    """Three hyphens are that, too."""
    assert said(text) == []


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://evil.example/x.js"></script>',
        "<script>alert(1)</script>",
        "<ScRiPt\n>alert(1)</ScRiPt>",
        '<img src="http://evil.example/x.png">',
        "<img src=//evil.example/x.png>",
        '<img src="a.png" srcset="a.png 1x, https://evil.example/b.png 2x">',
        '<img src="a.png" onerror="alert(1)">',
        '<p onclick="alert(1)">x</p>',
        '<iframe src="https://evil.example"></iframe>',
        '<object data="x.pdf"></object>',
        "<embed src=x.pdf>",
        '<video src="film.mp4"></video>',
        "<style>p { color: red }</style>",
        '<link rel="stylesheet" href="https://evil.example/x.css">',
        '<base href="https://evil.example/">',
        '<meta http-equiv="refresh" content="0; url=https://evil.example">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="java&#10;script:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<form action="https://evil.example"></form>',
        '<svg><image href="https://evil.example/x.png"/></svg>',
        "![x](https://evil.example/x.png)",
        "[x](javascript:alert(1))",
        '[x](about.md){: onclick="alert(1)" }',
        "- a list\n\n    <script>alert(1)</script>",
    ],
)
def test_what_the_policy_blocks_is_told_at_its_line(html: str) -> None:
    """Or would have to: whatever runs, or loads from elsewhere."""
    found = problems(f"# Home\n\n{html}\n")
    assert {d.code for d in found} == {"CC272"}
    assert found[0].severity is Severity.ERROR
    assert found[0].place.line == (5 if html.startswith("-") else 3)


def test_a_style_that_is_ignored_is_a_warning() -> None:
    """Nothing is lost but the look."""
    (one, other) = problems('<p style="color: red">x</p>\n\ny\n{: style="color: red" }\n')
    assert (one.code, one.severity) == (other.code, other.severity) == ("CC272", Severity.WARNING)


def test_code_that_is_not_closed_is_no_code() -> None:
    """Markdown would print what stands in it as HTML."""
    assert said("```\n<script>alert(1)</script>\n") == ["CC272 2"]


@pytest.mark.parametrize("uri", ["plain.html", "drawing.svg", "deep/page.xhtml"])
def test_files_that_browsers_run_are_looked_through(uri: str) -> None:
    """They are published as they are, without any policy."""
    assert said("<p>\n<script>alert(1)</script></p>", uri) == ["CC272 2"]


def test_a_drawing_may_have_its_own_style() -> None:
    """No policy reaches into a picture."""
    assert said('<svg style="a: b"><style>a {}</style></svg>', "a.svg") == []


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("claims/tea-warms.md", "claims/tea-warms/"),
        ("claims/tea-warms/index.md", "claims/tea-warms/"),
        ("claims/tea-warms/README.md", "claims/tea-warms/"),
        ("claims/tea-warms/index.html", "claims/tea-warms/"),
        ("claims.md", "claims/"),
        ("data/a.json", "data/a.json"),
    ],
)
def test_a_file_in_the_place_of_a_generated_one_is_told(uri: str, address: str) -> None:
    """With both names: readers would not know which of the two they see."""
    made = {"claims/tea-warms.md": "it", "claims/index.md": "it", "data/a.json": "it"}
    (found,) = check_addresses(Written("content/pages", (uri,)), made)
    assert (found.code, found.place.file) == ("CC275", f"content/pages/{uri}")
    assert found.message.endswith(f"the place of it at the address {address}")


def test_what_a_check_takes_for_generated_is_generated(coffee: Path) -> None:
    """It names pages without making them; and every piece that a page can ask for is known."""
    site = build_site(SiteSettings(coffee, coffee / "content"))
    corpus = inspect_content(coffee, coffee / "content").corpus
    assert set(list_generated_pages(corpus)) == {page.uri for page in site.pages}
    assert set(NAMES) == set(site.inserts)


def test_a_check_judges_the_pages_of_the_second_site(coffee: Path) -> None:
    """They are sound."""
    assert list(check_written(read_written(coffee, coffee / "content/pages"))) == []
