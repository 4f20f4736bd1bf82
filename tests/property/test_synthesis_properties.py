"""What must always hold of the synthesis, over claims made up at random.

The made-up claims hold groups that share authors, declared cohorts or registrations, reviews
older and newer than what they pool, with declared lists and splits, umbrella reviews,
retractions, superseded studies, quantifiers, safety and harm: the combinations in which
simpler rules turned a verdict the wrong way.

Two limits are part of the rules themselves. A review that reports a split brings studies of
both sides, so it is no purely supporting (or disputing) finding. And a study whose own
standing says something of another (the successor of a superseded study, a review that an
umbrella lists) is no new independent evidence beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claimcards.cards.claim import Checked, Claim, Finding, Harms, Origin, Search, SearchSide, Split
from claimcards.cards.scalars import Count
from claimcards.cards.study import Pools, Sample, Status, Study
from claimcards.cards.vocabulary import Design, Vocabulary
from claimcards.cards.words import (
    Basis,
    ClaimKind,
    Depth,
    Direction,
    Directness,
    NeutralBecause,
    Quantifier,
    SampleUnit,
    Standing,
    Stratum,
)
from claimcards.references.reference import Name, Reference
from claimcards.verdict.claims import judge_claim
from claimcards.verdict.findings import Evidence
from claimcards.verdict.values import ClaimVerdict, StratumResult, Verdict

MODEST = settings(derandomize=True, max_examples=250)

S, D, M = Direction.SUPPORTS, Direction.DISPUTES, Direction.MIXED
FLIP = {S: D, D: S, M: M, Direction.NEUTRAL: Direction.NEUTRAL}
RANK = {Verdict.SUPPORTED: 1, Verdict.DISPUTED: -1}
TODAY = date(2026, 11, 21)

DESIGNS = {
    "experiment": Design(id="experiment", label="E", definition="E"),
    "randomised": Design(id="randomised", label="R", definition="R", randomised=True),
    "review": Design(id="review", label="V", definition="V", synthesis=True, independent=False),
}


@dataclass(frozen=True)
class Made:
    """One made-up study with one finding, or two."""

    key: str
    directions: tuple[Direction, ...]
    direct: bool = True
    design: str = "experiment"
    year: int | None = 2015
    lab: str | None = None
    cohort: str | None = None
    standing: Standing = Standing.STANDS
    successor: str | None = None
    size: int | None = 30
    exposed: int = 60
    pooled: int | None = None
    split: tuple[int, int, int] | None = None
    listed: tuple[str, ...] = ()

    @property
    def synthesis(self) -> bool:
        return self.design == "review"

    @property
    def brings(self) -> Direction | None:
        """The one side that it brings evidence to; None if it brings some to both or neither."""
        clear = set(self.directions) - {M}
        if len(clear) != 1 or (self.synthesis and self.split):
            return None
        return clear.pop()


@dataclass(frozen=True)
class World:
    """A made-up claim with its studies."""

    studies: tuple[Made, ...]
    kind: ClaimKind = ClaimKind.EFFECT
    quantifier: Quantifier = Quantifier.TYPICAL
    extra: tuple[Finding, ...] = ()

    def claim(self) -> Claim:
        side = SearchSide(words="w", found="nothing")
        return Claim(
            id="claim",
            statement="A claim.",
            kind=self.kind,
            about=Stratum.PEOPLE,
            quantifier=self.quantifier,
            origins=(Origin(reference="r", locator="l", says="s"),),
            findings=(*(f for made in self.studies for f in findings(made)), *self.extra),
            searches=(Search(on=TODAY, where="x", for_=side, against=side),),
            curated_on=TODAY,
            review_due=TODAY,
        )

    def evidence(self) -> Evidence:
        return Evidence(
            studies={made.key: study(made) for made in self.studies},
            references={made.key: reference(made) for made in self.studies},
            vocabulary=Vocabulary(designs=DESIGNS),
        )

    def whole(self) -> ClaimVerdict:
        return judge_claim(self.claim(), self.evidence())

    def result(self) -> StratumResult:
        return self.whole().strata[Stratum.PEOPLE]


def rank(result: StratumResult) -> int:
    """Where a verdict stands between disputed and supported."""
    return RANK.get(result.verdict, 0)


def weights(result: StratumResult) -> tuple[Fraction, Fraction]:
    """What counts for and against; where these move one way, no share can move the other."""
    half = result.tally.mixed / 2
    return result.tally.for_ + half, result.tally.against + half


def assert_not_away_from(side: Direction, before: StratumResult, after: StratumResult) -> None:
    """From one result to another nothing moved away from a side: neither verdict nor weights."""
    sign = 1 if side is S else -1
    assert sign * (rank(after) - rank(before)) >= 0
    for_, against = (b - a for a, b in zip(weights(before), weights(after), strict=True))
    assert sign * for_ >= 0
    assert sign * against <= 0


def finding(made: Made, direction: Direction, number: int, **more: object) -> Finding:
    parts = dict(zip(("supports", "disputes", "mixed"), made.split or (), strict=False))
    split = {word: Count(str(n)) for word, n in parts.items()}
    return Finding(
        id=f"{made.key}-{number}",
        study=made.key,
        direction=direction,
        directness=Directness.DIRECT if made.direct else Directness.INDIRECT,
        outcome="o",
        comparator="vehicle",
        result="r",
        locator="l",
        checked=Checked(depth=Depth.ABSTRACT, on=TODAY),
        harms=Harms(
            exposed=Count(str(made.exposed)),
            looked_for="adverse events",
            followed="a year",
            serious_related=Count("0"),
        ),
        pools=Split(studies=Count(str(sum(made.split))), **split) if made.split else None,
        **more,
    )


def findings(made: Made) -> tuple[Finding, ...]:
    return tuple(finding(made, d, number) for number, d in enumerate(made.directions))


def study(made: Made) -> Study:
    pooled = "not-reported" if made.pooled is None else Count(str(made.pooled))
    size = Sample(n=Count(str(made.size)), unit=SampleUnit.PEOPLE) if made.size else None
    return Study(
        id=made.key,
        design=made.design,
        stratum=Stratum.PEOPLE,
        sample=size,
        groups=(made.cohort,) if made.cohort else (),
        pools=Pools(studies=pooled, listed=made.listed) if made.synthesis else None,
        standing=Status(status=made.standing, by=made.successor),
    )


def reference(made: Made) -> Reference:
    own = tuple(Name(f"{made.key}{n}", "A.") for n in range(3))
    lab = tuple(Name(f"{made.lab}{n}", "B.") for n in range(3)) if made.lab else ()
    return Reference(made.key, "article", (), authors=(*own, *lab), year=made.year)


KEYS = tuple(f"s{n}" for n in range(9))
YEARS = st.sampled_from((2012, 2015, 2015, 2019, None))
REVIEWED = st.sampled_from((2014, 2018, 2018, 2021, None))
COUNTS = st.sampled_from((1, 2, 3, 10))


@st.composite
def studies(draw: st.DrawFn, key: str, alone: bool = False) -> Made:
    """One study; ``alone``: nothing links it to another."""
    if draw(st.integers(0, 3)) == 0:
        return draw(reviews(key, alone))
    return Made(
        key=key,
        directions=draw(st.sampled_from(((S,), (D,), (S,), (D,), (M,), (S, M), (S, D), (D, M)))),
        direct=draw(st.sampled_from((True, True, False))),
        design=draw(st.sampled_from(("experiment", "experiment", "randomised"))),
        year=draw(YEARS),
        lab=None if alone else draw(st.sampled_from((None, "x", "y"))),
        cohort=None if alone else draw(st.sampled_from((None, None, None, "c"))),
        standing=Standing.STANDS if alone else draw(STANDINGS),
        successor=None if alone else draw(st.sampled_from((None, *KEYS))),
        size=draw(st.sampled_from((30, 120, 400, None))),
        exposed=draw(st.sampled_from((10, 120, 300))),
    )


STANDINGS = st.sampled_from(
    (*[Standing.STANDS] * 6, Standing.CONCERN, Standing.RETRACTED, Standing.SUPERSEDED)
)


@st.composite
def reviews(draw: st.DrawFn, key: str, alone: bool = False) -> Made:
    """One synthesis: unsplit or split, with or without a declared list."""
    listed = draw(st.lists(st.sampled_from((*KEYS, "new")), unique=True, max_size=5))
    return Made(
        key=key,
        directions=draw(st.sampled_from(((S,), (D,), (S,), (D,), (M,)))),
        direct=draw(st.booleans()),
        design="review",
        year=draw(REVIEWED),
        standing=Standing.STANDS if alone else draw(STANDINGS),
        size=draw(st.sampled_from((30, 400, None))),
        exposed=draw(st.sampled_from((10, 300))),
        pooled=draw(st.one_of(st.none(), COUNTS)),
        split=draw(st.one_of(st.none(), st.none(), st.tuples(COUNTS, COUNTS, st.integers(0, 3)))),
        listed=tuple(part for part in listed if part != key),
    )


@st.composite
def worlds(draw: st.DrawFn, typical: bool = False) -> World:
    """A claim with up to nine studies: all of them independent, or many of them linked."""
    size = draw(st.sampled_from((0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 8, 9, 9)))
    alone = draw(st.booleans())
    kinds = (
        (ClaimKind.EFFECT,)
        if typical
        else (ClaimKind.EFFECT, ClaimKind.EFFECT, ClaimKind.SAFETY, ClaimKind.HARM)
    )
    words = (Quantifier.TYPICAL,) if typical else tuple(Quantifier)
    return World(
        studies=tuple(draw(studies(key, alone)) for key in KEYS[:size]),
        kind=draw(st.sampled_from(kinds)),
        quantifier=draw(st.sampled_from(words)),
    )


@st.composite
def pure(draw: st.DrawFn) -> Made:
    """A new independent study that brings evidence to one side only."""
    made = draw(studies("new", alone=True))
    side = made.brings
    assume(side)
    assert side is not None
    return replace(made, directions=(side,))


def joined(world: World, made: Made) -> World:
    """The world with a new study; a new review is listed by no umbrella of it."""
    others = world.studies
    if made.synthesis:
        others = tuple(
            replace(o, listed=tuple(k for k in o.listed if k != made.key)) for o in others
        )
    return replace(world, studies=(*others, made))


@MODEST
@given(worlds(), pure())
def test_new_evidence_never_moves_a_verdict_away_from_its_side(world: World, made: Made) -> None:
    """A disputing group or review never moves towards supported, a supporting one never away."""
    after = joined(world, made)
    before = replace(after, studies=after.studies[:-1])
    assert made.brings
    assert_not_away_from(made.brings, before.result(), after.result())


@MODEST
@given(worlds(), st.sampled_from((Standing.RETRACTED, Standing.OVERTURNED)))
def test_a_retraction_never_strengthens_its_side(world: World, standing: Standing) -> None:
    """Whichever study is retracted, also within a group, the verdict never moves to its side."""
    for place, made in enumerate(world.studies):
        if made.standing not in (Standing.STANDS, Standing.CONCERN) or made.brings is None:
            continue
        gone = replace(made, standing=standing)
        after = replace(world, studies=(*world.studies[:place], gone, *world.studies[place + 1 :]))
        assert_not_away_from(FLIP[made.brings], world.result(), after.result())


@st.composite
def silent(draw: st.DrawFn, world: World) -> tuple[Made, Finding]:
    """A finding that can't vote, of a study of the world or of a new one that it links."""
    new = Made("silent", (S,), year=draw(YEARS), lab=draw(st.sampled_from((None, "x", "y"))))
    new = replace(new, cohort=draw(st.sampled_from((None, "c"))))
    of = draw(st.sampled_from((new, replace(new, design="review", listed=KEYS), *world.studies)))
    direction = draw(st.sampled_from((S, D, M)))
    kept = finding(of, direction, 9)
    ways: tuple[dict[str, object], ...] = (
        {"direction": Direction.NEUTRAL, "neutral_because": NeutralBecause.NO_CONTROL},
        {"basis": Basis.SUBGROUP},
        {"checked": Checked(depth=Depth.RECORD, on=TODAY)},
        {"design": "unheard-of"},
    )
    return of, kept.model_copy(update=draw(st.sampled_from(ways)))


