"""``python -m tests.standards html|quiet|speed SITE``: say where a built site misses the standards.

``html``: the Nu HTML checker over all pages. ``quiet``: every page opened in a browser, without
a console error, a failed request or one that leaves the site. ``speed``: Lighthouse, 95 or more
in all four categories. Exit code 1 if something is missed, 2 if a tool cannot be had.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tests.standards import lighthouse, nu, quiet, tools


def html(site: Path) -> bool:
    """Print what is not valid; True if nothing is."""
    found = nu.problems(site)
    pages = sum(1 for _ in site.rglob("*.html"))
    print("\n".join(found[:50]))
    print(f"Nu HTML checker: {pages} pages, {len(found)} errors that are not the theme's.")
    return not found


def silent(site: Path) -> bool:
    """Print what goes wrong where a page is opened; True if nothing does."""
    found = quiet.problems(site)
    print("\n".join(found[:50]))
    print(f"In a browser: {sum(1 for _ in quiet.pages(site))} pages, {len(found)} problems.")
    return not found


def speed(site: Path) -> bool:
    """Print each page's scores; True if all reach the mark."""
    met = True
    print(f"{'Lighthouse, mobile':<44}" + "".join(f"{c:>16}" for c in lighthouse.CATEGORIES))
    for page, found in lighthouse.scores(site):
        row = "".join(f"{found[category]:>16}" for category in lighthouse.CATEGORIES)
        print(f"{'/' + page:<44}{row}", flush=True)
        met &= min(found.values()) >= lighthouse.LEAST
    print(f"at least {lighthouse.LEAST} wanted: {'met' if met else 'MISSED'}")
    return met


CHECKS = {"html": html, "quiet": silent, "speed": speed}


def main(arguments: Sequence[str]) -> int:
    """Run one check, or all."""
    *names, folder = arguments
    site = Path(folder).resolve()
    if not (site / "index.html").is_file():
        print(f"no built site in {site}: run 'make site' first", file=sys.stderr)
        return 2
    try:
        tools.provide()
        met = [CHECKS[name](site) for name in names or CHECKS]
    except tools.MissingError as missing:
        print(missing, file=sys.stderr)
        return 2
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
