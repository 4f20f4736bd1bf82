"""From notices to a standing: what has become of a work, by what registries record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from claimcards.model.words import Standing
from claimcards.works.work import Notice, Work

_KINDS = {
    Standing.RETRACTED: ("retraction", "withdrawal", "removal", "retracted", "withdrawn"),
    # Part of a work that fell does not take the rest along: a reader must look.
    Standing.CONCERN: ("expression of concern", "concern", "partial retraction"),
    Standing.CORRECTED: ("correction", "corrigendum", "erratum", "corrected"),
}
STANDING_OF = {word: standing for standing, words in _KINDS.items() for word in words}
"""What each word of Crossref (its update types) and of Retraction Watch (its natures) means."""
HARMLESS = frozenset({"addendum", "clarification", "new edition", "new version", "interim"})
"""Updates that put nothing in doubt."""

RANK = {Standing.STANDS: 0, Standing.CORRECTED: 1, Standing.CONCERN: 2, Standing.RETRACTED: 3}
"""How much a standing takes away; a registry knows no others."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What registries make of a work: the standing, since when, and the notices behind it."""

    standing: Standing
    on: date | None = None
    behind: tuple[Notice, ...] = ()
    reinstated: bool = False

    @property
    def because(self) -> str:
        """One sentence for the card: who records what, and that the notice was not read."""
        words = {Standing.RETRACTED: "a retraction", Standing.CONCERN: "an expression of concern"}
        what = words.get(self.standing, "a correction")
        if any("partial" in plain_kind(notice.kind) for notice in self.behind):
            what = "the retraction of a part"
        dois = list(dict.fromkeys(n.doi for n in self.behind if n.doi))
        where = f" (doi {', '.join(dois)})" if dois else ""
        reasons = list(dict.fromkeys(r for notice in self.behind for r in notice.reasons))
        why = f" Reasons given there: {'; '.join(reasons)}." if reasons else ""
        return f"{_and(n.by for n in self.behind)} {_records(self.behind)} {what}{where}.{why}"


def plain_kind(kind: str) -> str:
    """A registry's word for a kind of notice, however it parts its words."""
    return " ".join(kind.replace("_", " ").replace("-", " ").split()).lower()


def recorded(notices: Iterable[Notice]) -> Recorded:
    """The standing that follows from all notices of a work.

    The gravest counts, unless the work was reinstated after it. Notices without a day cannot
    be put in order, so no reinstatement takes them back.
    """
    known = list(notices)
    back = max((n.on for n in known if n.reinstates and n.on), default=None)
    live = [n for n in known if n.standing and not _taken_back(n, back)]
    reinstated = len(live) < len([n for n in known if n.standing])
    if not live:
        return Recorded(Standing.STANDS, back, (), reinstated)
    gravest = max((n.standing for n in live if n.standing), key=lambda s: RANK[s])
    behind = tuple(sorted((n for n in live if n.standing is gravest), key=_when))
    return Recorded(gravest, behind[0].on, behind, reinstated)


def only_marked(work: Work, verdict: Recorded) -> str:
    """What to say of a work that only its title calls retracted or withdrawn; '' of any other."""
    if work.mark is None or verdict.standing is Standing.RETRACTED:
        return ""
    where = f"its title at {work.mark.by} is marked '{work.mark.value}'"
    return f"{where}, and no registry records it"


def _taken_back(notice: Notice, back: date | None) -> bool:
    grave = notice.standing in (Standing.RETRACTED, Standing.CONCERN)
    return bool(grave and back and notice.on and notice.on <= back)


def _when(notice: Notice) -> tuple[bool, date, str]:
    return notice.on is None, notice.on or date.min, notice.by


def _records(notices: tuple[Notice, ...]) -> str:
    return "record" if len({notice.by for notice in notices}) > 1 else "records"


def _and(names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))
    return " and ".join(filter(None, [", ".join(listed[:-1]), listed[-1]])) if listed else ""
