"""New literature as one issue for people, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from claimcards.changes.inert import MOST_CHARACTERS, inert
from claimcards.views.wording import plural
from claimcards.watch.literature import MOST, News
from claimcards.works.record import Record

LISTED = 25
"""Records that an issue lists for one claim; all are in the JSON."""
_CAVEAT = (
    "A record is listed because words match; whether it bears on the claim is for a reader to say."
)
_ALL = "see the JSON that the run keeps"


def as_markdown(found: Sequence[News]) -> str:
    """The body of one issue. Titles are text of strangers: they show themselves and do nothing."""
    parts = [_head(found)]
    left = 0
    for one in found:
        section = "\n".join(_section(one)) + "\n" if _has_something(one) else ""
        if section and sum(map(len, parts)) + len(section) > MOST_CHARACTERS:
            left += 1
        elif section:
            parts.append(section)
    if left:
        parts.append(f"{plural(left, 'more claim')} with news did not fit here: {_ALL}.\n")
    return "\n".join(parts)


def _has_something(one: News) -> bool:
    return bool(one.records or one.unknown or one.beyond)


def _head(found: Sequence[News]) -> str:
    records = {record.id for one in found for record in one.records}
    claims = sum(1 for one in found if one.records)
    unknown = sum(1 for one in found if one.unknown)
    made = sum(1 for one in found if not one.plan.is_own)
    text = (
        f"{plural(len(records), 'new record')} in Europe PMC for {claims} of "
        f"{plural(len(found), 'claim')}."
    )
    if unknown:
        text += f" **Not known for {plural(unknown, 'claim')}**: Europe PMC gave no answer."
    if made:
        text += (
            f" {plural(made, 'claim')} {'has' if made == 1 else 'have'} no query of "
            f"{'its' if made == 1 else 'their'} own: the words of statement and synonyms were "
            "searched for. A better query goes into `watch` on the card."
        )
    return f"{text}\n\n{_CAVEAT}\n"


def _section(one: News) -> Iterator[str]:
    plan = one.plan
    yield f"## {inert(plan.statement)}\n"
    own = "its own query" if plan.is_own else "a query made from its words"
    days = f"{plan.since.isoformat()} to {plan.until.isoformat()}"
    yield f"{inert(plan.claim)}, {days}, {own}: {inert(plan.query, 600 if plan.is_own else 160)}\n"
    if one.unknown:
        yield f"Not known: {inert(str(one.unknown))}. Next time the same days are asked for.\n"
    yield from (f"- [ ] {_line(record)}" for record in one.records[:LISTED])
    if len(one.records) > LISTED:
        yield f"- {len(one.records) - LISTED} more: {_ALL}."
    if one.beyond:
        yield f"\nThe query is too wide: {one.beyond} records beyond {MOST} were not fetched."


def _line(record: Record) -> str:
    """The whole record as the text of one link: inside a link nobody is called."""
    where = ", ".join(part for part in (record.journal, record.year) if part)
    preprint = " (preprint)" if record.is_preprint else ""
    parts = (record.title or "Without a title", record.authors, where)
    text = ". ".join(part for part in parts if part)
    return f"[{inert(text, 500)}{preprint}]({record.address})"


def as_json(found: Sequence[News]) -> str:
    """All of it for other programs."""
    return json.dumps([_as_value(one) for one in found], ensure_ascii=False, indent=2) + "\n"


def _as_value(one: News) -> dict[str, Any]:
    plan = one.plan
    return {
        "claim": plan.claim,
        "statement": plan.statement,
        "query": plan.dated,
        "own_query": plan.is_own,
        "since": plan.since.isoformat(),
        "until": plan.until.isoformat(),
        "unknown": str(one.unknown) if one.unknown else None,
        "already_here": one.here,
        "not_fetched": one.beyond,
        "records": [
            {
                "id": record.id,
                "title": record.title,
                "authors": record.authors,
                "journal": record.journal,
                "year": record.year,
                "published": record.published,
                "doi": record.doi,
                "pmid": record.pmid,
                "pmcid": record.pmcid,
                "preprint": record.is_preprint,
                "address": record.address,
            }
            for record in one.records
        ],
    }
