"""``claimcards diff`` over real git repositories: what it says, and what it refuses."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.history import Repo
from tests.integration.conftest import Edit, Say

CARD = "content/claims/body/body-awake.yml"
IRIS = "content/studies/iris2021dinner.yml"


@pytest.fixture
def repo(project: Path) -> Repo:
    """The second site with one commit."""
    made = Repo(project).start()
    made.commit("Add the site")
    return made


def refused(result: subprocess.CompletedProcess[str]) -> str:
    """The one line of a use that cannot work."""
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    return result.stderr


def test_an_untouched_tree_says_that_nothing_changed(repo: Repo, say: Say) -> None:
    """And ends well."""
    result = say(repo.folder, "diff", "HEAD")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("the working tree: Nothing changed in the content.\n")


def test_a_typo_fix_says_that_no_verdict_changes(repo: Repo, say: Say, edit: Edit) -> None:
    """Before it is committed and after."""
    edit(repo.folder / CARD, "Trials agree on it.", "The trials agree on it.")
    before = say(repo.folder, "diff", "HEAD").stdout
    repo.commit("Mend a typo")
    after = say(repo.folder, "diff", "HEAD~1", "HEAD").stdout
    for out in (before, after):
        assert "No verdict changes, nor what it rests on." in out
        assert "body-awake: card: plain reworded" in out
        assert "Verdicts:" not in out


def test_a_retraction_is_told_with_its_claims(repo: Repo, say: Say) -> None:
    """The study, the finding that no longer counts, the verdict that falls."""
    card = repo.folder / IRIS
    card.write_text(
        card.read_text(encoding="utf-8")
        + "standing: {status: retracted, because: Its figures were invented.}\n",
        encoding="utf-8",
    )
    out = say(repo.folder, "diff", "HEAD").stdout
    assert "standing stands -> retracted; Its figures were invented; touches dinner-harmless" in out
    assert "dinner-harmless: the headline turns from" in out
    assert "2 -> 1 group disputes" in out
    assert "no longer counts: Its study was retracted" in out


def test_a_broken_card_is_said_at_head_and_at_base(repo: Repo, say: Say, edit: Edit) -> None:
    """Nothing crashes, and the way back is compared as well."""
    edit(repo.folder / CARD, "id: body-awake\n", "id: [body-awake\n")
    repo.commit("Break a card")
    there = say(repo.folder, "diff", "HEAD~1", "HEAD")
    assert there.returncode == 0
    assert "body-awake: in HEAD" in there.stdout
    assert "its card cannot be read" in there.stdout
    assert "New problems:" in there.stdout
    assert "nothing is published until none is left" in there.stdout
    back = say(repo.folder, "diff", "HEAD", "HEAD~1")
    assert "Problems mended:" in back.stdout
    assert "nothing is published" not in back.stdout


def test_links_and_large_files_are_refused_as_on_the_disk(repo: Repo, say: Say) -> None:
    """A revision is read by the rules of the working tree."""
    (repo.folder / "content/studies/link.yml").symlink_to("/etc/passwd")
    (repo.folder / "content/studies/large.yml").write_text("x" * 600_000, encoding="utf-8")
    repo.commit("Add a link and a large file")
    found = json.loads(say(repo.folder, "diff", "HEAD~1", "HEAD", "--format", "json").stdout)
    assert [(p["code"], p["place"]["file"]) for p in found["new_problems"]] == [
        ("CC002", "content/studies/large.yml"),
        ("CC001", "content/studies/link.yml"),
    ]
    here = json.loads(say(repo.folder, "diff", "HEAD~1", "--format", "json").stdout)
    assert here["new_problems"] == found["new_problems"]


def test_the_working_tree_and_its_commit_are_read_alike(repo: Repo, say: Say, edit: Edit) -> None:
    """The same words, whether a change is committed or not."""
    edit(repo.folder / CARD, "direction: mixed", "direction: disputes")
    here = json.loads(say(repo.folder, "diff", "HEAD", "--format", "json").stdout)
    repo.commit("Turn a direction")
    there = json.loads(say(repo.folder, "diff", "HEAD~1", "HEAD", "--format", "json").stdout)
    for found in (here, there):
        del found["base"], found["head"]
    assert here == there
    assert here["claims"][0]["findings"][0]["fields"][0]["path"] == "direction"


def test_nothing_is_checked_out(repo: Repo, say: Say, edit: Edit) -> None:
    """Index, branch and files stay as they are."""
    edit(repo.folder / CARD, "Trials agree on it.", "Trials agree.")
    before = repo.git("status", "--porcelain"), repo.git("rev-parse", "HEAD")
    assert say(repo.folder, "diff", "HEAD", "HEAD").returncode == 0
    assert (repo.git("status", "--porcelain"), repo.git("rev-parse", "HEAD")) == before


def test_a_hook_of_another_worktree_misleads_nobody(
    repo: Repo, say: Say, edit: Edit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git tells a hook by variables where it is; our folder says that itself."""
    other = tmp_path / "other"
    repo.git("worktree", "add", "--quiet", str(other))
    edit(other / CARD, "Trials agree on it.", "Trials agree.")
    Repo(other, day=2).commit("Mend a text there")
    kept = repo.folder / ".git"
    monkeypatch.setenv("GIT_DIR", str(kept))
    monkeypatch.setenv("GIT_INDEX_FILE", str(kept / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(repo.folder))
    monkeypatch.setenv("GIT_PREFIX", "content/")
    result = say(other, "diff", "HEAD")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("the working tree: Nothing changed in the content.\n")


def test_a_project_in_a_folder_with_blanks_and_other_letters(
    coffee: Path, tmp_path: Path, say: Say, edit: Edit
) -> None:
    """The project need not lie at the top of its repository, nor have a plain name."""
    top = tmp_path / "all sites"
    project = shutil.copytree(coffee, top / "Kaffee für ‘alle’ *")
    repo = Repo(top)
    repo.start().commit("Add the site")
    edit(project / CARD, "direction: mixed", "direction: disputes")
    (project / "content/studies/Übung 1.yml").write_text("id: x\n", encoding="utf-8")
    repo.commit("Turn a direction")
    out = say(project, "diff", "HEAD~1", "HEAD").stdout
    assert "direction mixed -> disputes" in out
    assert "Übung 1" in out


def test_a_base_without_content_makes_everything_new(project: Path, say: Say) -> None:
    """It says so, and compares what there is."""
    shutil.move(project / "content", project.parent / "content")
    repo = Repo(project).start()
    repo.commit("Begin")
    shutil.move(project.parent / "content", project / "content")
    repo.commit("Add content")
    out = say(project, "diff", "HEAD~1", "HEAD").stdout
    assert "HEAD~1 (" in out
    assert "has no folder content." in out
    assert "body-awake: new claim, 'Coffee keeps people awake.'" in out
    assert "content; name it with --content" in refused(say(project, "diff", "HEAD~1", "HEAD~1"))


def test_the_way_since_the_branch_left_can_be_asked_for(repo: Repo, say: Say, edit: Edit) -> None:
    """What others did on main meanwhile is not told as undone."""
    repo.git("switch", "--quiet", "--create", "topic")
    edit(repo.folder / CARD, "Trials agree on it.", "Trials agree.")
    repo.commit("Mend a typo")
    repo.git("switch", "--quiet", "main")
    edit(repo.folder / CARD, "direction: mixed", "direction: disputes")
    repo.commit("Turn a direction")
    assert "direction disputes -> mixed" in say(repo.folder, "diff", "main", "topic").stdout
    out = say(repo.folder, "diff", "main", "topic", "--merge-base").stdout
    assert "direction" not in out
    assert "No verdict changes" in out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no-such-branch", "git knows no revision 'no-such-branch' here"),
        ("main..HEAD", "name the two revisions apart"),
        ("main:content", "cannot be the name of a revision"),
        ("", "name a revision"),
        ("a\nb", "cannot be the name"),
        ("$(touch x)", "git knows no revision"),
        ("HEAD^{tree}", "git knows no revision"),
        ("ü" * 300, "git knows no revision"),
    ],
)
def test_a_revision_that_is_none_is_one_line(repo: Repo, say: Say, name: str, words: str) -> None:
    """As base and as head."""
    assert words in refused(say(repo.folder, "diff", name))
    assert words in refused(say(repo.folder, "diff", "HEAD", name))


