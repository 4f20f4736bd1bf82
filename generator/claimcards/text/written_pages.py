"""The folder of hand-written pages, with the guards that cards have.

Whatever lies in it is published, and a pull request decides what lies there: so no link is
followed, nothing but plain files is opened, and what a page says is text that people can see.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from claimcards.text.characters import find_refused_characters
from claimcards.text.diagnostics import Diagnostic, Place, UseError
from claimcards.text.files import (
    MAX_BYTES,
    DiskEntry,
    EntryForm,
    FolderEntry,
    decode_bytes,
    relative_path,
)

MAX_PICTURE_BYTES = 8 * 1024 * 1024
"""The largest drawing (SVG) that is looked through."""
_TEXTS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".htm", ".html", ".xhtml", ".xml")
_HOME = ("index.md", "README.md", "index.html")
_SETTING = r"^{}:[ \t]*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s#][^\n#]*?))[ \t]*(?:#.*)?$"


@dataclass(frozen=True, slots=True)
class Written:
    """What lies in the folder of hand-written pages.

    ``folder`` is its path from the project's root. ``files`` are the paths below it of all
    that may be published, sorted; ``texts`` those of them that hold markup, with their text.
    ``withheld`` are files and whole folders that must not be published.
    """

    folder: str = ""
    files: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()

    def place(self, uri: str, line: int = 0, column: int = 0) -> Place:
        """A place in one of the files, as the project sees it."""
        return Place(f"{self.folder}/{uri}" if uri else self.folder, line, column)

    def withholds(self, uri: str) -> bool:
        """Whether a file, or a folder that it lies in, must not be published."""
        parts = uri.split("/")
        return any("/".join(parts[:end]) in self.withheld for end in range(1, len(parts) + 1))


def read_written(root: Path, folder: Path) -> Written:
    """Read the hand-written pages below ``folder``; places are relative to ``root``.

    :raises UseError: where the folder is not there, or is reached through a link.
    """
    refuse_link(root, folder, "the folder of hand-written pages")
    if not folder.is_dir():
        raise UseError(f"the folder of hand-written pages {folder} does not exist")
    walk = _PagesWalk(relative_path(root, folder))
    walk.level(DiskEntry(str(folder)), "", hidden=False)
    if not any(name in walk.files for name in _HOME):
        message = "the site has no home page"
        walk.found("CC274", "", message, "write index.md in this folder")
    return Written(
        walk.folder,
        tuple(walk.files),
        walk.texts,
        frozenset(walk.withheld),
        tuple(walk.diagnostics),
    )


def refuse_link(root: Path, folder: Path, called: str) -> None:
    """Refuse a folder of the project that is a link, or that a link leads to.

    :raises UseError: which names the link.
    """
    top = root.absolute()
    for path in (folder.absolute(), *folder.absolute().parents):
        if path == top or not path.is_relative_to(top):
            return
        if path.is_symlink():
            raise UseError(
                f"{called} {folder} is reached through the link {path}, and links are not "
                "followed; put the folder itself there"
            )


def find_pages_folder(root: Path, content: Path) -> Path | None:
    """The folder of hand-written pages: that of mkdocs.yml, else ``pages`` in the content.

    mkdocs.yml is read for this one setting only, so that a check needs no MkDocs. None where
    there is neither.
    """
    config = root / "mkdocs.yml"
    if not config.is_file():
        return content / "pages" if (content / "pages").is_dir() else None
    seen: set[Path] = set()
    while config.is_file() and config not in seen:
        seen.add(config)
        text = config.read_text(encoding="utf-8", errors="replace")
        if named := _read_setting("docs_dir", text):
            return config.parent / named
        config = config.parent / _read_setting("INHERIT", text)
    return root / "docs"


def _read_setting(name: str, text: str) -> str:
    found = re.search(_SETTING.format(name), text, re.MULTILINE)
    return next((part for part in found.groups() if part), "") if found else ""


@dataclass(slots=True)
class _PagesWalk:
    """One walk through the folder, in sorted order."""

    folder: str
    files: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def level(self, folder: FolderEntry, uri: str, *, hidden: bool) -> None:
        """Look at all that a folder holds.

        Hidden names, which editors leave, are neither published nor spoken of.
        """
        try:
            entries = sorted(folder.entries(), key=lambda entry: entry.name)
        except OSError as error:
            self._unreadable(uri, error)
            return
        for entry in entries:
            here = f"{uri}/{entry.name}" if uri else entry.name
            unseen = hidden or entry.name.startswith(".")
            if not entry.name.isprintable():
                hint = "rename it with the letters a-z, digits and hyphens"
                shown = entry.name.encode("unicode_escape").decode("ascii")
                message = f"the name {shown} holds characters that cannot be shown"
                self._withhold("CC015", here, message, hint, unseen)
            elif entry.form is EntryForm.FOLDER:
                self.level(entry, here, hidden=unseen)
            elif entry.form is EntryForm.LINK:
                message = "this is a link to another place, and links are not followed"
                self._withhold("CC001", here, message, "put the file itself here", unseen)
            elif entry.form is EntryForm.OTHER:
                self._withhold("CC003", here, "this is not a plain file", "delete it", unseen)
            elif unseen:
                self.withheld.add(here)
            else:
                self._file(entry, here)

    def _file(self, entry: FolderEntry, uri: str) -> None:
        name = entry.name.lower()
        try:
            if name.endswith(".svg"):
                self._text(entry, uri, MAX_PICTURE_BYTES)
            elif name.endswith(_TEXTS):
                self._text(entry, uri, MAX_BYTES)
            else:
                entry.read(1)  # now, and not in the middle of a build
                self.files.append(uri)
        except OSError as error:
            self._unreadable(uri, error)

    def _text(self, entry: FolderEntry, uri: str, most: int) -> None:
        if entry.size > most:
            message = f"this file has {entry.size:,} bytes; at most {most:,} are read"
            self._withhold("CC002", uri, message, "split it", unseen=False)
            return
        raw = entry.read(most)
        path = f"{self.folder}/{uri}"
        if not raw.strip():
            hint = "write the page, or delete the file"
            self._withhold("CC007", uri, "this file is empty", hint, unseen=False)
            return
        text, problems = decode_bytes(path, raw)
        if text is not None:
            problems += find_refused_characters(path, text, tabs=False)
        self.diagnostics += problems
        if text is None or any(problem.code == "CC008" for problem in problems):
            self.withheld.add(uri)
            return
        self.files.append(uri)
        self.texts[uri] = text

    def found(self, code: str, uri: str, message: str, hint: str) -> None:
        """Say what is wrong with a file of the folder."""
        place = Place(f"{self.folder}/{uri}" if uri else self.folder)
        self.diagnostics.append(Diagnostic(code, place, message, hint))

    def _withhold(self, code: str, uri: str, message: str, hint: str, unseen: bool) -> None:
        self.withheld.add(uri)
        if not unseen:
            self.found(code, uri, message, hint)

    def _unreadable(self, uri: str, error: OSError) -> None:
        self.withheld.add(uri)
        reason = error.strerror or type(error).__name__
        self.found("CC003", uri, f"this cannot be read: {reason}", "check its permissions")
