"""Hostile words in every text field of every record: shown as they are written, doing nothing."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.integration.conftest import Once, Run

STARTS = (
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "| a | b |",
    "=====",
    "```",
    "~~~ html",
    "[ref]: javascript:alert(1)",
    "*[HTML]: x",
    "!!! danger",
    "??? note",
    "=== tab",
    "--8<-- 'mkdocs.yml'",
    "<!-- claimcards: board -->",
    ": definition",
)
"""What means something to Markdown, or to an extension of it, where a line begins."""

HOSTILE = " ".join(
    (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "</title><script>alert(2)</script>",
        "</p></section></article></body>",
        "<!-- comment --> <![CDATA[ x ]]> <?php x ?>",
        "[link](javascript:alert(1)) [link](https://evil.example) ![image](https://evil.example/i.png)",
        "<https://evil.example> <javascript:alert(1)> https://evil.example/bare",
        "{: onclick=alert(1)} {#evil onmouseover=alert(1)} { .evil style=color:red }",
        "**bold** __bold__ *em* _em_ ~~gone~~ ^^sup^^ ==mark== `code` ``` fence ``` ~~~",
        "{{ 7*7 }} {% raw %} {# comment #} {! x !} ${7*7}",
        "&lt;script&gt; &#60;script&#62; &amp; &copy; &",
        "\" onmouseover=\"alert(1) ' onfocus='alert(1) ` onblur=`alert(1)",
        "[^1] [[wiki]] :smile: $x$ \\(x\\) \\[x\\] \\ \\<b\\> @user #1",
        "x" * 300,
        "مرحبا بكم שלום 漢字 é µ β 𝒳",
    )
)
"""One line of everything that has ever hurt a page."""

TEXTS = frozenset(
    """
    statement population intervention comparator outcome supports_if disputes_if plain synonyms
    locator says indirect_because result limits where words found because would_change by
    conflicts declared name note model funding notes label definition measure looked_for followed
    cups
    """.split()  # noqa: SIM905
)
"""The keys of cards that hold free text."""

KEPT = frozenset(("none", "not-applicable", "not-reported", "not-seen", "before-after"))

BIB = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) </title> "
    '{: onclick=alert(1)} &lt;b&gt; <!-- x --> {{ 7*7 }} **b** `c` " onmouseover="alert(1)'
)
BODY = BIB.replace("&lt;b&gt; ", "")
"""The same without the semicolons that nobody writes into a name."""

SHOWN_BIB = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))"


def poison(node: Any, key: str, number: count[int]) -> Any:
    """The same card with hostile words before and behind each of its texts."""
    if isinstance(node, dict):
        return {k: poison(v, k, number) for k, v in node.items()}
    if isinstance(node, list):
        return [poison(item, key, number) for item in node]
    if key not in TEXTS or node in KEPT:
        return node
    # A plain answer must also be easy to read; short sentences bring its average down.
    easy = " It is so." * 60 if key == "plain" else ""
    # Findings are drawn together by their measure: alike before, they stay alike.
    start = STARTS[0] if key == "measure" else STARTS[next(number) % len(STARTS)]
    return f"{start} {node} {HOSTILE}{easy}"


@pytest.fixture(scope="module")
def hostile(once: Once, run: Run, coffee: Path) -> Path:
    """The second site with hostile words in all its texts, built strictly from the wheel."""

    def fill(folder: Path) -> None:
        shutil.copytree(coffee, folder, dirs_exist_ok=True)
        number = count()
        for path in sorted((folder / "content").rglob("*.yml")):
            card = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
            # JSON is YAML, and quotes every text.
            # A term keeps its label, so that it is found and explained where it stands.
            terms = [dict(term) for term in card.get("glossary", ())]
            poisoned = poison(card, "", number)
            for term, was in zip(poisoned.get("glossary", ()), terms, strict=True):
                term["label"] = was["label"]
            text = json.dumps(poisoned, ensure_ascii=False, indent=1)
            path.write_text(text, encoding="utf-8")
        for path in sorted((folder / "content/references").glob("*.bib")):
            text = path.read_text(encoding="utf-8")
            text = text.replace("(invented)}", f"(invented) {BIB}}}")
            text = text.replace("\n  year ", f"\n  note      = {{Note {BIB}}},\n  year ")
            text = text.replace("{Fern, Lia}", f"{{Fern {BODY}, Lia {BODY}}}")
            text = text.replace("{{The Invented Editors}}", f"{{{{The Invented Editors {BODY}}}}}")
            text = text.replace(
                "Invented Coffee", f"Invented Coffee {BIB.replace(chr(34), chr(39))}"
            )
            text = text.replace("{Invented Books}", f"{{Invented Books {BIB}}}")
            path.write_text(text, encoding="utf-8")
        built = run("-m", "mkdocs", "build", "--strict", cwd=folder)
        assert built.returncode == 0, built.stdout + built.stderr

    return once("hostile", fill)


@dataclass(slots=True)
class Seen(HTMLParser):
    """What a browser would make of a page."""

    elements: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    text: str = ""
    inside: str = ""

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag, tuple(sorted(name for name, _ in attrs))] += 1
        self.attributes += [(name, value or "") for name, value in attrs]
        self.inside = tag if tag in ("script", "style") else ""
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.scripts[-1] += data
        elif not self.inside:
            self.text += data


def read(page: Path) -> Seen:
    """Parse a page."""
    seen = Seen()
    seen.feed(page.read_text(encoding="utf-8"))
    seen.text = " ".join(seen.text.split())
    return seen


@pytest.fixture(scope="module")
def both(hostile: Path, second: Path) -> list[tuple[str, Seen, Seen]]:
    """Each page of the site: its address, poisoned and as it is without."""
    pages = sorted(p.relative_to(second / "site") for p in (second / "site").rglob("*.html"))
    return [
        (page.as_posix(), read(hostile / "site" / page), read(second / "site" / page))
        for page in pages
    ]


def test_hostile_text_makes_no_page_more_or_less(hostile: Path, second: Path) -> None:
    """The same addresses as without it."""

    def pages(folder: Path) -> set[str]:
        return {p.relative_to(folder).as_posix() for p in folder.rglob("*.html")}

    assert pages(hostile / "site") == pages(second / "site")


def test_no_element_or_attribute_comes_from_text(both: list[tuple[str, Seen, Seen]]) -> None:
    """Each page has the very elements, with the very attributes, that it has without it."""
    for page, poisoned, plain in both:
        assert poisoned.elements - plain.elements == Counter(), page
        assert plain.elements - poisoned.elements == Counter(), page


def test_no_script_runs_but_the_theme_s_own(both: list[tuple[str, Seen, Seen]]) -> None:
    """The text of every script is the theme's."""
    for page, poisoned, plain in both:
        assert poisoned.scripts == plain.scripts, page


