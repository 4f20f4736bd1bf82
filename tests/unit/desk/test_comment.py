"""The comment on a pull request, written to a server that answers as GitHub does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.desk.conftest import SHA, Forge

from claimcards import cli
from claimcards.desk.github import MARKER, CheckRun, GitHubApi, post_comment, read_run
from claimcards.text.diagnostics import UseError

RUN = CheckRun(11, SHA, "guest", "patch/1&state=closed")
Say = Callable[[], str]


@pytest.fixture
def say(forge: Forge) -> Say:
    """Write the comment for the run."""
    return lambda: post_comment(GitHubApi(forge.address, "tea/house", "secret"), RUN)


def written(forge: Forge) -> list[str]:
    """The bodies of all comments."""
    return [c["body"] for c in forge.comments]


def test_a_pull_request_gets_one_comment_that_is_renewed(forge: Forge, say: Say) -> None:
    """The second run changes the first one's comment; the third finds nothing to change."""
    forge.holds("diff.txt", b"tea-warms: 2 -> 3 groups support")
    assert say() == "pull request 7 has its comment"
    forge.holds("diff.txt", b"tea-warms: 2 -> 4 groups support")
    assert say() == "the comment on pull request 7 was renewed"
    assert say() == "the comment on pull request 7 is as it should be"
    (body,) = written(forge)
    assert body.startswith(
        f"{MARKER}\n\n**What this change does**, as of {SHA[:12]}:\n\n````text\n"
    )
    assert "2 -> 4 groups" in body


def test_the_pull_request_is_found_by_branch_and_newest_commit(forge: Forge, say: Say) -> None:
    """Another pull request of that branch's name, or an older commit, is never written to."""
    forge.holds("diff.txt", b"x")
    forge.pulls = [{"number": 6, "head": {"sha": "f" * 40}}]
    assert say().startswith(f"no open pull request has {SHA[:12]}")
    assert forge.heads == ["guest:patch/1&state=closed"]
    assert written(forge) == []


def test_a_comment_of_somebody_else_is_left_alone(forge: Forge, say: Say) -> None:
    """Anybody can copy the marker."""
    theirs = f"{MARKER} mine"
    forge.comments = [{"id": 1, "user": {"login": "guest"}, "body": theirs}]
    forge.comments += [{"id": 2, "user": None, "body": theirs}]
    forge.holds("diff.txt", b"x")
    say()
    assert written(forge)[:2] == [theirs, theirs]
    assert len(forge.comments) == 3


def test_our_comment_is_found_behind_many_others(forge: Forge, say: Say) -> None:
    """GitHub gives a hundred at a time."""
    forge.comments = [{"id": n, "user": {"login": "guest"}, "body": "tea"} for n in range(250)]
    ours = {"id": 300, "user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\nold"}
    forge.comments.append(ours)
    forge.holds("diff.txt", b"new")
    assert say() == "the comment on pull request 7 was renewed"
    assert "new" in str(ours["body"])


def test_what_the_run_left_is_shown_and_does_nothing(forge: Forge, say: Say) -> None:
    """The whole of it stands in a code block; the marker and our words stand outside."""
    forge.holds("diff.txt", "````\n@org/team <b>hi</b>\n![x](https://e.org/x.png)\u202e".encode())
    say()
    (body,) = written(forge)
    inside = body.split("`````text\n", 1)[1].split("\n`````\n", 1)[0]
    assert inside == "````\n@org/team <b>hi</b>\n![x](https://e.org/x.png)"
    assert "@" not in body.replace(inside, "")


def test_a_comparison_that_failed_is_not_called_no_change(forge: Forge, say: Say) -> None:
    """One that worked prints at least one line, so an empty file was left by one that did not."""
    forge.holds("diff.txt", b"\n \n")
    say()
    assert "The comparison could not be made; the run says why." in written(forge)[0]
    assert "no verdict" not in written(forge)[0]


