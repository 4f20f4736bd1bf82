"""Text from a pull request as something that can be read and does nothing.

The artifact of a pull request's run was made by the pull request's own code, so it may hold
anything. Inside a code block GitHub makes no links, no mentions, no pictures and no HTML;
what is left to do is that the text cannot close the block, hide, or run on for ever.
"""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zipfile
import zlib

from claimcards.reading.files import UseError

MOST_BYTES = 256 * 1024
"""Of one file in an artifact, unpacked."""
MOST_CHARACTERS = 40_000
"""Of the text in a comment; GitHub takes 65,536 for the whole."""
LONGEST_LINE = 400

# What reading a broken, encrypted or lying archive raises.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
)
_TICKS = re.compile("`+")
# Blank to the eye, though Unicode calls some of them letters: text could hide behind them.
_BLANK = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x2800}


def unpacked(archive: bytes, name: str) -> bytes:
    """One file of a zip archive, read in memory and to its limit only.

    :raises UseError: where the archive is none, the file is missing, or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            if packed.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise UseError(f"{name} is packed in a way that is not read here")
            with packed.open(name) as file:
                found = file.read(MOST_BYTES + 1)
    except KeyError as error:
        raise UseError(f"the artifact holds no {name}") from error
    except _BROKEN as error:
        raise UseError("the artifact is no readable zip archive") from error
    if len(found) > MOST_BYTES:
        raise UseError(f"{name} is longer than {MOST_BYTES} bytes")
    return found


def plain(raw: bytes) -> str:
    """Printable lines of a bounded length and number; what was cut is said."""
    text = raw.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = [_line(line) for line in text.split("\n")]
    kept: list[str] = []
    room = MOST_CHARACTERS
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            return "\n".join((*kept, f"(cut here: {len(lines) - len(kept)} more lines)"))
        kept.append(line)
    return "\n".join(kept).strip("\n")


def _line(line: str) -> str:
    shown = "".join(c if _visible(c) else " " for c in line.replace("\t", "    ")).rstrip()
    return shown if len(shown) <= LONGEST_LINE else f"{shown[:LONGEST_LINE]} (cut)"


def _visible(character: str) -> bool:
    # Categories C (controls, bidirectional marks, unassigned) and Zl, Zp (line ends).
    kind = unicodedata.category(character)
    return kind[0] != "C" and kind not in ("Zl", "Zp") and ord(character) not in _BLANK


def block(text: str) -> str:
    """A Markdown code block that this text cannot close."""
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * max(longest + 1, 4)
    return f"{fence}text\n{text}\n{fence}"
