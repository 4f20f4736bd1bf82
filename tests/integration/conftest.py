"""The built wheel, sites built from it, and how commands are run: each made once per run."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from claimcards import cli

Run = Callable[..., subprocess.CompletedProcess[str]]
Say = Callable[..., subprocess.CompletedProcess[str]]
Edit = Callable[[Path, str, str], None]
Once = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Make a folder once in a test run, even where several workers of pytest-xdist ask for it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return make


def command(
    *arguments: str, cwd: Path, path: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``python`` with these arguments; ``path`` is where claimcards is taken from."""
    given = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    given |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", **(env or {})}
    if path:
        given["PYTHONPATH"] = str(path)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=given,
        text=True,
        encoding="utf-8",
        capture_output=True,
        timeout=170,
        check=False,
    )


@pytest.fixture(scope="session")
def wheel(once: Once, repository: Path) -> Path:
    """A folder that the built wheel was installed into, and nothing else."""

    def fill(folder: Path) -> None:
        built = folder / "wheel"
        build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(built)]
        made = command(*build, str(repository), cwd=folder)
        assert made.returncode == 0, made.stdout + made.stderr
        pip = ["-m", "pip", "install", "--no-deps", "--no-index", "--no-compile", "--quiet"]
        file = next(built.glob("claimcards-*.whl"))
        got = command(*pip, "--target", str(folder / "installed"), str(file), cwd=folder)
        assert got.returncode == 0, got.stdout + got.stderr

    return once("wheel", fill) / "installed"


@pytest.fixture(scope="session")
def run(wheel: Path) -> Run:
    """Run a command with claimcards from the wheel: ``run('-m', 'mkdocs', 'build', cwd=...)``."""

    def installed(
        *arguments: str, cwd: Path, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return command(*arguments, cwd=cwd, path=wheel, env=env)

    return installed


@pytest.fixture(scope="session")
def real(once: Once, run: Run, repository: Path, published: dict[str, str]) -> Path:
    """A copy of the real project, its site built strictly from the wheel into ``site/``."""

    def fill(folder: Path) -> None:
        shutil.copy(repository / "mkdocs.yml", folder)
        shutil.copytree(repository / "content", folder / "content")
        built = run("-m", "mkdocs", "build", "--strict", cwd=folder, env=published)
        assert built.returncode == 0, built.stdout + built.stderr

    return once("real", fill)


@pytest.fixture(scope="session")
def second(once: Once, run: Run, coffee: Path) -> Path:
    """A copy of the second site's project, its site built strictly from the wheel."""

    def fill(folder: Path) -> None:
        shutil.copytree(coffee, folder, dirs_exist_ok=True)
        built = run("-m", "mkdocs", "build", "--strict", cwd=folder)
        assert built.returncode == 0, built.stdout + built.stderr

    return once("second", fill)


@pytest.fixture
def project(coffee: Path, tmp_path: Path) -> Path:
    """A copy of the second site's project that a test may break."""
    return shutil.copytree(coffee, tmp_path / "project")


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Change a text in a file that stands there exactly once."""

    def change(file: Path, old: str, new: str) -> None:
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Say:
    """Run ``claimcards`` in a folder, in this process: a start of Python costs a second."""

    def called(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["claimcards", *words])
        capfd.readouterr()
        code: int | str = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code or 0
        out, err = capfd.readouterr()
        return subprocess.CompletedProcess(words, int(code), out, err)

    return called
