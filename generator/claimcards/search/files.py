"""The search's files: small documents for the index, and what its scripts read beside it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from claimcards.pages.book import Book
from claimcards.pages.explore import write_compact_json
from claimcards.search.records import (
    ASKED,
    STATED,
    SearchPart,
    SearchRecord,
    SearchWork,
    list_works,
)
from claimcards.search.words import STOP, Lexicon, find_root, split_words

INDEX = "search/index"
"""Where the index goes in the finished site."""
STYLES = ("assets/search.css",)
"""What pages need to show the search box."""
COMMON = 0.4
"""A word by which a larger share of the claims is asked for tells them apart badly."""
KNOWN = 4_000
"""Words that are sent along to mend a typing error; the most frequent ones."""
OFTEN = 2
"""What is added at most to the weight of a word that stands in several ways to ask."""
PART = 1.0
"""The weight of a word in a finding."""


def make_documents(records: Iterable[SearchRecord], lexicon: Lexicon) -> dict[str, str]:
    """One HTML document for each record, by file name."""
    return {
        f"{number}.html": make_document(record, lexicon) for number, record in enumerate(records)
    }


def make_document(record: SearchRecord, lexicon: Lexicon) -> str:
    """A record as the index reads it; its values are what the interface shows."""
    best = _weigh_tokens(record, lexicon)
    by_weight: dict[float, list[str]] = {}
    for token, weight in best.items():
        by_weight.setdefault(weight, []).append(token)
    texts = "".join(
        f'<p data-pagefind-weight="{weight:g}">{" ".join(tokens)}</p>'
        for weight, tokens in by_weight.items()
    )
    parts = "".join(_write_part(part, lexicon) for part in record.parts)
    shown = _hide_from_search(json.dumps(_list_shown(record), separators=(",", ":")))
    return (
        '<!doctype html><html lang="en"><body data-pagefind-body>'
        f'<i data-pagefind-meta="shown[data-shown]" data-shown="{shown}"></i>'
        f"{texts}{parts}</body></html>"
    )


_APART = {code: 0xE000 + code for code in range(0x80)}


def _hide_from_search(text: str) -> str:
    """A text that travels with a record and is not searched: in characters that are no letters.

    pagefind would make every word of a record's values findable, and count it.
    """
    return text.translate(_APART)


def _weigh_tokens(record: SearchRecord, lexicon: Lexicon) -> dict[str, float]:
    """Each token of a record at the highest weight that it has, and more where it is asked often.

    A word in most of the ways to ask for a claim is what the claim is about.
    """
    # The title of a page may be a word that says nothing elsewhere: About.
    own = split_words(record.title) if record.kind == "page" else ()
    found = dict.fromkeys(map(find_root, own), STATED)
    often: Counter[str] = Counter()
    for text in record.texts:
        for token in lexicon.tokens(text.text):
            found[token] = max(text.weight, found.get(token, 0))
            often[token] += text.weight == ASKED
    return {token: weight + min(OFTEN, often[token] // 2) for token, weight in found.items()}


def _write_part(part: SearchPart, lexicon: Lexicon) -> str:
    words = " ".join(lexicon.tokens(part.text))
    return f'<h6 id="{escape(part.anchor)}" data-pagefind-weight="{PART:g}">{words}</h6>'


def _list_shown(record: SearchRecord) -> list[Any]:
    """Address, kind, title, note, word, tone, then the findings by their anchors."""
    parts = {p.anchor: [p.outcome, p.study, p.direction, p.tone] for p in record.parts}
    values = [record.address, record.kind, record.title, record.note, record.word, record.tone]
    return [*values, parts]


def list_search_files(
    book: Book, records: Sequence[SearchRecord], lexicon: Lexicon
) -> dict[str, str]:
    """What the search's scripts read beside the index, by path in the documentation folder."""
    found = make_catalogue(list_works(book.corpus, book.results, book.backlinks, lexicon))
    claims = [record for record in records if record.kind == "claim"]
    asked = Counter(token for record in claims for token in _list_asked_tokens(record, lexicon))
    every = Counter(token for record in records for token in _list_tokens(record, lexicon))
    concepts = {" ".join(phrase): token for phrase, token in lexicon.concepts.items()}
    made_up = set(lexicon.concepts.values())
    known = sorted(every.keys() - made_up, key=lambda word: (-every[word], word))
    understood = {
        "stop": " ".join(sorted(STOP)),
        "concepts": concepts,
        "common": sorted(word for word, n in asked.items() if n > COMMON * len(claims)),
        "known": " ".join(known[:KNOWN]),
        "records": len(records),
        "shards": found.shards,
        "block": BLOCK,
    }
    return {"search/words.json": write_compact_json(understood), **found.files}


