"""What one card says of another must exist, must be a word, and must not lead back in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimcards.cards.scalars import NOT_REPORTED, NOT_SEEN
from claimcards.cards.study import Study
from claimcards.cards.typing import Sourced
from claimcards.cards.words import Relation, Standing
from claimcards.corpus import Corpus
from claimcards.text.diagnostics import Diagnostic, Place
from claimcards.text.folding import did_you_mean
from claimcards.verdict.claims import fits_claim, list_members


def check_finding_studies(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding is a finding of a study that has a card."""
    for claim, index, finding in corpus.findings():
        if not corpus.is_known("studies", finding.study):
            place = claim.place("findings", index, "study")
            hint = did_you_mean(finding.study, corpus.studies, f"write studies/{finding.study}.yml")
            yield Diagnostic("CC221", place, f"unknown study '{finding.study}'", hint)


def check_origins(corpus: Corpus) -> Iterator[Diagnostic]:
    """Who makes a claim is a work of the bibliography."""
    for claim in _list_claims(corpus):
        for index, origin in enumerate(claim.record.origins):
            if not corpus.is_known("references", origin.reference):
                place = claim.place("origins", index, "reference")
                hint = did_you_mean(origin.reference, corpus.references, "add it to references/")
                yield Diagnostic("CC222", place, f"unknown reference '{origin.reference}'", hint)


def check_relations(corpus: Corpus) -> Iterator[Diagnostic]:
    """A related claim exists, and is another one."""
    for claim in _list_claims(corpus):
        for index, relation in enumerate(claim.record.relations):
            place = claim.place("relations", index, "claim")
            if relation.claim == claim.record.id:
                yield Diagnostic("CC223", place, "a claim is related to itself", "delete this line")
            elif not corpus.is_known("claims", relation.claim):
                yield _report_unknown_claim(corpus, "CC223", place, relation.claim)


def check_members(corpus: Corpus) -> Iterator[Diagnostic]:
    """A claim over claims has members that exist."""
    for claim in _list_claims(corpus):
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
                yield _report_unknown_claim(corpus, "CC224", place, pattern)


def check_standing(corpus: Corpus) -> Iterator[Diagnostic]:
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


def check_reasons_of_standing(corpus: Corpus) -> Iterator[Diagnostic]:
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


def check_pooled_studies(corpus: Corpus) -> Iterator[Diagnostic]:
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


def _list_claims(corpus: Corpus) -> Iterator:  # type: ignore[type-arg]
    return (corpus.claims[key] for key in sorted(corpus.claims))


def _report_unknown_claim(corpus: Corpus, code: str, place: Place, key: str) -> Diagnostic:
    heir = next((k for k, s in sorted(corpus.claims.items()) if key in s.record.former_ids), "")
    hint = did_you_mean(key, corpus.claims, "write its card first, or delete the id here")
    hint = f"its id is '{heir}' now; write that" if heir else hint
    return Diagnostic(code, place, f"unknown claim '{key}'", hint)


LINK_RULES = (
    check_finding_studies,
    check_origins,
    check_relations,
    check_members,
    check_standing,
    check_reasons_of_standing,
    check_pooled_studies,
)


def check_finding_words(corpus: Corpus) -> Iterator[Diagnostic]:
    """Designs and species of findings are words of the vocabulary."""
    vocabulary = corpus.vocabulary
    for claim, i, finding in corpus.findings():
        if finding.design:
            place = claim.place("findings", i, "design")
            yield from _check_word(corpus, "designs", finding.design, vocabulary.designs, place)
        for n, species in enumerate(finding.species):
            place = claim.place("findings", i, "species", n)
            yield from _check_word(corpus, "species", species, vocabulary.species, place)


