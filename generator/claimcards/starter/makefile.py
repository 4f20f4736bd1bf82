"""The Makefile of a new site: our own rules, without those that make and test the program."""

from __future__ import annotations

import re
from collections.abc import Sequence

RULES = (
    "help",
    "$(ENV)/bin/python",
    "site",
    "serve",
    "check",
    "annotate",
    "formed",
    "report",
    "comment",
    "draft",
    "watch-standing",
    "watch-literature",
    "schemas",
    "forms",
)
"""The rules that are taken over as they are, by the file or name that they make."""

_RULE = re.compile(r"^([\w$()/.-]+):(?![=])", re.MULTILINE)


def makefile(own: str, ours: str) -> str:
    """A Makefile: ``own`` with '@RULES@' replaced by rules of ``ours``, '@NAMES@' by all names.

    Rules are parted by blank lines, and what stands above one without a blank line goes along.

    :raises ValueError: where a rule is not there.
    """
    parts = {name: part for part in ours.split("\n\n") for name in _RULE.findall(part)}
    if missing := [name for name in RULES if name not in parts]:
        raise ValueError(f"no rule for {', '.join(missing)}")
    text = own.replace("@RULES@", "\n\n".join(parts[name].strip("\n") for name in RULES))
    return text.replace("@NAMES@", " ".join(_names(_RULE.findall(text))))


def _names(targets: Sequence[str]) -> list[str]:
    """Those targets that are no files."""
    return [name for name in targets if re.fullmatch(r"[a-z-]+", name)]
