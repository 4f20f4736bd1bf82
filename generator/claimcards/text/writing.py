"""Writing a file or a folder: all of it at once, and never over what was changed meanwhile."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from claimcards.text.diagnostics import UseError


def read_whole_file(path: Path) -> bytes:
    """A file as it is, for :func:`replace_file`.

    :raises UseError: where it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UseError(f"cannot read {path.name}: {error.strerror}") from error


def write_new_file(path: Path, text: str) -> None:
    """Write a file that is not there yet, and the folders around it.

    :raises UseError: where it is there, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UseError(f"{path.name} is there already; nothing was written") from None
    except OSError as error:
        raise UseError(f"cannot write {path.name}: {error.strerror}") from error


def replace_file(path: Path, before: bytes, text: str) -> None:
    """Put a text in place of what was read: a reader sees the old file or the new one, whole.

    :raises UseError: where the file was changed since, is a link, or cannot be written.
    """
    try:
        if path.is_symlink() or path.read_bytes() != before:
            raise UseError(f"{path.name} was changed meanwhile: run it again")
        _put_file(path, text.encode("utf-8"), path.stat().st_mode & 0o7777)
    except OSError as error:
        raise UseError(f"cannot write {path.name}: {error.strerror}") from error


def save_file(path: Path, text: str) -> None:
    """Write a file for other programs, whole, whatever was there before.

    :raises UseError: where it cannot be written.
    """
    try:
        _put_file(path, text.encode("utf-8"))
    except OSError as error:
        raise UseError(f"cannot write {path}: {error.strerror}") from error


def fill_folder(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files into a folder, each whole, over those of the same names; the folder is made.

    :raises UseError: where it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            raw = content.encode("utf-8") if isinstance(content, str) else content
            _put_file(folder / name, raw)
    except OSError as error:
        raise UseError(f"cannot write to {folder}: {error.strerror}") from error


def _put_file(path: Path, raw: bytes, mode: int | None = None) -> None:
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.unlink(missing_ok=True)
        with beside.open("xb") as file:
            file.write(raw)
        if mode is not None:
            beside.chmod(mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


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
        yield _lock_folder(handle, wait=wait)
    finally:
        os.close(handle)


def _lock_folder(handle: int, *, wait: bool) -> bool:
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
