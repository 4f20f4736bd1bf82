"""The catalogue of works: by word, in shards, so that a question for one work loads little.

A word's hash names its shard. There stand, as differences, the numbers of the works that have
the word in their title, among their authors or as an identifier, then of those whose first
author has it, then of those whose cards say it elsewhere. What is shown of a work is in
blocks, by number. A question for a DOI loads one shard and one block, however many works
there are, and what is not in its shard is not on the site.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimcards.views.search_works import Work

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


def postings(works: Sequence[Work]) -> Postings:
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


def catalogue(works: Sequence[Work]) -> Catalogue:
    """Lay out the works."""
    found = postings(works)
    size = sum(
        len(word) + 8 + 4 * (len(p.told) + len(p.first) + len(p.about)) for word, p in found.items()
    )
    count = 1 << max(0, (size // SHARD).bit_length())
    shards: list[dict[str, Any]] = [{} for _ in range(count)]
    for word in sorted(found):
        shards[fnv(word) % count][word] = _numbers(found[word])
    files = {f"search/by-word/{n}.json": _json(shard) for n, shard in enumerate(shards)}
    for start in range(0, len(works), BLOCK):
        block = list(_block(works[start : start + BLOCK]))
        files[f"search/works/{start // BLOCK}.json"] = _json(block)
    return Catalogue(count, files)


def _numbers(posting: Posting) -> list[list[int]]:
    """What stands in a shard; nothing for a word that is too frequent."""
    lists = [_steps(numbers) for numbers in (posting.told, posting.first, posting.about)]
    while lists and not lists[-1]:
        lists.pop()
    return lists


def _block(works: Iterable[Work]) -> Iterator[list[Any]]:
    for work in works:
        bearings = [[b.claim, b.statement, b.anchor, b.direction, b.tone] for b in work.bearings]
        yield [work.address, work.short, work.title, bearings]


def fnv(word: str) -> int:
    """A hash that is simple to compute in a browser, too: FNV-1a over the word's UTF-8 bytes."""
    value = 0x811C9DC5
    for byte in word.encode("utf-8"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def _steps(numbers: Sequence[int]) -> list[int]:
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]


def _json(value: Mapping[str, Any] | Sequence[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
