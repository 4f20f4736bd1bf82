"""The only door to Jinja: templates print escaped, and a name that is not given is an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from claimcards.pages.terms import Text, TextPiece
from claimcards.text.harmless import escape_text, finalise_value, pass_slug, quote_front_matter


@cache
def _make_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("claimcards.pages", ""),
        undefined=StrictUndefined,
        autoescape=True,
        # Markdown writes the id of a heading as {#id}, so comments begin otherwise here.
        comment_start_string="{!",
        comment_end_string="!}",
        finalize=finalise_value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(slug=pass_slug, front_matter=quote_front_matter)
    environment.globals.update(pieces=write_pieces)
    return environment


def render_template(template: str, *, root: str = "", **values: Any) -> str:
    """Render a template of the package with these values; the text is Markdown.

    ``root`` leads from the page to the site's top: '../../', made by us and so no text to escape.
    """
    return _make_environment().get_template(template).render(root=Markup(root), **values)


def rewrite_templates(environment: Environment, rewrite: Callable[[str], str]) -> None:
    """Change the source of every template that an environment loads from now on.

    A template without a name is none of a theme's, but text of the site, and stays as it is.
    """

    class Rewriting(Extension):
        def preprocess(
            self,
            source: str,
            name: str | None,
            filename: str | None = None,  # noqa: ARG002
        ) -> str:
            return rewrite(source) if name else source

    environment.add_extension(Rewriting)


def write_pieces(root: Markup, text: Text) -> Markup:
    """A text in pieces: plain words, words that the glossary explains, and links.

    ``root`` leads from the page to the site's top; whatever a card says is escaped.
    """
    return Markup("".join([_write_piece(root, piece) for piece in text]))


def _write_piece(root: Markup, piece: TextPiece) -> str:
    said = escape_text(piece.text)
    if piece.term:
        address, about = (
            f"{root}glossary/#terms-{pass_slug(piece.term)}",
            escape_text(piece.definition),
        )
        return f'<a class="cc-term" href="{address}" title="{about}">{said}</a>'
    if piece.work:
        address = f"{root}{escape_text(piece.address)}"
        return f'<a data-cite="{pass_slug(piece.work)}" href="{address}">{said}</a>'
    if piece.address:
        return f'<a href="{escape_text(piece.address)}">{said}</a>'
    return said
