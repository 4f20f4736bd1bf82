"""Two states of the tiny site compared: what is told, and what is not."""

from __future__ import annotations

from collections.abc import Callable

from tests.unit.small_site import CLAIM, DESIGNS, FROST, HAIL, OTHER, OVER, SPECIES, WORKS, Site

from claimcards.changes import words
from claimcards.changes.compare import compare_states
from claimcards.changes.state import EMPTY, ContentState, diagnose_states, judge_state
from claimcards.changes.values import Changes, Fate, FieldChange, compare_card_fields
from claimcards.corpus import load_folder
from claimcards.text.files import EntryForm, FolderLeaf, make_memory_folder
from claimcards.verdict.claims import judge_claims


def state(site: Site, before: ContentState | None = None) -> ContentState:
    """The site's content as a state, read from memory."""
    leaves = [
        FolderLeaf(name, EntryForm.FILE, len(text.encode()), text.encode())
        for name, text in site.files.items()
    ]
    return judge_state(*load_folder("content", make_memory_folder(leaves)), before=before)


def changes(site: Site, change: Callable[..., object]) -> Changes:
    """What a change to the site does."""
    base = state(site)
    change(site)
    head = state(site, before=base)
    records = {key: sourced.record for key, sourced in head.corpus.claims.items()}
    assert head.results == judge_claims(records, head.corpus.evidence), "taken over wrongly"
    return compare_states(*diagnose_states(base, head))


def told(found: Changes) -> dict[str, list[str]]:
    """The words for each claim's verdicts."""
    return {
        change.id: list(words.describe_verdicts(change)) for change in found.claims if change.moves
    }


def test_the_same_content_changes_nothing(site: Site) -> None:
    """Not a word."""
    assert changes(site, lambda s: s).nothing


def test_a_typo_is_no_news_for_verdicts(site: Site) -> None:
    """The field is named, and no verdict moves."""
    found = changes(site, lambda s: s.change(CLAIM, "Probably. Two", "Probably. Both"))
    assert told(found) == {}
    assert [words.describe_field_changes(c.fields) for c in found.claims] == [
        "plain Probably. Two trials say so. -> Probably. Both trials say so."
    ]


def test_a_turned_direction_is_told_first_and_with_what_it_does(site: Site) -> None:
    """Direction leads the finding's fields; verdict, groups and hinges follow from it."""

    def turn(s: Site) -> None:
        s.change(
            CLAIM,
            "study: hail2012tea\n    direction: supports\n    outcome: Temperature of the cheeks",
            "study: hail2012tea\n    direction: disputes\n    outcome: Heat of the cheeks",
        )

    found = changes(site, turn)
    (claim,) = found.claims
    assert claim.turns
    assert words.describe_finding_change(claim.findings[0]) == (
        "finding hail2012-cheeks (hail2012tea) changed: direction supports -> disputes; "
        "outcome Temperature of the cheeks -> Heat of the cheeks"
    )
    assert told(found)["tea-warms"] == [
        "the headline turns from 'Yes in people' to 'Contested in people'",
        "people turn from supported to contested; 2 -> 1 group supports, 0 -> 1 disputes; "
        "certainty high -> moderate; one more group against would change nothing now",
    ]


def test_a_retraction_names_the_study_and_its_claims(site: Site) -> None:
    """The standing changes, its finding no longer counts, the verdict falls."""
    found = changes(
        site,
        lambda s: s.append(HAIL, "standing: {status: retracted, because: Invented twice.}\n"),
    )
    (study,) = found.studies
    assert words.describe_study_change(study) == (
        "standing stands -> retracted; Invented twice; touches tea-warms"
    )
    (claim,) = found.claims
    assert claim.turns
    assert words.describe_finding_change(claim.findings[0]) == (
        "finding hail2012-cheeks (hail2012tea) changed: no longer counts: Its study was retracted"
    )


