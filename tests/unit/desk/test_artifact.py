"""Text from a pull request is shown and does nothing."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from claimcards.desk.github import MOST_BYTES, unpack_file
from claimcards.text.diagnostics import UseError
from claimcards.text.harmless import LONGEST_LINE, MOST_COMMENT_CHARACTERS, make_block, show_lines


def archive(name: str, data: bytes, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of one file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", kind) as made:
        made.writestr(name, data)
    return packed.getvalue()


def test_the_named_file_is_read_and_no_other() -> None:
    """Whatever else an archive holds, nothing is written anywhere."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("../../evil", "x")
        made.writestr("diff.txt", "two groups more")
    assert unpack_file(packed.getvalue(), "diff.txt") == b"two groups more"


def test_a_bomb_is_refused_while_it_is_read() -> None:
    """A small archive may hold a very long file."""
    bomb = archive("diff.txt", b"0" * (50 * MOST_BYTES))
    assert len(bomb) < MOST_BYTES
    with pytest.raises(UseError, match="longer than"):
        unpack_file(bomb, "diff.txt")


def test_a_lie_about_the_length_is_found_out() -> None:
    """The archive's own list may say anything."""
    made = bytearray(archive("diff.txt", b"0" * 1000))
    at = made.rindex(b"PK\x01\x02") + 24
    made[at : at + 4] = (5).to_bytes(4, "little")
    with pytest.raises(UseError, match="no readable zip archive"):
        unpack_file(bytes(made), "diff.txt")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no readable zip"),
        (b"PK\x03\x04 and then nothing", "no readable zip"),
        (archive("other.txt", b"x"), "holds no diff.txt"),
        (archive("diff.txt", b"x", zipfile.ZIP_LZMA), "packed in a way"),
        (archive("diff.txt", b"x" * 500)[:-60], "no readable zip"),
    ],
    ids=["empty", "only a mark", "another file", "another packing", "cut off"],
)
def test_what_is_no_fit_archive_is_refused_in_one_line(data: bytes, says: str) -> None:
    """No traceback, whatever a pull request left behind."""
    with pytest.raises(UseError, match=says):
        unpack_file(data, "diff.txt")


@pytest.mark.parametrize(
    "hostile",
    [
        "```\n@everyone look",
        "~~~\n<img src=x onerror=alert(1)>",
        "`````text\n[click](https://example.org)",
        "    ````````\n# heading",
        "````\r\n@team",
        "`````" * 90,
    ],
)
def test_no_text_can_close_its_block(hostile: str) -> None:
    """The fence is longer than every run of the same mark inside."""
    lines = make_block(show_lines(hostile.encode())).split("\n")
    fence = lines[0].removesuffix("text")
    assert lines[-1] == fence
    assert set(fence) == {"`"}
    runs = re.findall("`+", "\n".join(lines[1:-1]))
    assert all(len(run) < len(fence) for run in runs)


def test_nothing_hides() -> None:
    """Controls, marks that turn the direction of writing, and blank letters become spaces."""
    hidden = "a\x1b[31mb\u202ec\u200bd\u2028e\x00f\ufefff\u3164g\u2800h"
    shown = show_lines(hidden.encode())
    assert shown == "a [31mb c d e f f g h"


def test_bytes_that_are_no_text_do_not_stop_it() -> None:
    """They are shown as what cannot be read."""
    assert show_lines(b"\xff\xfe verdict") == "\ufffd\ufffd verdict"


def test_length_is_bounded_and_the_cut_is_said() -> None:
    """GitHub refuses a longer comment altogether."""
    long = show_lines(("x" * 100 + "\n").encode() * 2000)
    assert len(long) < MOST_COMMENT_CHARACTERS + 100
    assert re.search(r"\(cut here: \d+ more lines\)\Z", long)
    assert show_lines(b"y" * 1000) == "y" * LONGEST_LINE + " (cut)"