@pytest.mark.parametrize("name", ["--upload-pack=touch x", "-h", "--output=x", "-"])
def test_a_revision_like_an_option_is_refused(repo: Repo, say: Say, name: str) -> None:
    """Even where the shell's '--' lets it pass our own options."""
    assert "begins with a hyphen" in refused(say(repo.folder, "diff", "--", name))
    assert not (repo.folder / "x").exists()


def test_a_shallow_clone_says_how_to_get_the_rest(repo: Repo, say: Say, tmp_path: Path) -> None:
    """Where the base is not there."""
    repo.commit("Another")
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth", "1", repo.folder.as_uri(), str(clone))
    line = refused(say(clone, "diff", "HEAD~1"))
    assert "git fetch --unshallow" in line


def test_outside_git_and_without_git(
    project: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each says what to do."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    assert "lies in no git repository" in refused(say(project, "diff", "HEAD"))
    monkeypatch.setenv("PATH", str(project))
    assert "git was not found" in refused(say(project, "diff", "HEAD"))


def test_content_outside_the_repository_is_refused(repo: Repo, say: Say) -> None:
    """git cannot be asked for it."""
    line = refused(say(repo.folder, "diff", "HEAD", "HEAD", "--content", "../elsewhere"))
    assert "lies outside" in line


def test_a_repository_without_a_commit(project: Path, say: Say) -> None:
    """HEAD names nothing yet."""
    Repo(project).start()
    assert "git knows no revision 'HEAD'" in refused(say(project, "diff", "HEAD"))
