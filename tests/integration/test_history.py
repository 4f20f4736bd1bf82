"""A site's past, folded from git repositories that are written here commit by commit."""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from tests.history import Repo
from tests.integration.conftest import Edit, Run

from claimcards.build import BuiltSite, SiteSettings, build_site
from claimcards.changes.history import KEPT, NO_GIT, read_history
from claimcards.pages.history import EventKind, PastExtent, PastHistory

CARD = "content/claims/body/body-awake.yml"
DINNER = "content/claims/safety/dinner-harmless.yml"
IRIS = "content/studies/iris2021dinner.yml"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def repo(project: Path) -> Repo:
    """The second site with one commit."""
    made = Repo(project).start()
    made.commit("Add the site")
    return made


def past(folder: Path) -> PastHistory:
    """The history of a project."""
    return read_history(folder, folder / "content", lambda _: None)


def retract(repo: Repo, subject: str = "Mark a retraction") -> str:
    """Commit the retraction of a study on which a verdict hangs."""
    card = repo.folder / IRIS
    text = card.read_text(encoding="utf-8")
    card.write_text(f"{text}standing: {{status: retracted, because: Made up.}}\n", encoding="utf-8")
    return repo.commit(subject)


def site_of(folder: Path, **more: Any) -> BuiltSite:
    """The pages of a project with its history."""
    settings = SiteSettings(folder, folder / "content", **more)
    return build_site(settings, past(folder))


def page(site: BuiltSite, uri: str) -> str:
    """The Markdown of one page."""
    return next(p.markdown for p in site.pages if p.uri == uri)


def test_the_first_commit_publishes_every_claim(repo: Repo) -> None:
    """Each with the word that a reader met."""
    found = past(repo.folder)
    assert found.extent is PastExtent.WHOLE
    (moment,) = found.moments
    assert (moment.day, moment.reason) == ("2026-01-01", "Add the site")
    assert {event.kind for event in moment.events} == {EventKind.FIRST}
    assert len(moment.events) == 7


def test_each_step_tells_what_moved_and_the_newest_comes_first(repo: Repo, edit: Edit) -> None:
    """A text that was mended is counted, not listed; a commit elsewhere is not even counted."""
    edit(repo.folder / CARD, "Trials agree on it.", "Trials agree.")
    repo.commit("Mend a typo")
    (repo.folder / "elsewhere.txt").write_text("x", encoding="utf-8")
    repo.commit("Work elsewhere")
    commit = retract(repo)
    found = past(repo.folder)
    assert [m.reason for m in found.moments] == ["Mark a retraction", "Add the site"]
    assert (found.quiet, found.moments[0].commit) == (1, commit)
    (event,) = (e for e in found.moments[0].events if e.claim == "dinner-harmless")
    assert event.turned
    assert event.lines[0].startswith("the headline turns from")
    assert event.lines[-1] == "1 finding no longer counted: Its study was retracted"


def test_a_branch_that_was_merged_counts_once_with_its_title(repo: Repo) -> None:
    """By first parents; GitHub's merge says in its second line what it is about."""
    repo.git("switch", "--quiet", "--create", "topic")
    retract(repo, "Try something")
    repo.git("switch", "--quiet", "main")
    repo.day += 1
    repo.git(
        "merge", "--quiet", "--no-ff", "topic",
        "--message", "Merge pull request #7 from x/topic\n\nMark a retraction",
    )  # fmt: skip
    assert [m.reason for m in past(repo.folder).moments] == ["Mark a retraction", "Add the site"]


def test_a_renamed_claim_keeps_its_past(repo: Repo, edit: Edit) -> None:
    """What it did under its old id is told on its new page."""
    retract(repo)
    new = repo.folder / "content/claims/safety/dinner-safe.yml"
    (repo.folder / DINNER).rename(new)
    edit(new, "id: dinner-harmless\n", "id: dinner-safe\nformer_ids: [dinner-harmless]\n")
    edit(repo.folder / CARD, "claim: dinner-harmless", "claim: dinner-safe")
    repo.commit("Rename a claim")
    site = site_of(repo.folder, site_url="https://coffee.example/", site_name="Coffee")
    text = page(site, "claims/dinner-safe.md")
    for reason in ("Add the site", "Mark a retraction", "Rename a claim"):
        assert reason in text
    assert "claims/dinner-safe/" in page(site, "changes.md")
    assert "claims/dinner-harmless/" not in page(site, "changes.md")
    old = ET.fromstring(site.files["claims/dinner-harmless/feed.xml"])
    new_feed = ET.fromstring(site.files["claims/dinner-safe/feed.xml"])
    assert [e.findtext(f"{ATOM}title") for e in old.findall(f"{ATOM}entry")] == [
        e.findtext(f"{ATOM}title") for e in new_feed.findall(f"{ATOM}entry")
    ]
    # Who follows the old address has read these entries under these ids.
    assert "claims/dinner-harmless" in old.findtext(f"{ATOM}entry/{ATOM}id", "")


