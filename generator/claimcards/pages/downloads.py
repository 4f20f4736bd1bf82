"""What a claim's page offers to take away: its data as JSON and CSV, its references, citations."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from claimcards.cards.claim import Claim, Finding
from claimcards.cards.scalars import NUMBER, Card
from claimcards.cards.words import Direction
from claimcards.corpus import Corpus
from claimcards.pages.claim import list_cited_works
from claimcards.pages.finding import find_sample_unit
from claimcards.pages.publication import Publication, cite_claim_as_reference, cite_claim_in_words
from claimcards.pages.wording import word_headline
from claimcards.references.exports import (
    make_csl_json,
    write_bibtex,
    write_bibtex_entry,
    write_ris,
    write_ris_record,
)
from claimcards.references.reference import Reference
from claimcards.verdict.values import (
    Certainty,
    ClaimVerdict,
    Headline,
    JudgedFinding,
    OverMember,
    StratumResult,
)


@dataclass(frozen=True, slots=True)
class CitationForm:
    """One way of citing a claim's page."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Download:
    """One file of a claim; ``name`` is its path's end behind the claim's id."""

    label: str
    name: str
    holds: str


DOWNLOADS = (
    Download("JSON", "json", "the whole claim as data"),
    Download("CSV", "csv", "one row for each finding"),
    Download("BibTeX", "bib", "all references"),
    Download("RIS", "ris", "all references"),
)


def list_citation_forms(claim: Claim, publication: Publication) -> tuple[CitationForm, ...]:
    """How citation programs take a claim's page."""
    page = cite_claim_as_reference(claim, publication)
    on = claim.curated_on
    return (
        CitationForm("BibTeX", write_bibtex_entry(page)),
        CitationForm("RIS", write_ris_record(page, on)),
        CitationForm("CSL-JSON", _write_json([make_csl_json(page, on)], indent=2)),
    )


def list_claim_files(
    corpus: Corpus, results: Mapping[str, ClaimVerdict], publication: Publication
) -> dict[str, str]:
    """The files of all claims, by their path in the documentation folder."""
    files: dict[str, str] = {}
    for key in corpus.claims:
        for ending, text in _make_claim_files(corpus, key, results[key], publication):
            files[f"claims/{key}.{ending}"] = text
    return files


def _make_claim_files(
    corpus: Corpus, key: str, result: ClaimVerdict, publication: Publication
) -> Iterator[tuple[str, str]]:
    references = _list_references_of_claim(corpus, key)
    record = record_claim(corpus, key, result, publication)
    record["references"] = [make_csl_json(reference) for reference in references]
    yield "json", _write_json(record)
    yield "csv", write_sheet(FINDING_COLUMNS, make_finding_rows(corpus, key, result, publication))
    yield "bib", _write_head(corpus, key, publication) + write_bibtex(references)
    yield "ris", write_ris(references)


def _list_references_of_claim(corpus: Corpus, key: str) -> tuple[Reference, ...]:
    keys = list_cited_works(corpus, corpus.claims[key].record, corpus.references)
    return tuple(corpus.references[key].reference for key in keys)


def _write_head(corpus: Corpus, key: str, publication: Publication) -> str:
    """A comment that says whence and of when; BibTeX takes only an at sign for an entry."""
    day = corpus.claims[key].record.curated_on.isoformat()
    words = (f"References of the claim {key}, as of {day}.", publication.claim_url(key))
    return "".join(f"% {line.replace('@', ' at ')}\n" for line in words if line) + "\n"


def _write_json(value: Any, indent: int | None = None) -> str:
    # Without indent the encoder is the fast one; what people read on a page has it.
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


_ACTS = ("=", "+", "-", "@", "\t", "\n")
_PLAIN_NUMBER = re.compile(NUMBER, re.ASCII)


