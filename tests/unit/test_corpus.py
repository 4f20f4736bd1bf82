"""From files to a corpus: everything by its id, nothing lost without a word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.unit.small_site import CLAIM, FROST, HAIL, LADDER, OTHER, TOPICS, WORKS, Site

from claimcards.corpus import load_corpus
from claimcards.text.diagnostics import UseError
from claimcards.text.files import relative_path


def test_records_are_found_by_their_ids_in_order(site: Site) -> None:
    """The order of files on the disk cannot show."""
    corpus = site.with_pool().with_other().corpus()
    assert list(corpus.claims) == ["tea-cools", "tea-warms"]
    assert list(corpus.studies) == ["frost2010tea", "hail2012tea", "thaw2015pool"]
    assert list(corpus.references) == sorted(corpus.references)
    assert corpus.topic_of("tea-warms") == "warmth"
    assert [finding.id for _, _, finding in corpus.findings()] == [
        "frost2010-hands",
        "hail2012-cheeks",
        "thaw2015-hands",
    ]


def test_the_vocabulary_keeps_the_order_of_its_files(site: Site) -> None:
    """Topics and rungs are shown as the vocabulary sorts them."""
    words = site.corpus().vocabulary
    assert list(words.topics) == ["warmth", "trade"]
    assert [rung.id for rung in words.ladder][:2] == ["trials", "people"]


def test_places_are_relative_to_the_root(site: Site) -> None:
    """With forward slashes, as GitHub wants them."""
    corpus = site.corpus()
    assert corpus.claims["tea-warms"].file == f"content/{CLAIM}"
    assert str(corpus.words.places["topics", "trade"]) == f"content/{TOPICS}:3:10"


def test_a_broken_card_is_unread_and_not_unknown(site: Site) -> None:
    """Its id is remembered, so that nobody calls it missing."""
    corpus = site.change(HAIL, "design:", "desing: [").corpus()
    assert "hail2012tea" not in corpus.studies
    assert corpus.is_known("studies", "hail2012tea")
    assert not corpus.is_known("studies", "snow2014tea")
    assert not corpus.complete


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (HAIL, "studies/hail2012tea.yaml", "CC013"),
        (HAIL, "studies/hail2012tea.yml.txt", "CC013"),
        (HAIL, "studies/more/hail2012tea.yml", "CC012"),
        (HAIL, "references/hail2012tea.yml", "CC013"),
        (HAIL, "claims/warmth/hail2012tea.yml", "CC012"),
        (WORKS, "studies/works.bib", "CC013"),
        (WORKS, "reference/works.bib", "CC012"),
        (CLAIM, "studies/tea-warms.yml", "CC012"),
        (LADDER, "vocabulary/ladder.yaml", "CC013"),
    ],
)
def test_a_misplaced_file_is_said_once(site: Site, old: str, new: str, code: str) -> None:
    """What it holds does not count, and is not called unknown either."""
    assert [d.code for d in site.with_other().move(old, new).check()] == [code]


@pytest.mark.parametrize("folder", ["claims", "studies", "references", "vocabulary"])
def test_a_misspelt_folder_is_said_once(site: Site, folder: str) -> None:
    """Its cards are not unknown, and it is not missing."""
    for file in [file for file in site.files if file.startswith(folder)]:
        site.move(file, file.replace(folder, f"{folder[:-1]}sy"))
    assert [d.code for d in site.check()] == ["CC012"]


def test_a_key_that_cannot_be_one_is_said_once(site: Site) -> None:
    """The study that means it is not told that its reference is missing."""
    site.change(WORKS, "{hail2012tea,", "{Hail:2012tea,")
    assert [d.code for d in site.check()] == ["CC063"]


def test_a_warning_about_text_leaves_the_card_whole(site: Site) -> None:
    """It asks for a look and refuses nothing."""
    corpus = site.append(HAIL, "model: room #3 of four\n").corpus()
    assert corpus.studies["hail2012tea"].whole


def test_a_sound_corpus_is_complete(site: Site) -> None:
    """Only then is 'unused' known."""
    assert site.corpus().complete


def test_a_card_with_a_broken_part_leaves_the_corpus_incomplete(site: Site) -> None:
    """The part that was lost may hold what seems to be missing."""
    assert not site.change(CLAIM, "value: 0.90", "value: x").corpus().complete


def test_a_vocabulary_file_with_a_broken_word_is_not_read_whole(site: Site) -> None:
    """Its other words stand, and no card is told that its word is unknown."""
    corpus = site.change(LADDER, "label: Trials, ", "").corpus()
    assert "ladder" not in corpus.words.files
    assert corpus.vocabulary.ladder[0].id == "people"


def test_of_two_cards_with_one_id_the_first_is_kept(site: Site) -> None:
    """In the order of paths; the other is named."""
    site.with_other().change(OTHER, "id: tea-cools", "id: tea-warms")
    assert site.corpus().claims["tea-warms"].file == f"content/{OTHER}"


def test_a_broken_entry_costs_only_itself(site: Site) -> None:
    """The other works of the file are there."""
    corpus = site.change(WORKS, "@book{kettle2001book,", "@book{kettle2001book").corpus()
    assert "frost2010tea" in corpus.references
    assert corpus.is_known("references", "kettle2001book")


def test_content_outside_the_root_has_true_places(site: Site) -> None:
    """'../content' is read like any other, and a broken card there is not called unknown."""
    site.change(FROST, "unit: people", "unit: persons").inspect_content()
    root = site.root / "elsewhere"
    root.mkdir()
    corpus, found = load_corpus(root, site.root / "content")
    assert {d.place.file for d in found} == {f"../content/{FROST}"}
    assert corpus.is_known("studies", "frost2010tea")
    (site.root / "content" / FROST).write_text("- no card\n", encoding="utf-8")
    corpus, _ = load_corpus(root, site.root / "content")
    assert "frost2010tea" not in corpus.studies
    assert corpus.is_known("studies", "frost2010tea")


def test_relative_paths() -> None:
    """As diagnostics print them."""
    assert relative_path(Path("/a/b"), Path("/a/b/content")) == "content"
    assert relative_path(Path("/a/b"), Path("/a/content")) == "../content"


def test_without_a_content_folder_loading_is_broken_use(tmp_path: Path) -> None:
    """No content at all is no content problem."""
    with pytest.raises(UseError, match="does not exist"):
        load_corpus(tmp_path, tmp_path / "content")


def test_saving_one_card_types_that_card_only(site: Site) -> None:
    """Files that did not change are kept, typed, from run to run."""
    before = site.corpus()
    after = site.change(HAIL, "n: 200", "n: 201").corpus()
    assert after.claims["tea-warms"] is before.claims["tea-warms"]
    assert after.studies["hail2012tea"] is not before.studies["hail2012tea"]


def test_a_file_that_is_gone_is_gone(site: Site) -> None:
    """Nothing of an earlier run is remembered."""
    site.with_other().inspect_content()
    site.remove(OTHER)
    shutil.rmtree(site.root / "content")
    assert list(site.corpus().claims) == ["tea-warms"]
