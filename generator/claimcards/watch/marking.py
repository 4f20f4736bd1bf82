"""Set the standing of a study on its card, and change nothing else in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimcards.corpus import Corpus
from claimcards.formatting.outline import comments
from claimcards.formatting.shapes import shape_of
from claimcards.model.study import Study
from claimcards.model.typing import typed
from claimcards.reading.cards import CardText, events, read_card
from claimcards.reading.files import UseError
from claimcards.works.card import standing_lines
from claimcards.works.standing import Recorded

_KEY = "standing"


def marked(file: str, text: str, verdict: Recorded, corpus: Corpus) -> str:
    """The card with this standing; its comments and layout are kept.

    :raises UseError: where the card cannot be read, or cannot be changed safely.
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    before = text.replace("\r\n", "\n")
    card, problems = read_card(file, before)
    if card is None or problems:
        raise UseError(f"{file} has errors; set the standing by hand once they are mended")
    lines = before.rstrip("\n").split("\n")
    below = standing_lines(verdict, str(card.value.get("id")), corpus, _earlier(card))
    new = [f"{_KEY}:", *(f"  {line}" for line in below)]
    made = "\n".join(_replaced(card, lines, new, before)) + "\n"
    if not _is_safe(file, card, before, made, verdict):
        raise UseError(f"{file} has a layout that cannot be changed safely; set it by hand")
    return made.replace("\n", ends)


def _earlier(card: CardText) -> str:
    """What the card said of the standing before, in one sentence; '' if it said nothing."""
    said = card.value.get(_KEY)
    because = said.get("because") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(because, str):
        return ""
    day = f" on {said['on']}" if "on" in said else ""
    return f"Before that: {said.get('status', 'stands')}{day}. {' '.join(because.split())}"


def _replaced(card: CardText, lines: list[str], new: list[str], text: str) -> list[str]:
    starts = sorted(card.key_place((key,)).line - 1 for key in card.value)
    if _KEY not in card.value:
        at = _place(card, lines)
        return [*lines[:at], *new, *lines[at:]]
    begin = card.key_place((_KEY,)).line - 1
    end = _back(lines, next((s for s in starts if s > begin), len(lines)))
    inside = [c.text for c in comments(lines, [*events(text)]) if begin <= c.at[0] < end]
    return [*lines[:begin], new[0], *(f"  {c}" for c in inside), *new[1:], *lines[end:]]


def _place(card: CardText, lines: Sequence[str]) -> int:
    """The line before which the key belongs, by the order of the model."""
    shape = shape_of(Study)
    later = [key for key in card.value if shape.rank(key) > shape.rank(_KEY)]
    at = min((card.key_place((key,)).line - 1 for key in later), default=len(lines))
    return _back(lines, at)


def _back(lines: Sequence[str], at: int) -> int:
    """Above the comments and blank lines that belong to what stands at this line."""
    while at > 0 and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
        at -= 1
    return at


def _is_safe(file: str, card: CardText, before: str, made: str, verdict: Recorded) -> bool:
    """Whether only the standing differs, and every comment is still there."""
    again, problems = read_card(file, made)
    if again is None or problems:
        return False
    sourced, mismatches = typed(again, Study)
    same = {**again.value, _KEY: ""} == {**card.value, _KEY: ""}
    is_set = sourced is not None and sourced.record.standing.status is verdict.standing
    return same and is_set and not mismatches and _remarks(before) == _remarks(made)


def _remarks(text: str) -> Counter[str]:
    return Counter(c.text for c in comments(text.split("\n"), [*events(text)]))
