"""Works by name: told apart, sorted as they are shown, and linked where a text has their keys."""

from __future__ import annotations

import pytest
from tests.unit.small_site import CLAIM, FROST, HAIL, WORKS, Site

from claimcards.build import SiteSettings, build_site
from claimcards.pages.page import SitePage
from claimcards.pages.terms import TextPiece, link_works_in_pieces, link_works_in_text, sort_works
from claimcards.text.folding import fold_letters

FROST_LINK = TextPiece("Frost and Rime 2010", work="frost2010tea", address="studies/frost2010tea/")


def test_a_key_becomes_a_link_and_the_rest_stays(site: Site) -> None:
    """No character beside the key is lost or added."""
    assert link_works_in_text(site.corpus(), "As frost2010tea, but iced.") == (
        TextPiece("As "),
        FROST_LINK,
        TextPiece(", but iced."),
    )
    assert link_works_in_text(site.corpus(), "(frost2010tea)") == (
        TextPiece("("),
        FROST_LINK,
        TextPiece(")"),
    )


@pytest.mark.parametrize(
    "text", ["frost", "frost2010", "frost2010tea-2", "x-frost2010tea", "FROST2010TEA", "2010"]
)
def test_what_is_no_key_stays_as_it_is(text: str, site: Site) -> None:
    """Neither a part of a key nor a longer word."""
    assert link_works_in_text(site.corpus(), text) == (TextPiece(text),)


@pytest.mark.parametrize(
    "text", ["https://tea.example/frost2010tea", "a@frost2010tea.example", "?work=frost2010tea"]
)
def test_a_key_within_an_address_stays(text: str, site: Site) -> None:
    """An address with a name in it would lead nowhere."""
    assert link_works_in_text(site.corpus(), text) == (TextPiece(text),)


def test_a_key_that_is_a_plain_word_is_never_taken_for_a_work(site: Site) -> None:
    """Nobody knows whether the word or the work is meant."""
    site.append(
        WORKS, "@misc{tea,\n  author = {Sleet, Sam},\n  title = {Tea},\n  year = {2011}\n}\n"
    )
    assert "tea" in site.corpus().references
    assert link_works_in_text(site.corpus(), "More tea.") == (TextPiece("More tea."),)


def test_a_work_without_a_page_leads_to_the_bibliography(site: Site) -> None:
    """A notice, or who made the claim."""
    site.append(
        WORKS, "@misc{note2011,\n  author = {Sleet, Sam},\n  title = {No},\n  year = {2011}\n}\n"
    )
    link = TextPiece("Sleet 2011", work="note2011", address="bibliography/#note2011")
    assert link_works_in_text(site.corpus(), "note2011") == (link,)


def test_a_registry_record_is_named_by_its_number(site: Site) -> None:
    """Its sponsor tells nobody which trial is meant."""
    site.append(WORKS, "@misc{nct01234567,\n  author = {Sleet, Sam},\n  title = {No}\n}\n")
    assert [piece.text for piece in link_works_in_text(site.corpus(), "nct01234567")] == [
        "NCT01234567"
    ]


def test_terms_and_nothing_stay(site: Site) -> None:
    """A piece that is a term already is not cut; an empty text has no pieces."""
    term = TextPiece("frost2010tea", "cup", "A bowl.")
    assert link_works_in_pieces(site.corpus(), (term,)) == (term,)
    assert link_works_in_text(site.corpus(), "") == ()


def test_works_of_one_name_are_told_apart_everywhere(site: Site) -> None:
    """By a letter, in the order of their titles; all others keep their names."""
    entry = "@article{%s,\n  author = {Sleet, Sam},\n  title = {%s},\n  year = {2011}\n}\n"
    site.append(WORKS, entry % ("aa2011", "Zinc cups") + entry % ("bb2011", "Amber cups"))
    shorts = site.corpus().shorts
    assert (shorts["aa2011"], shorts["bb2011"]) == ("Sleet 2011b", "Sleet 2011a")
    assert shorts["frost2010tea"] == "Frost and Rime 2010"
    assert list(shorts) == list(site.corpus().references)


def test_names_without_a_year_get_their_letter_in_brackets(site: Site) -> None:
    """It would be read as a part of the name."""
    entry = "@misc{%s,\n  author = {Sleet, Sam},\n  title = {%s}\n}\n"
    site.append(WORKS, entry % ("aa1", "Amber cups") + entry % ("bb1", "Zinc cups"))
    shorts = site.corpus().shorts
    assert (shorts["aa1"], shorts["bb1"]) == ("Sleet (a)", "Sleet (b)")


def test_lists_are_sorted_by_the_name_that_is_shown(site: Site) -> None:
    """Whatever the key; accents and capitals do not count."""
    entry = "@article{%s,\n  author = {%s},\n  title = {Cups},\n  year = {2011}\n}\n"
    names = {"z1": "{\\'E}clair, E.", "y2": "de Vries, D.", "a3": "Zeta, Z.", "b4": "Dew, D."}
    for key, author in names.items():
        site.append(WORKS, entry % (key, author))
    assert sort_works(site.corpus(), names) == ["y2", "b4", "z1", "a3"]


@pytest.mark.parametrize(
    ("text", "plain"), [("Börger", "borger"), ("Østergård", "ostergard"), ("Łuk", "luk")]
)
def test_letters_are_sorted_as_their_plain_form(text: str, plain: str) -> None:
    """No letter is lost from the front of a name."""
    assert fold_letters(text) == plain


def page(site: Site, uri: str) -> SitePage:
    """One page of the tiny site."""
    built = build_site(SiteSettings(site.root, site.root / "content"))
    return next(page for page in built.pages if page.uri == uri)


def test_limits_searches_and_notes_name_works_and_not_keys(site: Site) -> None:
    """On the claim's page and on the study's."""
    site.change(CLAIM, "    result: Hands", "    limits: As hail2012tea\n    result: Hands")
    site.append(FROST, "notes: See hail2012tea.\n").inspect_content()
    link = '<a data-cite="hail2012tea" href="../../studies&#47;hail2012tea&#47;">Hail 2012</a>'
    assert f"<dt>Limits</dt><dd>As {link}</dd>" in page(site, "claims/tea-warms.md").markdown
    study = page(site, "studies/frost2010tea.md").markdown
    assert f"<dd>See {link}.</dd>" in study.replace("&#46;", ".")


def test_what_stands_around_a_key_is_escaped(site: Site) -> None:
    """Card text is hostile, and its pieces are card text."""
    site.append(HAIL, 'notes: "<b>frost2010tea</b> [x](y)"\n').inspect_content()
    text = page(site, "studies/hail2012tea.md").markdown
    assert "<b>" not in text
    assert "&#60;b&#62;<a data-cite=" in text
    assert "[x](y)" not in text
