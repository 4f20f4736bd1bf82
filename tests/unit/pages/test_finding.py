"""One finding as a page shows it: numbers as printed, tags in order, why it does not count."""

from __future__ import annotations

import pytest
from tests.unit.small_site import CLAIM, HAIL, Site

from claimcards.cards.claim import Effect
from claimcards.cards.study import Sample
from claimcards.pages.finding import (
    FindingView,
    explain_finding,
    find_sample_unit,
    view_findings,
    write_effect,
    write_pooled,
    write_sample,
)
from claimcards.pages.terms import Explainer


@pytest.mark.parametrize(
    ("effect", "shown"),
    [
        ({"measure": "SMD"}, "SMD"),
        ({"measure": "SMD", "value": "5.48"}, "SMD 5.48"),
        ({"measure": "MD", "value": "-1.50", "unit": "%"}, "MD -1.50 %"),
        (
            {"measure": "HR", "value": "0.330", "interval": ["0.20", "0.50"]},
            "HR 0.330 (95% interval 0.20 to 0.50)",
        ),
        (
            {"measure": "HR", "interval": ["0.20", "0.50"], "level": "99"},
            "HR (99% interval 0.20 to 0.50)",
        ),
        ({"measure": "MD", "value": "1.10", "p": "0.10"}, "MD 1.10, p = 0.10"),
        ({"measure": "MD", "value": "1.10", "p": "<0.001"}, "MD 1.10, p <0.001"),
        ({"measure": "MD", "value": "1.10", "p": "=0.03"}, "MD 1.10, p =0.03"),
        (
            {
                "measure": "SMD",
                "value": "5.48",
                "interval": ["3.55", "8.13"],
                "p": "<0.001",
                "better": "higher",
            },
            "SMD 5.48 (95% interval 3.55 to 8.13), p <0.001; higher is better",
        ),
    ],
)
def test_an_effect_in_one_line(effect: dict[str, object], shown: str) -> None:
    """Every number as its source printed it, zeros included."""
    assert write_effect(Effect.model_validate(effect)) == shown


def views(site: Site) -> tuple[FindingView, ...]:
    """The findings of the tiny site's claim, which is sound."""
    assert site.check() == ()
    return shown(site)


def shown(site: Site) -> tuple[FindingView, ...]:
    """The same, whatever the checks say of the card."""
    found = site.inspect_content()
    claim = found.corpus.claims["tea-warms"].record
    explainer = Explainer.of(found.corpus.vocabulary)
    views = view_findings(found.corpus, found.results["tea-warms"])
    return tuple(
        explain_finding(found.corpus, finding, view, explainer)
        for finding, view in zip(claim.findings, views, strict=True)
    )


def told(finding: FindingView) -> dict[str, str]:
    """What is folded away, as plain text."""
    return {fact.label: "".join(piece.text for piece in fact.text) for fact in finding.facts}


HARMS = "    harms: {exposed: %s, looked_for: %s, followed: %s, serious_related: %s}\n"


def test_harms_of_which_nothing_is_known_are_left_out(site: Site) -> None:
    """What is known of some is told with what is not, in words."""
    marked = "    result: Hands were 0.90"
    site.change(CLAIM, "kind: effect", "kind: safety")
    site.change(CLAIM, marked, HARMS % (("not-seen",) * 4) + marked)
    assert "Harms" not in told(shown(site)[0])
    site.change(CLAIM, HARMS % (("not-seen",) * 4), HARMS % ("12", "asked", "not-reported", "0"))
    assert told(shown(site)[0])["Harms"] == (
        "exposed: 12; looked for: asked; followed: not reported; serious and related: 0"
    )


def test_a_finding_that_votes(site: Site) -> None:
    """Its side, its study, what was measured, how deep it was read."""
    first, second = views(site)
    assert (first.tone, first.direction, first.vote) == ("supports", "Supports", "Counts: supports")
    assert first.effect == "MD 0.90 °C (95% interval 0.40 to 1.40)"
    assert first.study.short == "Frost and Rime 2010"
    assert [tag.text for tag in first.tags] == ["Trial", "human", "direct", "read: table"]
    assert second.effect == ""
    assert not any(tag.loud for tag in first.tags)