def write_sheet(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A header and the rows; a column that a row does not have is empty there."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([write_cell(row.get(column, "")) for column in columns] for row in rows)
    return text.getvalue()


def write_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; a plain number stays as it is.

    Line breaks become one kind, because a bare carriage return would end the row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_ACTS) and not _PLAIN_NUMBER.fullmatch(text) else text


FINDING_COLUMNS = (
    "claim",
    "statement",
    "finding",
    "study",
    "reference",
    "year",
    "doi",
    "pmid",
    "direction",
    "counts",
    "because",
    "stratum",
    "directness",
    "design",
    "species",
    "outcome",
    "comparator",
    "measure",
    "value",
    "low",
    "high",
    "level",
    "p",
    "unit",
    "better",
    "treated",
    "control",
    "sample",
    "sample_unit",
    "result",
    "locator",
    "depth",
    "checked_on",
    "standing",
    "page",
    "as_of",
    "licence",
)
"""The columns of a table of findings, one row each."""


def make_finding_rows(
    corpus: Corpus, key: str, result: ClaimVerdict, publication: Publication
) -> Iterator[dict[str, str]]:
    """One row per finding of a claim: text under the names of FINDING_COLUMNS."""
    claim = corpus.claims[key].record
    url = publication.claim_url(key)
    same = {
        "claim": key,
        "statement": claim.statement,
        "as_of": claim.curated_on.isoformat(),
        "licence": publication.licence,
    }
    for judged in result.findings:
        page = {"page": f"{url}#f-{judged.finding.id}" if url else ""}
        yield {
            **same,
            **page,
            **_list_coded_columns(corpus, judged),
            **_list_effect_columns(judged.finding),
        }


def _list_coded_columns(corpus: Corpus, judged: JudgedFinding) -> dict[str, str]:
    finding, study = judged.finding, judged.study
    reference = corpus.references[judged.key].reference
    return {
        "finding": finding.id,
        "study": finding.study,
        "reference": corpus.shorts[finding.study],
        "year": str(reference.year or ""),
        "doi": reference.doi,
        "pmid": reference.pmid,
        "direction": finding.direction.value,
        "counts": "yes" if judged.votes else "no",
        "because": _explain_silence(judged),
        "stratum": judged.stratum.value if judged.stratum else "",
        "directness": finding.directness.value,
        "design": judged.design_id,
        "species": "; ".join(judged.species),
        "outcome": finding.outcome,
        "comparator": finding.comparator,
        "sample": str(finding.sample or (study.sample.n if study.sample else "")),
        "sample_unit": find_sample_unit(finding, study),
        "result": finding.result,
        "locator": finding.locator,
        "depth": finding.checked.depth.value,
        "checked_on": str(finding.checked.on),
        "standing": study.standing.status.value,
    }


def _explain_silence(judged: JudgedFinding) -> str:
    finding = judged.finding
    if finding.direction is Direction.NEUTRAL and finding.neutral_because:
        return finding.neutral_because.value
    return judged.silent.value if judged.silent else ""


def _list_effect_columns(finding: Finding) -> dict[str, str]:
    effect = finding.effect
    if effect is None:
        return {}
    low, high = effect.interval or ("", "")
    return {
        "measure": effect.measure,
        "value": str(effect.value or ""),
        "low": str(low),
        "high": str(high),
        "level": str(effect.level) if effect.interval else "",
        "p": str(effect.p or ""),
        "unit": effect.unit or "",
        "better": effect.better or "",
        "treated": str(effect.treated or ""),
        "control": str(effect.control or ""),
    }


_OF_THE_CLAIM = ("statement", "kind", "about", "quantifier", "question", "test", "plain")
_OF_THE_EVIDENCE = ("origins", "over", "needs", "relations", "searches", "certainty")
_OF_THE_CARD = (
    "would_change",
    "curated_on",
    "curated_by",
    "reviews",
    "rereadings",
    "review_due",
    "withdrawn",
)


