"""The workflows: what they may do, and their steps run by hand as they stand."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.integration import workflows
from tests.integration.workflows import EXPRESSION, ROOT, WORKFLOWS, Step, git, program, read

from claimcards import __version__
from claimcards.desk.forms import make_forms, write_form_yaml
from claimcards.inspection import inspect_content

CANNOT = {
    "checks.yml: Run the tests that the change needs": "it runs this very suite",
    "release.yml: Run the whole test suite": "it runs this very suite",
    "standards.yml: Let the judges look at the built site": "it installs npm packages; the suite "
    "itself asks axe, the console and all links",
    "watch.yml: Ask the registries about every reference": "it asks registries over the network; "
    "tests/unit/registries runs the same code against a local server",
    "watch.yml: Ask for new records on each claim": "it asks a registry over the network, too",
}
"""Steps that are not run here, each with its reason. Every other one is."""

EXPRESSIONS = {
    "github.event.pull_request.base.sha || format('origin/{0}', "
    "github.event.repository.default_branch)": "origin/main",
    "github.server_url": "https://github.com",
    "github.repository": "guest/evidence",
    "steps.pages.outputs.base_url": "https://guest.example/evidence",
    "github.ref_name": f"v{__version__}",
    "github.token": "not-a-secret",
    "github.event.issue.number": "12",
    "github.event_name": "pull_request",
    "toJSON(needs)": json.dumps(
        {job: {"result": "success", "outputs": {}} for job in ("content", "preview", "test")}
    ),
}
"""What GitHub puts in the place of each expression, here."""

ALONE = {
    "publish.yml: Check the content and build the site": "test_a_fork_publishes",
    "checks.yml: Say what the change does": "test_a_pull_request_is_told",
}
"""Steps that a test of their own runs, because it looks at what they made."""

STEPS = {str(step): step for step in workflows.steps()}
RUNNABLE = [step for name, step in STEPS.items() if name not in {*CANNOT, *ALONE}]
CARD = "content/claims/efficacy/efficacy-kidney.yml"


@pytest.fixture(scope="module")
def original(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """A copy of the project in git, made once."""
    return once("workflows", workflows.clone)


@pytest.fixture
def project(original: Path, tmp_path: Path) -> Path:
    """A copy of the project in which a step may do what it wants; 'gh' writes down its words."""
    folder = tmp_path / "all"
    shutil.copytree(original, folder, symlinks=True)
    made = folder / "project"
    git(made, "remote", "set-url", "origin", str(folder / "remote"))
    (folder / "bin").mkdir()
    log = folder / "gh.log"
    program(
        folder / "bin" / "gh",
        f'printf "%s\\n" "$*" >> "{log}"\n'
        '[ "$2" = list ] && echo "$KNOWN"; [ "$2" = view ] && echo "$SAID"; true',
    )
    (made / "report").mkdir()
    for name in ("standing", "literature", "draft"):
        (made / "report" / f"{name}.md").write_text("What was found.\n", encoding="utf-8")
    for folder_name in ("release", "dist"):
        (made / folder_name).mkdir()
        (made / folder_name / "a.zip").write_bytes(b"x")
    return made


def env_of(step: Step, project: Path) -> dict[str, str]:
    """The step's variables with GitHub's values, and the files that GitHub gives it."""
    env = {key: EXPRESSION.sub(lambda m: EXPRESSIONS[m[1]], v) for key, v in step.env.items()}
    event = project.parent / "event.json"
    issue = {"number": 12, "created_at": "2026-11-20T00:00:00Z", "body": filled()}
    told = {"issue": issue, "workflow_run": {"event": "push"}}
    event.write_text(json.dumps(told), encoding="utf-8")
    files = {name: str(project.parent / name) for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    repository = {"GITHUB_REPOSITORY": "guest/evidence", "GITHUB_EVENT_PATH": str(event)}
    return {**repository, **files, "GITHUB_ACTIONS": "true", **env}


def filled(study: str = "liu2020aki") -> str:
    """A form that proposes evidence, filled in."""
    given = {
        "claim": "efficacy-kidney",
        "study": study,
        "what": "Creatinine fell; $(touch hacked) `id` ${{ secrets.TOKEN }}",
        "locator": "Abstract",
        "outcome": "Creatinine",
        "direction": "It supports the claim",
        "depth": "The abstract",
        "conflicts": "None",
    }
    vocabulary = inspect_content(ROOT, ROOT / "content").corpus.vocabulary
    form = next(f for f in make_forms(vocabulary) if f.id == "propose-evidence")
    parts = (f"### {q.label}\n\n{given.get(q.id) or '_No response_'}" for q in form.questions)
    return "\n\n".join(parts)


def change(project: Path, old: str, new: str) -> None:
    """Commit one change of a card."""
    card = project / CARD
    text = card.read_text(encoding="utf-8")
    assert old in text
    card.write_text(text.replace(old, new, 1), encoding="utf-8")
    git(project, "commit", "--quiet", "--all", "--message", "Change")


@pytest.mark.parametrize("step", RUNNABLE, ids=str)
def test_a_step_runs_by_hand_as_it_stands(step: Step, project: Path) -> None:
    """With the variables that GitHub sets, and with nothing else of it."""
    change(project, "MSC exosomes improve", "MSC exosomes mend")
    if "propose" in step.run:
        (project / "content/pages/index.md").write_text("# Changed\n", encoding="utf-8")
    done = workflows.run(step.run, project, env_of(step, project))
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (project / "hacked").exists()


def test_the_table_of_steps_that_are_not_run_names_steps_that_exist() -> None:
    """A step that is gone, or was renamed, leaves the table, too; each has a name of its own."""
    names = [str(step) for step in workflows.steps()]
    assert set(names) >= {*CANNOT, *ALONE}
    assert all(any(name in test for test in globals()) for name in ALONE.values())
    assert len(set(names)) == len(names)
    assert all(step.name for step in workflows.steps())


def test_a_pull_request_is_told_what_it_does(project: Path) -> None:
    """In the summary as Markdown, in the artifact as text."""
    change(project, "MSC exosomes improve", "MSC exosomes mend")
    step = STEPS["checks.yml: Say what the change does"]
    done = workflows.run(step.run, project, env_of(step, project))
    assert done.returncode == 0, done.stderr
    summary = (project.parent / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")
    artifact = (project / "report/diff.txt").read_text(encoding="utf-8")
    assert "efficacy-kidney" in html.unescape(summary)
    assert "efficacy-kidney" in artifact


def test_a_broken_card_is_annotated_on_its_line(project: Path) -> None:
    """The job fails, and each problem is a command that GitHub shows at its place."""
    change(project, "direction: supports", "direction: suports")
    step = next(s for s in RUNNABLE if s.name == "Say every problem on its line")
    done = workflows.run(step.run, project, env_of(step, project))
    text = (project / CARD).read_text(encoding="utf-8")
    line = text[: text.index("direction: suports")].count("\n") + 1
    assert done.returncode != 0
    assert f"::error file={CARD},line={line}," in done.stdout


def shown(path: Path) -> str:
    """A page as a browser reads it, its references to characters resolved."""
    return html.unescape(path.read_text(encoding="utf-8"))


def test_a_fork_publishes_under_its_own_address(project: Path) -> None:
    """No file is edited: links to itself and to its cards come from the workflow's variables."""
    step = STEPS["publish.yml: Check the content and build the site"]
    assert workflows.run(step.run, project, env_of(step, project)).returncode == 0
    page = shown(project / "site/claims/efficacy-kidney/index.html")
    assert 'href="https://guest.example/evidence/claims/efficacy-kidney/"' in page
    assert f"https://github.com/guest/evidence/edit/main/{CARD}" in page
    found = {
        str(path.relative_to(project))
        for path in (project / "site").rglob("*.html")
        if re.search(r"claimcards\.github\.io|github\.com/claimcards", shown(path))
    }
    assert found == set()