def test_no_event_attribute_and_no_address_that_runs(both: list[tuple[str, Seen, Seen]]) -> None:
    """No attribute begins with 'on', and no address with javascript: or leads to the text's."""
    for page, poisoned, _ in both:
        for name, value in poisoned.attributes:
            assert not name.startswith("on"), f"{page}: {name}"
            if name in ("href", "src", "action", "srcset", "data"):
                scheme = re.sub(r"[\s\x00-\x20]+", "", value).lower()
                assert not scheme.startswith(("javascript:", "vbscript:")), f"{page}: {value}"
                assert "evil.example" not in value, f"{page}: {value}"


@pytest.mark.parametrize(
    "page",
    [
        "claims/body-awake/index.html",
        "claims/mends-everything/index.html",
        "studies/alder2011awake/index.html",
        "topics/body/index.html",
        "claims/index.html",
        "glossary/index.html",
        "index.html",
    ],
)
def test_the_text_of_cards_is_shown_as_it_is_written(page: str, hostile: Path) -> None:
    """Every sign of it, in order, is what a reader sees."""
    assert HOSTILE in read(hostile / "site" / page).text


@pytest.mark.parametrize(
    "page", ["bibliography/index.html", "studies/fern2018goats/index.html", "studies/index.html"]
)
def test_the_text_of_references_is_shown_as_it_is_written(page: str, hostile: Path) -> None:
    """BibTeX eats braces, and nothing else."""
    assert SHOWN_BIB in read(hostile / "site" / page).text


def test_a_term_is_explained_by_text_only(hostile: Path) -> None:
    """The definition that a term carries along is one attribute, however it is written."""
    page = read(hostile / "site/claims/body-awake/index.html")
    titles = [value for name, value in page.attributes if name == "title"]
    assert any(HOSTILE in title for title in titles)


def test_titles_of_pages_end_where_they_should(both: list[tuple[str, Seen, Seen]]) -> None:
    """Themes print titles unescaped: a title holds no element, and one title stands in the head."""
    for page, poisoned, _ in both:
        titles = [n for (tag, _), n in poisoned.elements.items() if tag == "title"]
        assert sum(titles) == 1, page


def test_scripts_show_text_as_text(hostile: Path) -> None:
    """Search and Explore get card text as data; no script of ours makes elements of a string."""
    scripts = sorted((hostile / "site/assets").glob("*.js"))
    assert len(scripts) > 5
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)


def test_blocks_of_markdown_in_a_long_text_stay_text(project: Path, run: Run) -> None:
    """Headings, lists, code, quotes and rules on lines of their own make paragraphs only."""
    path = project / "content/claims/trade/packets-mislabelled.yml"
    text = path.read_text(encoding="utf-8")
    blocks = (
        "Yes.\n\n# Heading\n\n    code\n\n```\nfence\n```\n\n- item\n\n1. one\n\n> quote\n\n---\n\n"
        "Setext\n===\n\n<div onclick=alert(1)>\n\n{: onclick=alert(1) }\n\n| a |\n| - |\n| b |\n\n"
        "<!-- claimcards: board -->\n"
    )
    old = "plain: Yes, a count of a whole market says so. All of this is invented."
    assert old in text
    path.write_text(text.replace(old, f"plain: {json.dumps(blocks)}"), encoding="utf-8")
    rendered = run("-m", "mkdocs", "build", cwd=project)
    assert rendered.returncode == 0, rendered.stderr
    page = (project / "site/claims/packets-mislabelled/index.html").read_text(encoding="utf-8")
    plain = page[page.index('<div class="cc-plain">') :]
    plain = plain[: plain.index("</div>")]
    assert set(re.findall(r"<(\w+)", plain)) == {"div", "p"}
    assert plain.count("<p>") >= 10
