"""Answers kept on disk, each with its day, so that no registry is asked twice for one thing.

Only whole answers that were understood are kept. An entry that cannot be read is asked anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from claimcards.reading.files import UseError


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers. ``days`` is how long one counts; 0 keeps but never uses them."""

    folder: Path
    today: date
    days: int

    def get(self, url: str, params: dict[str, str]) -> str | None:
        """The text kept for this question, if it is not too old."""
        path, asked = self._path(url, params)
        try:
            entry = json.loads(path.read_text(encoding="utf-8"))
            age = self.today - date.fromisoformat(entry["on"])
            kept = entry["answer"] if entry["asked"] == asked else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        young = timedelta(0) <= age < timedelta(days=self.days)
        return kept if young and isinstance(kept, str) else None

    def put(self, url: str, params: dict[str, str], answer: str) -> None:
        """Keep an answer; a reader never meets half of one.

        :raises UseError: where the folder cannot be written.
        """
        path, asked = self._path(url, params)
        entry = {"asked": asked, "on": self.today.isoformat(), "answer": answer}
        new = path.with_suffix(f".{os.getpid()}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")
            new.replace(path)
        except OSError as error:
            message = f"cannot keep answers in {self.folder}: {error.strerror}"
            raise UseError(f"{message}; name another folder with --cache") from error

    def _path(self, url: str, params: dict[str, str]) -> tuple[Path, str]:
        asked = f"{url}?{urlencode(sorted(params.items()))}"
        name = hashlib.sha256(asked.encode()).hexdigest()[:40]
        host = urlsplit(url).netloc.replace(":", "-") or "none"
        return self.folder / host / f"{name}.json", asked
