"""``claimcards new claim`` and ``new finding``: what they write, and what the check then asks."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from tests.unit.conftest import Run
from tests.unit.small_site import CLAIM, Site

from claimcards.cards.format import survey_files
from claimcards.inspection import inspect_content

NEW = "content/claims/warmth/cocoa-warms.yml"


@pytest.fixture(autouse=True)
def _written(site: Site) -> None:
    """The tiny site lies in its folder."""
    site.inspect_content()


def blanks_of(text: str) -> list[tuple[int, str]]:
    """Line and key of each blank: a key with nothing behind it and nothing below it."""
    rows = [
        (n, row) for n, row in enumerate(text.split("\n"), 1) if not row.lstrip().startswith("#")
    ]
    found = []
    for (number, row), (_, after) in pairwise(rows):
        depth = re.match(r"[ -]*", row)
        deeper = re.match(r"[ -]*", after)
        assert depth
        assert deeper
        if row.endswith(":") and len(deeper[0]) <= len(depth[0]):
            found.append((number, row.strip(" -:")))
    return found


def asked_in(output: str, file: str) -> list[tuple[int, str]]:
    """Line and key of each blank that the check names, and that it says what to write."""
    rows = re.findall(
        rf"{re.escape(file)}:(\d+):\d+: CC042 '(\w+)' has no value; fill it in.+", output
    )
    return [(int(line), key) for line, key in rows]


def test_a_new_claim_has_a_blank_for_all_that_it_needs(site: Site, run: Run) -> None:
    """Each blank has a comment above it, and one diagnostic that says what to write."""
    code, out, err = run("new", "claim", "cocoa-warms", "--topic", "warmth")
    assert (code, err) == (0, "")
    text = (site.root / NEW).read_text()
    blanks = blanks_of(text)
    keys = {key for _, key in blanks}
    assert keys >= {"statement", "kind", "about", "population", "supports_if", "reference", "says"}
    rows = text.split("\n")
    for line, _ in blanks:
        assert rows[line - 2].lstrip().startswith("#? "), rows[line - 1]
    assert asked_in(out, NEW) == blanks
    assert "One of: cells, animals, people, field" in out
    others = [row for row in out.splitlines()[1:] if "CC042" not in row]
    assert len(others) == 1
    assert "CC253" in others[0]  # without a search there is no verdict


def test_what_is_known_is_filled_in(site: Site, run: Run) -> None:
    """As it was said, in quotes where YAML needs them."""
    run("new", "claim", "cocoa-warms", "--topic", "warmth", "--statement", "Cocoa: it warms #1.")
    assert 'statement: "Cocoa: it warms #1."\n' in (site.root / NEW).read_text()


def test_a_filled_in_claim_is_sound(site: Site, run: Run) -> None:
    """Nothing is asked twice, and nothing is left over."""
    run("new", "claim", "cocoa-warms", "--topic", "warmth")
    path = site.root / NEW
    text = path.read_text()
    given = {"kind": "effect", "about": "people", "reference": "frost2010tea"}
    for line, key in reversed(blanks_of(text)):
        rows = text.split("\n")
        rows[line - 1] += f" {given.get(key, 'Something that is said.')}"
        text = "\n".join(rows)
    path.write_text(text)
    found = inspect_content(site.root, site.root / "content").diagnostics
    assert [d.code for d in found if d.place.file == NEW] == ["CC253"]
    (formed,) = survey_files(site.root, site.root / "content", [path]).changed
    kept = [row for row in path.read_text().split("\n") if not row.lstrip().startswith("#?")]
    assert formed.text == "\n".join(kept), "only what asked for the blanks goes"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tea-warms", "--topic", "warmth"), "'tea-warms' is there already: content/"),
        (("Cocoa Warms", "--topic", "warmth"), "such as 'cocoa-warms'"),
        (("../cocoa", "--topic", "warmth"), "cannot be the id of a claim"),
        (("cocoa", "--topic", "warmt"), "did you mean 'warmth'?"),
        (("cocoa", "--topic", "zzz"), "topics are: warmth, trade"),
        (("index", "--topic", "warmth"), "is the site's own"),
    ],
)
def test_a_claim_that_cannot_be_begun_is_said(
    site: Site, run: Run, words: tuple[str, ...], said: str
) -> None:
    """One line, exit code 2, nothing written."""
    before = {p: p.read_bytes() for p in site.root.rglob("*") if p.is_file()}
    code, _, err = run("new", "claim", *words)
    assert (code, err.count("\n")) == (2, 1)
    assert said in err
    assert {p: p.read_bytes() for p in site.root.rglob("*") if p.is_file()} == before


def test_a_file_that_no_claim_has_is_not_overwritten(site: Site, run: Run) -> None:
    """Such as one that cannot be read as a card."""
    (site.root / NEW).write_text("- no card\n")
    code, _, err = run("new", "claim", "cocoa-warms", "--topic", "warmth")
    assert (code, "is there already" in err) == (2, True)
    assert (site.root / NEW).read_text() == "- no card\n"


def added(before: str, after: str) -> str:
    """What was put into a text, the rest of which must be as it was."""
    size = len(after) - len(before)
    start = next(
        n for n in range(len(before) + 1) if before[:n] + after[n : n + size] + before[n:] == after
    )
    return after[start : start + size]


def test_a_finding_is_added_and_every_other_byte_stays(site: Site, run: Run) -> None:
    """With an id that nothing has, and one diagnostic for each blank."""
    path = site.root / "content" / CLAIM
    before = path.read_text()
    code, out, err = run("new", "finding", "tea-warms", "frost2010tea", "--direction", "mixed")
    assert (code, err) == (0, "")
    after = path.read_text()
    new = added(before, after)
    assert "study: frost2010tea\n" in new
    assert "direction: mixed\n" in new
    blanks = [(line, key) for line, key in blanks_of(after)]
    assert {key for _, key in blanks} == {"outcome", "comparator", "result", "locator", "depth"}
    assert asked_in(out, f"content/{CLAIM}") == blanks
    ids = re.findall(r"\n  - id: (\S+)", after)
    assert len(ids) == len(set(ids))
    run("new", "finding", "tea-warms", "frost2010tea")
    assert len(re.findall(r"\n  - id: frost2010(-\d)?\n", path.read_text())) == 2


LAYOUTS = {
    "canonical": "id: a\nfindings:\n  - id: b\n    result: c\nsearches: []\n",
    "list under its key": "findings:\n- id: b\n  result: c\nid: a\n",
    "folded text last": "findings:\n  - id: b\n    result: >-\n      c\n      d\n\n\nid: a\n",
    "kept breaks": "findings:\n  - id: b\n    result: |\n      c\n# about a\nid: a\n",
    "comments behind": "findings:\n  - id: b\n    # later\n    # more\n# about a\nid: a\n",
    "braces last": "findings:\n  - {id: b, result: c} # beside\nid: a\n",
    "empty list": "id: a\nfindings: [] # none yet\nsearches: []\n",
    "nothing yet": "id: a\nfindings:\nsearches: []\n",
    "no list": "id: a\n# about the searches\nsearches: []\ncurated_on: 2026-01-02\n",
    "no list, last": "id: a\nstatement: b\n",
    "no line end": "id: a\nfindings:\n  - id: b",
    "windows": "\ufeffid: a\r\nfindings:\r\n  - id: b\r\ncurated_on: 2026-01-02\r\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_finding_finds_its_place_in_any_layout(layout: str) -> None:
    """At the end of the list, or where the order of keys has the list."""
    from claimcards.cards.claim import Claim
    from claimcards.cards.edit import insert_item
    from claimcards.cards.layout import find_shape_of
    from claimcards.text.card_text import read_card

    before = LAYOUTS[layout]
    after = insert_item(
        "x.yml", before, "findings", ["- id: new", "  study: s"], find_shape_of(Claim)
    )
    card, _ = read_card("x.yml", after.removeprefix("\ufeff").replace("\r\n", "\n"))
    assert card
    findings = card.value["findings"]
    assert isinstance(findings, list)
    assert findings[-1] == {"id": "new", "study": "s"}
    kept = [row for row in re.split(r"\r?\n", before) if row.strip()]
    rows = re.split(r"\r?\n", after)
    gone = [row for row in kept if row not in rows]
    assert gone in ([], ["findings: [] # none yet"])
    assert ("\r\n" in after) == (layout == "windows")
    assert after.count("\n") == after.count("\r\n") or layout != "windows"
    if layout == "no list":
        assert rows.index("findings:") < rows.index("# about the searches")


@pytest.mark.parametrize("text", ["{id: a, findings: [{id: b}]}\n", "findings: [{id: b}]\nid: a\n"])
def test_a_list_in_brackets_is_not_added_to(text: str) -> None:
    """The formatter lays it out; then it can be."""
    from claimcards.cards.claim import Claim
    from claimcards.cards.edit import insert_item
    from claimcards.cards.layout import find_shape_of
    from claimcards.text.diagnostics import UseError

    with pytest.raises(UseError, match="run 'claimcards format x"):
        insert_item("x.yml", text, "findings", ["- id: new"], find_shape_of(Claim))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tea-warm", "frost2010tea"), "did you mean 'tea-warms'?"),
        (("tea-warms", "frost2010te"), "did you mean 'frost2010tea'?"),
        (("tea-warms", "zzz"), "begin it first: claimcards new study"),
        (("tea-warms", "frost2010tea", "--id", "A b"), "such as 'a-b'"),
        (("tea-warms", "frost2010tea", "--direction", "refutes"), "'refutes'"),
    ],
)
def test_a_finding_that_cannot_be_added_is_said(
    site: Site, run: Run, words: tuple[str, ...], said: str
) -> None:
    """One line, exit code 2, nothing written."""
    before = (site.root / "content" / CLAIM).read_bytes()
    code, _, err = run("new", "finding", *words)
    assert (code, err.count("\n")) == (2, 1)
    assert said in err
    assert (site.root / "content" / CLAIM).read_bytes() == before


def test_the_id_of_another_finding_is_not_taken(site: Site, run: Run) -> None:
    """An anchor leads to one finding."""
    text = (site.root / "content" / CLAIM).read_text()
    taken = re.search(r"\n  - id: (\S+)", text)
    assert taken
    code, _, err = run("new", "finding", "tea-warms", "frost2010tea", "--id", taken[1])
    assert (code, "is the id of another finding" in err) == (2, True)


def test_nothing_is_left_beside_a_card(site: Site, run: Run) -> None:
    """It is put in place all at once, with the rights that it had."""
    path: Path = site.root / "content" / CLAIM
    path.chmod(0o640)
    run("new", "finding", "tea-warms", "frost2010tea")
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(".")] == []
