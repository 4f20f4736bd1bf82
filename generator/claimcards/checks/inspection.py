"""Read and judge the content: what every command does first, with nothing rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from claimcards.checks import run_checks
from claimcards.corpus import Corpus, load_corpus
from claimcards.text.diagnostics import Diagnostic, sort_diagnostics
from claimcards.verdict.results import Synthesis
from claimcards.verdict.whole import synthesise_all


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was read, what follows from it, and what is wrong with it."""

    corpus: Corpus
    results: Mapping[str, Synthesis]
    diagnostics: tuple[Diagnostic, ...]


def inspect(root: Path, content: Path) -> Inspection:
    """Read and judge the content: all of its problems, in order.

    :raises UseError: where there is no content folder.
    """
    corpus, problems = load_corpus(root, content)
    claims = {key: sourced.record for key, sourced in corpus.claims.items()}
    results = synthesise_all(claims, corpus.evidence)
    return Inspection(corpus, results, sort_diagnostics((*problems, *run_checks(corpus, results))))
