"""Two states side by side: each claim, study, reference and word, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from difflib import SequenceMatcher

from claimcards.cards.claim import Claim
from claimcards.cards.scalars import Card
from claimcards.cards.vocabulary import Facet, Vocabulary
from claimcards.changes.state import ContentState, doubt_claim, doubt_vocabulary
from claimcards.changes.values import (
    Changes,
    ClaimChange,
    Doubt,
    Fate,
    FindingChange,
    RecordChange,
    StratumChange,
    StudyChange,
    Turn,
    compare_card_fields,
)
from claimcards.pages.answer import count_briefly
from claimcards.pages.downloads import list_card_values
from claimcards.pages.ladder import tally_rungs
from claimcards.pages.wording import word_headline
from claimcards.text.diagnostics import Diagnostic, Severity, subtract_diagnostics
from claimcards.verdict.values import STRATA, ClaimVerdict, JudgedFinding, StratumResult

_TOLD_APART = ("id", "findings", "former_ids", "withdrawn")
_ALIKE = 0.9
"""How alike two statements must be to look like one claim under another id."""


def find_renamed_claims(base: ContentState, head: ContentState) -> dict[str, str]:
    """The former id of each claim that has another one now, as its card says."""
    gone = base.corpus.claims.keys() - head.corpus.claims.keys()
    return {
        key: former
        for key, sourced in head.corpus.claims.items()
        if key not in base.corpus.claims
        for former in sourced.record.former_ids
        if former in gone
    }


def describe_added_claim(head: ContentState, key: str, base: ContentState) -> ClaimChange:
    """A claim that was not there before."""
    claim, result = head.claim(key), head.results[key]
    strata = (s for s in result.strata.values() if s.stratum is claim.about or s.groups)
    return ClaimChange(
        key,
        Fate.ADDED,
        claim.statement,
        because=_suspect_rename(head, key, base),
        headline=Turn("", word_headline(result.headline)),
        reach=Turn("", _find_reach(head, key)),
        strata=tuple(
            StratumChange(s.stratum, s.stratum is claim.about, Turn(s, s)) for s in strata
        ),
        parts=Turn("", count_briefly(result) if claim.over else ""),
        findings=tuple(_add_finding(judged) for judged in result.findings),
    )


def _suspect_rename(head: ContentState, key: str, base: ContentState) -> str:
    """Advice for a claim that is new by its id and has the statement of one that is gone."""
    alike = SequenceMatcher()
    alike.set_seq2(head.claim(key).statement.casefold())  # what it learns of this one it keeps
    for gone in sorted(base.corpus.claims.keys() - head.corpus.claims.keys()):
        alike.set_seq1(base.claim(gone).statement.casefold())
        # From the cheapest bound to the ratio itself.
        ratios = (alike.real_quick_ratio, alike.quick_ratio, alike.ratio)
        if all(ratio() > _ALIKE for ratio in ratios):
            return f"it seems to be {gone} renamed: write former_ids: [{gone}] on its card"
    return ""


def describe_removed_claim(base: ContentState, key: str, head: ContentState) -> ClaimChange:
    """A claim whose card is there no longer; another may have taken over its address."""
    records = ((k, sourced.record) for k, sourced in head.corpus.claims.items())
    heir = next((other for other, claim in records if key in claim.former_ids), "")
    because = "its address leads nowhere now; withdraw a claim instead, and its page stays"
    because = f"its address leads to {heir} now" if heir else because
    statement = base.claim(key).statement
    return ClaimChange(
        key,
        Fate.REMOVED,
        statement,
        because=because,
        headline=Turn(word_headline(base.results[key].headline), ""),
    )


def compare_claim(
    base: ContentState, head: ContentState, key: str, former: str
) -> ClaimChange | None:
    """A claim that is there before and after; None where it is the same in every respect."""
    was, now = base.claim(former), head.claim(key)
    old, new = base.results[former], head.results[key]
    before, after = base.corpus.claims[former], head.corpus.claims[key]
    if before is after and old is new:
        return None
    change = ClaimChange(
        key,
        _find_fate(was, now),
        now.statement,
        former=former if former != key else "",
        because=now.withdrawn.because if now.withdrawn else "",
        topic=Turn(base.corpus.topic_of(former), head.corpus.topic_of(key)),
        headline=Turn(word_headline(old.headline), word_headline(new.headline)),
        reach=Turn("", "")
        if old is new
        else Turn(_find_reach(base, former), _find_reach(head, key)),
        strata=tuple(_compare_strata(now, old, new)),
        parts=Turn(count_briefly(old), count_briefly(new))
        if now.over and was.over
        else Turn("", ""),
        findings=tuple(_compare_findings(old, new)),
        fields=compare_card_fields(list_card_values(was), list_card_values(now), _TOLD_APART),
    )
    told = change.moves or change.findings or change.fields or change.former or change.topic.moved
    return change if told else None


def _find_fate(was: Claim, now: Claim) -> Fate:
    if bool(was.withdrawn) == bool(now.withdrawn):
        return Fate.CHANGED
    return Fate.WITHDRAWN if now.withdrawn else Fate.RESTORED


def _compare_strata(claim: Claim, old: ClaimVerdict, new: ClaimVerdict) -> Iterator[StratumChange]:
    for stratum in STRATA:
        before, after = old.strata.get(stratum), new.strata.get(stratum)
        if before is None or after is None:
            continue
        change = StratumChange(stratum, stratum is claim.about, Turn(before, after))
        counted = _list_counted(before) != _list_counted(after)
        if change.ruling_moved or counted or change.hinges.moved or change.away.moved:
            yield change


def _list_counted(result: StratumResult) -> tuple[object, ...]:
    tally, safety = result.tally, result.safety
    exposed = (safety.exposed, safety.serious_related) if safety else ()
    return (tally.for_, tally.against, tally.mixed, *exposed)


def _find_reach(state: ContentState, key: str) -> str:
    """The label of the highest rung on which something votes for or against."""
    rows = tally_rungs(state.corpus, state.results[key])
    rungs = state.corpus.vocabulary.ladder
    return next((rung.label for rung in rungs if any(rows[rung.id].values())), "")


def _compare_findings(old: ClaimVerdict, new: ClaimVerdict) -> Iterator[FindingChange]:
    before = {judged.finding.id: judged for judged in old.findings}
    after = {judged.finding.id: judged for judged in new.findings}
    for key, judged in after.items():
        if key not in before:
            yield _add_finding(judged)
        elif change := _compare_finding(before[key], judged):
            yield change
    for key, judged in before.items():
        if key not in after:
            yield FindingChange(key, Fate.REMOVED, judged.key, judged.direction)


def _add_finding(new: JudgedFinding) -> FindingChange:
    why = new.silent.sentence if new.silent else ""
    return FindingChange(new.finding.id, Fate.ADDED, new.key, new.direction, silenced=why)


def _compare_finding(old: JudgedFinding, new: JudgedFinding) -> FindingChange | None:
    was, now = old.finding, new.finding
    same = was == now  # to write both out as plain values takes ten times as long
    leave = ("id", "withdrawn")
    fields = (
        () if same else compare_card_fields(list_card_values(was), list_card_values(now), leave)
    )
    silenced = new.silent.sentence if old.votes and new.silent else ""
    counted = new.votes and not old.votes
    fate = Fate.CHANGED
    if bool(was.withdrawn) != bool(now.withdrawn):
        fate = Fate.WITHDRAWN if now.withdrawn else Fate.RESTORED
    if fate is Fate.CHANGED and not (fields or silenced or counted):
        return None
    because = now.withdrawn.because if now.withdrawn else ""
    return FindingChange(now.id, fate, now.study, now.direction, fields, because, silenced, counted)


def compare_claims(
    base: ContentState, head: ContentState, left_out: Mapping[str, object]
) -> Iterator[ClaimChange]:
    """Every claim that changed, sorted by id; those in ``left_out`` cannot be compared."""
    former = find_renamed_claims(base, head)
    for key in sorted(base.corpus.claims.keys() | head.corpus.claims.keys()):
        if key in left_out or key in former.values():
            continue
        if key not in head.corpus.claims:
            yield describe_removed_claim(base, key, head)
        elif key not in base.corpus.claims and key not in former:
            yield describe_added_claim(head, key, base)
        elif change := compare_claim(base, head, key, former.get(key, key)):
            yield change


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
