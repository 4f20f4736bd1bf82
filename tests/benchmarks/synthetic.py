"""Content of any size from a seed: everything in it is invented, and says so.

The cards are shaped like the real ones: 8 to 12 findings a claim, 150 to 300 lines, five
studies a claim (each of which other claims use, too), bibliographies of a hundred entries.
The same size and seed give the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import capwords

STUDIES = 5
"""Studies that each claim brings along."""
ENTRIES = 100
"""References in one bibliography file."""
OVER = 50
"""Each so manieth claim is a claim over claims."""

TOPICS = ("origin", "effect", "safety", "dosage", "practice")
_STRATA = {
    "randomised-trial": "people",
    "cohort": "people",
    "animal-experiment": "animals",
    "cell-experiment": "cells",
    "survey": "field",
}
_SPECIES = {"people": ["human"], "animals": ["mouse", "rat", "pig"], "cells": ["human"]}
_DIRECTIONS = ("supports",) * 5 + ("disputes",) * 2 + ("mixed",) + ("neutral",) * 2
_DOMAINS = (
    "risk_of_bias",
    "inconsistency",
    "indirectness",
    "imprecision",
    "publication_bias",
)
_LABEL = "# Invented for a benchmark: no such claim, study or person exists."


def write(folder: Path, claims: int, seed: int) -> None:
    """Write a content folder with so many claims."""
    _Writer(folder, claims, random.Random(seed)).write()


@dataclass(frozen=True, slots=True)
class _Study:
    key: str
    design: str

    @property
    def stratum(self) -> str:
        return _STRATA.get(self.design, "animals")


class _Tongue:
    """An invented language: names and words that are nobody's."""

    _ON = (
        "b",
        "c",
        "d",
        "f",
        "g",
        "h",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "t",
        "v",
        "w",
        "z",
        "br",
        "dr",
        "gr",
        "kl",
        "pl",
        "st",
        "tr",
    )
    _IN = (
        "a",
        "e",
        "i",
        "o",
        "u",
        "ai",
        "ea",
        "ou",
    )
    _OFF = (
        "n",
        "r",
        "l",
        "s",
        "m",
        "t",
        "nd",
        "rk",
        "ll",
    )
    _GLUE = (
        "in",
        "after",
        "with",
        "more",
        "less",
        "than",
        "the",
        "a",
        "of",
        "among",
        "without",
        "and",
        "while",
        "during",
        "at",
        "against",
        "most",
        "few",
        "all",
        "some",
        "longer",
        "shorter",
        "higher",
        "lower",
        "group",
        "groups",
        "weeks",
        "days",
    )

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.words = sorted({self._make(2 + n % 2) for n in range(4_000)})
        self.short = sorted({self._make(1) for _ in range(300)})
        self.families = sorted({self._make(2).capitalize() for _ in range(8_000)})

    def _make(self, syllables: int) -> str:
        pick = self._chance.choice
        return "".join(pick(self._ON) + pick(self._IN) for _ in range(syllables)) + pick(self._OFF)

    def phrase(self, length: int) -> str:
        """Some words, like an outcome or a model."""
        pick = self._chance.choice
        return " ".join(pick(self.words) for _ in range(length)).capitalize()

    def sentence(self, length: int) -> str:
        """A sentence of so many words, half of them plain English."""
        pick = self._chance.choice
        words = [pick(self.words if n % 2 else self._GLUE) for n in range(length)]
        return " ".join(words).capitalize() + "."

    def plainly(self, length: int) -> str:
        """A sentence of short words, as plain answers need them."""
        return " ".join(self._chance.choice(self.short) for _ in range(length)).capitalize() + "."

    def number(self, low: float, high: float) -> str:
        """A number as papers print it."""
        return f"{self._chance.uniform(low, high):.2f}"

    def title(self) -> str:
        """A title, with a word in which capitals are protected."""
        text = capwords(" ".join(self._chance.choice(self.words) for _ in range(11)))
        return f"{text} in {{{self._chance.choice(self.words).upper()}}} {self.number(0, 999)}"


