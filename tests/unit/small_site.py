"""A tiny sound content folder that a test breaks at one marked spot.

The mark ``¦`` in a change shows where a diagnostic must point; it is taken out before the
card is written. All records are invented.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from claimcards.corpus import Corpus
from claimcards.inspection import Inspection, inspect_content
from claimcards.text.diagnostics import Diagnostic

MARK = "¦"

CLAIM = "claims/warmth/tea-warms.yml"
OTHER = "claims/warmth/tea-cools.yml"
OVER = "claims/warmth/tea-all.yml"
FROST = "studies/frost2010tea.yml"
HAIL = "studies/hail2012tea.yml"
POOL = "studies/thaw2015pool.yml"
WORKS = "references/works.bib"
TOPICS = "vocabulary/topics.yml"
DESIGNS = "vocabulary/designs.yml"
SPECIES = "vocabulary/species.yml"
LADDER = "vocabulary/ladder.yml"
FACETS = "vocabulary/facets.yml"
TOOLS = "vocabulary/tools.yml"

FILES = {
    TOPICS: """\
topics:
  - {id: warmth, label: Warmth, definition: Whether tea warms.}
  - {id: trade, label: Trade, definition: How tea is sold.}
""",
    DESIGNS: """\
designs:
  - {id: trial, label: Trial, definition: Chance decides., stratum: people, randomised: true}
  - {id: culture, label: Culture, definition: Cells in a dish., stratum: cells}
  - {id: survey, label: Survey, definition: Somebody was asked.}
  - {id: opinion, label: Opinion, definition: Somebody thinks so., stratum: people, votes: false}
  - {id: meta-analysis, label: Pool, definition: Trials added up., stratum: people, synthesis: true}
""",
    SPECIES: """\
species:
  - {id: human, label: Human, definition: People.}
  - {id: dog, label: Dog, definition: Dogs., large: true}
""",
    LADDER: """\
ladder:
  - {id: trials, label: Trials, definition: Chance., stratum: people, designs: [trial]}
  - {id: people, label: People, definition: Anything in people., stratum: people}
  - {id: large-animals, label: Large animals, definition: Dogs., stratum: animals, large: true}
  - {id: cells, label: Cells, definition: Cells., stratum: cells}
  - {id: field, label: The field, definition: The trade., stratum: field}
""",
    FACETS: """\
facets:
  - id: leaf
    label: Leaf
    definition: Which leaf was used.
    words:
      - {id: black, label: Black, definition: Black tea.}
      - {id: green, label: Green, definition: Green tea.}
  - {id: dose, label: Dose, definition: How much was drunk.}
""",
    TOOLS: """\
tools:
  - {id: rob2, label: RoB 2, definition: A tool., measures: risk-of-bias}
""",
    FROST: """\
id: frost2010tea
design: trial
species: [human]
sample: {n: 300, unit: people}
facets: {leaf: [black], dose: [one cup]}
""",
    HAIL: """\
id: hail2012tea
design: trial
species: [human]
sample: {n: 200, unit: people}
""",
    WORKS: """\
@article{frost2010tea,
  title = {Tea and cold hands in a large invented trial},
  author = {Frost, Jack and Rime, Ice},
  journal = {Journal of Invented Tea},
  year = {2010},
  doi = {10.9999/frost},
}
@article{hail2012tea,
  title = {Cups of tea and cold cheeks in winter},
  author = {Hail, Stone},
  journal = {Journal of Invented Tea},
  year = {2012},
}
@book{kettle2001book,
  title = {The invented book of tea},
  author = {Kettle, Copper},
  publisher = {Invented Press},
  year = {2001},
}
""",
    CLAIM: """\
id: tea-warms
statement: Tea warms cold people.
kind: effect
about: people
question:
  population: Cold people
  intervention: Hot tea
  comparator: Hot water
  outcome: Temperature of the hands
test:
  supports_if: Hands are warmer after tea.
  disputes_if: Hands are no warmer after tea.
plain: Probably. Two trials say so.
origins:
  - reference: kettle2001book
    locator: Chapter 1
    says: Nothing warms like tea.
findings:
  - id: frost2010-hands
    study: frost2010tea
    direction: supports
    outcome: Temperature of the hands
    comparator: Hot water
    effect:
      measure: MD
      value: 0.90
      interval: [0.40, 1.40]
      unit: °C
    result: Hands were 0.90 °C warmer.
    locator: Table 1
    checked: {depth: table, on: 2026-11-21}
  - id: hail2012-cheeks
    study: hail2012tea
    direction: supports
    outcome: Temperature of the cheeks
    comparator: Hot water
    result: Cheeks were warmer.
    locator: Abstract
    checked: {depth: abstract, on: 2026-11-21}
