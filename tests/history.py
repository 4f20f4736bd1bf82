"""A git repository that a test writes commit by commit; who and when are always the same."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

IDENTITY = {
    "GIT_AUTHOR_NAME": "An invented author",
    "GIT_AUTHOR_EMAIL": "author@tea.example",
    "GIT_COMMITTER_NAME": "An invented author",
    "GIT_COMMITTER_EMAIL": "author@tea.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


@dataclass
class Repo:
    """A repository; ``day`` is that of the next commit, in January 2026."""

    folder: Path
    day: int = 1

    def git(self, *words: str) -> str:
        """Run git here, and give what it prints."""
        clock = f"2026-01-{self.day:02}T12:00:00+0000"
        settings = {**os.environ, **IDENTITY, "GIT_AUTHOR_DATE": clock, "GIT_COMMITTER_DATE": clock}
        done = subprocess.run(
            ["git", "-c", "init.defaultBranch=main", *words],
            cwd=self.folder,
            env=settings,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip()

    def start(self) -> Repo:
        """Make the repository."""
        self.git("init", "--quiet")
        return self

    def commit(self, subject: str) -> str:
        """Commit everything that lies here, and give the commit's id; each on a new day."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", subject)
        self.day += 1
        return self.git("rev-parse", "HEAD")
