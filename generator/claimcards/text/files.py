"""Find the content files and decode them: refuse whatever is no plain card of our own.

A folder of content may lie on the disk or in memory, as a revision held it; bytes become
text only as UTF-8, and a byte that is not is shown with its place.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from claimcards.text.diagnostics import Diagnostic, Place, Severity, UseError

MAX_BYTES = 512 * 1024
"""A card's largest size; a long card has 30 kB. Larger files are refused unread."""


class FileKind(StrEnum):
    """What a file holds, told by its folder."""

    CLAIM = "claims"
    STUDY = "studies"
    REFERENCE = "references"
    VOCABULARY = "vocabulary"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A content file, decoded. ``path`` is relative to the root, with forward slashes."""

    path: str
    kind: FileKind
    text: str
    digest: str
    """SHA-256 of the bytes, in hexadecimal: the same file, the same digest."""


@dataclass(frozen=True, slots=True)
class ContentFiles:
    """All files that could be read, by path, and what was wrong with the others.

    ``refused`` names the card files whose text is missing here, so that nobody reports
    what they hold as unknown. ``misplaced`` are files that do not count where they lie, or by
    their name: each is said once, and what it holds is not unknown either.
    """

    files: tuple[SourceFile, ...]
    refused: tuple[str, ...]
    misplaced: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_content(root: Path, content: Path) -> ContentFiles:
    """Read every card, study, bibliography and vocabulary file under ``content``.

    :raises UseError: where ``content`` is no folder.
    """
    if content.is_symlink():
        raise UseError(
            f"the content folder {content} is a link to another place, and links are not followed; "
            "put the folder itself there"
        )
    if not content.is_dir():
        missing = "is not a folder" if content.exists() else "does not exist"
        raise UseError(f"the content folder {content} {missing}")
    return read_folder(relative_path(root, content), DiskEntry(str(content)))


def relative_path(root: Path | str, path: Path | str) -> str:
    """A path as diagnostics print it: relative to the root, with forward slashes."""
    return os.path.relpath(path, root).replace(os.sep, "/")


def read_folder(prefix: str, content: FolderEntry) -> ContentFiles:
    """Read the same from a folder that may lie in memory; ``prefix`` begins all paths."""
    walk = _Walk(prefix)
    walk.top(content)
    return ContentFiles(
        tuple(walk.files), tuple(walk.refused), tuple(walk.misplaced), tuple(walk.diagnostics)
    )


_SUFFIX = {kind: ".bib" if kind is FileKind.REFERENCE else ".yml" for kind in FileKind}
_NEEDED = (FileKind.CLAIM, FileKind.VOCABULARY)
# Left by editors and desktops; nobody means them as content.
_IGNORED = re.compile(r"\..*|.*(~|\.bak|\.orig|\.swp|\.tmp)|#.*#|(?i:thumbs\.db|desktop\.ini)")
_MEANT_FOLDERS = {"study": ["studies"], "bibliography": ["references"], "words": ["vocabulary"]}
_MEANT = re.compile(r"(?i)\.(ya?ml|bib)\b")
_README = re.compile(r"(?i:readme(\.\w+)?)")
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(slots=True)
class _Walk:
    """One walk through the content folder, in sorted order."""

    prefix: str
    files: list[SourceFile] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    misplaced: list[SourceFile] = field(default_factory=list)
    misspelt: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def top(self, content: FolderEntry) -> None:
        """Read the folder of each kind.

        A folder whose name is nearly one of ours is pointed out: it would be skipped in silence.
        """
        entries = self._entries(content, self.prefix)
        for entry in entries:
            near = get_close_matches(entry.name.lower(), [k.value for k in FileKind], 1, 0.75)
            near = near or _MEANT_FOLDERS.get(entry.name.lower(), [])
            if near and near[0] != entry.name and entry.form is EntryForm.FOLDER:
                path = f"{self.prefix}/{_make_name_printable(entry.name)}"
                hint = f"did you mean '{near[0]}'?"
                self._found("CC012", path, "this folder is not read", hint)
                self.misspelt.add(near[0])
                self._aside(entry, path, FileKind(near[0]))
        named = {entry.name: entry for entry in entries}
        for kind in FileKind:
            self.folder(named.get(kind.value), kind)

    def folder(self, folder: FolderEntry | None, kind: FileKind) -> None:
        """Read one kind's folder; claims stand one level deeper, in the folder of their topic."""
        path = f"{self.prefix}/{kind.value}"
        if folder and folder.form is EntryForm.LINK:
            self._link(path, is_card=False)
        elif folder and folder.form is EntryForm.FOLDER:
            self._level(folder, path, kind, 1 if kind is FileKind.CLAIM else 0)
        elif (kind in _NEEDED and kind.value not in self.misspelt) or folder:
            message = f"the folder {kind.value} is missing"
            self._found("CC014", path, message, "make it, and put its files there")

    def _level(self, folder: FolderEntry, path: str, kind: FileKind, levels: int) -> None:
        for entry in self._entries(folder, path):
            here = f"{path}/{_make_name_printable(entry.name)}"
            form = entry.form
            if form is EntryForm.LINK:
                self._link(here, is_card=here.endswith(_SUFFIX[kind]))
            elif form is EntryForm.FOLDER and levels:
                self._name(here, entry.name, kind)
                self._level(entry, here, kind, levels - 1)
            elif form is EntryForm.FOLDER:
                hint = "move its files into the folder above it"
                self._found("CC012", here, "a folder this deep is not read", hint)
                self._aside(entry, here, kind)
            elif self._is_card(here, entry, kind, levels):
                self._read(entry, here, kind)

    def _entries(self, folder: FolderEntry, path: str) -> list[FolderEntry]:
        try:
            seen = [entry for entry in folder.entries() if not _IGNORED.fullmatch(entry.name)]
        except OSError as error:
            self._unreadable(path, error)
            return []
        return sorted(seen, key=lambda entry: entry.name)

    def _is_card(self, path: str, entry: FolderEntry, kind: FileKind, levels: int) -> bool:
        """Say whether this file is to be read; if not, say why, unless it is a README."""
        suffix = _SUFFIX[kind]
        if not entry.name.endswith(suffix):
            if not _README.fullmatch(entry.name):
                self._other_file(path, entry, kind)
            return False
        if levels:
            hint = "move it into the folder of its topic, as in claims/efficacy/kidney.yml"
            self._refuse("CC012", path, "a claim card stands outside a topic's folder", hint)
            return False
        if entry.form is not EntryForm.FILE:
            self._refuse("CC003", path, "this is not a plain file", "delete it")
            return False
        return self._name(path, entry.name.removesuffix(suffix), kind)

    def _other_file(self, path: str, entry: FolderEntry, kind: FileKind) -> None:
        suffix = _SUFFIX[kind]
        meant = _MEANT.search(entry.name)
        if meant and (suffix == ".bib") != (meant[1].lower() == "bib"):
            kind = FileKind.REFERENCE if meant[1].lower() == "bib" else FileKind.STUDY
            there = "references/" if kind is FileKind.REFERENCE else "studies/, or to claims/"
            hint = f"this folder holds {suffix} files: move it to {there}"
        elif meant:
            hint = f"rename it to end in {suffix}"
        else:
            hint = f"only files that end in {suffix} are read: move or rename it"
        severity = Severity.ERROR if meant else Severity.WARNING
        self._found("CC013", path, "this file is not read", hint, severity)
        if meant:
            self._set_aside(path, entry, kind)

    def _aside(self, folder: FolderEntry, path: str, kind: FileKind, levels: int = 2) -> None:
        """Set aside all cards of a folder that is not read as one."""
        for entry in self._entries(folder, path):
            here = f"{path}/{_make_name_printable(entry.name)}"
            if entry.form is EntryForm.FOLDER and levels:
                self._aside(entry, here, kind, levels - 1)
            elif _MEANT.search(entry.name):
                self._set_aside(here, entry, kind)

    def _set_aside(self, path: str, entry: FolderEntry, kind: FileKind) -> None:
        """Keep the text of a file that does not count here, so that nobody calls it missing."""
        if entry.form is not EntryForm.FILE:
            return
        try:
            raw = self._bytes(entry, path)
        except OSError:
            return
        if raw is not None and (text := decode_bytes(path, raw)[0]) is not None:
            digest = hashlib.sha256(raw).hexdigest()
            self.misplaced.append(SourceFile(path, kind, text, digest))

    def _name(self, path: str, name: str, kind: FileKind) -> bool:
        """Say whether a file of this name can be read; diagnose a name that makes a bad address."""
        if _make_name_printable(name) != name:
            hint = "rename it with the letters a-z, digits and hyphens"
            self._refuse("CC015", path, "this name holds characters that cannot be shown", hint)
            return False
        if kind in (FileKind.CLAIM, FileKind.STUDY) and not _PLAIN_NAME.fullmatch(name):
            message = f"'{name}' cannot become the address of a page"
            hint = "use lower-case letters a-z, digits and hyphens, as in 'kidney-repair'"
            self._found("CC015", path, message, hint)
        return True

    def _read(self, entry: FolderEntry, path: str, kind: FileKind) -> None:
        try:
            raw = self._bytes(entry, path)
        except OSError as error:
            self._unreadable(path, error)
            self.refused.append(path)
            return
        if raw is None:
            return
        text, diagnostics = decode_bytes(path, raw)
        self.diagnostics += diagnostics
        if text is None:
            self.refused.append(path)
        else:
            self.files.append(SourceFile(path, kind, text, hashlib.sha256(raw).hexdigest()))

    def _bytes(self, entry: FolderEntry, path: str) -> bytes | None:
        if entry.size > MAX_BYTES:
            message = f"this file has {entry.size:,} bytes; at most {MAX_BYTES:,} are read"
            self._refuse("CC002", path, message, "split it; a card holds text only, no images")
            return None
        return entry.read(MAX_BYTES)

    def _link(self, path: str, *, is_card: bool) -> None:
        message = "this is a link to another place, and links are not followed"
        hint = "put the file itself here"
        if is_card:
            self.refused.append(path)
        self._found("CC001", path, message, hint)

    def _unreadable(self, path: str, error: OSError) -> None:
        reason = error.strerror or type(error).__name__
        self._found("CC003", path, f"this cannot be read: {reason}", "check its permissions")

    def _refuse(self, code: str, path: str, message: str, hint: str) -> None:
        self.refused.append(path)
        self._found(code, path, message, hint)

    def _found(
        self, code: str, path: str, message: str, hint: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.diagnostics.append(Diagnostic(code, Place(path), message, hint, severity))


def _make_name_printable(name: str) -> str:
    """A file's name as a terminal can show it; on disk it may hold any byte."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in name)


class EntryForm(StrEnum):
    """What an entry is, no link being followed."""

    FOLDER = "folder"
    FILE = "file"
    LINK = "link"
    OTHER = "other"


class FolderEntry(Protocol):
    """One name in a folder. All but the name may raise OSError."""

    @property
    def name(self) -> str:
        """The name in its folder, as the system decodes names."""

    @property
    def form(self) -> EntryForm:
        """What it is."""

    @property
    def size(self) -> int:
        """A file's size in bytes."""

    def entries(self) -> Iterable[FolderEntry]:
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
    def form(self) -> EntryForm:
        """What it is, without following a link."""
        if self.entry is None:
            return EntryForm.FOLDER
        if self.entry.is_symlink():
            return EntryForm.LINK
        if self.entry.is_dir(follow_symlinks=False):
            return EntryForm.FOLDER
        return EntryForm.FILE if self.entry.is_file(follow_symlinks=False) else EntryForm.OTHER

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
    form: EntryForm = EntryForm.FOLDER
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
class FolderLeaf:
    """A file, a link or something else, by its path below a folder; no folder."""

    path: str
    form: EntryForm = EntryForm.FILE
    size: int = 0
    raw: bytes = b""


def make_memory_folder(leaves: Iterable[FolderLeaf]) -> MemoryEntry:
    """A folder with these files below it, its subfolders made from their paths."""
    top: dict[str, MemoryEntry] = {}
    levels: dict[str, dict[str, MemoryEntry]] = {"": top}
    for leaf in leaves:
        folder, _, name = leaf.path.rpartition("/")
        level = _find_level(folder, levels)
        level[name] = MemoryEntry(name, leaf.form, leaf.size, leaf.raw)
    return MemoryEntry("", children=top)


def _find_level(path: str, levels: dict[str, dict[str, MemoryEntry]]) -> dict[str, MemoryEntry]:
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


_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode_bytes(file: str, raw: bytes) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file, its Windows line ends made plain; ``None`` where it is not UTF-8.

    A byte-order mark is dropped with a warning, so that columns stay those of an editor.
    """
    found: list[Diagnostic] = []
    if raw.startswith(codecs.BOM_UTF8):
        raw = raw.removeprefix(codecs.BOM_UTF8)
        found.append(_refuse_mark(file))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [*found, _explain_bad_byte(file, raw, error.start)]
    if not text.strip():
        hint = "write the card, or delete the file"
        return None, [*found, Diagnostic("CC007", Place(file, 1, 1), "this file is empty", hint)]
    return text.replace("\r\n", "\n") if "\r" in text else text, found


def _refuse_mark(file: str) -> Diagnostic:
    message = "an invisible byte-order mark stands before the first character"
    hint = "save the file as 'UTF-8', not as 'UTF-8 with BOM' (that mark)"
    return Diagnostic("CC005", Place(file, 1, 1), message, hint, Severity.WARNING)


def _explain_bad_byte(file: str, raw: bytes, offset: int) -> Diagnostic:
    if raw.startswith(_UTF16):
        hint = "save it again with the encoding UTF-8"
        return Diagnostic("CC006", Place(file, 1, 1), "this file is UTF-16, not UTF-8", hint)
    line_start = raw.rfind(b"\n", 0, offset) + 1
    column = len(raw[line_start:offset].decode("utf-8")) + 1
    place = Place(file, raw.count(b"\n", 0, offset) + 1, column)
    message = f"the byte 0x{raw[offset]:02X} is not UTF-8{_guess_byte(raw[offset])}"
    hint = "save the file again with the encoding UTF-8, and check this character"
    return Diagnostic("CC004", place, message, hint)


def _guess_byte(byte: int) -> str:
    """What an older Windows program would have meant by this byte."""
    letter = bytes([byte]).decode("cp1252", "replace")
    known = letter.isprintable() and letter != "\ufffd"
    return f" (older Windows programs write '{letter}' so)" if known else ""
