"""How much of the rules the tests hold: ``python -m tests.mutants --count 60``.

One small thing is changed in one module of ``verdict/`` at a time: a comparison turned round, a
number one higher, 'and' made 'or', a condition denied. A change that no test notices is printed:
either it changes nothing that can be seen, or a test is missing. The seed says which changes are
tried, so a run can be repeated. Tests run with a limit: a change that loops for ever is noticed.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
RULES = ("findings", "groups", "weighing", "rules", "certainty", "claims", "hinges")
TESTS = ("tests/unit/verdict", "tests/unit/checks", "tests/golden/test_golden.py")
SLOW_TESTS = ("tests/property/test_synthesis_properties.py", "tests/unit/pages")
LIMIT = 300
"""Seconds after which a run of the tests is stopped, and the change counts as noticed."""

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


@dataclass(frozen=True)
class Mutant:
    """One change: ``text`` is the whole module with it."""

    module: str
    line: int
    what: str
    text: str


def list_mutants(module: str) -> Iterator[Mutant]:
    """Every change that is tried in a module."""
    text = (ROOT / "generator/claimcards/verdict" / f"{module}.py").read_text(encoding="utf-8")
    for number in range(sum(1 for _ in walk(ast.parse(text)))):
        tree = ast.parse(text)
        node = [*walk(tree)][number]
        before = ast.unparse(node) if isinstance(node, ast.expr) else ""
        if change(node):
            line, after = getattr(node, "lineno", 0), ast.unparse(node)
            yield Mutant(module, line, f"{before} -> {after}", ast.unparse(tree))


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """The syntax below a node, but decorators: whether a value has slots, no test can see."""
    yield node
    for child in ast.iter_child_nodes(node):
        if child not in getattr(node, "decorator_list", ()):
            yield from walk(child)


def change(node: ast.AST) -> bool:
    """Change this node in place, if it is one of those that are tried."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        node.ops[0] = TURNED[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        node.value += 1
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        node.value = not node.value
    elif isinstance(node, ast.IfExp):
        node.body, node.orelse = node.orelse, node.body
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
    elif isinstance(node, ast.Name) and node.id in ("any", "all"):
        node.id = "all" if node.id == "any" else "any"
    elif isinstance(node, ast.Name) and node.id in ("min", "max"):
        node.id = "max" if node.id == "min" else "min"
    else:
        return False
    return True


def is_noticed(mutant: Mutant) -> bool:
    """Whether a test fails with this change."""
    with tempfile.TemporaryDirectory(prefix="claimcards-") as name:
        package = Path(name) / "claimcards"
        shutil.copytree(ROOT / "generator/claimcards", package)
        file = package / "verdict" / f"{mutant.module}.py"
        file.write_text(mutant.text, encoding="utf-8")
        return any(fails(Path(name), tests) for tests in (TESTS, SLOW_TESTS))


def fails(path: Path, tests: tuple[str, ...]) -> bool:
    """Whether these tests fail, or do not end, with the package at this path."""
    words = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *words],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main() -> None:
    """Try a number of changes, and say which no test noticed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    every = [mutant for module in RULES for mutant in list_mutants(module)]
    tried = random.Random(given.seed).sample(every, min(given.count, len(every)))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        noticed = list(pool.map(is_noticed, tried))
    for mutant, seen in zip(tried, noticed, strict=True):
        if not seen:
            print(f"verdict/{mutant.module}.py:{mutant.line}: {mutant.what}")
    print(f"{sum(noticed)} of {len(tried)} changes were noticed, of {len(every)} that can be tried")


if __name__ == "__main__":
    main()