def check_study_words(corpus: Corpus) -> Iterator[Diagnostic]:
    """Designs, species, facets and tools of studies are words of the vocabulary."""
    words = corpus.vocabulary
    for key in sorted(corpus.studies):
        study = corpus.studies[key]
        record = study.record
        yield from _check_word(
            corpus, "designs", record.design, words.designs, study.place("design")
        )
        for n, species in enumerate(record.species):
            yield from _check_word(
                corpus, "species", species, words.species, study.place("species", n)
            )
        yield from _check_facets(corpus, study)
        for part in ("risk_of_bias", "reporting"):
            for n, judged in enumerate(getattr(record, part)):
                place = study.place(part, n, "tool")
                yield from _check_word(corpus, "tools", judged.tool, words.tools, place)


def _check_facets(corpus: Corpus, study: Sourced[Study]) -> Iterator[Diagnostic]:
    facets = corpus.vocabulary.facets
    for name, values in study.record.facets.items():
        yield from _check_word(corpus, "facets", name, facets, study.key_place("facets", name))
        if name not in facets or not facets[name].words:
            continue
        allowed = {word.id for word in facets[name].words} | {NOT_REPORTED, NOT_SEEN}
        for n, value in enumerate(values):
            if value not in allowed:
                hint = did_you_mean(value, allowed, f"one of: {', '.join(sorted(allowed))}")
                place = study.place("facets", name, n)
                yield Diagnostic("CC231", place, f"'{value}' is no word for '{name}'", hint)


def check_rungs(corpus: Corpus) -> Iterator[Diagnostic]:
    """The designs that stand on a rung of the ladder are designs of the vocabulary."""
    words = corpus.vocabulary
    for index, rung in enumerate(words.ladder):
        for n, design in enumerate(rung.designs):
            place = corpus.words.cards["ladder"].place("ladder", index, "designs", n)
            yield from _check_word(corpus, "designs", design, words.designs, place)


def check_strata(corpus: Corpus) -> Iterator[Diagnostic]:
    """What a study observed is settled by its design or by itself."""
    designs = corpus.vocabulary.designs
    for key in sorted(corpus.studies):
        study = corpus.studies[key]
        design = designs.get(study.record.design)
        if design is not None and design.stratum is None and study.record.stratum is None:
            yield Diagnostic(
                "CC232",
                study.place("design"),
                f"a '{design.id}' may observe anything: this study needs its 'stratum'",
                "add stratum: cells, animals, people or field",
            )


def check_syntheses(corpus: Corpus) -> Iterator[Diagnostic]:
    """A synthesis says what it pools, and nothing else does."""
    designs = corpus.vocabulary.designs
    for key in sorted(corpus.studies):
        study = corpus.studies[key]
        design = designs.get(study.record.design)
        if design is None:
            continue
        if design.synthesis and study.record.pools is None:
            message = f"a '{design.id}' stands for the studies that it pools: 'pools' is missing"
            hint = "add pools: {studies: 12}, or {studies: not-reported}"
            yield Diagnostic("CC233", study.place("design"), message, hint)
        if study.record.pools is not None and not design.synthesis:
            message = f"a '{design.id}' is no synthesis, yet it has 'pools'"
            hint = "delete pools, or correct the design"
            yield Diagnostic("CC233", study.key_place("pools"), message, hint)


def _check_word(
    corpus: Corpus, kind: str, word: str, known: Mapping[str, object] | Iterable[str], place: Place
) -> Iterator[Diagnostic]:
    if kind not in corpus.words.files:
        return  # the missing file has been said once; not again for every word
    words = set(known)
    if word not in words:
        every = f"one of: {', '.join(sorted(words))}" if words else f"add it to {kind}.yml"
        hint = did_you_mean(word, words, every)
        yield Diagnostic("CC231", place, f"'{word}' is not in the vocabulary's {kind}", hint)


VOCABULARY_RULES = (
    check_finding_words,
    check_study_words,
    check_rungs,
    check_strata,
    check_syntheses,
)


Ways = Mapping[str, Mapping[str, Place]]
"""From each record to those that it rests on, with the place at which its card says so."""


