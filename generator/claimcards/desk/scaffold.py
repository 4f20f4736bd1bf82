"""New claims and findings to be filled in: above each blank stands what belongs there."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from claimcards.cards.claim import Claim, Finding
from claimcards.cards.edit import insert_item
from claimcards.cards.layout import find_shape_of, write_text
from claimcards.cards.outline import ASKS
from claimcards.cards.scalars import SLUG
from claimcards.cards.typing import explain_field
from claimcards.cards.words import Direction
from claimcards.checks.identity import RESERVED
from claimcards.corpus import Corpus
from claimcards.text.diagnostics import UseError
from claimcards.text.folding import did_you_mean

UNTIL_REVIEW = timedelta(days=182)
"""How long after a claim was begun its card should be looked at again."""
_ALSO = frozenset(["question", "test", "plain"])
"""Keys of a claim that only a claim over claims does without."""
_AUTHOR_YEAR = re.compile(r"[a-z]+\d{4}")


def place_claim_file(corpus: Corpus, content: str, key: str, topic: str) -> str:
    """Where the card of a new claim goes, relative to the project's root.

    :raises UseError: for an id that is taken or makes no address, or a topic that is not there.
    """
    _check_slug(key, "the id of a claim")
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


def write_claim_card(file: str, on: date, statement: str, schema: str = "") -> str:
    """A claim to be filled in; ``on`` is the day, ``schema`` the address for editors."""
    given: Given = {
        "id": PurePosixPath(file).stem,
        "statement": statement,
        "curated_on": on.isoformat(),
        "review_due": (on + UNTIL_REVIEW).isoformat(),
    }
    head = [f"# yaml-language-server: $schema={schema}"] if schema else []
    return "\n".join([*head, *write_blanks(Claim, given, _ALSO)]) + "\n"


def find_claim_file(corpus: Corpus, claim: str, study: str) -> str:
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


def list_finding_ids(corpus: Corpus, claim: str) -> frozenset[str]:
    """The ids that findings of a claim have, those among them that could not be typed."""
    written = corpus.claims[claim].card.value.get("findings", [])
    found = (item.get("id") for item in written if isinstance(item, dict))
    return frozenset(key for key in found if isinstance(key, str))


def make_finding_id(study: str, taken: frozenset[str], wanted: str = "") -> str:
    """An id for a finding of this study: the one wanted, or one made of its key.

    :raises UseError: where the wanted one is taken, or makes no anchor.
    """
    if wanted:
        _check_slug(wanted, "the id of a finding")
    if wanted in taken:
        raise UseError(f"'{wanted}' is the id of another finding of this claim; take another one")
    found = _AUTHOR_YEAR.match(study)
    return wanted or find_free_id(found[0] if found else study, taken)


def add_finding(text: str, file: str, given: Mapping[str, str], on: date) -> str:
    """A claim's card with one more finding to be filled in; ``text`` is the file as it is.

    ``given`` holds what is known of it, ``on`` is the day.

    :raises UseError: for a card that cannot be added to.
    """
    neutral = given.get("direction") == Direction.NEUTRAL
    known: Given = {**given, "checked": {"on": on.isoformat()}}
    lines = write_blank_item(Finding, known, frozenset(["neutral_because"] if neutral else []))
    return insert_item(file, text, "findings", lines, find_shape_of(Claim))


def find_free_id(stem: str, taken: Iterable[str]) -> str:
    """An id that nothing has yet: the stem, or the stem and a number."""
    there = set(taken)
    number = 2
    key = stem
    while key in there:
        key, number = f"{stem}-{number}", number + 1
    return key


def _check_slug(key: str, what: str) -> None:
    if not re.fullmatch(SLUG, key):
        near = "-".join(re.findall(r"[a-z0-9]+", key.lower()))
        hint = f", such as '{near}'" if near else ""
        raise UseError(
            f"'{key}' cannot be {what}: lower-case letters a-z, digits and single hyphens{hint}"
        )


_WIDTH = 96
Given = Mapping[str, "str | Given"]
"""What is known already, by key; for a list of records, what is known of its one item."""


def write_blanks(
    kind: type[BaseModel], given: Given, also: frozenset[str] = frozenset()
) -> list[str]:
    """The lines of a record of this kind: its required keys, those given, those in ``also``.

    A key without a value is a blank; the check asks for it until somebody fills it in. Then
    'claimcards format' takes away the comment that says what belongs there.
    """
    return [line for part in _list_blank_parts(kind, given, also) for line in part]


def write_blank_item(
    kind: type[BaseModel], given: Given, also: frozenset[str] = frozenset()
) -> list[str]:
    """The same as an item of a list: behind a hyphen, which has comments above it only."""
    lines = write_blanks(kind, given, also)
    first = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    above, rest = lines[:first], lines[first + 1 :]
    return [*above, f"- {lines[first]}", *(f"  {line}" for line in rest)]


def _list_blank_parts(
    kind: type[BaseModel], given: Given, also: frozenset[str]
) -> Iterator[list[str]]:
    for name, info in kind.model_fields.items():
        key = info.alias or name
        if key in given or key in also or info.is_required():
            yield _write_blank_part(key, info, given.get(key, ""))


def _write_blank_part(key: str, info: FieldInfo, value: str | Given) -> list[str]:
    if isinstance(value, str) and value:
        first, *rest = write_text(value, _WIDTH - len(key))
        return [f"{key}: {first}", *(f"  {line}" for line in rest)]
    about = [f"{ASKS} {line}" for line in textwrap.wrap(explain_field(info), _WIDTH)]
    inner = _find_record(info.annotation)
    if inner is None:
        return [*about, f"{key}:"]
    known = value if isinstance(value, Mapping) else {}
    lines = (
        write_blank_item(inner, known) if _is_list(info.annotation) else write_blanks(inner, known)
    )
    return [*about, f"{key}:", *(f"  {line}" for line in lines)]


def _find_record(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for a in get_args(annotation) if (found := _find_record(a))), None)


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple
