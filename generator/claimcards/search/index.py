"""The one module that knows pagefind: it makes the search's index with pagefind's program.

The program is run by itself on documents in a temporary folder, with nothing of this
machine's environment: it would read settings from both. Its Python interface waits a tenth
of a second for each record.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

import pagefind_bin

from claimcards.text.diagnostics import UseError

KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
"""What a site needs of pagefind's own files, beside the index; its interfaces stay out."""
PATTERNS = ("wasm.en.pagefind", "*.pf_meta", "index/*", "fragment/*")
LONGEST = 600
"""Seconds after which something is wrong; 5,000 claims take about ten."""

_DEAD = "the search cannot be built"
_AGAIN = "install claimcards again, or name the fault in an issue"


log = logging.getLogger("mkdocs.plugins.claimcards")

AT_ONCE = 500
"""Documents that a preview waits for; that takes less than half a second."""


class Indexer:
    """Makes the index of a site, and of each state of a preview."""

    def __init__(self) -> None:
        self._turn = 0
        self._one = threading.Lock()

    def see_that_it_runs(self) -> None:
        """Find out before anything is cleaned or built whether pagefind starts here.

        :raises UseError: where it does not.
        """
        with tempfile.TemporaryDirectory(prefix="claimcards-search-") as name:
            _run_pagefind(["--version"], Path(name))

    def index(self, documents: Mapping[str, str], folder: Path) -> None:
        """Make the index of a site that is to be published.

        :raises UseError: where it cannot be made.
        """
        make_index(documents, folder)

    def preview(self, documents: Mapping[str, str], folder: Path) -> None:
        """Make the index of a preview, a large one in the background; a fault is only said."""
        self._turn += 1
        if len(documents) <= AT_ONCE:
            self._make(documents, folder, self._turn)
            return
        arguments = (documents, folder, self._turn)
        threading.Thread(target=self._make, args=arguments, daemon=True).start()

    def _make(self, documents: Mapping[str, str], folder: Path, turn: int) -> None:
        with self._one:
            if turn != self._turn:
                return  # a newer state of the site waits already
            try:
                make_index(documents, folder)
            except UseError as error:
                log.warning("%s", error)


def make_index(documents: Mapping[str, str], folder: Path) -> None:
    """Make the index of some documents in a folder, in place of the one that was there.

    ``documents`` are HTML by file name. The same documents give the same files.

    :raises UseError: where pagefind cannot run, or says no; the folder is left as it was.
    """
    with tempfile.TemporaryDirectory(prefix="claimcards-search-") as name:
        source, made = Path(name) / "documents", Path(name) / "index"
        source.mkdir()
        for file, text in documents.items():
            (source / file).write_text(text, encoding="utf-8")
        options = ["--site", str(source), "--output-path", str(made)]
        _run_pagefind([*options, "--force-language", "en", "--silent"], source)
        _see_that_all_is_there(made)
        _put_index(made, folder)


def _run_pagefind(arguments: list[str], folder: Path) -> None:
    try:
        program = pagefind_bin.get_executable()
        done = subprocess.run(
            [str(program), *arguments],
            cwd=folder,
            env={},
            capture_output=True,
            text=True,
            errors="replace",
            timeout=LONGEST,
            check=False,
        )
    except (OSError, RuntimeError, subprocess.TimeoutExpired) as error:
        raise UseError(
            f"the search cannot be built: pagefind does not run ({error}); {_AGAIN}"
        ) from error
    if done.returncode:
        said = (
            " ".join((done.stderr or done.stdout).split())[:300] or f"exit code {done.returncode}"
        )
        raise UseError(f"the search cannot be built: pagefind says: {said}; {_AGAIN}")


def _see_that_all_is_there(made: Path) -> None:
    missing = [name for name in (*KEPT, *PATTERNS) if not any(made.glob(name))]
    if missing:
        raise UseError(f"{_DEAD}: pagefind made no {', '.join(missing)}; {_AGAIN}")


def _put_index(made: Path, folder: Path) -> None:
    """Copy what is needed; what an earlier run left there goes first."""
    try:
        if folder.exists():
            shutil.rmtree(folder)
        for pattern in (*KEPT, *PATTERNS):
            for path in sorted(made.glob(pattern)):
                target = folder / path.relative_to(made)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    except OSError as error:
        raise UseError(f"the search cannot be written to {folder}: {error.strerror}") from error