def test_a_commit_that_cannot_be_read_is_passed_over(repo: Repo, edit: Edit) -> None:
    """What it did shows with the next that can; nothing is invented, nothing is lost."""
    edit(repo.folder / CARD, "id: body-awake\n", "id: [body-awake\n")
    retract(repo, "Break a card and mark a retraction")
    edit(repo.folder / CARD, "id: [body-awake\n", "id: body-awake\n")
    repo.commit("Mend the card")
    found = past(repo.folder)
    assert found.passed == 1
    assert [m.reason for m in found.moments] == ["Mend the card", "Add the site"]
    assert [m.said for m in found.moments] == [
        "Mend the card (and what could not be read before it: Break a card and mark a retraction)",
        "Add the site",
    ]
    assert "dinner-harmless" in [event.claim for event in found.moments[0].events]
    assert all(e.kind is not EventKind.FIRST for e in found.moments[0].events)


@pytest.mark.parametrize("second", [999_999_999_999, 2**62])
def test_a_commit_from_a_far_future_is_dated_on_the_last_day(repo: Repo, second: int) -> None:
    """A clock that went wrong once, or a joke, must not stop every build from then on."""
    retract(repo)
    made = repo.folder / "commit.txt"
    found = repo.git("cat-file", "commit", "HEAD")
    made.write_text(re.sub(r"> \d+ ", f"> {second} ", found), encoding="utf-8")
    repo.git("update-ref", "HEAD", repo.git("hash-object", "-t", "commit", "-w", "commit.txt"))
    site = site_of(repo.folder, site_url="https://coffee.example/", site_name="Coffee")
    assert past(repo.folder).moments[0].stamp == "9999-12-31T23:59:59Z"
    assert "Mark a retraction" in page(site, "changes.md")


def test_a_past_that_begins_unreadable_is_cut_there(project: Path, edit: Edit) -> None:
    """The first content that can be read is not called the first published."""
    edit(project / CARD, "id: body-awake\n", "id: [body-awake\n")
    repo = Repo(project).start()
    repo.commit("Begin with a broken card")
    edit(project / CARD, "id: [body-awake\n", "id: body-awake\n")
    repo.commit("Mend it")
    found = past(project)
    assert (found.extent, found.moments, found.passed) == (PastExtent.CUT, (), 1)
    assert "older content cannot be read" in page(site_of(project), "changes.md")


def test_a_shallow_clone_is_cut_and_invents_nothing(repo: Repo, tmp_path: Path, edit: Edit) -> None:
    """What lies before is said to be unknown; what lies after is told."""
    edit(repo.folder / CARD, "Trials agree on it.", "Trials agree.")
    oldest = repo.commit("Mend a typo")
    retract(repo)
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth", "2", repo.folder.as_uri(), str(clone))
    found = past(clone)
    assert found.extent is PastExtent.CUT
    assert found.start is not None
    assert found.start.commit == oldest
    assert [m.reason for m in found.moments] == ["Mark a retraction"]
    assert not [e for m in found.moments for e in m.events if e.kind is EventKind.FIRST]
    text = page(site_of(clone), "claims/body-awake.md")
    assert "History is cut" in text
    assert "First published" not in text


