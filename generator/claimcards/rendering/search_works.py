"""The catalogue of works: by word, in shards, so that a question for one work loads little.

A word's hash names its shard. There stand the numbers of the works that have the word, and
of those whose first author has it, as differences. What is shown of a work is in blocks,
by number. A question for a DOI loads one shard and one block, however many works there are,
and what is not in its shard is not on the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from claimcards.views.search_works import Work

BLOCK = 16
"""Works whose titles and claims are fetched together."""
SHARD = 30_000
"""Characters that a shard should have; it is sent compressed."""
RARE = (200, 0.04)
"""A word of titles that stands in more works than this many, and this share, finds nothing."""

Postings = dict[str, tuple[list[int], list[int]]]


def postings(works: Sequence[Work]) -> Postings:
    """For each word and identifier: the works that have it, and those by such a first author."""
    found: Postings = {}
    for number, work in enumerate(works):
        for word in dict.fromkeys((*work.first, *work.others, *work.told, *work.identifiers)):
            found.setdefault(word, ([], []))[0].append(number)
        for word in dict.fromkeys(work.first):
            found[word][1].append(number)
    named = {word for work in works for word in (*work.first, *work.others)}
    most = max(RARE[0], RARE[1] * len(works))
    return {
        word: numbers
        for word, numbers in found.items()
        if word in named or word.isdigit() or len(numbers[0]) <= most
    }


def shards_of(works: Sequence[Work]) -> int:
    """How many shards there are: a power of two."""
    return _shards(postings(works))


def _shards(found: Postings) -> int:
    size = sum(len(word) + 8 + 4 * (len(a) + len(b)) for word, (a, b) in found.items())
    return 1 << max(0, (size // SHARD).bit_length())


def work_files(works: Sequence[Work]) -> dict[str, str]:
    """The shards and the blocks, by their path in the documentation folder."""
    found = postings(works)
    count = _shards(found)
    shards: list[dict[str, Any]] = [{} for _ in range(count)]
    for word in sorted(found):
        numbers, first = found[word]
        shards[fnv(word) % count][word] = (
            [_steps(numbers), _steps(first)] if first else [_steps(numbers)]
        )
    files = {f"search/by-word/{n}.json": _json(shard) for n, shard in enumerate(shards)}
    for start in range(0, len(works), BLOCK):
        block = list(_block(works[start : start + BLOCK]))
        files[f"search/works/{start // BLOCK}.json"] = _json(block)
    return files


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
