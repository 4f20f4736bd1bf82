"""``claimcards render``, ``bundle`` and ``init``: pages, a release, a new site."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from importlib import metadata
from pathlib import Path

import click

from claimcards import __version__
from claimcards.build import build_site
from claimcards.changes.history import read_past
from claimcards.desk.starter import (
    PackageSource,
    Wishes,
    copy_wheel_beside,
    find_source,
    is_program,
    make_starter_files,
)
from claimcards.inspection import inspect_content
from claimcards.pages.bundle import (
    CITATION,
    SUMS,
    Citing,
    list_bundle_files,
    pack_archive,
    write_checksums,
)
from claimcards.text.diagnostics import UseError, has_errors, print_as_text
from claimcards.text.files import read_content
from claimcards.text.writing import (
    fill_folder,
    hold_folder,
    make_beside,
    put_folder_in_place,
    write_new_file,
)


@click.command("render")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--config", default="mkdocs.yml", show_default=True, help="The site's mkdocs.yml.")
def render_site(folder: Path, config: str) -> None:
    """Write all pages as plain Markdown to FOLDER, for any builder of Markdown sites."""
    from claimcards.pages.page import write_site_folder
    from claimcards.plugin import read_config  # MkDocs is loaded only where it is needed

    settings = read_config(Path(config))
    past = read_past(settings, lambda text: click.echo(text, err=True))
    site = build_site(settings, past)
    click.echo(print_as_text(site.diagnostics), nl=False, err=True)
    if has_errors(site.diagnostics):
        sys.exit(1)
    with hold_folder(folder):
        count = write_site_folder(
            site.pages, site.inserts, site.files, settings.root, site.written, folder
        )
    click.echo(f"{count} files written to {folder}")


@click.command("bundle")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--config", default="mkdocs.yml", show_default=True, help="The site's mkdocs.yml.")
def pack_bundle(folder: Path, config: str) -> None:
    """Pack all cards, as they are and as data, into one archive in FOLDER, with its checksum.

    Title, version and authors come from CITATION.cff beside mkdocs.yml.
    """
    from claimcards.plugin import read_config  # MkDocs is loaded only where it is needed

    settings = read_config(Path(config))
    root = settings.root
    citing = Citing.of(_read_citation(root / CITATION))
    found = inspect_content(root, settings.content)
    click.echo(print_as_text(found.diagnostics), nl=False, err=True)
    if has_errors(found.diagnostics):
        sys.exit(1)
    cards = {
        f.path: (root / f.path).read_bytes() for f in read_content(root, settings.content).files
    }
    files = list_bundle_files(found.corpus, found.results, settings.publication, citing, cards)
    name = "-".join(re.findall(r"[a-z0-9.]+", f"{citing.title} {citing.version}".lower()))
    archive = pack_archive(name, files)
    with hold_folder(folder):
        fill_folder(
            folder,
            {f"{name}.zip": archive, SUMS: write_checksums({f"{name}.zip": archive}).encode()},
        )
    click.echo(f"{len(files)} files packed into {folder / name}.zip")


def _read_citation(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UseError(f"{path} cannot be read; save it as UTF-8") from error
    except OSError as error:
        raise UseError(f"{path} cannot be read: {error.strerror}; a bundle needs it") from error


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", default="Claims and evidence", show_default=True, help="The site's name.")
@click.option("--topic", default="first-topic", show_default=True, help="The first topic's id.")
@click.option("--package", help="How pip is asked for claimcards; this version of it, else.")
def begin_site(folder: Path, name: str, topic: str, package: str | None) -> None:
    """Begin a site for another field in DIR, with an invented claim to replace.

    It builds and checks at once, and brings its workflows, issue forms and editor settings.
    """
    origin = PackageSource(package) if package else find_source(__version__, _find_installed())
    files = make_starter_files(Wishes(name, topic, origin.package, date.today()))
    _refuse_what_is_there(folder)
    for path, text in files.items():
        write_new_file(folder / path, text)
        if is_program(text):
            (folder / path).chmod(0o755)
    if origin.wheel:
        copy_wheel_beside(origin.wheel, folder / "requirements")
    click.echo(f"{len(files)} files are in {folder}. Go on with its README.md:\n")
    if origin.folder:
        # Else make, and the workflows, would look for it on an index.
        click.echo(f"  pip wheel --no-deps --wheel-dir {folder}/requirements {origin.folder}")
    click.echo(f"  cd {folder}\n  make site")


def _find_installed() -> str | None:
    """What pip wrote of where this program came from; nothing for an index."""
    try:
        return metadata.distribution("claimcards").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None


def _refuse_what_is_there(folder: Path) -> None:
    """A new site begins in a folder of its own; a clone of an empty repository is one, too."""
    try:
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise UseError(f"{folder} is no folder; name one that is empty or not there yet")
        if folder.exists() and [p for p in folder.iterdir() if p.name != ".git"]:
            raise UseError(f"{folder} is not empty; name a folder that is, or is not there yet")
    except OSError as error:
        raise UseError(f"cannot look into {folder}: {error.strerror}") from error


@click.command("build")
@click.option("--config", default="mkdocs.yml", show_default=True, help="The site's mkdocs.yml.")
@click.option("--site-dir", default="site", show_default=True, help="The folder of the site.")
def build_whole_site(config: str, site_dir: str) -> None:
    """Build the site with MkDocs, strictly: any warning fails, and the last site stays.

    It is built beside the last one and put in its place when it is whole, also where several
    builds run at once.
    """
    target = Path.cwd() / site_dir
    with make_beside(target) as made:
        options = ["--strict", "--config-file", str(Path.cwd() / config), "--site-dir", str(made)]
        done = subprocess.run([sys.executable, "-m", "mkdocs", "build", *options], check=False)
        if done.returncode:
            click.echo("nothing was changed: the last site stays as it is", err=True)
            sys.exit(1)
        put_folder_in_place(made, target)
