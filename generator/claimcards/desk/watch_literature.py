"""New literature for each claim: what to ask, what is new, a report, and what was seen before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from claimcards.cards.claim import Claim
from claimcards.corpus import Corpus
from claimcards.pages.wording import count_things
from claimcards.registries.work import FoundAnswer, LiteratureRecord, SearchHits, UnknownAnswer
from claimcards.text.diagnostics import UseError
from claimcards.text.harmless import MOST_REPORT_CHARACTERS, make_markdown_inert

OVERLAP = timedelta(days=14)
"""How far back each run looks again: indexes add records late; what was seen is left out."""
MOST = 1_000
"""Records that are fetched for one claim; a query with more is too wide to be watched."""
_LEAST = 3
"""Letters of a word that a query made by us may hold."""
_MOST_WORDS = 6
_EMPTY_LIST = (
    "and are but can could does for from had has have how into its less may might more most not "
    "off onto out over should some than that the their them then there these they this those via "
    "was were what when where which who why will with without would you your"
)
_EMPTY = frozenset(_EMPTY_LIST.split())


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be asked for a claim. ``is_own`` says that the card gives the query itself."""

    claim: str
    statement: str
    query: str
    is_own: bool
    since: date
    until: date

    @property
    def dated(self) -> str:
        """The query for records that came into Europe PMC on these days, both included."""
        days = f"[{self.since.isoformat()} TO {self.until.isoformat()}]"
        return f"({self.query}) AND (FIRST_IDATE:{days})"


@dataclass(frozen=True, slots=True)
class News:
    """What a claim's query gave: the records that are new, or why nothing is known.

    ``here`` counts records of works that are on this site already; ``beyond`` those that were
    not fetched, because the query is too wide.
    """

    plan: Plan
    records: tuple[LiteratureRecord, ...] = ()
    here: int = 0
    beyond: int = 0
    unknown: UnknownAnswer | None = None


def make_plans(
    corpus: Corpus, state: WatchState, since: date | None, until: date
) -> tuple[Plan, ...]:
    """What to ask, for each claim that rests on evidence of its own, sorted by id.

    :param since: the first day for claims that were never asked for; without it the day of
        their card's newest search.
    """
    made = []
    for key in sorted(corpus.claims):
        claim = corpus.claims[key].record
        if claim.withdrawn is None and not claim.over:
            query = claim.watch or write_default_query(claim)
            first = min(_find_first_day(claim, state.claims.get(key), since), until)
            plan = Plan(key, claim.statement, query, claim.watch is not None, first, until)
            made.append(plan)
    return tuple(made)


def _find_first_day(claim: Claim, seen: SeenRecords | None, since: date | None) -> date:
    if seen:
        return seen.until - OVERLAP
    return since or max((search.on for search in claim.searches), default=claim.curated_on)


def write_default_query(claim: Claim) -> str:
    """A query of the words of the claim's statement, or of one of its synonyms.

    All words of one of them must stand in title or abstract.
    """
    groups = dict.fromkeys(_group_terms(text) for text in (claim.statement, *claim.synonyms))
    found = [group for group in groups if group]
    return f"TITLE_ABS:({' OR '.join(found)})" if found else f'TITLE_ABS:"{claim.id}"'


def _group_terms(text: str) -> str:
    words = dict.fromkeys(w.lower() for w in re.findall(r"[A-Za-z0-9][A-Za-z0-9-]*", text))
    telling = [w.strip("-") for w in words if len(w.strip("-")) >= _LEAST and w not in _EMPTY]
    kept = telling[:_MOST_WORDS]
    return f"({' AND '.join(_quote_word(word) for word in kept)})" if len(kept) > 1 else ""


def _quote_word(word: str) -> str:
    return f'"{word}"' if "-" in word else word


def find_news(
    here: frozenset[str],
    state: WatchState,
    plan: Plan,
    answer: FoundAnswer[SearchHits] | UnknownAnswer,
) -> News:
    """What is new in an answer: neither seen in an earlier run nor ``here``, on this site."""
    if isinstance(answer, UnknownAnswer):
        return News(plan, unknown=answer)
    seen = state.claims.get(plan.claim)
    before = seen.ids if seen else frozenset[str]()
    unseen = [one for one in answer.value.records if one.id not in before]
    fresh = [one for one in unseen if here.isdisjoint(_list_record_numbers(one))]
    beyond = max(0, answer.value.count - len(answer.value.records))
    return News(plan, tuple(fresh), len(unseen) - len(fresh), beyond)


def list_numbers_here(corpus: Corpus) -> frozenset[str]:
    """All numbers of the works on this site, as records are told apart by them."""
    works = (sourced.reference for sourced in corpus.references.values())
    return frozenset(
        filter(None, (n for w in works for n in _name_numbers(w.doi, w.pmid, w.pmcid)))
    )


def _list_record_numbers(record: LiteratureRecord) -> Iterator[str]:
    return filter(None, _name_numbers(record.doi, record.pmid, record.pmcid))


def _name_numbers(doi: str, pmid: str, pmcid: str) -> tuple[str, ...]:
    return (doi.lower(), f"pmid:{pmid}" if pmid else "", pmcid.upper())


