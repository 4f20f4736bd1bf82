"""Everything of a site that is no page: the style sheet, scripts, and data for machines."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from claimcards.corpus import Corpus
from claimcards.rendering.downloads import claim_files
from claimcards.rendering.explore import explore_files
from claimcards.synthesis import Synthesis
from claimcards.views.publication import Publication

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


def data(
    corpus: Corpus, results: Mapping[str, Synthesis], publication: Publication
) -> dict[str, str]:
    """Files made from the content, by their path in the documentation folder."""
    return {
        **claim_files(corpus, results, publication),
        **explore_files(corpus, results, publication),
    }
