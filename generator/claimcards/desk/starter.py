"""A new site for another field: its files, its Makefile, and where it gets this program from."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from claimcards.cards.layout import write_in_flow
from claimcards.cards.scalars import SLUG
from claimcards.cards.schema import FILES, make_schemas
from claimcards.cards.typing import type_card
from claimcards.cards.vocabulary import Vocabulary
from claimcards.desk.forms import make_forms, write_form_yaml
from claimcards.desk.scaffold import UNTIL_REVIEW
from claimcards.text.card_text import read_card
from claimcards.text.diagnostics import UseError

_PLACE = re.compile(r"@([A-Z_]+)@")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the new site is to be called, and what its first topic.

    ``package`` is how pip is asked for claimcards, ``on`` the day of the first card.
    """

    name: str
    topic: str
    package: str
    on: date

    def __post_init__(self) -> None:
        if not re.fullmatch(SLUG, self.topic):
            raise UseError(
                f"'{self.topic}' cannot be the id of a topic: lower-case letters a-z, digits "
                "and single hyphens, such as 'sleep'"
            )
        if not self.name.strip() or not self.name.isprintable() or len(self.name) > 100:
            raise UseError("the name of a site is one line of at most 100 characters")
        if not self.package.strip() or not self.package.isprintable():
            raise UseError("the package is one line that pip understands")


def make_starter_files(wishes: Wishes) -> Mapping[str, str]:
    """All files of the new site, by their paths.

    :raises UseError: for wishes that cannot be.
    """
    words = _list_template_words(wishes)
    templates = read_own_files()
    files = {
        _fill_path(path, wishes): _fill_template(text, words) for path, text in templates.items()
    }
    ours = dict(read_shared_files())
    files["Makefile"] = write_makefile(templates["Makefile"], ours.pop("Makefile"))
    ours[".editorconfig"] = _drop_test_rules(ours[".editorconfig"])
    files |= ours
    files |= {f"schemas/{name}": text for name, text in make_schemas().items()}
    for form in make_forms(_read_starter_vocabulary(files)):
        files[f".github/ISSUE_TEMPLATE/{form.id}.yml"] = write_form_yaml(form)
    return dict(sorted(files.items()))


def is_program(text: str) -> bool:
    """Whether a file is to be run as it stands."""
    return text.startswith("#!")


def _fill_path(path: str, wishes: Wishes) -> str:
    return path.replace("TOPIC", wishes.topic).replace("DOT", ".")


def _list_template_words(wishes: Wishes) -> dict[str, str]:
    """What the templates ask for."""
    label = wishes.topic.replace("-", " ").capitalize()
    return {
        "NAME": wishes.name.strip(),
        "QUOTED_NAME": json.dumps(wishes.name.strip(), ensure_ascii=False),
        "TOPIC": wishes.topic,
        "QUOTED_TOPIC": write_in_flow(wishes.topic),  # 'null' is nothing in YAML, and a fine topic
        "QUOTED_LABEL": write_in_flow(label),
        "PACKAGE": wishes.package.strip(),
        "DAY": wishes.on.isoformat(),
        "REVIEW": (wishes.on + UNTIL_REVIEW).isoformat(),
    }


def _read_starter_vocabulary(files: Mapping[str, str]) -> Vocabulary:
    """The words of the new site, for the choices of its forms."""
    found = {}
    for name in ("topics", "designs"):
        card, _ = read_card(name, files[f"content/vocabulary/{name}.yml"])
        sourced = type_card(card, FILES[name])[0] if card else None
        assert sourced is not None  # our own template
        found[name] = {word.id: word for word in getattr(sourced.record, name)}
    return Vocabulary(topics=found["topics"], designs=found["designs"])


def _fill_template(text: str, words: Mapping[str, str]) -> str:
    """A template with its places filled; one that nobody knows stays and is seen by the tests."""
    return _PLACE.sub(lambda found: words.get(found[1], found[0]), text)


def _drop_test_rules(text: str) -> str:
    """The rules for editors without those for our own tests."""
    parts = text.rstrip("\n").split("\n\n")
    return "\n\n".join(part for part in parts if "[tests/" not in part) + "\n"


_HERE = Path(__file__).parent / "starter_site"
_CARRIED = _HERE / "shared"
_CHECKOUT = _HERE.parents[3]


def read_shared_files() -> Mapping[str, str]:
    """The files of this repository that every site has, by their paths."""
    root = _CARRIED if _CARRIED.is_dir() else _CHECKOUT
    names = (_HERE / "shared.txt").read_text(encoding="utf-8").split()
    return {name: (root / name).read_text(encoding="utf-8") for name in names}


def read_own_files() -> Mapping[str, str]:
    """The templates of a new site's own files, by their paths."""
    root = _HERE / "own"
    found = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}


RULES = (
    "help",
    "$(ENV)/bin/python",
    "site",
    "serve",
    "check",
    "annotate",
    "formed",
    "report",
    "comment",
    "draft",
    "watch-standing",
    "watch-literature",
    "schemas",
    "forms",
)
"""The rules that are taken over as they are, by the file or name that they make."""

_RULE = re.compile(r"^([\w$()/.-]+):(?![=])", re.MULTILINE)


def write_makefile(own: str, ours: str) -> str:
    """A Makefile: ``own`` with '@RULES@' replaced by rules of ``ours``, '@NAMES@' by all names.

    Rules are parted by blank lines, and what stands above one without a blank line goes along.

    :raises ValueError: where a rule is not there.
    """
    parts = {name: part for part in ours.split("\n\n") for name in _RULE.findall(part)}
    if missing := [name for name in RULES if name not in parts]:
        raise ValueError(f"no rule for {', '.join(missing)}")
    text = own.replace("@RULES@", "\n\n".join(parts[name].strip("\n") for name in RULES))
    return text.replace("@NAMES@", " ".join(_list_target_names(_RULE.findall(text))))


def _list_target_names(targets: Sequence[str]) -> list[str]:
    """Those targets that are no files."""
    return [name for name in targets if re.fullmatch(r"[a-z-]+", name)]


@dataclass(frozen=True, slots=True)
class PackageSource:
    """How pip is asked for this program.

    ``wheel`` is a file to be laid beside the requirements; ``folder`` one that a wheel has to
    be built from first, because it is on this machine alone.
    """

    package: str
    wheel: Path | None = None
    folder: Path | None = None


def find_source(version: str, installed: str | None) -> PackageSource:
    """The source of this version. ``installed`` is what pip wrote of it in direct_url.json.

    Nothing is written there for what came from an index.
    """
    package = f"claimcards=={version}"
    told = _read_install_record(installed)
    address, commit = told.get("url", ""), told.get("vcs_info", {}).get("commit_id", "")
    if commit:
        return PackageSource(f"claimcards @ git+{address}@{commit}")
    if urlsplit(address).scheme != "file":
        return PackageSource(package)
    path = Path(unquote(urlsplit(address).path))
    if path.suffix == ".whl" and path.is_file():
        return PackageSource(package, wheel=path)
    return PackageSource(package, folder=path if path.is_dir() else None)


def _read_install_record(installed: str | None) -> dict[str, Any]:
    try:
        found = json.loads(installed or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def copy_wheel_beside(wheel: Path, folder: Path) -> None:
    """Copy the wheel into the folder of the requirements.

    :raises UseError: where it cannot be copied.
    """
    try:
        (folder / wheel.name).write_bytes(wheel.read_bytes())
    except OSError as error:
        raise UseError(f"cannot copy {wheel.name}: {error.strerror}") from error
