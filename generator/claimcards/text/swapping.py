"""A folder made beside the last one and put in its place when it is whole.

Two runs at once, and runs that were killed, are what this is for: who reads the site sees the
old one or the new one. A lock is a lock on a folder itself, so none is left behind by a run
that was killed. Windows has no such lock; there two runs at once are not kept apart.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claimcards.text.diagnostics import UseError

if sys.platform != "win32":
    import fcntl

_MADE, _LAST = "made", "last"
"""Within a run's own folder: what it makes, and the last state while the two are swapped."""


@contextmanager
def hold_folder(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Keep a folder from others that hold it, until the end of the block; it is made.

    Waits for its turn, or gives False at once where ``wait`` is off and another holds it.

    :raises UseError: where the folder cannot be made or opened.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = None if sys.platform == "win32" else os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise UseError(f"cannot write to {folder}: {error.strerror}") from error
    if handle is None:
        yield True
        return
    try:
        yield _lock(handle, wait=wait)
    finally:
        os.close(handle)


def _lock(handle: int, *, wait: bool) -> bool:
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise UseError(f"cannot keep other runs out: {error.strerror}") from error
    return True


@contextmanager
def make_beside(target: Path) -> Iterator[Path]:
    """A folder of this run's own, to be filled and given to :func:`put_folder_in_place`.

    First what runs that were killed left is put in order: the last state goes back to its place
    where it was taken away, and their folders are deleted. The own folder is deleted at the end,
    unless it holds the only state that there is.

    :raises UseError: where nothing can be written beside the target, or the target is a link.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise UseError(f"{target} is no folder; delete it, or name another place for the site")
    beside = target.parent
    with hold_folder(beside):
        try:
            _put_in_order(target)
            own = Path(tempfile.mkdtemp(prefix=f"{target.name}.new.", dir=beside))
        except OSError as error:
            raise UseError(f"cannot write to {beside}: {error.strerror}") from error
        holding = hold_folder(own)
        holding.__enter__()  # before anybody else may look for what was left
    try:
        (own / _MADE).mkdir()
        yield own / _MADE
    finally:
        holding.__exit__(None, None, None)
        if target.exists() or not (own / _LAST).exists():
            shutil.rmtree(own, ignore_errors=True)


def put_folder_in_place(made: Path, target: Path) -> None:
    """Put a folder that :func:`make_beside` gave in the place of the last one.

    :raises UseError: where that cannot be done; then the last one is in its place.
    """
    last = made.parent / _LAST
    with hold_folder(target.parent):
        try:
            if target.exists():
                target.rename(last)
            made.rename(target)
        except OSError as error:
            if last.exists() and not target.exists():
                last.rename(target)
            raise UseError(f"cannot put the site at {target}: {error.strerror}") from error


def _put_in_order(target: Path) -> None:
    for own in sorted(target.parent.glob(f"{target.name}.new.*")):
        if own.is_symlink() or not own.is_dir():
            continue
        if not target.exists() and (own / _LAST).is_dir():
            (own / _LAST).rename(target)
        with hold_folder(own, wait=False) as nobody_else:
            if nobody_else:
                shutil.rmtree(own, ignore_errors=True)
