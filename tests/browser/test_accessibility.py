"""WCAG 2.2 as far as a program can judge it: axe finds nothing on any type of page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page
from tests.browser.conftest import DESKTOP, HEIGHT, PHONE, TABLET, Scheme, Visitor
from tests.browser.test_pages import PAGES, SCHEMES


@cache
def axe() -> str:
    """The script of axe-core, which the wheel carries."""
    folder = Path(next(iter(axe_playwright_python.__path__)))
    return (folder / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> Iterator[str]:
    """Each rule that the page breaks, with the first place where."""
    # Handed over as a value: the page's policy runs no script that is put into it.
    page.evaluate(axe())
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    for rule in found["violations"]:
        yield f"{rule['id']}, {len(rule['nodes'])} times: {rule['nodes'][0]['html'][:160]}"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(path: str, scheme: Scheme, visit: Visitor) -> None:
    """In both colour schemes, on a phone, a tablet and a desk."""
    page = visit(path, scheme=scheme)
    found = {}
    for width in (PHONE, TABLET, DESKTOP):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found[width] = list(violations(page))
    assert found == {PHONE: [], TABLET: [], DESKTOP: []}


def test_axe_finds_what_is_wrong(visit: Visitor) -> None:
    """A picture without words is found: the test above can fail."""
    page = visit()
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any(found.startswith("image-alt") for found in violations(page))
