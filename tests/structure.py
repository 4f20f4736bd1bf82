"""The shape of the package in figures: ``make structure`` prints them.

Rooms are the folders of the package and the modules beside them; an arrow leads from a room to
another that it imports from. A name is of one word where no underscore parts it.
"""

from __future__ import annotations

import ast
import statistics
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "generator" / "claimcards"
OF_NEW_SITES = "starter_site"
"""The folder of files for new sites, which is no part of the program."""


@dataclass(frozen=True)
class Module:
    """One module: ``name`` below the package, its syntax and its number of lines."""

    name: str
    tree: ast.Module
    lines: int

    @property
    def room(self) -> str:
        """The folder that it lies in, or its own name; empty for the package itself."""
        return self.name.split(".")[0]

    @property
    def functions(self) -> list[str]:
        """The functions of the module, not those of its classes."""
        return [node.name for node in self.tree.body if isinstance(node, ast.FunctionDef)]

    @property
    def classes(self) -> list[str]:
        """The classes of the module."""
        return [node.name for node in self.tree.body if isinstance(node, ast.ClassDef)]


def read_modules(package: Path = PACKAGE) -> list[Module]:
    """All modules of the package."""
    modules = []
    for path in sorted(package.rglob("*.py")):
        if OF_NEW_SITES in path.parts:
            continue
        parts = path.relative_to(package).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = path.read_text(encoding="utf-8")
        modules.append(Module(name, ast.parse(text), len(text.splitlines())))
    return modules


def find_arrows(modules: list[Module]) -> set[tuple[str, str]]:
    """Which room imports from which other."""
    rooms = {module.room for module in modules if module.room}
    arrows = set()
    for module in modules:
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.ImportFrom) or not node.module:
                continue
            if node.module.split(".")[0] != "claimcards":
                continue
            for alias in node.names:
                room = f"{node.module}.{alias.name}".split(".")[1]
                if room in rooms and module.room and room != module.room:
                    arrows.add((module.room, room))
    return arrows


def find_homes(modules: list[Module], kind: str) -> dict[str, set[str]]:
    """Each name of this kind, ``functions`` or ``classes``, with the modules that define it."""
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for module in modules:
        for name in getattr(module, kind):
            homes[name].add(module.name)
    return dict(homes)


def measure() -> dict[str, str]:
    """The figures, as they are printed."""
    modules = read_modules()
    functions, classes = find_homes(modules, "functions"), find_homes(modules, "classes")
    every = [name for module in modules for name in module.functions]
    short = [name for name in every if "_" not in name.strip("_")]
    return {
        "rooms": str(len({module.room for module in modules if module.room})),
        "arrows between rooms": str(len(find_arrows(modules))),
        "modules": str(len(modules)),
        "lines of Python": f"{sum(module.lines for module in modules):,}",
        "median lines of a module": f"{statistics.median(module.lines for module in modules):.0f}",
        "longest module": str(max(module.lines for module in modules)),
        "functions": str(len(every)),
        "of those with a name of one word": f"{len(short)} ({len(short) / len(every):.0%})",
        "function names in three modules or more": str(
            sum(len(where) > 2 for where in functions.values())
        ),
        "class names that stand twice": str(sum(len(where) > 1 for where in classes.values())),
    }


if __name__ == "__main__":
    for label, figure in measure().items():
        print(f"{label:<42}{figure:>10}")
