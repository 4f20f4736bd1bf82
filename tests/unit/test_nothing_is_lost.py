"""No record ever vanishes without an error that names its file, whatever is wrong with it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from claimcards.cards.schema import FILES
from claimcards.corpus import Corpus, load_folder
from claimcards.text.diagnostics import Diagnostic, has_errors
from claimcards.text.files import FolderLeaf, make_memory_folder

ROOT = Path(__file__).parents[2]
SITES = (
    ROOT / "tests/golden/for-and-against/content",
    ROOT / "tests/golden/over-claim/content",
    ROOT / "tests/sites/coffee/content",
)
KINDS = ("claims", "studies", "references", "vocabulary")
STEP = 31
"""Of the real content, every so many lines are tried: with the places spread over the files."""


def read_alone(path: str, text: str) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """What is read of one file that stands alone in its folder, and what is said of it."""
    raw = text.encode()
    folder = make_memory_folder([FolderLeaf(path, size=len(raw), raw=raw)])
    corpus, found = load_folder("content", folder)
    return corpus, tuple(d for d in found if d.place.file == f"content/{path}")


def is_there(corpus: Corpus, path: str) -> bool:
    """Whether the record of a file was read."""
    kind = path.split("/")[0]
    if kind == "vocabulary":
        return Path(path).stem not in corpus.unread.get(kind, ())
    return bool(getattr(corpus, kind))


def content_files(folder: Path) -> Iterator[tuple[str, str]]:
    """The content files of a site by their path in it."""
    for kind in KINDS:
        for path in sorted((folder / kind).rglob("*.*")):
            if path.suffix in (".yml", ".bib"):
                yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")


def shortened(text: str, start: int, step: int) -> Iterator[tuple[int, str]]:
    """The text without one of its lines, for every so many of them."""
    lines = text.split("\n")
    for number in range(start, len(lines), step):
        yield number + 1, "\n".join([*lines[:number], *lines[number + 1 :]])


def lost_in_silence(folder: Path, step: int = 1) -> list[str]:
    """Each deletion of a line by which a record vanishes and no error names its file."""
    lost = []
    for count, (path, text) in enumerate(content_files(folder)):
        for number, less in shortened(text, count % step, step):
            corpus, said = read_alone(path, less)
            if not is_there(corpus, path) and not has_errors(said):
                lost.append(f"{path} without line {number}")
    return lost


@pytest.mark.parametrize("folder", SITES, ids=lambda p: p.parent.name)
def test_a_deleted_line_costs_no_record_in_silence(folder: Path) -> None:
    """Every line of every file of the test sites."""
    assert lost_in_silence(folder) == []


def test_a_deleted_line_costs_no_real_record_in_silence() -> None:
    """The same for the content of this repository."""
    assert lost_in_silence(ROOT / "content", STEP) == []


@pytest.mark.parametrize(
    "text",
    [
        "% later\n",
        "@comment{x}\n",
        '@string{a = "b"}\n',
        '@preamble{"x"}\n',
        "% @article{frost2010tea,\n%   title = {Tea},\n% }\n",
        "article{frost2010tea,\n  title = {Tea},\n}\n",
        "see PubMed\n",
        "\n\n",
    ],
)
def test_a_bibliography_without_an_entry_is_an_error(text: str) -> None:
    """Its work would be missing, and no page could be built that names it."""
    corpus, said = read_alone("references/frost2010tea.bib", text)
    assert not corpus.references
    assert has_errors(said)


def test_a_stray_line_beside_an_entry_makes_no_other_work_known() -> None:
    """A work that is only hinted at is unknown, and said to be."""
    text = "article{frost2010tea,\n@misc{hail2012tea, title = {Tea}, year = {2012}}\n"
    corpus, said = read_alone("references/frost2010tea.bib", text)
    assert said
    assert has_errors(said) or not corpus.is_known("references", "frost2010tea")


def models_below(kind: type[BaseModel], path: tuple[str | int, ...] = ()) -> Iterator[Any]:
    """Every place of a card where a field may stand: its path, and the type of the field."""
    for name, info in kind.model_fields.items():
        here = (*path, info.alias or name)
        yield here, info.annotation
        inner = model_in(info.annotation)
        if inner is not None and len(path) < 8:
            listed = "tuple" in str(info.annotation)
            yield from models_below(inner, (*here, 0) if listed else here)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a type holds, if it holds one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for a in get_args(annotation) if (found := model_in(a))), None)


def put(card: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """The card with this value at this path, what leads there made as needed."""
    made: Any = json.loads(json.dumps(card))
    at = made
    for step, following in pairwise(path):
        fresh: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            while len(at) <= step:
                at.append(fresh)
        elif not isinstance(at.get(step), type(fresh)):
            at[step] = fresh
        at = at[step]
    at[path[-1]] = value
    return dict(made)


@pytest.mark.parametrize("value", [[True], {"x": True}, [[["x"]]], {}, "", [{}], "x" * 6_000])
def test_a_wrong_type_in_any_field_is_told(value: Any) -> None:
    """A list, a map or nothing, in every field of every kind of card: no traceback, a place."""
    words = {n: f"vocabulary/{n}.yml" for n in FILES if n not in ("claim", "study")}
    cards = {"claim": "claims/warmth/tea-warms.yml", "study": "studies/frost2010tea.yml"}
    for name, path in {**words, **cards}.items():
        kind = FILES[name]
        for place, _ in models_below(kind):
            _, said = read_alone(path, json.dumps(put({"id": Path(path).stem}, place, value)))
            assert said, (path, place)
            assert all(d.place.line == 1 for d in said)


def calls_of(path: str, text: str) -> int:
    """How many calls of functions reading one file takes: work that no clock measures."""
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_alone(path, text)
    finally:
        sys.setprofile(before)
    return calls


CARD, WORKS = "claims/warmth/tea-warms.yml", "references/works.bib"
GROWING: dict[str, tuple[str, Callable[[int], str]]] = {
    "blank lines above a fault": (CARD, lambda n: "id: x\n" + "\n" * n + "  y: z\n"),
    "keys that stand twice": (CARD, lambda n: "id: x\n" + "id: y\n" * n),
    "keys that nobody knows": (CARD, lambda n: "".join(f"k{i}: y\n" for i in range(n))),
    "findings that do not fit": (CARD, lambda n: "findings:\n" + "  - {id: a b}\n" * n),
    "items without a value": (CARD, lambda n: "synonyms:\n" + "  -\n" * n),
    "a text over many lines": (CARD, lambda n: "plain: >-\n" + "  word word\n" * n),
    "entries": (WORKS, lambda n: "".join(f"@misc{{k{i}, year = 2000}}\n" for i in range(n))),
    "braces": (WORKS, lambda n: "@misc{a, title = {" + "{" * n),
    "authors": (WORKS, lambda n: f"@misc{{a, author = {{{' and '.join(['A B'] * n)}}}}}\n"),
}


@pytest.mark.parametrize("what", GROWING)
def test_reading_takes_work_in_proportion_to_the_text(what: str) -> None:
    """Four times the text, about four times the work: a long file never takes for ever."""
    path, make = GROWING[what]
    read_alone(path, make(1))  # loads what is loaded once
    assert calls_of(path, make(400)) < 6 * calls_of(path, make(100))
