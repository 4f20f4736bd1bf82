"""Templates fail loudly on names that are not given, and print card text escaped."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError
from tests.each import list_failures

from claimcards.pages import templating
from claimcards.pages.templating import render_template

TEMPLATES = sorted(Path(templating.__file__).parent.glob("*.jinja"))


@pytest.mark.parametrize("name", ["claim.md.jinja", "study.md.jinja", "topic.md.jinja"])
def test_a_name_that_is_not_given_is_an_error(name: str) -> None:
    """A page with a hole is never written."""
    with pytest.raises(UndefinedError):
        render_template(name, root="../")


def test_what_a_template_prints_is_escaped() -> None:
    """Without a filter, by default."""
    assert "&#60;b&#62; &#42;x&#42;" in render_template("counts.md.jinja", counts="<b> *x*")


def test_templates_mark_nothing_as_safe() -> None:
    """Markup is made in Python, where it can be seen and tested."""

    def look(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        for forbidden in ("| safe", "|safe", "autoescape false", "Markup("):
            assert forbidden not in text

    assert list_failures(look, TEMPLATES, lambda p: p.name) == []


def test_templates_hold_no_script() -> None:
    """Pages of cards bring no code and no event handlers of their own."""

    def look(path: Path) -> None:
        text = path.read_text(encoding="utf-8").lower()
        assert "javascript:" not in text
        assert " onclick" not in text
        assert " onload" not in text

    assert list_failures(look, TEMPLATES, lambda p: p.name) == []
