"""From a file's bytes to its text: UTF-8 and nothing else, with the place of a bad byte."""

from __future__ import annotations

import codecs

from claimcards.diagnostics import Diagnostic, Place, Severity

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(file: str, raw: bytes) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file, its Windows line ends made plain; ``None`` where it is not UTF-8.

    A byte-order mark is dropped with a warning, so that columns stay those of an editor.
    """
    found: list[Diagnostic] = []
    if raw.startswith(codecs.BOM_UTF8):
        raw = raw.removeprefix(codecs.BOM_UTF8)
        found.append(_mark(file))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [*found, _bad_byte(file, raw, error.start)]
    if not text.strip():
        hint = "write the card, or delete the file"
        return None, [*found, Diagnostic("CC007", Place(file, 1, 1), "this file is empty", hint)]
    return text.replace("\r\n", "\n") if "\r" in text else text, found


def _mark(file: str) -> Diagnostic:
    message = "an invisible byte-order mark stands before the first character"
    hint = "save the file as 'UTF-8', not as 'UTF-8 with BOM' (that mark)"
    return Diagnostic("CC005", Place(file, 1, 1), message, hint, Severity.WARNING)


def _bad_byte(file: str, raw: bytes, offset: int) -> Diagnostic:
    if raw.startswith(_UTF16):
        hint = "save it again with the encoding UTF-8"
        return Diagnostic("CC006", Place(file, 1, 1), "this file is UTF-16, not UTF-8", hint)
    line_start = raw.rfind(b"\n", 0, offset) + 1
    column = len(raw[line_start:offset].decode("utf-8")) + 1
    place = Place(file, raw.count(b"\n", 0, offset) + 1, column)
    message = f"the byte 0x{raw[offset]:02X} is not UTF-8{_meant(raw[offset])}"
    hint = "save the file again with the encoding UTF-8, and check this character"
    return Diagnostic("CC004", place, message, hint)


def _meant(byte: int) -> str:
    """What an older Windows program would have meant by this byte."""
    letter = bytes([byte]).decode("cp1252", "replace")
    known = letter.isprintable() and letter != "\ufffd"
    return f" (older Windows programs write '{letter}' so)" if known else ""