@MODEST
@given(worlds(), st.data())
def test_a_finding_that_cannot_vote_changes_nothing(world: World, data: st.DataObject) -> None:
    """No tally, group, link, certainty or hinge; only 'untested' becomes 'looked at'."""
    of, kept = data.draw(silent(world))
    known = of in world.studies
    # The successor of a superseded study replaces it whatever it says: that is its standing.
    assume(not any(o.successor == of.key for o in world.studies))
    idle = () if known else (replace(of, directions=()),)
    around = replace(world, studies=(*world.studies, *idle))
    before, after = around.result(), replace(around, extra=(kept,)).result()
    if before.verdict is Verdict.UNTESTED:
        assert after.verdict in (Verdict.UNTESTED, Verdict.INSUFFICIENT)
        assert after.tally == before.tally
    else:
        assert after == before


@MODEST
@given(worlds(), st.randoms(use_true_random=False))
def test_order_changes_nothing(world: World, random: object) -> None:
    """Neither the order of the findings nor that of the files."""
    shuffled = list(world.studies)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other = replace(world, studies=tuple(shuffled))
    assert other.whole().strata == world.whole().strata
    assert other.whole().headline == world.whole().headline


MIRROR = {Verdict.SUPPORTED: Verdict.DISPUTED, Verdict.DISPUTED: Verdict.SUPPORTED}


