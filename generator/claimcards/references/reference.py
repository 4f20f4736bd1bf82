"""A reference: one work of the bibliography, as BibTeX gives it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice


@dataclass(frozen=True, slots=True)
class Name:
    """A person (family, given, particle, suffix) or, with ``literal`` set, a body."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def short(self) -> str:
        """The name as a citation in the text uses it: 'de Godoy', 'World Health Organization'."""
        return self.literal or " ".join(p for p in (self.particle, self.family) if p)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a title; ``protected`` pieces keep their capitals in every style."""

    text: str
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """One work. All text is plain Unicode, decoded from LaTeX; nothing in it is markup.

    ``key`` is the BibTeX key. ``authors_complete`` is False when the list ends in
    'and others'. Empty strings and ``None`` stand for what the entry does not give.
    """

    key: str
    kind: str
    title: tuple[Span, ...]
    authors: tuple[Name, ...] = ()
    authors_complete: bool = True
    container: str = ""
    year: int | None = None
    month: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    note: str = ""
    extra: tuple[tuple[str, str], ...] = field(default=())

    @property
    def plain_title(self) -> str:
        """The title as one string."""
        return "".join(span.text for span in self.title)

    @property
    def short(self) -> str:
        """Author and year, as a reader meets the work: 'Lai et al. 2015'."""
        # Two are named at most, so nobody beyond the third matters, in lists of hundreds.
        names = list(islice(filter(None, (name.short for name in self.authors)), 3))
        if not names:
            who = self.container or self.plain_title
        elif len(names) > 2 or not self.authors_complete:
            who = f"{names[0]} et al."
        else:
            who = " and ".join(names)
        return f"{who} {self.year}" if self.year else who
