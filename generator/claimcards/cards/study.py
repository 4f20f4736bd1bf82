"""A study card: what one study is, however many claims it bears on."""

from __future__ import annotations

from pydantic import Field

from claimcards.cards.claim import Split, Withdrawn
from claimcards.cards.scalars import Card, CountOrUnknown, Day, Flag, Registration, Sentence, Slug
from claimcards.cards.words import SampleUnit, Standing, Stratum


class Sample(Card):
    """How many were studied."""

    n: CountOrUnknown
    """The number; or not-reported, or not-seen."""
    unit: SampleUnit
    """What is counted: people, animals, samples, studies or documents."""
    note: Sentence | None = None
    """More about it: '21 treated, 24 control'."""


class Pools(Card):
    """For a synthesis: what it pools."""

    studies: CountOrUnknown
    """How many studies."""
    listed: tuple[Slug, ...] = ()
    """Keys of studies on this site that it is declared to pool (its list was seen)."""
    complete: CountOrUnknown | None = None
    """How many of its studies were compared with ours; leave out if its list was not seen."""


class Assessment(Card):
    """A judgement of a study's risk of bias or of its reporting, by a named tool."""

    tool: Slug
    """The tool, from the vocabulary."""
    result: Sentence
    """What it gave."""
    by: Sentence
    """Who judged: the authors, a named synthesis, or this site."""


class Status(Card):
    """What has become of the study."""

    status: Standing = Standing.STANDS
    """stands, corrected, concern, retracted, overturned or superseded."""
    on: Day | None = None
    """Since when."""
    because: Sentence | None = None
    """Why. Needed unless it stands."""
    notice: Slug | None = None
    """The key of the reference that says so."""
    by: Slug | None = None
    """For superseded: the key of the study that replaces it."""


class Study(Card):
    """What one study is."""

    id: Slug
    """The key: the same as its reference's, and the file's name. It never changes."""
    design: Slug
    """The design, from the vocabulary."""
    stratum: Stratum | None = None
    """What was observed. Needed where the design leaves it open."""
    species: tuple[Slug, ...] = ()
    """The species observed, from the vocabulary."""
    model: Sentence | None = None
    """The disease model, condition or object, in words."""
    sample: Sample | None = None
    """How many were studied."""
    facets: dict[Slug, tuple[Sentence, ...]] = Field(default_factory=dict)
    """What the field wants to know of a study; the facets are declared in the vocabulary."""
    registrations: tuple[Registration, ...] = ()
    """Trial registrations, such as NCT04276987."""
    ended: Flag | None = None
    """For a registry record: whether the trial has ended (completed, stopped, withdrawn)."""
    groups: tuple[Slug, ...] = ()
    """Declared groups: a shared cohort, registry or society, by any name that is used alike."""
    pools: Pools | None = None
    """For a synthesis: what it pools."""
    risk_of_bias: tuple[Assessment, ...] = ()
    """Only where a source reports one."""
    reporting: tuple[Assessment, ...] = ()
    """How completely it reports what it did; never mixed up with bias."""
    funding: Sentence | None = None
    """Who paid; or not-reported."""
    conflicts: Sentence | None = None
    """Declared conflicts of interest; or not-reported."""
    standing: Status = Field(default_factory=Status)
    """What has become of the study since."""
    notes: Sentence | None = None
    """What a reader must know of the study as a whole."""
    withdrawn: Withdrawn | None = None
    """When the study was taken out, with the reason; the page stays."""


__all__ = ["Assessment", "Pools", "Sample", "Split", "Status", "Study"]
