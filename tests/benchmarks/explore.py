"""What a reader downloads to use Explore, on an invented site of 5,000 claims.

``python -m tests.benchmarks.explore`` prints it.

Bytes as a server sends them that compresses; no clock is read, so the same numbers come out
anywhere with the same zlib.
"""

from __future__ import annotations

import gzip
import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import material
from mkdocs.commands.build import build
from mkdocs.config import load_config

from claimcards.build import DEFAULT_STYLE
from claimcards.inspection import inspect_content
from claimcards.pages.book import Book, read_assets
from claimcards.pages.explore import list_explore_files
from claimcards.pages.page import make_pages
from claimcards.pages.publication import Publication
from tests.benchmarks import synthetic

CLAIMS = 5_000
LIMIT = 300_000
"""Compressed bytes that all which Explore loads at first may have at most."""
DATA = "data file"
PAGE = "page"
SCRIPTS = "scripts and style"
THEME = "theme's scripts and styles"
FIRST = "loaded at first"
AT_FIRST = (PAGE, DATA, SCRIPTS, THEME)
LATER = "explore-save.js"
"""Loaded when a file is saved."""

PUBLICATION = Publication("Invented", "https://invented.example/", "CC BY 4.0")


def measure(claims: int = CLAIMS, seed: int = 1) -> dict[str, int]:
    """Compressed bytes of what Explore loads at first, and of what it may load later."""
    with tempfile.TemporaryDirectory(prefix="claimcards-") as name:
        root = Path(name)
        synthetic.write(root / "content", claims, seed)
        found = inspect_content(root, root / "content")
    book = Book(found.corpus, found.results, PUBLICATION, DEFAULT_STYLE)
    files = list_explore_files(found.corpus, book.explored, PUBLICATION)
    page = next(one.markdown for one in make_pages(book) if one.uri == "explore.md")
    html = dressed(page)
    blocks = [
        packed(text)
        for path, text in files.items()
        if path.startswith("explore/") and path.endswith(".json")
    ]
    scripts = (packed(text) for path, text in read_assets().items() if not path.endswith(LATER))
    sizes = {
        PAGE: packed(html),
        DATA: packed(files["explore.json"]),
        SCRIPTS: sum(scripts),
        THEME: sum(packed(text) for text in theme_files(html)),
    }
    return {
        "claims": len(found.corpus.claims),
        "findings": sum(len(c.record.findings) for c in found.corpus.claims.values()),
        **sizes,
        FIRST: sum(sizes.values()),
        "largest block of words": max(blocks),
        "all blocks of words": sum(blocks),
    }


def dressed(page: str) -> str:
    """The page as a reader gets it: within the theme, built by MkDocs."""
    with tempfile.TemporaryDirectory(prefix="claimcards-") as name:
        root = Path(name)
        (root / "docs").mkdir()
        (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
        (root / "docs" / "explore.md").write_text(page, encoding="utf-8")
        config = load_config(
            config_file=io.BytesIO(b"site_name: Invented\ntheme: {name: material, font: false}\n"),
            docs_dir=str(root / "docs"),
            site_dir=str(root / "site"),
            extra_css=["assets/claimcards.css"],
            markdown_extensions=["attr_list"],
        )
        build(config)
        return (root / "site" / "explore" / "index.html").read_text(encoding="utf-8")


def theme_files(html: str) -> Iterator[str]:
    """The theme's own files that a page names: what the browser fetches besides ours."""
    folder = Path(material.__file__).parent / "templates"
    for path in re.findall(r'(?:src|href)="\.\./(assets/[^"]+\.(?:js|css))"', html):
        if (folder / path).is_file():
            yield (folder / path).read_text(encoding="utf-8")


def packed(text: str) -> int:
    """Bytes of a text as a server sends it."""
    return len(gzip.compress(text.encode(), compresslevel=6, mtime=0))


def main() -> int:
    """Print the numbers; 1 where too much is loaded at first."""
    found = measure()
    for name, size in found.items():
        print(f"{name:28}{size:>12,}")
    return 0 if found[FIRST] < LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