def mirrored(world: World) -> World:
    """The world with all directions, and the splits of reviews, swapped."""
    swap = {Quantifier.ALL: Quantifier.SOME, Quantifier.SOME: Quantifier.ALL}
    return replace(
        world,
        quantifier=swap.get(world.quantifier, world.quantifier),
        studies=tuple(
            replace(
                made,
                directions=tuple(FLIP[d] for d in made.directions),
                split=made.split and (made.split[1], made.split[0], made.split[2]),
            )
            for made in world.studies
        ),
    )


@MODEST
@given(worlds().filter(lambda world: world.kind is ClaimKind.EFFECT))
def test_swapping_all_directions_mirrors_the_verdict(world: World) -> None:
    """So no side has an advantage; 'all' mirrors 'some'."""
    here, there = world.result(), mirrored(world).result()
    assert there.verdict is MIRROR.get(here.verdict, here.verdict)
    assert there.indirectly is here.indirectly
    assert (there.tally.for_, there.tally.against) == (here.tally.against, here.tally.for_)


@MODEST
@given(worlds(), studies("new", alone=True))
def test_something_unclear_never_creates_a_verdict(world: World, made: Made) -> None:
    """A new mixed group or mixed review alone brings neither 'supported' nor 'disputed'."""
    after = joined(world, replace(made, directions=(M,)))
    before = replace(after, studies=after.studies[:-1])
    assert rank(after.result()) in (0, rank(before.result()))
    for_, against = (
        b - a for a, b in zip(weights(before.result()), weights(after.result()), strict=True)
    )
    assert for_ == against >= 0


