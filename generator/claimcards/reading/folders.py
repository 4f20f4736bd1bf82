"""A folder of content, wherever it lies: on the disk, or in memory as a revision held it.

The walk that refuses links, large files and bad names (``files``) sees entries only, so what
is refused on the disk is refused in a revision, in the same words.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Form(StrEnum):
    """What an entry is, no link being followed."""

    FOLDER = "folder"
    FILE = "file"
    LINK = "link"
    OTHER = "other"


class Entry(Protocol):
    """One name in a folder. All but the name may raise OSError."""

    @property
    def name(self) -> str:
        """The name in its folder, as the system decodes names."""

    @property
    def form(self) -> Form:
        """What it is."""

    @property
    def size(self) -> int:
        """A file's size in bytes."""

    def entries(self) -> Iterable[Entry]:
        """What a folder holds, in any order."""

    def read(self, most: int) -> bytes:
        """A file's bytes, at most so many."""


@dataclass(frozen=True, slots=True)
class DiskEntry:
    """An entry on the disk."""

    path: str
    entry: os.DirEntry[str] | None = None
    """What the system said of it while listing its folder; None for the folder we start from."""

    @property
    def name(self) -> str:
        """The name in its folder."""
        return os.path.basename(self.path)  # noqa: PTH119 - a thousand Paths cost more

    @property
    def form(self) -> Form:
        """What it is, without following a link."""
        if self.entry is None:
            return Form.FOLDER
        if self.entry.is_symlink():
            return Form.LINK
        if self.entry.is_dir(follow_symlinks=False):
            return Form.FOLDER
        return Form.FILE if self.entry.is_file(follow_symlinks=False) else Form.OTHER

    @property
    def size(self) -> int:
        """The size in bytes."""
        return self.entry.stat(follow_symlinks=False).st_size if self.entry else 0

    def entries(self) -> list[DiskEntry]:
        """What the folder holds."""
        with os.scandir(self.path) as found:
            return [DiskEntry(entry.path, entry) for entry in found]

    def read(self, most: int) -> bytes:
        """The first bytes; a file swapped for a link or a pipe since it was listed is refused."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(self.path, flags), "rb") as file:
            return file.read(most)


@dataclass(frozen=True, slots=True)
class MemoryEntry:
    """An entry held in memory: what a revision holds, or what a test says."""

    name: str
    form: Form = Form.FOLDER
    size: int = 0
    raw: bytes = b""
    children: Mapping[str, MemoryEntry] = field(default_factory=dict)

    def entries(self) -> Iterable[MemoryEntry]:
        """What the folder holds."""
        return self.children.values()

    def read(self, most: int) -> bytes:
        """The first bytes."""
        return self.raw[:most]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file, a link or something else, by its path below a folder; no folder."""

    path: str
    form: Form = Form.FILE
    size: int = 0
    raw: bytes = b""


def in_memory(leaves: Iterable[Leaf]) -> MemoryEntry:
    """A folder with these files below it, its subfolders made from their paths."""
    top: dict[str, MemoryEntry] = {}
    levels: dict[str, dict[str, MemoryEntry]] = {"": top}
    for leaf in leaves:
        folder, _, name = leaf.path.rpartition("/")
        level = _level(folder, levels)
        level[name] = MemoryEntry(name, leaf.form, leaf.size, leaf.raw)
    return MemoryEntry("", children=top)


def _level(path: str, levels: dict[str, dict[str, MemoryEntry]]) -> dict[str, MemoryEntry]:
    """The entries of a folder, made with the folders above it where it is met first."""
    unmet, met = [], path
    while met not in levels:
        unmet.append(met)
        met = met.rpartition("/")[0]
    for folder in reversed(unmet):
        above, _, name = folder.rpartition("/")
        levels[folder] = {}
        levels[above][name] = MemoryEntry(name, children=levels[folder])
    return levels[path]
