"""The codes of the diagnostics: each names one kind of problem and explains it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem, explained for the person who has to mend it.

    ``code`` never changes its meaning and is never used again. ``title`` is a heading,
    ``explanation`` says what it means, why it is refused and how to mend it, ``example``
    shows content that is right.
    """

    code: str
    title: str
    explanation: str
    example: str = ""
