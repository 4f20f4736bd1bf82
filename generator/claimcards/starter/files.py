"""Where the files of a new site come from: our own templates, and those of this repository.

Workflows, editor settings and make rules are those by which this repository itself works, so
that there is one source of them. The wheel carries copies in ``shared/`` (made by
``generator/hatch_build.py``); in a checkout they are read where they stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_HERE = Path(__file__).parent
_CARRIED = _HERE / "shared"
_CHECKOUT = _HERE.parents[2]


def shared() -> Mapping[str, str]:
    """The files of this repository that every site has, by their paths."""
    root = _CARRIED if _CARRIED.is_dir() else _CHECKOUT
    names = (_HERE / "shared.txt").read_text(encoding="utf-8").split()
    return {name: (root / name).read_text(encoding="utf-8") for name in names}


def own() -> Mapping[str, str]:
    """The templates of a new site's own files, by their paths."""
    root = _HERE / "own"
    found = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}