def test_without_git_or_a_repository_history_is_not_available(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages say so without a word of the machine; the reason goes to the log."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    told: list[str] = []
    found = read_history(project, project / "content", told.append)
    assert (found.extent, found.why) == (PastExtent.ABSENT, NO_GIT)
    assert "lies in no git repository" in told[0]
    site = site_of(project)
    for uri in ("changes.md", "claims/body-awake.md"):
        assert f"History not available&#58; {NO_GIT}." in page(site, uri)
        assert str(project) not in page(site, uri)
    monkeypatch.setenv("PATH", str(project))
    read_history(project, project / "content", told.append)
    assert "git was not found" in told[-1]


def test_what_was_folded_is_kept_and_gives_the_same(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second reading asks git for no file; a broken or foreign file costs time only."""
    retract(repo)
    first = past(repo.folder)
    kept = repo.folder / ".git" / KEPT
    text = kept.read_text(encoding="utf-8")

    def refuse(*_: object) -> None:
        raise AssertionError("folded again")

    with monkeypatch.context() as patch:
        patch.setattr("claimcards.changes.git.Repository.folder", refuse)
        assert past(repo.folder) == first
    for broken in (
        "",
        "[]",
        "[" * 100_000,
        '{"code": "x", "steps": {}}',
        text.replace('"kind"', '"sort"'),
        text.replace("Made up", "Made well"),
        text.replace("body-awake", "body-asleep"),
        text.replace('"lines": [', '"lines": [1, '),
    ):
        kept.write_text(broken, encoding="utf-8")
        assert past(repo.folder) == first
    shutil.rmtree(kept.parent)
    kept.parent.write_text("in the way", encoding="utf-8")
    assert past(repo.folder) == first


def test_a_past_that_comes_with_a_commit_is_not_believed(repo: Repo) -> None:
    """Whatever a pull request lays into the project: only what git knows is told."""
    retract(repo)
    first = past(repo.folder)
    text = (repo.folder / ".git" / KEPT).read_text(encoding="utf-8")
    forged = text.replace("body-awake", "dinner-harmless")
    for place in (f".cache/{KEPT}", KEPT):
        (repo.folder / place).parent.mkdir(parents=True)
        (repo.folder / place).write_text(forged, encoding="utf-8")
    repo.commit("Lay a past into the project")
    shutil.rmtree(repo.folder / ".git" / "claimcards")
    assert past(repo.folder) == first


def test_what_was_folded_lies_in_gits_own_folder(repo: Repo, tmp_path: Path) -> None:
    """Also in a work tree beside it; nothing of it lies in the project."""
    other = tmp_path / "other"
    repo.git("worktree", "add", "--quiet", str(other))
    assert past(other) == past(repo.folder)
    assert not list(other.rglob("history.json"))
    assert not [p for p in repo.folder.rglob("history.json") if ".git" not in p.parts]
    assert repo.git("status", "--porcelain") == ""


def test_a_new_commit_folds_itself_only(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two states are read: the one before and its own."""
    past(repo.folder)
    retract(repo)
    read: list[str] = []
    from claimcards.changes.git import Repository

    real = Repository.folder

    def counted(self: Repository, commit: str, path: str) -> object:
        read.append(commit)
        return real(self, commit, path)

    monkeypatch.setattr(Repository, "folder", counted)
    past(repo.folder)
    assert len(read) == 2
    assert len(json.loads((repo.folder / ".git" / KEPT).read_text(encoding="utf-8"))["steps"]) == 2


def test_hostile_subjects_do_nothing(repo: Repo) -> None:
    """On pages they are escaped; in feeds they are text."""
    subject = "<script>alert(1)</script> [x](javascript:1) {#id} ]]> & <!-- claimcards: board -->"
    retract(repo, subject)
    site = site_of(repo.folder, site_url="https://coffee.example/")
    for uri in ("changes.md", "claims/dinner-harmless.md"):
        assert "<script>alert" not in page(site, uri)
        assert "](javascript" not in page(site, uri)
        assert "claimcards: board" not in page(site, uri)
    assert "<script" not in site.inserts["changes"].markdown("")
    feed = ET.fromstring(site.files["changes/feed.xml"])
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == subject


def test_a_long_or_invisible_reason_is_cut_and_made_plain(repo: Repo) -> None:
    """No sign that turns text around, no page of words."""
    retract(repo, "\u202eturned \x1b[31m " + "long " * 200)
    site = site_of(repo.folder, site_url="https://coffee.example/")
    title = ET.fromstring(site.files["changes/feed.xml"]).findtext(f"{ATOM}entry/{ATOM}title", "")
    assert title.startswith("turned [31m long")
    assert len(title) == 200
    assert "\u202e" not in page(site, "changes.md")


def test_feeds_are_valid_atom(repo: Repo) -> None:
    """RFC 4287: what a feed and an entry must have, ids that are addresses and never twice."""
    retract(repo)
    site = site_of(repo.folder, site_url="https://coffee.example/site", site_name="Coffee & tea")
    feeds = {uri: text for uri, text in site.files.items() if uri.endswith("feed.xml")}
    assert {"changes/feed.xml", "claims/body-hiccups/feed.xml"} <= feeds.keys()
    seen: list[str] = []
    for uri, text in feeds.items():
        feed = ET.fromstring(text)
        assert feed.tag == f"{ATOM}feed"
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Coffee & tea"
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == f"https://coffee.example/site/{uri}"
        for item in (feed, *feed.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(item.findall(ATOM + name)) == 1
                assert item.findtext(ATOM + name)
            assert item.findtext(f"{ATOM}updated", "").endswith("Z")
            assert item.findtext(f"{ATOM}id", "").startswith("tag:coffee.example,2026:site/")
        entries = [e.findtext(f"{ATOM}id", "") for e in feed.findall(f"{ATOM}entry")]
        assert len(set(entries)) == len(entries)
        seen.append(feed.findtext(f"{ATOM}id", ""))
    assert len(set(seen)) == len(seen)


def test_a_site_without_an_address_has_no_feeds(repo: Repo) -> None:
    """A feed must name itself; no page leads to one that is not there."""
    site = site_of(repo.folder)
    assert not [uri for uri in site.files if uri.endswith("feed.xml")]
    assert "feed.xml" not in page(site, "changes.md")
    assert "feed.xml" not in page(site, "claims/body-awake.md")


def test_the_same_history_gives_the_same_bytes(repo: Repo, tmp_path: Path) -> None:
    """In a clone elsewhere, with nothing kept, as here with everything kept."""
    retract(repo)
    past(repo.folder)
    clone = tmp_path / "another place"
    repo.git("clone", "--quiet", str(repo.folder), str(clone))

    def digest(folder: Path) -> str:
        site = site_of(folder, site_url="https://coffee.example/")
        parts = [p.markdown for p in site.pages] + sorted(site.files.values())
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    assert digest(repo.folder) == digest(clone)


def test_commits_link_to_the_repository_only_by_the_web(repo: Repo) -> None:
    """An address of another kind is no link."""
    commit = past(repo.folder).moments[0].commit
    site = site_of(repo.folder, repo_url="https://git.example/x")
    assert commit in page(site, "changes.md")
    site = site_of(repo.folder, repo_url="javascript:alert(1)//")
    assert commit not in page(site, "changes.md")


def test_the_built_site_names_its_feeds_and_can_switch_history_off(
    repo: Repo, run: Run, edit: Edit
) -> None:
    """In the head of each page; `history: false` leaves the page and says so."""
    retract(repo)
    built = run("-m", "mkdocs", "build", "--strict", cwd=repo.folder)
    assert built.returncode == 0, built.stdout + built.stderr
    site = repo.folder / "site"
    claim = (site / "claims/dinner-harmless/index.html").read_text(encoding="utf-8")
    assert 'type="application/atom+xml"' in claim
    assert 'href="feed.xml"' in claim
    assert 'href="../../changes/feed.xml"' in claim
    assert (site / "claims/dinner-harmless/feed.xml").is_file()
    assert "Mark a retraction" in (site / "changes/index.html").read_text(encoding="utf-8")
    edit(
        repo.folder / "mkdocs.yml",
        "      content: content\n",
        "      content: content\n      history: false\n",
    )
    built = run("-m", "mkdocs", "build", "--strict", cwd=repo.folder)
    assert built.returncode == 0, built.stdout + built.stderr
    off = html.unescape((site / "changes/index.html").read_text(encoding="utf-8"))
    assert "History not available: this site does not keep one." in off


def test_under_serve_history_is_read_once(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saving a card makes no commit."""
    from mkdocs.config import load_config

    from claimcards.plugin import ClaimcardsPlugin

    config = load_config(str(repo.folder / "mkdocs.yml"))
    plugin = config.plugins["claimcards"]
    assert isinstance(plugin, ClaimcardsPlugin)
    plugin.on_startup(command="serve", dirty=False)
    read: list[object] = []

    def note(*given: object) -> PastHistory:
        read.append(given)
        return PastHistory()

    monkeypatch.setattr("claimcards.plugin.read_past", note)
    plugin.on_pre_build(config=config)
    plugin.on_pre_build(config=config)
    assert plugin.site.pages
    assert len(read) == 1


@pytest.mark.parametrize(
    "wrong", ["ended: [true]", "ended: {x: true}", "species: {a: [b]}", "x: ["]
)
def test_a_commit_that_was_reverted_breaks_nothing_for_ever(repo: Repo, wrong: str) -> None:
    """The past holds a card that cannot be typed; the site is built, and says so."""
    before = (repo.folder / IRIS).read_text(encoding="utf-8")
    (repo.folder / IRIS).write_text(f"{before}{wrong}\n", encoding="utf-8")
    repo.commit("Break a card")
    (repo.folder / IRIS).write_text(before, encoding="utf-8")
    repo.commit("Mend it")
    found = past(repo.folder)
    assert found.passed == 1
    assert not site_of(repo.folder).diagnostics


def test_a_defect_of_ours_costs_a_step_and_no_build(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the program cannot bear in an old state is passed over like a card that is broken."""

    def fail(*_: object, **__: object) -> None:
        raise TypeError("unhashable type: 'list'")

    monkeypatch.setattr("claimcards.changes.history.judge_state", fail)
    assert past(repo.folder).passed == 1
