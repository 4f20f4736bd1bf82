"""What changed, in sentences: 'animals stay contested; 5 -> 6 groups support'.

Every sentence is plain text, and may quote a card: whoever prints it makes it harmless.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from claimcards.changes.fields import FieldChange
from claimcards.changes.values import (
    ClaimChange,
    Fate,
    FindingChange,
    RecordChange,
    StratumChange,
    StudyChange,
    Turn,
)
from claimcards.model.words import Stratum
from claimcards.synthesis.results import (
    Certainty,
    CertaintyLevel,
    OneGroupAway,
    Safety,
    StratumResult,
    Tally,
    Verdict,
)
from claimcards.views.wording import CERTAINTY, STANDING, listing, number, plural

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


def by_key(key: str) -> str:
    """A study by its key, as curators write it."""
    return key


def stratum(change: StratumChange, name: Namer = by_key) -> str:
    """What became of one stratum: 'animals stay contested; 5 -> 6 groups support'."""
    return "; ".join(_stratum(change, name))


def _stratum(change: StratumChange, name: Namer) -> Iterator[str]:
    before, after = change.result.before, change.result.after
    one = change.stratum is Stratum.FIELD
    who, was, now = _WHO[change.stratum], _verdict(before), _verdict(after)
    if was == now:
        weak = " at very low certainty" if _stays_weak(before, after) else ""
        yield f"{who} {'stays' if one else 'stay'} {now}{weak}"
    else:
        yield f"{who} {'turns' if one else 'turn'} from {was} to {now}"
    yield from _groups(before.tally, after.tally)
    yield from _exposed(before.safety, after.safety)
    if before.certainty.level != after.certainty.level:
        yield f"certainty {_level(before.certainty)} -> {_level(after.certainty)}"
    if after.verdict not in (Verdict.UNRESOLVED, Verdict.UNTESTED):
        # What is too little to judge hangs on nobody, and to say so would sound like strength.
        if after.verdict is not Verdict.INSUFFICIENT or change.hinges.after:
            yield from _hinges(change.hinges, name)
        yield from _away(change.away)


def _verdict(result: StratumResult) -> str:
    return result.verdict.value + (" (only indirectly)" if result.indirectly else "")


def _stays_weak(before: StratumResult, after: StratumResult) -> bool:
    """Whether a verdict is as uncertain as before, so that its word alone would say too much."""
    level = after.certainty.level
    same = before.certainty.level == level
    return after.verdict.answered and same and level is CertaintyLevel.VERY_LOW


def _groups(before: Tally, after: Tally) -> Iterator[str]:
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
            parts.append(f"{number(was)} -> {number(now)} {named}{one if single else many}")
    if parts:
        yield ", ".join(parts)


def _exposed(before: Safety | None, after: Safety | None) -> Iterator[str]:
    """For safety and harm: how many were watched, and what harm that cannot rule out."""
    if before is None or after is None:
        return
    if before.exposed != after.exposed:
        bound = after.up_to_one_in
        ruled = f" (harm in up to 1 in {bound} is not ruled out)" if bound else ""
        moved = f"{before.exposed} -> {plural(after.exposed, 'person', 'people')} exposed"
        yield f"{moved} without serious related harm{ruled}"
    if before.serious_related != after.serious_related:
        people = plural(after.serious_related, "person", "people")
        yield f"{before.serious_related} -> {people} with serious related harm"


def _level(graded: Certainty) -> str:
    return CERTAINTY[graded.level] if graded.level else "not graded"


def _hinges(turn: Turn[frozenset[tuple[str, ...]]], name: Namer) -> Iterator[str]:
    if not turn.moved:
        return
    fresh, gone = turn.after - turn.before, turn.before - turn.after
    if not turn.after:
        yield "now hangs on nobody"
    elif not turn.before:
        yield f"now hangs on {_named(fresh, name)}"
    elif fresh and gone:
        yield f"now hangs on {_named(fresh, name)}, no longer on {_named(gone, name)}"
    elif fresh:
        yield f"now hangs on {_named(fresh, name)}, too"
    else:
        yield f"no longer hangs on {_named(gone, name)}"


def _named(hinges: Iterable[tuple[str, ...]], name: Namer) -> str:
    names = [" with ".join(name(key) for key in keys) for keys in sorted(hinges)]
    more = len(names) - MOST_NAMES
    shown = names if more <= 1 else [*names[:MOST_NAMES], f"{more} more"]
    return listing(shown)


def _away(turn: Turn[OneGroupAway]) -> Iterator[str]:
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


def standing_now(result: StratumResult, name: Namer = by_key) -> str:
    """A stratum as it stands, for a claim that is new: 'contested in animals: 5 support'."""
    tally, who = result.tally, _WHO[result.stratum]
    parts = [f"{who}: {_verdict(result)}"]
    counts = (
        (tally.for_, "supports", "support"),
        (tally.against, "disputes", "dispute"),
        (tally.mixed, "is mixed", "are mixed"),
    )
    told = [f"{number(n)} {one if n == 1 else many}" for n, one, many in counts if n]
    parts += [", ".join(told)] if told else []
    if result.certainty.level:
        parts.append(f"{CERTAINTY[result.certainty.level]} certainty")
    if result.hangs_on:
        parts.append(f"hangs on {_named({h.without for h in result.hangs_on}, name)}")
    return "; ".join(parts)


def verdicts(change: ClaimChange, name: Namer = by_key) -> tuple[str, ...]:
    """What became of a claim's verdicts, each a sentence without its full stop."""
    return tuple(_verdicts(change, name))


