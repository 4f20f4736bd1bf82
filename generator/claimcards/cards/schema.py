"""JSON Schemas of the card files, so that an editor completes and explains each field."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from claimcards.cards import vocabulary
from claimcards.cards.claim import Claim
from claimcards.cards.study import Study

FILES: dict[str, type[BaseModel]] = {
    "claim": Claim,
    "study": Study,
    "topics": vocabulary.Topics,
    "designs": vocabulary.Designs,
    "species": vocabulary.SpeciesList,
    "ladder": vocabulary.Ladder,
    "facets": vocabulary.Facets,
    "tools": vocabulary.Tools,
    "glossary": vocabulary.Glossary,
    "synonyms": vocabulary.Synonyms,
}
"""Each kind of card file by the name of its schema; vocabulary files are named like theirs."""


def make_schemas() -> dict[str, str]:
    """All schemas as JSON text, by file name: ``claim.schema.json`` ..."""
    return {f"{name}.schema.json": _make_schema(kind) for name, kind in sorted(FILES.items())}


def _make_schema(kind: type[BaseModel]) -> str:
    schema = _drop_nulls(kind.model_json_schema(by_alias=True))
    ordered = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(ordered, indent=2, ensure_ascii=False) + "\n"


def _drop_nulls(node: Any) -> Any:
    """Drop what pydantic says and a card may not do: a key may be left out, never null."""
    if isinstance(node, list):
        return [_drop_nulls(item) for item in node]
    if not isinstance(node, dict):
        return node
    cleaned = {k: _drop_nulls(v) for k, v in node.items() if not (k == "default" and v is None)}
    if isinstance(cleaned.get("title"), str):
        cleaned.pop("title")
    options = cleaned.get("anyOf")
    if isinstance(options, list):
        kept = [o for o in options if o != {"type": "null"}]
        if len(kept) == 1:
            cleaned.pop("anyOf")
            return {**kept[0], **cleaned}
        cleaned["anyOf"] = kept
    return cleaned
