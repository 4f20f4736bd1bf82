"""Rules across cards: each looks at the corpus and says what is wrong, where.

A rule is a function from the corpus to diagnostics. All of them run, in one go. A rule
that cannot judge because a card could not be read says nothing about that card.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from claimcards.checks import (
    claims,
    findings,
    grading,
    identity,
    links,
    reviews,
    vocabulary,
    works,
)
from claimcards.corpus import Corpus
from claimcards.diagnostics import Diagnostic
from claimcards.synthesis import Synthesis

Rule = Callable[[Corpus], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    *vocabulary.RULES,
    *identity.RULES,
    *works.RULES,
    *links.RULES,
    *findings.RULES,
    *claims.RULES,
    *reviews.RULES,
)


def check(
    corpus: Corpus, results: Mapping[str, Synthesis], leave: Container[Rule] = ()
) -> Iterable[Diagnostic]:
    """Run every rule; ``results`` are the syntheses, which the rules of certainty look at.

    ``leave`` are rules that the caller knows to have nothing to say.
    """
    for rule in RULES:
        if rule in leave:
            continue
        yield from rule(corpus)
    yield from grading.check(corpus, results)
