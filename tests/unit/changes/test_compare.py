"""Two states of the tiny site compared: what is told, and what is not."""

from __future__ import annotations

from tests.unit.cards import CLAIM, FROST, HAIL, OTHER, OVER, SPECIES, WORKS, Site

from claimcards.changes import words
from claimcards.changes.compare import compare
from claimcards.changes.state import EMPTY, State, diagnosed, judged
from claimcards.changes.values import Changes, Fate
from claimcards.loading import load_folder
from claimcards.reading.folders import Form, Leaf, in_memory
from claimcards.synthesis import synthesise_all


def state(site: Site, before: State | None = None) -> State:
    """The site's content as a state, read from memory."""
    leaves = [
        Leaf(name, Form.FILE, len(text.encode()), text.encode())
        for name, text in site.files.items()
    ]
    return judged(*load_folder("content", in_memory(leaves)), before=before)


def changes(site: Site, change) -> Changes:
    """What a change to the site does."""
    base = state(site)
    change(site)
    head = state(site, before=base)
    records = {key: sourced.record for key, sourced in head.corpus.claims.items()}
    assert head.results == synthesise_all(records, head.corpus.evidence), "taken over wrongly"
    return compare(*diagnosed(base, head))


def told(found: Changes) -> dict[str, list[str]]:
    """The words for each claim's verdicts."""
    return {change.id: list(words.verdicts(change)) for change in found.claims if change.moves}


def test_the_same_content_changes_nothing(site: Site) -> None:
    """Not a word."""
    assert changes(site, lambda s: s).nothing


def test_a_typo_is_no_news_for_verdicts(site: Site) -> None:
    """The field is named, and no verdict moves."""
    found = changes(site, lambda s: s.change(CLAIM, "Probably. Two", "Probably. Both"))
    assert told(found) == {}
    assert [words.fields(c.fields) for c in found.claims] == [
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
    assert words.finding(claim.findings[0]) == (
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
    assert words.study(study) == ("standing stands -> retracted; Invented twice; touches tea-warms")
    (claim,) = found.claims
    assert claim.turns
    assert words.finding(claim.findings[0]) == (
        "finding hail2012-cheeks (hail2012tea) changed: no longer counts: Its study was retracted"
    )


def test_a_new_finding_counts(site: Site) -> None:
    """Groups before and after, and what it hangs on."""

    def add(s: Site) -> None:
        s.with_pool()

    found = changes(site, add)
    (claim,) = found.claims
    assert [words.finding(f) for f in claim.findings] == [
        "finding thaw2015-hands (thaw2015pool) added: supports"
    ]
    assert "groups and pooled studies support" in told(found)["tea-warms"][0]
    assert [(s.id, s.fate, s.claims) for s in found.studies] == [
        ("thaw2015pool", Fate.ADDED, ("tea-warms",))
    ]
    assert [words.record(r) for r in found.references] == ["thaw2015pool added"]


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
    text = words.finding(found.claims[0].findings[0])
    assert text.startswith("finding hail2012-cheeks (hail2012tea) withdrawn: Read wrongly;")


def test_a_claim_that_keeps_its_former_id_is_renamed(site: Site) -> None:
    """Not one gone and one new."""

    def rename(s: Site) -> None:
        s.move(CLAIM, "claims/trade/hot-tea.yml")
        file = "claims/trade/hot-tea.yml"
        s.change(file, "id: tea-warms\n", "id: hot-tea\nformer_ids: [tea-warms]\n")

    (claim,) = changes(site, rename).claims
    assert (claim.id, claim.former, claim.moves) == ("hot-tea", "tea-warms", False)
    assert words.fate(claim) == "renamed from tea-warms; moved from the topic warmth to trade"


def test_a_renamed_claim_that_forgets_its_former_id_is_told_so(site: Site) -> None:
    """Its old address would lead nowhere."""

    def rename(s: Site) -> None:
        s.move(CLAIM, "claims/warmth/hot-tea.yml")
        s.change("claims/warmth/hot-tea.yml", "id: tea-warms\n", "id: hot-tea\n")

    fates = {c.id: words.fate(c) for c in changes(site, rename).claims}
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
    found = compare(EMPTY, state(site))
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
    assert words.fate(gone) == "the claim was taken out; its address leads to tea-warms now"
