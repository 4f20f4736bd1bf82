"""HTML in a hand-written page that the policy of finished pages would block, or should.

A reader would see a hole where it stands, and nobody would say why; and who proposes a page
must not slip in what runs or loads from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from claimcards.text.diagnostics import Severity

_LOADS = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "feimage": ("href", "xlink:href"),
    "link": ("href",),
    "form": ("action",),
    "button": ("formaction",),
    "body": ("background",),
    "table": ("background",),
    "td": ("background",),
}
"""What a browser loads from or sends to an address, by element; a policy allows our own only."""
_PAGES = frozenset(
    ("iframe", "frame", "frameset", "object", "embed", "applet", "portal", "fencedframe")
)
_NEVER = _PAGES | {"video", "audio", "base", "style"}
_LINKING = ("href", "xlink:href", "action", "formaction", "src")
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_RUNS = re.compile(r"(?:java|vb)script:|data:(?!image/(?!svg))", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20]+")

_CODE = re.compile(
    r"^(?P<fence>~{3,}|`{3,})[^\n`]*\n.*?^(?P=fence)[ ]*$"
    r"|(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_PICTURE = re.compile(r"!\[[^\]\n]*\]\(\s*<?([^)\s>]+)")
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(\s*<?([^)\s>]+)|^ {0,3}\[[^\]\n]+\]:\s*<?(\S+)", re.M)
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*?[\s:{](on[a-z]+|style)\s*=[^{}\n]*\}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Blocked:
    """Something that is blocked: its line and column (from 1), what it is, how bad that is."""

    line: int
    column: int
    message: str
    severity: Severity = Severity.ERROR


def find_blocked(html: str) -> list[Blocked]:
    """All that the policy blocks in a piece of HTML."""
    reader = _Elements()
    reader.feed(html)
    reader.close()
    return reader.found


def find_blocked_in_markdown(text: str) -> list[Blocked]:
    """The same for Markdown, whose own pictures, links and attributes count; code does not."""
    plain = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    found = find_blocked(plain)
    for pattern, look in ((_PICTURE, _picture), (_LINK, _link), (_ATTRIBUTES, _attribute)):
        for match in pattern.finditer(plain):
            value = next(part for part in match.groups() if part)
            if said := look(value):
                start = plain.rfind("\n", 0, match.start()) + 1
                line = plain.count("\n", 0, match.start()) + 1
                found.append(Blocked(line, match.start() - start + 1, *said))
    return sorted(found, key=lambda one: (one.line, one.column, one.message))


Said = tuple[str, Severity]


def _picture(address: str) -> Said | None:
    if _is_elsewhere(address) and not _is_image_data(address):
        return f"a picture from elsewhere ({_shown(address)})", Severity.ERROR
    return None


def _link(address: str) -> Said | None:
    if _RUNS.match(_BLANK.sub("", address)):
        return f"a link that would run ({_shown(address)})", Severity.ERROR
    return None


def _attribute(name: str) -> Said:
    if name.lower() == "style":
        return "an attribute 'style'", Severity.WARNING
    return f"a script in the attribute '{name.lower()}'", Severity.ERROR


@dataclass(slots=True)
class _Elements(HTMLParser):
    """Looks at each element of a page."""

    found: list[Blocked] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element where it begins."""
        line, column = self.getpos()
        given = {name: value or "" for name, value in attrs}
        for message, severity in _of_element(tag, given):
            self.found.append(Blocked(line, column + 1, message, severity))


def _of_element(tag: str, given: dict[str, str]) -> Iterator[Said]:
    if tag == "script":
        source = given.get("src", "")
        if not source and given.get("type", "").lower() not in ("application/json", "text/plain"):
            yield "a script in the page", Severity.ERROR
        elif _is_elsewhere(source):
            yield f"a script from elsewhere ({_shown(source)})", Severity.ERROR
    elif tag in _NEVER:
        yield f"an element <{tag}>", Severity.ERROR
    elif tag == "meta" and "http-equiv" in given:
        yield "an element <meta http-equiv>", Severity.ERROR
    for name, value in given.items():
        if re.fullmatch(r"on[a-z]+", name) or name == "style":
            yield _attribute(name)
        elif name in _LINKING and _RUNS.match(_BLANK.sub("", value)):
            yield f"a link that would run ({_shown(value)})", Severity.ERROR
        elif name == "srcdoc":
            yield "a page in the attribute 'srcdoc'", Severity.ERROR
        elif name in _LOADS.get(tag, ()) and not _is_plain_link(tag, given):
            yield from _from_elsewhere(tag, name, value)


def _is_plain_link(tag: str, given: dict[str, str]) -> bool:
    """Whether this only names an address, such as that of the same page elsewhere."""
    named = {"canonical", "alternate", "author", "license", "me", "next", "prev"}
    return tag == "link" and set(given.get("rel", "").lower().split()) <= named


def _from_elsewhere(tag: str, name: str, value: str) -> Iterator[Said]:
    # A data address has commas of its own, so only lists of addresses are taken apart.
    parts = value.split(",") if name == "srcset" and "data:" not in value else [value]
    for part in parts:
        address = part.strip()
        if _is_elsewhere(address) and not _is_image_data(address):
            yield f"<{tag} {name}> from elsewhere ({_shown(address)})", Severity.ERROR


def _is_elsewhere(address: str) -> bool:
    return bool(_ELSEWHERE.match(_BLANK.sub("", address)))


def _is_image_data(address: str) -> bool:
    return _BLANK.sub("", address).lower().startswith("data:image/")


def _shown(address: str) -> str:
    return address.strip() if len(address) <= 60 else f"{address.strip()[:57]}..."
