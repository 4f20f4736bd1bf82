"""Writing pages to a folder, as ordinary Markdown that any builder reads."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from claimcards.pages.page import PageInsert, SitePage, expand_inserts
from claimcards.text.files import UseError


def write_site_folder(
    pages: Iterable[SitePage],
    inserts: Mapping[str, PageInsert],
    files: Mapping[str, str],
    hand_written: Path,
    folder: Path,
) -> int:
    """Write generated pages, hand-written pages with their inserts, and all other files.

    Returns the number of files. The folder may hold files of an earlier run; those that
    no longer belong stay, so render into an empty one for a clean site.

    :raises UseError: where the folder cannot be written.
    """
    try:
        count = _copy_hand_written(hand_written, inserts, folder)
        for uri, text in [(p.uri, p.markdown) for p in pages] + list(files.items()):
            target = folder / uri
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            count += 1
    except OSError as error:
        raise UseError(f"cannot write to {folder}: {error.strerror}") from error
    return count


def _copy_hand_written(hand_written: Path, inserts: Mapping[str, PageInsert], folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    # A link could publish a file that was never meant to be read.
    files = sorted(p for p in hand_written.rglob("*") if p.is_file() and not p.is_symlink())
    for path in files:
        uri = path.relative_to(hand_written).as_posix()
        target = folder / uri
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            text = expand_inserts(_read_page(path), uri, inserts)
            target.write_text(text, encoding="utf-8", newline="\n")
        else:
            shutil.copyfile(path, target)
    return len(files)


def _read_page(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UseError(f"{path} is not UTF-8 text; save it as UTF-8") from error
