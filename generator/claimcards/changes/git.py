"""The only door to git: revisions, commits and the content that they held, nothing checked out.

Names of revisions come from people and from workflows, file names and subjects from whoever
made the commits: names that git could take for an option are refused, paths are taken as they
are written, and whatever fails is one line that says what to do.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimcards.text.diagnostics import UseError
from claimcards.text.files import MAX_BYTES, EntryForm, FolderLeaf, MemoryEntry, make_memory_folder

_SETTINGS = {
    "LC_ALL": "C",
    "GIT_LITERAL_PATHSPECS": "1",  # a folder named ':(top)' is a folder
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",  # nothing here goes to the network
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_PLACES = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"})
"""Where a hook's own git works; what is asked here is about the folder that was given."""
_LAST = 253_402_300_799
"""The last second of the year 9999, behind which no calendar of ours goes."""
_TIMEOUT = 120
"""Seconds after which git is given up."""
_SHOWN = 80
"""Characters of a name that are repeated in a message."""
_FORMS = {"100644": EntryForm.FILE, "100755": EntryForm.FILE, "120000": EntryForm.LINK}


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its id, when it was made (seconds since 1970, UTC), what it is about."""

    id: str
    at: int
    subject: str


@dataclass(slots=True)
class Repository:
    """The git repository that a project lies in.

    ``root`` is the project's folder, ``prefix`` its path in the repository (empty, or ending
    in a slash). ``blobs`` keeps the bytes of files over revisions that share them.
    """

    root: Path
    prefix: str
    blobs: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path) -> Repository:
        """The repository that a folder lies in.

        :raises UseError: where there is none, or no git.
        """
        found = _run_git(root, "rev-parse", "--show-prefix")
        if found.returncode:
            said = _read_first_line(found.stderr)
            if "dubious ownership" in said:
                said = "git does not trust this folder, because it belongs to somebody else"
                raise UseError(f"{said}; run: git config --global --add safe.directory {root}")
            if "not a git repository" in said:
                raise UseError(f"{root} lies in no git repository; run this in a clone of the site")
            raise UseError(f"git cannot read {root}: {said}")
        return cls(root, os.fsdecode(found.stdout).removesuffix("\n"))

    def commit(self, revision: str) -> str:
        """The full id of the commit that a revision names: a branch, a tag, an id, HEAD~2.

        :raises UseError: where it names none.
        """
        _refuse_odd_revision(revision)
        # Asked for as a whole: a part of the name must not be read as a path or a range.
        asked = ("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        found = _run_git(self.root, "rev-parse", *asked)
        if found.returncode:
            raise UseError(self._unknown(revision))
        return found.stdout.decode("ascii").strip()

    def parting(self, base: str, head: str) -> str:
        """The full id of the commit at which the way to ``head`` left the way to ``base``.

        :raises UseError: where the two have nothing in common.
        """
        found = _run_git(self.root, "merge-base", self.commit(base), self.commit(head))
        if found.returncode:
            deeper = "; this clone is shallow: run 'git fetch --unshallow'" if self.shallow else ""
            raise UseError(f"'{base}' and '{head}' have no commit in common{deeper}")
        return found.stdout.decode("ascii").strip()

    def _unknown(self, revision: str) -> str:
        if self.shallow:
            hint = "this clone is shallow: run 'git fetch --unshallow', or fetch that revision"
        elif ".." in revision:
            hint = "name the two revisions apart, as in 'claimcards diff main my-branch'"
        else:
            hint = "see 'git branch --all' for names, or run 'git fetch' first"
        return f"git knows no revision '{revision[:_SHOWN]}' here; {hint}"

    @property
    def shallow(self) -> bool:
        """Whether the clone lacks old commits."""
        found = _run_git(self.root, "rev-parse", "--is-shallow-repository")
        return found.stdout.strip() == b"true"

    def folder(self, commit: str, path: str) -> MemoryEntry | None:
        """A folder of the project as a commit held it; None where it held none.

        ``path`` is relative to the project's root, with forward slashes. A file too large to be
        a card is not read: its size says enough.

        :raises UseError: where git cannot read the commit whole.
        """
        inside = self._inside(path)
        asked = ("-r", "-z", "--long", "--full-tree", commit, *(("--", inside) if inside else ()))
        listed = list(_parse_listing(self._said("ls-tree", *asked), inside))
        wanted = {
            oid
            for _, form, oid, size in listed
            if form is EntryForm.FILE and size <= MAX_BYTES and oid not in self.blobs
        }
        self._fetch(sorted(wanted))
        leaves = (
            FolderLeaf(
                name, form, size, self.blobs.get(oid, b"") if form is EntryForm.FILE else b""
            )
            for name, form, oid, size in listed
        )
        return make_memory_folder(leaves) if listed else None

    def _fetch(self, oids: Sequence[str]) -> None:
        if not oids:
            return
        asked = "".join(f"{oid}\n" for oid in oids).encode("ascii")
        said = self._said("cat-file", "--batch", given=asked)
        at = 0
        for oid in oids:
            line = said[at : said.index(b"\n", at)]
            words = line.split()
            if len(words) != 3 or words[0].decode("ascii") != oid:
                raise UseError("git lacks a file of that revision; run 'git fetch' and try again")
            start = at + len(line) + 1
            at = start + int(words[2])
            self.blobs[oid] = said[start:at]
            at += 1

    def own_file(self, name: str) -> Path:
        """A file within git's own folder: no commit can put anything there.

        :raises UseError: where git cannot say where that is.
        """
        said = self._said("rev-parse", "--git-path", name)
        return self.root / os.fsdecode(said).removesuffix("\n")

    def commits(self, path: str) -> tuple[Commit, ...]:
        """The commits that changed a folder of the project, oldest first, along first parents.

        A merge stands for all that it brought. Empty where there is no commit yet.
        """
        if _run_git(self.root, "rev-parse", "--verify", "--quiet", "HEAD").returncode:
            return ()
        form = "--format=%H%x00%ct%x00%s%x00%b"
        way = ("--first-parent", "--reverse", "-z", "--no-show-signature", "--no-notes")
        below = f":(top,literal){self._inside(path)}"
        asked = (*way, "--encoding=UTF-8", form, "HEAD", "--", below)
        said = self._said("log", *asked, literal=False)
        parts = said.decode("utf-8", "replace").split("\0")
        rows = zip(parts[0::4], parts[1::4], parts[2::4], parts[3::4], strict=False)
        return tuple(
            Commit(oid, min(int(at), _LAST), _read_subject(line, body))
            for oid, at, line, body in rows
        )

    def _inside(self, path: str) -> str:
        """A folder's path in the repository, ending in a slash; empty for its top."""
        if path.split("/")[0] == ".." or path.startswith("/"):
            raise UseError(
                f"the folder {path} lies outside {self.root}; git cannot be asked for it"
            )
        whole = f"{self.prefix}{'' if path == '.' else path}".rstrip("/")
        return f"{whole}/" if whole else ""

    def cut_at(self) -> str:
        """The id of the oldest commit that a shallow clone has; empty where it has all."""
        if not self.shallow:
            return ""
        said = self._said("rev-list", "--first-parent", "--max-parents=0", "HEAD")
        return said.decode("ascii").split()[-1] if said.strip() else ""

    def _said(self, *arguments: str, given: bytes = b"", literal: bool = True) -> bytes:
        found = _run_git(self.root, *arguments, given=given, literal=literal)
        if found.returncode:
            raise UseError(f"git {arguments[0]} failed: {_read_first_line(found.stderr)}")
        return found.stdout


