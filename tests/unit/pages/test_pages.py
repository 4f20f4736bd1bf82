"""All pages of a site, from the same views."""

from __future__ import annotations

import re

import pytest
from tests.unit.small_site import CLAIM, OTHER, Site

from claimcards.build import BuiltSite as Built
from claimcards.build import SiteSettings, build_site
from claimcards.pages.page import write_banner
from claimcards.pages.wording import word_headline


@pytest.fixture
def built(site: Site) -> Built:
    """The tiny site with all its kinds of claims."""
    site.with_pool().with_other().with_over().append(
        OTHER, "former_ids: [brew-cools]\n"
    ).inspect_content()
    return build_site(SiteSettings(site.root, site.root / "content"))


def page(built: Built, uri: str) -> str:
    """The Markdown of one page."""
    return next(p.markdown for p in built.pages if p.uri == uri)


def test_every_record_has_its_page(built: Built) -> None:
    """At an address that is free of the topic; former ids lead on."""
    uris = {p.uri for p in built.pages}
    assert {"claims/tea-warms.md", "claims/tea-all.md", "claims/brew-cools.md"} <= uris
    assert {"studies/frost2010tea.md", "topics/trade.md", "bibliography.md"} <= uris
    assert len(uris) == len(built.pages)
    moved = page(built, "claims/brew-cools.md").replace("&#47;", "/")
    assert 'href="../../claims/tea-cools/"' in moved


def test_the_headline_is_the_same_word_on_every_page(site: Site, built: Built) -> None:
    """On the claim's page, on the list, on its topic, and in the claim that it is part of."""
    word = word_headline(site.inspect_content().results["tea-warms"].headline)
    for uri in ("claims/tea-warms.md", "claims/index.md", "topics/warmth.md", "claims/tea-all.md"):
        assert word in page(built, uri).replace("&#45;", "-"), uri
    assert word in built.inserts["board"].markdown("")


def test_content_with_errors_gives_no_pages(site: Site) -> None:
    """Nothing half right is published."""
    site.change(CLAIM, "value: 0.90", "value: x").inspect_content()
    broken = build_site(SiteSettings(site.root, site.root / "content"))
    assert broken.pages == ()
    assert [d.code for d in broken.diagnostics] == ["CC104"]


def test_the_same_content_gives_the_same_pages(site: Site, built: Built) -> None:
    """Byte for byte."""
    again = build_site(SiteSettings(site.root, site.root / "content"))
    assert [(p.uri, p.markdown) for p in again.pages] == [(p.uri, p.markdown) for p in built.pages]


def test_pages_name_no_machine(site: Site, built: Built) -> None:
    """The folder in which a site was built shows nowhere."""
    assert not [p.uri for p in built.pages if str(site.root) in p.markdown]


def test_edit_links_lead_to_the_card(site: Site, built: Built) -> None:
    """Where a site says at which address its files are edited; else there are none."""
    assert "Correct this card" not in page(built, "claims/tea-warms.md")
    base = "https://git.example/edit/main/"
    linked = build_site(SiteSettings(site.root, site.root / "content", edit_base=base))
    target = page(linked, "claims/tea-warms.md")
    assert f"{base}content/{CLAIM}" in re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), target)


def test_ids_of_a_page_are_its_own(built: Built) -> None:
    """An anchor leads to one place."""
    for made in built.pages:
        ids = re.findall(r'\bid="([^"]+)"|\{#([^}]+)\}', made.markdown)
        flat = [a or b for a, b in ids]
        assert len(flat) == len(set(flat)), made.uri


def test_the_banner_of_a_preview_escapes_what_cards_say(site: Site) -> None:
    """A diagnostic quotes the card, and the card may hold markup."""
    site.change(CLAIM, "kind: effect", "kind: <script>alert(1)</script>")
    html = write_banner(site.check())
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert html.startswith('<section class="cc-banner" role="alert">')
