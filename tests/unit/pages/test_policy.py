"""The policy of finished pages: which scripts it lets through."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from jinja2 import DictLoader, Environment

from claimcards.pages.policy import mark_scripts, set_policy
from claimcards.pages.templating import rewrite_templates

MARK = "0123456789abcdef"
THEME = (
    '<head><meta charset="utf-8"></head>'
    '<script>own("{{ base_url }}")</script>{{ content }}<script>last()</script>'
)


def hashed(script: str) -> str:
    """How a policy names a script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def finished(theme: str, **values: str) -> str:
    """A page of the theme with its policy."""
    environment = Environment(loader=DictLoader({"main.html": theme}), autoescape=False)
    rewrite_templates(environment, lambda source: mark_scripts(source, MARK))
    return set_policy(environment.get_template("main.html").render(**values), MARK)


def named(page: str) -> set[str]:
    """The hashes that a page's policy names."""
    return set(re.findall(r"'(sha256-[^']+)'", page))


def test_the_scripts_of_the_theme_are_named_as_they_stand_on_the_page() -> None:
    """With what the template printed into them, and without their mark."""
    page = finished(THEME, base_url="../..")
    assert named(page) == {hashed('own("../..")'), hashed("last()")}
    assert MARK not in page
    assert page.count("<script>") == 2


@pytest.mark.parametrize(
    "smuggled",
    [
        "<script>steal()</script>",
        "<SCRIPT>steal()</SCRIPT>",
        "<script >steal()</script>",
        '<script data-own="">steal()</script>',
        "<script data-own>steal()</script>",
        "<script>\nsteal()\n</script>",
        "<script><script>steal()</script>",
    ],
)
def test_a_script_in_the_text_of_a_page_is_not_named(smuggled: str) -> None:
    """Whatever slipped through the escaping, and however it is written."""
    page = finished(THEME, base_url="..", content=smuggled)
    assert named(page) == {hashed('own("..")'), hashed("last()")}


@pytest.mark.parametrize(
    "script",
    [
        'location.replace("{{ page.meta.location }}")',
        'say("{{ page.title }}")',
        "{% if page %}say(1){% endif %}",
        'say("{{ nav.homepage.title }}")',
    ],
)
def test_a_script_that_takes_something_from_a_page_is_not_named(script: str) -> None:
    """Front matter would choose what runs."""
    assert f"<script>{script}</script>" in mark_scripts(f"<script>{script}</script>", MARK)


def test_a_template_that_is_text_of_the_site_is_not_rewritten() -> None:
    """A template without a name comes from the pages' folder."""
    environment = Environment(autoescape=False)
    rewrite_templates(environment, lambda source: mark_scripts(source, MARK))
    text = "<script>mine()</script>"
    assert environment.from_string(text).render() == text


def test_a_page_that_is_none_of_the_themes_gets_no_policy() -> None:
    """And shows no mark."""
    page = mark_scripts("<p>Moved</p><script>go()</script>", MARK)
    assert set_policy(page, MARK) == "<p>Moved</p><script>go()</script>"
