"""Words that only come near a reserved one: each field speaks one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcards.cards.reserved import COMPARATOR, FACET, LOOKED_FOR, UNSAID, find_meant, is_near
from claimcards.corpus import Corpus
from claimcards.text.diagnostics import Diagnostic, Place


def check_findings(corpus: Corpus) -> Iterator[Diagnostic]:
    """A comparator or the watch for harm is described, or is a reserved word as it is written."""
    for claim, index, finding in corpus.findings():
        at = ("findings", index)
        yield from _near(finding.comparator, COMPARATOR, claim.place(*at, "comparator"))
        if finding.harms is not None:
            harms = finding.harms
            yield from _near(harms.looked_for, LOOKED_FOR, claim.place(*at, "harms", "looked_for"))
            yield from _near(harms.followed, UNSAID, claim.place(*at, "harms", "followed"))


def check_studies(corpus: Corpus) -> Iterator[Diagnostic]:
    """The same for facets without a list of words, who paid, and conflicts of interest."""
    facets = corpus.vocabulary.facets
    for key in sorted(corpus.studies):
        study = corpus.studies[key]
        for name in ("funding", "conflicts"):
            yield from _near(getattr(study.record, name) or "", UNSAID, study.place(name))
        for name, values in study.record.facets.items():
            if name in facets and facets[name].words:
                continue  # whatever is no word of the list is said with the vocabulary
            for n, value in enumerate(values):
                yield from _near(value, FACET, study.place("facets", name, n))


def _near(text: str, words: Sequence[str], place: Place) -> Iterator[Diagnostic]:
    if not text or not is_near(text, words):
        return
    meant = find_meant(text, words)
    shown = text if len(text) <= 60 else f"{text[:57]}..."
    hint = f"did you mean '{meant}'?" if meant else f"one of: {', '.join(words)}"
    yield Diagnostic(
        "CC290",
        place,
        f"'{shown}' is no description, and no reserved word as it must be written",
        f"{hint} If not, describe it in a few words",
    )


RULES = (check_findings, check_studies)