def test_a_build_without_an_address_has_no_wrong_link(project: Path) -> None:
    """On one's own machine: strict, and simply without what needs an address."""
    done = workflows.run(".venv/bin/mkdocs build --strict", project, {})
    assert done.returncode == 0, done.stderr
    page = shown(project / "site/claims/efficacy-kidney/index.html")
    assert 'rel="canonical"' not in page
    assert "/edit/main" not in page
    assert "issues/new" not in page


def test_a_failed_build_leaves_the_last_site(project: Path) -> None:
    """What is published stays until there is something better."""
    (project / "site").mkdir()
    (project / "site/index.html").write_text("the last one", encoding="utf-8")
    change(project, "direction: supports", "direction: suports")
    assert workflows.run("make site", project, {}).returncode != 0
    assert (project / "site/index.html").read_text(encoding="utf-8") == "the last one"


# What each change needs of the test suite.


def suite(project: Path, base: str) -> str:
    """What .ci/suite says."""
    return workflows.run(".ci/suite", project, {"BASE": base}).stdout.strip()


def test_cards_alone_need_the_tests_of_the_content(project: Path) -> None:
    """So that a change of content is answered within minutes."""
    change(project, "MSC exosomes improve", "MSC exosomes mend")
    assert suite(project, "origin/main") == "prove-content"


