"""The policy in a browser: a script that slipped in does not run, the theme's own do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

WITHOUT_GUARDS = """\
from markupsafe import Markup
from claimcards import inspection
from claimcards.pages import templating
templating.finalise_value = lambda value: Markup(value)
inspection.check_written = lambda written: ()
from mkdocs.__main__ import cli
cli(["build"])
"""
"""Builds the site with the escaping and the check of hand-written pages switched off."""

SMUGGLED = (
    "<script>window.ran = 1</script>",
    '<img src="assets/none.png" onerror="window.ran = 2">',
    "<svg><script>window.ran = 3</script></svg>",
)
CARD = "content/claims/body/body-awake.yml"


class Quiet(SimpleHTTPRequestHandler):
    """A static server that says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """The tests look at the pages."""


@pytest.fixture(scope="module")
def poisoned(coffee: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second site, with scripts in a card's text and on a hand-written page."""
    project = tmp_path_factory.mktemp("poisoned") / "project"
    shutil.copytree(coffee, project)
    text = (project / CARD).read_text(encoding="utf-8")
    start = text.index("statement: ")
    end = text.index("\n", start)
    said = text[start + len("statement: ") : end]
    text = f"{text[:start]}statement: '{said} {SMUGGLED[0]}'{text[end:]}"
    (project / CARD).write_text(text, encoding="utf-8")
    with (project / "content/pages/index.md").open("a", encoding="utf-8") as page:
        page.write("\n\n" + "\n\n".join(SMUGGLED) + "\n")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_GUARDS],
        cwd=project,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def served(poisoned: Path) -> Iterator[str]:
    """The address of that site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(poisoned))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["", "claims/body-awake/"], ids=["hand-written", "card"])
def test_a_script_that_slipped_in_does_not_run(
    path: str, poisoned: Path, served: str, page: Page
) -> None:
    """It stands on the page as a script, and the browser refuses it."""
    html = (poisoned / path / "index.html").read_text(encoding="utf-8")
    assert SMUGGLED[0] in html
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(served + path)
    page.wait_for_load_state("load")
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in text for text in refused)


@pytest.mark.parametrize("path", ["", "claims/body-awake/", "404.html"])
def test_the_themes_own_scripts_run(path: str, served: str, page: Page) -> None:
    """Those within the page, which begin what its file of scripts goes on with."""
    page.goto(served + path)
    page.wait_for_function("typeof __md_get === 'function' && document.querySelector('.js')")


def test_without_the_policy_the_script_would_run(poisoned: Path, page: Page) -> None:
    """So it is the policy that stops it, and nothing else."""
    html = (poisoned / "index.html").read_text(encoding="utf-8")
    start = html.index('<meta http-equiv="Content-Security-Policy"')
    page.set_content(html[:start] + html[html.index(">", start) + 1 :])
    assert page.evaluate("window.ran") is not None
