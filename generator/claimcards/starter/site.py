"""The files of a new site: a topic, one invented claim to replace, and all that builds it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from claimcards.drafting.forms import as_yaml, forms
from claimcards.drafting.scaffold import UNTIL_REVIEW
from claimcards.formatting.texts import in_flow
from claimcards.model.scalars import SLUG
from claimcards.model.schema import FILES, schemas
from claimcards.model.typing import typed
from claimcards.model.vocabulary import Vocabulary
from claimcards.reading.cards import read_card
from claimcards.reading.files import UseError
from claimcards.starter.files import own, shared
from claimcards.starter.makefile import makefile

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


def starter(wishes: Wishes) -> Mapping[str, str]:
    """All files of the new site, by their paths.

    :raises UseError: for wishes that cannot be.
    """
    words = _words(wishes)
    templates = own()
    files = {_path(path, wishes): _filled(text, words) for path, text in templates.items()}
    ours = dict(shared())
    files["Makefile"] = makefile(templates["Makefile"], ours.pop("Makefile"))
    ours[".editorconfig"] = _without_tests(ours[".editorconfig"])
    files |= ours
    files |= {f"schemas/{name}": text for name, text in schemas().items()}
    for form in forms(_vocabulary(files)):
        files[f".github/ISSUE_TEMPLATE/{form.id}.yml"] = as_yaml(form)
    return dict(sorted(files.items()))


def is_program(text: str) -> bool:
    """Whether a file is to be run as it stands."""
    return text.startswith("#!")


def _path(path: str, wishes: Wishes) -> str:
    return path.replace("TOPIC", wishes.topic).replace("DOT", ".")


def _words(wishes: Wishes) -> dict[str, str]:
    """What the templates ask for."""
    label = wishes.topic.replace("-", " ").capitalize()
    return {
        "NAME": wishes.name.strip(),
        "QUOTED_NAME": json.dumps(wishes.name.strip(), ensure_ascii=False),
        "TOPIC": wishes.topic,
        "QUOTED_TOPIC": in_flow(wishes.topic),  # 'null' is nothing in YAML, and a fine topic
        "QUOTED_LABEL": in_flow(label),
        "PACKAGE": wishes.package.strip(),
        "DAY": wishes.on.isoformat(),
        "REVIEW": (wishes.on + UNTIL_REVIEW).isoformat(),
    }


def _vocabulary(files: Mapping[str, str]) -> Vocabulary:
    """The words of the new site, for the choices of its forms."""
    found = {}
    for name in ("topics", "designs"):
        card, _ = read_card(name, files[f"content/vocabulary/{name}.yml"])
        sourced = typed(card, FILES[name])[0] if card else None
        assert sourced is not None  # our own template
        found[name] = {word.id: word for word in getattr(sourced.record, name)}
    return Vocabulary(topics=found["topics"], designs=found["designs"])


def _filled(text: str, words: Mapping[str, str]) -> str:
    """A template with its places filled; one that nobody knows stays and is seen by the tests."""
    return _PLACE.sub(lambda found: words.get(found[1], found[0]), text)


def _without_tests(text: str) -> str:
    """The rules for editors without those for our own tests."""
    parts = text.rstrip("\n").split("\n\n")
    return "\n\n".join(part for part in parts if "[tests/" not in part) + "\n"