def test_everything_else_needs_all_tests(project: Path) -> None:
    """Code beside cards, no change at all, and every doubt."""
    assert suite(project, "origin/main") == "test"
    assert suite(project, "no-such-branch") == "test"
    assert suite(project, "") == "test"
    assert suite(project, "--output=hacked") == "test"
    change(project, "MSC exosomes improve", "MSC exosomes mend")
    (project / "mkdocs.yml").write_text("x", encoding="utf-8")
    git(project, "commit", "--quiet", "--all", "--message", "More")
    assert suite(project, "origin/main") == "test"


@pytest.mark.parametrize(
    "edit",
    [
        "echo '# more' >> content/vocabulary/topics.yml",
        f"git rm --quiet {CARD}",
        f"git mv {CARD} content/claims/efficacy/efficacy-kidneys.yml",
    ],
)
def test_words_and_cards_that_go_need_all_tests(project: Path, edit: str) -> None:
    """The issue forms are made of the vocabulary, and tests of the site name cards."""
    assert workflows.run(edit, project, {}).returncode == 0
    git(project, "commit", "--quiet", "--all", "--message", "Change")
    assert suite(project, "origin/main") == "test"


@pytest.mark.parametrize("target", ["test", "prove-content"])
def test_what_the_suite_is_asked_for_is_a_target(target: str) -> None:
    """Otherwise make would fail on every pull request."""
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


# The gate.


def gate(results: Mapping[str, str], event: str = "pull_request") -> int:
    """The exit code of the gate for these results."""
    needs = {job: {"result": result} for job, result in results.items()}
    env = {"NEEDS": json.dumps(needs), "EVENT": event}
    return subprocess.run(
        [sys.executable, ROOT / ".ci/gate.py"], env=env, check=False, capture_output=True
    ).returncode


def test_the_gate_opens_only_where_everything_has_passed() -> None:
    """A job that failed, was cancelled or was skipped without right keeps it shut."""
    good = {"content": "success", "preview": "success", "test": "success"}
    assert gate(good) == 0
    for result in ("failure", "cancelled", "skipped", ""):
        for job in good:
            assert gate({**good, job: result}) == 1
    assert gate({}) == 1


