"""Rules across cards: each mistake is found once, at its place, in words that help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.unit.small_site import (
    CLAIM,
    DESIGNS,
    FACETS,
    FROST,
    HAIL,
    LADDER,
    OTHER,
    OTHER_CLAIM,
    OVER,
    POOL,
    POOL_WORK,
    TOOLS,
    TOPICS,
    WORKS,
    Site,
    places,
)

from claimcards.text.diagnostics import Severity


@dataclass(frozen=True)
class Case:
    """One mistake; ``says`` stands in the message or the hint."""

    code: str
    name: str
    make: Callable[[Site], object]
    says: str
    severity: Severity = Severity.ERROR


REVIEW = (
    "curated_by: [{name: 'Frost, J.'}]\nreviews:\n  - on: 2026-11-21\n    by: Hail, K.\n"
    "    conflicts: {declared: none, on: 2026-11-20, expires: 2027-11-20}\n"
)


def _reviewed(site: Site, old: str, new: str) -> Site:
    return site.append(CLAIM, REVIEW.replace(old, new))


FIRST_ID = "  - id: frost2010-hands\n"
FIRST_DIRECTION = "study: frost2010tea\n    direction: supports"
SECOND_DIRECTION = "study: hail2012tea\n    direction: supports"
INTERVAL = "      interval: [0.40, 1.40]\n"
SUBGROUPS = "      subgroups: [{part: black tea, value: 1.20}, {part: green tea, value: 1.30}]\n"
HARMS = "    harms: {exposed: 100, looked_for: rashes, followed: a week, serious_related: 0}\n"


def _two_folders(site: Site) -> None:
    site.write("claims/trade/tea-warms.yml", site.files[CLAIM])
    site.change(CLAIM, "id: tea-warms", "id: ¦tea-warms")


def _two_former(site: Site) -> None:
    site.with_other().append(OTHER, "former_ids: [brew-cools]\n")
    site.append(CLAIM, "former_ids: [brew-warms, ¦brew-cools]\n")


def _safety(site: Site, second: str) -> Site:
    """The claim, made one of safety: 300 are exposed in the first trial."""
    site.change(CLAIM, "kind: effect", "kind: safety")
    site.change(CLAIM, "    result: Hands", HARMS + "    result: Hands")
    return site.change(CLAIM, "    result: Cheeks", second + "    result: Cheeks")


def _both_ways(site: Site) -> None:
    again = site.files[CLAIM].split(FIRST_ID)[1].split("  - id: hail")[0]
    again = FIRST_ID.replace("hands", "feet") + again.replace("supports", "¦disputes")
    site.change(CLAIM, "searches:\n", again + "searches:\n")


CASES = (
    Case(
        "CC201",
        "a study's file is named otherwise",
        lambda s: s.change(FROST, "id: frost", "id: ¦frost").move(FROST, "studies/frost.yml"),
        "rename the file to 'frost2010tea.yml'",
    ),
    Case(
        "CC202",
        "a claim's folder is nearly a topic",
        lambda s: (
            s.with_other()
            .change(OTHER, "id: tea-cools", "id: ¦tea-cools")
            .move(OTHER, "claims/warmths/tea-cools.yml")
        ),
        "did you mean 'warmth'?",
    ),
    Case(
        "CC203",
        "two findings have one id",
        lambda s: s.change(CLAIM, "id: hail2012-cheeks", "id: ¦frost2010-hands"),
        "the first is in line 19",
    ),
    Case("CC204", "two claims had one id", _two_former, "belongs to the claim 'tea-cools'"),
    Case(
        "CC204",
        "a claim's own id is no former one",
        lambda s: s.append(CLAIM, "former_ids: [¦tea-warms]\n"),
        "delete this line",
    ),
    Case(
        "CC205",
        "two files hold one claim",
        _two_folders,
        "is already the id of another card; the other is at content/claims/trade/tea-warms.yml:1:5",
    ),
    Case(
        "CC206",
        "a claim takes the address of the list of claims",
        lambda s: s.append(CLAIM, "former_ids: [¦index]\n"),
        "the site's own",
    ),
    Case(
        "CC211",
        "a study has no entry in the bibliography",
        lambda s: s.with_pool().change(POOL, "id: ", "id: ¦").change(WORKS, POOL_WORK, ""),
        "add an entry with this key",
    ),
    Case(
        "CC212",
        "nothing uses a reference",
        lambda s: s.append(WORKS, "¦" + POOL_WORK),
        "write studies/thaw2015pool.yml",
    ),
    Case(
        "CC213",
        "no claim uses a study",
        lambda s: s.append(WORKS, POOL_WORK).write(POOL, "id: ¦thaw2015pool\ndesign: trial\n"),
        "withdraw the study with a reason",
        Severity.WARNING,
    ),
    Case(
        "CC214",
        "two works share a DOI",
        lambda s: s.change(
            WORKS, "@article{hail2012tea,", "¦@article{hail2012tea,\n  doi = {10.9999/FROST},"
        ),
        "share the DOI",
    ),
    Case(
        "CC214",
        "two works share title, author and year",
        lambda s: (
            s.change(WORKS, "@article{hail", "¦@article{hail")
            .change(
                WORKS,
                "Cups of tea and cold cheeks in winter",
                "Tea and Cold Hands in a large invented trial.",
            )
            .change(WORKS, "Hail, Stone", "Frost, J.")
            .change(WORKS, "{2012}", "{2010}")
        ),
        "share the title, first author and year",
    ),
    Case(
        "CC221",
        "a finding's study is misspelt",
        lambda s: s.change(CLAIM, "study: hail2012tea", "study: ¦hail2012teas"),
        "unknown study 'hail2012teas'; did you mean 'hail2012tea'?",
    ),
    Case(
        "CC222",
        "an origin is misspelt",
        lambda s: s.change(CLAIM, "reference: kettle2001book", "reference: ¦kettle2011book"),
        "did you mean 'kettle2001book'?",
    ),
    Case(
        "CC223",
        "a related claim does not exist",
        lambda s: s.with_other().append(CLAIM, "relations:\n  - {claim: ¦tea-cool}\n"),
        "unknown claim 'tea-cool'; did you mean 'tea-cools'?",
    ),
    Case(
        "CC223",
        "a related claim has another id now",
        lambda s: (
            s.change(CLAIM, "id: tea-warms\n", "id: tea-warms\nformer_ids: [tea-heats]\n")
            .with_other()
            .append(OTHER, "relations:\n  - {claim: ¦tea-heats}\n")
        ),
        "unknown claim 'tea-heats'; its id is 'tea-warms' now; write that",
    ),
    Case(
        "CC223",
        "a claim is related to itself",
        lambda s: s.append(CLAIM, "relations:\n  - {claim: ¦tea-warms}\n"),
        "delete this line",
    ),
    Case(
        "CC224",
        "a member does not exist",
        lambda s: s.with_over().change(OVER, "[tea-warms]", "[tea-warms, ¦tea-warm]"),
        "did you mean 'tea-warms'?",
    ),
    Case(
        "CC224",
        "no claim begins so",
        lambda s: s.with_over().change(OVER, "[tea-warms]", "[tea-warms, ¦coffee-*]"),
        "no claim fits 'coffee-*'",
    ),
    Case(
        "CC224",
        "a claim is a member of itself",
        lambda s: s.with_over().change(OVER, "[tea-warms]", "[tea-warms, ¦tea-all]"),
        "made of itself",
    ),
    Case(
        "CC225",
        "a notice is no reference",
        lambda s: s.append(
            HAIL, "standing: {status: corrected, because: A slip., notice: ¦kettle2001boot}\n"
        ),
        "did you mean 'kettle2001book'?",
    ),
    Case(
        "CC225",
        "a successor is no study",
        lambda s: s.append(
            HAIL, "standing: {status: superseded, because: A later one., by: ¦frost2010te}\n"
        ),
        "did you mean 'frost2010tea'?",
    ),
    Case(
        "CC226",
        "a pooled study has no card",
        lambda s: s.with_pool().change(POOL, "[frost2010tea]", "[frost2010tea, ¦rime2009tea]"),
        "list only studies that have a card",
    ),
    Case(
        "CC227",
        "a retraction does not say why",
        lambda s: s.append(HAIL, "standing: {status: ¦corrected}\n"),
        "does not say why",
    ),
    Case(
        "CC231",
        "a design is misspelt",
        lambda s: s.change(HAIL, "design: trial", "design: ¦trail"),
        "did you mean 'trial'?",
    ),
    Case(
        "CC231",
        "a finding's design is no word",
        lambda s: s.change(CLAIM, FIRST_ID, FIRST_ID + "    design: ¦trail\n"),
        "did you mean 'trial'?",
    ),
    Case(
        "CC231",
        "a species is no word",
        lambda s: s.change(HAIL, "[human]", "[human, ¦cat]"),
        "one of: dog, human",
    ),
    Case(
        "CC231",
        "a finding's species is no word",
        lambda s: s.change(CLAIM, FIRST_ID, FIRST_ID + "    species: [¦dogs]\n"),
        "did you mean 'dog'?",
    ),
    Case(
        "CC231",
        "a facet is no facet",
        lambda s: s.append(HAIL, "facets: {¦leef: [black]}\n"),
        "did you mean 'leaf'?",
    ),
    Case(
        "CC231",
        "a facet's value is no word of it",
        lambda s: s.append(HAIL, "facets: {leaf: [black, ¦grean]}\n"),
        "'grean' is no word for 'leaf'; did you mean 'green'?",
    ),
    Case(
        "CC231",
        "a tool is no tool",
        lambda s: s.append(HAIL, "risk_of_bias: [{tool: ¦rob-2, result: low, by: the authors}]\n"),
        "did you mean 'rob2'?",
    ),
    Case(
        "CC231",
        "a tool is named and the site has no tools",
        lambda s: s.remove(TOOLS).append(
            HAIL, "risk_of_bias: [{tool: ¦rob2, result: low, by: the authors}]\n"
        ),
        "add it to tools.yml",
    ),
    Case(
        "CC231",
        "a rung's design is no design",
        lambda s: s.change(LADDER, "designs: [trial]", "designs: [trial, ¦survay]"),
        "did you mean 'survey'?",
    ),
    Case(
        "CC232",
        "a survey does not say what it observed",
        lambda s: s.change(HAIL, "design: trial", "design: ¦survey"),
        "add stratum: cells, animals, people or field",
    ),
    Case(
        "CC233",
        "a synthesis does not say what it pools",
        lambda s: (
            s.with_pool()
            .change(POOL, "design: meta", "design: ¦meta")
            .change(POOL, "pools: {studies: 4, listed: [frost2010tea]}\n", "")
        ),
        "add pools: {studies: 12}",
    ),
    Case(
        "CC233",
        "a trial pools studies",
        lambda s: s.append(HAIL, "¦pools: {studies: 3}\n"),
        "delete pools, or correct the design",
    ),
    Case(
        "CC234",
        "a topic stands twice",
        lambda s: s.append(TOPICS, "  - {id: ¦trade, label: T, definition: Twice.}\n"),
        "the first is in line 3",
    ),
    Case(
        "CC234",
        "a word of a facet stands twice",
        lambda s: s.change(FACETS, "{id: green, label: Green", "{id: ¦black, label: Green"),
        "the word 'black' stands twice",
    ),
    Case(
        "CC241",
        "an effect without comparison votes",
        lambda s: s.change(CLAIM, SECOND_DIRECTION, SECOND_DIRECTION.replace(": s", ": ¦s")).change(
            CLAIM,
            "Temperature of the cheeks\n    comparator: Hot water",
            "Temperature of the cheeks\n    comparator: none",
        ),
        "nothing was compared",
    ),
    Case(
        "CC241",
        "an opinion votes",
        lambda s: s.change(HAIL, "design: trial", "design: opinion").change(
            CLAIM, SECOND_DIRECTION, SECOND_DIRECTION.replace(": s", ": ¦s")
        ),
        "bring no result of their own",
    ),
    Case(
        "CC241",
        "a record votes",
        lambda s: s.change(CLAIM, SECOND_DIRECTION, SECOND_DIRECTION.replace(": s", ": ¦s")).change(
            CLAIM, "{depth: abstract", "{depth: record"
        ),
        "only a record",
    ),
    Case(
        "CC241",
        "a subgroup votes",
        lambda s: s.change(
            CLAIM,
            SECOND_DIRECTION,
            SECOND_DIRECTION.replace(": s", ": ¦s") + "\n    basis: subgroup",
        ),
        "it rests on a subgroup",
    ),
    Case(
        "CC241",
        "serious related harm counts for safety",
        lambda s: _safety(s, HARMS.replace("related: 0", "related: 1")).change(
            CLAIM, SECOND_DIRECTION, SECOND_DIRECTION.replace(": s", ": ¦s")
        ),
        "yet reports serious related harm",
    ),
    Case(
        "CC242", "one trial votes both ways", _both_ways, "as 'supports' in line 21, both in people"
    ),
    Case(
        "CC243",
        "a neutral finding gives no reason",
        lambda s: s.change(CLAIM, SECOND_DIRECTION, "study: hail2012tea\n    direction: ¦neutral"),
        "add neutral_because",
    ),
    Case(
        "CC243",
        "a supporting finding says why it is neutral",
        lambda s: s.change(
            CLAIM, SECOND_DIRECTION, SECOND_DIRECTION + "\n    ¦neutral_because: caveat"
        ),
        "delete neutral_because, or correct direction",
    ),
    Case(
        "CC243",
        "an indirect finding gives no reason",
        lambda s: s.change(
            CLAIM, SECOND_DIRECTION, SECOND_DIRECTION + "\n    directness: ¦indirect"
        ),
        "add indirect_because",
    ),
    Case(
        "CC243",
        "a direct finding says why it is indirect",
        lambda s: s.change(
            CLAIM, SECOND_DIRECTION, SECOND_DIRECTION + "\n    ¦indirect_because: Cheeks."
        ),
        "delete indirect_because, or correct directness",
    ),
    Case(
        "CC244",
        "an interval misses its value",
        lambda s: s.change(CLAIM, INTERVAL, "      interval: ¦[1.00, 1.40]\n"),
        "does not contain its value 0.90",
    ),
    Case(
        "CC244",
        "an interval runs from high to low",
        lambda s: s.change(CLAIM, INTERVAL, "      interval: ¦[1.40, 0.40]\n"),
        "write the lower end first",
    ),
    Case(
        "CC245",
        "safety without the number exposed",
        lambda s: _safety(s, "").change(
            CLAIM, SECOND_DIRECTION, SECOND_DIRECTION.replace(": s", ": ¦s")
        ),
        "add harms: {exposed: 9",
    ),
    Case(
        "CC245",
        "safety where nobody looked for harm",
        lambda s: _safety(s, HARMS.replace("rashes", "not-reported")).change(
            CLAIM, SECOND_DIRECTION, SECOND_DIRECTION.replace(": s", ": ¦s")
        ),
        "that harm was looked for",
    ),
    Case(
        "CC246",
        "a percentage does not follow",
        lambda s: s.change(CLAIM, "Cheeks were warmer.", "¦Cheeks were warmer in 4 of 21 (29%)."),
        "4 of 21",
        Severity.WARNING,
    ),
    Case(
        "CC247",
        "a value lies off the middle of its interval",
        lambda s: s.change(CLAIM, "      value: 0.90", "      value: 0.60").change(
            CLAIM, "      measure", "      ¦measure"
        ),
        "the middle of its interval",
        Severity.WARNING,
    ),
    Case(
        "CC248",
        "a p value does not fit its interval",
        lambda s: s.change(CLAIM, INTERVAL, INTERVAL + "      p: 0.90\n").change(
            CLAIM, "    effect:\n      measure", "    effect:\n      ¦measure"
        ),
        "p",
        Severity.WARNING,
    ),
    Case(
        "CC249",
        "a ratio does not follow from its counts",
        lambda s: s.change(
            CLAIM,
            "    result: Cheeks",
            "    effect:\n      ¦measure: RR\n      value: 3.0\n"
            "      treated: {events: 4, of: 100}\n      control: {events: 8, of: 100}\n"
            "    result: Cheeks",
        ),
        "compare with the source",
        Severity.WARNING,
    ),
    Case(
        "CC250",
        "a pooled value lies outside its subgroups",
        lambda s: s.change(CLAIM, INTERVAL, INTERVAL + SUBGROUPS).change(
            CLAIM, "    effect:\n      measure", "    effect:\n      ¦measure"
        ),
        "its subgroups run from 1.20 (black tea) to 1.30 (green tea)",
        Severity.WARNING,
    ),
    Case(
        "CC251",
        "a claim has no test",
        lambda s: (
            s.with_other()
            .change(OTHER, "id: tea", "id: ¦tea")
            .change(OTHER, "test: {supports_if: It cools., disputes_if: It does not.}\n", "")
        ),
        "say what a study must show",
    ),
    Case(
        "CC251",
        "a claim has no question",
        lambda s: s.change(CLAIM, "id: tea-warms", "id: ¦tea-warms").write(
            CLAIM, _without(s.files[CLAIM], "question:", "test:").replace("id: tea", "id: ¦tea", 1)
        ),
        "give population, intervention, comparator and outcome",
    ),
    Case(
        "CC252",
        "a claim has no plain answer",
        lambda s: s.change(CLAIM, "plain: Probably. Two trials say so.\n", "").change(
            CLAIM, "id: tea-warms", "id: ¦tea-warms"
        ),
        "add two sentences",
    ),
    Case(
        "CC253",
        "one side was not searched for",
        lambda s: s.change(
            CLAIM, "    against: {words: tea does not warm, found: Nothing.}\n", ""
        ).change(CLAIM, "searches:", "¦searches:"),
        "no search against the claim is on record",
    ),
    Case(
        "CC253",
        "no search is on record",
        lambda s: s.with_other().write(
            OTHER, _without(OTHER_CLAIM, "searches:", "curated_on:").replace("id: ", "id: ¦", 1)
        ),
        "no search for and none against the claim",
    ),
    Case(
        "CC254",
        "a claim over claims does not say how many it needs",
        lambda s: s.with_over().change(OVER, "needs: every\n", "").change(OVER, "over:", "¦over:"),
        "'over' stands without 'needs'",
    ),
    Case(
        "CC254",
        "a claim with findings needs parts",
        lambda s: s.append(CLAIM, "¦needs: most\n"),
        "'needs' stands without 'over'",
    ),
    Case(
        "CC254",
        "a claim over claims has a finding",
        lambda s: s.with_over().append(
            OVER,
            "¦findings:\n" + s.files[CLAIM].split("findings:\n")[1].split("searches:")[0],
        ),
        "move each finding to the member",
    ),
    Case(
        "CC255",
        "a plain answer is not plain",
        lambda s: s.change(
            CLAIM,
            "plain: Probably. Two trials say so.",
            "plain: ¦Notwithstanding considerable methodological heterogeneity, contemporaneous "
            "randomised investigations demonstrate statistically significant thermoregulatory "
            "improvements attributable to caffeinated beverages.",
        ),
        "use shorter sentences and shorter words",
        Severity.WARNING,
    ),
    Case(
        "CC256",
        "a review is due before the card was written",
        lambda s: s.change(CLAIM, "review_due: ", "review_due: ¦2001-01-01 # was "),
        "before the card was curated",
    ),
    Case(
        "CC257",
        "a reviewer wrote the card",
        lambda s: _reviewed(s, "by: Hail, K.", "by: ¦J Frost"),
        "'J Frost' wrote this card",
    ),
    Case(
        "CC257",
        "a reviewer's iD is that of a curator",
        lambda s: _reviewed(s, "'Frost, J.'", "'Frost, J.', orcid: 0000-0002-1825-0097").change(
            CLAIM, "by: Hail, K.", "by: ¦Hail, K.\n    orcid: 0000-0002-1825-0097"
        ),
        "a review is by somebody else",
    ),
    Case(
        "CC257",
        "nobody knows whether the reviewer wrote the card",
        lambda s: _reviewed(s, "curated_by: [{name: 'Frost, J.'}]\nreviews:", "¦reviews:"),
        "not who wrote it",
    ),
    Case(
        "CC258",
        "a declaration had ended before the review",
        lambda s: _reviewed(s, "expires: 2027-11-20", "expires: ¦2026-11-20"),
        "the declaration of conflicts ended on 2026-11-20",
    ),
    Case(
        "CC258",
        "a declaration was made after the review",
        lambda s: _reviewed(s, "on: 2026-11-20", "on: ¦2026-11-22"),
        "only of 2026-11-22",
    ),
    Case(
        "CC261",
        "a verdict has no certainty",
        lambda s: s.write(
            CLAIM, _without(s.files[CLAIM], "certainty:", "curated_on:").replace("id: ", "id: ¦", 1)
        ),
        "the verdict in people is 'supported'",
    ),
    Case(
        "CC262",
        "a judgement is milder than the evidence allows",
        lambda s: s.change(FROST, "n: 300", "n: 30").change(
            CLAIM,
            "imprecision: {level: not-serious",
            "imprecision: {level: ¦not-serious",
        ),
        "must be at least serious: only 230 people",
    ),
    Case(
        "CC263",
        "cells are graded",
        lambda s: s.change(
            CLAIM,
            "curated_on",
            site_part(s, "  people:", "curated_on").replace("  people", "  ¦cells") + "curated_on",
        ),
        "delete this part",
    ),
    Case(
        "CC290",
        "a comparator comes near a reserved word",
        lambda s: s.change(
            CLAIM, "cheeks\n    comparator: Hot water", "cheeks\n    comparator: ¦before after"
        ),
        "did you mean 'before-after'?",
    ),
    Case(
        "CC291",
        "more studies support than are pooled",
        lambda s: s.with_pool().change(
            CLAIM,
            "    result: Hands were warmer in four",
            "    pools: ¦{studies: 3, supports: 900}\n    result: Hands were warmer in four",
        ),
        "there are 900 studies on the sides, but only 3 pooled for this result",
    ),
    Case(
        "CC292",
        "an odds ratio is negative",
        lambda s: s.change(
            CLAIM,
            "    result: Cheeks",
            "    effect: {measure: OR, value: ¦-1.2}\n    result: Cheeks",
        ),
        "the OR is -1.2: it is above 0",
    ),
    Case(
        "CC293",
        "two claims depend on each other",
        lambda s: (
            s.with_other()
            .append(CLAIM, "relations:\n  - {claim: tea-cools, relation: depends-on}\n")
            .append(OTHER, "relations:\n  - {claim: ¦tea-warms, relation: depends-on}\n")
        ),
        "'tea-cools' -> 'tea-warms' -> 'tea-cools'",
    ),
    Case(
        "CC294",
        "two claims say the same",
        lambda s: s.with_other().change(
            CLAIM, "statement: Tea warms cold people.", "statement: ¦Tea cools the hot people"
        ),
        "this claim says what the claim 'tea-cools' says",
        Severity.WARNING,
    ),
)


def _without(text: str, start: str, end: str) -> str:
    return text[: text.index(start)] + text[text.index(end) :]


def site_part(site: Site, start: str, end: str) -> str:
    """A piece of the claim's card."""
    text = site.files[CLAIM]
    return text[text.index(start) : text.index(end)]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.code}: {c.name}")
