"""Writing a file: new, or in place of what was read, and all of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from claimcards.text.diagnostics import UseError


def read_whole_file(path: Path) -> bytes:
    """A file as it is, for :func:`put_in_place`.

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
