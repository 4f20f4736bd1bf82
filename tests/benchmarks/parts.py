"""The measured parts, each a process of its own: ``python -m tests.benchmarks.parts PART ...``.

A part prints one line of JSON: processor seconds by stage, wall seconds, peak memory.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CONTENT, DOCS, BUILT = "content", "docs", "built"
"""Folders of a benchmark: the cards, the core's Markdown, the site that MkDocs makes of it."""

TOTAL = "total"


def generate(folder: Path, claims: str, seed: str) -> None:
    """Write the content."""
    from tests.benchmarks import synthetic

    synthetic.write(folder / CONTENT, int(claims), int(seed))


class Stopwatch:
    """Processor seconds by stage; a stage inside another is counted there, too."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        begun = time.process_time()
        try:
            yield
        finally:
            self.seconds[name] += time.process_time() - begun

    def around(self, owner: Any, name: str, stage: str) -> None:
        """Time each call of a function that ``owner`` holds by this name."""
        function: Callable[..., Any] = getattr(owner, name)

        def timed(*args: Any, **more: Any) -> Any:
            with self.stage(stage):
                result = function(*args, **more)
                return list(result) if isinstance(result, Iterator) else result

        setattr(owner, name, timed)


def core(folder: Path) -> None:
    """Everything that claimcards does for a site: read, check, synthesise, render.

    The stages are those of ``claimcards.build.build_site``, which runs as it is; what it reads and
    judges first is ``claimcards.inspection``'s.
    """
    from claimcards import build, inspection
    from claimcards.pages.page import SitePage
    from claimcards.references.citations import Citations

    watch = Stopwatch()
    watch.around(inspection, "load_corpus", "load")
    watch.around(inspection, "judge_claims", "judge")
    watch.around(inspection, "run_checks", "check")
    watch.around(build, "make_pages", "pages")
    watch.around(build, "list_data_files", "downloads")
    watch.around(Citations, "entry", "citations")
    begun = time.monotonic()
    settings = build.SiteSettings(folder, folder / CONTENT, edit_base="https://example.org/edit/")
    with watch.stage(TOTAL):
        built = build.build_site(settings)
    wall = time.monotonic() - begun
    if built.diagnostics:
        raise SystemExit("\n".join(str(problem) for problem in built.diagnostics[:10]))
    watch.seconds["pages"] -= watch.seconds["citations"]
    _report(watch, wall, len(built.pages))
    home = SitePage("index.md", "# Invented\n")
    for page in (home, *built.pages):
        target = folder / DOCS / page.uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.markdown, encoding="utf-8")


CONFIG = f"""
site_name: Invented
site_url: https://example.org/
docs_dir: {DOCS}
site_dir: {BUILT}
theme: {{name: material, font: false}}
plugins: [search]
nav: [index.md, claims/index.md, studies/index.md, bibliography.md, glossary.md, methods.md]
not_in_nav: "*"
markdown_extensions: [attr_list, {{toc: {{permalink: true, toc_depth: 2}}}}]
"""
"""MkDocs as the site uses it, without claimcards; claims and studies stay out of the nav."""


def mkdocs(folder: Path) -> None:
    """What MkDocs does with the same Markdown."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    watch = Stopwatch()
    begun = time.monotonic()
    with watch.stage(TOTAL):
        build(load_config(str(folder / "mkdocs.yml")))
    pages = sum(1 for _ in (folder / BUILT).rglob("index.html"))
    _report(watch, time.monotonic() - begun, pages)


def _report(watch: Stopwatch, wall: float, pages: int) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 if sys.platform == "darwin" else 1024
    found = {"seconds": watch.seconds, "wall": wall, "peak": peak * unit, "pages": pages}
    print(json.dumps(found), flush=True)


PARTS: dict[str, Callable[..., None]] = {"generate": generate, "core": core, "mkdocs": mkdocs}

if __name__ == "__main__":
    PARTS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
