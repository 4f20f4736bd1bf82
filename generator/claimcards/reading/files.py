"""Find the content files and decode them, refusing whatever is no plain card of our own.

A contributor's pull request decides what lies here, so nothing is trusted: not a link, not
a size, not an encoding, not a name. Only the folder itself must be there.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

from claimcards.diagnostics import Diagnostic, Place, Severity
from claimcards.reading.encoding import decode
from claimcards.reading.folders import DiskEntry, Entry, Form

MAX_BYTES = 512 * 1024
"""A card's largest size; a long card has 30 kB. Larger files are refused unread."""


class UseError(Exception):
    """The program was called in a way that cannot work: one line, exit code 2."""


class Kind(StrEnum):
    """What a file holds, told by its folder."""

    CLAIM = "claims"
    STUDY = "studies"
    REFERENCE = "references"
    VOCABULARY = "vocabulary"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A content file, decoded. ``path`` is relative to the root, with forward slashes."""

    path: str
    kind: Kind
    text: str
    digest: str
    """SHA-256 of the bytes, in hexadecimal: the same file, the same digest."""


@dataclass(frozen=True, slots=True)
class Content:
    """All files that could be read, by path, and what was wrong with the others.

    ``refused`` names the card files whose text is missing here, so that nobody reports
    what they hold as unknown. ``misplaced`` are files that do not count where they lie, or by
    their name: each is said once, and what it holds is not unknown either.
    """

    files: tuple[SourceFile, ...]
    refused: tuple[str, ...]
    misplaced: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_content(root: Path, content: Path) -> Content:
    """Read every card, study, bibliography and vocabulary file under ``content``.

    :raises UseError: where ``content`` is no folder.
    """
    if not content.is_dir():
        missing = "is not a folder" if content.exists() else "does not exist"
        raise UseError(f"the content folder {content} {missing}")
    return read_folder(os.path.relpath(content, root).replace(os.sep, "/"), DiskEntry(str(content)))


def read_folder(prefix: str, content: Entry) -> Content:
    """Read the same from a folder that may lie in memory; ``prefix`` begins all paths."""
    walk = _Walk(prefix)
    walk.top(content)
    return Content(
        tuple(walk.files), tuple(walk.refused), tuple(walk.misplaced), tuple(walk.diagnostics)
    )


_SUFFIX = {kind: ".bib" if kind is Kind.REFERENCE else ".yml" for kind in Kind}
_NEEDED = (Kind.CLAIM, Kind.VOCABULARY)
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

    def top(self, content: Entry) -> None:
        """Read the folder of each kind.

        A folder whose name is nearly one of ours is pointed out: it would be skipped in silence.
        """
        entries = self._entries(content, self.prefix)
        for entry in entries:
            near = get_close_matches(entry.name.lower(), [k.value for k in Kind], 1, 0.75)
            near = near or _MEANT_FOLDERS.get(entry.name.lower(), [])
            if near and near[0] != entry.name and entry.form is Form.FOLDER:
                path = f"{self.prefix}/{_printable(entry.name)}"
                hint = f"did you mean '{near[0]}'?"
                self._found("CC012", path, "this folder is not read", hint)
                self.misspelt.add(near[0])
                self._aside(entry, path, Kind(near[0]))
        named = {entry.name: entry for entry in entries}
        for kind in Kind:
            self.folder(named.get(kind.value), kind)

    def folder(self, folder: Entry | None, kind: Kind) -> None:
        """Read one kind's folder; claims stand one level deeper, in the folder of their topic."""
        path = f"{self.prefix}/{kind.value}"
        if folder and folder.form is Form.LINK:
            self._link(path, is_card=False)
        elif folder and folder.form is Form.FOLDER:
            self._level(folder, path, kind, 1 if kind is Kind.CLAIM else 0)
        elif (kind in _NEEDED and kind.value not in self.misspelt) or folder:
            message = f"the folder {kind.value} is missing"
            self._found("CC014", path, message, "make it, and put its files there")

    def _level(self, folder: Entry, path: str, kind: Kind, levels: int) -> None:
        for entry in self._entries(folder, path):
            here = f"{path}/{_printable(entry.name)}"
            form = entry.form
            if form is Form.LINK:
                self._link(here, is_card=here.endswith(_SUFFIX[kind]))
            elif form is Form.FOLDER and levels:
                self._name(here, entry.name, kind)
                self._level(entry, here, kind, levels - 1)
            elif form is Form.FOLDER:
                hint = "move its files into the folder above it"
                self._found("CC012", here, "a folder this deep is not read", hint)
                self._aside(entry, here, kind)
            elif self._is_card(here, entry, kind, levels):
                self._read(entry, here, kind)

    def _entries(self, folder: Entry, path: str) -> list[Entry]:
        try:
            seen = [entry for entry in folder.entries() if not _IGNORED.fullmatch(entry.name)]
        except OSError as error:
            self._unreadable(path, error)
            return []
        return sorted(seen, key=lambda entry: entry.name)

    def _is_card(self, path: str, entry: Entry, kind: Kind, levels: int) -> bool:
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
        if entry.form is not Form.FILE:
            self._refuse("CC003", path, "this is not a plain file", "delete it")
            return False
        return self._name(path, entry.name.removesuffix(suffix), kind)

    def _other_file(self, path: str, entry: Entry, kind: Kind) -> None:
        suffix = _SUFFIX[kind]
        meant = _MEANT.search(entry.name)
        if meant and (suffix == ".bib") != (meant[1].lower() == "bib"):
            kind = Kind.REFERENCE if meant[1].lower() == "bib" else Kind.STUDY
            there = "references/" if kind is Kind.REFERENCE else "studies/, or to claims/"
            hint = f"this folder holds {suffix} files: move it to {there}"
        elif meant:
            hint = f"rename it to end in {suffix}"
        else:
            hint = f"only files that end in {suffix} are read: move or rename it"
        severity = Severity.ERROR if meant else Severity.WARNING
        self._found("CC013", path, "this file is not read", hint, severity)
        if meant:
            self._set_aside(path, entry, kind)

    def _aside(self, folder: Entry, path: str, kind: Kind, levels: int = 2) -> None:
        """Set aside all cards of a folder that is not read as one."""
        for entry in self._entries(folder, path):
            here = f"{path}/{_printable(entry.name)}"
            if entry.form is Form.FOLDER and levels:
                self._aside(entry, here, kind, levels - 1)
            elif _MEANT.search(entry.name):
                self._set_aside(here, entry, kind)

    def _set_aside(self, path: str, entry: Entry, kind: Kind) -> None:
        """Keep the text of a file that does not count here, so that nobody calls it missing."""
        if entry.form is not Form.FILE:
            return
        try:
            raw = self._bytes(entry, path)
        except OSError:
            return
        if raw is not None and (text := decode(path, raw)[0]) is not None:
            digest = hashlib.sha256(raw).hexdigest()
            self.misplaced.append(SourceFile(path, kind, text, digest))

    def _name(self, path: str, name: str, kind: Kind) -> bool:
        """Say whether a file of this name can be read; diagnose a name that makes a bad address."""
        if _printable(name) != name:
            hint = "rename it with the letters a-z, digits and hyphens"
            self._refuse("CC015", path, "this name holds characters that cannot be shown", hint)
            return False
        if kind in (Kind.CLAIM, Kind.STUDY) and not _PLAIN_NAME.fullmatch(name):
            message = f"'{name}' cannot become the address of a page"
            hint = "use lower-case letters a-z, digits and hyphens, as in 'kidney-repair'"
            self._found("CC015", path, message, hint)
        return True

    def _read(self, entry: Entry, path: str, kind: Kind) -> None:
        try:
            raw = self._bytes(entry, path)
        except OSError as error:
            self._unreadable(path, error)
            self.refused.append(path)
            return
        if raw is None:
            return
        text, diagnostics = decode(path, raw)
        self.diagnostics += diagnostics
        if text is None:
            self.refused.append(path)
        else:
            self.files.append(SourceFile(path, kind, text, hashlib.sha256(raw).hexdigest()))

    def _bytes(self, entry: Entry, path: str) -> bytes | None:
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


def _printable(name: str) -> str:
    """A file's name as a terminal can show it; on disk it may hold any byte."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in name)
