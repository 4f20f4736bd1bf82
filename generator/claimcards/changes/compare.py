"""Two states side by side: everything that differs, and what could not be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from claimcards.cards.scalars import Card
from claimcards.cards.vocabulary import Facet, Vocabulary
from claimcards.changes.claims import compare_claims, find_renamed_claims
from claimcards.changes.state import ContentState, doubt_claim, doubt_vocabulary
from claimcards.changes.values import (
    Changes,
    Doubt,
    Fate,
    RecordChange,
    StudyChange,
    Turn,
    compare_card_fields,
)
from claimcards.pages.downloads import list_card_values
from claimcards.text.diagnostics import Diagnostic, Severity, subtract_diagnostics


def compare_states(base: ContentState, head: ContentState) -> Changes:
    """What the head has that the base has not, and the reverse.

    It never fails on content that cannot be read: it says what could not be compared.
    """
    doubts = tuple(_list_doubts(base, head))
    unjudged = any(not doubtful.id for doubtful in doubts)
    left_out = {doubtful.id: doubtful for doubtful in doubts}
    new, gone = _compare_problems(base, head)
    return Changes(
        claims=() if unjudged else tuple(compare_claims(base, head, left_out)),
        studies=tuple(_compare_studies(base, head)),
        references=tuple(_compare_references(base, head)),
        words=tuple(_compare_words(base, head)),
        doubts=doubts,
        new_problems=new,
        gone_problems=gone,
        errors=sum(1 for d in head.diagnostics if d.severity is Severity.ERROR),
        unjudged=unjudged,
    )


def _list_doubts(base: ContentState, head: ContentState) -> Iterator[Doubt]:
    """What cannot be compared: one word for all where the vocabulary itself is broken."""
    for state in (head, base):
        if because := doubt_vocabulary(state):
            yield Doubt("", because, state is base)
            return
    former = find_renamed_claims(base, head)
    keys = {*base.corpus.claims, *head.corpus.claims}
    keys |= {key for s in (base, head) for key in s.corpus.unread.get("claims", ())}
    for key in sorted(keys):
        before, after = doubt_claim(base, former.get(key, key)), doubt_claim(head, key)
        if after:
            yield Doubt(key, after, base=False)
        elif before:
            yield Doubt(key, before, base=True)


def _compare_studies(base: ContentState, head: ContentState) -> Iterator[StudyChange]:
    before, after = base.corpus.studies, head.corpus.studies
    former = _find_rekeyed_studies(base, head)
    for key in sorted(before.keys() | after.keys()):
        if key in former.values() or not (base.corpus.is_known("studies", key) or key in after):
            continue
        if key not in after:
            if not head.corpus.is_known("studies", key):
                touched = base.corpus.claims_of.get(key, ())
                standing = before[key].record.standing.status
                yield StudyChange(key, Fate.REMOVED, touched, Turn(standing, standing))
        elif key in before or key in former:
            if change := _compare_study(base, head, key, former.get(key, key)):
                yield change
        elif not base.corpus.is_known("studies", key):
            standing = after[key].record.standing.status
            touched = head.corpus.claims_of.get(key, ())
            yield StudyChange(key, Fate.ADDED, touched, Turn(standing, standing))


def _compare_study(
    base: ContentState, head: ContentState, key: str, former: str
) -> StudyChange | None:
    was, now = base.corpus.studies[former].record, head.corpus.studies[key].record
    if was is now:
        return None
    fields = compare_card_fields(list_card_values(was), list_card_values(now), ("id", "withdrawn"))
    fate = Fate.CHANGED
    if bool(was.withdrawn) != bool(now.withdrawn):
        fate = Fate.WITHDRAWN if now.withdrawn else Fate.RESTORED
    if not (fields or former != key or fate is not Fate.CHANGED):
        return None
    return StudyChange(
        key,
        fate,
        head.corpus.claims_of.get(key, ()),
        Turn(was.standing.status, now.standing.status),
        tuple(f for f in fields if f.path != "standing.status"),
        now.withdrawn.because if now.withdrawn else now.standing.because or "",
        former if former != key else "",
    )


def _find_rekeyed_studies(base: ContentState, head: ContentState) -> dict[str, str]:
    """Studies that are new by their key and have the DOI of one that is gone."""
    gone = {
        doi: key
        for key in sorted(base.corpus.studies.keys() - head.corpus.studies.keys())
        if (doi := _find_doi(base, key))
    }
    fresh = sorted(head.corpus.studies.keys() - base.corpus.studies.keys())
    return {key: gone.pop(doi) for key in fresh if (doi := _find_doi(head, key)) in gone}


def _find_doi(state: ContentState, key: str) -> str:
    sourced = state.corpus.references.get(key)
    return (sourced.reference.doi or "").casefold() if sourced else ""


def _compare_references(base: ContentState, head: ContentState) -> Iterator[RecordChange]:
    before = {key: s.reference for key, s in base.corpus.references.items()}
    after = {key: s.reference for key, s in head.corpus.references.items()}
    for key in sorted(before.keys() | after.keys()):
        if key not in after:
            if not head.corpus.is_known("references", key):
                yield RecordChange(key, Fate.REMOVED)
        elif key not in before:
            if not base.corpus.is_known("references", key):
                yield RecordChange(key, Fate.ADDED)
        elif before[key] != after[key]:
            was, now = asdict(before[key]), asdict(after[key])
            fields = tuple(name for name in now if was[name] != now[name])
            yield RecordChange(key, Fate.CHANGED, fields)


def _compare_words(base: ContentState, head: ContentState) -> Iterator[RecordChange]:
    if doubt_vocabulary(base) or doubt_vocabulary(head):
        return
    before, after = (
        _list_words_of_vocabulary(base.corpus.vocabulary),
        _list_words_of_vocabulary(head.corpus.vocabulary),
    )
    for key in sorted(before.keys() | after.keys()):
        if key not in after:
            yield RecordChange(key, Fate.REMOVED)
        elif key not in before:
            yield RecordChange(key, Fate.ADDED)
        elif before[key] != after[key]:
            yield RecordChange(key, Fate.CHANGED, _compare_fields(before[key], after[key]))


def _compare_fields(was: object, now: object) -> tuple[str, ...]:
    """The fields in which two words differ; none for what has no fields, such as an order."""
    names = type(now).model_fields if isinstance(now, Card) else {}
    return tuple(name for name in names if getattr(was, name, None) != getattr(now, name))


def _list_words_of_vocabulary(vocabulary: Vocabulary) -> Mapping[str, object]:
    """Every word of the vocabulary by its list and its id, and the order of the rungs."""
    found: dict[str, object] = {"ladder (order)": tuple(rung.id for rung in vocabulary.ladder)}
    for name in type(vocabulary).model_fields:
        words = getattr(vocabulary, name)
        for word in words if name == "ladder" else words.values():
            found[f"{name} {word.id}"] = word
            for inner in word.words if isinstance(word, Facet) else ():
                found[f"{name} {word.id} {inner.id}"] = inner
    return found


def _compare_problems(
    base: ContentState, head: ContentState
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Problems that are new and problems that are gone; one that only moved is neither."""
    return subtract_diagnostics(head.diagnostics, base.diagnostics), subtract_diagnostics(
        base.diagnostics, head.diagnostics
    )
