"""What all tests share: where the repository, the real content and the second site are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test asserts a time. Where a change is judged (CI), it is judged by the same examples each
# time; elsewhere new ones are tried.
settings.register_profile(
    "claimcards",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("claimcards")

# Material for MkDocs announces its end of life at every import; docs/decisions.md answers it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def coffee(repository: Path) -> Path:
    """The second site: about coffee, small, complete and invented."""
    return repository / "tests" / "sites" / "coffee"


@pytest.fixture(scope="session")
def published() -> dict[str, str]:
    """The environment in which a site is built that the public will read."""
    return {
        "SITE_URL": "https://evidence.example/msc-exosomes/",
        "REPO_URL": "https://github.com/example/msc-exosomes",
    }
