"""The Methods page: the rules of the verdicts, with the constants that the code uses."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

from claimcards.model.words import NeutralBecause, Stratum
from claimcards.synthesis.constants import CONSTANTS
from claimcards.synthesis.headline import WORDS
from claimcards.synthesis.results import CertaintyLevel, Verdict
from claimcards.views.wording import CERTAINTY, NEUTRAL, WHERE


@dataclass(frozen=True, slots=True)
class ConstantView:
    """One number of the rules."""

    name: str
    shown: str
    meaning: str
    whose: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """Which headline word stands for which certainty."""

    certainty: str
    supported: str
    disputed: str


@dataclass(frozen=True, slots=True)
class MethodsView:
    """What the Methods page prints beside its prose."""

    constants: tuple[ConstantView, ...]
    value: SimpleNamespace
    """Each constant as prose prints it, by its name with underscores."""
    words: tuple[WordRow, ...]
    neutral: tuple[tuple[str, str], ...]
    strata: tuple[str, ...]


def methods() -> MethodsView:
    """The rules as data, from the code that applies them."""
    return MethodsView(
        constants=tuple(
            ConstantView(
                c.name.replace("-", " "),
                c.shown,
                c.meaning,
                "our convention" if c.convention else "from the sources below",
            )
            for c in CONSTANTS
        ),
        value=SimpleNamespace(**{c.name.replace("-", "_"): c.shown for c in CONSTANTS}),
        words=_words(),
        neutral=tuple((because.value, NEUTRAL[because]) for because in NeutralBecause),
        strata=tuple(WHERE[stratum] for stratum in Stratum),
    )


def _words() -> tuple[WordRow, ...]:
    supported, disputed = WORDS[Verdict.SUPPORTED], WORDS[Verdict.DISPUTED]
    return tuple(
        WordRow(CERTAINTY[level], supported[level].value, disputed[level].value)
        for level in CertaintyLevel
    )
