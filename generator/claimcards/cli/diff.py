"""``claimcards diff``: what a change does to the verdicts, in words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from claimcards.changes.compare import compare_states
from claimcards.changes.git import Repository
from claimcards.changes.report import FORMATS, ChangeReport
from claimcards.changes.state import EMPTY, ContentState, diagnose_states, judge_state
from claimcards.corpus import load_corpus, load_folder
from claimcards.text.diagnostics import UseError
from claimcards.text.files import relative_path

WORKING = "the working tree"
SHOWN = 10
"""Characters of a full commit id that are shown."""


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@click.option("--content", default="content", show_default=True, help="The folder of cards.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@click.option(
    "--merge-base",
    is_flag=True,
    help="Compare with the commit at which HEAD left BASE, not with BASE as it is now.",
)
def tell_changes(base: str, head: str | None, content: str, form: str, merge_base: bool) -> None:
    """Say what a change does: verdicts, findings, studies, problems.

    BASE and HEAD are revisions (a branch, a tag, a commit, HEAD~1). Without HEAD the working
    tree is compared, as it lies on the disk. Nothing is checked out.
    """
    root = Path.cwd()
    repository = Repository.of(root)
    commit = repository.commit(base)
    if merge_base:
        commit = repository.parting(base, head if head is not None else "HEAD")
    was = _read_revision(repository, commit, base, content, None)
    now = (
        _read_working_tree(root, root / content, was.state)
        if head is None
        else _read_revision(repository, repository.commit(head), head, content, was.state)
    )
    if was.empty and now.empty:
        raise UseError(f"neither side has a folder {content}; name it with --content")
    notes = tuple(f"{side.name} has no folder {content}." for side in (was, now) if side.empty)
    changes = compare_states(*diagnose_states(was.state, now.state))
    click.echo(FORMATS[form](ChangeReport(was.name, now.name, changes, notes)), nl=False)


@dataclass(frozen=True, slots=True)
class _Side:
    name: str
    state: ContentState
    empty: bool = False


def _read_revision(
    repository: Repository, commit: str, name: str, content: str, before: ContentState | None
) -> _Side:
    path = relative_path(repository.root, repository.root / content)
    folder = repository.folder(commit, path)
    shown = name if commit.startswith(name) else f"{name} ({commit[:SHOWN]})"
    if folder is None:
        return _Side(shown, EMPTY, empty=True)
    try:
        return _Side(shown, judge_state(*load_folder(path, folder), before=before))
    except UseError:
        raise
    except Exception as error:  # an old state must not end in a traceback
        reason = f"{type(error).__name__}: {error}"
        raise UseError(
            f"{shown} cannot be read whole, so nothing is compared ({reason})"
        ) from error


def _read_working_tree(root: Path, content: Path, before: ContentState) -> _Side:
    return _Side(WORKING, judge_state(*load_corpus(root, content), before=before))
