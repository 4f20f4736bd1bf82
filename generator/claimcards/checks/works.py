"""Studies and references belong together, and one work is one study."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from claimcards.corpus import Corpus
from claimcards.diagnostics import Diagnostic, Severity
from claimcards.near import did_you_mean
from claimcards.reading.bibtex import SourcedReference


def studies_have_references(corpus: Corpus) -> Iterator[Diagnostic]:
    """A study without a reference cannot be found by a reader."""
    for key in sorted(corpus.studies):
        if not corpus.is_known("references", key):
            free = [name for name in corpus.references if name not in corpus.studies]
            hint = did_you_mean(key, free, "add an entry with this key to references/")
            place = corpus.studies[key].place("id")
            yield Diagnostic("CC211", place, f"there is no reference with the key '{key}'", hint)


def references_are_used(corpus: Corpus) -> Iterator[Diagnostic]:
    """A reference is a study's, or a claim's origin, or a notice; else it hangs in the air."""
    if not corpus.complete or not corpus.claims:
        return
    cited = {o.reference for c in corpus.claims.values() for o in c.record.origins}
    cited |= {s.record.standing.notice or "" for s in corpus.studies.values()}
    # A slip in a key is said where the key is used; what it meant is not unused for it.
    sought = [key for key in (*cited, *corpus.studies) if key not in corpus.references]
    for key in sorted(corpus.references):
        if key not in cited and key not in corpus.studies and not did_you_mean(key, sought):
            yield Diagnostic(
                "CC212",
                corpus.references[key].place,
                f"the reference '{key}' has no study card and nothing cites it",
                f"write studies/{key}.yml, or delete the reference",
            )


def studies_are_used(corpus: Corpus) -> Iterator[Diagnostic]:
    """A study that no finding names shows its reader nothing."""
    if not corpus.complete or not corpus.claims:
        return
    used = {finding.study for _, _, finding in corpus.findings()}
    sought = [key for key in used if key not in corpus.studies]
    for key in sorted(corpus.studies):
        study = corpus.studies[key]
        if key not in used and study.record.withdrawn is None and not did_you_mean(key, sought):
            yield Diagnostic(
                "CC213",
                study.place("id"),
                f"no claim has a finding of the study '{key}'",
                "add its finding to a claim, or withdraw the study with a reason",
                Severity.WARNING,
            )


def one_work_one_reference(corpus: Corpus) -> Iterator[Diagnostic]:
    """The same work under two keys would count twice."""
    seen: dict[tuple[str, str], str] = {}
    for key in sorted(corpus.references):
        sourced = corpus.references[key]
        for kind, value in _identities(sourced):
            first = seen.setdefault((kind, value), key)
            if first != key:
                yield Diagnostic(
                    "CC214",
                    sourced.place,
                    f"'{key}' and '{first}' are the same work: they share the {kind}",
                    f"keep one of them; the other is at {corpus.references[first].place}",
                )
                break


def _identities(sourced: SourcedReference) -> Iterator[tuple[str, str]]:
    reference = sourced.reference
    for kind in ("doi", "pmid", "pmcid"):
        value = getattr(reference, kind)
        if value:
            yield kind.upper(), value.lower()
    title = _folded(reference.plain_title)
    if len(title) > 20 and reference.year and reference.authors:
        yield (
            "title, first author and year",
            f"{title} {_folded(reference.authors[0].short)} {reference.year}",
        )


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


RULES = (studies_have_references, references_are_used, studies_are_used, one_work_one_reference)
