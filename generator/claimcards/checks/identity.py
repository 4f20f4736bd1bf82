"""Ids: one card one id, one work one study, and nothing that stands twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from claimcards.cards.claim import Claim, Finding
from claimcards.cards.typing import Sourced
from claimcards.corpus import Corpus
from claimcards.references.identity import find_same_works
from claimcards.text.diagnostics import Diagnostic, Severity
from claimcards.text.folding import did_you_mean, fold_words


def check_file_names(corpus: Corpus) -> Iterator[Diagnostic]:
    """A card's file is named like its id, so that anyone finds it from the address."""
    for cards in (corpus.claims, corpus.studies):
        for key in sorted(cards):
            card: Sourced = cards[key]  # type: ignore[type-arg]
            name = PurePosixPath(card.file).stem
            if name != key:
                yield Diagnostic(
                    "CC201",
                    card.place("id"),
                    f"the id is '{key}', but the file is named '{name}.yml'",
                    f"rename the file to '{key}.yml', or correct the id if it is new",
                )


def check_topics(corpus: Corpus) -> Iterator[Diagnostic]:
    """A claim lies in the folder of a topic of the vocabulary."""
    known = corpus.vocabulary.topics
    for key in sorted(corpus.claims):
        topic = corpus.topic_of(key)
        if "topics" in corpus.words.files and topic not in known:
            place = corpus.claims[key].place("id")
            hint = did_you_mean(topic, known, f"topics: {', '.join(known)}")
            yield Diagnostic(
                "CC202", place, f"the folder '{topic}' is no topic of the vocabulary", hint
            )


def check_finding_ids(corpus: Corpus) -> Iterator[Diagnostic]:
    """Within a claim, each finding has an id of its own: its anchor on the page."""
    seen: dict[tuple[str, str], int] = {}
    for claim, index, finding in corpus.findings():
        first = seen.setdefault((claim.record.id, finding.id), index)
        if first != index:
            line = claim.place("findings", first, "id").line
            yield Diagnostic(
                "CC203",
                claim.place("findings", index, "id"),
                f"the finding id '{finding.id}' stands twice in this card",
                f"the first is in line {line}; give one of them another id",
            )


def check_former_ids(corpus: Corpus) -> Iterator[Diagnostic]:
    """An id that a claim had before belongs to no other claim: its address leads to one page."""
    owners: dict[str, str] = {}
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        for index, former in enumerate(claim.record.former_ids):
            owner = former if former in corpus.claims else owners.setdefault(former, key)
            if owner != key or former == key:
                place = claim.place("former_ids", index)
                message = f"the former id '{former}' belongs to the claim '{owner}'"
                yield Diagnostic("CC204", place, message, "delete this line")


RESERVED = frozenset({"index"})
"""Ids whose address the site needs itself: the lists of all claims and of all studies."""


def check_reserved_ids(corpus: Corpus) -> Iterator[Diagnostic]:
    """No card takes the address of a list."""
    for cards in (corpus.claims, corpus.studies):
        for key in sorted(RESERVED.intersection(cards)):
            place = cards[key].place("id")
            yield Diagnostic("CC206", place, f"the id '{key}' is the site's own", "take another id")
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        for index, former in enumerate(claim.record.former_ids):
            if former in RESERVED:
                place = claim.place("former_ids", index)
                yield Diagnostic(
                    "CC206", place, f"the id '{former}' is the site's own", "delete it"
                )


IDENTITY_RULES = (
    check_reserved_ids,
    check_file_names,
    check_topics,
    check_finding_ids,
    check_former_ids,
)


def check_references_of_studies(corpus: Corpus) -> Iterator[Diagnostic]:
    """A study without a reference cannot be found by a reader."""
    for key in sorted(corpus.studies):
        if not corpus.is_known("references", key):
            free = [name for name in corpus.references if name not in corpus.studies]
            hint = did_you_mean(key, free, "add an entry with this key to references/")
            place = corpus.studies[key].place("id")
            yield Diagnostic("CC211", place, f"there is no reference with the key '{key}'", hint)


def check_use_of_references(corpus: Corpus) -> Iterator[Diagnostic]:
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


def check_use_of_studies(corpus: Corpus) -> Iterator[Diagnostic]:
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


def check_same_work(corpus: Corpus) -> Iterator[Diagnostic]:
    """The same work under two keys would count twice."""
    references = {key: sourced.reference for key, sourced in corpus.references.items()}
    for found in find_same_works(references):
        place = corpus.references[found.first].place
        message = f"'{found.second}' and '{found.first}' are the same work: they share the "
        hint = f"keep one of them; the other is at {place}"
        if found.differ:
            message = f"'{found.second}' has another {found.differ} than '{found.first}', but the "
            hint = f"give each its own {found.kind}; the other is at {place}"
        text = f"{found.kind}" if not found.differ else f"same {found.kind}"
        yield Diagnostic("CC214", corpus.references[found.second].place, message + text, hint)


WORK_RULES = (
    check_references_of_studies,
    check_use_of_references,
    check_use_of_studies,
    check_same_work,
)


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
        found = frozenset(_report_copy(finding) for finding in claim.record.findings)
        if claim.record.withdrawn is not None or len(found) < len(claim.record.findings):
            continue
        is_own = bool(found) and claim.whole and not claim.record.over
        first = seen.setdefault(found, key) if is_own else key
        if first != key and not _says_same(claim.record, corpus.claims[first].record):
            message = f"this claim has the same findings as the claim '{first}', all of them"
            place = claim.key_place("findings")
            yield Diagnostic("CC294", place, message, _WHY, Severity.WARNING)


def check_copied_findings(corpus: Corpus) -> Iterator[Diagnostic]:
    """Within a claim no finding repeats another one."""
    seen: dict[tuple[str, ...], int] = {}
    for claim, index, finding in corpus.findings():
        first = seen.setdefault((claim.record.id, *_report_copy(finding)), index)
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


def _report_copy(finding: Finding) -> tuple[str, ...]:
    """What a finding says, as two of them are compared."""
    told = (finding.outcome, finding.result, finding.comparator)
    axes = (finding.stratum or "", finding.design or "", *finding.species)
    return (finding.study, finding.direction, *map(fold_words, told), *axes)


RULES = (check_statements, check_evidence, check_copied_findings)
