"""The same content gives the same bytes: on another day, in another folder, in another order."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from pathlib import Path

import pytest
from tests.integration.conftest import Run

# MkDocs asks the clock at many places; the whole process lives on another day instead.
ON_ANOTHER_DAY = """
import datetime, sys, time
shift = float(sys.argv.pop(1))
now, stamp = datetime.datetime.now, time.time
class Shifted(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return now(tz) + datetime.timedelta(seconds=shift)
    @classmethod
    def utcnow(cls):
        return now(datetime.timezone.utc).replace(tzinfo=None) + datetime.timedelta(seconds=shift)
class Day(datetime.date):
    @classmethod
    def today(cls):
        return Shifted.now().date()
datetime.datetime, datetime.date = Shifted, Day
time.time = lambda: stamp() + shift
from mkdocs.__main__ import cli
cli()
"""
YEAR = 366 * 24 * 3600


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with the SHA-256 of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def later(second: Path, run: Run, tmp_path: Path) -> Path:
    """The second site built a year later, elsewhere, from files that were made in another order."""
    project = tmp_path / "elsewhere" / "project"
    files = [p for p in second.rglob("*") if p.is_file() and "site" not in p.parts]
    for path in sorted(files, reverse=True):
        target = project / path.relative_to(second)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    build = ("-c", ON_ANOTHER_DAY, str(YEAR), "build", "--strict")
    env = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}
    built = run(*build, cwd=project, env=env)
    assert built.returncode == 0, built.stdout + built.stderr
    return project / "site"


def test_two_builds_on_different_days_are_the_same_bytes(second: Path, later: Path) -> None:
    """No file differs, the sitemap and its compressed copy included."""
    before, after = tree(second / "site"), tree(later)
    assert {"sitemap.xml", "sitemap.xml.gz"} <= before.keys()
    names = before.keys() | after.keys()
    assert [name for name in sorted(names) if before.get(name) != after.get(name)] == []


def test_the_sitemap_gives_the_days_of_the_cards(second: Path) -> None:
    """A claim's page has the day on which its card was last worked over."""
    packed = (second / "site" / "sitemap.xml.gz").read_bytes()
    text = gzip.decompress(packed).decode()
    assert text == (second / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert "<lastmod>2026-11-21</lastmod>" in text


def test_the_fake_clock_reaches_mkdocs(run: Run, tmp_path: Path) -> None:
    """Without claimcards the sitemap does show the day: the comparison above can fail."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    config = "site_name: Plain\nsite_url: https://plain.example/\ntheme: {name: mkdocs}\n"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    sitemaps = []
    for shift in ("0", str(YEAR)):
        done = run("-c", ON_ANOTHER_DAY, shift, "build", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        sitemaps.append((tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8"))
    assert sitemaps[0] != sitemaps[1]