def _verdicts(change: ClaimChange, name: Namer) -> Iterator[str]:
    if change.fate is Fate.REMOVED:
        return
    if change.fate is Fate.ADDED:
        yield from (standing_now(s.result.after, name) for s in _asked_first(change))
        if change.parts.after:
            yield change.parts.after.rstrip(".")
        return
    if change.headline.moved:
        yield f"the headline turns from '{change.headline.before}' to '{change.headline.after}'"
    yield from (stratum(s, name) for s in _asked_first(change))
    if change.parts.moved:
        yield f"parts before: {change.parts.before.rstrip('.')}; now: {change.parts.after}".rstrip(
            "."
        )
    if change.reach.moved:
        none = "no rung"
        yield f"reaches {change.reach.after or none}, before {change.reach.before or none}"


def _asked_first(change: ClaimChange) -> list[StratumChange]:
    return sorted(change.strata, key=lambda s: not s.asked)


def fate(change: ClaimChange) -> str:
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


def finding(change: FindingChange, name: Namer = by_key) -> str:
    """What became of one finding: 'finding kidney-rats (lai2015) changed: direction ...'."""
    text = f"finding {change.id} ({name(change.study)}) {_FATE[change.fate]}"
    told = []
    if change.fate is Fate.ADDED:
        text += f": {change.direction.value}"
        told += [f"does not count: {change.silenced.rstrip('.')}"] if change.silenced else []
    else:
        told += [field(f) for f in change.fields]
        told += [change.because.rstrip(".")] if change.because else []
        told += [f"no longer counts: {change.silenced.rstrip('.')}"] if change.silenced else []
        told += ["now counts"] if change.counted else []
    if not told:
        return text
    return f"{text}{'; ' if change.fate is Fate.ADDED else ': '}{'; '.join(told)}"


def field(change: FieldChange) -> str:
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
    return f"{path} reworded{_refigured(before, after)}"


_FIGURE = re.compile(r"(?<![\w.])[-−]?\d+(?:[.,]\d+)*%?")


def _refigured(before: str, after: str) -> str:
    """What became of the figures in a text, because 'reworded' alone would hide a changed one."""
    was, now = Counter(_FIGURE.findall(before)), Counter(_FIGURE.findall(after))
    gone, fresh = list((was - now).elements()), list((now - was).elements())
    if gone and fresh:
        return f", figures {_figures(gone)} -> {_figures(fresh)}"
    if gone or fresh:
        return f", figures {'added' if fresh else 'taken out'}: {_figures(fresh or gone)}"
    return ""


def _figures(found: list[str]) -> str:
    more = len(found) - MOST_FIGURES
    return listing(found if more <= 1 else [*found[:MOST_FIGURES], f"{more} more"])


def fields(changes: Iterable[FieldChange]) -> str:
    """The fields of a card that changed: 'plain reworded; curated on 2026-01-02 -> 2026-02-03'."""
    return "; ".join(field(change) for change in changes)


def study(change: StudyChange) -> str:
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
    parts += [field(f) for f in change.fields if f.path not in told]
    if change.claims:
        parts.append(f"touches {listing(list(change.claims))}")
    return "; ".join(parts)


def record(change: RecordChange) -> str:
    """What became of a reference or a word: 'lai2015msc changed (title, year)'."""
    told = f" ({', '.join(change.fields)})" if change.fields else ""
    return f"{change.id} {_FATE[change.fate]}{told}"


def findings_counted(changes: Iterable[FindingChange]) -> str:
    """The findings that came and went, counted: '2 findings added, 1 withdrawn'; or nothing."""
    rows = list(changes)
    parts: list[str] = []
    for which in (Fate.ADDED, Fate.WITHDRAWN, Fate.RESTORED, Fate.REMOVED):
        count = sum(1 for row in rows if row.fate is which)
        if count:
            parts.append(f"{plural(count, 'finding') if not parts else count} {_FATE[which]}")
    turned = [f for row in rows if row.fate is Fate.CHANGED for f in row.fields]
    count = sum(1 for f in turned if f.path == "direction")
    if count:
        parts.append(f"the direction of {plural(count, 'finding')} changed")
    count = sum(1 for row in rows if row.fate is Fate.CHANGED and row.silenced)
    if count:
        reasons = {row.silenced.rstrip(".") for row in rows if row.silenced}
        because = f": {reasons.pop()}" if len(reasons) == 1 else ""
        parts.append(f"{plural(count, 'finding')} no longer counted{because}")
    return ", ".join(parts)
