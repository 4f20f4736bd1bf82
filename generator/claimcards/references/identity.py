"""Which works are one work: by their identifiers, or by title, first author and year.

Two works with different DOIs or PMIDs are two, however alike their titles are; so are titles
that differ in a Greek letter or a sign.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimcards.references.reference import Reference
from claimcards.text.folding import fold_words

ALIKE = "title, first author and year"
"""What works share that no identifier tells to be one."""

_LEAST = 20
"""Letters of a title that can tell a work: shorter ones ('Editorial') are many works'."""
_DENSE = 3
"""For how many letters a character counts of a script that writes a word with one or two."""
_WORDS = r"(retracted|withdrawn|removed)(?:[ -](?:article|paper|publication|manuscript|chapter))?"
_MARK = re.compile(
    rf"(?i)[\[(*\s]*{_WORDS}\s*[\])*]*(?:\s*[:.\])]|\s+[-\N{{EN DASH}}\N{{EM DASH}}])\s*"
)
_MARK_BEHIND = re.compile(rf"(?i)\s*[\[(]{_WORDS}[\])]\s*\.?$")


@dataclass(frozen=True, slots=True)
class Shared:
    """Two works by their keys, the older in the alphabet first, and what they share.

    ``differ`` names the identifier of which they have different ones, so that they cannot be
    one work although they share another; '' where nothing speaks against it.
    """

    first: str
    second: str
    kind: str
    value: str
    differ: str = ""


def find_same_works(references: Mapping[str, Reference]) -> Iterator[Shared]:
    """Works that stand twice, each told once, with the first that it repeats."""
    seen: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(references):
        found: Shared | None = None
        for kind, value in identify_work(references[key]):
            for first in seen[kind, value]:
                differ = find_difference(references[first], references[key])
                if found is None and not (differ and kind == ALIKE):
                    found = Shared(first, key, kind, value, differ)
            seen[kind, value].append(key)
        if found is not None:
            yield found


def find_difference(one: Reference, other: Reference) -> str:
    """The identifier that tells two works apart: 'DOI' or 'PMID'; '' if none does."""
    for kind in ("doi", "pmid"):
        mine, theirs = getattr(one, kind).lower(), getattr(other, kind).lower()
        if mine and theirs and mine != theirs:
            return kind.upper()
    return ""


def identify_work(reference: Reference) -> Iterator[tuple[str, str]]:
    """What a work is known by: its identifiers, then its title with first author and year."""
    for kind in ("doi", "pmid", "pmcid"):
        if value := getattr(reference, kind):
            yield kind.upper(), value.lower()
    if reference.authors and reference.year:
        first = reference.authors[0].short
        yield from identify_by_title(reference.plain_title, first, reference.year)


def identify_by_title(title: str, first: str, year: int) -> Iterator[tuple[str, str]]:
    """Title, first author and year as they are compared; nothing where the title tells none."""
    plain = fold_words(without_mark(title))
    if sum(_DENSE if sign > "\u2e80" else 1 for sign in plain) > _LEAST:
        yield ALIKE, f"{plain} {fold_words(first)} {year}"


def without_mark(title: str) -> str:
    """The title without the word that publishers put to that of a retracted work."""
    bare = _MARK.sub("", title, count=1) if _MARK.match(title) else title
    return _MARK_BEHIND.sub("", bare)


def title_mark(title: str) -> str:
    """The word that a publisher put to the title, 'withdrawn' say; '' where there is none."""
    found = _MARK.match(title) or _MARK_BEHIND.search(title)
    return found[1].lower() if found else ""
