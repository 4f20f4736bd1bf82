"""What is wrong with a hand-written page: front matter, inserts, HTML, address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from claimcards.corpus import Corpus
from claimcards.pages.policy import find_blocked, find_blocked_in_markdown
from claimcards.text.card_text import read_card
from claimcards.text.diagnostics import Diagnostic
from claimcards.text.folding import did_you_mean
from claimcards.text.written_pages import Written

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")

# As MkDocs has it: three hyphens on the first line, and three hyphens or dots behind it.
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?(?:\.{3}|---)[ \t]*(?:\n|\Z)", re.DOTALL)
_MEANT_FRONT = re.compile(r"\s*[-–—_=+*]{2,}[ \t]*\n[ \t]*[A-Za-z_]+[ \t]*:")
_COMMENT = re.compile(r"<!--+\s*(.*?)\s*(?:--+>|\Z)", re.DOTALL)
_WORDS = re.compile(r"([A-Za-z_-]+)\s*[:=]?\s*([^\s]*)")


NAMES = ("board", "glance", "map", "search", "counts", "changes")
"""What a page can ask for."""

INSERT = re.compile(r"<!--\s*claimcards:\s*([a-z-]+)\s*-->")


def find_inserts(markdown: str) -> list[str]:
    """The names of the pieces that a page asks for."""
    return INSERT.findall(markdown)


LISTS = (
    "bibliography.md",
    "changes.md",
    "claims/index.md",
    "explore.md",
    "glossary.md",
    "map.md",
    "methods.md",
    "quality.md",
    "studies/index.md",
)
"""The pages that every site has."""


def list_generated_pages(corpus: Corpus) -> dict[str, str]:
    """What each generated page is, by its ``uri``, in the words of a message."""
    found = dict.fromkeys(LISTS, "a page that every site has")
    for key, claim in corpus.claims.items():
        for name in (key, *claim.record.former_ids):
            found[f"claims/{name}.md"] = f"the page of {claim.file}"
    found |= {f"studies/{key}.md": f"the page of {s.file}" for key, s in corpus.studies.items()}
    topics = corpus.vocabulary.topics
    return found | {f"topics/{topic}.md": f"the page of the topic '{topic}'" for topic in topics}


def check_written(written: Written) -> Iterator[Diagnostic]:
    """All that is wrong with the folder of hand-written pages and with what stands in it."""
    yield from written.diagnostics
    for uri, text in written.texts.items():
        is_page = uri.lower().endswith(MARKDOWN)
        if is_page:
            yield from _front_matter(written, uri, text)
            yield from _check_inserts(written, uri, text)
        blocked = find_blocked_in_markdown(text) if is_page else find_blocked(text)
        for one in blocked:
            if uri.lower().endswith(".svg") and "style" in one.message:
                continue  # the policy of a page does not reach into a picture
            message = f"{one.message}, which no page of this site may hold"
            hint = "take it out; show code between lines of ``` and keep pictures in this folder"
            yield Diagnostic(
                "CC272", written.place(uri, one.line, one.column), message, hint, one.severity
            )


def check_addresses(written: Written, generated: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Hand-written files that would stand at the address of a generated one.

    ``generated`` says of each generated file, by its path, what makes it.
    """
    taken = {_write_address(uri): maker for uri, maker in generated.items()}
    for uri in written.files:
        if (address := _write_address(uri)) in taken:
            message = f"this file would take the place of {taken[address]} at the address {address}"
            yield Diagnostic("CC275", written.place(uri), message, "give it another name")


def _write_address(uri: str) -> str:
    """The address that a file gets, without the names by which a server finds a folder's page."""
    stem, dot, ending = uri.rpartition(".")
    if f".{ending}" in MARKDOWN and dot:
        folder, _, name = stem.rpartition("/")
        return f"{folder}/" if name in ("index", "README") else f"{stem}/"
    return uri.removesuffix("index.html") if uri.endswith("/index.html") else uri


def _front_matter(written: Written, uri: str, text: str) -> Iterator[Diagnostic]:
    found = _FRONT.match(text)
    if found is None:
        if _MEANT_FRONT.match(text):
            message = "the front matter is not read: it would be shown as text of the page"
            hint = "put '---' alone on the first line, and '---' alone on the line behind it"
            yield Diagnostic("CC271", written.place(uri, 1, 1), message, hint)
        return
    path = written.place(uri).file
    if not (found[1] or "").strip():
        hint = "write 'title: ...' between the two lines of '---', or delete both"
        yield Diagnostic("CC271", written.place(uri, 1, 1), "the front matter is empty", hint)
        return
    # A blank line in place of the hyphens, so that lines are counted as in the page.
    card, problems = read_card(path, f"\n{found[1]}")
    for problem in problems:
        yield replace(problem, code="CC271", message=f"in the front matter: {problem.message}")
    if card is None:
        return
    for key in ("title", "description", "template"):
        value = card.value.get(key)
        if value is not None and not isinstance(value, str):
            message = f"'{key}' in the front matter must be one text"
            yield Diagnostic(
                "CC271", card.place((key,)), message, f"write {key}: one line of words"
            )


def _check_inserts(written: Written, uri: str, text: str) -> Iterator[Diagnostic]:
    for comment in _COMMENT.finditer(text):
        known = [name for name in find_inserts(comment[0]) if name in NAMES]
        words = _WORDS.match(comment[1])
        if known or words is None or not _is_meant(words[1]):
            continue
        start = text.rfind("\n", 0, comment.start()) + 1
        line = text.count("\n", 0, comment.start()) + 1
        asked = words[2].lower()
        all_names = f"there are {', '.join(NAMES)}, as in '<!-- claimcards: {NAMES[0]} -->'"
        hint = (
            f"write '<!-- claimcards: {asked} -->'"
            if asked in NAMES
            else did_you_mean(asked, NAMES, all_names)
        )
        message = f"the comment '{_shorten_comment(comment[0])}' asks for nothing that there is"
        yield Diagnostic(
            "CC270", written.place(uri, line, comment.start() - start + 1), message, hint
        )


def _is_meant(word: str) -> bool:
    """Whether a comment that begins with this word asks for an insert."""
    return bool(did_you_mean(re.sub(r"[^a-z]", "", word.lower()), ("claimcards",)))


def _shorten_comment(comment: str) -> str:
    text = " ".join(comment.split())
    return text if len(text) <= 60 else f"{text[:57]}..."