def test_a_mistake_is_said_once_at_its_place(site: Site, case: Case) -> None:
    """One mistake, one diagnostic, at the marked character, with a hint that helps."""
    case.make(site)
    found = site.check()
    assert places(found) == [(case.code, *place) for place in site.expected[-1:]], [
        *map(str, found)
    ]
    assert found[0].severity is case.severity
    assert case.says in str(found[0])


def test_sound_content_yields_nothing(site: Site) -> None:
    """All optional parts included, there is nothing to say."""
    assert site.check() == ()
    assert site.with_pool().with_other().with_over().check() == ()


def test_a_needed_vocabulary_file_that_is_missing_is_said_once(site: Site) -> None:
    """Not again for every card that uses one of its words."""
    found = site.remove(DESIGNS).check()
    assert places(found) == [("CC235", "content/vocabulary/designs.yml", 0, 0)]
    assert "an id, a label and a definition" in found[0].hint


def test_a_vocabulary_file_of_another_name_is_pointed_out(site: Site) -> None:
    """It would be skipped in silence otherwise."""
    found = site.move(FACETS, "vocabulary/facet.yml").check()
    said = [d for d in found if d.code == "CC235"]
    assert places(said) == [("CC235", "content/vocabulary/facet.yml", 0, 0)]
    assert said[0].hint == "did you mean 'facets'?"


