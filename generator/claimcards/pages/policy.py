"""A Content-Security-Policy for finished pages: nothing from elsewhere, no script that is not ours.

Even if a card's text slipped through the escaping, a browser would refuse to run it. The
policy stands in the page itself, because a static host lets nobody set headers.
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

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)


def add_policy(html: str) -> str:
    """The page with its policy, put right behind the declaration of the character set.

    A page without such a declaration is none of the theme's and stays as it is.
    """
    found = _CHARSET.search(html)
    if found is None:
        return html
    hashes = "".join(f" '{h}'" for h in sorted({_hash_script(s) for s in _INLINE.findall(html)}))
    policy = "; ".join(DIRECTIVES).format(hashes=hashes)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f"{html[: found.end()]}\n{meta}{html[found.end() :]}"


def _hash_script(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
