"""Lighthouse, with its mobile preset, on the pages that readers meet first."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.browser import chromium
from tests.standards.serving import served
from tests.standards.tools import MissingError, lighthouse

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95
RUNS = 3
"""How often a page may be looked at: a busy machine slows one run, not the page."""


def pages(site: Path) -> tuple[str, ...]:
    """Home, Explore, the map, a claim of middling length and the longest."""
    claims = sorted(site.glob("claims/*/index.html"), key=lambda file: file.stat().st_size)
    middling, longest = claims[len(claims) // 2], claims[-1]
    shown = (f"claims/{file.parent.name}/" for file in (middling, longest))
    return ("", "explore/", "map/", *shown)


def scores(site: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """Each page with its scores of 0 to 100 by category, the best of up to three runs.

    :raises MissingError: without Chromium, or where Lighthouse itself fails.
    """
    with served(site) as address:
        for page in pages(site):
            yield page, _best(address + page)


def _best(address: str) -> dict[str, int]:
    found: list[dict[str, int]] = []
    while len(found) < RUNS:
        found.append(_run(address))
        best = {name: max(run[name] for run in found) for name in CATEGORIES}
        if min(best.values()) >= LEAST:
            break
    return best


def _run(address: str) -> dict[str, int]:
    path = chromium.find()
    if path is None:
        raise MissingError(chromium.MISSING)
    flags = " ".join(("--headless=new", *chromium.FLAGS))
    options = ("--quiet", "--output=json", f"--chrome-flags={flags}")
    chosen = f"--only-categories={','.join(CATEGORIES)}"
    done = subprocess.run(
        [*lighthouse(), address, *options, chosen],
        env={**os.environ, "CHROME_PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise MissingError(f"Lighthouse failed on {address}: {said[-1] if said else ''}")
    report = json.loads(done.stdout)["categories"]
    return {name: round(100 * report[name]["score"]) for name in CATEGORIES}