def test_optional_vocabulary_files_may_be_absent(site: Site) -> None:
    """A site without facets and tools is whole, as long as no card uses one."""
    site.change(FROST, "facets: {leaf: [black], dose: [one cup]}\n", "")
    assert site.remove(FACETS).remove(TOOLS).check() == ()


def test_a_withdrawn_study_need_not_be_used(site: Site) -> None:
    """It keeps its page, and nobody asks for its finding."""
    site.append(WORKS, POOL_WORK)
    withdrawn = "withdrawn: {on: 2026-11-21, because: Out of scope.}\n"
    assert site.write(POOL, f"id: thaw2015pool\ndesign: trial\n{withdrawn}").check() == ()


def test_figures_that_the_source_contradicts_itself_in_are_not_said(site: Site) -> None:
    """A card that owns up to its source's slip is left in peace."""
    site.change(
        CLAIM,
        "Cheeks were warmer.",
        "Warmer in 4 of 21 (29%).\n    contradiction: The table says 29%.",
    )
    assert site.check() == ()


def test_a_claim_of_harm_is_not_disputed_by_silence(site: Site) -> None:
    """'No harm' from a study that did not look speaks neither way, and the card is told so."""
    site.change(CLAIM, "kind: effect", "kind: harm")
    site.change(CLAIM, FIRST_DIRECTION, FIRST_DIRECTION.replace("supports", "¦disputes"))
    site.write(CLAIM, site.files[CLAIM])
    found = [d for d in site.check() if d.code == "CC245"]
    assert places(found) == [("CC245", *site.expected[0])]
    assert "disputes harm" in found[0].message


def test_a_review_by_somebody_else_with_a_declaration_that_held_is_sound(site: Site) -> None:
    """That the declaration ends one day after says nothing about the review."""
    assert site.append(CLAIM, REVIEW).inspect_content().diagnostics == ()
