"""Rules across cards: each looks at the corpus and says what is wrong, where.

A rule is a function from the corpus to diagnostics. All of them run, in one go. A rule
that cannot judge because a card could not be read says nothing about that card.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from claimcards.checks import claims, findings, identity, links, wholes
from claimcards.corpus import Corpus
from claimcards.text.diagnostics import Diagnostic
from claimcards.verdict.values import ClaimVerdict

Rule = Callable[[Corpus], Iterator[Diagnostic]]

ALL_RULES: tuple[Rule, ...] = (
    *links.VOCABULARY_RULES,
    *identity.IDENTITY_RULES,
    *identity.WORK_RULES,
    *links.LINK_RULES,
    *links.RULES,
    *identity.RULES,
    *findings.RULES,
    *wholes.RULES,
    *findings.FINDING_RULES,
    *claims.CLAIM_RULES,
    *claims.REVIEW_RULES,
)


def run_checks(
    corpus: Corpus, results: Mapping[str, ClaimVerdict], leave: Container[Rule] = ()
) -> Iterable[Diagnostic]:
    """Run every rule; ``results`` are the syntheses, which the rules of certainty look at.

    ``leave`` are rules that the caller knows to have nothing to say.
    """
    for rule in ALL_RULES:
        if rule in leave:
            continue
        yield from rule(corpus)
    yield from claims.check_grading(corpus, results)
