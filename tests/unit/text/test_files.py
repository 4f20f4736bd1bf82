"""Finding and decoding content: nothing is trusted, and every refusal has its place."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcards.text.card_text import read_card
from claimcards.text.diagnostics import Severity, UseError
from claimcards.text.files import (
    MAX_BYTES,
    ContentFiles,
    FileKind,
    FolderLeaf,
    decode_bytes,
    make_memory_folder,
    read_content,
    read_folder,
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one sound file of each kind."""
    folder = tmp_path / "content"
    for name in ("claims/efficacy/kidney.yml", "studies/lai.yml", "vocabulary/topics.yml"):
        put(folder / name, b"id: x\n")
    put(folder / "references/lai.bib", b"@misc{lai}\n")
    return folder


def put(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


def read(content: Path) -> ContentFiles:
    return read_content(content.parent, content)


def found(content: Path) -> list[tuple[str, str]]:
    """Code and place of each diagnostic."""
    return [(d.code, str(d.place)) for d in read(content).diagnostics]


def test_all_files_come_in_order_with_kind_and_digest(content: Path) -> None:
    """Paths are relative to the root; the digest is of the bytes."""
    put(content / "claims/efficacy/a.yml", "statement: é\r\n".encode())
    result = read(content)
    assert result.diagnostics == ()
    assert result.refused == ()
    assert [(f.path, f.kind) for f in result.files] == [
        ("content/claims/efficacy/a.yml", FileKind.CLAIM),
        ("content/claims/efficacy/kidney.yml", FileKind.CLAIM),
        ("content/studies/lai.yml", FileKind.STUDY),
        ("content/references/lai.bib", FileKind.REFERENCE),
        ("content/vocabulary/topics.yml", FileKind.VOCABULARY),
    ]
    assert result.files[0].text == "statement: é\n"
    assert result.files[0].digest == hashlib.sha256("statement: é\r\n".encode()).hexdigest()


def test_a_revision_with_very_deep_folders_is_read_like_any_other() -> None:
    """Git holds folders deeper than any recursion goes; they are refused, and others are read."""
    deep = FolderLeaf(f"claims/{'a/' * 5_000}b.yml")
    result = read_folder(
        "content", make_memory_folder([deep, FolderLeaf("claims/c/d.yml", raw=b"id: d\n")])
    )
    assert [f.path for f in result.files] == ["content/claims/c/d.yml"]
    assert ("CC012", "content/claims/a/a") in [(d.code, str(d.place)) for d in result.diagnostics]


@pytest.mark.parametrize("missing", ["nothing", "file"])
def test_without_a_content_folder_nothing_can_be_done(tmp_path: Path, missing: str) -> None:
    """Broken use is an error of its own, in one line."""
    if missing == "file":
        (tmp_path / "content").write_text("x")
    with pytest.raises(UseError, match="content") as error:
        read_content(tmp_path, tmp_path / "content")
    assert "\n" not in str(error.value)


def test_a_missing_vocabulary_is_a_diagnostic(content: Path) -> None:
    """The other folders are read all the same."""
    (content / "vocabulary/topics.yml").unlink()
    (content / "vocabulary").rmdir()
    assert found(content) == [("CC014", "content/vocabulary")]
    assert len(read(content).files) == 3


BAD_BYTES = [
    (b"a: b\nc: caf\xe9 x\n", "CC004", "1:2:7"),
    (b"caf\xc3\xa9: \xff\n", "CC004", "1:1:7"),
    (b"\xef\xbb\xbfab\xff", "CC004", "1:1:3"),
    ("a: b\n".encode("utf-16"), "CC006", "1:1:1"),
    (b"\xfe\xff\x00a", "CC006", "1:1:1"),
    (b"", "CC007", "1:1:1"),
    (b" \n\r\n", "CC007", "1:1:1"),
    (b"a: \xc3", "CC004", "1:1:4"),
    (b"\x1f\x8b\x08\x00", "CC004", "1:1:2"),
]


@pytest.mark.parametrize(("raw", "code", "where"), BAD_BYTES)
def test_bytes_that_are_no_text_are_refused_where_they_stand(
    raw: bytes, code: str, where: str
) -> None:
    """Columns count characters, as an editor does, not bytes."""
    text, diagnostics = decode_bytes("f", raw)
    assert text is None
    last = diagnostics[-1]
    assert (last.code, f"1:{last.place.line}:{last.place.column}") == (code, where)
    assert last.hint


def test_the_meaning_of_a_windows_byte_is_told() -> None:
    """A curator recognises the letter that was meant."""
    assert "'é'" in decode_bytes("f", b"\xe9")[1][0].message


def test_a_byte_order_mark_is_a_warning_and_moves_nothing() -> None:
    """The text begins behind it."""
    text, (diagnostic,) = decode_bytes("f", b"\xef\xbb\xbfa: b\n")
    assert text == "a: b\n"
    assert (diagnostic.code, diagnostic.severity) == ("CC005", Severity.WARNING)


def test_a_refused_file_is_named(content: Path) -> None:
    """So that what it holds is not called unknown."""
    put(content / "studies/bad.yml", b"\xff")
    assert read(content).refused == ("content/studies/bad.yml",)


def test_a_huge_card_is_refused_unread(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is enough: 50 MB cost nothing."""
    with (content / "claims/efficacy/big.yml").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    opened: list[str] = []
    real = os.open

    def note(path: str, flags: int) -> int:
        opened.append(path)
        return real(path, flags)

    monkeypatch.setattr(os, "open", note)
    assert found(content) == [("CC002", "content/claims/efficacy/big.yml")]
    assert opened
    assert not any("big.yml" in path for path in opened)


def test_a_card_of_the_largest_size_is_read(content: Path) -> None:
    """The limit itself is allowed."""
    put(content / "claims/efficacy/big.yml", b"# " + b"x" * (MAX_BYTES - 2))
    assert found(content) == []


def test_links_are_not_followed(content: Path, tmp_path: Path) -> None:
    """Neither out of the content folder nor inside it, neither files nor folders."""
    secret = tmp_path / "secret"
    put(secret / "key.yml", b"password: x\n")
    (content / "claims/efficacy/out.yml").symlink_to(secret / "key.yml")
    (content / "claims/efficacy/twin.yml").symlink_to(content / "claims/efficacy/kidney.yml")
    (content / "claims/efficacy/dead.yml").symlink_to(tmp_path / "nowhere")
    (content / "claims/topic").symlink_to(secret)
    (content / "vocabulary/topics.yml").unlink()
    (content / "vocabulary").rmdir()
    (content / "vocabulary").symlink_to(secret)
    assert found(content) == [
        ("CC001", "content/claims/efficacy/dead.yml"),
        ("CC001", "content/claims/efficacy/out.yml"),
        ("CC001", "content/claims/efficacy/twin.yml"),
        ("CC001", "content/claims/topic"),
        ("CC001", "content/vocabulary"),
    ]
    assert not any("password" in file.text for file in read(content).files)


def test_a_pipe_is_refused_and_never_waited_for(content: Path) -> None:
    """Opening one would wait for ever."""
    os.mkfifo(content / "studies/pipe.yml")
    assert found(content) == [("CC003", "content/studies/pipe.yml")]


def test_a_file_that_may_not_be_read(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason of the system is told, and the other files are read."""
    real = os.open

    def refuse(path: str, flags: int) -> int:
        if path.endswith("kidney.yml"):
            raise PermissionError(13, "Permission denied")
        return real(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    result = read(content)
    assert [(d.code, d.message) for d in result.diagnostics] == [
        ("CC003", "this cannot be read: Permission denied")
    ]
    assert len(result.files) == 3


MISPLACED = [
    ("claims/kidney.yml", "CC012", Severity.ERROR),
    ("claims/efficacy/old/kidney.yml", "CC012", Severity.ERROR),
    ("studies/lai/one.yml", "CC012", Severity.ERROR),
    ("claim/efficacy/kidney.yml", "CC012", Severity.ERROR),
    ("Studies/x.yml", "CC012", Severity.ERROR),
    ("claims/efficacy/a.yaml", "CC013", Severity.ERROR),
    ("claims/efficacy/a.YML", "CC013", Severity.ERROR),
    ("claims/efficacy/a.yml.txt", "CC013", Severity.ERROR),
    ("claims/efficacy/a.bib", "CC013", Severity.ERROR),
    ("references/a.yml", "CC013", Severity.ERROR),
    ("claims/efficacy/a.txt", "CC013", Severity.WARNING),
    ("claims/efficacy/photo.png", "CC013", Severity.WARNING),
    ("claims/efficacy/My Card.yml", "CC015", Severity.ERROR),
    ("studies/Lai2010.yml", "CC015", Severity.ERROR),
    ("claims/efficacy/niño.yml", "CC015", Severity.ERROR),
    ("claims/efficacy/a\nb.yml", "CC015", Severity.ERROR),
]


@pytest.mark.parametrize(("path", "code", "severity"), MISPLACED)
def test_what_would_be_left_out_in_silence_is_told(
    content: Path, path: str, code: str, severity: Severity
) -> None:
    """Wrong folders, endings and names each have their diagnostic."""
    put(content / path, b"id: x\n")
    (diagnostic,) = read(content).diagnostics
    assert (diagnostic.code, diagnostic.severity) == (code, severity)
    assert "\n" not in str(diagnostic)


def test_a_file_name_of_any_bytes_can_be_shown(content: Path) -> None:
    """A name that is no UTF-8 is escaped, so that printing it cannot fail."""
    (content / "studies" / os.fsdecode(b"a\xff.yml")).write_bytes(b"id: x\n")
    (diagnostic,) = read(content).diagnostics
    assert diagnostic.code == "CC015"
    str(diagnostic).encode("utf-8")


@pytest.mark.parametrize(
    "name",
    [".hidden.yml", "a.yml~", "#a.yml#", "a.yml.bak", ".a.yml.swp", "README.md", "Thumbs.db"],
)
def test_what_editors_leave_is_ignored(content: Path, name: str) -> None:
    """Nobody means these as content."""
    put(content / "claims/efficacy" / name, b"\xff")
    put(content / "pages/about.md", b"\xff")
    assert found(content) == []


@given(st.binary())
def test_no_bytes_raise(raw: bytes) -> None:
    """Any file ends as text, as a card or as diagnostics."""
    text, diagnostics = decode_bytes("f", raw)
    if text is None:
        assert diagnostics
    else:
        read_card("f", text)
