"""What changed, in sentences: 'animals stay contested; 5 -> 6 groups support'.

Every sentence is plain text, and may quote a card: whoever prints it makes it harmless.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from claimcards.cards.words import Stratum
from claimcards.changes.values import (
    ClaimChange,
    Fate,
    FieldChange,
    FindingChange,
    RecordChange,
    StratumChange,
    StudyChange,
    Turn,
)
from claimcards.pages.wording import CERTAINTY, STANDING, count_things, join_in_words, write_number
from claimcards.verdict.values import (
    Certainty,
    CertaintyLevel,
    OneGroupAway,
    SafetyRecord,
    StratumResult,
    Tally,
    Verdict,
)

Namer = Callable[[str], str]
"""How a study is called: by its key for curators, by author and year for readers."""

SHORT = 60
"""A value longer than this is not quoted: its field was reworded."""
MOST_FIGURES = 4
"""So many figures of a reworded text are quoted; the others are counted."""
MEANT = ("statement", "test.supports_if", "test.disputes_if")
"""Fields that every direction of a card was judged against: always quoted."""
MOST_NAMES = 3
"""So many studies are named that a verdict hangs on; the others are counted."""

_WHO = {
    Stratum.PEOPLE: "people",
    Stratum.ANIMALS: "animals",
    Stratum.CELLS: "cells",
    Stratum.FIELD: "the field",
}
_FATE = {
    Fate.ADDED: "added",
    Fate.CHANGED: "changed",
    Fate.WITHDRAWN: "withdrawn",
    Fate.RESTORED: "restored",
    Fate.REMOVED: "taken out",
}


def name_by_key(key: str) -> str:
    """A study by its key, as curators write it."""
    return key


def describe_stratum_change(change: StratumChange, name: Namer = name_by_key) -> str:
    """What became of one stratum: 'animals stay contested; 5 -> 6 groups support'."""
    return "; ".join(_describe_stratum_parts(change, name))


def _describe_stratum_parts(change: StratumChange, name: Namer) -> Iterator[str]:
    before, after = change.result.before, change.result.after
    one = change.stratum is Stratum.FIELD
    who, was, now = _WHO[change.stratum], _word_verdict(before), _word_verdict(after)
    if was == now:
        weak = " at very low certainty" if _stays_weak(before, after) else ""
        yield f"{who} {'stays' if one else 'stay'} {now}{weak}"
    else:
        yield f"{who} {'turns' if one else 'turn'} from {was} to {now}"
    yield from _describe_groups(before.tally, after.tally)
    yield from _describe_exposed(before.safety, after.safety)
    if before.certainty.level != after.certainty.level:
        yield f"certainty {_word_level(before.certainty)} -> {_word_level(after.certainty)}"
    if after.verdict not in (Verdict.UNRESOLVED, Verdict.UNTESTED):
        # What is too little to judge hangs on nobody, and to say so would sound like strength.
        if after.verdict is not Verdict.INSUFFICIENT or change.hinges.after:
            yield from _describe_hinges(change.hinges, name)
        yield from _describe_one_group_away(change.away)


def _word_verdict(result: StratumResult) -> str:
    return result.verdict.value + (" (only indirectly)" if result.indirectly else "")


def _stays_weak(before: StratumResult, after: StratumResult) -> bool:
    """Whether a verdict is as uncertain as before, so that its word alone would say too much."""
    level = after.certainty.level
    same = before.certainty.level == level
    return after.verdict.answered and same and level is CertaintyLevel.VERY_LOW


def _describe_groups(before: Tally, after: Tally) -> Iterator[str]:
    pooled = any(tally.total > tally.groups for tally in (before, after))
    sides = (
        (before.for_, after.for_, "supports", "support", pooled),
        (before.against, after.against, "disputes", "dispute", pooled),
        (before.mixed, after.mixed, "is mixed", "are mixed", False),
    )
    parts: list[str] = []
    for was, now, one, many, studies in sides:
        if was != now:
            single = now == 1 and not studies
            unit = "group" if single else "groups and pooled studies" if studies else "groups"
            named = "" if parts else f"{unit} "
            parts.append(
                f"{write_number(was)} -> {write_number(now)} {named}{one if single else many}"
            )
    if parts:
        yield ", ".join(parts)


def _describe_exposed(before: SafetyRecord | None, after: SafetyRecord | None) -> Iterator[str]:
    """For safety and harm: how many were watched, and what harm that cannot rule out."""
    if before is None or after is None:
        return
    if before.exposed != after.exposed:
        bound = after.up_to_one_in
        ruled = f" (harm in up to 1 in {bound} is not ruled out)" if bound else ""
        moved = f"{before.exposed} -> {count_things(after.exposed, 'person', 'people')} exposed"
        yield f"{moved} without serious related harm{ruled}"
    if before.serious_related != after.serious_related:
        people = count_things(after.serious_related, "person", "people")
        yield f"{before.serious_related} -> {people} with serious related harm"


def _word_level(graded: Certainty) -> str:
    return CERTAINTY[graded.level] if graded.level else "not graded"


def _describe_hinges(turn: Turn[frozenset[tuple[str, ...]]], name: Namer) -> Iterator[str]:
    if not turn.moved:
        return
    fresh, gone = turn.after - turn.before, turn.before - turn.after
    if not turn.after:
        yield "now hangs on nobody"
    elif not turn.before:
        yield f"now hangs on {_name_hinges(fresh, name)}"
    elif fresh and gone:
        yield f"now hangs on {_name_hinges(fresh, name)}, no longer on {_name_hinges(gone, name)}"
    elif fresh:
        yield f"now hangs on {_name_hinges(fresh, name)}, too"
    else:
        yield f"no longer hangs on {_name_hinges(gone, name)}"


def _name_hinges(hinges: Iterable[tuple[str, ...]], name: Namer) -> str:
    names = [" with ".join(name(key) for key in keys) for keys in sorted(hinges)]
    more = len(names) - MOST_NAMES
    shown = names if more <= 1 else [*names[:MOST_NAMES], f"{more} more"]
    return join_in_words(shown)


def _describe_one_group_away(turn: Turn[OneGroupAway]) -> Iterator[str]:
    sides = (
        (turn.before.for_, turn.after.for_, "for"),
        (turn.before.against, turn.after.against, "against"),
    )
    for was, now, side in sides:
        if was is now:
            continue
        if now is None:
            yield f"one more group {side} would change nothing now"
        else:
            yield f"one more group {side} would make it {now.value}"


def describe_stratum_now(result: StratumResult, name: Namer = name_by_key) -> str:
    """A stratum as it stands, for a claim that is new: 'contested in animals: 5 support'."""
    tally, who = result.tally, _WHO[result.stratum]
    parts = [f"{who}: {_word_verdict(result)}"]
    counts = (
        (tally.for_, "supports", "support"),
        (tally.against, "disputes", "dispute"),
        (tally.mixed, "is mixed", "are mixed"),
    )
    told = [f"{write_number(n)} {one if n == 1 else many}" for n, one, many in counts if n]
    parts += [", ".join(told)] if told else []
    if result.certainty.level:
        parts.append(f"{CERTAINTY[result.certainty.level]} certainty")
    if result.hangs_on:
        parts.append(f"hangs on {_name_hinges({h.without for h in result.hangs_on}, name)}")
    return "; ".join(parts)


def describe_verdicts(change: ClaimChange, name: Namer = name_by_key) -> tuple[str, ...]:
    """What became of a claim's verdicts, each a sentence without its full stop."""
    return tuple(_describe_verdict_parts(change, name))


