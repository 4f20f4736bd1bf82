"""Say in plain words why a file is no YAML, and point at the cause.

libyaml names the place where it gave up, which is often not the place of the mistake:
an unclosed quote is noticed at the end of the file. These rules look at the lines around
both of its marks and choose the words that a person who writes cards can act on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from claimcards.diagnostics import Diagnostic, Place

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """What the parser says: its words, where it gave up, where the construct began.

    ``quote`` is the opening of a text in quotes that was read last, if there is one.
    """

    file: str
    text: str
    problem: str
    at: Position | None
    since: Position | None
    quote: Position | None

    def line(self, number: int) -> str:
        """One line of the file, without its end; empty outside the file."""
        lines = self.text.split("\n")
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""

    def found(self, code: str, position: Position | None, message: str, hint: str) -> Diagnostic:
        """A diagnostic at a position, or for the whole file where none is known."""
        place = Place(self.file, *position) if position else Place(self.file)
        return Diagnostic(code, place, message, hint)


def explain(fault: Fault) -> Diagnostic:
    """The diagnostic for a file that cannot be read as YAML."""
    if diagnostic := _no_blank_after_hyphen(fault):
        return diagnostic
    for words, rule in _RULES.items():
        if words in fault.problem and (diagnostic := rule(fault)):
            return diagnostic
    hint = "compare this line with a card that works; text with signs in it goes in quotes"
    where = fault.at or fault.since
    return fault.found("CC030", where, f"this is no valid YAML ({fault.problem})", hint)


def no_map(place: Place, value: object) -> Diagnostic:
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


def swallowed_blank(key: str) -> int:
    """Where a key ends inside one that goes on behind a blank that YAML takes for none; or 0."""
    found = _GLUED.match(key)
    return found.end(1) + 1 if found and found[2].isspace() else 0


def _glued(fault: Fault, number: int) -> Diagnostic | None:
    """A key and a value with no space between them, in this line."""
    if not (found := _GLUED.match(fault.line(number))):
        return None
    sign = " (what looks like a space is none)" if found[2].isspace() else ""
    position = (number, found.end(1) + 2)
    message = f"no space after the colon of '{found[1]}:'{sign}"
    return fault.found("CC044", position, message, "write a space between the colon and the value")


def _no_blank_after_hyphen(fault: Fault) -> Diagnostic | None:
    """An item of a list, here or on the last line before, whose hyphen touches its first key."""
    number = fault.at[0] if fault.at else 0
    above = next((n for n in range(number - 1, 0, -1) if fault.line(n).strip()), 0)
    for line in (number, above):
        if found := _HYPHEN.match(fault.line(line)):
            message = "no space after the hyphen that begins this item of a list"
            hint = f"write '- {fault.line(line)[found.end() :].strip()[:40]}'"
            return fault.found("CC045", (line, found.end()), message, hint)
    return None


def _unclosed_quote(fault: Fault) -> Diagnostic:
    line, column = fault.since or (1, 1)
    quote = fault.line(line)[column - 1 : column] or "quote"
    message = f"the quote {quote} opened here is never closed"
    hint = f"close it with {quote}, and write {quote}{quote} for an apostrophe inside '...'"
    if quote == '"':
        hint = 'close it with ", and write \\" for a quote inside "..."'
    return fault.found("CC031", fault.since, message, hint)


def _unclosed_bracket(fault: Fault) -> Diagnostic:
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


def _colon_in_value(fault: Fault) -> Diagnostic | None:
    if not fault.at:
        return None
    number, column = fault.at
    before = fault.line(number)[: column - 1]
    if glued := _glued(fault, number - 1) or _glued(fault, number):
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
        return _no_key(fault, (number - 1, len(above) - len(above.lstrip()) + 1))
    message = f"'{before.strip()[:60]}:' is indented like a part of the line above"
    hint = "line it up with the other keys, or put the whole value above in quotes"
    return fault.found("CC033", (number, start), message, hint)


_QUOTE = "put the whole value in double quotes"


def _no_colon(fault: Fault) -> Diagnostic:
    where = fault.since or fault.at or (1, 1)
    if glued := _glued(fault, where[0]):
        return glued
    return _no_key(fault, where)


def _no_key(fault: Fault, where: Position) -> Diagnostic:
    message = "this line is neither 'key: value' nor an item of a list"
    hint = "indent it if it continues the line above, or write its key and a colon"
    return fault.found("CC033", where, message, hint)


def _bad_sign(fault: Fault) -> Diagnostic | None:
    if not fault.at:
        return None
    line, column = fault.at
    sign = fault.line(line)[column - 1 : column]
    message = f"a value that is not in quotes cannot begin with '{sign}'"
    return fault.found("CC035", fault.at, message, _QUOTE)


def _special_sign(fault: Fault) -> Diagnostic:
    line, column = fault.since or fault.at or (1, 1)
    sign = fault.line(line)[column - 1 : column]
    message = f"'{sign}' at the start of a value means something else to YAML"
    return fault.found("CC035", (line, column), message, _QUOTE)


def _list_in_line(fault: Fault) -> Diagnostic:
    hint = "begin the list on the next line, or put the value in quotes if it begins with a hyphen"
    return fault.found("CC033", fault.at, "a list cannot begin behind its key", hint)


def _block_text(fault: Fault) -> Diagnostic:
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


def _escape(fault: Fault) -> Diagnostic:
    hint = "use single quotes '...', or write two backslashes"
    message = "a backslash inside double quotes that YAML does not know"
    return fault.found("CC035", fault.at, message, hint)


def _misplaced(fault: Fault) -> Diagnostic | None:
    """A line or a rest of a line that fits nowhere: after a quote, a bracket, or out of line."""
    if not fault.at:
        return None
    number, column = fault.at
    before = fault.line(number)[: column - 1]
    if fault.quote and before.rstrip().endswith(('"', "'")):
        return _after_quote(fault, before.rstrip()[-1])
    if glued := _glued(fault, number):
        return glued
    if before.strip():
        rest = fault.line(number)[column - 1 :].strip()[:40]
        message = f"'{rest}' does not fit behind what stands before it"
        return fault.found("CC030", fault.at, message, _QUOTE)
    return _indentation(fault, fault.at)


def _after_quote(fault: Fault, quote: str) -> Diagnostic:
    opened, at = fault.quote or (1, 1), fault.at or (1, 1)
    if opened[0] < at[0]:
        message = f"the quote {quote} opened here closes only on line {at[0]}"
        return fault.found("CC031", opened, message, f"close it with {quote} where its text ends")
    message = f"text stands behind the closing quote {quote}"
    more = "write '' for an apostrophe inside '...'" if quote == "'" else 'write \\" inside "..."'
    return fault.found("CC031", at, message, f"put all of it inside one pair of quotes; {more}")


def _indentation(fault: Fault, at: Position) -> Diagnostic:
    number, column = at
    if fault.line(number).lstrip().startswith(":"):
        hint = "write a word before the colon, as in 'statement: ...'"
        return fault.found("CC043", at, "no key stands before this colon", hint)
    kind = "item of a list" if fault.line(number).lstrip().startswith("-") else "key"
    message = f"no other {kind} around this line begins in column {column}"
    hint = "line it up with its neighbours: the same number of spaces before each"
    return fault.found("CC033", at, message, hint)


_RULES: dict[str, Callable[[Fault], Diagnostic | None]] = {
    "found unexpected end of stream": _unclosed_quote,
    "found unexpected document indicator": _unclosed_quote,
    "did not find expected ',' or": _unclosed_bracket,
    "mapping values are not allowed": _colon_in_value,
    "could not find expected ':'": _no_colon,
    "cannot start any token": _bad_sign,
    "did not find expected node content": _bad_sign,
    "block sequence entries are not allowed": _list_in_line,
    "mapping keys are not allowed": _bad_sign,
    "expected alphabetic or numeric character": _special_sign,
    "directive": _special_sign,
    "tag": _special_sign,
    "did not find expected comment or line break": _block_text,
    "indentation indicator": _block_text,
    "escape": _escape,
    "hexdecimal": _escape,
    "did not find expected key": _misplaced,
    "did not find expected '-' indicator": _misplaced,
    "did not find expected <document start>": _misplaced,
}