def _list_asked_tokens(record: SearchRecord, lexicon: Lexicon) -> set[str]:
    """The tokens by which a record is asked for, each once."""
    said = (text.text for text in record.texts if text.weight >= ASKED)
    return {token for text in said for token in lexicon.tokens(text)}


def _list_tokens(record: SearchRecord, lexicon: Lexicon) -> set[str]:
    """All tokens of a record, each once."""
    said = [text.text for text in record.texts]
    said += (part.text for part in record.parts)
    return {token for text in said for token in lexicon.tokens(text)}


BLOCK = 8
"""Works whose titles and claims are fetched together."""
SHARD = 8_000
"""Characters that a shard should have; it is sent compressed."""
RARE = (200, 0.04)
"""A word of titles that stands in more works than this many, and this share, finds nothing."""
TELLING = (200, 0.01)
"""The same for a word of cards: what many cards say tells no work apart."""


@dataclass(slots=True)
class Posting:
    """The works that have a word, by number: as they are called, by first author, elsewhere."""

    told: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    about: list[int] = field(default_factory=list)


Postings = dict[str, Posting]


def make_postings(works: Sequence[SearchWork]) -> Postings:
    """For each word and identifier: the works that have it; none where it is too frequent."""
    found: Postings = defaultdict(Posting)
    for number, work in enumerate(works):
        told = dict.fromkeys((*work.first, *work.others, *work.told, *work.identifiers))
        for word in told:
            found[word].told.append(number)
        for word in dict.fromkeys(work.first):
            found[word].first.append(number)
        for word in work.about:
            if word not in told:
                found[word].about.append(number)
    named = {word for work in works for word in (*work.first, *work.others)}
    titles, cards = (max(least, share * len(works)) for least, share in (RARE, TELLING))
    for word, posting in found.items():
        if len(posting.told) + len(posting.about) > cards:
            posting.about.clear()
        if len(posting.told) > titles and not (word in named or word.isdigit()):
            posting.told.clear()
    return found


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The shards and the blocks, by their path in the documentation folder.

    ``shards`` is how many shards there are: a power of two.
    """

    shards: int
    files: Mapping[str, str]


def make_catalogue(works: Sequence[SearchWork]) -> Catalogue:
    """Lay out the works."""
    found = make_postings(works)
    size = sum(
        len(word) + 8 + 4 * (len(p.told) + len(p.first) + len(p.about)) for word, p in found.items()
    )
    count = 1 << max(0, (size // SHARD).bit_length())
    shards: list[dict[str, Any]] = [{} for _ in range(count)]
    for word in sorted(found):
        shards[hash_word(word) % count][word] = _list_posting_numbers(found[word])
    files = {
        f"search/by-word/{n}.json": write_compact_json(shard) for n, shard in enumerate(shards)
    }
    for start in range(0, len(works), BLOCK):
        block = list(_make_block(works[start : start + BLOCK]))
        files[f"search/works/{start // BLOCK}.json"] = write_compact_json(block)
    return Catalogue(count, files)


def _list_posting_numbers(posting: Posting) -> list[list[int]]:
    """What stands in a shard; nothing for a word that is too frequent."""
    lists = [_list_steps(numbers) for numbers in (posting.told, posting.first, posting.about)]
    while lists and not lists[-1]:
        lists.pop()
    return lists


def _make_block(works: Iterable[SearchWork]) -> Iterator[list[Any]]:
    for work in works:
        bearings = [[b.claim, b.statement, b.anchor, b.direction, b.tone] for b in work.bearings]
        yield [work.address, work.short, work.title, bearings]


def hash_word(word: str) -> int:
    """A hash that is simple to compute in a browser, too: FNV-1a over the word's UTF-8 bytes."""
    value = 0x811C9DC5
    for byte in word.encode("utf-8"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def _list_steps(numbers: Sequence[int]) -> list[int]:
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]
