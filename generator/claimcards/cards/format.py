"""The canonical form of the content files, each tested by reading it again before it is used."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from claimcards.cards.layout import UNKNOWN, CardShape, find_shape_of, lay_out_card
from claimcards.cards.outline import ASKS, find_comments, is_for_editors, make_outline
from claimcards.cards.schema import FILES
from claimcards.references.bibtex import read_bibtex
from claimcards.references.bibtex_blocks import RawEntry, split_pieces
from claimcards.text.card_text import list_yaml_events, read_card
from claimcards.text.diagnostics import Diagnostic, Place, UseError, has_errors, sort_diagnostics
from claimcards.text.files import FileKind, SourceFile, read_content, relative_path
from claimcards.text.writing import read_whole_file, replace_file


@dataclass(frozen=True, slots=True)
class FormattedFile:
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
            message += f": here would stand '{_shorten_line(then[number - 1])}'"
        return Diagnostic("CC016", Place(self.file.path, number, 1), message, hint)


def format_file(file: SourceFile, schema: str = "") -> FormattedFile:
    """The form of a file. ``schema`` is the address of its schema, as a line for editors has it."""
    if file.kind is FileKind.REFERENCE:
        return _format_bibliography_file(file)
    return _format_card(file, schema)


def name_schema(file: SourceFile) -> str:
    """The name of a card's schema file: 'claim.schema.json'; '' for what has none."""
    names = {FileKind.CLAIM: "claim", FileKind.STUDY: "study"}
    name = names.get(file.kind, PurePosixPath(file.path).stem)
    return f"{name}.schema.json" if name in FILES and file.kind is not FileKind.REFERENCE else ""


def _find_shape(file: SourceFile) -> CardShape:
    model = FILES.get(name_schema(file).removesuffix(".schema.json"))
    return find_shape_of(model) if model else UNKNOWN


def _format_card(file: SourceFile, schema: str) -> FormattedFile:
    card, problems = read_card(file.path, file.text)
    if card is None or problems:
        return FormattedFile(file, None, tuple(problems))
    shape = _find_shape(file)
    source = file.text if file.text.endswith("\n") else file.text + "\n"
    text = lay_out_card(make_outline(source), shape, schema)
    if text != file.text:
        again, problems = read_card(file.path, text)
        same = again is not None and not problems and again.value == card.value
        if not (
            same
            and _count_comments(source) == _count_comments(text)
            and _is_settled(text, shape, schema)
        ):
            return _leave_misread(file)
    return FormattedFile(file, text)


def _is_settled(text: str, shape: CardShape, schema: str) -> bool:
    return lay_out_card(make_outline(text), shape, schema) == text


def _count_comments(text: str) -> Counter[str]:
    """All comments of a card but the line for editors."""
    found = find_comments(text.split("\n"), [*list_yaml_events(text)]) if "#" in text else ()
    return Counter(comment.text for comment in found if not is_for_editors(comment.text))


def _format_bibliography_file(file: SourceFile) -> FormattedFile:
    references, problems = read_bibtex(file.path, file.text)
    text = None if has_errors(problems) else format_bibliography(file.text)
    if text is not None and text != file.text:
        again, now = read_bibtex(file.path, text)
        same = [r.reference for r in again] == [r.reference for r in references]
        settled = format_bibliography(text) == text
        if not (same and settled and _list_codes(now) == _list_codes(problems)):
            return _leave_misread(file)
    return FormattedFile(file, text, () if text is not None else tuple(problems))


def _list_codes(problems: Sequence[Diagnostic]) -> list[str]:
    return sorted(problem.code for problem in problems)


def _leave_misread(file: SourceFile) -> FormattedFile:
    message = "its canonical form would not say the same, so it was left as it is"
    hint = "this is a fault of claimcards: please report it with this file"
    return FormattedFile(file, None, (Diagnostic("CC017", Place(file.path), message, hint),))


def _shorten_line(line: str) -> str:
    text = " ".join(line.split())
    return f"{text[:60]}..." if len(text) > 60 else text


_FIELD_LIST = (
    "title author editor journal journaltitle booktitle howpublished year date month volume "
    "number issue pages eid publisher institution school organization doi pmid pmcid url note "
    "crossref"
)
FIELDS = tuple(_FIELD_LIST.split(" "))
"""The order of the fields that are read; others follow as they are written."""

_RANK = {name: place for place, name in enumerate(FIELDS)}
_FIELD = re.compile(r"[a-z][\w-]*")


