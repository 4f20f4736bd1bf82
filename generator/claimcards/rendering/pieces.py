"""A card's text with its links, in HTML: what templates print most often.

As a macro this would be a third of the time in which pages are rendered.
"""

from __future__ import annotations

from markupsafe import Markup

from claimcards.rendering.escape import escape, slug
from claimcards.views.terms import Piece, Text


def pieces(root: Markup, text: Text) -> Markup:
    """A text in pieces: plain words, words that the glossary explains, and links.

    ``root`` leads from the page to the site's top; whatever a card says is escaped.
    """
    # Made directly: all of it is escaped, and Markup would look at each piece again.
    return str.__new__(Markup, "".join([_piece(root, piece) for piece in text]))


def _piece(root: Markup, piece: Piece) -> str:
    said = escape(piece.text)
    if piece.term:
        address, about = f"{root}glossary/#terms-{slug(piece.term)}", escape(piece.definition)
        return f'<a class="cc-term" href="{address}" title="{about}">{said}</a>'
    if piece.work:
        address = f"{root}{escape(piece.address)}"
        return f'<a data-cite="{slug(piece.work)}" href="{address}">{said}</a>'
    if piece.address:
        return f'<a href="{escape(piece.address)}">{said}</a>'
    return said