def _describe_verdict_parts(change: ClaimChange, name: Namer) -> Iterator[str]:
    if change.fate is Fate.REMOVED:
        return
    if change.fate is Fate.ADDED:
        yield from (describe_stratum_now(s.result.after, name) for s in _sort_asked_first(change))
        if change.parts.after:
            yield change.parts.after.rstrip(".")
        return
    if change.headline.moved:
        yield f"the headline turns from '{change.headline.before}' to '{change.headline.after}'"
    yield from (describe_stratum_change(s, name) for s in _sort_asked_first(change))
    if change.parts.moved:
        yield f"parts before: {change.parts.before.rstrip('.')}; now: {change.parts.after}".rstrip(
            "."
        )
    if change.reach.moved:
        none = "no rung"
        yield f"reaches {change.reach.after or none}, before {change.reach.before or none}"


def _sort_asked_first(change: ClaimChange) -> list[StratumChange]:
    return sorted(change.strata, key=lambda s: not s.asked)


def describe_fate(change: ClaimChange) -> str:
    """What happened to the claim as a whole; empty where it only changed in places."""
    parts = []
    if change.fate is Fate.ADDED:
        parts.append(f"new claim, '{change.statement}'")
    elif change.fate is not Fate.CHANGED:
        parts.append(f"the claim was {_FATE[change.fate]}")
        if change.fate is Fate.REMOVED and change.headline.before:
            parts[-1] += f" (its answer was '{change.headline.before}')"
    if change.former:
        parts.append(f"renamed from {change.former}")
    if change.topic.moved:
        parts.append(f"moved from the topic {change.topic.before} to {change.topic.after}")
    if change.because and change.fate is not Fate.CHANGED:
        parts.append(change.because.rstrip("."))
    return "; ".join(parts)


