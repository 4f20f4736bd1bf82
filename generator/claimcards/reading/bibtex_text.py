"""From BibTeX's way of writing text to plain text: LaTeX, titles in braces, names.

A bare ``%``, ``&``, ``#``, ``_``, ``~`` or ``$`` would swallow or change text in LaTeX, but
people type them and mean them, so they are kept. A command that nobody knows is kept too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claimcards.model.reference import Name, Span
from claimcards.reading.bibtex_blocks import UnreadableName, decode_latex, name_parts, names_in

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


def plain(text: str) -> str:
    """A value without its braces and LaTeX, in one line."""
    return " ".join(_without_braces(_decoded(text)).split())


def unknown_commands(text: str) -> tuple[str, ...]:
    """The LaTeX commands in a value that print nothing we know; the value stays as written."""
    if "\\" not in text:
        return ()
    return tuple(dict.fromkeys(c for c in _COMMAND.findall(text) if not _is_known(c)))


def spans(text: str) -> tuple[Span, ...]:
    """A title in pieces: what stands in braces keeps its capitals in every style."""
    found: list[Span] = []
    for piece, protected in _pieces(" ".join(text.split())):
        words = _without_braces(_dashes(_decoded(piece)))
        if found and found[-1].protected == protected:
            found[-1] = Span(found[-1].text + words, protected)
        elif words:
            found.append(Span(words, protected))
    return tuple(found)


def names(text: str) -> tuple[tuple[Name, ...], bool]:
    """The people and bodies of an author or editor field, and whether they are all.

    :raises UnreadableName: for a list that BibTeX cannot take apart.
    """
    decoded = " ".join(_decoded(text, keep_braces=True).split())
    listed = names_in(decoded) if "{" in decoded else re.split(r"(?i)\s+and\s+", decoded)
    complete = True
    if listed and re.fullmatch(r"(?i)\{?(others|et al\.?)\}?", listed[-1]):
        listed, complete = listed[:-1], False
    return tuple(name for one in listed if (name := _name(one.strip(" ,"))) != Name()), complete


def _name(text: str) -> Name:
    if text.startswith("{") and _group_end(text, 0) == len(text):
        return Name(literal=" ".join(_without_braces(text).split()))
    family, comma, given = text.partition(", ")
    # The form of nearly every name, read without the general parser: 'Family, G. M.'
    if comma and not _SPECIAL.search(text.replace(", ", "", 1)) and not _particle(family):
        return Name(family=family, given=given)
    particle, family, suffix, given = (_without_braces(p) for p in name_parts(text))
    return Name(family=family, given=given, particle=particle, suffix=suffix)


def _particle(family: str) -> bool:
    return any(word[0].islower() for word in family.split())


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Cut at the outermost braces. '{\\"u}' and the braces of a command protect nothing."""
    found: list[tuple[str, bool]] = []
    start = at = 0
    while (at := text.find("{", at)) >= 0:
        end = _group_end(text, at)
        command = text[at + 1 : at + 2] == "\\" or re.search(
            r"\\([A-Za-z]+|.) *$", text[max(start, at - 40) : at]
        )
        if not command and not _in_math(text, at):
            found += [(text[start:at], False), (text[at + 1 : end - 1], True)]
            start = end
        at = end
    return [*found, (text[start:], False)]


def _in_math(text: str, at: int) -> bool:
    return "$" in text and any(m.start() < at < m.end() for m in _MATH.finditer(text))


def _group_end(text: str, start: int) -> int:
    """The position behind the brace that closes the one at ``start``."""
    depth = 0
    for at in range(start, len(text)):
        if text[at - 1 : at] != "\\" and text[at] in "{}":
            depth += 1 if text[at] == "{" else -1
            if depth == 0:
                return at + 1
    return len(text) + 1


def _without_braces(text: str) -> str:
    return text.replace("{", "").replace("}", "") if "{" in text or "}" in text else text


def _dashes(text: str) -> str:
    if "--" in text:
        text = text.replace("---", "—").replace("--", "–")
    return text.replace("``", "“").replace("''", "”") if "``" in text else text


def _decoded(text: str, *, keep_braces: bool = False) -> str:
    # Decoding costs more than all else together, so text that needs none never meets it.
    if "\\" not in text and "$" not in text:
        return text
    shown = _MATH.sub(_math, _CARET.sub("^", text))
    if "\\" not in (simple := _ESCAPED.sub(r"\1", shown)):
        return simple
    hidden = _BARE.sub(lambda sign: _HIDE[sign[0]], _COMMAND.sub(_hide_unknown, shown))
    decoded = decode_latex(hidden, keep_braces=keep_braces)
    return text if decoded is None else decoded.translate(_SHOW)


def _hide_unknown(command: re.Match[str]) -> str:
    return command[0] if _is_known(command[1]) else _HIDE["\\"] + command[1]


def _math(found: re.Match[str]) -> str:
    """What a formula reads like: digits below or above the line as Unicode's small ones."""
    formula = _SHIFTED.sub(_shift, found[1])
    # A command eats the blanks behind it; in braces it cannot reach those of the text.
    return f"{{{formula}}}" if "\\" in formula else formula


def _shift(found: re.Match[str]) -> str:
    text, table = found[2] or found[3] or "", _SMALL[found[1]]
    return text.translate(table) if all(ord(c) in table for c in text) else found[0]


@lru_cache(maxsize=1024)
def _is_known(command: str) -> bool:
    # What the decoder does not know it leaves out, so that only the argument remains.
    printed = decode_latex(f"\\{command}{{a}}", keep_braces=False) or ""
    return command in _LOOKS or printed.strip() not in ("", "a")


__all__ = ["UnreadableName", "names", "plain", "spans", "unknown_commands"]