def test_a_job_that_was_rightly_skipped_is_no_failure() -> None:
    """What is pushed to main needs no preview; the tests are never skipped."""
    assert gate({"content": "success", "preview": "skipped", "test": "success"}, "push") == 0
    assert gate({"content": "success", "preview": "failure", "test": "success"}, "push") == 1
    assert gate({"content": "success", "preview": "success", "test": "skipped"}, "push") == 1


def test_the_gate_needs_every_other_job() -> None:
    """A new job that it did not wait for would check nothing."""
    found = read(ROOT / ".github/workflows/checks.yml")["jobs"]
    assert set(found["gate"]["needs"]) == set(found) - {"gate"}
    assert found["gate"]["if"] == "${{ always() }}"


# Pull requests and issues that our own workflows write.


def said(project: Path) -> list[str]:
    """What 'gh' was asked for."""
    log = project.parent / "gh.log"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def propose(project: Path, known: str = "") -> subprocess.CompletedProcess[str]:
    """Propose the changes of the content on a branch."""
    words = '.ci/propose watch/standing "Renew" report/standing.md content'
    return workflows.run(words, project, {"KNOWN": known})


def test_a_change_is_proposed_on_a_branch_of_its_own(project: Path) -> None:
    """Only what lies below the named paths; main stays; the checks are started."""
    (project / "content/pages/index.md").write_text("# New\n", encoding="utf-8")
    (project / "README.md").write_text("not this\n", encoding="utf-8")
    done = propose(project)
    assert done.returncode == 0, done.stderr
    remote = project.parent / "remote"
    changed = git(remote, "diff", "--name-only", "main", "watch/standing").split()
    assert changed == ["content/pages/index.md"]
    assert said(project)[-2].startswith("pr create --head watch/standing --base main")
    assert said(project)[-1] == "workflow run checks.yml --ref watch/standing"


def test_nothing_changed_proposes_nothing(project: Path) -> None:
    """No empty pull request each week."""
    done = propose(project)
    assert (done.returncode, done.stdout) == (0, "Nothing changed; nothing is proposed.\n")
    assert said(project) == []


def test_a_pull_request_is_renewed_in_place(project: Path) -> None:
    """The second week changes the first one's."""
    for word in ("one", "two"):
        git(project, "switch", "--quiet", "main")
        (project / "content/pages/index.md").write_text(f"# {word}\n", encoding="utf-8")
        done = propose(project, known="7")
        assert done.returncode == 0, done.stderr
    assert "pr edit 7 --title Renew --body-file report/standing.md" in said(project)
    held = git(project.parent / "remote", "show", "watch/standing:content/pages/index.md")
    assert held == "# two\n"


def test_a_branch_on_which_somebody_worked_is_left_alone(project: Path) -> None:
    """Their commits would be lost."""
    git(project, "switch", "--quiet", "--create", "watch/standing")
    change(project, "MSC exosomes improve", "MSC exosomes mend")
    git(project, "push", "--quiet", "origin", "watch/standing")
    theirs = git(project.parent / "remote", "rev-parse", "watch/standing")
    git(project, "switch", "--quiet", "main")
    (project / "content/pages/index.md").write_text("# New\n", encoding="utf-8")
    done = propose(project)
    assert done.returncode == 1
    assert "Somebody has worked on the branch" in done.stdout
    assert git(project.parent / "remote", "rev-parse", "watch/standing") == theirs


def elsewhere(project: Path) -> str:
    """Somebody's commit, which the remote has on a branch of its own; main is as it was."""
    git(project, "switch", "--quiet", "--create", "theirs")
    change(project, "MSC exosomes improve", "MSC exosomes mend")
    git(project, "push", "--quiet", "origin", "theirs")
    git(project, "switch", "--quiet", "main")
    (project / "content/pages/index.md").write_text("# New\n", encoding="utf-8")
    return git(project.parent / "remote", "rev-parse", "theirs").strip()


def git_that(project: Path, when: str, what: str) -> None:
    """A git of which one command does something of its own."""
    real = f'"{shutil.which("git")}"'
    what = what.replace("git ", f"{real} ")
    text = f'if [ "$1" = {when} ]; then {what}; fi\nexec {real} "$@"'
    program(project.parent / "bin" / "git", text)