def test_the_token_stays_with_github(forge: Forge, say: Say) -> None:
    """Downloads come from another host, which has no business with it."""
    forge.holds("diff.txt", b"x")
    say()
    assert ("GET", "/blob", False) in forge.asked
    assert all(known for _, path, known in forge.asked if path != "/blob")


def test_a_run_that_left_nothing_is_no_fault(forge: Forge, say: Say) -> None:
    """The step that makes the artifact may not have been reached."""
    assert say() == "the run 11 left no 'diff'; nothing to say"
    forge.artifacts = [{"id": 5, "name": "diff", "expired": True, "size_in_bytes": 3}]
    assert say() == "the run 11 left no 'diff'; nothing to say"


def test_a_large_artifact_is_not_even_asked_for(forge: Forge, say: Say) -> None:
    """And where its size was a lie, reading stops at the limit."""
    forge.holds("diff.txt", b"x")
    forge.artifacts[0]["size_in_bytes"] = 10**9
    with pytest.raises(UseError, match="too large"):
        say()
    forge.artifacts[0]["size_in_bytes"] = 1
    forge.archive = b"0" * (2 * 1024 * 1024)
    with pytest.raises(UseError, match="larger than"):
        say()


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 502])
def test_a_refusal_is_one_line(forge: Forge, say: Say, status: int) -> None:
    """What was asked and what came back, without the token."""
    forge.status["/pulls"] = status
    with pytest.raises(UseError, match=f"GitHub answered {status} to GET http://127") as error:
        say()
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("raw", [b"<html>", b"{}", b"[{}]", b"[1]", b'[{"head": null}]', b"["])
def test_an_answer_of_another_form_is_one_line(forge: Forge, say: Say, raw: bytes) -> None:
    """A page of HTML, half a list, or fields that are not there."""
    forge.raw["/pulls"] = raw
    with pytest.raises(UseError):
        say()


def test_no_answer_is_one_line() -> None:
    """Nobody listens on port 9 of this machine."""
    with pytest.raises(UseError, match="no answer to GET"):
        post_comment(GitHubApi("http://127.0.0.1:9", "tea/house", "secret"), RUN)


def event(**changes: Any) -> dict[str, Any]:
    """What GitHub tells when a run has ended."""
    run = {
        "id": 11,
        "event": "pull_request",
        "head_sha": SHA,
        "head_branch": "patch",
        "head_repository": {"owner": {"login": "guest"}},
    }
    return {"workflow_run": {**run, **changes}}


def test_the_run_is_read_from_the_event() -> None:
    """Only runs of pull requests are commented on; a fork that is gone has no owner."""
    assert read_run(event()) == CheckRun(11, SHA, "guest", "patch")
    assert read_run(event(event="push")) is None
    assert read_run(event(head_repository=None)) == CheckRun(11, SHA, "", "patch")


@pytest.mark.parametrize(
    "told", [None, [], {}, {"workflow_run": 1}, event(head_sha="../x"), event(id="a")]
)
def test_an_event_of_another_form_is_refused(told: Any) -> None:
    """One line, no traceback."""
    with pytest.raises(UseError):
        read_run(told)


def test_a_run_whose_fork_is_gone_has_nobody_to_tell(forge: Forge) -> None:
    """Nothing is asked of GitHub then."""
    done = post_comment(
        GitHubApi(forge.address, "tea/house", "secret"), CheckRun(11, SHA, "", "patch")
    )
    assert done.startswith("no open pull request")
    assert forge.asked == []


def test_the_command_takes_everything_from_the_variables_that_github_sets(
    forge: Forge,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """So the workflow's step is one word."""
    forge.holds("diff.txt", b"x")
    told = tmp_path / "event.json"
    told.write_text(json.dumps(event()), encoding="utf-8")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(told))
    monkeypatch.setenv("GITHUB_API_URL", forge.address)
    monkeypatch.setenv("GITHUB_REPOSITORY", "tea/house")
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    monkeypatch.setattr("sys.argv", ["claimcards", "comment"])
    cli.main()
    assert capsys.readouterr() == ("pull request 7 has its comment\n", "")
    told.write_text("{", encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 2