@MODEST
@given(worlds())
def test_a_review_with_what_it_takes_up_counts_as_the_larger_of_the_two(world: World) -> None:
    """Never more than the larger; and no side less than its groups, or than its largest review."""
    result = world.result()
    for side, total in ((S, result.tally.for_), (D, result.tally.against)):
        mine = [g for g in result.groups if g.direction is side]
        elsewhere = {g.name for g in result.groups if g.synthesis and g.direction is not side}
        plain = [g for g in mine if not g.synthesis and g.absorbed_by not in elsewhere]
        assert total >= len(plain)
        for review in (g for g in mine if g.synthesis):
            made = next(m for m in world.studies if m.key == review.name)
            own = made.split[0 if side is S else 1] if made.split else review.pooled or 0
            inside = [g for g in plain if g.absorbed_by == review.name]
            weight = review.weight_for if side is S else review.weight_against
            halves = Fraction(made.split[2], 2) if made.split else Fraction(0)
            assert total >= own
            assert weight <= (max(own, len(inside)) if review.absorbed_by is None else 0) + halves


@MODEST
@given(worlds())
def test_the_weights_shown_add_up_to_the_tally(world: World) -> None:
    """What a page shows of each group is what was counted; what is taken up shows nothing."""
    result = world.result()
    tally = result.tally
    assert sum(g.weight_for for g in result.groups) == tally.for_ + tally.mixed / 2
    assert sum(g.weight_against for g in result.groups) == tally.against + tally.mixed / 2
    taken = [g for g in result.groups if g.absorbed_by and not g.synthesis]
    assert all(g.weight_for == g.weight_against == 0 for g in taken)


@MODEST
@given(worlds())
def test_what_a_verdict_hangs_on_is_what_a_retraction_would_change(world: World) -> None:
    """Leaving a study out foretells the verdict after its retraction."""
    result = world.result()
    hinges = {h.without: h for h in result.hangs_on}
    for place, made in enumerate(world.studies):
        if made.key not in {key for g in result.groups for key in g.studies}:
            continue
        gone = replace(made, standing=Standing.RETRACTED)
        then = replace(
            world, studies=(*world.studies[:place], gone, *world.studies[place + 1 :])
        ).result()
        said = hinges.get((made.key,))
        assert then.verdict is (said.verdict if said else result.verdict)
        assert then.word is (said.word if said else result.word)


@MODEST
@given(worlds(typical=True), st.sampled_from((S, D)))
def test_one_group_away_is_what_one_more_group_brings(world: World, side: Direction) -> None:
    """The foretold verdict comes true when such a group is added, where there is evidence yet."""
    before = world.result()
    assume(before.verdict is not Verdict.UNTESTED)
    unlisted = tuple(
        replace(o, listed=tuple(k for k in o.listed if k != "new")) for o in world.studies
    )
    before = replace(world, studies=unlisted).result()
    made = Made("new", (side,), year=None)
    after = replace(world, studies=(*unlisted, made)).result()
    foretold = before.one_group_away.for_ if side is S else before.one_group_away.against
    assert after.verdict is (foretold or before.verdict)