def test_a_new_finding_counts(site: Site) -> None:
    """Groups before and after, and what it hangs on."""

    def add(s: Site) -> None:
        s.with_pool()

    found = changes(site, add)
    (claim,) = found.claims
    assert [words.describe_finding_change(f) for f in claim.findings] == [
        "finding thaw2015-hands (thaw2015pool) added: supports"
    ]
    assert "groups and pooled studies support" in told(found)["tea-warms"][0]
    assert [(s.id, s.fate, s.claims) for s in found.studies] == [
        ("thaw2015pool", Fate.ADDED, ("tea-warms",))
    ]
    assert [words.describe_record_change(r) for r in found.references] == ["thaw2015pool added"]


def test_a_weak_verdict_that_stays_is_never_called_plainly_supported(site: Site) -> None:
    """A reader would take the word for more than it is."""
    site.change(CLAIM, "not-serious, because: Nobody", "very-serious, because: Nobody")
    site.change(CLAIM, "not-serious, because: They", "very-serious, because: They")
    found = changes(site, lambda s: s.with_pool())
    assert told(found)["tea-warms"][0].startswith("people stay supported at very low certainty; ")


def test_a_withdrawn_finding_says_why(site: Site) -> None:
    """And is not called taken out."""
    found = changes(
        site,
        lambda s: s.change(
            CLAIM,
            "    checked: {depth: abstract, on: 2026-11-21}\n",
            "    checked: {depth: abstract, on: 2026-11-21}\n"
            "    withdrawn: {on: 2026-11-22, because: Read wrongly.}\n",
        ),
    )
    text = words.describe_finding_change(found.claims[0].findings[0])
    assert text.startswith("finding hail2012-cheeks (hail2012tea) withdrawn: Read wrongly;")


def test_a_claim_that_keeps_its_former_id_is_renamed(site: Site) -> None:
    """Not one gone and one new."""

    def rename(s: Site) -> None:
        s.move(CLAIM, "claims/trade/hot-tea.yml")
        file = "claims/trade/hot-tea.yml"
        s.change(file, "id: tea-warms\n", "id: hot-tea\nformer_ids: [tea-warms]\n")

    (claim,) = changes(site, rename).claims
    assert (claim.id, claim.former, claim.moves) == ("hot-tea", "tea-warms", False)
    assert (
        words.describe_fate(claim) == "renamed from tea-warms; moved from the topic warmth to trade"
    )


def test_a_renamed_claim_that_forgets_its_former_id_is_told_so(site: Site) -> None:
    """Its old address would lead nowhere."""

    def rename(s: Site) -> None:
        s.move(CLAIM, "claims/warmth/hot-tea.yml")
        s.change("claims/warmth/hot-tea.yml", "id: tea-warms\n", "id: hot-tea\n")

    fates = {c.id: words.describe_fate(c) for c in changes(site, rename).claims}
    assert "write former_ids: [tea-warms]" in fates["hot-tea"]
    assert fates["tea-warms"].startswith("the claim was taken out")


def test_a_claim_over_claims_follows_its_parts(site: Site) -> None:
    """Untouched itself, it says how its parts vote now."""
    site.with_over()
    found = changes(
        site, lambda s: s.append(HAIL, "standing: {status: retracted, because: Invented.}\n")
    )
    assert set(told(found)) == {"tea-warms", "tea-all"}


def test_a_broken_card_cannot_be_compared_and_the_others_can(site: Site) -> None:
    """At the head and at the base, each said where it is."""
    site.with_other()

    def crash(s: Site) -> None:
        s.change(CLAIM, "id: tea-warms", "id: [tea-warms")
        s.change(OTHER, "Nobody has looked.", "Nobody looked.")

    found = changes(site, crash)
    assert [(d.id, d.because, d.base) for d in found.doubts] == [
        ("tea-warms", "its card cannot be read", False)
    ]
    assert [c.id for c in found.claims] == ["tea-cools"]
    assert found.new_problems
    assert found.errors

    def mend(s: Site) -> None:
        s.change(CLAIM, "id: [tea-warms", "id: tea-warms")

    found = changes(site, mend)
    assert [(d.id, d.base) for d in found.doubts] == [("tea-warms", True)]
    assert found.gone_problems
    assert not found.errors


def test_a_broken_study_casts_doubt_on_its_claims(site: Site) -> None:
    """The card of the study is named."""
    found = changes(site, lambda s: s.change(FROST, "n: 300", "n: many"))
    assert [(d.id, d.because) for d in found.doubts] == [
        ("tea-warms", "the card of the study frost2010tea cannot be read whole")
    ]


