"""Measure the cost per card, as ratios of one run: ``python -m tests.benchmarks``.

Seconds are processor time, so that other work on the machine shows less; compare them
within one run only.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.parts import BUILT, TOTAL

SIZES = (1_000, 5_000)
QUICK = (20,)
SHARE = 0.25
"""The largest share of MkDocs's time that our core may take."""
GROWTH = 1.1
"""What n times the claims may cost at most, in units of n: 5.5 times for five times as many."""
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Measured:
    """One part of one run."""

    seconds: dict[str, float]
    wall: float
    peak: int
    pages: int

    @property
    def total(self) -> float:
        """Processor seconds of all of it."""
        return self.seconds[TOTAL]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and say whether the targets are met: 0, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=list(SIZES), metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--quick", action="store_true", help=f"only see that it works, with {QUICK[0]} claims"
    )
    options = parser.parse_args(arguments)
    sizes = sorted(QUICK if options.quick else options.claims)
    runs = {}
    for claims in sizes:
        runs[claims] = measure(claims, options.seed)
        _print_run(claims, *runs[claims])
    met = print_ratios(runs)
    return 0 if met or options.quick else 1


def measure(claims: int, seed: int) -> tuple[Measured, Measured]:
    """Our core and MkDocs on one invented site, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="claimcards-") as name:
        _part("generate", name, str(claims), str(seed))
        core = _measured(_part("core", name))
        mkdocs = _measured(_part("mkdocs", name))
        if mkdocs.pages < core.pages:
            raise SystemExit(f"MkDocs built {mkdocs.pages} of {core.pages} pages into {BUILT}")
        return core, mkdocs


def _part(*arguments: str) -> str:
    command = [sys.executable, "-m", "tests.benchmarks.parts", *arguments]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _measured(printed: str) -> Measured:
    return Measured(**json.loads(printed.strip().splitlines()[-1]))


def _print_run(claims: int, core: Measured, mkdocs: Measured) -> None:
    print(f"\n{claims:,} claims, {core.pages:,} pages{'processor s':>24}{'ms a claim':>12}")
    for stage, seconds in core.seconds.items():
        if stage != TOTAL:
            print(f"  {stage:<28}{seconds:>18.2f}{1000 * seconds / claims:>12.2f}")
    for name, part in (("our core", core), ("MkDocs on the same Markdown", mkdocs)):
        print(
            f"  {name:<28}{part.total:>18.2f}{1000 * part.total / claims:>12.2f}"
            f"   {part.wall:.1f} s by the clock, peak {part.peak / 2**20:,.0f} MiB"
        )
    sys.stdout.flush()


def print_ratios(runs: Mapping[int, tuple[Measured, Measured]]) -> bool:
    """Print each ratio with its target; say whether all are met."""
    print("\nratios")
    met = True
    for claims, (core, mkdocs) in runs.items():
        met &= _ratio(f"our core / MkDocs, {claims:,} claims", core.total / mkdocs.total, SHARE)
    small, large = min(runs), max(runs)
    if small != large:
        (little, _), (much, _) = runs[small], runs[large]
        most = GROWTH * large / small
        met &= _ratio(f"our core, {large:,} / {small:,} claims", much.total / little.total, most)
        met &= _ratio(f"peak memory, {large:,} / {small:,} claims", much.peak / little.peak, most)
    return met


def _ratio(name: str, found: float, most: float) -> bool:
    met = found <= most
    print(f"  {name:<44}{found:>8.3f}   at most {most:.2f}: {'met' if met else 'MISSED'}")
    return met


if __name__ == "__main__":
    sys.exit(main())
