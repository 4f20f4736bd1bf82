"""From a BibTeX entry to a reference: LaTeX, titles in braces, names, dates, identifiers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from claimcards.references.bibtex_blocks import (
    MONTHS,
    UnreadableName,
    decode_latex,
    split_name,
    split_names,
)
from claimcards.references.identity import PMCID, PMID, read_doi
from claimcards.references.reference import Name, Reference, Span
from claimcards.text.diagnostics import Severity

_COMMAND = re.compile(r"\\([A-Za-z]+)")
_BARE = re.compile(r"(?<!\\)[%&#~_^$]")
# As pandoc tells math from money: no blank inside the dollars, no digit behind them.
_MATH = re.compile(r"(?<!\\)\$(?=[^\s$])([^$]*?)(?<=[^\s\\])\$(?!\d)")
# The decoder has a letter-like circumflex for it, which no keyboard gives.
_CARET = re.compile(r"\\textasciicircum(?:\{\}|(?![A-Za-z]))")
_ESCAPED = re.compile(r"\\([%&#_$])")
_SPECIAL = re.compile(r"[{},~]")
_SHIFTED = re.compile(r"([_^])(?:\{([^{}\\]*)\}|([^\s{}\\]))")
_SMALL = {
    "_": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
    "^": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
}
_KEPT = "%&#~_^$\\"
_HIDE = {sign: chr(0xE000 + number) for number, sign in enumerate(_KEPT)}
_SHOW = {ord(hidden): sign for sign, hidden in _HIDE.items()}
# Commands that change how text looks and print nothing of their own.
_LOOKS_LIST = (
    "bf bfseries cal em emph enquote ensuremath it itshape large mathbf mathcal mathit mathrm "
    "mathsf mathtt mbox mkbibemph mkbibquote noopsort normalfont protect relax rm sc scshape sf "
    "small textbf textit textmd textnormal textrm textsc textsf textsl textsubscript "
    "textsuperscript texttt textup tt underline uppercase url"
)
_LOOKS = frozenset(_LOOKS_LIST.split())


def strip_bibtex(text: str) -> str:
    """A value without its braces and LaTeX, in one line."""
    return " ".join(_drop_braces(_decode_text(text)).split())


def find_unknown_commands(text: str) -> tuple[str, ...]:
    """The LaTeX commands in a value that print nothing we know; the value stays as written."""
    if "\\" not in text:
        return ()
    return tuple(dict.fromkeys(c for c in _COMMAND.findall(text) if not _is_known(c)))


def split_title(text: str) -> tuple[Span, ...]:
    """A title in pieces: what stands in braces keeps its capitals in every style."""
    found: list[Span] = []
    for piece, protected in _cut_at_braces(" ".join(text.split())):
        words = _drop_braces(_write_dashes(_decode_text(piece)))
        if found and found[-1].protected == protected:
            found[-1] = Span(found[-1].text + words, protected)
        elif words:
            found.append(Span(words, protected))
    return tuple(found)


def read_names(text: str) -> tuple[tuple[Name, ...], bool]:
    """The people and bodies of an author or editor field, and whether they are all.

    :raises UnreadableName: for a list that BibTeX cannot take apart.
    """
    decoded = " ".join(_decode_text(text, keep_braces=True).split())
    listed = split_names(decoded) if "{" in decoded else re.split(r"(?i)\s+and\s+", decoded)
    complete = True
    if listed and re.fullmatch(r"(?i)\{?(others|et al\.?)\}?", listed[-1]):
        listed, complete = listed[:-1], False
    return tuple(
        name for one in listed if (name := _read_name(one.strip(" ,"))) != Name()
    ), complete


def _read_name(text: str) -> Name:
    if text.startswith("{") and _find_group_end(text, 0) == len(text):
        return Name(literal=" ".join(_drop_braces(text).split()))
    family, comma, given = text.partition(", ")
    # The form of nearly every name, read without the general parser: 'Family, G. M.'
    if comma and not _SPECIAL.search(text.replace(", ", "", 1)) and not _is_particle(family):
        return Name(family=family, given=given)
    particle, family, suffix, given = (_drop_braces(p) for p in split_name(text))
    return Name(family=family, given=given, particle=particle, suffix=suffix)


def _is_particle(family: str) -> bool:
    return any(word[0].islower() for word in family.split())


def _cut_at_braces(text: str) -> list[tuple[str, bool]]:
    """Cut at the outermost braces. '{\\"u}' and the braces of a command protect nothing."""
    found: list[tuple[str, bool]] = []
    start = at = 0
    while (at := text.find("{", at)) >= 0:
        end = _find_group_end(text, at)
        command = text[at + 1 : at + 2] == "\\" or re.search(
            r"\\([A-Za-z]+|.) *$", text[max(start, at - 40) : at]
        )
        if not command and not _is_in_math(text, at):
            found += [(text[start:at], False), (text[at + 1 : end - 1], True)]
            start = end
        at = end
    return [*found, (text[start:], False)]


def _is_in_math(text: str, at: int) -> bool:
    return "$" in text and any(m.start() < at < m.end() for m in _MATH.finditer(text))


def _find_group_end(text: str, start: int) -> int:
    """The position behind the brace that closes the one at ``start``."""
    depth = 0
    for at in range(start, len(text)):
        if text[at - 1 : at] != "\\" and text[at] in "{}":
            depth += 1 if text[at] == "{" else -1
            if depth == 0:
                return at + 1
    return len(text) + 1


def _drop_braces(text: str) -> str:
    return text.replace("{", "").replace("}", "") if "{" in text or "}" in text else text


def _write_dashes(text: str) -> str:
    if "--" in text:
        text = text.replace("---", "—").replace("--", "–")
    return text.replace("``", "“").replace("''", "”") if "``" in text else text


def _decode_text(text: str, *, keep_braces: bool = False) -> str:
    # Decoding costs more than all else together, so text that needs none never meets it.
    if "\\" not in text and "$" not in text:
        return text
    shown = _MATH.sub(_read_math, _CARET.sub("^", text))
    if "\\" not in (simple := _ESCAPED.sub(r"\1", shown)):
        return simple
    hidden = _BARE.sub(lambda sign: _HIDE[sign[0]], _COMMAND.sub(_hide_unknown_command, shown))
    decoded = decode_latex(hidden, keep_braces=keep_braces)
    return text if decoded is None else decoded.translate(_SHOW)


def _hide_unknown_command(command: re.Match[str]) -> str:
    return command[0] if _is_known(command[1]) else _HIDE["\\"] + command[1]


def _read_math(found: re.Match[str]) -> str:
    """What a formula reads like: digits below or above the line as Unicode's small ones."""
    formula = _SHIFTED.sub(_shift_characters, found[1])
    # A command eats the blanks behind it; in braces it cannot reach those of the text.
    return f"{{{formula}}}" if "\\" in formula else formula


