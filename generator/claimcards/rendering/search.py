"""The search's files: small documents for the index, and what its scripts read beside it.

A document holds roots and concept tokens instead of sentences, each once and at its best
weight, so the index stays small; what a reader sees of a result travels with it as values.
``search/words.json`` holds what a query is understood with.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from claimcards.rendering.book import Book
from claimcards.rendering.search_works import BLOCK, catalogue
from claimcards.views.search import ASKED, STATED, Part, Record
from claimcards.views.search_words import STOP, Lexicon, root, words
from claimcards.views.search_works import works

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


def documents(records: Iterable[Record], lexicon: Lexicon) -> dict[str, str]:
    """One HTML document for each record, by file name."""
    return {f"{number}.html": document(record, lexicon) for number, record in enumerate(records)}


def document(record: Record, lexicon: Lexicon) -> str:
    """A record as the index reads it; its values are what the interface shows."""
    best = _best(record, lexicon)
    by_weight: dict[float, list[str]] = {}
    for token, weight in best.items():
        by_weight.setdefault(weight, []).append(token)
    texts = "".join(
        f'<p data-pagefind-weight="{weight:g}">{" ".join(tokens)}</p>'
        for weight, tokens in by_weight.items()
    )
    parts = "".join(_part(part, lexicon) for part in record.parts)
    shown = _unread(json.dumps(_shown(record), separators=(",", ":")))
    return (
        '<!doctype html><html lang="en"><body data-pagefind-body>'
        f'<i data-pagefind-meta="shown[data-shown]" data-shown="{shown}"></i>'
        f"{texts}{parts}</body></html>"
    )


_APART = {code: 0xE000 + code for code in range(0x80)}


def _unread(text: str) -> str:
    """A text that travels with a record and is not searched: in characters that are no letters.

    pagefind would make every word of a record's values findable, and count it.
    """
    return text.translate(_APART)


def _best(record: Record, lexicon: Lexicon) -> dict[str, float]:
    """Each token of a record at the highest weight that it has, and more where it is asked often.

    A word in most of the ways to ask for a claim is what the claim is about.
    """
    # The title of a page may be a word that says nothing elsewhere: About.
    own = words(record.title) if record.kind == "page" else ()
    found = dict.fromkeys(map(root, own), STATED)
    often: Counter[str] = Counter()
    for text in record.texts:
        for token in lexicon.tokens(text.text):
            found[token] = max(text.weight, found.get(token, 0))
            often[token] += text.weight == ASKED
    return {token: weight + min(OFTEN, often[token] // 2) for token, weight in found.items()}


def _part(part: Part, lexicon: Lexicon) -> str:
    words = " ".join(lexicon.tokens(part.text))
    return f'<h6 id="{escape(part.anchor)}" data-pagefind-weight="{PART:g}">{words}</h6>'


def _shown(record: Record) -> list[Any]:
    """Address, kind, title, note, word, tone, then the findings by their anchors."""
    parts = {p.anchor: [p.outcome, p.study, p.direction, p.tone] for p in record.parts}
    values = [record.address, record.kind, record.title, record.note, record.word, record.tone]
    return [*values, parts]


def search_files(book: Book, records: Sequence[Record], lexicon: Lexicon) -> dict[str, str]:
    """What the search's scripts read beside the index, by path in the documentation folder."""
    found = catalogue(works(book.corpus, book.results, book.backlinks, lexicon))
    claims = [record for record in records if record.kind == "claim"]
    asked = Counter(token for record in claims for token in _asked(record, lexicon))
    every = Counter(token for record in records for token in _tokens(record, lexicon))
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
    return {"search/words.json": _json(understood), **found.files}


def _asked(record: Record, lexicon: Lexicon) -> set[str]:
    """The tokens by which a record is asked for, each once."""
    said = (text.text for text in record.texts if text.weight >= ASKED)
    return {token for text in said for token in lexicon.tokens(text)}


def _tokens(record: Record, lexicon: Lexicon) -> set[str]:
    """All tokens of a record, each once."""
    said = [text.text for text in record.texts]
    said += (part.text for part in record.parts)
    return {token for text in said for token in lexicon.tokens(text)}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
