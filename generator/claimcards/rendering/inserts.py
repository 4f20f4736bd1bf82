"""The pieces that hand-written pages ask for: board, map, search, counts, latest changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from claimcards.rendering.book import Book
from claimcards.rendering.templating import render
from claimcards.views.history import latest
from claimcards.views.overview import glance, overview
from claimcards.views.wording import plural


@dataclass(frozen=True, slots=True)
class Insert:
    """A piece that a hand-written page asks for by ``<!-- claimcards: name -->``."""

    template: str
    values: Mapping[str, Any]

    def markdown(self, root: str, level: int = 2) -> str:
        """The piece for a page from which ``root`` leads to the site's top.

        ``level`` is that of the piece's own headings: one below the heading it stands under.
        """
        return render(self.template, root=root, hashes=Markup("#" * level), **self.values)


def inserts(book: Book) -> dict[str, Insert]:
    """The pieces for hand-written pages: what there is, how it stands, where it is missing."""
    corpus, topics = book.corpus, book.topics
    findings = sum(len(c.record.findings) for c in corpus.claims.values())
    recent = latest(corpus, book.past, book.publication)
    counts = " · ".join(
        (
            plural(sum(len(t.claims) for t in topics), "claim"),
            plural(len(corpus.studies), "study", "studies"),
            plural(findings, "finding"),
            "for and against",
        )
    )
    return {
        "board": Insert("board.md.jinja", {"topics": topics}),
        "glance": Insert("glance.md.jinja", {"g": glance(book.explored)}),
        "map": Insert("overview.md.jinja", {"o": overview(book.gaps)}),
        "search": Insert("ask.md.jinja", {}),
        "counts": Insert("counts.md.jinja", {"counts": counts}),
        "changes": Insert("latest.md.jinja", {"moments": recent}),
    }


_HEADING = re.compile(r"^(#{1,5})[ \t]", re.MULTILINE)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
"""Code, in which a line may begin with '#'."""
_ASKED = re.compile(r"<!--\s*claimcards:\s*([a-z-]+)\s*-->")


def inserts_of(markdown: str) -> list[str]:
    """The names of the pieces that a page asks for."""
    return _ASKED.findall(markdown)


def expand(markdown: str, uri: str, known: Mapping[str, Insert]) -> str:
    """A hand-written page with its pieces; a name that is not known stays as it is."""
    depth = uri.count("/") + (0 if uri.rsplit("/", 1)[-1] in ("index.md", "README.md") else 1)
    root = "../" * depth

    def fill(asked: re.Match[str]) -> str:
        piece = known.get(asked[1])
        above = _HEADING.findall(_FENCED.sub("", markdown[: asked.start()])) or ["#"]
        return piece.markdown(root, len(above[-1]) + 1) if piece else asked[0]

    return _ASKED.sub(fill, markdown)
