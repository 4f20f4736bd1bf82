"""Small content in, Markdown and diagnostics out, word for word (README.md tells how to renew)."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.golden.conftest import Agree

from claimcards.build import SiteSettings, build_site
from claimcards.text.diagnostics import print_as_text

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/content"))
PAGES = sorted(
    (case, path.relative_to(HERE / case / "pages").as_posix())
    for case in CASES
    for path in (HERE / case / "pages").rglob("*.md")
)


@pytest.mark.parametrize("case", CASES)
def test_the_diagnostics_of_a_case_are_as_kept(case: str, agree: Agree) -> None:
    """The whole output of the checker, in order, is the one that was read and kept."""
    root = HERE / case
    site = build_site(SiteSettings(root, root / "content"))
    agree(root / "diagnostics.txt", print_as_text(site.diagnostics))


@pytest.mark.parametrize(("case", "uri"), PAGES)
def test_a_selected_page_is_as_kept(case: str, uri: str, agree: Agree) -> None:
    """The Markdown of the page is the one that was read and kept."""
    root = HERE / case
    pages = {
        page.uri: page.markdown for page in build_site(SiteSettings(root, root / "content")).pages
    }
    agree(root / "pages" / uri, pages[uri])


def test_each_kind_of_page_is_kept_by_some_case() -> None:
    """The cases cover a claim, a claim over claims, a study, a topic and the bibliography."""
    assert {uri.split("/")[0] for _, uri in PAGES} >= {
        "claims",
        "studies",
        "topics",
        "bibliography.md",
    }
