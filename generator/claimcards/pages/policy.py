"""A Content-Security-Policy for finished pages: nothing from elsewhere, no script that is not ours.

Even if a card's text slipped through the escaping, a browser would refuse to run it. The
policy stands in the page itself, because a static host lets nobody set headers.

A finished page does not show which of its scripts the theme wrote. So these get a mark while
they still stand in the theme's templates, where no text of a card or of a hand-written page
has come in; only what bears the mark is let through, and the mark is taken off again.
"""

from __future__ import annotations

import base64
import hashlib
import re

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
        return found[0] if _OF_A_PAGE.search(found[1]) else f"<script {_attribute(mark)}>"

    return _INLINE.sub(marked, template)


def set_policy(html: str, mark: str) -> str:
    """The page with its policy, put right behind the declaration of the character set.

    Its scripts that bear the mark may run, and bear it no longer. A page without such a
    declaration is none of the theme's and gets no policy.
    """
    own = re.compile(rf"<script {re.escape(_attribute(mark))}>(.*?)</script>", re.DOTALL)
    hashes = "".join(
        f" '{h}'" for h in sorted({_hash_script(script) for script in own.findall(html)})
    )
    plain = html.replace(f" {_attribute(mark)}", "")
    found = _CHARSET.search(plain)
    if found is None:
        return plain
    policy = "; ".join(DIRECTIVES).format(hashes=hashes)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f"{plain[: found.end()]}\n{meta}{plain[found.end() :]}"


def _attribute(mark: str) -> str:
    return f'data-own="{mark}"'


def _hash_script(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
