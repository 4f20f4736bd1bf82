"""Words outside the vocabulary, and a vocabulary that is not whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from claimcards.corpus import Corpus
from claimcards.diagnostics import Diagnostic, Place
from claimcards.model.scalars import NOT_REPORTED, NOT_SEEN
from claimcards.model.study import Study
from claimcards.model.typing import Sourced
from claimcards.near import did_you_mean


def finding_words(corpus: Corpus) -> Iterator[Diagnostic]:
    """Designs and species of findings are words of the vocabulary."""
    vocabulary = corpus.vocabulary
    for claim, i, finding in corpus.findings():
        if finding.design:
            place = claim.place("findings", i, "design")
            yield from _known(corpus, "designs", finding.design, vocabulary.designs, place)
        for n, species in enumerate(finding.species):
            place = claim.place("findings", i, "species", n)
            yield from _known(corpus, "species", species, vocabulary.species, place)


def study_words(corpus: Corpus) -> Iterator[Diagnostic]:
    """Designs, species, facets and tools of studies are words of the vocabulary."""
    words = corpus.vocabulary
    for key in sorted(corpus.studies):
        study = corpus.studies[key]
        record = study.record
        yield from _known(corpus, "designs", record.design, words.designs, study.place("design"))
        for n, species in enumerate(record.species):
            yield from _known(corpus, "species", species, words.species, study.place("species", n))
        yield from _facets(corpus, study)
        for part in ("risk_of_bias", "reporting"):
            for n, judged in enumerate(getattr(record, part)):
                place = study.place(part, n, "tool")
                yield from _known(corpus, "tools", judged.tool, words.tools, place)


def _facets(corpus: Corpus, study: Sourced[Study]) -> Iterator[Diagnostic]:
    facets = corpus.vocabulary.facets
    for name, values in study.record.facets.items():
        yield from _known(corpus, "facets", name, facets, study.key_place("facets", name))
        if name not in facets or not facets[name].words:
            continue
        allowed = {word.id for word in facets[name].words} | {NOT_REPORTED, NOT_SEEN}
        for n, value in enumerate(values):
            if value not in allowed:
                hint = did_you_mean(value, allowed, f"one of: {', '.join(sorted(allowed))}")
                place = study.place("facets", name, n)
                yield Diagnostic("CC231", place, f"'{value}' is no word for '{name}'", hint)


def rungs(corpus: Corpus) -> Iterator[Diagnostic]:
    """The designs that stand on a rung of the ladder are designs of the vocabulary."""
    words = corpus.vocabulary
    for index, rung in enumerate(words.ladder):
        for n, design in enumerate(rung.designs):
            place = corpus.words.cards["ladder"].place("ladder", index, "designs", n)
            yield from _known(corpus, "designs", design, words.designs, place)


def strata(corpus: Corpus) -> Iterator[Diagnostic]:
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


def syntheses(corpus: Corpus) -> Iterator[Diagnostic]:
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


def _known(
    corpus: Corpus, kind: str, word: str, known: Mapping[str, object] | Iterable[str], place: Place
) -> Iterator[Diagnostic]:
    if kind not in corpus.words.files:
        return  # the missing file has been said once; not again for every word
    words = set(known)
    if word not in words:
        every = f"one of: {', '.join(sorted(words))}" if words else f"add it to {kind}.yml"
        hint = did_you_mean(word, words, every)
        yield Diagnostic("CC231", place, f"'{word}' is not in the vocabulary's {kind}", hint)


RULES = (finding_words, study_words, rungs, strata, syntheses)
