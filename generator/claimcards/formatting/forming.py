"""The canonical form of one content file, tested by reading it again before anyone uses it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from claimcards.diagnostics import Diagnostic, Place, has_errors
from claimcards.formatting import bibliography
from claimcards.formatting.layout import laid_out
from claimcards.formatting.outline import ASKS, comments, is_for_editors, outline
from claimcards.formatting.shapes import UNKNOWN, Shape, shape_of
from claimcards.model.schema import FILES
from claimcards.reading.bibtex import read_bibtex
from claimcards.reading.cards import events, read_card
from claimcards.reading.files import Kind, SourceFile


@dataclass(frozen=True, slots=True)
class Formed:
    """A file and the text of its form; None where it must be left alone, with the reasons."""

    file: SourceFile
    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_canonical(self) -> bool:
        """Whether the file's bytes are those of its form."""
        assert self.text is not None
        same = self.text == self.file.text
        return same and hashlib.sha256(self.text.encode()).hexdigest() == self.file.digest

    def difference(self) -> Diagnostic:
        """The first line that is not in its form, and what would stand there."""
        hint = f"run 'claimcards format {self.file.path}'"
        now, then = self.file.text.split("\n"), (self.text or "").split("\n")
        pairs = [*zip(now, then, strict=False)]
        number = next((n for n, (a, b) in enumerate(pairs, 1) if a != b), len(pairs))
        message = "not in canonical form"
        if now == then:
            message += ": line ends of Windows, or an invisible mark at the beginning"
        elif now[number - 1].lstrip().startswith(ASKS):
            message += f": no blank is left, so no line needs to begin with '{ASKS}'"
            hint = f"delete all such lines, or {hint}"
        elif number <= len(then) and then[number - 1].strip():
            message += f": here would stand '{_short(then[number - 1])}'"
        return Diagnostic("CC016", Place(self.file.path, number, 1), message, hint)


def formed(file: SourceFile, schema: str = "") -> Formed:
    """The form of a file. ``schema`` is the address of its schema, as a line for editors has it."""
    if file.kind is Kind.REFERENCE:
        return _bibliography(file)
    return _card(file, schema)


def schema_name(file: SourceFile) -> str:
    """The name of a card's schema file: 'claim.schema.json'; '' for what has none."""
    names = {Kind.CLAIM: "claim", Kind.STUDY: "study"}
    name = names.get(file.kind, PurePosixPath(file.path).stem)
    return f"{name}.schema.json" if name in FILES and file.kind is not Kind.REFERENCE else ""


def _shape(file: SourceFile) -> Shape:
    model = FILES.get(schema_name(file).removesuffix(".schema.json"))
    return shape_of(model) if model else UNKNOWN


def _card(file: SourceFile, schema: str) -> Formed:
    card, problems = read_card(file.path, file.text)
    if card is None or problems:
        return Formed(file, None, tuple(problems))
    shape = _shape(file)
    source = file.text if file.text.endswith("\n") else file.text + "\n"
    text = laid_out(outline(source), shape, schema)
    if text != file.text:
        again, problems = read_card(file.path, text)
        same = again is not None and not problems and again.value == card.value
        if not (same and _remarks(source) == _remarks(text) and _is_settled(text, shape, schema)):
            return _misread(file)
    return Formed(file, text)


def _is_settled(text: str, shape: Shape, schema: str) -> bool:
    return laid_out(outline(text), shape, schema) == text


def _remarks(text: str) -> Counter[str]:
    """All comments of a card but the line for editors."""
    found = comments(text.split("\n"), [*events(text)]) if "#" in text else ()
    return Counter(comment.text for comment in found if not is_for_editors(comment.text))


def _bibliography(file: SourceFile) -> Formed:
    references, problems = read_bibtex(file.path, file.text)
    text = None if has_errors(problems) else bibliography.formatted(file.text)
    if text is not None and text != file.text:
        again, now = read_bibtex(file.path, text)
        same = [r.reference for r in again] == [r.reference for r in references]
        settled = bibliography.formatted(text) == text
        if not (same and settled and _codes(now) == _codes(problems)):
            return _misread(file)
    return Formed(file, text, () if text is not None else tuple(problems))


def _codes(problems: Sequence[Diagnostic]) -> list[str]:
    return sorted(problem.code for problem in problems)


def _misread(file: SourceFile) -> Formed:
    message = "its canonical form would not say the same, so it was left as it is"
    hint = "this is a fault of claimcards: please report it with this file"
    return Formed(file, None, (Diagnostic("CC017", Place(file.path), message, hint),))


def _short(line: str) -> str:
    text = " ".join(line.split())
    return f"{text[:60]}..." if len(text) > 60 else text
