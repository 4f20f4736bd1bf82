"""Text of registries as plain words: markup and signs that nobody can see taken out.

Titles come with HTML, JATS and MathML tags, with entities, sometimes with both twice over.
What is left is plain Unicode; it is still text of strangers, and escaped where it is shown.
"""

from __future__ import annotations

import html
import re
import unicodedata
from difflib import SequenceMatcher

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
_RETRACTED = re.compile(r"(?i)\[?(retracted|withdrawn|removed)( article| paper)?\]?\s*[:.\]]\s*")
_JOINERS = "\u200c\u200d"  # some scripts cannot be written without them


def plain_words(text: str) -> str:
    """The text in one line, without tags, entities, control and invisible characters."""
    for _ in range(2):  # an entity may hide a tag, and an escaped entity another
        text = html.unescape(_TAG.sub("", text))
    text = " ".join(_TAG.sub("", text).split())
    shown = "".join(c for c in text if c in _JOINERS or unicodedata.category(c)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", shown).split())


def without_mark(title: str) -> str:
    """The title without the word that publishers put before that of a retracted work."""
    return _RETRACTED.sub("", title, count=1) if _RETRACTED.match(title) else title


def title_mark(title: str) -> str:
    """The word that a publisher put before the title, 'withdrawn' say; '' where there is none."""
    found = _RETRACTED.match(title)
    return found[1].lower() if found else ""


def folded(text: str) -> str:
    """Lower-case letters and digits only, for comparing: 'Über-Zellen' is 'uber zellen'."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not _is_mark(c))))


def likeness(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 1; a subtitle that only one of them has costs nothing."""
    first, second = sorted((folded(without_mark(one)), folded(without_mark(other))), key=len)
    if not first:
        return 0.0
    if len(first.split()) > 3 and f" {second} ".startswith(f" {first} "):
        return 1.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _is_mark(sign: str) -> bool:
    return unicodedata.combining(sign) != 0
