"""The built wheel holds all that a site needs, with the source tree out of the way."""

from __future__ import annotations

import html
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.integration.conftest import Run


def test_claimcards_comes_from_the_wheel(wheel: Path, run: Run, repository: Path) -> None:
    """Package, plugin and command are the installed ones; nothing of the checkout is used."""
    code = (
        "import claimcards, sys\n"
        "from mkdocs.plugins import get_plugins\n"
        "plugin = get_plugins()['claimcards']\n"
        "print(claimcards.__file__)\n"
        "print(sys.modules[plugin.load().__module__].__file__)\n"
        "print(plugin.dist.locate_file('claimcards'))\n"
    )
    said = run("-c", code, cwd=wheel.parent)
    assert said.returncode == 0, said.stderr
    places = [Path(line).resolve() for line in said.stdout.splitlines()]
    assert len(places) == 3
    for place in places:
        assert place.is_relative_to(wheel.resolve())
        assert not place.is_relative_to(repository / "generator")


def test_the_wheel_holds_what_the_package_holds(wheel: Path, repository: Path) -> None:
    """Templates, styles, theme parts and py.typed are in it; tests and content are not."""
    source = repository / "generator" / "claimcards"

    def files(folder: Path) -> set[str]:
        found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        return {p.relative_to(folder).as_posix() for p in found}

    names = (source / "desk" / "starter_site" / "shared.txt").read_text(encoding="utf-8").split()
    carried = {f"desk/starter_site/shared/{name}" for name in names}
    assert files(wheel / "claimcards") == files(source) | carried
    assert {p.name for p in wheel.iterdir() if not p.name.endswith(".dist-info")} <= {
        "claimcards",
        "bin",
    }


@pytest.mark.parametrize("site", ["real", "second"])
def test_a_strict_build_makes_every_page(site: str, request: pytest.FixtureRequest) -> None:
    """Each claim, study and topic of the content has its page."""
    project: Path = request.getfixturevalue(site)
    built, content = project / "site", project / "content"
    claims = {p.stem for p in content.glob("claims/*/*.yml")}
    studies = {p.stem for p in content.glob("studies/*.yml")}
    topics = {p.name for p in (content / "claims").iterdir()}
    assert claims <= {p.parent.name for p in built.glob("claims/*/index.html")}
    assert studies == {p.parent.name for p in built.glob("studies/*/index.html")}
    assert topics <= {p.parent.name for p in built.glob("topics/*/index.html")}
    for page in ("", "claims/", "studies/", "bibliography/", "glossary/", "methods/"):
        assert (built / page / "index.html").is_file()
    assert (built / "search" / "index" / "pagefind-entry.json").is_file()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def text_of(page: Path) -> str:
    """All text of a page."""
    parser = _Text()
    parser.feed(page.read_text(encoding="utf-8"))
    return " ".join(parser.text.split())


def test_the_second_site_is_about_coffee_only(second: Path) -> None:
    """Its own words show, and no word of the first site does: the program knows no exosome."""
    pages = list((second / "site").rglob("*.html"))
    assert "Coffee keeps people awake" in text_of(second / "site/claims/body-awake/index.html")
    assert "Cup trial" in text_of(second / "site/studies/index.html")
    for page in pages:
        text = text_of(page).lower()
        for word in ("exosome", "vesicle", "msc"):
            assert word not in text, f"'{word}' on {page.relative_to(second)}"


def test_hand_written_pages_have_their_inserts(second: Path) -> None:
    """The home page shows the counts and the board of verdicts in place of its comments."""
    home = second / "site" / "index.html"
    text = text_of(home)
    assert "7 claims · 11 studies" in text
    assert "Coffee cures hiccups." in text
    assert "claimcards:" not in home.read_text(encoding="utf-8")


def test_a_former_address_leads_to_the_claim(second: Path) -> None:
    """An id that the claim had before keeps its page, which names the new one."""
    moved = (second / "site/claims/awake/index.html").read_text(encoding="utf-8")
    assert "claims/body-awake/" in moved or "../body-awake/" in moved


def test_editing_leads_to_the_card_and_not_to_a_generated_file(second: Path) -> None:
    """'Edit' on a page of a card opens the YAML card."""
    page = (second / "site/claims/body-awake/index.html").read_text(encoding="utf-8")
    assert "repository/edit/main/content/claims/body/body-awake.yml" in html.unescape(page)
    assert "body-awake.md" not in html.unescape(page)
    study = (second / "site/studies/alder2011awake/index.html").read_text(encoding="utf-8")
    assert "repository/edit/main/content/studies/alder2011awake.yml" in html.unescape(study)
