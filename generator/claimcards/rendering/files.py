"""Everything of a site that is no page: the style sheet, scripts, and data for machines."""

from __future__ import annotations

from importlib.resources import files

from claimcards.rendering.book import Book
from claimcards.rendering.downloads import claim_files
from claimcards.rendering.explore import explore_files

ASSETS = (
    "claimcards.css",
    "ask.js",
    "notes.js",
    "explore.js",
    "explore-sift.js",
    "explore-save.js",
    "search.css",
    "search.js",
    "search-ask.js",
    "search-identifiers.js",
    "search-index.js",
    "search-list.js",
    "search-mark.js",
    "search-words.js",
    "search-works.js",
)
"""Files of the package that every site serves, from its folder assets/."""


def assets() -> dict[str, str]:
    """The package's own files, by their path in the documentation folder."""
    folder = files("claimcards.rendering") / "assets"
    return {f"assets/{name}": (folder / name).read_text(encoding="utf-8") for name in ASSETS}


def data(book: Book) -> dict[str, str]:
    """Files made from the content, by their path in the documentation folder."""
    return {
        **claim_files(book.corpus, book.results, book.publication),
        **explore_files(book.corpus, book.explored, book.publication),
    }
