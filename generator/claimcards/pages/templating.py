"""The only door to Jinja: templates print escaped, and a name that is not given is an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.nodes import Call, Expr, Getattr
from markupsafe import Markup

from claimcards.pages.terms import Text, TextPiece
from claimcards.text.harmless import escape_text, finalise_value, pass_slug, quote_front_matter


class _Direct(CodeGenerator):
    """Compiles a value to our escaping alone, ``a.b`` to the attribute, ``f(x)`` to the call.

    What ``finalize`` gives is safe already; Jinja would look at each piece a second time,
    which is a tenth of all rendering. Switched off, autoescaping would leave what a macro
    returns unmarked, and it would be escaped twice. Our values are objects, never mappings
    whose keys stand in for attributes, so none has to be looked for twice; and what our
    templates call asks nothing of Jinja's context.
    """

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    # ruff: noqa: ARG002 -- the arguments are those that Jinja hands over
    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


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
    environment.code_generator_class = _Direct
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
        def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
            return rewrite(source) if name else source

    environment.add_extension(Rewriting)


def write_pieces(root: Markup, text: Text) -> Markup:
    """A text in pieces: plain words, words that the glossary explains, and links.

    ``root`` leads from the page to the site's top; whatever a card says is escaped.
    """
    # Made directly: all of it is escaped, and Markup would look at each piece again.
    return str.__new__(Markup, "".join([_write_piece(root, piece) for piece in text]))


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
