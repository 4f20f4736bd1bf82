"""Making quoted text harmless where a change is told: a terminal, a comment, a job summary.

A comment on GitHub acts on more than Markdown: it looks for '@name', '#1' and addresses in
what it has already rendered, where an escaped mark is a mark again. So beside escaping, each
such sign is parted by a blank of no width.
"""

from __future__ import annotations

import re

from claimcards.rendering.escape import escape

MOST = 300
"""The longest text that is quoted whole, in characters."""
MOST_CHARACTERS = 60_000
"""The longest report of ours on GitHub, which takes 65,536 for a comment or an issue."""

_GAP = "\u200b"
_CALLS = re.compile(r"(?i)(?<=[@#])|(?<=://)|(?<=www)(?=\.)|(?<=\bgh)(?=-\d)|(?<=mailto)(?=:)")
_HASH = re.compile(r"(?i)\b(?=[0-9a-f]*\d)[0-9a-f]{7,}\b")
_SIXTH = re.compile(r"(.{6})(?=.)")


def one_line(text: str) -> str:
    """A text on one line, without signs that a terminal acts on or that cannot be seen."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(plain.split())


def cut(text: str, most: int = MOST) -> str:
    """A text of limited length; what is left out is shown by dots."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def inert(text: str, most: int = MOST) -> str:
    """A text as Markdown that shows itself and does nothing: no ping, link, image or markup."""
    called = _CALLS.sub(_GAP, cut(one_line(text), most))
    return str(escape(_HASH.sub(_parted, called)))


def _parted(commit: re.Match[str]) -> str:
    """What looks like the id of a commit, in pieces too short to be one."""
    return _SIXTH.sub(rf"\1{_GAP}", commit[0])
