"""``claimcards bundle``: all content as one archive, for a release."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from claimcards.diagnostics import as_text, has_errors
from claimcards.reading.files import UseError, read_content
from claimcards.rendering.bundle import CITATION, SUMS, Citing, bundle_files, packed, sums
from claimcards.site import inspect
from claimcards.writing import fill


@click.command("bundle")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--config", default="mkdocs.yml", show_default=True, help="The site's mkdocs.yml.")
def pack_bundle(folder: Path, config: str) -> None:
    """Pack all cards, as they are and as data, into one archive in FOLDER, with its checksum.

    Title, version and authors come from CITATION.cff beside mkdocs.yml.
    """
    from claimcards.plugin import read_config  # MkDocs is loaded only where it is needed

    settings, _ = read_config(Path(config))
    root = settings.root
    citing = Citing.of(_read(root / CITATION))
    found = inspect(root, settings.content)
    click.echo(as_text(found.diagnostics), nl=False, err=True)
    if has_errors(found.diagnostics):
        sys.exit(1)
    cards = {
        f.path: (root / f.path).read_bytes() for f in read_content(root, settings.content).files
    }
    files = bundle_files(found.corpus, found.results, settings.publication, citing, cards)
    name = "-".join(re.findall(r"[a-z0-9.]+", f"{citing.title} {citing.version}".lower()))
    archive = packed(name, files)
    fill(folder, {f"{name}.zip": archive, SUMS: sums({f"{name}.zip": archive}).encode()})
    click.echo(f"{len(files)} files packed into {folder / name}.zip")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UseError(f"{path} cannot be read; save it as UTF-8") from error
    except OSError as error:
        raise UseError(f"{path} cannot be read: {error.strerror}; a bundle needs it") from error
