"""What each shortcut past a library or past Python saves: ``python -m tests.benchmarks.shortcuts``.

A shortcut that touches what is not ours has to earn its place: without it, the work that it is
for must take at least ``WORTH`` times as long. Seconds are processor time of this process.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from unittest.mock import patch

from citeproc.model import CitationStylesElement

from claimcards import build
from claimcards.inspection import inspect_content
from claimcards.pages import book
from claimcards.references.citations import Citations
from claimcards.text.harmless import escape_text
from tests.benchmarks import synthetic

CLAIMS = 200
WORTH = 1.1
RUNS = 3
"""Each way is measured so often, and the shortest time counts."""


def measure(claims: int, runs: int = RUNS) -> dict[str, tuple[float, float]]:
    """Processor seconds with and without each shortcut, by its name."""
    with tempfile.TemporaryDirectory(prefix="claimcards-") as name:
        settings = build.SiteSettings(Path(name), Path(name) / "content")
        synthetic.write(settings.content, claims, seed=1)
        corpus = inspect_content(settings.root, settings.content).corpus

        def cite() -> None:
            citations = Citations(build.DEFAULT_STYLE, escape_text)
            for sourced in corpus.references.values():
                citations.entry(sourced.reference)

        def build_whole() -> None:
            book._load_citations.cache_clear()
            assert build.build_site(settings).pages

        return {
            "what citeproc found in a style is kept": _compare(cite, _forgetful_citeproc, runs),
            "the cycle collector is paused": _compare(build_whole, _running_collector, runs),
        }


def _compare(
    work: Callable[[], None], undo: Callable[[], AbstractContextManager[object]], runs: int
) -> tuple[float, float]:
    work()  # loads what is loaded once
    having, lacking = [], []
    for _ in range(runs):
        having.append(_seconds(work))
        with undo():
            lacking.append(_seconds(work))
    return min(having), min(lacking)


def _seconds(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


@contextmanager
def _forgetful_citeproc() -> Iterator[None]:
    element = CitationStylesElement
    with (
        patch.object(element, "get_root", element.get_root.__wrapped__),
        patch.object(element, "xpath_search", element.xpath_search.__wrapped__),
    ):
        yield


def _running_collector() -> AbstractContextManager[object]:
    return patch.object(build, "_paused_collector", nullcontext)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what each shortcut saves; 1 where one is not worth its place."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.shortcuts")
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args(arguments)
    found = measure(options.claims, options.runs)
    for name, (having, lacking) in found.items():
        print(f"{name:<42}{having:>8.2f} s, without it {lacking:>8.2f} s")
    return 0 if all(lacking >= WORTH * having for having, lacking in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
