"""What a process keeps that builds one site again and again, as a preview does.

``python -m tests.benchmarks.memory`` prints, behind each of 20 builds of the second site, how
many objects Python's cycle collector knows of; those that it was told to leave alone count, too.
No clock is read, and only the last site is held.
"""

from __future__ import annotations

import gc
from pathlib import Path

from claimcards.build import SiteSettings, build_site

SETTLED, LAST = 3, 20
"""Builds after which a process has loaded all that it needs, and builds that are made."""
MOST = 1.1
"""What the last build may leave at most, in units of the third."""
SITE = Path(__file__).parents[1] / "sites" / "coffee"


def measure() -> list[int]:
    """Objects that are held behind each build."""
    settings = SiteSettings(SITE, SITE / "content")
    held = []
    for _ in range(LAST):
        built = build_site(settings)
        held.append(len(gc.get_objects()) + gc.get_freeze_count())
        assert built.pages
    return held


def main() -> int:
    """Print the numbers; 1 where they grow."""
    held = measure()
    for number, objects in enumerate(held, start=1):
        print(f"build {number:>2}{objects:>12,} objects")
    return 0 if held[LAST - 1] <= MOST * held[SETTLED - 1] else 1


if __name__ == "__main__":
    raise SystemExit(main())
