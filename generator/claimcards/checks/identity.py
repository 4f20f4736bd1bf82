"""Ids: one card one id, the same as its file's name, and never two of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from claimcards.corpus import Corpus
from claimcards.diagnostics import Diagnostic
from claimcards.model.typing import Sourced
from claimcards.near import did_you_mean


def file_names(corpus: Corpus) -> Iterator[Diagnostic]:
    """A card's file is named like its id, so that anyone finds it from the address."""
    for cards in (corpus.claims, corpus.studies):
        for key in sorted(cards):
            card: Sourced = cards[key]  # type: ignore[type-arg]
            name = PurePosixPath(card.file).stem
            if name != key:
                yield Diagnostic(
                    "CC201",
                    card.place("id"),
                    f"the id is '{key}', but the file is named '{name}.yml'",
                    f"rename the file to '{key}.yml', or correct the id if it is new",
                )


def topics(corpus: Corpus) -> Iterator[Diagnostic]:
    """A claim lies in the folder of a topic of the vocabulary."""
    known = corpus.vocabulary.topics
    for key in sorted(corpus.claims):
        topic = corpus.topic_of(key)
        if "topics" in corpus.words.files and topic not in known:
            place = corpus.claims[key].place("id")
            hint = did_you_mean(topic, known, f"topics: {', '.join(known)}")
            yield Diagnostic(
                "CC202", place, f"the folder '{topic}' is no topic of the vocabulary", hint
            )


def finding_ids(corpus: Corpus) -> Iterator[Diagnostic]:
    """Within a claim, each finding has an id of its own: its anchor on the page."""
    seen: dict[tuple[str, str], int] = {}
    for claim, index, finding in corpus.findings():
        first = seen.setdefault((claim.record.id, finding.id), index)
        if first != index:
            line = claim.place("findings", first, "id").line
            yield Diagnostic(
                "CC203",
                claim.place("findings", index, "id"),
                f"the finding id '{finding.id}' stands twice in this card",
                f"the first is in line {line}; give one of them another id",
            )


def former_ids(corpus: Corpus) -> Iterator[Diagnostic]:
    """An id that a claim had before belongs to no other claim: its address leads to one page."""
    owners: dict[str, str] = {}
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        for index, former in enumerate(claim.record.former_ids):
            owner = former if former in corpus.claims else owners.setdefault(former, key)
            if owner != key or former == key:
                place = claim.place("former_ids", index)
                message = f"the former id '{former}' belongs to the claim '{owner}'"
                yield Diagnostic("CC204", place, message, "delete this line")


RESERVED = frozenset({"index"})
"""Ids whose address the site needs itself: the lists of all claims and of all studies."""


def reserved(corpus: Corpus) -> Iterator[Diagnostic]:
    """No card takes the address of a list."""
    for cards in (corpus.claims, corpus.studies):
        for key in sorted(RESERVED.intersection(cards)):
            place = cards[key].place("id")
            yield Diagnostic("CC206", place, f"the id '{key}' is the site's own", "take another id")
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        for index, former in enumerate(claim.record.former_ids):
            if former in RESERVED:
                place = claim.place("former_ids", index)
                yield Diagnostic(
                    "CC206", place, f"the id '{former}' is the site's own", "delete it"
                )


RULES = (reserved, file_names, topics, finding_ids, former_ids)
