"""A site's past read from git: the commits that touched its content, folded one by one."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from claimcards.build import SiteSettings
from claimcards.changes import words
from claimcards.changes.compare import compare_claims
from claimcards.changes.git import Commit, Repository
from claimcards.changes.state import EMPTY, ContentState, judge_state
from claimcards.changes.values import ClaimChange, Fate
from claimcards.corpus import load_folder
from claimcards.pages.history import EventKind, PastEvent, PastExtent, PastHistory, PastMoment
from claimcards.text.diagnostics import UseError
from claimcards.text.files import relative_path

KEPT = "claimcards/history.json"
"""Where folded commits are kept, within git's own folder.

A file of the project could come with a pull request, and would tell a past that never was.
"""


NO_GIT = "this site was built without its git repository"
SWITCHED_OFF = "this site does not keep one"


def read_past(settings: SiteSettings, tell: Callable[[str], None]) -> PastHistory:
    """The history that a site's pages tell; ``tell`` is given the reason where there is none."""
    if not settings.history:
        return PastHistory(why=SWITCHED_OFF)
    return read_history(settings.root, settings.content, tell)


def read_history(root: Path, content: Path, tell: Callable[[str], None]) -> PastHistory:
    """The past of a project's content, as far as git knows it.

    A shallow clone gives a history that is cut at its oldest commit; no repository or no git
    gives none. Pages say so in words that are the same on every machine; ``tell`` is given
    the reason.
    """
    path = relative_path(root, content)
    try:
        repository = Repository.of(root)
        commits, cut = repository.commits(path), repository.cut_at()
        file = repository.own_file(KEPT)
        kept = KeptSteps.read(file, path)
        folded = _Fold(repository, path, kept).over(commits, cut)
    except UseError as error:
        tell(f"no history: {error}")
        return PastHistory(why=NO_GIT)
    kept.write(file)
    return folded


FoldedStep = tuple[PastEvent, ...] | None
"""What a commit did; None: its content cannot be read whole, and it is passed over."""


@dataclass(slots=True)
class KeptSteps:
    """Folded commits by the commit before and the commit itself, and those used in this run."""

    code: str
    steps: Mapping[str, Any] = field(default_factory=dict)
    used: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path, content: str) -> KeptSteps:
        """What an earlier run kept.

        Nothing, where the program or the folder was another, or the file is not as it was written.
        """
        code = hashlib.sha256(f"{content}\n{_digest_program()}".encode()).hexdigest()
        try:
            held = json.loads(file.read_text(encoding="utf-8"))
            steps = held["steps"]
            sound = held["code"] == code and held["sum"] == _check_sum(steps)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return cls(code)
        if not sound:
            return cls(code)
        return cls(code, steps if isinstance(steps, dict) else {})

    def step(self, name: str) -> tuple[bool, FoldedStep]:
        """Whether a step was kept, and what it did."""
        try:
            step = _read_step(self.steps[name])
        except (KeyError, TypeError, ValueError):
            return False, None
        self.used[name] = self.steps[name]
        return True, step

    def keep(self, name: str, step: FoldedStep) -> None:
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
                held = {"code": self.code, "sum": _check_sum(self.used), "steps": self.used}
                json.dump(held, made, ensure_ascii=False)
            Path(name).replace(file)
        except OSError:
            return


def _check_sum(steps: Any) -> str:
    """A checksum over what is kept: a file that was cut or written into is read by no run."""
    return hashlib.sha256(json.dumps(steps, sort_keys=True).encode("ascii")).hexdigest()


def _read_step(rows: Any) -> FoldedStep:
    if rows is None:
        return None
    return tuple(
        PastEvent(**{**row, "kind": EventKind(row["kind"]), "lines": tuple(row["lines"])})
        for row in rows
    )


def _digest_program() -> str:
    """A digest of the program itself: other rules may give the same commit another history."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


@dataclass(slots=True)
class _Fold:
    """One walk over the commits; the last state is kept, because the next is compared with it."""

    repository: Repository
    path: str
    kept: KeptSteps
    last: tuple[str, ContentState] | None = None

    def over(self, commits: Sequence[Commit], cut: str) -> PastHistory:
        """Fold all commits, oldest first."""
        before, start, moments, quiet, passed = "", None, list[PastMoment](), 0, 0
        unread: tuple[str, ...] = ()
        for commit in commits:
            step = self._step(before, commit.id)
            if step is None:
                passed, unread = passed + 1, (*unread, commit.subject)
                continue
            moment = PastMoment(commit.id, commit.at, commit.subject, step, unread)
            unread = ()
            if not before and (commit.id == cut or passed):
                # What is here was here before: to call it new would be invented.
                start = PastMoment(commit.id, commit.at, commit.subject)
            elif step:
                moments.append(moment)
            else:
                quiet += 1
            before = commit.id
        extent = PastExtent.CUT if start else PastExtent.WHOLE
        return PastHistory(extent, tuple(reversed(moments)), start, quiet, passed)

    def _step(self, before: str, commit: str) -> FoldedStep:
        name = f"{before}..{commit}"
        known, step = self.kept.step(name)
        if known:
            return step
        try:
            step = self._fold(before, commit)
        except UseError:
            raise
        except Exception:  # what once was committed must not break every build for ever
            step = None
        self.kept.keep(name, step)
        return step

    def _fold(self, before: str, commit: str) -> FoldedStep:
        base = self._state(before) if before else EMPTY
        after = self._state(commit, base)
        if not is_readable(after):
            return None
        events = list_events(base, after)
        self.last = (commit, after)
        return events

    def _state(self, commit: str, before: ContentState | None = None) -> ContentState:
        if self.last and self.last[0] == commit:
            return self.last[1]
        folder = self.repository.folder(commit, self.path)
        if folder is None:
            return EMPTY
        return judge_state(*load_folder(self.path, folder), before=before)


_KIND = {
    Fate.ADDED: EventKind.FIRST,
    Fate.CHANGED: EventKind.CHANGED,
    Fate.WITHDRAWN: EventKind.WITHDRAWN,
    Fate.RESTORED: EventKind.RESTORED,
    Fate.REMOVED: EventKind.REMOVED,
}


def is_readable(state: ContentState) -> bool:
    """Whether a state could be read whole, so that what it says of each claim is true."""
    return state.corpus.complete


def list_events(before: ContentState, after: ContentState) -> tuple[PastEvent, ...]:
    """What a step did to claims: moved verdicts and what they rest on, findings come and gone.

    Mended texts are no events. Both states could be read whole, so nothing is left in doubt.
    """
    found = (_make_event(change, after) for change in compare_claims(before, after, {}))
    return tuple(event for event in found if event)


def _make_event(change: ClaimChange, after: ContentState) -> PastEvent | None:
    lines = tuple(_write_event_lines(change, after))
    if not lines and change.fate is Fate.CHANGED:
        return None
    return PastEvent(
        change.id,
        _KIND[change.fate],
        change.statement,
        change.turns,
        change.headline.after,
        lines,
    )


def _write_event_lines(change: ClaimChange, after: ContentState) -> Iterator[str]:
    def name(study: str) -> str:
        return after.corpus.shorts.get(study, study)

    if change.former:
        yield f"renamed from {change.former}"
    if change.fate in (Fate.WITHDRAWN, Fate.RESTORED):
        yield f"{_KIND[change.fate].value}: {change.because}".rstrip(": .")
    yield from words.describe_verdicts(change, name)
    if change.fate is not Fate.ADDED and (
        counted := words.count_findings_in_words(change.findings)
    ):
        yield counted