def describe_finding_change(change: FindingChange, name: Namer = name_by_key) -> str:
    """What became of one finding: 'finding kidney-rats (lai2015) changed: direction ...'."""
    text = f"finding {change.id} ({name(change.study)}) {_FATE[change.fate]}"
    told = []
    if change.fate is Fate.ADDED:
        text += f": {change.direction.value}"
        told += [f"does not count: {change.silenced.rstrip('.')}"] if change.silenced else []
    else:
        told += [describe_field_change(f) for f in change.fields]
        told += [change.because.rstrip(".")] if change.because else []
        told += [f"no longer counts: {change.silenced.rstrip('.')}"] if change.silenced else []
        told += ["now counts"] if change.counted else []
    if not told:
        return text
    return f"{text}{'; ' if change.fate is Fate.ADDED else ': '}{'; '.join(told)}"


def describe_field_change(change: FieldChange) -> str:
    """One field: 'direction supports -> mixed', 'result reworded', 'effect added'."""
    path = change.path.replace("_", " ").replace(".", " ")
    before, after = change.before, change.after
    short = all(len(value) <= SHORT and "\n" not in value for value in (before, after) if value)
    if change.path in MEANT and before and after:
        return f"{path} '{before}' -> '{after}' (every direction was judged against what was there)"
    if before is None:
        return f"{path} added" + (f": {after}" if short else "")
    if after is None:
        return f"{path} taken out" + (f" (was {before})" if short else "")
    if short and before != after:
        return f"{path} {before} -> {after}"
    return f"{path} reworded{_describe_changed_figures(before, after)}"


_FIGURE = re.compile(r"(?<![\w.])[-−]?\d+(?:[.,]\d+)*%?")


def _describe_changed_figures(before: str, after: str) -> str:
    """What became of the figures in a text, because 'reworded' alone would hide a changed one."""
    was, now = Counter(_FIGURE.findall(before)), Counter(_FIGURE.findall(after))
    gone, fresh = list((was - now).elements()), list((now - was).elements())
    if gone and fresh:
        return f", figures {_list_figures(gone)} -> {_list_figures(fresh)}"
    if gone or fresh:
        return f", figures {'added' if fresh else 'taken out'}: {_list_figures(fresh or gone)}"
    return ""


def _list_figures(found: list[str]) -> str:
    more = len(found) - MOST_FIGURES
    return join_in_words(found if more <= 1 else [*found[:MOST_FIGURES], f"{more} more"])


def describe_field_changes(changes: Iterable[FieldChange]) -> str:
    """The fields of a card that changed: 'plain reworded; curated on 2026-01-02 -> 2026-02-03'."""
    return "; ".join(describe_field_change(change) for change in changes)


def describe_study_change(change: StudyChange) -> str:
    """What became of a study: its standing first, then the claims that it touches."""
    parts = []
    if change.fate is not Fate.CHANGED:
        parts.append(_FATE[change.fate])
    if change.former:
        parts.append(f"the work that was {change.former}")
    if change.standing.moved:
        before, after = STANDING[change.standing.before], STANDING[change.standing.after]
        on = next((f.after for f in change.fields if f.path == "standing.on" and f.after), "")
        parts.append(f"standing {before} -> {after}{f' on {on}' if on else ''}")
    if change.because and (change.standing.moved or change.fate is Fate.WITHDRAWN):
        parts.append(change.because.rstrip("."))
    told = ("standing.because", *(("standing.on",) if change.standing.moved else ()))
    parts += [describe_field_change(f) for f in change.fields if f.path not in told]
    if change.claims:
        parts.append(f"touches {join_in_words(list(change.claims))}")
    return "; ".join(parts)


def describe_record_change(change: RecordChange) -> str:
    """What became of a reference or a word: 'lai2015msc changed (title, year)'."""
    told = f" ({', '.join(change.fields)})" if change.fields else ""
    return f"{change.id} {_FATE[change.fate]}{told}"


def count_findings_in_words(changes: Iterable[FindingChange]) -> str:
    """The findings that came and went, counted: '2 findings added, 1 withdrawn'; or nothing."""
    rows = list(changes)
    parts: list[str] = []
    for which in (Fate.ADDED, Fate.WITHDRAWN, Fate.RESTORED, Fate.REMOVED):
        count = sum(1 for row in rows if row.fate is which)
        if count:
            parts.append(f"{count_things(count, 'finding') if not parts else count} {_FATE[which]}")
    turned = [f for row in rows if row.fate is Fate.CHANGED for f in row.fields]
    count = sum(1 for f in turned if f.path == "direction")
    if count:
        parts.append(f"the direction of {count_things(count, 'finding')} changed")
    count = sum(1 for row in rows if row.fate is Fate.CHANGED and row.silenced)
    if count:
        reasons = {row.silenced.rstrip(".") for row in rows if row.silenced}
        because = f": {reasons.pop()}" if len(reasons) == 1 else ""
        parts.append(f"{count_things(count, 'finding')} no longer counted{because}")
    return ", ".join(parts)