@pytest.mark.parametrize("asked", ["ls-remote", "fetch"])
def test_a_branch_that_could_not_be_looked_at_is_left_alone(project: Path, asked: str) -> None:
    """No answer is not the answer that there is no such branch."""
    theirs = elsewhere(project)
    remote = project.parent / "remote"
    git(remote, "update-ref", "refs/heads/watch/standing", theirs)
    git_that(project, asked, "exit 128")
    assert propose(project).returncode != 0
    assert git(remote, "rev-parse", "watch/standing").strip() == theirs
    assert said(project) == ["auth setup-git"]


def test_what_somebody_pushes_meanwhile_is_not_lost(project: Path) -> None:
    """Between the look at the branch and the push, too."""
    theirs = elsewhere(project)
    remote = project.parent / "remote"
    git_that(project, "push", f'git -C "{remote}" update-ref refs/heads/watch/standing {theirs}')
    assert propose(project).returncode != 0
    assert git(remote, "rev-parse", "watch/standing").strip() == theirs


def test_one_issue_gathers_what_is_new_until_it_is_closed(project: Path) -> None:
    """Not one issue each week, and no list is overwritten that nobody has read yet."""
    words = '.ci/report-issue "New literature" report/literature.md'
    body = "--body-file report/literature.md"
    assert workflows.run(words, project, {"KNOWN": ""}).returncode == 0
    assert said(project)[-1] == f"issue create --title New literature {body}"
    assert workflows.run(words, project, {"KNOWN": "9"}).returncode == 0
    assert said(project)[-1] == f"issue comment 9 {body}"


def test_nothing_new_writes_no_issue(project: Path) -> None:
    """An empty report is a week without news."""
    (project / "report/literature.md").write_text("", encoding="utf-8")
    words = '.ci/report-issue "New literature" report/literature.md'
    assert workflows.run(words, project, {}).stdout == "Nothing to report.\n"
    assert said(project) == []


def test_a_long_list_is_cut_between_lines(project: Path) -> None:
    """GitHub would refuse all of it."""
    (project / "report/literature.md").write_text(
        "x" + "é" * 99 + ("\n" + "é" * 99) * 400, encoding="utf-8"
    )
    words = '.ci/report-issue "New literature" report/literature.md'
    assert workflows.run(words, project, {"KNOWN": "", "GITHUB_RUN_ID": ""}).returncode == 0
    cut = (project / "report/literature.md.cut").read_text(encoding="utf-8")
    assert cut.endswith("\n" + "é" * 99 + "\n\n\n(cut here; the run has the whole list)\n")
    assert len(cut.encode()) < 60_100


def test_the_watch_goes_on_from_its_last_run_by_schedule(project: Path) -> None:
    """A run that a pull request started could have left anything under that name."""
    words = ".ci/last-state literature report"
    done = workflows.run(words, project, {"KNOWN": "41"})
    assert done.stdout.endswith("Going on from run 41.\n")
    assert "--event schedule" in said(project)[0]
    assert said(project)[1] == "run download 41 --name literature --dir report"
    done = workflows.run(words, project, {"KNOWN": ""})
    assert done.stdout == "Nothing is remembered: this is a first run.\n"


@pytest.mark.parametrize(
    ("code", "ends", "kept"), [(0, 0, ""), (1, 0, "news\n"), (2, 2, "news\n"), (3, 0, "news\n")]
)
def test_a_watch_fails_only_where_it_was_used_wrongly(
    project: Path, code: int, ends: int, kept: str
) -> None:
    """News is no failure, nor is a registry that did not answer; no news is an empty report."""
    program(project / ".venv/bin/claimcards", f"echo news; exit {code}")
    done = workflows.run("make watch-literature", project, {})
    assert done.returncode == ends, done.stderr
    assert (project / "report/literature.md").read_text(encoding="utf-8") == kept
    assert ("::warning::" in done.stdout) == (code == 3)