def _shift_characters(found: re.Match[str]) -> str:
    text, table = found[2] or found[3] or "", _SMALL[found[1]]
    return text.translate(table) if all(ord(c) in table for c in text) else found[0]


@lru_cache(maxsize=1024)
def _is_known(command: str) -> bool:
    # What the decoder does not know it leaves out, so that only the argument remains.
    printed = decode_latex(f"\\{command}{{a}}", keep_braces=False) or ""
    return command in _LOOKS or printed.strip() not in ("", "a")


ReportProblem = Callable[..., None]
"""Takes a code, a field's name (or '' for the entry), a message, a hint and a severity."""

_KINDS_LIST = (
    "article book booklet collection conference dataset inbook incollection inproceedings manual "
    "mastersthesis misc online patent periodical phdthesis preprint proceedings report software "
    "techreport thesis unpublished"
)
_READ_LIST = (
    "title author editor journal journaltitle booktitle howpublished year date month volume "
    "number issue pages eid publisher institution school organization doi pmid pmcid url note "
    "crossref"
)
# Kept as they are, for whoever wants them; no page shows them yet.
_EXTRA_LIST = (
    "abstract address annote archiveprefix chapter copyright edition eprint eprintclass eprinttype "
    "file isbn issn key keywords langid language location primaryclass series shorttitle subtitle "
    "timestamp translator type urldate version"
)
KINDS, _READ, _EXTRA = (
    frozenset(words.split()) for words in (_KINDS_LIST, _READ_LIST, _EXTRA_LIST)
)
_ET_AL = re.compile(r"(?i)(?<!\band),? (et\.? al\b\.?)$")
_SUFFIX = re.compile(r"(?i)(jn?r|sr|[ivx]+|[2-9](nd|rd|th)|esq|m\.?d|ph\.? ?d)\.?")
_INITIALS = re.compile(r".*[^\W\d_]{2}\S* ([A-Z]\.?[ -]?){1,3}")
_LINK = re.compile(r"\\url\s*\{([^{}]*)\}|\{?(https?://[^\s{}]+)\}?")


