"""What a finished page may load and run: its policy, and HTML that the policy would block."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from claimcards.text.diagnostics import Severity

DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'{hashes}",
    "style-src 'self'",
    # Material's style sheet holds its icons as data addresses.
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
)
"""What a page may load; ``{hashes}`` are those of the theme's inline scripts on that page."""

_INLINE = re.compile(r"<script>(?=(.*?)</script>)", re.DOTALL)
_OF_A_PAGE = re.compile(r"{[{%][^}]*\b(?:page|nav)\b")
"""What a template prints of a page, of its front matter or of the titles of all pages."""
_CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)


def mark_scripts(template: str, mark: str) -> str:
    """A template of the theme whose inline scripts bear a mark, a word that nobody can guess.

    A script into which the template prints something of a page bears none.
    """

    def marked(found: re.Match[str]) -> str:
        return found[0] if _OF_A_PAGE.search(found[1]) else f"<script {_mark_attribute(mark)}>"

    return _INLINE.sub(marked, template)


def set_policy(html: str, mark: str) -> str:
    """The page with its policy, put right behind the declaration of the character set.

    Its scripts that bear the mark may run, and bear it no longer. A page without such a
    declaration is none of the theme's and gets no policy.
    """
    own = re.compile(rf"<script {re.escape(_mark_attribute(mark))}>(.*?)</script>", re.DOTALL)
    hashes = "".join(
        f" '{h}'" for h in sorted({_hash_script(script) for script in own.findall(html)})
    )
    plain = html.replace(f" {_mark_attribute(mark)}", "")
    found = _CHARSET.search(plain)
    if found is None:
        return plain
    policy = "; ".join(DIRECTIVES).format(hashes=hashes)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f"{plain[: found.end()]}\n{meta}{plain[found.end() :]}"


def _mark_attribute(mark: str) -> str:
    return f'data-own="{mark}"'


def _hash_script(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


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
    for pattern, look in (
        (_PICTURE, _say_picture),
        (_LINK, _say_link),
        (_ATTRIBUTES, _say_attribute),
    ):
        for match in pattern.finditer(plain):
            value = next(part for part in match.groups() if part)
            if said := look(value):
                start = plain.rfind("\n", 0, match.start()) + 1
                line = plain.count("\n", 0, match.start()) + 1
                found.append(Blocked(line, match.start() - start + 1, *said))
    return sorted(found, key=lambda one: (one.line, one.column, one.message))


Said = tuple[str, Severity]


def _say_picture(address: str) -> Said | None:
    if _is_elsewhere(address) and not _is_image_data(address):
        return f"a picture from elsewhere ({_shorten_address(address)})", Severity.ERROR
    return None


def _say_link(address: str) -> Said | None:
    if _RUNS.match(_BLANK.sub("", address)):
        return f"a link that would run ({_shorten_address(address)})", Severity.ERROR
    return None


def _say_attribute(name: str) -> Said:
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
            yield f"a script from elsewhere ({_shorten_address(source)})", Severity.ERROR
    elif tag in _NEVER:
        yield f"an element <{tag}>", Severity.ERROR
    elif tag == "meta" and "http-equiv" in given:
        yield "an element <meta http-equiv>", Severity.ERROR
    for name, value in given.items():
        if re.fullmatch(r"on[a-z]+", name) or name == "style":
            yield _say_attribute(name)
        elif name in _LINKING and _RUNS.match(_BLANK.sub("", value)):
            yield f"a link that would run ({_shorten_address(value)})", Severity.ERROR
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
            yield f"<{tag} {name}> from elsewhere ({_shorten_address(address)})", Severity.ERROR


def _is_elsewhere(address: str) -> bool:
    return bool(_ELSEWHERE.match(_BLANK.sub("", address)))


def _is_image_data(address: str) -> bool:
    return _BLANK.sub("", address).lower().startswith("data:image/")


def _shorten_address(address: str) -> str:
    return address.strip() if len(address) <= 60 else f"{address.strip()[:57]}..."
