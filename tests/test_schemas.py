"""JSON Schemas: drawn from the models, and at one with the reader about what a card may hold."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from claimcards.cards.schema import FILES, make_schemas
from claimcards.cards.typing import type_card
from claimcards.text.card_text import read_card
from tests.each import list_failures

ROOT = Path(__file__).parents[1]
SITES = (ROOT / "content", ROOT / "tests" / "sites" / "coffee" / "content")
CARDS = sorted(path for site in SITES for path in site.rglob("*.yml"))


def as_json(node: Any) -> Any:
    """What YAML's safe loader gives, as JSON has it: days are text, and so is the key 'on'.

    YAML 1.1 takes the key ``on`` for the word 'true'; editors follow YAML 1.2 and do not.
    """
    if isinstance(node, dict):
        return {"on" if key is True else key: as_json(value) for key, value in node.items()}
    if isinstance(node, list):
        return [as_json(item) for item in node]
    return node.isoformat() if isinstance(node, date) else node


@cache
def validator(name: str) -> Any:
    """The validator of one kind of card file, its schema checked."""
    schema = json.loads(make_schemas()[f"{name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def refused(name: str, text: str) -> list[str]:
    """What the schema has against a card."""
    found = validator(name).iter_errors(as_json(yaml.safe_load(text)))
    return [f"{error.json_path}: {error.message}" for error in found]


def read(name: str, text: str) -> list[str]:
    """What our own reader has against it."""
    card, problems = read_card("card.yml", text)
    assert card is not None
    return [str(d) for d in (*problems, *type_card(card, FILES[name])[1])]


def kind_of(path: Path) -> str:
    """The name of a card's schema: its folder's kind, or for vocabulary its file's name."""
    folder = path.parts[path.parts.index("content", len(ROOT.parts)) + 1]
    return {"claims": "claim", "studies": "study"}.get(folder, path.stem)


def test_the_schemas_in_the_repository_are_those_of_the_models() -> None:
    """Run `make schemas` after a change of the model."""
    kept = {p.name: p.read_text(encoding="utf-8") for p in (ROOT / "schemas").glob("*.json")}
    assert kept == make_schemas()


@pytest.mark.parametrize("name", FILES)
def test_every_key_is_explained(name: str) -> None:
    """An editor has a sentence for each key of each kind of card."""
    schema = json.loads(make_schemas()[f"{name}.schema.json"])
    for part in (schema, *schema.get("$defs", {}).values()):
        for key, field in part.get("properties", {}).items():
            assert field.get("description"), f"{part.get('description', name)}: {key}"


def test_every_real_card_fits_its_schema() -> None:
    """What the checker accepts, an editor accepts."""

    def look(path: Path) -> None:
        assert refused(kind_of(path), path.read_text(encoding="utf-8")) == []

    assert list_failures(look, CARDS, lambda p: p.stem) == []


def test_every_real_card_names_its_schema() -> None:
    """The first line tells an editor where the schema is, and it is there."""

    def look(path: Path) -> None:
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        if path.is_relative_to(ROOT / "content"):
            assert first.startswith("# yaml-language-server: $schema=")
        if "$schema=" in first:
            target = (path.parent / first.partition("$schema=")[2].strip()).resolve()
            assert target == ROOT / "schemas" / f"{kind_of(path)}.schema.json"
            assert target.is_file()

    assert list_failures(look, CARDS, lambda p: p.stem) == []


CLAIM = """\
id: {id}
statement: {statement}
kind: effect
about: people
origins:
  - {{reference: kettle2001, locator: {locator}, says: So.}}
findings:
  - id: first
    study: frost2010
    direction: supports
    outcome: {outcome}
    comparator: {comparator}
    sample: {sample}
    effect: {{measure: MD, value: {value}, interval: [0.10, 1.40], p: {p}}}
    result: {result}
    locator: {locator}
    checked: {{depth: abstract, on: {on}}}
curated_on: 2026-11-21
review_due: 2027-11-21
"""
PLAIN = {
    "id": "tea",
    "statement": "Tea.",
    "locator": "Abstract",
    "outcome": "Heat",
    "comparator": "none",
    "sample": "12",
    "value": "0.5",
    "p": "0.10",
    "result": "Warm.",
    "on": "2026-11-21",
}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("locator", "29751774"),
        ("locator", "12:30"),
        ("sample", "012"),
        ("sample", "not-reported"),
        ("sample", "not-seen"),
        ("p", "0.10"),
        ("p", "<0.001"),
        ("p", "'= 0.03'"),
        ("p", ".05"),
        ("p", "1"),
        ("value", "1.10"),
        ("value", "-1.50"),
        ("value", "+0.330"),
        ("value", "7"),
        ("outcome", "1.10"),
        ("outcome", "NO"),
        ("outcome", "on"),
        ("outcome", "2020-09-01"),
        ("comparator", "012"),
        ("result", "0x1F"),
        ("result", "1e3"),
        ("statement", "yes"),
        ("on", "not-recorded"),
        ("id", "2020"),
    ],
)
def test_what_the_reader_accepts_an_editor_accepts(key: str, value: str) -> None:
    """YAML may take a word for a number or a truth value; neither may be underlined in red."""
    card = CLAIM.format(**{**PLAIN, key: value})
    assert read("claim", card) == []
    assert refused("claim", card) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sample", "many"),
        ("sample", "-3"),
        ("sample", "4.5"),
        ("value", "'1,000'"),
        ("value", "high"),
        ("p", "p<0.05"),
        ("id", "Not_An_Id"),
        ("id", "../etc"),
        ("on", "[2026]"),
        ("outcome", "[a]"),
        ("result", "{a: b}"),
        ("statement", "''"),
    ],
)
def test_what_an_editor_refuses_the_reader_refuses(key: str, value: str) -> None:
    """The same mistakes show while typing and while checking."""
    card = CLAIM.format(**{**PLAIN, key: value})
    assert read("claim", card)
    assert refused("claim", card)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: effect\n", "kind: effect\nkindd: effect\n"),
        ("locator: Abstract, says", "page: 3, locator: Abstract, says"),
        ("value: 0.5", "values: 3, value: 0.5"),
        ("depth: abstract", "deep: yes, depth: abstract"),
    ],
)
def test_unknown_keys_are_refused_by_both(old: str, new: str) -> None:
    """At any depth."""
    card = CLAIM.format(**PLAIN)
    assert card.count(old) == 1
    assert read("claim", card.replace(old, new))
    assert refused("claim", card.replace(old, new))


@pytest.mark.parametrize("line", ["statement: Tea.\n", "kind: effect\n", "    study: frost2010\n"])
def test_missing_keys_are_refused_by_both(line: str) -> None:
    """What is needed is needed everywhere."""
    card = CLAIM.format(**PLAIN)
    assert read("claim", card.replace(line, ""))
    assert refused("claim", card.replace(line, ""))


@pytest.mark.parametrize(
    "line", ["kind: effct", "about: persons", "quantifier: always", "needs: few"]
)
def test_words_outside_the_fixed_ones_are_refused_by_both(line: str) -> None:
    """An editor offers the words; another is a mistake in both."""
    key = line.partition(":")[0]
    kept = [row for row in CLAIM.format(**PLAIN).splitlines() if not row.startswith(key + ":")]
    card = "\n".join([*kept, line, ""])
    assert read("claim", card)
    assert refused("claim", card)


def test_nothing_may_be_null() -> None:
    """A key without value is a mistake; leave the line out."""
    card = CLAIM.format(**PLAIN) + "plain:\n"
    assert read("claim", card)
    assert refused("claim", card)
