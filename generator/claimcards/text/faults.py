"""Say in plain words why a file is no YAML, and what a text without quotes loses or swallows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimcards.text.diagnostics import Diagnostic, Place, Severity

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """What the parser says: its words, where it gave up, where the construct began.

    ``lines`` are those of the file, cut once: a rule may look at many of them. ``quote`` is the
    opening of a text in quotes that was read last, if there is one.
    """

    file: str
    lines: Sequence[str]
    problem: str
    at: Position | None
    since: Position | None
    quote: Position | None

    def line(self, number: int) -> str:
        """One line of the file, without its end; empty outside the file."""
        return self.lines[number - 1].rstrip("\r") if 0 < number <= len(self.lines) else ""

    def found(self, code: str, position: Position | None, message: str, hint: str) -> Diagnostic:
        """A diagnostic at a position, or for the whole file where none is known."""
        place = Place(self.file, *position) if position else Place(self.file)
        return Diagnostic(code, place, message, hint)


def explain_fault(fault: Fault) -> Diagnostic:
    """The diagnostic for a file that cannot be read as YAML."""
    if diagnostic := _explain_hyphen(fault):
        return diagnostic
    for words, rule in _RULES.items():
        if words in fault.problem and (diagnostic := rule(fault)):
            return diagnostic
    hint = "compare this line with a card that works; text with signs in it goes in quotes"
    where = fault.at or fault.since
    return fault.found("CC030", where, f"this is no valid YAML ({fault.problem})", hint)


def report_no_map(place: Place, value: object) -> Diagnostic:
    """The diagnostic for a file that holds a list or a text where a map is meant."""
    if isinstance(value, str) and (glued := _GLUED.match(value)):
        hint = f"write '{glued[1]}: {glued[2]}...'"
        return Diagnostic("CC044", place, f"no space after the colon of '{glued[1]}:'", hint)
    kind = "a list" if isinstance(value, list) else "a text"
    message = f"this file is {kind}; expected a map: lines of 'key: value'"
    hint = "begin with a key" + (", without the '- ' before it" if kind == "a list" else "")
    return Diagnostic("CC041", place, message, hint)


_HYPHEN = re.compile(r"( *)-(?=[A-Za-z_][\w-]*:(?: |$))")
# A comparison such as '> 0.05'; behind a key, YAML takes its sign for the start of a long text.
_COMPARED = re.compile(r"( *(?:- +)?[\w-]+): +([>|]=? *[\d.].*)")
_CURLY = re.compile(r"[“”„‟«»‘’‚‛]")
_GLUED = re.compile(r" *(?:- +)*([A-Za-z_][\w-]*):([^ \n/])")
_KEY = re.compile(r" *(?:- +)*[\w-]+:(?= |$)")


def find_swallowed_blank(key: str) -> int:
    """Where a key ends inside one that goes on behind a blank that YAML takes for none; or 0."""
    found = _GLUED.match(key)
    return found.end(1) + 1 if found and found[2].isspace() else 0


def _explain_glued(fault: Fault, number: int) -> Diagnostic | None:
    """A key and a value with no space between them, in this line."""
    if not (found := _GLUED.match(fault.line(number))):
        return None
    sign = " (what looks like a space is none)" if found[2].isspace() else ""
    position = (number, found.end(1) + 2)
    message = f"no space after the colon of '{found[1]}:'{sign}"
    return fault.found("CC044", position, message, "write a space between the colon and the value")


def _explain_hyphen(fault: Fault) -> Diagnostic | None:
    """An item of a list, here or on the last line before, whose hyphen touches its first key."""
    number = fault.at[0] if fault.at else 0
    above = next((n for n in range(number - 1, 0, -1) if fault.line(n).strip()), 0)
    for line in (number, above):
        if found := _HYPHEN.match(fault.line(line)):
            message = "no space after the hyphen that begins this item of a list"
            hint = f"write '- {fault.line(line)[found.end() :].strip()[:40]}'"
            return fault.found("CC045", (line, found.end()), message, hint)
    return None


def _explain_unclosed_quote(fault: Fault) -> Diagnostic:
    line, column = fault.since or (1, 1)
    quote = fault.line(line)[column - 1 : column] or "quote"
    message = f"the quote {quote} opened here is never closed"
    hint = f"close it with {quote}, and write {quote}{quote} for an apostrophe inside '...'"
    if quote == '"':
        hint = 'close it with ", and write \\" for a quote inside "..."'
    return fault.found("CC031", fault.since, message, hint)


def _explain_unclosed_bracket(fault: Fault) -> Diagnostic:
    line, column = fault.since or (1, 1)
    bracket = fault.line(line)[column - 1 : column]
    closing = {"[": "]", "{": "}"}.get(bracket, "the bracket")
    if fault.at and fault.at[0] == line:
        message = f"this does not fit between {bracket} and {closing}"
        hint = f"put a comma between two values, and close with {closing}"
        return fault.found("CC032", fault.at, message, f"{hint}; text with signs goes in quotes")
    message = f"the bracket {bracket} opened here is not closed where the next line begins"
    hint = f"close it with {closing}; a text that begins with {bracket} goes in quotes"
    return fault.found("CC032", fault.since, message, hint)


def _explain_colon_in_value(fault: Fault) -> Diagnostic | None:
    if not fault.at:
        return None
    number, column = fault.at
    before = fault.line(number)[: column - 1]
    if glued := _explain_glued(fault, number - 1) or _explain_glued(fault, number):
        return glued
    if key := _KEY.match(before):
        if _CURLY.match(before[key.end() :].lstrip()):
            message = "a colon inside curly quotes, which are no quotes to YAML but mere signs"
            hint = 'put the whole value in straight quotes: "..."'
            return fault.found("CC034", fault.at, message, hint)
        message = "a colon and a space inside a value that is not in quotes"
        return fault.found("CC034", fault.at, message, _QUOTE)
    start = len(before) - len(before.lstrip()) + 1
    above = fault.line(number - 1)
    if above.strip() and not above.startswith(" " * start) and not _KEY.match(above):
        return _explain_no_key(fault, (number - 1, len(above) - len(above.lstrip()) + 1))
    message = f"'{before.strip()[:60]}:' is indented like a part of the line above"
    hint = "line it up with the other keys, or put the whole value above in quotes"
    return fault.found("CC033", (number, start), message, hint)


_QUOTE = "put the whole value in double quotes"


def _explain_no_colon(fault: Fault) -> Diagnostic:
    where = fault.since or fault.at or (1, 1)
    if glued := _explain_glued(fault, where[0]):
        return glued
    return _explain_no_key(fault, where)


def _explain_no_key(fault: Fault, where: Position) -> Diagnostic:
    message = "this line is neither 'key: value' nor an item of a list"
    hint = "indent it if it continues the line above, or write its key and a colon"
    return fault.found("CC033", where, message, hint)


def _explain_bad_sign(fault: Fault) -> Diagnostic | None:
    if not fault.at:
        return None
    line, column = fault.at
    sign = fault.line(line)[column - 1 : column]
    message = f"a value that is not in quotes cannot begin with '{sign}'"
    return fault.found("CC035", fault.at, message, _QUOTE)


def _explain_special_sign(fault: Fault) -> Diagnostic:
    line, column = fault.since or fault.at or (1, 1)
    sign = fault.line(line)[column - 1 : column]
    message = f"'{sign}' at the start of a value means something else to YAML"
    return fault.found("CC035", (line, column), message, _QUOTE)


def _explain_list_in_line(fault: Fault) -> Diagnostic:
    hint = "begin the list on the next line, or put the value in quotes if it begins with a hyphen"
    return fault.found("CC033", fault.at, "a list cannot begin behind its key", hint)


def _explain_block_text(fault: Fault) -> Diagnostic:
    line, column = fault.since or (1, 1)
    row = fault.line(line)
    sign = row[column - 1 : column]
    if (found := _COMPARED.match(row)) and '"' not in found[2]:
        message = f"a value that begins with '{sign}' means something else to YAML"
        hint = f'put it in quotes: {found[1].strip("- ")}: "{found[2].strip()}"'
        return fault.found("CC035", (line, found.start(2) + 1), message, hint)
    message = f"text stands behind '{sign}', which begins a text on the next lines"
    hint = f"move it to the next line, or put the value in quotes if it begins with '{sign}'"
    return fault.found("CC035", (line, column), message, hint)


def _explain_escape(fault: Fault) -> Diagnostic:
    hint = "use single quotes '...', or write two backslashes"
    message = "a backslash inside double quotes that YAML does not know"
    return fault.found("CC035", fault.at, message, hint)


def _explain_misplaced(fault: Fault) -> Diagnostic | None:
    """A line or a rest of a line that fits nowhere: after a quote, a bracket, or out of line."""
    if not fault.at:
        return None
    number, column = fault.at
    before = fault.line(number)[: column - 1]
    if fault.quote and before.rstrip().endswith(('"', "'")):
        return _explain_after_quote(fault, before.rstrip()[-1])
    if glued := _explain_glued(fault, number):
        return glued
    if before.strip():
        rest = fault.line(number)[column - 1 :].strip()[:40]
        message = f"'{rest}' does not fit behind what stands before it"
        return fault.found("CC030", fault.at, message, _QUOTE)
    return _explain_indentation(fault, fault.at)


def _explain_after_quote(fault: Fault, quote: str) -> Diagnostic:
    opened, at = fault.quote or (1, 1), fault.at or (1, 1)
    if opened[0] < at[0]:
        message = f"the quote {quote} opened here closes only on line {at[0]}"
        return fault.found("CC031", opened, message, f"close it with {quote} where its text ends")
    message = f"text stands behind the closing quote {quote}"
    more = "write '' for an apostrophe inside '...'" if quote == "'" else 'write \\" inside "..."'
    return fault.found("CC031", at, message, f"put all of it inside one pair of quotes; {more}")


def _explain_indentation(fault: Fault, at: Position) -> Diagnostic:
    number, column = at
    if fault.line(number).lstrip().startswith(":"):
        hint = "write a word before the colon, as in 'statement: ...'"
        return fault.found("CC043", at, "no key stands before this colon", hint)
    kind = "item of a list" if fault.line(number).lstrip().startswith("-") else "key"
    message = f"no other {kind} around this line begins in column {column}"
    hint = "line it up with its neighbours: the same number of spaces before each"
    return fault.found("CC033", at, message, hint)


_RULES: dict[str, Callable[[Fault], Diagnostic | None]] = {
    "found unexpected end of stream": _explain_unclosed_quote,
    "found unexpected document indicator": _explain_unclosed_quote,
    "did not find expected ',' or": _explain_unclosed_bracket,
    "mapping values are not allowed": _explain_colon_in_value,
    "could not find expected ':'": _explain_no_colon,
    "cannot start any token": _explain_bad_sign,
    "did not find expected node content": _explain_bad_sign,
    "block sequence entries are not allowed": _explain_list_in_line,
    "mapping keys are not allowed": _explain_bad_sign,
    "expected alphabetic or numeric character": _explain_special_sign,
    "directive": _explain_special_sign,
    "tag": _explain_special_sign,
    "did not find expected comment or line break": _explain_block_text,
    "indentation indicator": _explain_block_text,
    "escape": _explain_escape,
    "hexdecimal": _explain_escape,
    "did not find expected key": _explain_misplaced,
    "did not find expected '-' indicator": _explain_misplaced,
    "did not find expected <document start>": _explain_misplaced,
}


_COMMENT = re.compile(r"\s*:?\s*#\S")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_ITEM = re.compile(r"\s*- \S")
_CUT = re.compile(r" #(?P<glued>\S)?(?P<rest>.*)")

TextPosition = tuple[int, int]
"""Line and column, counted from 0."""


def hint_at_nothing(row: str, end: int) -> str:
    """What to do about a key or a hyphen, ending in this column of a row, with nothing behind."""
    if _COMMENT.match(row, end):
        return "a # begins a comment: put the value that it belongs to in double quotes"
    return "fill it in or delete the line"


def hint_at_comma(piece: str) -> str:
    """What to do about a piece between commas that has no colon."""
    if _DIGITS.fullmatch(piece):
        return "write a number without a comma: 0.38 for 0,38 and 1300 for 1,300"
    return "put the text that holds the comma in double quotes, or write '{key: value}'"


_LINE_KEY = re.compile(r" *(?:- +)?([a-z_]+):")


def find_swallowed_key(
    lines: Sequence[str], numbers: Iterable[int], keys: frozenset[str], style: str
) -> tuple[int, int, str, str] | None:
    """The first line of a text that begins with a key: its number and column from 0, what to say.

    ``numbers`` are the lines of the text but the first, ``style`` the sign it is written with.
    """
    for number in numbers:
        found = _LINE_KEY.match(lines[number])
        if found and found[1] in keys:
            message = f"'{found[1]}:' begins this line and is no key: it belongs to the text above"
            if style in ("'", '"'):
                hint = f"close the quote {style} above; or break the text elsewhere if it is meant"
            else:
                hint = "indent it like the key of that text; or break the text elsewhere"
            return number, found.start(1), message, hint
    return None


def find_slips(
    file: str, lines: Sequence[str], start: TextPosition, end: TextPosition
) -> Iterator[Diagnostic]:
    """Warn of a text without quotes that stands between these positions."""
    if end[0] > start[0]:
        yield from _find_swallowed(file, lines, start, end)
    yield from _find_cut_off(file, lines, start, end)


def _find_swallowed(
    file: str, lines: Sequence[str], start: TextPosition, end: TextPosition
) -> Iterator[Diagnostic]:
    for number in range(start[0] + 1, end[0] + 1):
        row = lines[number]
        if _ITEM.match(row):
            message = f"this line goes on with the text of line {start[0] + 1} and begins no list"
            hint = "delete that text if a list is meant; else put all of the text in double quotes"
            column = len(row) - len(row.lstrip()) + 1
            place = Place(file, number + 1, column)
            yield Diagnostic("CC047", place, message, hint, Severity.WARNING)
            return


def _find_cut_off(
    file: str, lines: Sequence[str], start: TextPosition, end: TextPosition
) -> Iterator[Diagnostic]:
    """A comment has two blanks before it, or one behind it, or a single word; text has not."""
    row = lines[end[0]]
    found = _CUT.match(row, end[1])
    if not found:
        return
    sentence = end[0] > start[0] or " " in row[start[1] : end[1]]
    if found["glued"] or (sentence and len(found["rest"].split()) > 1):
        message = "the text ends before this ' #', and what stands behind it is a comment"
        hint = "put the whole text in double quotes; write a comment on a line of its own"
        place = Place(file, end[0] + 1, end[1] + 2)
        yield Diagnostic("CC046", place, message, hint, Severity.WARNING)