def test_what_an_issue_does_not_list_is_kept_with_the_run(project: Path) -> None:
    """The records themselves: the memory holds their ids alone, and calls them shown."""
    program(project / ".venv/bin/claimcards", 'echo "$*"; exit 1')
    assert workflows.run("make watch-literature", project, {}).returncode == 0
    asked = (project / "report/literature.md").read_text(encoding="utf-8")
    (kept,) = re.findall(r"--json (\S+)", asked)
    steps = read(ROOT / ".github/workflows/watch.yml")["jobs"]["literature"]["steps"]
    assert kept in steps[-1]["with"]["path"].split()


def test_an_issue_leads_to_the_run_that_wrote_it(project: Path) -> None:
    """There lies what it does not list."""
    run = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "guest/evidence"}
    words = '.ci/report-issue "New literature" report/literature.md && cat report/literature.md'
    done = workflows.run(words, project, {**run, "KNOWN": "", "GITHUB_RUN_ID": "41"})
    link = "Written by [this run](https://github.com/guest/evidence/actions/runs/41)."
    assert done.stdout == f"What was found.\n\n{link}\n"


def test_an_issue_is_not_told_the_same_again(project: Path) -> None:
    """What waits for somebody waits quietly."""
    words = '.ci/report-issue "Standing of studies" report/standing.md'
    done = workflows.run(words, project, {"KNOWN": "9", "SAID": "true"})
    assert (done.returncode, done.stdout) == (0, "Issue 9 says so already.\n")
    assert not any(word.startswith(("issue comment", "issue create")) for word in said(project))


@pytest.mark.parametrize("written", [False, True])
def test_a_standing_that_no_card_could_take_becomes_an_issue(project: Path, written: bool) -> None:
    """A wrong DOI, or a work without a study card; with a change it stands in the pull request."""
    if written:
        (project / "content/pages/index.md").write_text("# Changed\n", encoding="utf-8")
    step = STEPS["watch.yml: Tell what could not be written"]
    done = workflows.run(step.run, project, {**env_of(step, project), "KNOWN": ""})
    assert done.returncode == 0, done.stderr
    created = [word for word in said(project) if word.startswith("issue create")]
    assert len(created) == (not written)


@pytest.mark.parametrize("code", [0, 1])
def test_a_proposed_study_is_asked_for_without_a_shell_reading_its_name(
    project: Path, code: int
) -> None:
    """Registries make its card; where they cannot, the draft has a blank and is written still."""
    step = STEPS["draft.yml: Write the draft"]
    env = env_of(step, project)
    issue = {"number": 1, "created_at": "2026-11-20T00:00:00Z"}
    body = filled("https://doi.org/10.9999/a*[b]~!?x#y$(touch hacked)")
    event = Path(env["GITHUB_EVENT_PATH"])
    event.write_text(json.dumps({"issue": {**issue, "body": body}}), encoding="utf-8")
    real = (project / ".venv/bin/claimcards").read_text(encoding="utf-8").split("\n", 1)[1]
    asked = f'if [ "$1" = new ]; then printf "%s|" "$@" > "{project}/asked"; exit {code}; fi'
    program(project / ".venv/bin/claimcards", f"{asked}\n{real}")
    done = workflows.run(step.run, project, env)
    assert done.returncode == 0, done.stderr
    assert (project / "asked").read_text("utf-8") == "new|study|--doi|10.9999/a*[b]~!|"
    assert ("::warning::" in done.stdout) == bool(code)
    assert "A finding for the claim" in (project / "report/draft.md").read_text("utf-8")
    assert not (project / "hacked").exists()


