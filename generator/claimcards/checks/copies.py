"""Claims and findings that stand twice: copied under another id, or all but word for word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from claimcards.cards.claim import Claim, Finding
from claimcards.corpus import Corpus
from claimcards.text.diagnostics import Diagnostic, Severity
from claimcards.text.folding import fold_words

_EMPTY_LIST = (
    "a an the of in on to by for with from at as is are was were be been that this these those "
    "can may do does has have will would it its and there"
)
_EMPTY = frozenset(_EMPTY_LIST.split())
"""Words that change nothing of what a statement says; 'not', 'no' and 'or' do."""
_LEAST = 7
"""Letters of a word from which on one wrong letter is taken for a slip."""
_WHY = "keep one and give it the other's id in former_ids, or say in the statements how they differ"


def check_statements(corpus: Corpus) -> Iterator[Diagnostic]:
    """No claim says what another one says."""
    seen: defaultdict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for key, claim in sorted(corpus.claims.items()):
        if claim.record.withdrawn is not None or not claim.sure_of("statement"):
            continue
        said = find_core(claim.record.statement)
        first = ""
        for row in _with_gaps(said):
            first = first or next((other for other, its in seen[row] if _is_same(said, its)), "")
            seen[row].append((key, said))
        if first:
            place = corpus.claims[first].place("statement")
            message = f"this claim says what the claim '{first}' says, at {place}"
            yield Diagnostic("CC294", claim.place("statement"), message, _WHY, Severity.WARNING)


def check_evidence(corpus: Corpus) -> Iterator[Diagnostic]:
    """No claim has all the findings of another and no more."""
    seen: dict[frozenset[tuple[str, ...]], str] = {}
    for key, claim in sorted(corpus.claims.items()):
        found = frozenset(_told(finding) for finding in claim.record.findings)
        if claim.record.withdrawn is not None or len(found) < len(claim.record.findings):
            continue
        is_own = bool(found) and claim.whole and not claim.record.over
        first = seen.setdefault(found, key) if is_own else key
        if first != key and not _says_same(claim.record, corpus.claims[first].record):
            message = f"this claim has the same findings as the claim '{first}', all of them"
            place = claim.key_place("findings")
            yield Diagnostic("CC294", place, message, _WHY, Severity.WARNING)


def check_findings(corpus: Corpus) -> Iterator[Diagnostic]:
    """Within a claim no finding repeats another one."""
    seen: dict[tuple[str, ...], int] = {}
    for claim, index, finding in corpus.findings():
        first = seen.setdefault((claim.record.id, *_told(finding)), index)
        if first != index and finding.id != claim.record.findings[first].id:
            message = f"'{finding.id}' repeats the finding '{claim.record.findings[first].id}'"
            place = claim.place("findings", index, "id")
            hint = "delete one of them, or say in 'result' and 'outcome' how they differ"
            yield Diagnostic("CC294", place, message, hint, Severity.WARNING)


def find_core(statement: str) -> tuple[str, ...]:
    """The words of a statement that say something, in their order and without a plural's s."""
    words = (word for word in fold_words(statement).split() if word not in _EMPTY)
    return tuple(w[:-1] if len(w) > 3 and w[-1] == "s" and w[-2] not in "su" else w for w in words)


def _with_gaps(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A row of words, and the row with a gap for each word in which a slip may be."""
    if words:
        yield words
    for n, word in enumerate(words):
        if len(word) >= _LEAST:
            yield (*words[:n], "", *words[n + 1 :])


def _says_same(one: Claim, other: Claim) -> bool:
    return _is_same(find_core(one.statement), find_core(other.statement))


def _is_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two rows of words are the same but for one letter of one long word."""
    if len(one) != len(other):
        return False
    apart = [(mine, its) for mine, its in zip(one, other, strict=True) if mine != its]
    return not apart or (len(apart) == 1 and _is_slip(*apart[0]))


def _is_slip(one: str, other: str) -> bool:
    """Whether a letter is left out, put in, changed or swapped with the next of a long word."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST or not (one + other).encode().isalpha() or len(long) - len(short) > 1:
        return False
    if len(short) < len(long):
        return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
    apart = [n for n in range(len(one)) if one[n] != other[n]]
    if len(apart) != 2:
        return len(apart) == 1
    here, there = apart
    return there == here + 1 and (one[here], one[there]) == (other[there], other[here])


def _told(finding: Finding) -> tuple[str, ...]:
    """What a finding says, as two of them are compared."""
    told = (finding.outcome, finding.result, finding.comparator)
    axes = (finding.stratum or "", finding.design or "", *finding.species)
    return (finding.study, finding.direction, *map(fold_words, told), *axes)


RULES = (check_statements, check_evidence, check_findings)
