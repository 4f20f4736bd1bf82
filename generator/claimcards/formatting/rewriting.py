"""The files of a content folder in their form: which are not, and their change on disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from claimcards.diagnostics import Diagnostic, in_order
from claimcards.formatting.forming import Formed, formed, schema_name
from claimcards.reading.files import SourceFile, UseError, read_content
from claimcards.writing import put_in_place, read_whole


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: how many files, those not in their form, and why others were left alone."""

    count: int
    changed: tuple[Formed, ...]
    diagnostics: tuple[Diagnostic, ...]


def survey(root: Path, content: Path, chosen: Sequence[Path] = ()) -> Survey:
    """Work out the form of all content files, or of those chosen (files or folders).

    :raises UseError: for a choice that is no content.
    """
    found = read_content(root, content)
    wanted = [_relative(root, path) for path in chosen]
    files = [file for file in found.files if not wanted or _is_chosen(file.path, wanted)]
    seen = [*(file.path for file in files), *(d.place.file for d in found.diagnostics)]
    for path in wanted:
        if not any(_is_chosen(file, [path]) for file in seen):
            raise UseError(f"'{path}' holds no content file of the folder {content.name}")
    schemas = f"{_relative(root, content.parent)}/schemas".removeprefix("./")
    results = [formed(file, _schema(root, schemas, file)) for file in files]
    said = [d for d in found.diagnostics if not wanted or _is_chosen(d.place.file, wanted)]
    said += [d for result in results for d in result.diagnostics]
    changed = [r for r in results if r.text is not None and not r.is_canonical]
    return Survey(len(files), tuple(changed), in_order(said))


def rewrite(root: Path, result: Formed) -> None:
    """Put a file in its form, all of it at once.

    :raises UseError: where it cannot be written, or has been changed meanwhile.
    """
    assert result.text is not None
    path = root / result.file.path
    before = read_whole(path)
    if hashlib.sha256(before).hexdigest() != result.file.digest:
        raise UseError(f"{result.file.path} was changed meanwhile: run it again")
    put_in_place(path, before, result.text)


def _schema(root: Path, schemas: str, file: SourceFile) -> str:
    """The address of a card's schema as its line for editors has it; '' if there is none here."""
    name = schema_name(file)
    if not name or not (root / schemas / name).is_file():
        return ""
    folder = PurePosixPath(file.path).parent
    return os.path.relpath(f"{schemas}/{name}", folder).replace(os.sep, "/")


def _relative(root: Path, path: Path) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")


def _is_chosen(file: str, wanted: Sequence[str]) -> bool:
    return any(file == path or file.startswith(f"{path}/") or path == "." for path in wanted)


def differences(found: Survey) -> Iterator[Diagnostic]:
    """One line for each file that is not in its form."""
    for result in found.changed:
        yield result.difference()
