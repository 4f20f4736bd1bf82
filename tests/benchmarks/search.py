"""What the first query moves on an invented site of 5,000 claims.

``python -m tests.benchmarks.search`` prints it. A browser asks through the site's own
scripts, each query with nothing remembered; a server that compresses text, as static hosts
do, counts what it sends, headers left out.
"""

from __future__ import annotations

import argparse
import gzip
import random
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from claimcards.build import DEFAULT_STYLE
from claimcards.inspection import inspect_content
from claimcards.pages.book import Book, read_assets
from claimcards.pages.publication import Publication
from claimcards.search.files import INDEX, list_search_files, make_documents
from claimcards.search.index import make_index
from claimcards.search.records import OWN_PAGES, SearchRecord, list_records
from claimcards.search.words import Lexicon, split_words
from tests.benchmarks import synthetic
from tests.browser import chromium

CLAIMS = 5_000
LIMIT = 300_000
"""Compressed bytes that a first query of up to four words may move."""
LENGTHS = (1, 2, 3, 4)
ASKED = 5
"""Queries of each length."""
COMPRESSED = {".js", ".json", ".html", ".css", ".txt"}
"""What a host compresses, by its ending; pagefind's own files are compressed already."""
PAGE = """<!doctype html><meta charset="utf-8"><title>Invented</title>"""
ASK = """async ([root, query]) => {
  const { ask } = await import(root + "assets/search-ask.js");
  return (await ask(query)).results.length;
}"""


class _Counting(SimpleHTTPRequestHandler):
    """Serves a folder, compressed where hosts do so, and counts the bytes of all bodies."""

    sent: int = 0

    def do_GET(self) -> None:
        """Send one file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        packed = path.suffix in COMPRESSED
        body = gzip.compress(body, compresslevel=6, mtime=0) if packed else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        type(self).sent += len(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def make(folder: Path, claims: int, seed: int) -> tuple[tuple[SearchRecord, ...], float]:
    """All that the search needs of an invented site; its claims, and seconds for the index."""
    with tempfile.TemporaryDirectory(prefix="claimcards-") as name:
        root = Path(name)
        synthetic.write(root / "content", claims, seed)
        found = inspect_content(root, root / "content")
    lexicon = Lexicon.of(found.corpus.vocabulary)
    book = Book(found.corpus, found.results, Publication(), DEFAULT_STYLE)
    listed = list_records(found.corpus, found.results, OWN_PAGES)
    files = {**read_assets(), **list_search_files(book, listed, lexicon)}
    for path, text in {"index.html": PAGE, **files}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    begun = time.monotonic()
    make_index(make_documents(listed, lexicon), folder / INDEX)
    return tuple(one for one in listed if one.kind == "claim"), time.monotonic() - begun


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, type[_Counting]]]:
    """The folder's address on this machine, and its server's count."""
    handler = type("Handler", (_Counting,), {"sent": 0})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", handler
        server.shutdown()
        thread.join()


def queries(claims: Sequence[SearchRecord], seed: int) -> Iterator[tuple[str, str]]:
    """Words from what people ask of some claim, and works by author and year."""
    chance = random.Random(seed)
    for length in LENGTHS:
        for _ in range(ASKED):
            texts = chance.choice(claims).texts
            said = [w for t in texts if t.weight > 5 for w in split_words(t.text) if len(w) > 4]
            yield f"{length} words", " ".join(chance.sample(said, length))
    for _ in range(ASKED):
        parts = [part for claim in chance.sample(claims, 5) for part in claim.parts]
        yield "author and year", chance.choice(parts).study.replace(" et al.", "")
    yield "unknown DOI", "10.5555/nobody.has.this"


def measure(folder: Path, claims: Sequence[SearchRecord], seed: int) -> dict[str, list[int]]:
    """Bytes that each query moves, by its kind."""
    moved: dict[str, list[int]] = {}
    with served(folder) as (root, server), sync_playwright() as playwright:
        path = chromium.find()
        if path is None:
            raise SystemExit(chromium.MISSING)
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        for kind, query in queries(claims, seed):
            moved.setdefault(kind, []).append(_moved(browser, root, server, query))
        browser.close()
    return moved


def _moved(browser: Browser, root: str, server: type[_Counting], query: str) -> int:
    context = browser.new_context()
    page = context.new_page()
    page.goto(root)
    server.sent = 0
    page.evaluate(ASK, [root, query])
    context.close()
    return server.sent


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where a query of up to four words moves too much."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.search", description=__doc__)
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="claimcards-") as name:
        claims, seconds = make(Path(name), options.claims, options.seed)
        moved = measure(Path(name), claims, options.seed)
    print(f"{len(claims):,} claims, index made in {seconds:.1f} s; bytes that a first query moves")
    for kind, sizes in moved.items():
        middle = sorted(sizes)[len(sizes) // 2]
        print(f"  {kind:18} middle {middle:>9,}   most {max(sizes):>9,}   of {len(sizes)}")
    return 0 if max(size for sizes in moved.values() for size in sizes) < LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
