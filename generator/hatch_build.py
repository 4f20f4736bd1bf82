"""What the wheel carries besides the package: the files that every new site gets from here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STARTER = "claimcards/desk/starter_site"


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Copies the files that ``desk/starter_site/shared.txt`` names into the wheel.

    Not into an editable one: in a checkout they are read where they stand.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name each file and where it goes; one that is not there stops the build."""
        if version == "editable":
            return
        root = Path(self.root)
        names = (root / "generator" / STARTER / "shared.txt").read_text(encoding="utf-8").split()
        for name in names:
            if not (root / name).is_file():
                raise FileNotFoundError(f"shared.txt names {name}, which is not there")
            build_data["force_include"][str(root / name)] = f"{STARTER}/shared/{name}"
