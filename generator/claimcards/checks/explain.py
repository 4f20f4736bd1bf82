"""What each diagnostic code means: read from the page that explains all of them.

``diagnostics.md`` beside this module is that page, written by hand and published with the
documentation. A new code needs a section there: a heading ``## CC123: Title``, what it means
and how to mend it, then content that is wrong and content that is right. The tests try both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_HEADING = re.compile(r"^## (CC\d{3}): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One code: ``title`` in a few words, ``text`` the Markdown below its heading."""

    code: str
    title: str
    text: str


def read_page() -> str:
    """The whole page of diagnostics, as Markdown."""
    return (files("claimcards.checks") / "diagnostics.md").read_text(encoding="utf-8")


@cache
def read_explanations() -> dict[str, Explanation]:
    """Every code with its explanation, in the order of the page."""
    parts = _HEADING.split(read_page())[1:]
    triples = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {code: Explanation(code, title, text.strip()) for code, title, text in triples}


def write_explanation(code: str) -> str:
    """One code as text for a terminal; ``code`` must be one of the page's."""
    found = read_explanations()[code]
    return f"{found.code}: {found.title}\n\n{found.text}\n"
