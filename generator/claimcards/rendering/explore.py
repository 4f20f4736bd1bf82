"""The data files of Explore: columns in few characters, and the words in blocks.

``explore.json`` holds what the filters need: for each axis its words, the sets of words
that occur, and one character per claim or finding that names a set. Statements are not in
it: the first stand in the page's own table. What is shown of a finding (its id, outcome and
study), and of a claim that is not in that table, is in ``explore/<n>.json``, one block of
claims each, fetched when it is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from claimcards.corpus import Corpus
from claimcards.rendering.bibtex import bibtex
from claimcards.views.explore import ROWS, Axis, ClaimRow, Explore, studies
from claimcards.views.publication import Publication

BLOCK = 32
"""Claims whose words are fetched together."""

_FIRST, _DELETE, _BEYOND = 35, 127, 161
"""Codes begin behind the double quote, and leave out the control characters from 127 on."""


def explore_files(
    corpus: Corpus,
    view: Explore,
    publication: Publication,
    listed: int = ROWS,
) -> dict[str, str]:
    """All data files of Explore, by their path in the documentation folder.

    ``listed`` is how many claims the page's own table holds: a whole number of blocks.
    """
    files = {"explore.json": _json(columns(view, publication))}
    for number, rows in enumerate(_blocks(view.claims)):
        told = words(corpus, rows)
        if number * BLOCK >= listed:
            told["rows"] = [[r.statement, r.headline, r.tone, r.counts] for r in rows]
        files[f"explore/{number}.json"] = _json(told)
    references = (corpus.references[key].reference for key in sorted(corpus.studies))
    files["explore/references.bib"] = bibtex(references)
    return files


def columns(view: Explore, publication: Publication) -> dict[str, Any]:
    """What the filters run on."""
    findings = [finding for row in view.claims for finding in row.findings]
    first = view.years[0] if view.years else 0
    return {
        "name": publication.name,
        "url": publication.url,
        "licence": publication.licence,
        "asOf": view.as_of,
        "block": BLOCK,
        "claims": [row.id for row in view.claims],
        "findings": [len(row.findings) for row in view.claims],
        "axes": [
            *(
                _axis(axis, [row.values[axis.id] for row in view.claims])
                for axis in view.claim_axes
            ),
            *(_axis(axis, [f.values[axis.id] for f in findings]) for axis in view.finding_axes),
        ],
        "firstYear": first,
        "years": coded(f.year - first + 1 if f.year else 0 for f in findings),
    }


def _axis(axis: Axis, rows: Iterable[Sequence[str]]) -> dict[str, Any]:
    place = {choice.id: number for number, choice in enumerate(axis.choices)}
    sets: dict[tuple[int, ...], int] = {}
    codes = [
        sets.setdefault(tuple(sorted(place[value] for value in row)), len(sets)) for row in rows
    ]
    return {
        "id": axis.id,
        "label": axis.label,
        "of": axis.of,
        "words": [[c.id, c.label, c.tone] if c.tone else [c.id, c.label] for c in axis.choices],
        "sets": [list(members) for members in sets],
        "codes": coded(codes),
    }


def coded(codes: Iterable[int]) -> str:
    """One character for each code."""
    return "".join(
        chr(_FIRST + code) if _FIRST + code < _DELETE else chr(_BEYOND + _FIRST + code - _DELETE)
        for code in codes
    )


def _blocks(rows: Sequence[ClaimRow]) -> Iterator[Sequence[ClaimRow]]:
    for start in range(0, len(rows), BLOCK):
        yield rows[start : start + BLOCK]


def words(corpus: Corpus, rows: Sequence[ClaimRow]) -> dict[str, Any]:
    """What is shown and searched of some claims' findings; each study's title once."""
    findings = [finding for row in rows for finding in row.findings]
    place = {key: n for n, key in enumerate(dict.fromkeys(f.study for f in findings))}
    return {
        "claims": [row.id for row in rows],
        "synonyms": [list(row.synonyms) for row in rows],
        "ids": [finding.id for finding in findings],
        "outcomes": [finding.outcome for finding in findings],
        "studyOf": [place[finding.study] for finding in findings],
        "studies": [[s.key, s.short, s.title, s.doi] for s in studies(corpus, place)],
    }


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
