"""A rich change to the second site, told word for word in every form."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.golden.conftest import Agree

from claimcards.changes.compare import compare_states
from claimcards.changes.report import FORMATS, ChangeReport
from claimcards.changes.state import diagnose_states, judge_state
from claimcards.corpus import load_corpus

HERE = Path(__file__).parent / "diff"

EDITS = {
    "claims/body/body-awake.yml": (
        ("direction: mixed", "direction: disputes"),
        ("Trials agree on it.", "Most trials agree on it."),
        ("value: 0.70, interval: [0.55, 0.90]", "value: 0.72, interval: [0.55, 0.90]"),
        ("(RR 0.70, 95%", "(RR 0.72, 95%"),
    ),
    "claims/body/body-hiccups.yml": (
        ("statement: Coffee cures hiccups.", 'statement: "Coffee cures @hiccups | #1 <b>now</b>."'),
        (
            "searches:\n",
            "findings:\n"
            "  - id: alder2011-hiccups\n"
            "    study: alder2011awake\n"
            "    direction: supports\n"
            "    outcome: Minutes of hiccups\n"
            "    comparator: Hot water\n"
            "    result: Clerks hiccuped for fewer minutes.\n"
            "    locator: Table 4\n"
            "    checked: {depth: table, on: 2026-11-21}\n"
            "searches:\n",
        ),
    ),
    "studies/iris2021dinner.yml": (
        (
            "id: iris2021dinner\n",
            "id: iris2021dinner\n"
            "standing: {status: retracted, on: 2026-11-22, because: Its sleepers were invented.}\n",
        ),
    ),
    "claims/safety/harmless-in-adults.yml": (("exposed: 180", "exposed: 170"),),
    "claims/trade/packets-mislabelled.yml": (("kind: ", "kind: ["),),
}
"""A direction, figures, a finding, hostile words, a retraction, fewer exposed, a broken card."""


def changed(coffee: Path, folder: Path) -> tuple[Path, Path]:
    """The second site before and after."""
    before, after = folder / "before", folder / "after"
    for place in (before, after):
        shutil.copytree(coffee / "content", place / "content")
    for name, pairs in EDITS.items():
        file = after / "content" / name
        text = file.read_text(encoding="utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, (name, old)
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
    (after / "content/references/new.bib").write_text(
        "@misc{new2026work,\n  title = {A new invented work},\n  year = {2026},\n}\n",
        encoding="utf-8",
    )
    return before, after


@pytest.mark.parametrize("form", FORMATS)
def test_a_rich_change_is_told_as_kept(
    form: str, coffee: Path, tmp_path: Path, agree: Agree
) -> None:
    """Each line is one that was read and found true."""
    before, after = changed(coffee, tmp_path)
    base = judge_state(*load_corpus(before, before / "content"))
    head = judge_state(*load_corpus(after, after / "content"), before=base)
    report = ChangeReport("main", "topic", compare_states(*diagnose_states(base, head)))
    ending = {"text": "txt", "markdown": "md", "json": "json"}[form]
    agree(HERE / f"rich.{ending}", FORMATS[form](report))