def _run_git(
    root: Path, *arguments: str, given: bytes = b"", literal: bool = True
) -> subprocess.CompletedProcess[bytes]:
    others = {name: value for name, value in os.environ.items() if name not in _PLACES}
    settings = {**others, **_SETTINGS}
    if not literal:
        del settings["GIT_LITERAL_PATHSPECS"]
    # A file system monitor is a program that the repository's settings name: not to be run here.
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *arguments]
    try:
        return subprocess.run(
            command,
            cwd=root,
            input=given,
            env=settings,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except FileNotFoundError as error:
        raise UseError("git was not found; install it, or add it to the PATH") from error
    except subprocess.TimeoutExpired as error:
        raise UseError(f"git {arguments[0]} did not end within {_TIMEOUT} seconds") from error
    except (OSError, ValueError) as error:
        raise UseError(f"git cannot be run: {error}") from error


def _refuse_odd_revision(revision: str) -> None:
    """Refuse a name that git could take for an option, or that no revision can have."""
    if not revision.strip():
        raise UseError("name a revision to compare with, such as main or HEAD~1")
    shown = "".join(c if c.isprintable() else "?" for c in revision[:_SHOWN])
    if revision.startswith("-"):
        raise UseError(f"'{shown}' begins with a hyphen; no revision is named so")
    if ":" in revision or not revision.isprintable():
        raise UseError(f"'{shown}' cannot be the name of a revision; give a branch, tag or commit")


def _parse_listing(said: bytes, inside: str) -> Iterator[tuple[str, EntryForm, str, int]]:
    """Path below the folder, form, object id and size of each entry that ls-tree printed."""
    for row in said.split(b"\0"):
        if not row:
            continue
        facts, _, name = row.partition(b"\t")
        mode, _, oid, size = facts.decode("ascii").split()
        path = os.fsdecode(name).removeprefix(inside)
        count = int(size) if size.isdigit() else 0
        yield path, _FORMS.get(mode, EntryForm.OTHER), oid, count


def _read_subject(line: str, body: str) -> str:
    """What a commit is about: for a merge by GitHub the title that its pull request had."""
    title = next((row.strip() for row in body.splitlines() if row.strip()), "")
    return title if title and line.startswith("Merge pull request #") else line


def _read_first_line(said: bytes) -> str:
    text = said.decode("utf-8", "replace").strip()
    line = text.splitlines()[0] if text else "it does not say why"
    return "".join(c if c.isprintable() else " " for c in line.removeprefix("fatal: "))