def make_reference(
    key: str, kind: str, fields: Mapping[str, str], report: ReportProblem
) -> Reference:
    """The reference that these fields give; ``fields`` are evaluated, with LaTeX still in them."""
    authors, complete = _read_authors(fields, report)
    container, link = _read_container(fields)
    year, month = _read_date(fields, report)
    title = split_title(fields.get("title", ""))
    if not title:
        report("CC058", "", f"'{key}' has no title", "add a line: title = {...},")
    return Reference(
        key=key,
        kind=kind,
        title=title,
        authors=authors,
        authors_complete=complete,
        container=container,
        year=year,
        month=month,
        volume=strip_bibtex(fields.get("volume", "")),
        issue=strip_bibtex(_find_first_word(fields, "number", "issue")),
        pages=_write_pages(_find_first_word(fields, "pages", "eid")),
        publisher=strip_bibtex(
            _find_first_word(fields, "publisher", "institution", "school", "organization")
        ),
        doi=_read_doi(fields.get("doi", ""), report),
        pmid=_read_number("CC067", "pmid", PMID, "digits only, such as 20138817", fields, report),
        pmcid=_read_number(
            "CC068", "pmcid", PMCID, "PMC and digits, such as PMC123", fields, report
        ),
        url=_read_url(
            fields.get("url", "") or link, report, "url" if "url" in fields else "howpublished"
        ),
        note=strip_bibtex(fields.get("note", "")),
        extra=tuple(
            (name, strip_bibtex(text)) for name, text in fields.items() if name not in _READ
        ),
    )


def hint_at_field(name: str) -> str:
    """The hint for a field that BibTeX does not know; empty for one that it knows."""
    if name in _READ or name in _EXTRA:
        return ""
    near = get_close_matches(name, sorted(_READ | _EXTRA), 1, 0.7)
    return f"did you mean '{near[0]}'?" if near else "delete it, or put it into 'note'"


def hint_at_kind(kind: str) -> str:
    """The hint for an entry type that BibTeX does not know; empty for one that it knows."""
    if kind in KINDS:
        return ""
    near = get_close_matches(kind, sorted(KINDS), 1, 0.7)
    return f"did you mean '@{near[0]}'?" if near else "use @article, or @misc for a web page"


def _find_first_word(fields: Mapping[str, str], *named: str) -> str:
    return next((fields[name] for name in named if fields.get(name)), "")


def _read_authors(
    fields: Mapping[str, str], report: ReportProblem
) -> tuple[tuple[Name, ...], bool]:
    field = "author" if fields.get("author") else "editor"
    text = fields.get(field, "")
    if not text:
        return (), True
    semicolon = ";" in re.sub(r"\\.|\{[^{}]*\}", "", text)
    if semicolon:
        report("CC061", field, "a semicolon stands between authors", "write ' and ' between them")
    if found := _ET_AL.search(text := " ".join(text.split())):
        message = f"'{found[1]}' is read as a part of the last author's name"
        report("CC061", field, message, "write ' and others' in its place")
        text = f"{text[: found.start()]} and others"
    try:
        listed, complete = read_names(text)
        one = next((name for name in listed if _looks_like_two(name)), None)
        if one and not semicolon:
            read = ", ".join(filter(None, (one.family, one.suffix, one.given)))
            message = f"'{read[:60]}' is read as one person: commas do not part authors"
            hint = "write ' and ' between authors, as in 'Frost, A. and Winter, B.'"
            report("CC061", field, message, hint)
        return listed, complete
    except UnreadableName as error:
        hint = "write ' and ' between authors, each as 'Family, Given'; a body's name in {braces}"
        report("CC061", field, f"these names cannot be told apart: {error}", hint)
        return (), True


