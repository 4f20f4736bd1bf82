"""Formatted references: complete, sound at every joint, and inert."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcards.build import DEFAULT_STYLE
from claimcards.references.citations import Citations
from claimcards.references.reference import Name, Reference, Span
from claimcards.text.diagnostics import UseError
from claimcards.text.harmless import escape_text

LAI = Reference(
    key="lai2010",
    kind="article",
    title=(Span("Exosome secreted by "), Span("MSC", protected=True), Span(" reduces injury")),
    authors=(
        Name(family="Lai", given="Ruenn Chai"),
        Name(family="Kleijn", given="D. P. V.", particle="de"),
        Name(family="Lazo", given="A.", suffix="Jr"),
    ),
    container="Stem Cell Research",
    year=2010,
    month=5,
    volume="4",
    issue="3",
    pages="214–222",
    doi="10.1016/j.scr.2009.12.003",
    pmid="20138817",
    url="https://x.org/",
)
STYLES = ("elsevier-vancouver", "springer-vancouver-brackets", "elsevier-harvard", "nature", "apa")


@pytest.fixture(scope="module")
def citations() -> Citations:
    """The default style."""
    return Citations(DEFAULT_STYLE, escape_text)


def as_read(entry: str) -> str:
    """An entry as a reader sees it, without markup."""
    return html.unescape(re.sub(r"</?(i|b|sup|sub)>", "", entry))


def test_an_ordinary_article(citations: Citations) -> None:
    """Authors, title, journal, year, volume, pages; no number, DOI or address."""
    assert as_read(citations.entry(LAI)) == (
        "Lai RC, de Kleijn DPV, Lazo A Jr. Exosome secreted by MSC reduces injury. "
        "Stem Cell Research 2010;4:214–222."
    )


JOINTS = [
    (replace(LAI, volume="", issue="", pages=""), "Stem Cell Research 2010."),
    (replace(LAI, volume=""), "Stem Cell Research 2010:214–222."),
    (replace(LAI, year=None), "Stem Cell Research"),
    (replace(LAI, pages="1–10"), "2010;4:1–10."),
    (replace(LAI, pages="2615–27"), "2010;4:2615–27."),
    (replace(LAI, pages="e12345"), "2010;4:e12345."),
    (replace(LAI, title=(Span("Where are we?"),)), "Where are we? Stem Cell Research"),
    (replace(LAI, title=(Span("No more!"),)), "No more! Stem Cell Research"),
    (replace(LAI, title=(Span("It ends."),)), "It ends. Stem Cell Research"),
    (replace(LAI, authors=LAI.authors[:1], authors_complete=False), "Lai RC, et al. Exosome"),
    (replace(LAI, authors=LAI.authors * 3), "Lazo A Jr, et al. Exosome"),
    (replace(LAI, authors=LAI.authors * 3, authors_complete=False), "Lazo A Jr, et al. Exosome"),
    (replace(LAI, authors=(Name(family="Cao"),)), "Cao. Exosome"),
    (replace(LAI, authors=(Name(literal="Direct Biologics, LLC"),)), "Direct Biologics, LLC. Exo"),
    (replace(LAI, kind="misc", container="ClinicalTrials.gov"), "ClinicalTrials.gov 2010"),
    (replace(LAI, kind="unheard-of"), "Stem Cell Research 2010;4:214–222."),
]


@pytest.mark.parametrize(("reference", "words"), JOINTS)
def test_joints_are_sound_where_something_is_missing(
    citations: Citations, reference: Reference, words: str
) -> None:
    """No double stop, no glued number, no lost digit."""
    text = as_read(citations.entry(reference))
    assert words in text
    assert not re.search(r"\.\.|;\.|,\.|[?!]\.|\s[.,;]|[;:,]$|^\W", text)


def test_a_body_that_is_also_the_place_stands_once(citations: Citations) -> None:
    """A page of an agency on its own site."""
    fda = Name(literal="US Food and Drug Administration")
    page = replace(LAI, kind="misc", authors=(fda,), container=fda.literal, volume="", pages="")
    assert as_read(citations.entry(page)).count(fda.literal) == 1


@pytest.mark.parametrize("style", STYLES)
def test_every_style_says_what_the_reference_says(style: str) -> None:
    """Nothing is swallowed by the formatter, and no style prints its number."""
    text = as_read(Citations(style, escape_text).entry(LAI))
    for piece in ("Lai", "Kleijn", "2010", "214", "222", "Stem Cell Research"):
        assert piece in text
    assert "exosome secreted by msc reduces injury" in text.lower()
    assert not re.match(r"\W|\d", text)


def test_protected_capitals_survive_a_style_that_changes_case() -> None:
    """Chicago writes the other words of a title with capitals."""
    title = (Span("effects of "), Span("mRNA", protected=True), Span(" on kidneys"))
    text = as_read(Citations("chicago-author-date", escape_text).entry(replace(LAI, title=title)))
    assert "Effects of mRNA on Kidneys" in text


def test_only_tags_of_the_style_are_markup() -> None:
    """Nature prints the journal in italics and the volume in bold."""
    entry = Citations("nature", escape_text).entry(LAI)
    assert "<i>Stem Cell Research</i>" in entry
    assert "<b>4</b>" in entry
    assert set(re.findall(r"<[^>]*>", entry)) <= {"<i>", "</i>", "<b>", "</b>"}


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "</title><script>",
    "[x](javascript:alert(1))",
    "x{ onclick=alert(1) }",
    "`code` **bold** _it_ ~~s~~ # h | t |",
    "&lt;script&gt; &amp; &#60;",
    '<span class="nocase">X</span>',
    "![x](y){: onerror=alert(1)}",
    "\ue010\ue011\ue020\ue021\ue022\ue023",
    "{{ 7*7 }} {% x %}",
    "--- +++ \\ $x$ ^a^ ==b==",
]
ALLOWED = re.compile(r"</?(i|b|sup|sub)>|&#\d+;|[,.;%']|[^!-/:-@\[-`{-~]")


@pytest.mark.parametrize("style", ["elsevier-vancouver", "nature"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_acts_nowhere(style: str, text: str) -> None:
    """In every field: shown as it is written, and not one live mark of ASCII left."""
    reference = Reference(
        key=text,
        kind="article",
        title=(Span(text), Span(text, protected=True)),
        authors=(Name(family=text, given=text, particle=text, suffix=text), Name(literal=text)),
        container=text,
        year=2000,
        volume=text,
        issue=text,
        pages=text,
        publisher=text,
        doi=text,
        url=text,
        note=text,
        extra=((text, text),),
    )
    entry = Citations(style, escape_text).entry(reference)
    assert ALLOWED.sub("", entry) == ""
    assert entry.count("<i>") == entry.count("</i>")
    assert entry.count("<b>") == entry.count("</b>")
    if not text.startswith("\ue010"):
        assert text.split()[0] in as_read(entry)


def test_the_escape_that_a_site_uses_is_used() -> None:
    """Its answer is what stands in the entry."""
    assert Citations(DEFAULT_STYLE, str.upper).entry(LAI).startswith("LAI RC, DE KLEIJN")


def test_a_reference_is_formatted_once(
    citations: Citations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Equal references share the work, whatever object they are."""
    first = citations.entry(LAI)
    monkeypatch.setattr(citations, "_format", lambda _: pytest.fail("formatted twice"))
    assert citations.entry(replace(LAI)) == first


