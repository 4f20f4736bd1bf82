"""That the benchmarks work; no test asserts a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcards.inspection import inspect_content
from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import synthetic


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_content(tmp_path: Path) -> None:
    """Size and seed say everything."""
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        synthetic.write(tmp_path / name, 10, seed)
    assert _files(tmp_path / "a") == _files(tmp_path / "b") != _files(tmp_path / "c")


def test_the_content_is_sound_and_shaped_like_the_real(tmp_path: Path) -> None:
    """No diagnostic; 8 to 12 findings and 150 to 300 lines a claim; both sides and all strata."""
    synthetic.write(tmp_path / "content", 50, 1)
    found = inspect_content(tmp_path, tmp_path / "content")
    assert found.diagnostics == ()
    claims = [c.record for c in found.corpus.claims.values() if not c.record.over]
    assert {len(claim.findings) for claim in claims} <= set(range(8, 13))
    assert len(found.corpus.studies) == synthetic.STUDIES * len(claims)
    for path in (tmp_path / "content" / "claims").rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        assert "over:" in text or 150 <= text.count("\n") <= 300
    assert len({result.headline.verdict for result in found.results.values()}) >= 4


def test_a_quick_run_reports_all_parts(capsys: pytest.CaptureFixture[str]) -> None:
    """Every stage is printed, and our core against MkDocs; no time decides."""
    assert benchmarks.main(["--quick"]) == 0
    printed = capsys.readouterr().out
    for words in ("load", "judge", "check", "pages", "citations", "peak"):
        assert words in printed
    assert "our core / MkDocs, 20 claims" in printed


def _measured(seconds: float) -> benchmarks.Measured:
    return benchmarks.Measured({"total": seconds}, wall=seconds, peak=int(seconds), pages=1)


@pytest.mark.parametrize(
    ("core", "met"), [((10, 55), True), ((10, 56), False), ((11, 55), False), ((11, 65), False)]
)
def test_ratios_are_judged_by_their_targets(core: tuple[int, int], met: bool) -> None:
    """A quarter of MkDocs's time, and 5.5 times for five times as many claims."""
    mkdocs = (40, 240)
    runs = {
        claims: (_measured(ours), _measured(theirs))
        for claims, ours, theirs in zip(benchmarks.SIZES, core, mkdocs, strict=True)
    }
    assert benchmarks.print_ratios(runs) is met
