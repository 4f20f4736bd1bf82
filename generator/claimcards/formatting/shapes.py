"""The order of keys and what stands on one line, told by the models of the cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from claimcards.model import claim, study

ONE_LINE: frozenset[type[BaseModel]] = frozenset(
    [
        claim.Arm,
        claim.Checked,
        claim.Effect,
        claim.RelatedClaim,
        claim.Rereading,
        claim.Split,
        claim.Subgroup,
        study.Assessment,
        study.Pools,
        study.Sample,
    ]
)
"""Small records, written ``{n: 30, unit: studies}`` where that fits on a line."""
ONE_A_LINE = frozenset([(claim.Claim, "synonyms")])
"""Lists whose items are sentences and stand each on its own line, however short."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a map, or the maps in a list, are laid out.

    ``keys`` holds what is below each key that the model knows, in the order of the model;
    ``others`` what is below any other key (a map by topic or stratum). ``one_line`` says that
    it may stand in braces or brackets.
    """

    keys: Mapping[str, Shape] = field(default_factory=dict)
    others: Shape | None = None
    one_line: bool = False

    def below(self, key: str | None) -> Shape:
        """The shape of what stands under this key; of an item, where there is none."""
        if key is None:
            return self
        return self.keys.get(key) or self.others or UNKNOWN

    def rank(self, key: str | None) -> int:
        """Where a key stands among its neighbours; those not known come last, as written."""
        return self.ranks.get(key or "", len(self.keys))

    @property
    def ranks(self) -> Mapping[str, int]:
        """The place of each key that the model knows."""
        return _ranks(tuple(self.keys))


@cache
def _ranks(keys: tuple[str, ...]) -> Mapping[str, int]:
    return {key: place for place, key in enumerate(keys)}


UNKNOWN = Shape(one_line=False)
"""Of what no model tells anything: one key a line, in the order in which it is written."""
WORDS = Shape(one_line=True)
"""A list of single values: in brackets, where it fits."""
SENTENCES = Shape(one_line=False)
"""A list of single values, one a line."""


@cache
def shape_of(kind: type[BaseModel]) -> Shape:
    """The shape of a card of this kind."""
    keys = {
        info.alias or name: _below(kind, name, info.annotation)
        for name, info in kind.model_fields.items()
    }
    return Shape(keys, one_line=kind in ONE_LINE)


def _below(kind: type[BaseModel], name: str, annotation: Any) -> Shape:
    records = [part for part in _parts(annotation) if _is_record(part)]
    is_map = any(getattr(part, "__origin__", None) is dict for part in _parts(annotation))
    if (kind, name) in ONE_A_LINE:
        return SENTENCES
    below = shape_of(records[0]) if records else WORDS
    return Shape(others=below) if is_map else below


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from _parts(inner)


def _is_record(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)