def test_a_broken_vocabulary_leaves_nothing_to_compare(site: Site) -> None:
    """One word for all claims, not one for each."""
    found = changes(site, lambda s: s.change(SPECIES, "species:", "species: ["))
    assert found.unjudged
    assert [d.id for d in found.doubts] == [""]
    assert found.claims == ()


def test_a_study_taken_out_is_told(site: Site) -> None:
    """With the claims that it bore on."""

    def take(s: Site) -> None:
        text = s.files[CLAIM]
        start, end = text.index("  - id: hail2012-cheeks"), text.index("searches:")
        s.write(CLAIM, text[:start] + text[end:]).remove(HAIL)
        works = s.files[WORKS]
        start, end = works.index("@article{hail"), works.index("@book")
        s.write(WORKS, works[:start] + works[end:])

    found = changes(site, take)
    assert [(s.id, s.fate, s.claims) for s in found.studies] == [
        ("hail2012tea", Fate.REMOVED, ("tea-warms",))
    ]
    assert [f.fate for f in found.claims[0].findings] == [Fate.REMOVED]


def test_the_first_content_is_all_new(site: Site) -> None:
    """Nothing is compared with nothing: each claim as it stands."""
    found = compare_states(EMPTY, state(site))
    assert [(c.id, c.fate) for c in found.claims] == [("tea-warms", Fate.ADDED)]
    assert told(found) == {
        "tea-warms": [
            "people: supported; 2 support; high certainty; hangs on frost2010tea and hail2012tea"
        ]
    }


def test_a_problem_that_only_moved_is_not_new(site: Site) -> None:
    """Lines added above it change its place, not what is wrong."""
    site.change(CLAIM, "plain: Probably. Two trials say so.\n", "")
    found = changes(
        site, lambda s: s.change(CLAIM, "kind: effect\n", "# one line more\nkind: effect\n")
    )
    assert (found.new_problems, found.gone_problems) == ((), ())


def test_a_loop_of_claims_over_claims_is_survived(site: Site) -> None:
    """A claim that rests on itself, along the way, is an error elsewhere."""
    site.with_over()
    site.write("claims/warmth/tea-loop.yml", site.files[OVER].replace("tea-all", "tea-loop"))
    site.change("claims/warmth/tea-loop.yml", "[tea-warms]", "[tea-all]")
    found = changes(site, lambda s: s.change(OVER, "[tea-warms]", "[tea-loop]"))
    assert "tea-all" in {c.id for c in found.claims}


def test_a_claim_that_went_into_another_says_where_its_address_leads(site: Site) -> None:
    """Two claims become one that was there before."""
    site.with_other()

    def merge(s: Site) -> None:
        s.remove(OTHER)
        s.change(CLAIM, "id: tea-warms\n", "id: tea-warms\nformer_ids: [tea-cools]\n")

    (gone,) = (c for c in changes(site, merge).claims if c.fate is Fate.REMOVED)
    assert words.describe_fate(gone) == (
        "the claim was taken out (its answer was 'Untested in people'); "
        "its address leads to tea-warms now"
    )


def test_a_part_that_cannot_be_read_at_all_casts_doubt_on_the_whole(site: Site) -> None:
    """Else a broken card would look like a claim that has one part less."""
    site.with_over()
    site.with_other()
    site.change(OVER, "[tea-warms]", '["tea-*"]')
    found = changes(site, lambda s: s.change(OTHER, "kind: ", "kind: ["))
    assert not found.claims
    assert {d.id: d.because for d in found.doubts} == {
        "tea-all": "of its part tea-cools, its card cannot be read",
        "tea-cools": "its card cannot be read",
    }


