"""Ids: one card one id, and one work one study."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from claimcards.cards.typing import Sourced
from claimcards.corpus import Corpus
from claimcards.references.identity import find_same_works
from claimcards.text.diagnostics import Diagnostic, Severity
from claimcards.text.near import did_you_mean


def check_file_names(corpus: Corpus) -> Iterator[Diagnostic]:
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


def check_topics(corpus: Corpus) -> Iterator[Diagnostic]:
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


def check_finding_ids(corpus: Corpus) -> Iterator[Diagnostic]:
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


def check_former_ids(corpus: Corpus) -> Iterator[Diagnostic]:
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


def check_reserved_ids(corpus: Corpus) -> Iterator[Diagnostic]:
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


IDENTITY_RULES = (
    check_reserved_ids,
    check_file_names,
    check_topics,
    check_finding_ids,
    check_former_ids,
)


def check_references_of_studies(corpus: Corpus) -> Iterator[Diagnostic]:
    """A study without a reference cannot be found by a reader."""
    for key in sorted(corpus.studies):
        if not corpus.is_known("references", key):
            free = [name for name in corpus.references if name not in corpus.studies]
            hint = did_you_mean(key, free, "add an entry with this key to references/")
            place = corpus.studies[key].place("id")
            yield Diagnostic("CC211", place, f"there is no reference with the key '{key}'", hint)


def check_use_of_references(corpus: Corpus) -> Iterator[Diagnostic]:
    """A reference is a study's, or a claim's origin, or a notice; else it hangs in the air."""
    if not corpus.complete or not corpus.claims:
        return
    cited = {o.reference for c in corpus.claims.values() for o in c.record.origins}
    cited |= {s.record.standing.notice or "" for s in corpus.studies.values()}
    # A slip in a key is said where the key is used; what it meant is not unused for it.
    sought = [key for key in (*cited, *corpus.studies) if key not in corpus.references]
    for key in sorted(corpus.references):
        if key not in cited and key not in corpus.studies and not did_you_mean(key, sought):
            yield Diagnostic(
                "CC212",
                corpus.references[key].place,
                f"the reference '{key}' has no study card and nothing cites it",
                f"write studies/{key}.yml, or delete the reference",
            )


def check_use_of_studies(corpus: Corpus) -> Iterator[Diagnostic]:
    """A study that no finding names shows its reader nothing."""
    if not corpus.complete or not corpus.claims:
        return
    used = {finding.study for _, _, finding in corpus.findings()}
    sought = [key for key in used if key not in corpus.studies]
    for key in sorted(corpus.studies):
        study = corpus.studies[key]
        if key not in used and study.record.withdrawn is None and not did_you_mean(key, sought):
            yield Diagnostic(
                "CC213",
                study.place("id"),
                f"no claim has a finding of the study '{key}'",
                "add its finding to a claim, or withdraw the study with a reason",
                Severity.WARNING,
            )


def check_same_work(corpus: Corpus) -> Iterator[Diagnostic]:
    """The same work under two keys would count twice."""
    references = {key: sourced.reference for key, sourced in corpus.references.items()}
    for found in find_same_works(references):
        place = corpus.references[found.first].place
        message = f"'{found.second}' and '{found.first}' are the same work: they share the "
        hint = f"keep one of them; the other is at {place}"
        if found.differ:
            message = f"'{found.second}' has another {found.differ} than '{found.first}', but the "
            hint = f"give each its own {found.kind}; the other is at {place}"
        text = f"{found.kind}" if not found.differ else f"same {found.kind}"
        yield Diagnostic("CC214", corpus.references[found.second].place, message + text, hint)


WORK_RULES = (
    check_references_of_studies,
    check_use_of_references,
    check_use_of_studies,
    check_same_work,
)
