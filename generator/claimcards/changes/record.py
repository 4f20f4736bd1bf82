"""A comparison as plain values, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from claimcards.changes import words
from claimcards.changes.values import Changes, ClaimChange, StratumChange, StudyChange, Turn
from claimcards.diagnostics import Diagnostic
from claimcards.synthesis.results import StratumResult


def changes_record(changes: Changes) -> dict[str, Any]:
    """Every value of a comparison, as JSON holds it."""
    return {
        "nothing_changed": changes.nothing,
        "verdicts_compared": not changes.unjudged,
        "errors_at_head": changes.errors,
        "claims": [_claim(claim) for claim in changes.claims],
        "studies": [_study(study) for study in changes.studies],
        "references": [asdict(record) for record in changes.references],
        "vocabulary": [asdict(record) for record in changes.words],
        "not_compared": [
            {"id": d.id, "because": d.because, "in": "base" if d.base else "head"}
            for d in changes.doubts
        ],
        "new_problems": _problems(changes.new_problems),
        "mended_problems": _problems(changes.gone_problems),
    }


def _claim(change: ClaimChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "fate": change.fate.value,
        "statement": change.statement,
        "former_id": change.former or None,
        "because": change.because or None,
        "verdict_changed": change.turns,
        "evidence_changed": change.moves,
        "words": [text for text in (words.fate(change), *words.verdicts(change)) if text],
        "topic": _turn(change.topic),
        "headline": _turn(change.headline),
        "reach": _turn(change.reach),
        "parts": _turn(change.parts),
        "strata": [_stratum(stratum) for stratum in change.strata],
        "findings": [asdict(finding) for finding in change.findings],
        "fields": [asdict(field) for field in change.fields],
    }


def _stratum(change: StratumChange) -> dict[str, Any]:
    return {
        "stratum": change.stratum.value,
        "asked": change.asked,
        "before": _result(change.result.before),
        "after": _result(change.result.after),
    }


def _result(result: StratumResult) -> dict[str, Any]:
    tally, away = result.tally, result.one_group_away
    return {
        "verdict": result.verdict.value,
        "indirectly": result.indirectly,
        "word": result.word.value,
        "certainty": result.certainty.level.value if result.certainty.level else None,
        "supports": _number(tally.for_),
        "disputes": _number(tally.against),
        "mixed": _number(tally.mixed),
        "hangs_on": sorted(list(hinge.without) for hinge in result.hangs_on),
        "one_group_away": {
            "for": away.for_.value if away.for_ else None,
            "against": away.against.value if away.against else None,
        },
    }


def _study(change: StudyChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "fate": change.fate.value,
        "former_id": change.former or None,
        "claims": list(change.claims),
        "standing": [change.standing.before.value, change.standing.after.value],
        "because": change.because or None,
        "fields": [asdict(field) for field in change.fields],
    }


def _turn(turn: Turn[str]) -> list[str] | None:
    return [turn.before, turn.after] if turn.moved else None


def _number(count: Fraction) -> int | float:
    return count.numerator if count.denominator == 1 else float(count)


def _problems(found: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    return [{**asdict(problem), "severity": problem.severity.value} for problem in found]
