"""Reading a site's past from git: the commits that touched its content, folded one by one.

To fold a commit means to read two states and to compare them. What came out is kept in a file,
so that a build folds new commits only; without that file the same comes out, later.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from claimcards.changes.history import events, readable
from claimcards.changes.state import EMPTY, State, judged
from claimcards.git import Commit, Repository
from claimcards.loading import load_folder, os_relative
from claimcards.past import Event, Extent, History, Kind, Moment
from claimcards.reading.files import UseError
from claimcards.site import Settings

CACHE = ".cache/claimcards/history.json"
"""Where folded commits are kept, below the project's root."""


NO_GIT = "this site was built without its git repository"
SWITCHED_OFF = "this site does not keep one"


def past_of(settings: Settings, tell: Callable[[str], None]) -> History:
    """The history that a site's pages tell; ``tell`` is given the reason where there is none."""
    if not settings.history:
        return History(why=SWITCHED_OFF)
    return read_history(settings.root, settings.content, tell)


def read_history(root: Path, content: Path, tell: Callable[[str], None]) -> History:
    """The past of a project's content, as far as git knows it.

    A shallow clone gives a history that is cut at its oldest commit; no repository or no git
    gives none. Pages say so in words that are the same on every machine; ``tell`` is given
    the reason.
    """
    path = os_relative(root, content)
    try:
        repository = Repository.of(root)
        commits, cut = repository.commits(path), repository.cut_at()
        kept = Kept.read(root / CACHE, path)
        folded = _Fold(repository, path, kept).over(commits, cut)
    except UseError as error:
        tell(f"no history: {error}")
        return History(why=NO_GIT)
    kept.write(root / CACHE)
    return folded


Step = tuple[Event, ...] | None
"""What a commit did; None: its content cannot be read whole, and it is passed over."""


@dataclass(slots=True)
class Kept:
    """Folded commits by the commit before and the commit itself, and those used in this run."""

    code: str
    steps: Mapping[str, Any] = field(default_factory=dict)
    used: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path, content: str) -> Kept:
        """What an earlier run kept; nothing, where the program or the folder was another."""
        code = hashlib.sha256(f"{content}\n{_program()}".encode()).hexdigest()
        try:
            held = json.loads(file.read_text(encoding="utf-8"))
            steps = held["steps"] if held["code"] == code else {}
        except (OSError, ValueError, KeyError, TypeError):
            steps = {}
        return cls(code, steps if isinstance(steps, dict) else {})

    def step(self, name: str) -> tuple[bool, Step]:
        """Whether a step was kept, and what it did."""
        try:
            step = _step(self.steps[name])
        except (KeyError, TypeError, ValueError):
            return False, None
        self.used[name] = self.steps[name]
        return True, step

    def keep(self, name: str, step: Step) -> None:
        """Keep a step for the next run."""
        self.used[name] = None if step is None else [asdict(event) for event in step]

    def write(self, file: Path) -> None:
        """Keep the steps of this run; a folder that cannot be written only costs time."""
        if self.used == self.steps:
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
            with os.fdopen(handle, "w", encoding="utf-8") as made:
                json.dump({"code": self.code, "steps": self.used}, made, ensure_ascii=False)
            Path(name).replace(file)
        except OSError:
            return


def _step(rows: Any) -> Step:
    if rows is None:
        return None
    return tuple(
        Event(**{**row, "kind": Kind(row["kind"]), "lines": tuple(row["lines"])}) for row in rows
    )


def _program() -> str:
    """A digest of the program itself: other rules may give the same commit another history."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


@dataclass(slots=True)
class _Fold:
    """One walk over the commits; the last state is kept, because the next is compared with it."""

    repository: Repository
    path: str
    kept: Kept
    last: tuple[str, State] | None = None

    def over(self, commits: Sequence[Commit], cut: str) -> History:
        """Fold all commits, oldest first."""
        before, start, moments, quiet, passed = "", None, list[Moment](), 0, 0
        unread: tuple[str, ...] = ()
        for commit in commits:
            step = self._step(before, commit.id)
            if step is None:
                passed, unread = passed + 1, (*unread, commit.subject)
                continue
            moment = Moment(commit.id, commit.at, commit.subject, step, unread)
            unread = ()
            if not before and (commit.id == cut or passed):
                # What is here was here before: to call it new would be invented.
                start = Moment(commit.id, commit.at, commit.subject)
            elif step:
                moments.append(moment)
            else:
                quiet += 1
            before = commit.id
        extent = Extent.CUT if start else Extent.WHOLE
        return History(extent, tuple(reversed(moments)), start, quiet, passed)

    def _step(self, before: str, commit: str) -> Step:
        name = f"{before}..{commit}"
        known, step = self.kept.step(name)
        if known:
            return step
        base = self._state(before) if before else EMPTY
        after = self._state(commit, base)
        step = events(base, after) if readable(after) else None
        self.kept.keep(name, step)
        if step is not None:
            self.last = (commit, after)
        return step

    def _state(self, commit: str, before: State | None = None) -> State:
        if self.last and self.last[0] == commit:
            return self.last[1]
        folder = self.repository.folder(commit, self.path)
        if folder is None:
            return EMPTY
        return judged(*load_folder(self.path, folder), before=before)