def make_next_state(
    state: WatchState,
    found: Iterable[News],
    answers: Mapping[str, FoundAnswer[SearchHits] | UnknownAnswer],
) -> WatchState:
    """What the next run must know. A claim without an answer is asked for the same days again."""
    claims = dict(state.claims)
    for one in found:
        answer = answers[one.plan.claim]
        if isinstance(answer, FoundAnswer):
            before = claims.get(one.plan.claim)
            ids = {*(before.ids if before else ()), *(r.id for r in answer.value.records)}
            claims[one.plan.claim] = SeenRecords(one.plan.until, frozenset(ids))
    return WatchState(claims)


LISTED = 25
"""Records that an issue lists for one claim; all are in the JSON."""
_CAVEAT = (
    "A record is listed because words match; whether it bears on the claim is for a reader to say."
)
_ALL = "see the JSON that the run keeps"


def report_literature_as_markdown(found: Sequence[News]) -> str:
    """The body of one issue. Titles are text of strangers: they show themselves and do nothing."""
    parts = [_write_report_head(found)]
    left = 0
    for one in found:
        section = "\n".join(_report_claim_news(one)) + "\n" if _has_something(one) else ""
        if section and sum(map(len, parts)) + len(section) > MOST_REPORT_CHARACTERS:
            left += 1
        elif section:
            parts.append(section)
    if left:
        parts.append(f"{count_things(left, 'more claim')} with news did not fit here: {_ALL}.\n")
    return "\n".join(parts)


def _has_something(one: News) -> bool:
    return bool(one.records or one.unknown or one.beyond)


def _write_report_head(found: Sequence[News]) -> str:
    records = {record.id for one in found for record in one.records}
    claims = sum(1 for one in found if one.records)
    unknown = sum(1 for one in found if one.unknown)
    made = sum(1 for one in found if not one.plan.is_own)
    text = (
        f"{count_things(len(records), 'new record')} in Europe PMC for {claims} of "
        f"{count_things(len(found), 'claim')}."
    )
    if unknown:
        text += f" **Not known for {count_things(unknown, 'claim')}**: Europe PMC gave no answer."
    if made:
        text += (
            f" {count_things(made, 'claim')} {'has' if made == 1 else 'have'} no query of "
            f"{'its' if made == 1 else 'their'} own: the words of statement and synonyms were "
            "searched for. A better query goes into `watch` on the card."
        )
    return f"{text}\n\n{_CAVEAT}\n"


def _report_claim_news(one: News) -> Iterator[str]:
    plan = one.plan
    yield f"## {make_markdown_inert(plan.statement)}\n"
    own = "its own query" if plan.is_own else "a query made from its words"
    days = f"{plan.since.isoformat()} to {plan.until.isoformat()}"
    query = make_markdown_inert(plan.query, 600 if plan.is_own else 160)
    yield f"{make_markdown_inert(plan.claim)}, {days}, {own}: {query}\n"
    if one.unknown:
        unknown = make_markdown_inert(str(one.unknown))
        yield f"Not known: {unknown}. Next time the same days are asked for.\n"
    yield from (f"- [ ] {_report_record(record)}" for record in one.records[:LISTED])
    if len(one.records) > LISTED:
        yield f"- {len(one.records) - LISTED} more: {_ALL}."
    if one.beyond:
        yield f"\nThe query is too wide: {one.beyond} records beyond {MOST} were not fetched."


def _report_record(record: LiteratureRecord) -> str:
    """The whole record as the text of one link: inside a link nobody is called."""
    where = ", ".join(part for part in (record.journal, record.year) if part)
    preprint = " (preprint)" if record.is_preprint else ""
    parts = (record.title or "Without a title", record.authors, where)
    text = ". ".join(part for part in parts if part)
    return f"[{make_markdown_inert(text, 500)}{preprint}]({record.address})"


def report_literature_as_json(found: Sequence[News]) -> str:
    """All of it for other programs."""
    return (
        json.dumps([_list_news_values(one) for one in found], ensure_ascii=False, indent=2) + "\n"
    )


def _list_news_values(one: News) -> dict[str, Any]:
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


_VERSION = 1


@dataclass(frozen=True, slots=True)
class SeenRecords:
    """Of one claim: up to which day it was asked for, and the ids of all records that came."""

    until: date
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WatchState:
    """Of all claims, by their id; empty before the first run."""

    claims: Mapping[str, SeenRecords] = field(default_factory=dict)


def read_state(text: str) -> WatchState:
    """The state that a file holds.

    :raises UseError: where it holds none: to begin anew would list everything again.
    """
    try:
        value = json.loads(text)
        if value["version"] != _VERSION:
            raise ValueError(value["version"])
        return WatchState({key: _read_seen(one) for key, one in value["claims"].items()})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = "the state file is not one that 'claimcards watch literature' wrote"
        raise UseError(f"{message}; restore it, or delete it to begin anew") from error


def _read_seen(value: Any) -> SeenRecords:
    ids = value["seen"]
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise TypeError("seen")
    return SeenRecords(date.fromisoformat(value["until"]), frozenset(ids))


def write_state(state: WatchState) -> str:
    """The state as a file: the same state, the same bytes."""
    claims = {
        key: {"until": seen.until.isoformat(), "seen": sorted(seen.ids)}
        for key, seen in sorted(state.claims.items())
    }
    return json.dumps({"version": _VERSION, "claims": claims}, indent=1) + "\n"
