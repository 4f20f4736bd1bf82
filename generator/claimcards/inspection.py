"""Read and judge the content: what every command does first, with nothing rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from claimcards.checks import run_checks
from claimcards.corpus import Corpus, load_corpus
from claimcards.pages.hand_written import check_addresses, check_written, list_generated_pages
from claimcards.text.diagnostics import Diagnostic, sort_diagnostics
from claimcards.text.written_pages import Written, read_written
from claimcards.verdict.claims import judge_claims
from claimcards.verdict.values import ClaimVerdict


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was read, what follows from it, and what is wrong with it."""

    corpus: Corpus
    results: Mapping[str, ClaimVerdict]
    diagnostics: tuple[Diagnostic, ...]
    written: Written = field(default_factory=Written)


def inspect_content(root: Path, content: Path, pages_folder: Path | None = None) -> Inspection:
    """Read and judge the content: all of its problems, in order.

    Hand-written pages are judged where their folder is given.

    :raises UseError: where there is no content folder, or not the folder of pages.
    """
    written = read_written(root, pages_folder) if pages_folder else Written()
    corpus, problems = load_corpus(root, content)
    claims = {key: sourced.record for key, sourced in corpus.claims.items()}
    results = judge_claims(claims, corpus.evidence)
    found = (*problems, *run_checks(corpus, results), *_check_pages(written, corpus))
    return Inspection(corpus, results, sort_diagnostics(found), written)


def _check_pages(written: Written, corpus: Corpus) -> tuple[Diagnostic, ...]:
    if not written.files:
        return ()
    generated = list_generated_pages(corpus)
    return (*check_written(written), *check_addresses(written, generated))
