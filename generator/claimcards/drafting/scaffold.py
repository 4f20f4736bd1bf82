"""New claims and findings for a writer to fill in: what they are called and where they go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import PurePosixPath

from claimcards.checks.identity import RESERVED
from claimcards.corpus import Corpus
from claimcards.drafting.blank import Given, blanks, item
from claimcards.drafting.inserting import inserted
from claimcards.formatting.shapes import shape_of
from claimcards.model.claim import Claim, Finding
from claimcards.model.scalars import SLUG
from claimcards.model.words import Direction
from claimcards.near import did_you_mean
from claimcards.reading.files import UseError

UNTIL_REVIEW = timedelta(days=182)
"""How long after a claim was begun its card should be looked at again."""
_ALSO = frozenset(["question", "test", "plain"])
"""Keys of a claim that only a claim over claims does without."""
_AUTHOR_YEAR = re.compile(r"[a-z]+\d{4}")


def claim_file(corpus: Corpus, content: str, key: str, topic: str) -> str:
    """Where the card of a new claim goes, relative to the project's root.

    :raises UseError: for an id that is taken or makes no address, or a topic that is not there.
    """
    _fitting(key, "the id of a claim")
    former = {
        f: claim.record.id for claim in corpus.claims.values() for f in claim.record.former_ids
    }
    if key in corpus.claims:
        raise UseError(f"'{key}' is there already: {corpus.claims[key].file}")
    if key in former or key in RESERVED:
        why = f"was an id of '{former[key]}' before" if key in former else "is the site's own"
        raise UseError(f"'{key}' {why}; take another id")
    topics = corpus.vocabulary.topics
    if topic not in topics:
        known = f"topics are: {', '.join(topics)}"
        raise UseError(f"there is no topic '{topic}'; {did_you_mean(topic, topics, known)}")
    return f"{content}/claims/{topic}/{key}.yml"


def claim_text(file: str, on: date, statement: str, schema: str = "") -> str:
    """A claim to be filled in; ``on`` is the day, ``schema`` the address for editors."""
    given: Given = {
        "id": PurePosixPath(file).stem,
        "statement": statement,
        "curated_on": on.isoformat(),
        "review_due": (on + UNTIL_REVIEW).isoformat(),
    }
    head = [f"# yaml-language-server: $schema={schema}"] if schema else []
    return "\n".join([*head, *blanks(Claim, given, _ALSO)]) + "\n"


def finding_target(corpus: Corpus, claim: str, study: str) -> str:
    """The file of the claim that gets a finding.

    :raises UseError: where claim or study is not there, with the nearest that is.
    """
    # The card of a study that was begun a moment ago cannot be read yet: its blanks wait.
    studies = {*corpus.studies, *corpus.unread.get("studies", ())}
    for key, known, what in ((claim, corpus.claims, "claim"), (study, studies, "study")):
        if key not in known:
            otherwise = f"begin it first: claimcards new {what}"
            raise UseError(f"there is no {what} '{key}'; {did_you_mean(key, known, otherwise)}")
    card = corpus.claims[claim]
    if card.record.over:
        raise UseError(f"'{claim}' is a claim over claims and has no findings; name one of them")
    return card.file


def finding_ids(corpus: Corpus, claim: str) -> frozenset[str]:
    """The ids that findings of a claim have, those among them that could not be typed."""
    written = corpus.claims[claim].card.value.get("findings", [])
    found = (item.get("id") for item in written if isinstance(item, dict))
    return frozenset(key for key in found if isinstance(key, str))


def finding_id(study: str, taken: frozenset[str], wanted: str = "") -> str:
    """An id for a finding of this study: the one wanted, or one made of its key.

    :raises UseError: where the wanted one is taken, or makes no anchor.
    """
    if wanted:
        _fitting(wanted, "the id of a finding")
    if wanted in taken:
        raise UseError(f"'{wanted}' is the id of another finding of this claim; take another one")
    found = _AUTHOR_YEAR.match(study)
    return wanted or free(found[0] if found else study, taken)


def with_finding(text: str, file: str, given: Mapping[str, str], on: date) -> str:
    """A claim's card with one more finding to be filled in; ``text`` is the file as it is.

    ``given`` holds what is known of it, ``on`` is the day.

    :raises UseError: for a card that cannot be added to.
    """
    neutral = given.get("direction") == Direction.NEUTRAL
    known: Given = {**given, "checked": {"on": on.isoformat()}}
    lines = item(Finding, known, frozenset(["neutral_because"] if neutral else []))
    return inserted(file, text, "findings", lines, shape_of(Claim))


def free(stem: str, taken: Iterable[str]) -> str:
    """An id that nothing has yet: the stem, or the stem and a number."""
    there = set(taken)
    number = 2
    key = stem
    while key in there:
        key, number = f"{stem}-{number}", number + 1
    return key


def _fitting(key: str, what: str) -> None:
    if not re.fullmatch(SLUG, key):
        near = "-".join(re.findall(r"[a-z0-9]+", key.lower()))
        hint = f", such as '{near}'" if near else ""
        raise UseError(
            f"'{key}' cannot be {what}: lower-case letters a-z, digits and single hyphens{hint}"
        )
