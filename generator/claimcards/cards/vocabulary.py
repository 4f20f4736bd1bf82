"""The vocabulary: the words of one field, each with its definition. All of it is content."""

from __future__ import annotations

from pydantic import Field

from claimcards.cards.scalars import Card, Flag, Sentence, Slug
from claimcards.cards.words import Stratum


class VocabularyWord(Card):
    """One word of the vocabulary."""

    id: Slug
    """How cards write it."""
    label: Sentence
    """How pages show it."""
    definition: Sentence
    """What it means, in one plain sentence."""
    synonyms: tuple[Sentence, ...] = ()
    """Other words for it that people type."""


class Topic(VocabularyWord):
    """A topic: a folder of claims."""


class Design(VocabularyWord):
    """A study design, and what the synthesis must know of it."""

    stratum: Stratum | None = None
    """What studies of this design observe, where the design settles it."""
    synthesis: Flag = False
    """Whether it pools other studies and so stands for them."""
    randomised: Flag = False
    """Whether allocation is random: GRADE starts high."""
    census: Flag = False
    """Whether it counts a whole registry, literature or market: enough alone for the field."""
    votes: Flag = True
    """Whether its findings may vote at all (narrative reviews and opinion may not)."""
    independent: Flag = True
    """Whether shared authors link it to other studies (guidelines, consensus: no)."""


class Species(VocabularyWord):
    """A species, or a group of them."""

    large: Flag = False
    """Whether it counts as a large animal on the ladder."""


class Rung(VocabularyWord):
    """A rung of the translation ladder. The first rung that fits a finding is its rung."""

    stratum: Stratum
    """What was observed."""
    designs: tuple[Slug, ...] = ()
    """The designs that stand on it; empty: any."""
    large: Flag = False
    """Whether only large animals stand on it."""


class Facet(VocabularyWord):
    """Something that the field wants to know of each study."""

    words: tuple[VocabularyWord, ...] = ()
    """The words a study card may use for it; empty: any text."""


class Tool(VocabularyWord):
    """A tool for risk of bias or completeness of reporting."""

    measures: str = Field(pattern="^(risk-of-bias|reporting)$")
    """risk-of-bias or reporting."""


class Term(VocabularyWord):
    """A glossary entry; its label and synonyms are explained where they stand."""


class AlikeWords(Card):
    """Words that a search takes for one another."""

    id: Slug
    """A name for them."""
    words: tuple[Sentence, ...] = Field(min_length=2)
    """Words and phrases that people type for the same thing: [heart attack, infarction]."""


class Topics(Card):
    """The file topics.yml."""

    topics: tuple[Topic, ...] = Field(min_length=1)
    """The topics, in the order of the site."""


class Designs(Card):
    """The file designs.yml."""

    designs: tuple[Design, ...] = Field(min_length=1)
    """The study designs."""


class SpeciesList(Card):
    """The file species.yml."""

    species: tuple[Species, ...] = Field(min_length=1)
    """The species."""


class Ladder(Card):
    """The file ladder.yml."""

    ladder: tuple[Rung, ...] = Field(min_length=1)
    """The rungs, highest first."""


class Facets(Card):
    """The file facets.yml."""

    facets: tuple[Facet, ...] = Field(min_length=1)
    """The facets, in the order of the study table."""


class Tools(Card):
    """The file tools.yml."""

    tools: tuple[Tool, ...] = Field(min_length=1)
    """The tools."""


class Glossary(Card):
    """The file glossary.yml."""

    glossary: tuple[Term, ...] = Field(min_length=1)
    """The terms."""


class Synonyms(Card):
    """The file synonyms.yml."""

    synonyms: tuple[AlikeWords, ...] = Field(min_length=1)
    """Words that a search takes for one another, beside the synonyms of the other files."""


class Vocabulary(Card):
    """All words of a site."""

    topics: dict[str, Topic] = Field(default_factory=dict)
    designs: dict[str, Design] = Field(default_factory=dict)
    species: dict[str, Species] = Field(default_factory=dict)
    ladder: tuple[Rung, ...] = ()
    facets: dict[str, Facet] = Field(default_factory=dict)
    tools: dict[str, Tool] = Field(default_factory=dict)
    glossary: dict[str, Term] = Field(default_factory=dict)
    synonyms: dict[str, AlikeWords] = Field(default_factory=dict)
