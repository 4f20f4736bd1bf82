"""A pull request's comment, and the small client of GitHub's interface that writes it."""

from __future__ import annotations

import io
import json
import re
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from claimcards.registries.wire import NoReplyError, Request, Wire
from claimcards.text.diagnostics import UseError
from claimcards.text.harmless import make_block, show_lines

PER_PAGE = 100
MOST_PAGES = 30
"""Lists are followed so far; nobody comments three thousand times."""
_GOOD = range(200, 300)


@dataclass(frozen=True, slots=True)
class GitHubApi:
    """One repository on GitHub. ``address`` is the interface's, ``repository`` owner/name."""

    address: str
    repository: str
    token: str
    wire: Wire = field(default_factory=lambda: Wire("claimcards", time.monotonic))

    def get(self, path: str, **query: str) -> Any:
        """The JSON at a path below the repository.

        :raises UseError: for every answer that is not the one asked for.
        """
        return _parse_json(self._bytes(replace(self._request(path), params=query)), path)

    def all(self, path: str, **query: str) -> Iterator[Any]:
        """The items of a list, page after page."""
        for page in range(1, MOST_PAGES + 1):
            items = self.get(path, **query, per_page=str(PER_PAGE), page=str(page))
            if not isinstance(items, list):
                raise UseError(f"GitHub sent no list for {path}")
            yield from items
            if len(items) < PER_PAGE:
                return

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """Write something: POST makes it, PATCH changes it."""
        sent = json.dumps(body).encode()
        return _parse_json(
            self._bytes(replace(self._request(path), method=method, body=sent)), path
        )

    def download(self, path: str, limit: int) -> bytes:
        """The bytes at a path, at most ``limit`` of them.

        :raises UseError: where there are more.
        """
        return self._bytes(replace(self._request(path), limit=limit, elsewhere=True))

    def _bytes(self, request: Request) -> bytes:
        what = f"{request.method} {request.url}"
        try:
            reply = self.wire.send(request)
        except NoReplyError as error:
            raise UseError(f"no answer to {what}: {error}") from error
        if reply.status not in _GOOD:
            raise UseError(f"GitHub answered {reply.status} to {what}")
        return reply.body

    def _request(self, path: str) -> Request:
        return Request(
            f"{self.address.rstrip('/')}/repos/{quote(self.repository)}/{quote(path)}",
            headers={
                "Accept": "application/vnd.github+json",
                "X-GitHub-Api-Version": "2022-11-28",
            },
            # Not carried along when GitHub answers with the address of another host.
            secret={"Authorization": f"Bearer {self.token}"},
        )


def _parse_json(found: bytes, path: str) -> Any:
    try:
        return json.loads(found)
    except (ValueError, RecursionError) as error:
        raise UseError(f"GitHub sent no JSON for {path}") from error


MARKER = "<!-- claimcards: what this change does -->"
"""The comment's first line, by which it is found again."""
ARTIFACT = "diff"
FILE = "diff.txt"
AUTHOR = "github-actions[bot]"
"""Who writes with a workflow's own token; a comment of anybody else is never changed."""
ARCHIVE_BYTES = 1024 * 1024

_SHA = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class CheckRun:
    """A finished run of the checks, as the event that tells of it describes it.

    ``owner`` and ``branch`` say where the change came from: empty when its fork is gone.
    """

    number: int
    sha: str
    owner: str
    branch: str


def read_run(event: Any) -> CheckRun | None:
    """The run that an event tells of; none where it was not about a pull request.

    :raises UseError: where the event has another form.
    """
    try:
        run = event["workflow_run"]
        if run["event"] != "pull_request":
            return None
        fork: Mapping[str, Any] = run["head_repository"] or {"owner": {"login": ""}}
        found = CheckRun(
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


def post_comment(api: GitHubApi, run: CheckRun) -> str:
    """Write or renew the comment; what was done, in one line.

    :raises UseError: where GitHub does not answer as it should, or the artifact is unfit.
    """
    try:
        return _post_comment(api, run)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise UseError(f"GitHub answered in an unknown form ({type(error).__name__})") from error


def _post_comment(api: GitHubApi, run: CheckRun) -> str:
    pull = _find_pull(api, run)
    if pull is None:
        return f"no open pull request has {run.sha[:12]} as its newest commit; nothing to say"
    artifact = _find_artifact(api, run)
    if artifact is None:
        return f"the run {run.number} left no '{ARTIFACT}'; nothing to say"
    archive = api.download(f"actions/artifacts/{artifact}/zip", ARCHIVE_BYTES)
    text = write_comment_body(show_lines(unpack_file(archive, FILE)), run)
    return _write_comment(api, pull, text)


def write_comment_body(text: str, run: CheckRun) -> str:
    """The comment: our own words, and the pull request's in a block where they do nothing."""
    # A comparison that was made is never empty: it says at least that nothing changed.
    said = (
        make_block(text) if text.strip() else "The comparison could not be made; the run says why."
    )
    return "\n\n".join(
        (
            MARKER,
            f"**What this change does**, as of {run.sha[:12]}:",
            said,
            "Made by the checks of this pull request, with its own code and content: a help for "
            "reading it, no judgement. Renewed with each commit.",
        )
    )


def _find_pull(api: GitHubApi, run: CheckRun) -> int | None:
    """The open pull request whose newest commit this is; asked of GitHub by branch."""
    if not (run.owner and run.branch):
        return None
    for pull in api.all("pulls", state="open", head=f"{run.owner}:{run.branch}"):
        if pull["head"]["sha"] == run.sha:
            return int(pull["number"])
    return None


def _find_artifact(api: GitHubApi, run: CheckRun) -> int | None:
    found = api.get(f"actions/runs/{run.number}/artifacts", name=ARTIFACT)
    for artifact in found["artifacts"]:
        if artifact["name"] == ARTIFACT and not artifact["expired"]:
            if int(artifact["size_in_bytes"]) > ARCHIVE_BYTES:
                raise UseError(f"the '{ARTIFACT}' of run {run.number} is too large")
            return int(artifact["id"])
    return None


def _write_comment(api: GitHubApi, pull: int, text: str) -> str:
    for old in api.all(f"issues/{pull}/comments"):
        ours = (old.get("user") or {}).get("login") == AUTHOR
        if ours and str(old.get("body") or "").startswith(MARKER):
            if old["body"] == text:
                return f"the comment on pull request {pull} is as it should be"
            api.send("PATCH", f"issues/comments/{int(old['id'])}", {"body": text})
            return f"the comment on pull request {pull} was renewed"
    api.send("POST", f"issues/{pull}/comments", {"body": text})
    return f"pull request {pull} has its comment"


MOST_BYTES = 256 * 1024
"""Of one file in an artifact, unpacked."""

# What reading a broken, encrypted or lying archive raises.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
)


def unpack_file(archive: bytes, name: str) -> bytes:
    """One file of a zip archive, read in memory and to its limit only.

    :raises UseError: where the archive is none, the file is missing, or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            if packed.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise UseError(f"{name} is packed in a way that is not read here")
            with packed.open(name) as file:
                found = file.read(MOST_BYTES + 1)
    except KeyError as error:
        raise UseError(f"the artifact holds no {name}") from error
    except _BROKEN as error:
        raise UseError("the artifact is no readable zip archive") from error
    if len(found) > MOST_BYTES:
        raise UseError(f"{name} is longer than {MOST_BYTES} bytes")
    return found
