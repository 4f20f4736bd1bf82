"""What a reader downloads to use Explore, on an invented site of 5,000 claims.

``python -m tests.benchmarks.explore`` prints it.

Bytes as a server sends them that compresses; no clock is read, so the same numbers come out
anywhere with the same zlib.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from claimcards.rendering.explore import explore_files
from claimcards.rendering.files import assets
from claimcards.rendering.pages import pages
from claimcards.site import DEFAULT_STYLE, inspect
from claimcards.views.publication import Publication
from tests.benchmarks import synthetic

CLAIMS = 5_000
LIMIT = 300_000
"""Compressed bytes that the data file may have at most."""
DATA = "data file"

PUBLICATION = Publication("Invented", "https://invented.example/", "CC BY 4.0")


def measure(claims: int = CLAIMS, seed: int = 1) -> dict[str, int]:
    """Compressed bytes of what Explore loads at first, and of what it may load later."""
    with tempfile.TemporaryDirectory(prefix="claimcards-") as name:
        root = Path(name)
        synthetic.write(root / "content", claims, seed)
        found = inspect(root, root / "content")
    files = explore_files(found.corpus, found.results, PUBLICATION)
    made = pages(found.corpus, found.results, DEFAULT_STYLE, "", PUBLICATION)
    page = next(one.markdown for one in made if one.uri == "explore.md")
    blocks = [
        packed(text)
        for path, text in files.items()
        if path.startswith("explore/") and path.endswith(".json")
    ]
    scripts = (packed(text) for path, text in assets().items() if path.endswith(".js"))
    return {
        "findings": sum(len(c.record.findings) for c in found.corpus.claims.values()),
        DATA: packed(files["explore.json"]),
        "table in the page": packed(page),
        "scripts": sum(scripts),
        "largest block of words": max(blocks),
        "all blocks of words": sum(blocks),
    }


def packed(text: str) -> int:
    """Bytes of a text as a server sends it."""
    return len(gzip.compress(text.encode(), compresslevel=6, mtime=0))


def main() -> int:
    """Print the numbers; 1 where the data file is too large."""
    found = measure()
    for name, size in found.items():
        print(f"{name:24}{size:>12,}")
    return 0 if found[DATA] < LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
