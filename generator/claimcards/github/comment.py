"""One comment on a pull request that says what the change does, renewed in place.

Runs on the trusted side, after the run of the pull request has ended. Which pull request it
is comes from GitHub's own account of that run, never from what the run produced.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claimcards.github.api import Api
from claimcards.github.harmless import block, plain, unpacked
from claimcards.reading.files import UseError

MARKER = "<!-- claimcards: what this change does -->"
"""The comment's first line, by which it is found again."""
ARTIFACT = "diff"
FILE = "diff.txt"
AUTHOR = "github-actions[bot]"
"""Who writes with a workflow's own token; a comment of anybody else is never changed."""
ARCHIVE_BYTES = 1024 * 1024

_SHA = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run of the checks, as the event that tells of it describes it.

    ``owner`` and ``branch`` say where the change came from: empty when its fork is gone.
    """

    number: int
    sha: str
    owner: str
    branch: str


def run_of(event: Any) -> Run | None:
    """The run that an event tells of; none where it was not about a pull request.

    :raises UseError: where the event has another form.
    """
    try:
        run = event["workflow_run"]
        if run["event"] != "pull_request":
            return None
        fork: Mapping[str, Any] = run["head_repository"] or {"owner": {"login": ""}}
        found = Run(
            int(run["id"]),
            str(run["head_sha"]),
            str(fork["owner"]["login"]),
            str(run["head_branch"] or ""),
        )
    except (LookupError, TypeError, ValueError) as error:
        raise UseError("the event does not tell of a finished workflow run") from error
    if not _SHA.fullmatch(found.sha):
        raise UseError("the event names no commit")
    return found


def comment(api: Api, run: Run) -> str:
    """Write or renew the comment; what was done, in one line.

    :raises UseError: where GitHub does not answer as it should, or the artifact is unfit.
    """
    try:
        return _comment(api, run)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise UseError(f"GitHub answered in an unknown form ({type(error).__name__})") from error


def _comment(api: Api, run: Run) -> str:
    pull = _pull(api, run)
    if pull is None:
        return f"no open pull request has {run.sha[:12]} as its newest commit; nothing to say"
    artifact = _artifact(api, run)
    if artifact is None:
        return f"the run {run.number} left no '{ARTIFACT}'; nothing to say"
    archive = api.download(f"actions/artifacts/{artifact}/zip", ARCHIVE_BYTES)
    text = body(plain(unpacked(archive, FILE)), run)
    return _write(api, pull, text)


def body(text: str, run: Run) -> str:
    """The comment: our own words, and the pull request's in a block where they do nothing."""
    # A comparison that was made is never empty: it says at least that nothing changed.
    said = block(text) if text.strip() else "The comparison could not be made; the run says why."
    return "\n\n".join(
        (
            MARKER,
            f"**What this change does**, as of {run.sha[:12]}:",
            said,
            "Made by the checks of this pull request, with its own code and content: a help for "
            "reading it, no judgement. Renewed with each commit.",
        )
    )


def _pull(api: Api, run: Run) -> int | None:
    """The open pull request whose newest commit this is; asked of GitHub by branch."""
    if not (run.owner and run.branch):
        return None
    for pull in api.all("pulls", state="open", head=f"{run.owner}:{run.branch}"):
        if pull["head"]["sha"] == run.sha:
            return int(pull["number"])
    return None


def _artifact(api: Api, run: Run) -> int | None:
    found = api.get(f"actions/runs/{run.number}/artifacts", name=ARTIFACT)
    for artifact in found["artifacts"]:
        if artifact["name"] == ARTIFACT and not artifact["expired"]:
            if int(artifact["size_in_bytes"]) > ARCHIVE_BYTES:
                raise UseError(f"the '{ARTIFACT}' of run {run.number} is too large")
            return int(artifact["id"])
    return None


def _write(api: Api, pull: int, text: str) -> str:
    for old in api.all(f"issues/{pull}/comments"):
        ours = (old.get("user") or {}).get("login") == AUTHOR
        if ours and str(old.get("body") or "").startswith(MARKER):
            if old["body"] == text:
                return f"the comment on pull request {pull} is as it should be"
            api.send("PATCH", f"issues/comments/{int(old['id'])}", {"body": text})
            return f"the comment on pull request {pull} was renewed"
    api.send("POST", f"issues/{pull}/comments", {"body": text})
    return f"pull request {pull} has its comment"
