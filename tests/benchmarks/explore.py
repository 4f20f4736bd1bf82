"""What a reader downloads to use Explore, on an invented site of 5,000 claims.

Names and ids are invented; topics, designs, species and facets are those of the repository.
Every value is drawn by itself, so columns compress worse than those of a real site. No clock is
read: the same numbers come out anywhere with the same zlib.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from claimcards.corpus import Corpus, Words
from claimcards.diagnostics import Place
from claimcards.loading import load
from claimcards.model.claim import Checked, Claim, Finding, Origin, Search, Side
from claimcards.model.reference import Name, Reference, Span
from claimcards.model.study import Status, Study
from claimcards.model.typing import Sourced
from claimcards.model.vocabulary import Facet, Vocabulary
from claimcards.model.words import Depth, Direction, Kind, NeutralBecause, Standing, Stratum
from claimcards.reading.bibtex import SourcedReference
from claimcards.reading.cards import CardText
from claimcards.rendering.explore import explore_files
from claimcards.rendering.files import assets
from claimcards.rendering.pages import pages
from claimcards.synthesis import Synthesis, synthesise_all
from claimcards.views.publication import Publication

CLAIMS = 5_000
FINDINGS_EACH = 10
STUDIES_EACH = 6
LIMIT = 300_000
"""Bytes, compressed, that the data file may have."""

DAY = date(2026, 1, 1)
PUBLICATION = Publication("Invented", "https://invented.example/", "CC BY 4.0")
ROOT = Path(__file__).parents[2]


def measure(claims: int = CLAIMS) -> dict[str, int]:
    """Compressed bytes of what Explore loads at first, and of what it may load later."""
    corpus, results = invented(claims)
    files = explore_files(corpus, results, PUBLICATION)
    page = next(
        made.markdown
        for made in pages(corpus, results, "elsevier-vancouver", "", PUBLICATION)
        if made.uri == "explore.md"
    )
    blocks = [
        text for name, text in files.items() if name.startswith("explore/") and "json" in name
    ]
    scripts = [text for name, text in assets().items() if name.startswith("assets/explore")]
    return {
        "data file": packed(files["explore.json"]),
        "page": packed(page),
        "scripts": sum(packed(text) for text in scripts),
        "one block of words, largest": max(packed(text) for text in blocks),
        "all blocks": sum(packed(text) for text in blocks),
    }


def packed(text: str) -> int:
    """Bytes as a server sends them."""
    return len(gzip.compress(text.encode(), compresslevel=6, mtime=0))


def invented(claims: int) -> tuple[Corpus, Mapping[str, Synthesis]]:
    """A corpus of so many claims with its results; the same on every call."""
    words = load(ROOT, ROOT / "content")[0].words
    maker = _Maker(words)
    cards = dict(maker.claim(number) for number in range(claims))
    corpus = Corpus(cards, maker.studies, maker.references, words)
    records = {key: sourced.record for key, sourced in cards.items()}
    return corpus, synthesise_all(records, corpus.evidence)


class _Maker:
    """Draws cards; the seed is fixed."""

    def __init__(self, words: Words) -> None:
        self.random = Random(11)
        self.words: Vocabulary = words.vocabulary
        self.studies: dict[str, Sourced[Study]] = {}
        self.references: dict[str, SourcedReference] = {}
        self.terms = [self._term() for _ in range(3_000)]
        self.names = [self._term().capitalize() for _ in range(2_000)]

    def claim(self, number: int) -> tuple[str, Sourced[Claim]]:
        """One claim with its studies and findings."""
        topic = self._skewed(list(self.words.topics))
        key = f"{self._skewed(self.terms)}-{self._skewed(self.terms)}-{number}"
        studies = [self._study(number * STUDIES_EACH + n) for n in range(STUDIES_EACH)]
        record = Claim(
            id=key,
            statement=f"{self._sentence(11)}.",
            kind=Kind.EFFECT,
            about=Stratum.ANIMALS,
            synonyms=(self._sentence(3), self._sentence(4)),
            origins=(Origin(reference=studies[0], locator="Abstract", says="It helps."),),
            findings=tuple(self._findings(studies)),
            searches=(_search(),),
            curated_on=DAY,
            review_due=DAY,
        )
        return key, _sourced(record, f"content/claims/{topic}/{key}.yml")

    def _findings(self, studies: Sequence[str]) -> Iterator[Finding]:
        for number in range(FINDINGS_EACH):
            study = studies[number % len(studies)]
            direction = self._skewed(list(Direction))
            yield Finding(
                id=f"{study}-{number}",
                study=study,
                direction=direction,
                neutral_because=NeutralBecause.CAVEAT if direction is Direction.NEUTRAL else None,
                outcome=self._sentence(6),
                comparator="vehicle",
                result="It moved.",
                locator="Table 2",
                checked=Checked(depth=Depth.TABLE, on=DAY),
            )

    def _study(self, number: int) -> str:
        name, year = self._skewed(self.names), 2000 + self.random.randrange(26)
        key = f"{name.lower()}{year}{self._skewed(self.terms)}{number}"
        record = Study(
            id=key,
            design=self._skewed([d.id for d in self.words.designs.values() if d.stratum]),
            species=tuple(sorted({self._skewed(list(self.words.species)) for _ in range(2)})),
            facets={f.id: (self._skewed([w.id for w in f.words]),) for f in self._faceted()},
            standing=Status(status=Standing.STANDS),
        )
        self.studies[key] = _sourced(record, f"content/studies/{key}.yml")
        reference = Reference(
            key,
            "article",
            (Span(self._sentence(14)),),
            tuple(Name(self._skewed(self.names), "A.") for _ in range(4)),
            container=self._sentence(3),
            year=year,
            doi=f"10.{self.random.randrange(1000, 9999)}/{self.random.randrange(10**9)}",
        )
        place = Place(f"content/references/{key}.bib")
        self.references[key] = SourcedReference(reference, place, {}, [])
        return key

    def _faceted(self) -> list[Facet]:
        return [facet for facet in self.words.facets.values() if facet.words]

    def _sentence(self, length: int) -> str:
        return " ".join(self._skewed(self.terms) for _ in range(length)).capitalize()

    def _term(self) -> str:
        syllables = ["ka", "ro", "mi", "ten", "lu", "sor", "pha", "di", "gen", "ex", "vo", "ral"]
        return "".join(self.random.choice(syllables) for _ in range(self.random.randint(2, 4)))

    def _skewed(self, words: Sequence[Any]) -> Any:
        """A word; the earlier ones are met more often, as in speech."""
        return words[int(len(words) * self.random.random() ** 2)]


def _sourced(record: Any, file: str) -> Sourced[Any]:
    return Sourced(record, CardText(file, {}, None))  # type: ignore[arg-type]


def _search() -> Search:
    return Search(
        on=DAY,
        where="a database",
        for_=Side(words="for", found="some"),
        against=Side(words="against", found="some"),
    )


def main() -> None:
    """Print the numbers, and fail where the data file is too large."""
    found = measure()
    for name, size in found.items():
        print(f"{name}: {size / 1000:.1f} kB compressed")
    first = found["data file"] + found["page"] + found["scripts"]
    print(f"first load without the theme: {first / 1000:.1f} kB compressed")
    if found["data file"] > LIMIT:
        raise SystemExit(f"explore.json is larger than {LIMIT / 1000:.0f} kB")


if __name__ == "__main__":
    main()
