"""The built real site holds together: links, anchors, assets, headings, nothing from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from tests.integration.conftest import Run

LOADED = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "use": ("href", "xlink:href"),
}
"""What a browser loads by itself, by element."""

FETCHED = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "shortcut", "preconnect"}


@dataclass(slots=True)
class Seen(HTMLParser):
    """What one page holds."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append(tag)
        if tag in ("a", "area") and "href" in given:
            self.links.append(given["href"])
        if tag == "form" and "action" in given:
            self.links.append(given["action"])
        if tag == "link" and not FETCHED & set(given.get("rel", "").split()):
            self.links.append(given.get("href", ""))
            return
        for name in LOADED.get(tag, ()):
            if name == "srcset":
                self.loads += [part.split()[0] for part in given.get(name, "").split(",") if part]
            elif name in given:
                self.loads.append(given[name])


Crawl = dict[str, Seen]


@pytest.fixture(scope="module")
def site(real: Path) -> Path:
    """The folder of the built real site."""
    return real / "site"


@pytest.fixture(scope="module")
def crawl(site: Path) -> Crawl:
    """Every page of the site, by its address from the root."""
    return crawled(site)


def crawled(site: Path) -> Crawl:
    """What the pages of a site hold, by their addresses from its root."""
    found: Crawl = {}
    for path in sorted(site.rglob("*.html")):
        seen = Seen()
        seen.feed(path.read_text(encoding="utf-8"))
        found["/" + path.relative_to(site).as_posix().removesuffix("index.html")] = seen
    return found


@pytest.fixture(scope="module")
def base(published: dict[str, str]) -> str:
    """The path below which the site is published, with its origin."""
    return published["SITE_URL"]


def inside(address: str, page: str, base: str) -> tuple[str, str] | None:
    """The address from the site's root, and the anchor; None where it leads elsewhere."""
    whole = urljoin(base + page.removeprefix("/"), address)
    if not whole.startswith(base):
        return None
    parts = urlsplit(whole)
    return "/" + unquote(parts.path.removeprefix(urlsplit(base).path)), unquote(parts.fragment)


def test_every_page_is_crawled(crawl: Crawl, real: Path) -> None:
    """The crawl covers as many pages as there are cards, and more."""
    cards = list((real / "content").glob("claims/*/*.yml"))
    cards += (real / "content").glob("studies/*.yml")
    assert len(crawl) > len(cards) > 130


def test_every_internal_link_and_anchor_exists(crawl: Crawl, site: Path, base: str) -> None:
    """No page links to a page, file or anchor that is not there."""
    assert list(broken_links(crawl, site, base)) == []


def test_a_site_without_addresses_holds_together(real: Path, run: Run, tmp_path: Path) -> None:
    """Built as in a fresh clone, it knows neither its own address nor where its cards are kept."""
    site = tmp_path / "site"
    bare = {"SITE_URL": "", "REPO_URL": ""}
    build = ("-m", "mkdocs", "build", "--strict", "--site-dir", str(site))
    made = run(*build, cwd=real, env=bare)
    assert made.returncode == 0, made.stderr
    assert list(broken_links(crawled(site), site, "https://anywhere.example/")) == []


def broken_links(crawl: Crawl, site: Path, base: str) -> Iterator[str]:
    """Each link of a page that leads to nothing within the site."""
    anchors = {page: set(seen.ids) for page, seen in crawl.items()}
    for page, seen in crawl.items():
        for link in seen.links:
            if not (target := inside(link, page, base)):
                continue
            path, anchor = target
            there = crawl.get(path)
            if there is None:
                if not (site / path.lstrip("/")).is_file():
                    yield f"{page} -> {link}"
            elif anchor and anchor not in anchors[path]:
                yield f"{page} -> {link}"


def test_everything_a_page_loads_is_in_the_site(crawl: Crawl, site: Path, base: str) -> None:
    """Scripts, styles, images and fonts exist, and none comes from another origin."""
    broken = []
    for page, seen in crawl.items():
        for address in seen.loads:
            target = inside(address, page, base)
            if address.startswith("data:"):
                continue
            if target is None or not (site / target[0].lstrip("/")).is_file():
                broken.append(f"{page} loads {address}")
    assert broken == []


def test_styles_load_nothing_from_elsewhere(site: Path) -> None:
    """No style sheet names an address of another origin."""
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        for loads in ("url(http", "url(//", 'url("http', "url('http", "@import"):
            assert loads not in text, path.name


def test_links_use_plain_addresses_only(crawl: Crawl) -> None:
    """What is linked is https, http, mail or within the site: nothing else can run."""
    schemes = {urlsplit(link).scheme for seen in crawl.values() for link in seen.links}
    assert schemes <= {"", "http", "https", "mailto"}


def test_every_page_has_one_first_heading(crawl: Crawl) -> None:
    """Exactly one h1, and no heading level is skipped below it."""
    wrong = []
    for page, seen in crawl.items():
        levels = [int(heading[1]) for heading in seen.headings]
        if levels.count(1) != 1:
            wrong.append(f"{page} has {levels.count(1)} h1")
        for before, after in pairwise(levels):
            if after > before + 1:
                wrong.append(f"{page}: h{after} follows h{before}")
    assert wrong == []


def test_ids_are_unique_on_each_page(crawl: Crawl) -> None:
    """An anchor leads to one place."""
    twice = {
        page: [name for name, count in Counter(seen.ids).items() if count > 1]
        for page, seen in crawl.items()
    }
    assert {page: names for page, names in twice.items() if names} == {}
