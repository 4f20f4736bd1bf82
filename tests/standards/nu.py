"""Valid HTML: the Nu checker reads every page of the built site."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.standards.tools import vnu

THEME = (
    # Material keeps the state of its menus in hidden checkboxes and says autocomplete=off there.
    "An “input” element with a “type” attribute whose value is “hidden”, “checkbox”",
    "Attribute “autocomplete” is only allowed when the input type is",
    # Its table of contents has a label for a drawer that pages with this navigation lack.
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden",
)
"""How messages begin that the theme causes on every page, and no page of ours can mend."""


def problems(site: Path) -> list[str]:
    """Every error of every page, as 'page:line: message', but for those of the theme."""
    command = [*vnu(), "--format", "json", "--skip-non-html", "--errors-only", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return sorted(_told(site, messages))


def _told(site: Path, messages: list[dict[str, Any]]) -> Iterator[str]:
    for message in messages:
        text = message["message"]
        if not text.startswith(THEME):
            page = message.get("url", "").removeprefix(f"file:{site}/")
            yield f"{page}:{message.get('lastLine', 1)}: {text}"
