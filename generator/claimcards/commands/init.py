"""``claimcards init``: a new site for another field."""

from __future__ import annotations

from datetime import date
from importlib import metadata
from pathlib import Path

import click

from claimcards import __version__
from claimcards.reading.files import UseError
from claimcards.starter.site import Wishes, is_program, starter
from claimcards.starter.source import Source, lay_beside, source
from claimcards.writing import write_new


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", default="Claims and evidence", show_default=True, help="The site's name.")
@click.option("--topic", default="first-topic", show_default=True, help="The first topic's id.")
@click.option("--package", help="How pip is asked for claimcards; this version of it, else.")
def begin_site(folder: Path, name: str, topic: str, package: str | None) -> None:
    """Begin a site for another field in DIR, with an invented claim to replace.

    It builds and checks at once, and brings its workflows, issue forms and editor settings.
    """
    origin = Source(package) if package else source(__version__, _installed())
    files = starter(Wishes(name, topic, origin.package, date.today()))
    _refuse_what_is_there(folder)
    for path, text in files.items():
        write_new(folder / path, text)
        if is_program(text):
            (folder / path).chmod(0o755)
    if origin.wheel:
        lay_beside(origin.wheel, folder / "requirements")
    click.echo(f"{len(files)} files are in {folder}. Go on with its README.md:\n")
    if origin.folder:
        # Else make, and the workflows, would look for it on an index.
        click.echo(f"  pip wheel --no-deps --wheel-dir {folder}/requirements {origin.folder}")
    click.echo(f"  cd {folder}\n  make site")


def _installed() -> str | None:
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