def test_what_a_synthesis_pools_for_one_result_is_not_called_studies(site: Site) -> None:
    """It counts 30 studies; its 985 are animals or people, and it does not say which."""
    made = site.corpus()
    sample = Sample.model_validate({"n": "30", "unit": "studies"})
    study = made.studies["frost2010tea"].record.model_copy(update={"sample": sample})
    whole = made.claims["tea-warms"].record.findings[0].model_copy(update={"sample": None})
    part = whole.model_copy(update={"sample": "985"})
    assert (write_sample(whole, study), find_sample_unit(whole, study)) == ("30 studies", "studies")
    assert (write_sample(part, study), find_sample_unit(part, study)) == ("985", "")
    trial = site.corpus().studies["frost2010tea"].record
    assert (write_sample(part, trial), find_sample_unit(part, trial)) == ("985 people", "people")


def test_a_neutral_finding_says_why(site: Site) -> None:
    """In the words of the coding table."""
    site.change(
        CLAIM,
        "study: hail2012tea\n    direction: supports",
        "study: hail2012tea\n    direction: neutral\n    neutral_because: subgroup",
    )
    site.write(CLAIM, _ungraded(site.files[CLAIM]))
    second = views(site)[1]
    assert second.tone == "none"
    assert second.vote == "Does not count: a subgroup, regression, ranking or later analysis"


def test_a_retracted_study_is_loud_and_does_not_count(site: Site) -> None:
    """Whatever its card says of the side, the finding is shown as not counted."""
    site.append(HAIL, "standing: {status: retracted, because: Invented data.}\n")
    site.write(CLAIM, _ungraded(site.files[CLAIM]))
    second = views(site)[1]
    assert (second.tone, second.vote) == ("none", "Does not count: Its study was retracted.")
    assert [tag.text for tag in second.tags if tag.loud] == ["retracted"]


def test_an_inconclusive_result_is_tagged(site: Site) -> None:
    """Its interval includes no effect; the direction stands as coded."""
    site.change(CLAIM, "value: 0.90", "value: 0.10")
    site.change(CLAIM, "interval: [0.40, 1.40]", "interval: [-0.40, 0.60]")
    assert "not conclusive" in [tag.text for tag in views(site)[0].tags]


def test_a_source_that_contradicts_its_subgroups_is_shown_with_both_figures(site: Site) -> None:
    """The subgroups, what the source prints, and what that comes to."""
    site.change(
        CLAIM,
        "unit: °C\n",
        "unit: °C\n      subgroups:\n        - {part: black tea, value: 1.20, studies: 3}\n"
        "        - {part: green tea, value: 1.30}\n",
    )
    site.change(
        CLAIM,
        "    result: Hands were 0.90",
        "    contradiction: The whole lies below its parts.\n    result: Hands were 0.90",
    )
    first = views(site)[0]
    facts = told(first)
    assert facts["Subgroups"] == "black tea 1.20 (3 studies); green tea 1.30"
    assert facts["Figures that disagree"] == (
        "The whole lies below its parts. Worked out again: the pooled value is printed as 0.90, "
        "but its subgroups run from 1.20 (black tea) to 1.30 (green tea)."
    )
    assert [tag.text for tag in first.tags if tag.loud] == ["figures disagree"]


def _ungraded(text: str) -> str:
    """With one group only there is no verdict to grade."""
    return text[: text.index("certainty:")] + text[text.index("curated_on:") :]


@pytest.mark.parametrize(
    ("studies", "shown"), [("12", "12 studies"), ("not-reported", "not reported")]
)
def test_how_many_studies_are_pooled(studies: str, shown: str) -> None:
    """Where the number is not known, nothing is counted."""
    assert write_pooled(studies) == shown


def test_an_outcome_that_was_not_seen_is_said_in_words(site: Site) -> None:
    """No reader meets the word of a card."""
    known = "    outcome: Temperature of the hands\n"
    site.files[CLAIM] = site.files[CLAIM].replace(known, "    outcome: not-seen\n", 1)
    assert views(site)[0].outcome == "Outcome not seen"