def format_bibliography(text: str) -> str | None:
    """The file in its form; only for one that was read without an error.

    Comments, ``@string`` and the like stay as they are written, and where they stand. There is
    no form where a field has no plain name: a comment inside an entry is read as such a field.
    """
    lines: list[str] = []
    end = 0
    for first, raw, entry in split_pieces(text):
        if entry and not all(_FIELD.fullmatch(field.name) for field in entry.fields):
            return None
        if lines and (first > end + 1 or (entry is not None and not lines[-1].startswith("%"))):
            lines.append("")
        end = first + raw.count("\n")
        lines += (
            _format_entry(entry) if entry else [line.rstrip() for line in raw.strip().split("\n")]
        )
    return "\n".join(lines) + "\n"


def _format_entry(entry: RawEntry) -> list[str]:
    fields = sorted(entry.fields, key=lambda field: _RANK.get(field.name, len(_RANK)))
    width = max((len(field.name) for field in fields), default=0)
    rows = [f"  {field.name:<{width}} = {_format_value(field.value)}," for field in fields]
    return [f"@{entry.kind}{{{entry.key},", *rows, "}"]


def _format_value(raw: str) -> str:
    """A value in one pair of braces; what names an ``@string`` stays as it is written."""
    value = raw.strip()
    if value.isascii() and value.isdigit():
        return f"{{{value}}}"
    inner = _take_inside(value)
    return value if inner is None else f"{{{inner}}}"


def _take_inside(value: str) -> str | None:
    """What stands in the one pair of braces or quotes that makes up the value, if one does.

    Its blanks are single ones. A backslash at its end would take the brace behind it along.
    """
    if len(value) < 2 or value[0] + value[-1] not in ("{}", '""'):
        return None
    inner = value[1:-1]
    depth = 0
    for sign in re.findall(r"\\.|[{}\"]", inner, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0 or (sign == '"' and value[0] == '"' and depth == 0):
            return None
    plain = " ".join(inner.split())
    return plain if depth == 0 and not plain.endswith("\\") else None


@dataclass(frozen=True, slots=True)
class FormatSurvey:
    """What was found: how many files, those not in their form, and why others were left alone."""

    count: int
    changed: tuple[FormattedFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def survey_files(root: Path, content: Path, chosen: Sequence[Path] = ()) -> FormatSurvey:
    """Work out the form of all content files, or of those chosen (files or folders).

    :raises UseError: for a choice that is no content.
    """
    found = read_content(root, content)
    wanted = [relative_path(root, path) for path in chosen]
    files = [file for file in found.files if not wanted or _is_chosen(file.path, wanted)]
    seen = [*(file.path for file in files), *(d.place.file for d in found.diagnostics)]
    for path in wanted:
        if not any(_is_chosen(file, [path]) for file in seen):
            raise UseError(f"'{path}' holds no content file of the folder {content.name}")
    schemas = f"{relative_path(root, content.parent)}/schemas".removeprefix("./")
    results = [format_file(file, _find_schema(root, schemas, file)) for file in files]
    said = [d for d in found.diagnostics if not wanted or _is_chosen(d.place.file, wanted)]
    said += [d for result in results for d in result.diagnostics]
    changed = [r for r in results if r.text is not None and not r.is_canonical]
    return FormatSurvey(len(files), tuple(changed), sort_diagnostics(said))


def rewrite_file(root: Path, result: FormattedFile) -> None:
    """Put a file in its form, all of it at once.

    :raises UseError: where it cannot be written, or has been changed meanwhile.
    """
    assert result.text is not None
    path = root / result.file.path
    before = read_whole_file(path)
    if hashlib.sha256(before).hexdigest() != result.file.digest:
        raise UseError(f"{result.file.path} was changed meanwhile: run it again")
    replace_file(path, before, result.text)


def _find_schema(root: Path, schemas: str, file: SourceFile) -> str:
    """The address of a card's schema as its line for editors has it; '' if there is none here."""
    name = name_schema(file)
    if not name or not (root / schemas / name).is_file():
        return ""
    folder = PurePosixPath(file.path).parent
    return relative_path(str(folder), f"{schemas}/{name}")


def _is_chosen(file: str, wanted: Sequence[str]) -> bool:
    return any(file == path or file.startswith(f"{path}/") or path == "." for path in wanted)


def list_differences(found: FormatSurvey) -> Iterator[Diagnostic]:
    """One line for each file that is not in its form."""
    for result in found.changed:
        yield result.difference()