def test_a_tag_of_another_version_is_refused(project: Path) -> None:
    """A release says of itself what it is."""
    for tag in ("v9.9.9", "9.9.9", f"{__version__}", "v", "$(id)"):
        assert workflows.run("make tagged", project, {"TAG": tag}).returncode != 0
    assert workflows.run("make tagged", project, {"TAG": f"v{__version__}"}).returncode == 0


# What workflows may do.


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_a_workflow_begins_without_rights_and_ends_in_time(path: Path) -> None:
    """Each job asks for what it needs, and none hangs for hours."""
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    for job in workflow["jobs"].values():
        assert "permissions" in job
        assert job["timeout-minutes"] <= 60
        assert not {"write-all", "read-all"} & {str(job["permissions"])}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_nothing_from_outside_is_put_into_a_command(path: Path) -> None:
    """Values reach commands as variables; and no workflow runs with rights on a guest's code."""
    text = path.read_text(encoding="utf-8")
    assert "pull_request_target" not in text
    assert "secrets." not in text
    for step in workflows.steps():
        assert "${{" not in step.run, str(step)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_actions_are_pinned_by_commit_and_say_their_version(path: Path) -> None:
    """A tag can be moved; and the same action is pinned alike everywhere."""
    lines = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    for line in lines:
        assert re.search(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
    every = {
        line.split("uses:")[1].strip()
        for workflow in WORKFLOWS
        for line in workflow.read_text("utf-8").splitlines()
        if "uses:" in line
    }
    assert len({pin.split("@")[0] for pin in every}) == len(every)


def test_only_jobs_that_write_may_write() -> None:
    """Checks of pull requests, which run a guest's code, have no right but to read."""
    for workflow, _, job in workflows.jobs():
        rights: dict[str, Any] = job["permissions"]
        if workflow == "checks.yml":
            assert rights == {"contents": "read"}
        if workflow == "comment.yml":
            assert {k for k, v in rights.items() if v == "write"} == {"pull-requests"}


def test_no_checkout_leaves_its_token_behind() -> None:
    """Code of the project runs after it."""
    for workflow, name, job in workflows.jobs():
        for step in job["steps"]:
            if str(step.get("uses", "")).startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False, (workflow, name)


def zizmor(folder: Path) -> int:
    """The exit code of the audit of workflows."""
    words = ["--offline", "--strict-collection", "--no-progress", "--quiet", "--persona", "auditor"]
    tool = Path(sys.executable).parent / "zizmor"
    done = subprocess.run([tool, *words, folder], check=False, capture_output=True)
    return done.returncode


def test_the_audit_of_workflows_finds_what_it_should(tmp_path: Path) -> None:
    """An action without a pin, and a file that is no workflow, fail it; ours passes."""
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / ".github/workflows/comment.yml", folder)
    assert zizmor(tmp_path) == 0
    good = (folder / "comment.yml").read_text(encoding="utf-8")
    bad = re.sub(r"@[0-9a-f]{40} # v[\d.]+", "@v7", good)
    (folder / "comment.yml").write_text(bad, encoding="utf-8")
    assert zizmor(tmp_path) != 0
    (folder / "comment.yml").write_text("on: [", encoding="utf-8")
    assert zizmor(tmp_path) != 0


# Issue forms.


def test_the_forms_are_those_that_the_program_reads() -> None:
    """Written by 'make forms'; so their choices are the words of the vocabulary."""
    vocabulary = inspect_content(ROOT, ROOT / "content").corpus.vocabulary
    folder = ROOT / ".github" / "ISSUE_TEMPLATE"
    made = {f"{form.id}.yml": write_form_yaml(form) for form in make_forms(vocabulary)}
    kept = {
        path.name: path.read_text(encoding="utf-8")
        for path in folder.glob("*.yml")
        if path.name != "config.yml"
    }
    assert kept == made, "run 'make forms'"


def test_no_form_sets_the_label_that_starts_a_draft() -> None:
    """Only people who may set labels start it."""
    for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"):
        assert "draft" not in read(path).get("labels", [])
