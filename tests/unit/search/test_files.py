"""The search's files: documents for the index, shards and blocks of works."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from itertools import accumulate

from claimcards.search.files import (
    BLOCK,
    OFTEN,
    hash_word,
    make_catalogue,
    make_document,
    make_documents,
    make_postings,
)
from claimcards.search.records import ASKED, SearchPart, SearchRecord, SearchWork, Weighted
from claimcards.search.words import Lexicon

HOSTILE = '"><script>alert(1)</script>'
RECORD = SearchRecord(
    "claims/tea-warms/",
    "claim",
    f"Tea warms {HOSTILE}",
    word="Maybe, in people",
    tone="supports",
    texts=(Weighted(8, f"Tea warms {HOSTILE}"), Weighted(2, "Tea, warm feet and tea")),
    parts=(
        SearchPart(
            "f-one", f"Warmth of feet {HOSTILE}", "Lai 2010", "supports", "supports", "in mice"
        ),
    ),
)


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += f" {data}"


def parsed(record: SearchRecord) -> _Elements:
    """The document of a record, taken apart."""
    elements = _Elements()
    elements.feed(make_document(record, Lexicon()))
    return elements


def test_a_word_stands_once_at_its_best_weight() -> None:
    """Repeated words would make the index heavy and the long claims first."""
    elements = parsed(RECORD)
    assert elements.text.split().count("tea") == 1
    weights = [a.get("data-pagefind-weight") for t, a in elements.found if t == "p"]
    assert weights == ["8", "2"]


def test_a_word_of_many_ways_to_ask_weighs_more() -> None:
    """It is what the claim is about; the more it is asked, up to a bound."""
    ways = ("tea for feet", "tea at night", "tea or coffee", "warm tea")
    texts = tuple(Weighted(ASKED, way) for way in ways)
    elements = parsed(SearchRecord("claims/tea-warms/", "claim", "", texts=texts))
    weights = [a.get("data-pagefind-weight") for t, a in elements.found if t == "p"]
    assert weights[0] == f"{ASKED + OFTEN:g}"
    assert set(weights[1:]) == {f"{ASKED:g}"}


def test_findings_have_anchors() -> None:
    """So that a result leads to the very finding."""
    headings = [a for t, a in parsed(RECORD).found if t == "h6"]
    assert [heading["id"] for heading in headings] == ["f-one"]


def test_hostile_text_is_only_words() -> None:
    """No mark of a card reaches the document, neither as text nor as a value."""
    elements = parsed(RECORD)
    assert "script" not in [tag for tag, _ in elements.found]
    assert "<" not in elements.text


def test_values_travel_unread() -> None:
    """They come back as they were, and hold no letter that the index could take for a word."""
    (shown,) = [a["data-shown"] or "" for t, a in parsed(RECORD).found if t == "i"]
    assert not any(character.isalnum() for character in shown)
    plain = "".join(chr(ord(c) - 0xE000) if 0xE000 <= ord(c) < 0xE080 else c for c in shown)
    values = json.loads(plain)
    assert values[:3] == ["claims/tea-warms/", "claim", RECORD.title]
    assert values[6]["f-one"][1] == "Lai 2010"


def test_names_of_documents_come_from_no_card() -> None:
    """A file's name is a number."""
    assert list(make_documents([RECORD, RECORD], Lexicon())) == ["0.html", "1.html"]


def work(number: int) -> SearchWork:
    """An invented work."""
    return SearchWork(
        address=f"studies/work{number}/",
        short=f"Name{number} 2020",
        title=f"Title {number}",
        first=(f"name{number}",),
        others=("shared",),
        told=("title", "2020"),
        about=("mouse", f"model{number % 100}", "title"),
        identifiers=(f"doi:10.5555/{number}",),
        bearings=(),
    )


def test_each_word_leads_to_its_works() -> None:
    """Shard by hash, numbers by their differences, blocks by number: as the scripts read them."""
    works = [work(number) for number in range(3_000)]
    found = make_catalogue(works)
    files, shards = found.files, found.shards
    assert shards == sum(path.startswith("search/by-word/") for path in files)
    assert shards > 4
    assert shards & (shards - 1) == 0
    for word in ("name77", "doi:10.5555/2999", "shared"):
        shard = json.loads(files[f"search/by-word/{hash_word(word) % shards}.json"])
        numbers = list(accumulate(shard[word][0]))
        assert numbers == [
            n for n, one in enumerate(works) if word in (*one.first, *one.others, *one.identifiers)
        ]
        block = json.loads(files[f"search/works/{numbers[-1] // BLOCK}.json"])
        assert block[numbers[-1] % BLOCK][0] == works[numbers[-1]].address


def test_how_well_a_word_tells_of_a_work_is_kept_apart() -> None:
    """By its first author, by its name or title, or only by what its cards say of it."""
    found = make_postings([work(number) for number in range(300)])
    assert (found["name7"].told, found["name7"].first, found["name7"].about) == ([7], [7], [])
    assert (found["model7"].told, found["model7"].about) == ([], [7, 107, 207])


def test_a_word_of_every_work_finds_nothing_and_a_year_does() -> None:
    """What most works have tells none apart; authors, years and identifiers are always kept."""
    works = [work(number) for number in range(300)]
    found = make_postings(works)
    for word in ("title", "mouse"):
        assert (found[word].told, found[word].about) == ([], [])
    assert len(found["2020"].told) == len(found["shared"].told) == 300
    files = make_catalogue(works).files
    shards = [json.loads(text) for path, text in files.items() if "by-word" in path]
    assert [shard["title"] for shard in shards if "title" in shard] == [[]]


def test_a_word_that_is_too_frequent_finds_not_only_where_it_is_not_the_title() -> None:
    """Else it would find just the works that it fits least."""
    often = [replace(work(n), told=("often",)) for n in range(250)]
    seldom = [replace(work(n), told=(), about=("often",)) for n in range(250, 300)]
    posting = make_postings([*often, *seldom])["often"]
    assert (posting.told, posting.about) == ([], [])


def test_the_hash_is_the_known_one() -> None:
    """FNV-1a, 32 bits: the values that its authors publish."""
    assert hash_word("") == 0x811C9DC5
    assert hash_word("a") == 0xE40C292C
    assert hash_word("foobar") == 0xBF9CF968