def record_claim(
    corpus: Corpus, key: str, result: ClaimVerdict, publication: Publication
) -> dict[str, Any]:
    """Everything that the site knows of one claim, as values that JSON holds."""
    claim = corpus.claims[key].record
    card = list_card_values(claim)
    topic = corpus.vocabulary.topics[corpus.topic_of(key)]
    return {
        "id": key,
        "url": publication.claim_url(key),
        "site": publication.name,
        "licence": publication.licence,
        "as_of": claim.curated_on.isoformat(),
        "citation": cite_claim_in_words(claim, publication),
        "topic": {"id": topic.id, "label": topic.label},
        **_pick_fields(card, _OF_THE_CLAIM),
        "headline": _record_headline(result.headline),
        "verdicts": [_record_verdict(stratum) for stratum in result.strata.values()],
        "members": [_record_member(member) for member in result.members],
        **_pick_fields(card, _OF_THE_EVIDENCE),
        "findings": [
            {**list_card_values(judged.finding), "ballot": _record_vote(judged)}
            for judged in result.findings
        ],
        "studies": [
            list_card_values(corpus.studies[study].record)
            for study in _list_studies_of_claim(claim)
        ],
        **_pick_fields(card, _OF_THE_CARD),
    }


def list_card_values(card: Card) -> dict[str, Any]:
    """A card's fields as plain values under the names that cards use, without empty ones."""
    return card.model_dump(mode="json", by_alias=True, exclude_none=True)


def _pick_fields(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: values[name] for name in names if values.get(name)}


def _list_studies_of_claim(claim: Claim) -> list[str]:
    return sorted({finding.study for finding in claim.findings})


def _record_headline(head: Headline) -> dict[str, Any]:
    return {
        "text": word_headline(head),
        "stratum": head.stratum.value,
        "verdict": head.verdict.value,
        "indirectly": head.indirectly,
        "word": head.word.value,
        "certainty": head.certainty.level.value if head.certainty.level else None,
        "why": head.why.sentence,
    }


def _record_verdict(result: StratumResult) -> dict[str, Any]:
    tally = result.tally
    return {
        "stratum": result.stratum.value,
        "verdict": result.verdict.value,
        "indirectly": result.indirectly,
        "word": result.word.value,
        "why": result.why.sentence,
        "tally": {
            "supports": plain_number(tally.for_),
            "disputes": plain_number(tally.against),
            "mixed": plain_number(tally.mixed),
            "groups": tally.groups,
            "papers": tally.papers,
            "findings": tally.findings,
        },
        "certainty": _record_certainty(result.certainty),
        "groups": [
            {
                "studies": list(group.studies),
                "direction": group.direction.value,
                "direct": group.direct,
                "counted_in": group.absorbed_by,
            }
            for group in result.groups
        ],
        "hangs_on": [
            {"without": list(hinge.without), "verdict": hinge.verdict.value}
            for hinge in result.hangs_on
        ],
    }


def _record_certainty(graded: Certainty) -> dict[str, Any]:
    return {
        "level": graded.level.value if graded.level else None,
        "not_graded": graded.not_graded.sentence if graded.not_graded else None,
        "starts_at": graded.start.value if graded.start else None,
        "steps": [
            {"domain": step.domain.value, "level": step.level.value, "down": step.down}
            for step in graded.steps
        ],
    }


def _record_member(member: OverMember) -> dict[str, Any]:
    return {
        "claim": member.claim,
        "headline": _record_headline(member.headline),
        "vote": member.vote.value if member.vote else None,
    }


def _record_vote(judged: JudgedFinding) -> dict[str, Any]:
    return {
        "counts": judged.votes,
        "because": judged.silent.sentence if judged.silent else None,
        "stratum": judged.stratum.value if judged.stratum else None,
        "conclusive": judged.conclusive,
    }


def plain_number(count: Fraction) -> int | float:
    """A count as JSON writes it: whole where it is whole, with a decimal where a group is split."""
    return count.numerator if count.denominator == 1 else float(count)
