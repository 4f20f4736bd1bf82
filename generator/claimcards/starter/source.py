"""Where a new site gets this program from: the same place as whoever begins it, where it can."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from claimcards.reading.files import UseError


@dataclass(frozen=True, slots=True)
class Source:
    """How pip is asked for this program.

    ``wheel`` is a file to be laid beside the requirements; ``folder`` one that a wheel has to
    be built from first, because it is on this machine alone.
    """

    package: str
    wheel: Path | None = None
    folder: Path | None = None


def source(version: str, installed: str | None) -> Source:
    """The source of this version. ``installed`` is what pip wrote of it in direct_url.json.

    Nothing is written there for what came from an index.
    """
    package = f"claimcards=={version}"
    told = _told(installed)
    address, commit = told.get("url", ""), told.get("vcs_info", {}).get("commit_id", "")
    if commit:
        return Source(f"claimcards @ git+{address}@{commit}")
    if urlsplit(address).scheme != "file":
        return Source(package)
    path = Path(unquote(urlsplit(address).path))
    if path.suffix == ".whl" and path.is_file():
        return Source(package, wheel=path)
    return Source(package, folder=path if path.is_dir() else None)


def _told(installed: str | None) -> dict[str, Any]:
    try:
        found = json.loads(installed or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def lay_beside(wheel: Path, folder: Path) -> None:
    """Copy the wheel into the folder of the requirements.

    :raises UseError: where it cannot be copied.
    """
    try:
        (folder / wheel.name).write_bytes(wheel.read_bytes())
    except OSError as error:
        raise UseError(f"cannot copy {wheel.name}: {error.strerror}") from error