def _looks_like_two(name: Name) -> bool:
    """Whether a name is rather two: 'Frost A, Winter B', or three, parted by commas."""
    if name.suffix:
        return not _SUFFIX.fullmatch(name.suffix)
    parts = (name.family, name.given)
    return all(len(part) < 60 and _INITIALS.fullmatch(part) for part in parts)


def _read_container(fields: Mapping[str, str]) -> tuple[str, str]:
    """Where the work appeared, and the address that some write there instead."""
    text = _find_first_word(fields, "journal", "journaltitle", "booktitle", "howpublished")
    if text == fields.get("howpublished") and (link := _LINK.search(text)):
        return strip_bibtex(text.replace(link[0], "")), link[1] or link[2] or ""
    return strip_bibtex(text), ""


def _read_date(fields: Mapping[str, str], report: ReportProblem) -> tuple[int | None, int | None]:
    field = "year" if fields.get("year") else "date"
    text = strip_bibtex(fields.get(field, ""))
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-\d{2})?)?", text, re.ASCII)
    if not text:
        hint = "add a line: year = {2015},"
        report("CC059", "", "this entry has no year", hint, Severity.WARNING)
    elif not found:
        report("CC059", field, f"'{text[:40]}' is no year", "write four digits, such as {2015}")
    month = _read_month(strip_bibtex(fields.get("month", "")), report)
    if not found:
        return None, month
    dated = int(found[2] or 0)
    return int(found[1]), month or (dated if 1 <= dated <= 12 else None)


def _read_month(text: str, report: ReportProblem) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 12:
        return int(text)
    for word in re.findall(r"[a-z]+", text.lower()):
        if word[:3] in MONTHS:
            return MONTHS.index(word[:3]) + 1
    report("CC064", "month", f"'{text[:40]}' is no month", "write jan, feb ... or 1 to 12")
    return None


def _write_pages(text: str) -> str:
    """Page numbers with an en dash between first and last, however the entry writes it."""
    return re.sub(r"\s*-{2,3}\s*|\s*–\s*|(?<=\d)\s*-\s*(?=[A-Za-z]?\d)", "–", strip_bibtex(text))


def _strip_latex(text: str) -> str:
    """An identifier or address: no LaTeX in it but the escapes that exporters write."""
    return re.sub(r"\\([%&#_~$])", r"\1", text).replace("{", "").replace("}", "").strip()


def _read_doi(text: str, report: ReportProblem) -> str:
    doi = _strip_latex(text)
    read = read_doi(doi)
    if read and read != doi:
        hint = f"write doi = {{{read}}}"
        report("CC065", "doi", "this is an address, not the bare DOI", hint, Severity.WARNING)
    if read or not doi:
        return read
    report("CC066", "doi", f"'{doi[:60]}' is no DOI", "it begins with 10., as in 10.1000/xyz123")
    return ""


def _read_number(
    code: str,
    name: str,
    pattern: str,
    expected: str,
    fields: Mapping[str, str],
    report: ReportProblem,
) -> str:
    text = _strip_latex(fields.get(name, ""))
    if not text or re.fullmatch(pattern, text, re.ASCII):
        return text
    report(code, name, f"'{text[:40]}' is no {name.upper()}", f"expected {expected}")
    return ""


def _read_url(text: str, report: ReportProblem, field: str) -> str:
    wrapped = _LINK.fullmatch(text.strip())
    url = _strip_latex((wrapped[1] or wrapped[2] or "") if wrapped else text)
    if not url or re.fullmatch(r"https?://[^\s/]+\S*", url):
        return url
    message = f"'{url[:60]}' is no web address"
    report("CC069", field, message, "it begins with https:// and holds no blanks")
    return ""