def test_changed_figures_of_a_reworded_text_are_told(site: Site) -> None:
    """A figure in a long text is the change that matters most in it."""
    long = "Hands were 0.90 °C warmer (95% CI 0.40 to 1.40) in 150 of the 300 people, CD73 or not."
    site.change(CLAIM, "result: Hands were 0.90 °C warmer.", f'result: "{long}"')

    def told_of(old: str, new: str) -> str:
        field = FieldChange("result", long, long.replace(old, new))
        return words.describe_field_change(field).removeprefix("result reworded")

    assert told_of("0.40", "0.45") == ", figures 0.40 -> 0.45"
    assert told_of("150 of the ", "") == ", figures taken out: 150"
    assert told_of("300", "-3 of 300 in 2-4") == ", figures added: -3, 2 and 4"
    assert told_of("warmer", "less cold") == ""
    assert told_of("CD73", "CD90") == "", "a name is no figure"
    ((finding,),) = (
        c.findings for c in changes(site, lambda s: s.change(CLAIM, "in 150", "in 160")).claims
    )
    assert words.describe_finding_change(finding).endswith("result reworded, figures 150 -> 160")


def test_another_statement_is_quoted_whole_with_what_it_means(site: Site) -> None:
    """All directions were coded against it, so somebody must look at them again."""
    found = changes(site, lambda s: s.change(CLAIM, "Tea warms cold people.", "Tea warms people."))
    ((change,),) = (c.fields for c in found.claims)
    assert words.describe_field_change(change) == (
        "statement 'Tea warms cold people.' -> 'Tea warms people.' "
        "(every direction was judged against what was there)"
    )


def test_one_entry_of_a_list_is_told_by_its_field(site: Site) -> None:
    """A search against that is taken out costs the verdict: 'reworded' would hide it."""
    start = site.files[CLAIM].index("    against:")
    against = site.files[CLAIM][start:].partition("\n")[0] + "\n"
    lines = site.files[CLAIM][start:].splitlines(keepends=True)[1:]
    against += "".join(line for line in lines if line.startswith("      "))
    found = changes(site, lambda s: s.change(CLAIM, against, ""))
    (claim,) = found.claims
    assert words.describe_field_changes(claim.fields).startswith("searches against taken out")
    more = compare_card_fields({"a": [{"b": "c"}]}, {"a": [{"b": "c"}, {"b": "d"}]})
    assert words.describe_field_changes(more) == "a added: b: d"
    second = compare_card_fields({"a": [{"b": "c"}, {"b": "d"}]}, {"a": [{"b": "c"}, {"b": "e"}]})
    assert words.describe_field_changes(second) == "a 2 b d -> e"


def test_a_word_of_the_vocabulary_says_what_of_it_changed(site: Site) -> None:
    """Its label is for readers; its stratum moves findings."""
    found = changes(site, lambda s: s.change(DESIGNS, "label: Trial,", "label: A trial,"))
    assert [words.describe_record_change(word) for word in found.words] == [
        "designs trial changed (label)"
    ]


def test_the_same_entry_twice_is_one_more_entry() -> None:
    """And taken out again, one less."""
    once, twice = {"searches": [{"of": "tea"}]}, {"searches": [{"of": "tea"}, {"of": "tea"}]}
    assert compare_card_fields(once, twice) == (FieldChange("searches", None, "of: tea"),)
    assert compare_card_fields(twice, once) == (FieldChange("searches", "of: tea", None),)


def test_what_is_too_little_to_judge_hangs_on_nobody_without_words(site: Site) -> None:
    """To say so would sound as if the verdict stood firm."""
    found = changes(
        site,
        lambda s: s.change(
            HAIL,
            "id: hail2012tea\n",
            "id: hail2012tea\nstanding: {status: retracted, on: 2026-11-22, because: Invented.}\n",
        ),
    )
    (told_of,) = told(found).values()
    assert any("insufficient" in text for text in told_of)
    assert not any("hangs on nobody" in text for text in told_of)
    assert words.describe_study_change(found.studies[0]).startswith(
        "standing stands -> retracted on 2026-11-22;"
    )


def test_a_synonym_says_what_of_it_changed(site: Site) -> None:
    """It is no word with a label, and has fields all the same."""
    file = "vocabulary/synonyms.yml"
    site.write(file, "synonyms:\n  - {id: tea, words: [tea, char]}\n")
    found = changes(site, lambda s: s.change(file, "[tea, char]", "[tea, chai]"))
    assert [words.describe_record_change(word) for word in found.words] == [
        "synonyms tea changed (words)"
    ]
