"""From notices and titles to a standing: what has become of a work, by what registries record."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from claimcards.cards.words import Standing
from claimcards.references.identity import without_mark
from claimcards.registries.work import RegistryWork, WorkNotice
from claimcards.text.folding import fold_words

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
class RecordedStanding:
    """What registries make of a work: the standing, since when, and the notices behind it."""

    standing: Standing
    on: date | None = None
    behind: tuple[WorkNotice, ...] = ()
    reinstated: bool = False

    @property
    def because(self) -> str:
        """One sentence for the card: who records what, and that the notice was not read."""
        words = {Standing.RETRACTED: "a retraction", Standing.CONCERN: "an expression of concern"}
        what = words.get(self.standing, "a correction")
        if any("partial" in name_notice_kind(notice.kind) for notice in self.behind):
            what = "the retraction of a part"
        dois = list(dict.fromkeys(n.doi for n in self.behind if n.doi))
        where = f" (doi {', '.join(dois)})" if dois else ""
        reasons = list(dict.fromkeys(r for notice in self.behind for r in notice.reasons))
        why = f" Reasons given there: {'; '.join(reasons)}." if reasons else ""
        who = _join_names(notice.by for notice in self.behind)
        return f"{who} {_describe_notices(self.behind)} {what}{where}.{why}"


def name_notice_kind(kind: str) -> str:
    """A registry's word for a kind of notice, however it parts its words."""
    return " ".join(kind.replace("_", " ").replace("-", " ").split()).lower()


def judge_notices(notices: Iterable[WorkNotice]) -> RecordedStanding:
    """The standing that follows from all notices of a work.

    The gravest counts, unless the work was reinstated after it. Notices without a day cannot
    be put in order, so no reinstatement takes them back.
    """
    known = list(notices)
    back = max((n.on for n in known if n.reinstates and n.on), default=None)
    live = [n for n in known if n.standing and not _is_taken_back(n, back)]
    reinstated = len(live) < len([n for n in known if n.standing])
    if not live:
        return RecordedStanding(Standing.STANDS, back, (), reinstated)
    gravest = max((n.standing for n in live if n.standing), key=lambda s: RANK[s])
    behind = tuple(sorted((n for n in live if n.standing is gravest), key=_date_notice))
    return RecordedStanding(gravest, behind[0].on, behind, reinstated)


def explain_mark(work: RegistryWork, verdict: RecordedStanding) -> str:
    """What to say of a work that only its title calls retracted or withdrawn; '' of any other."""
    if work.mark is None or verdict.standing is Standing.RETRACTED:
        return ""
    where = f"its title at {work.mark.by} is marked '{work.mark.value}'"
    return f"{where}, and no registry records it"


def _is_taken_back(notice: WorkNotice, back: date | None) -> bool:
    grave = notice.standing in (Standing.RETRACTED, Standing.CONCERN)
    return bool(grave and back and notice.on and notice.on <= back)


def _date_notice(notice: WorkNotice) -> tuple[bool, date, str]:
    return notice.on is None, notice.on or date.min, notice.by


def _describe_notices(notices: tuple[WorkNotice, ...]) -> str:
    return "record" if len({notice.by for notice in notices}) > 1 else "records"


def _join_names(names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))
    return " and ".join(filter(None, [", ".join(listed[:-1]), listed[-1]])) if listed else ""


LONGEST = 2_000
"""Characters of a title or name; the longest real titles have about 600."""

_TAG = re.compile(
    r"</?(?:jats:|mml:)?(?:a|abbr|annotation|b|bold|br|em|font|i|inline-formula|italic|math|mi|mn"
    r"|mo|mover|mrow|ms|mspace|mstyle|msub|msubsup|msup|mtext|munder|ov|p|roman|sc|scp|sec|semantics"
    r"|sans-serif|small|span|strike|strong|styled-content|sub|sup|tex-math|title|tt|u|underline)"
    # What follows the name must be attributes: in 'p<i and q>3' nothing is a tag.
    r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>\"'=]+))*\s*/?>",
    re.IGNORECASE,
)
_JOINERS = "\u200c\u200d"  # some scripts cannot be written without them


def clean_words(text: str) -> str:
    """The text in one line, without tags, entities, control and invisible characters."""
    for _ in range(2):  # an entity may hide a tag, and an escaped entity another
        text = html.unescape(_TAG.sub("", text))
    text = " ".join(_TAG.sub("", text).split())
    shown = "".join(c for c in text if c in _JOINERS or unicodedata.category(c)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", shown).split())


def compare_titles(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 1; a subtitle that only one of them has costs nothing."""
    first, second = sorted((fold_words(without_mark(t)) for t in (one, other)), key=len)
    if not first:
        return 0.0
    if len(first.split()) > 3 and f" {second} ".startswith(f" {first} "):
        return 1.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
