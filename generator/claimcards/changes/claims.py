"""One claim before and after: its verdicts, its findings, its own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from claimcards.cards.claim import Claim, Finding
from claimcards.changes.state import ContentState
from claimcards.changes.values import (
    ClaimChange,
    Fate,
    FindingChange,
    StratumChange,
    Turn,
    compare_card_fields,
)
from claimcards.pages.answer import count_briefly
from claimcards.pages.downloads import list_card_values
from claimcards.pages.ladder import tally_rungs
from claimcards.pages.wording import word_headline
from claimcards.verdict.results import STRATA, Ballot, StratumResult, Synthesis

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
        findings=tuple(
            _add_finding(f, b) for f, b in zip(claim.findings, result.ballots, strict=True)
        ),
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
        findings=tuple(_compare_findings(was, now, old, new)),
        fields=compare_card_fields(list_card_values(was), list_card_values(now), _TOLD_APART),
    )
    told = change.moves or change.findings or change.fields or change.former or change.topic.moved
    return change if told else None


def _find_fate(was: Claim, now: Claim) -> Fate:
    if bool(was.withdrawn) == bool(now.withdrawn):
        return Fate.CHANGED
    return Fate.WITHDRAWN if now.withdrawn else Fate.RESTORED


def _compare_strata(claim: Claim, old: Synthesis, new: Synthesis) -> Iterator[StratumChange]:
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
    rows = tally_rungs(state.corpus, state.claim(key), state.results[key])
    rungs = state.corpus.vocabulary.ladder
    return next((rung.label for rung in rungs if any(rows[rung.id].values())), "")


def _compare_findings(
    was: Claim, now: Claim, old: Synthesis, new: Synthesis
) -> Iterator[FindingChange]:
    before = {f.id: (f, b) for f, b in zip(was.findings, old.ballots, strict=True)}
    after = {f.id: (f, b) for f, b in zip(now.findings, new.ballots, strict=True)}
    for key, (finding, ballot) in after.items():
        if key not in before:
            yield _add_finding(finding, ballot)
        elif change := _compare_finding(*before[key], finding, ballot):
            yield change
    for key, (finding, _) in before.items():
        if key not in after:
            yield FindingChange(key, Fate.REMOVED, finding.study, finding.direction)


def _add_finding(finding: Finding, ballot: Ballot) -> FindingChange:
    why = ballot.silent.sentence if ballot.silent else ""
    return FindingChange(finding.id, Fate.ADDED, finding.study, finding.direction, silenced=why)


def _compare_finding(was: Finding, old: Ballot, now: Finding, new: Ballot) -> FindingChange | None:
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
