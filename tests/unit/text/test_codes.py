"""The codes of reading: each explained once, each used, none without words."""

from __future__ import annotations

import re
from pathlib import Path

import claimcards
from claimcards.text.codes import BIBTEX_CODES, FILE_CODES, READING_CODES, YAML_CODES

PACKAGE = Path(claimcards.__file__).parent
SOURCES = [*PACKAGE.glob("text/*.py"), *PACKAGE.glob("references/*.py"), PACKAGE / "corpus.py"]


def test_codes_are_the_ones_in_use() -> None:
    """A problem that is reported is explained, and nothing else is."""
    used = {
        code
        for source in SOURCES
        if not source.name.startswith("codes")
        for code in re.findall(r'"(CC0\d{2})"', source.read_text(encoding="utf-8"))
    }
    assert used == {code.code for code in READING_CODES}
    assert len(READING_CODES) == len(used)


def test_each_part_keeps_to_its_numbers() -> None:
    """Files and YAML up to 049, BibTeX from 050 to 099."""
    assert all("CC000" < code.code < "CC050" for code in FILE_CODES + YAML_CODES)
    assert all("CC050" <= code.code < "CC100" for code in BIBTEX_CODES)


def test_explanations_are_sentences() -> None:
    """Two to four of them, with a title that is not one."""
    for code in READING_CODES:
        sentences = re.findall(r"[a-z0-9)'}=%.][.](?= |$)", code.explanation)
        assert 2 <= len(sentences) <= 5, code
        assert not code.title.endswith("."), code
