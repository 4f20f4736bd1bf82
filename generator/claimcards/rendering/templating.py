"""The only door to Jinja: templates print escaped, and a name that is not given is an error."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup

from claimcards.rendering.escape import finalize, front_matter, slug


class _EscapedOnce(CodeGenerator):
    """Compiles ``{{ value }}`` to our escaping alone.

    What ``finalize`` gives is safe already; Jinja would look at each piece a second time,
    which is a tenth of all rendering. Switched off, autoescaping would leave what a macro
    returns unmarked, and it would be escaped twice.
    """

    # ruff: noqa: ARG002 -- the arguments are those that Jinja hands over
    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("claimcards.rendering", "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        # Markdown writes the id of a heading as {#id}, so comments begin otherwise here.
        comment_start_string="{!",
        comment_end_string="!}",
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.code_generator_class = _EscapedOnce
    environment.filters.update(slug=slug, front_matter=front_matter)
    return environment


def render(template: str, *, root: str = "", **values: Any) -> str:
    """Render a template of the package with these values; the text is Markdown.

    ``root`` leads from the page to the site's top: '../../', made by us and so no text to escape.
    """
    return _environment().get_template(template).render(root=Markup(root), **values)