searches:
  - on: 2026-11-20
    where: The invented index of tea
    for: {words: tea warms, found: Two trials.}
    against: {words: tea does not warm, found: Nothing.}
certainty:
  people:
    risk_of_bias: {level: not-serious, because: Nobody knew.}
    inconsistency: {level: not-serious, because: They agree.}
    indirectness: {level: not-serious, because: It is the claim.}
    imprecision: {level: not-serious, because: The interval is narrow.}
    publication_bias: {level: not-serious, because: Both were registered.}
curated_on: 2026-11-21
review_due: 2027-11-21
""",
}

OTHER_CLAIM = """\
id: tea-cools
statement: Tea cools hot people.
kind: effect
about: people
question: {population: Hot, intervention: Tea, comparator: Water, outcome: Heat}
test: {supports_if: It cools., disputes_if: It does not.}
plain: Nobody has looked.
origins:
  - {reference: kettle2001book, locator: Chapter 2, says: Tea cools as well.}
searches:
  - on: 2026-11-20
    where: The invented index of tea
    for: {words: tea cools, found: Nothing.}
    against: {words: tea does not cool, found: Nothing.}
curated_on: 2026-11-21
review_due: 2027-11-21
"""

OVER_CLAIM = """\
id: tea-all
statement: Tea does all that is said of it.
kind: effect
about: people
plain: Partly.
origins:
  - {reference: kettle2001book, locator: Chapter 3, says: Tea does it all.}
over: [tea-warms]
needs: every
curated_on: 2026-11-21
review_due: 2027-11-21
"""

POOL_STUDY = """\
id: thaw2015pool
design: meta-analysis
species: [human]
pools: {studies: 4, listed: [frost2010tea]}
"""

POOL_WORK = """\
@article{thaw2015pool,
  title = {All the invented trials of tea, added up},
  author = {Thaw, Spring},
  journal = {Journal of Invented Tea},
  year = {2015},
}
"""

POOL_FINDING = """\
  - id: thaw2015-hands
    study: thaw2015pool
    direction: supports
    outcome: Temperature of the hands
    comparator: Hot water
    result: Hands were warmer in four trials.
    locator: Abstract
    checked: {depth: abstract, on: 2026-11-21}
"""


@dataclass
class Site:
    """Content as text, to be changed and then checked; ``expected`` are the marked places."""

    root: Path
    files: dict[str, str] = field(default_factory=lambda: dict(FILES))
    expected: list[tuple[str, int, int]] = field(default_factory=list)

    def change(self, file: str, old: str, new: str) -> Site:
        """Replace a text that stands exactly once in a file; the new one may hold the mark."""
        assert self.files[file].count(old) == 1, f"{old!r}: {self.files[file].count(old)} times"
        return self.write(file, self.files[file].replace(old, new))

    def write(self, file: str, text: str) -> Site:
        """Write a whole file."""
        if MARK in text:
            before = text[: text.index(MARK)]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            self.expected.append((f"content/{file}", line, column))
        self.files[file] = text.replace(MARK, "")
        return self

    def append(self, file: str, text: str) -> Site:
        """Add to the end of a file."""
        return self.write(file, self.files[file] + text)

    def remove(self, file: str) -> Site:
        """Take a file away."""
        del self.files[file]
        return self

    def move(self, file: str, to: str) -> Site:
        """Give a file another path."""
        self.files[to] = self.files.pop(file)
        self.expected = [
            (f"content/{to}" if name == f"content/{file}" else name, line, column)
            for name, line, column in self.expected
        ]
        return self

    def with_other(self) -> Site:
        """Add a second, sound claim."""
        return self.write(OTHER, OTHER_CLAIM)

    def with_over(self) -> Site:
        """Add a sound claim over claims."""
        return self.write(OVER, OVER_CLAIM)

    def with_pool(self) -> Site:
        """Add a sound synthesis with its reference and its finding."""
        self.write(POOL, POOL_STUDY).append(WORKS, POOL_WORK)
        return self.change(CLAIM, "searches:\n", POOL_FINDING + "searches:\n")

    def inspect_content(self) -> Inspection:
        """Write all files and judge them."""
        for name, text in self.files.items():
            path = self.root / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return inspect_content(self.root, self.root / "content")

    def check(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the content."""
        return self.inspect_content().diagnostics

    def corpus(self) -> Corpus:
        """The content, typed and joined."""
        return self.inspect_content().corpus


def places(diagnostics: Iterable[Diagnostic]) -> list[tuple[str, str, int, int]]:
    """Code, file, line and column of each."""
    return [(d.code, d.place.file, d.place.line, d.place.column) for d in diagnostics]
