"""One state of a site's content: what was read, what follows, what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from claimcards.cards.claim import Claim
from claimcards.checks import Rule, run_checks
from claimcards.checks.claims import check_readability
from claimcards.corpus import Corpus, PlacedWords
from claimcards.text.diagnostics import Diagnostic, sort_diagnostics
from claimcards.verdict.claims import fits_claim, judge_claims, list_members
from claimcards.verdict.values import ClaimVerdict


@dataclass(frozen=True, slots=True)
class ContentState:
    """The content of one revision, or of the working tree.

    ``diagnostics`` is what was said of it, as far as it was asked for.
    """

    corpus: Corpus
    results: Mapping[str, ClaimVerdict]
    diagnostics: tuple[Diagnostic, ...] = ()

    def claim(self, key: str) -> Claim:
        """The record of a claim."""
        return self.corpus.claims[key].record


EMPTY = ContentState(Corpus({}, {}, {}, PlacedWords()), {})
"""The state before there was any content."""


def judge_state(
    corpus: Corpus, diagnostics: Iterable[Diagnostic] = (), before: ContentState | None = None
) -> ContentState:
    """The state that follows from a corpus; what ``before`` settled already is taken from it."""
    records = {key: sourced.record for key, sourced in corpus.claims.items()}
    known = {} if before is None else reuse_settled(before, corpus)
    return ContentState(corpus, judge_claims(records, corpus.evidence, known), tuple(diagnostics))


def diagnose_states(base: ContentState, head: ContentState) -> tuple[ContentState, ContentState]:
    """Both states with all that is wrong with them.

    How hard a plain answer is to read is measured only where one was written anew: the list of
    syllables alone takes longer to load than the comparison.
    """
    leave = () if _list_plain_answers(base) != _list_plain_answers(head) else (check_readability,)
    return _check_state(base, leave), _check_state(head, leave)


def _list_plain_answers(state: ContentState) -> dict[str, str | None]:
    return {key: sourced.record.plain for key, sourced in state.corpus.claims.items()}


def _check_state(state: ContentState, leave: tuple[Rule, ...]) -> ContentState:
    found = run_checks(state.corpus, state.results, leave)
    return replace(state, diagnostics=sort_diagnostics((*state.diagnostics, *found)))


def reuse_settled(before: ContentState, after: Corpus) -> dict[str, ClaimVerdict]:
    """The syntheses of claims whose card, studies, references and words are the same still."""
    if before.corpus.vocabulary != after.vocabulary:
        return {}
    was, now = before.corpus.evidence, after.evidence
    moved = _find_differing(was.studies, now.studies) | _find_differing(
        was.references, now.references
    )
    # A study leads on to others: the one that replaces it, those that it pools.
    moved |= {key for key, study in now.studies.items() if moved & _find_named_studies(study)}
    claims = {key: sourced.record for key, sourced in before.corpus.claims.items()}
    others = {key: sourced.record for key, sourced in after.claims.items()}
    changed = _find_differing(claims, others)
    return {
        key: before.results[key]
        for key, claim in claims.items()
        if key not in changed and not claim.over and not moved & {f.study for f in claim.findings}
    }


def _find_differing(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    return {
        key
        for key in before.keys() | after.keys()
        if before.get(key) is not after.get(key) and before.get(key) != after.get(key)
    }


def _find_named_studies(study: object) -> set[str]:
    pools = getattr(study, "pools", None)
    standing = getattr(study, "standing", None)
    by = getattr(standing, "by", None)
    return {*(pools.listed if pools else ()), *((by,) if by else ())}


def doubt_vocabulary(state: ContentState) -> str:
    """Why no verdict of a state can be relied on; empty where the words could be read."""
    lost = state.corpus.unread.get("vocabulary", frozenset())
    return f"the vocabulary cannot be read whole ({', '.join(sorted(lost))})" if lost else ""


def doubt_claim(state: ContentState, key: str) -> str:
    """Why a claim's verdict cannot be relied on: something it rests on cannot be read.

    Empty where all of it could be read, or where there is no such claim.
    """
    corpus = state.corpus
    if key in corpus.unread.get("claims", ()):
        return "its card cannot be read"
    if key not in corpus.claims:
        return ""
    sourced = corpus.claims[key]
    if not sourced.whole:
        return "its card cannot be read whole"
    for finding in sourced.record.findings:
        if why := _doubt_study(corpus, finding.study):
            return why
    return _doubt_part(state, key) if sourced.record.over else ""


def _find_lost_part(corpus: Corpus, key: str) -> str:
    """A part of which nothing could be read, so that it is missing from the claim's parts."""
    words = corpus.claims[key].record.over
    lost = sorted(corpus.unread.get("claims", frozenset()) - {key})
    return next((part for part in lost if any(fits_claim(word, part) for word in words)), "")


def _doubt_part(state: ContentState, key: str) -> str:
    """The doubt about one of the claims that a claim rests on, however deep."""
    parts = list_members({k: s.record for k, s in state.corpus.claims.items()})
    ahead, seen = [key], set[str]()
    while ahead:
        part = ahead.pop(0)
        if part in seen:
            continue
        seen.add(part)
        if part not in parts:
            if why := doubt_claim(state, part):
                return f"of its part {part}, {why}"
            continue
        if lost := _find_lost_part(state.corpus, part):
            return f"of its part {lost}, its card cannot be read"
        ahead += parts[part]
    return ""


def _doubt_study(corpus: Corpus, key: str) -> str:
    if key in corpus.unread.get("studies", ()):
        return f"the card of the study {key} cannot be read"
    if key in corpus.studies and not corpus.studies[key].whole:
        return f"the card of the study {key} cannot be read whole"
    if key in corpus.unread.get("references", ()):
        return f"the reference {key} cannot be read"
    return ""
