"""Writing pages to a folder, as ordinary Markdown that any builder reads."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from claimcards.pages.page import PageInsert, SitePage, expand_inserts
from claimcards.text.diagnostics import UseError
from claimcards.text.written_pages import Written


def write_site_folder(
    pages: Iterable[SitePage],
    inserts: Mapping[str, PageInsert],
    files: Mapping[str, str],
    root: Path,
    written: Written,
    folder: Path,
) -> int:
    """Write generated pages, hand-written pages with their inserts, and all other files.

    ``root`` is the project's folder. Returns the number of files. The folder may hold files
    of an earlier run; those that no longer belong stay, so render into an empty one for a
    clean site.

    :raises UseError: where the folder cannot be written.
    """
    try:
        count = _copy_hand_written(root, written, inserts, folder)
        for uri, text in [(p.uri, p.markdown) for p in pages] + list(files.items()):
            target = folder / uri
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            count += 1
    except OSError as error:
        raise UseError(f"cannot write to {folder}: {error.strerror}") from error
    return count


def _copy_hand_written(
    root: Path, written: Written, inserts: Mapping[str, PageInsert], folder: Path
) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for uri in written.files:
        target = folder / uri
        target.parent.mkdir(parents=True, exist_ok=True)
        if uri.endswith(".md"):
            text = expand_inserts(written.texts[uri], uri, inserts)
            target.write_text(text, encoding="utf-8", newline="\n")
        else:
            shutil.copyfile(root / written.folder / uri, target)
    return len(written.files)
