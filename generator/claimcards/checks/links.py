"""What one card says of another must exist."""

from __future__ import annotations

from collections.abc import Iterator

from claimcards.corpus import Corpus
from claimcards.diagnostics import Diagnostic, Place
from claimcards.model.words import Standing
from claimcards.near import did_you_mean


def finding_studies(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding is a finding of a study that has a card."""
    for claim, index, finding in corpus.findings():
        if not corpus.is_known("studies", finding.study):
            place = claim.place("findings", index, "study")
            hint = did_you_mean(finding.study, corpus.studies, f"write studies/{finding.study}.yml")
            yield Diagnostic("CC221", place, f"unknown study '{finding.study}'", hint)


def origins(corpus: Corpus) -> Iterator[Diagnostic]:
    """Who makes a claim is a work of the bibliography."""
    for claim in _claims(corpus):
        for index, origin in enumerate(claim.record.origins):
            if not corpus.is_known("references", origin.reference):
                place = claim.place("origins", index, "reference")
                hint = did_you_mean(origin.reference, corpus.references, "add it to references/")
                yield Diagnostic("CC222", place, f"unknown reference '{origin.reference}'", hint)


def relations(corpus: Corpus) -> Iterator[Diagnostic]:
    """A related claim exists, and is another one."""
    for claim in _claims(corpus):
        for index, relation in enumerate(claim.record.relations):
            place = claim.place("relations", index, "claim")
            if relation.claim == claim.record.id:
                yield Diagnostic("CC223", place, "a claim is related to itself", "delete this line")
            elif not corpus.is_known("claims", relation.claim):
                yield _no_claim(corpus, "CC223", place, relation.claim)


def members(corpus: Corpus) -> Iterator[Diagnostic]:
    """A claim over claims has members that exist."""
    for claim in _claims(corpus):
        for index, pattern in enumerate(claim.record.over):
            place = claim.place("over", index)
            if pattern.endswith("*"):
                start = pattern.removesuffix("*")
                others = {*corpus.claims, *corpus.unread.get("claims", ())} - {claim.record.id}
                if not any(key.startswith(start) for key in others):
                    hint = "correct the beginning, or write the claims that it names"
                    yield Diagnostic("CC224", place, f"no claim fits '{pattern}'", hint)
            elif pattern == claim.record.id:
                yield Diagnostic("CC224", place, "a claim is made of itself", "delete this line")
            elif not corpus.is_known("claims", pattern):
                yield _no_claim(corpus, "CC224", place, pattern)


def standing(corpus: Corpus) -> Iterator[Diagnostic]:
    """A notice is a reference, and a successor is a study."""
    for key in sorted(corpus.studies):
        study = corpus.studies[key]
        notice, successor = study.record.standing.notice, study.record.standing.by
        if notice and not corpus.is_known("references", notice):
            hint = did_you_mean(notice, corpus.references, "add it to references/")
            place = study.place("standing", "notice")
            yield Diagnostic("CC225", place, f"unknown reference '{notice}'", hint)
        if successor == key:
            place = study.place("standing", "by")
            yield Diagnostic(
                "CC225", place, "a study is superseded by itself", "name the newer one"
            )
        elif successor and not corpus.is_known("studies", successor):
            hint = did_you_mean(successor, corpus.studies, "write its study card first")
            place = study.place("standing", "by")
            yield Diagnostic("CC225", place, f"unknown study '{successor}'", hint)


def reasons_of_standing(corpus: Corpus) -> Iterator[Diagnostic]:
    """A study that does not simply stand says why; a superseded one says by which study."""
    for key in sorted(corpus.studies):
        study = corpus.studies[key]
        standing = study.record.standing
        if standing.status is Standing.STANDS or not study.sure_of("standing"):
            continue
        place = study.place("standing", "status")
        if standing.because is None:
            message = f"the study is marked '{standing.status.value}' and does not say why"
            yield Diagnostic("CC227", place, message, "add because, and notice if there is one")
        if standing.status is Standing.SUPERSEDED and standing.by is None:
            message = "the study is superseded and does not say by which study"
            yield Diagnostic("CC227", place, message, "add by: the key of the newer study")


def pooled_studies(corpus: Corpus) -> Iterator[Diagnostic]:
    """What a synthesis is declared to pool are studies that have cards."""
    for key in sorted(corpus.studies):
        study = corpus.studies[key]
        for index, pooled in enumerate(study.record.pools.listed if study.record.pools else ()):
            place = study.place("pools", "listed", index)
            if pooled == key:
                yield Diagnostic("CC226", place, "a synthesis pools itself", "delete this line")
            elif not corpus.is_known("studies", pooled):
                hint = did_you_mean(pooled, corpus.studies, "list only studies that have a card")
                yield Diagnostic("CC226", place, f"unknown study '{pooled}'", hint)


def _claims(corpus: Corpus) -> Iterator:  # type: ignore[type-arg]
    return (corpus.claims[key] for key in sorted(corpus.claims))


def _no_claim(corpus: Corpus, code: str, place: Place, key: str) -> Diagnostic:
    heir = next((k for k, s in sorted(corpus.claims.items()) if key in s.record.former_ids), "")
    hint = did_you_mean(key, corpus.claims, "write its card first, or delete the id here")
    hint = f"its id is '{heir}' now; write that" if heir else hint
    return Diagnostic(code, place, f"unknown claim '{key}'", hint)


RULES = (
    finding_studies,
    origins,
    relations,
    members,
    standing,
    reasons_of_standing,
    pooled_studies,
)