class _Writer:
    """Writes all files of one content folder."""

    def __init__(self, folder: Path, claims: int, chance: random.Random) -> None:
        self.folder = folder
        self.chance = chance
        self.tongue = _Tongue(chance)
        self.ids = [f"claim-{n:05}" for n in range(1, claims + 1)]
        over = {n for n in range(claims) if n % OVER == OVER - 1}
        self.plain = [key for n, key in enumerate(self.ids) if n not in over]
        self.studies = [self._study(n) for n in range(STUDIES * len(self.plain))]
        self.labs = [self._lab() for _ in range(max(10, len(self.studies) // 3))]

    def write(self) -> None:
        """Vocabulary, bibliographies, studies, claims."""
        for name, text in _VOCABULARY.items():
            self._file(f"vocabulary/{name}.yml", f"{_LABEL}\n{text}")
        for start in range(0, len(self.studies), ENTRIES):
            entries = [self._entry(study) for study in self.studies[start : start + ENTRIES]]
            self._file(f"references/invented-{start // ENTRIES:04}.bib", "\n".join(entries))
        for study in self.studies:
            self._file(f"studies/{study.key}.yml", "\n".join(self._study_card(study)) + "\n")
        place = {key: n for n, key in enumerate(self.plain)}
        for n, key in enumerate(self.ids):
            lines = self._claim(key, place[key]) if key in place else self._over(key)
            topic = TOPICS[n * len(TOPICS) // len(self.ids)]
            self._file(f"claims/{topic}/{key}.yml", "\n".join(lines) + "\n")

    def _file(self, path: str, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")

    def _study(self, number: int) -> _Study:
        family = self.chance.choice(self.tongue.families).lower()
        design = "meta-analysis" if number % 12 == 0 else self.chance.choice(sorted(_STRATA))
        return _Study(f"{family}{self.chance.randint(1995, 2026)}n{number}", design)

    def _lab(self) -> list[str]:
        initials = "ABCDEFGHJKLMNPRSTW"
        return [
            f"{self.chance.choice(self.tongue.families)}, {self.chance.choice(initials)}."
            for _ in range(8)
        ]

    # ---- references and studies

    def _entry(self, study: _Study) -> str:
        lab = self.chance.choice(self.labs)
        authors = self.chance.sample(lab, self.chance.randint(2, 7))
        if self.chance.random() < 0.05:
            authors[0] = authors[0].replace("a", r"{\"a}", 1)
        first = self.chance.randint(1, 900)
        return "\n".join(
            [
                f"@article{{{study.key},",
                f"  title   = {{Invented: {self.tongue.title()}}},",
                f"  author  = {{{' and '.join(authors)}}},",
                "  journal = {Journal of Invented Results},",
                f"  year    = {{{study.key.rsplit('n', 1)[0][-4:]}}},",
                f"  volume  = {{{self.chance.randint(1, 60)}}},",
                f"  number  = {{{self.chance.randint(1, 12)}}},",
                f"  pages   = {{{first}--{first + self.chance.randint(4, 20)}}},",
                f"  doi     = {{10.5555/invented.{study.key}}},",
                "}\n",
            ]
        )

    def _study_card(self, study: _Study) -> Iterator[str]:
        pick, tongue = self.chance.choice, self.tongue
        synthesis = study.design == "meta-analysis"
        yield _LABEL
        yield f"id: {study.key}"
        yield f"design: {study.design}"
        if synthesis:
            yield f"stratum: {study.stratum}"
        if study.stratum in _SPECIES:
            yield f"species: [{pick(_SPECIES[study.stratum])}]"
        yield f"model: {tongue.phrase(3)}"
        unit = {"people": "people", "animals": "animals"}.get(study.stratum, "samples")
        unit = "studies" if synthesis else unit
        yield f"sample: {{n: {self.chance.randint(6, 90)}, unit: {unit}}}"
        yield "facets:"
        yield f"  source: [{pick(['root', 'leaf', 'seed', 'bark', 'not-seen'])}]"
        yield f"  product: [{pick(['powder', 'extract', 'whole'])}]"
        yield f"  dose: [{tongue.number(1, 90)} mg]"
        yield f"  route: [{tongue.phrase(2).lower()}]"
        if synthesis:
            yield f"pools: {{studies: {self.chance.randint(30, 60)}}}"
        if self.chance.random() < 0.1:
            yield "risk_of_bias:"
            yield f"  - {{tool: invented-tool, result: {tongue.phrase(4)}, by: the authors}}"
        yield f"funding: {tongue.phrase(3)}"
        if self.chance.random() < 0.01:
            yield f"standing: {{status: retracted, on: 2026-01-01, because: {tongue.phrase(4)}}}"
        yield f"notes: Invented. {tongue.sentence(12)}"

    # ---- claims

    def _claim(self, key: str, place: int) -> Iterator[str]:
        tongue = self.tongue
        own = self.studies[STUDIES * place : STUDIES * (place + 1)]
        count = self.chance.randint(8, 12)
        others = self.chance.sample(self.studies, min(len(self.studies), 2 * count))
        used = [*own, *(study for study in others if study not in own)][:count]
        kind = self.chance.choice(["effect"] * 6 + ["difference", "equality"] + ["description"] * 2)
        yield from self._head(key, kind)
        yield "question:"
        for part in ("population", "intervention", "comparator", "outcome"):
            yield f"  {part}: {tongue.sentence(9)}"
        yield "test:"
        yield f"  supports_if: {tongue.sentence(20)}"
        yield f"  disputes_if: {tongue.sentence(20)}"
        yield "origins:"
        yield f"  - reference: {own[0].key}"
        yield "    locator: Abstract"
        yield f"    says: {tongue.sentence(14)}"
        yield "relations:"
        for other in self.chance.sample(self.ids, 3):
            if other != key:
                yield f"  - claim: {other}"
                yield "    relation: see-also"
        yield "findings:"
        for study in used:
            yield from self._finding(study)
        yield "searches:"
        yield "  - on: 2026-11-01"
        yield f"    where: {tongue.sentence(8)}"
        for side in ("for", "against"):
            yield f"    {side}:"
            yield f"      words: {tongue.phrase(8)}"
            yield f"      found: {tongue.sentence(14)}"
        if kind != "description":
            yield from self._certainty()
        yield from self._tail()

    def _head(self, key: str, kind: str) -> Iterator[str]:
        tongue = self.tongue
        yield _LABEL
        yield f"id: {key}"
        yield f"statement: Invented claim {int(key[-5:])}, {tongue.sentence(9)}"
        yield f"kind: {kind}"
        yield f"about: {self.chance.choice(['people', 'animals', 'cells'])}"
        yield "plain: >-"
        for _ in range(3):
            yield f"  {tongue.plainly(11)}"
        yield "synonyms:"
        for _ in range(6):
            yield f"  - {tongue.phrase(4).lower()}"

    def _tail(self) -> Iterator[str]:
        yield f"would_change: {self.tongue.sentence(16)}"
        yield "curated_on: 2026-11-01"
        yield "review_due: 2027-05-01"

    def _finding(self, study: _Study) -> Iterator[str]:
        tongue = self.tongue
        direction = self.chance.choice(_DIRECTIONS)
        yield f"  - id: {study.key}-result"
        yield f"    study: {study.key}"
        yield f"    direction: {direction}"
        if direction == "neutral":
            yield f"    neutral_because: {self.chance.choice(['no-control', 'other-outcome'])}"
        if self.chance.random() < 0.3:
            yield "    directness: indirect"
            yield f"    indirect_because: {tongue.sentence(10)}"
        yield f"    outcome: {tongue.phrase(7)}"
        yield f"    comparator: {tongue.phrase(4)}"
        if self.chance.random() < 0.4:
            # In hundredths, so that value, interval and p agree as a sound paper's do.
            value = self.chance.choice([-1, 1]) * self.chance.randint(150, 400)
            half = self.chance.randint(30, 70)
            yield "    effect:"
            yield "      measure: SMD"
            yield f"      value: {value / 100:.2f}"
            yield f"      interval: [{(value - half) / 100:.2f}, {(value + half) / 100:.2f}]"
            yield '      p: "<0.01"'
            yield "      better: higher"
        if study.design == "meta-analysis":
            yield f"    pools: {{studies: {self.chance.randint(3, 30)}}}"
        yield "    result: >-"
        yield f"      {tongue.sentence(18)}"
        yield f"      {tongue.sentence(8)} It was {tongue.number(-4, 4)} (n = {len(study.key)})."
        yield "    locator: Abstract, Results"
        yield f"    limits: {tongue.sentence(16)}"
        yield "    checked: {depth: abstract, on: 2026-11-01}"

    def _certainty(self) -> Iterator[str]:
        yield "certainty:"
        for stratum in ("people", "animals"):
            yield f"  {stratum}:"
            for domain in _DOMAINS:
                yield f"    {domain}:"
                yield f"      level: {self.chance.choice(['serious', 'serious', 'very-serious'])}"
                yield f"      because: {self.tongue.sentence(14)}"

    def _over(self, key: str) -> Iterator[str]:
        yield from self._head(key, "effect")
        yield "origins:"
        yield f"  - reference: {self.studies[0].key}"
        yield "    locator: Abstract"
        yield f"    says: {self.tongue.sentence(14)}"
        yield "over:"
        for member in self.chance.sample(self.plain, min(8, len(self.plain))):
            yield f"  - {member}"
        yield f"needs: {self.chance.choice(['most', 'any', 'every'])}"
        yield from self._tail()


def _words(name: str, rows: Sequence[str]) -> str:
    lines = [f"{name}:"]
    for row in rows:
        word, _, more = row.partition(" ")
        lines.append(f"  - id: {word}")
        lines.append(f"    label: {word.replace('-', ' ').capitalize()}")
        lines.append(f"    definition: What a benchmark calls {word.replace('-', ' ')}.")
        lines += [f"    {part}" for part in more.split("; ") if part]
    return "\n".join(lines) + "\n"


_VOCABULARY = {
    "topics": _words("topics", TOPICS),
    "designs": _words(
        "designs",
        [
            "meta-analysis synthesis: true; independent: false",
            "randomised-trial stratum: people; randomised: true",
            "cohort stratum: people",
            "animal-experiment stratum: animals",
            "cell-experiment stratum: cells",
            "survey stratum: field; independent: false",
        ],
    ),
    "species": _words("species", ["human", "mouse", "rat", "pig large: true"]),
    "ladder": _words(
        "ladder",
        [
            "people-randomised stratum: people; designs: [randomised-trial]",
            "people-other stratum: people",
            "animal-synthesis stratum: animals; designs: [meta-analysis]",
            "large-animal stratum: animals; large: true",
            "small-animal stratum: animals",
            "cell stratum: cells",
            "whole-field stratum: field",
        ],
    ),
    "facets": "facets:\n"
    + "".join(
        f"  - id: {name}\n    label: {name.capitalize()}\n    definition: What a benchmark calls "
        f"{name}.\n"
        + ("    words:\n" if words else "")
        + "".join(
            f"      - {{id: {word}, label: {word.capitalize()}, definition: An invented {word}.}}\n"
            for word in words
        )
        for name, words in {
            "source": ("root", "leaf", "seed", "bark"),
            "product": ("powder", "extract", "whole"),
            "dose": (),
            "route": (),
        }.items()
    ),
    "tools": _words("tools", ["invented-tool measures: risk-of-bias"]),
    "glossary": _words("glossary", [f"term-{n}" for n in range(1, 31)]),
}