@pytest.mark.parametrize(
    ("style", "near"),
    [
        ("elsevier-vancuver", "elsevier-vancouver"),
        ("vancouver", "vancouver"),
        ("Nature", "nature"),
        ("../../etc/passwd", ""),
        ("", ""),
    ],
)
def test_an_unknown_style_names_near_ones(style: str, near: str) -> None:
    """In one line, for whoever wrote mkdocs.yml."""
    with pytest.raises(UseError, match="no citation style") as error:
        Citations(style, escape_text)
    assert near in str(error.value)
    assert "\n" not in str(error.value)


def test_a_style_that_stands_for_another() -> None:
    """Journals' own styles are names for a common one."""
    assert "Lai" in as_read(Citations("vancouver-nlm", escape_text).entry(LAI))


WORDS = st.text(max_size=12)
NAMES = st.builds(Name, WORDS, WORDS, WORDS, WORDS, WORDS)
REFERENCES = st.builds(
    Reference,
    key=WORDS,
    kind=st.sampled_from(["article", "misc", "book", "inproceedings", "thesis", ""]),
    title=st.lists(st.builds(Span, WORDS, st.booleans()), max_size=3).map(tuple),
    authors=st.lists(NAMES, max_size=8).map(tuple),
    authors_complete=st.booleans(),
    container=WORDS,
    year=st.none() | st.integers(1000, 2100),
    volume=WORDS,
    issue=WORDS,
    pages=WORDS,
    publisher=WORDS,
    doi=WORDS,
    url=WORDS,
)


@given(REFERENCES)
def test_no_reference_raises(reference: Reference) -> None:
    """Whatever a bibliography says, there is an entry, and it is inert."""
    entry = Citations(DEFAULT_STYLE, escape_text).entry(reference)
    assert ALLOWED.sub("", entry) == ""
