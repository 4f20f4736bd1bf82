"""The workflows as data, and a copy of the project in which their steps can run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")

Workflow = dict[Any, Any]


@dataclass(frozen=True)
class Step:
    """A step that runs commands. ``env`` is what the workflow, the job and the step set."""

    workflow: str
    job: str
    name: str
    run: str
    env: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.workflow}: {self.name}"


def read(path: Path) -> Workflow:
    """A workflow; YAML reads its key 'on' as true."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """All jobs of all workflows: (file, id, job)."""
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield path.name, name, job


def steps() -> Iterator[Step]:
    """All steps that run commands."""
    for path in WORKFLOWS:
        workflow = read(path)
        for job_id, job in workflow["jobs"].items():
            for step in job["steps"]:
                if "run" in step:
                    sets = (workflow.get("env"), job.get("env"), step.get("env"))
                    env = {k: str(v) for given in sets for k, v in (given or {}).items()}
                    yield Step(path.name, job_id, step.get("name", ""), step["run"], env)


NO_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
GIT = {
    **NO_SETTINGS,
    "GIT_AUTHOR_NAME": "A guest",
    "GIT_AUTHOR_EMAIL": "guest@tea.example",
    "GIT_COMMITTER_NAME": "A guest",
    "GIT_COMMITTER_EMAIL": "guest@tea.example",
}


def git(folder: Path, *words: str) -> str:
    """Run git in a folder; what it printed."""
    env = {**os.environ, **GIT}
    done = subprocess.run(
        ["git", *words], cwd=folder, env=env, capture_output=True, text=True, check=True
    )
    return done.stdout


def clone(folder: Path) -> None:
    """The project as it lies here, in git, with a remote and an environment."""
    project = folder / "project"
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in sorted(filter(None, listed.split("\0"))):
        if (ROOT / name).is_file():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, project / name)
    git(project, "init", "--quiet", "--initial-branch", "main")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "All")
    git(folder, "clone", "--quiet", "--bare", str(project), str(folder / "remote"))
    git(project, "remote", "add", "origin", str(folder / "remote"))
    git(project, "fetch", "--quiet", "origin")
    _environment(project)


def _environment(project: Path) -> None:
    """What make looks for in .venv: programs that run this Python, and marks that it is ready."""
    programs = project / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, words in (("python", ""), ("claimcards", "-m claimcards"), ("mkdocs", "-m mkdocs")):
        program(programs / name, f'exec "{sys.executable}" {words} "$@"')
    newest = max(p.stat().st_mtime for p in project.rglob("*") if ".git" not in p.parts)
    for later, mark in enumerate((".site", ".test"), 1):
        (project / ".venv" / mark).touch()
        os.utime(project / ".venv" / mark, (newest + later, newest + later))


def program(path: Path, text: str) -> None:
    """Write a small shell program."""
    path.write_text(f"#!/usr/bin/env bash\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def run(step: str, project: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the commands of a step as GitHub does: bash, and the first failure ends it."""
    given = {**os.environ, **NO_SETTINGS, "PYTHONPATH": str(project / "generator"), **env}
    given |= {"PATH": f"{project.parent}/bin:{os.environ['PATH']}", "NO_MKDOCS_2_WARNING": "1"}
    given.pop("MAKEFLAGS", None)  # make, which may run these tests, would tell its children
    given.pop("MAKELEVEL", None)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step],
        cwd=project,
        env=given,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