def check_claims(corpus: Corpus) -> Iterator[Diagnostic]:
    """A claim is not made of, nor does it depend on, a claim that rests on it in its turn."""
    hint = "a claim cannot carry itself: take one of these steps out of its card"
    rests = _list_resting(corpus)
    yield from _report_circle(rests, "these claims rest on each other in a circle", hint)
    parts = _list_related(corpus, Relation.PART_OF)
    yield from _report_circle(parts, "these claims are parts of each other in a circle", hint)


def check_circles_of_studies(corpus: Corpus) -> Iterator[Diagnostic]:
    """No study is superseded by, or pools, one that is superseded by it or pools it."""
    newer: dict[str, dict[str, Place]] = {key: {} for key in corpus.studies}
    pools: dict[str, dict[str, Place]] = {key: {} for key in corpus.studies}
    for key, study in corpus.studies.items():
        by, pooled = study.record.standing.by, study.record.pools
        if by is not None and by in newer:
            newer[key][by] = study.place("standing", "by")
        for n, other in enumerate(pooled.listed if pooled else ()):
            if other in pools:
                pools[key][other] = study.place("pools", "listed", n)
    hint = "only the newest of them stands: correct 'by' in one of the cards"
    yield from _report_circle(newer, "these studies supersede each other in a circle", hint)
    hint = "a synthesis pools only what was there before it: correct 'listed' in one of the cards"
    yield from _report_circle(pools, "these syntheses pool each other in a circle", hint)


def _list_resting(corpus: Corpus) -> Ways:
    """What a claim over claims is made of, patterns followed, and what a claim depends on."""
    ways = {key: dict(row) for key, row in _list_related(corpus, Relation.DEPENDS_ON).items()}
    for key, parts in list_members({k: s.record for k, s in corpus.claims.items()}).items():
        claim = corpus.claims[key]
        for part in parts:
            word = next(n for n, word in enumerate(claim.record.over) if fits_claim(word, part))
            ways[key].setdefault(part, claim.place("over", word))
    return ways


def _list_related(corpus: Corpus, relation: Relation) -> Ways:
    return {
        key: {
            other.claim: claim.place("relations", n, "claim")
            for n, other in enumerate(claim.record.relations)
            if other.relation is relation and other.claim in corpus.claims
        }
        for key, claim in corpus.claims.items()
    }


def _report_circle(ways: Ways, what: str, hint: str) -> Iterator[Diagnostic]:
    for circle in find_circles(ways):
        steps = " -> ".join(f"'{key}'" for key in (*circle, circle[0]))
        yield Diagnostic("CC293", ways[circle[0]][circle[1]], f"{what}: {steps}", hint)


def find_circles(ways: Mapping[str, Mapping[str, object]]) -> list[tuple[str, ...]]:
    """Circles of two and more, shortest ones, so that each record in any circle is in one of them.

    Each begins with its first id in alphabetical order; steps to a record itself are told as
    such elsewhere and are left out here.
    """
    found: dict[tuple[str, ...], None] = {}
    named: set[str] = set()
    for key in sorted(ways):
        if key not in named and (circle := _find_shortest(key, ways)):
            first = circle.index(min(circle))
            found[(*circle[first:], *circle[:first])] = None
            named.update(circle)
    return list(found)


def _find_shortest(start: str, ways: Mapping[str, Mapping[str, object]]) -> tuple[str, ...]:
    """The shortest way from a record back to itself, without its end; () if there is none."""
    before: dict[str, str] = {}
    ahead: Sequence[str] = [start]
    while ahead:
        reached: list[str] = []
        for key in ahead:
            for other in sorted(ways.get(key, ())):
                if other == start and key != start:
                    return _walk_links(start, key, before)
                if other != start and other not in before:
                    before[other] = key
                    reached.append(other)
        ahead = reached
    return ()


def _walk_links(start: str, last: str, before: Mapping[str, str]) -> tuple[str, ...]:
    way = [last]
    while way[-1] != start:
        way.append(before[way[-1]])
    return tuple(reversed(way))


RULES = (check_claims, check_circles_of_studies)
