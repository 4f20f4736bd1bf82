"""Which new works each claim should look at: its query, the days to ask for, what is new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from claimcards.corpus import Corpus
from claimcards.model.claim import Claim
from claimcards.watch.state import Seen, State
from claimcards.works.record import Hits, Record
from claimcards.works.work import Found, Unknown

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
    records: tuple[Record, ...] = ()
    here: int = 0
    beyond: int = 0
    unknown: Unknown | None = None


def plans(corpus: Corpus, state: State, since: date | None, until: date) -> tuple[Plan, ...]:
    """What to ask, for each claim that rests on evidence of its own, sorted by id.

    :param since: the first day for claims that were never asked for; without it the day of
        their card's newest search.
    """
    made = []
    for key in sorted(corpus.claims):
        claim = corpus.claims[key].record
        if claim.withdrawn is None and not claim.over:
            query = claim.watch or default_query(claim)
            first = min(_since(claim, state.claims.get(key), since), until)
            plan = Plan(key, claim.statement, query, claim.watch is not None, first, until)
            made.append(plan)
    return tuple(made)


def _since(claim: Claim, seen: Seen | None, since: date | None) -> date:
    if seen:
        return seen.until - OVERLAP
    return since or max((search.on for search in claim.searches), default=claim.curated_on)


def default_query(claim: Claim) -> str:
    """A query of the words of the claim's statement, or of one of its synonyms.

    All words of one of them must stand in title or abstract.
    """
    groups = dict.fromkeys(_group(text) for text in (claim.statement, *claim.synonyms))
    found = [group for group in groups if group]
    return f"TITLE_ABS:({' OR '.join(found)})" if found else f'TITLE_ABS:"{claim.id}"'


def _group(text: str) -> str:
    words = dict.fromkeys(w.lower() for w in re.findall(r"[A-Za-z0-9][A-Za-z0-9-]*", text))
    telling = [w.strip("-") for w in words if len(w.strip("-")) >= _LEAST and w not in _EMPTY]
    kept = telling[:_MOST_WORDS]
    return f"({' AND '.join(_quoted(word) for word in kept)})" if len(kept) > 1 else ""


def _quoted(word: str) -> str:
    return f'"{word}"' if "-" in word else word


def news(here: frozenset[str], state: State, plan: Plan, answer: Found[Hits] | Unknown) -> News:
    """What is new in an answer: neither seen in an earlier run nor ``here``, on this site."""
    if isinstance(answer, Unknown):
        return News(plan, unknown=answer)
    seen = state.claims.get(plan.claim)
    before = seen.ids if seen else frozenset[str]()
    unseen = [one for one in answer.value.records if one.id not in before]
    fresh = [one for one in unseen if here.isdisjoint(_numbers(one))]
    beyond = max(0, answer.value.count - len(answer.value.records))
    return News(plan, tuple(fresh), len(unseen) - len(fresh), beyond)


def numbers_here(corpus: Corpus) -> frozenset[str]:
    """All numbers of the works on this site, as records are told apart by them."""
    works = (sourced.reference for sourced in corpus.references.values())
    return frozenset(filter(None, (n for w in works for n in _named(w.doi, w.pmid, w.pmcid))))


def _numbers(record: Record) -> Iterator[str]:
    return filter(None, _named(record.doi, record.pmid, record.pmcid))


def _named(doi: str, pmid: str, pmcid: str) -> tuple[str, ...]:
    return (doi.lower(), f"pmid:{pmid}" if pmid else "", pmcid.upper())


def next_state(
    state: State, found: Iterable[News], answers: Mapping[str, Found[Hits] | Unknown]
) -> State:
    """What the next run must know. A claim without an answer is asked for the same days again."""
    claims = dict(state.claims)
    for one in found:
        answer = answers[one.plan.claim]
        if isinstance(answer, Found):
            before = claims.get(one.plan.claim)
            ids = {*(before.ids if before else ()), *(r.id for r in answer.value.records)}
            claims[one.plan.claim] = Seen(one.plan.until, frozenset(ids))
    return State(claims)
