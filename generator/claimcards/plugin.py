"""The MkDocs plugin: a thin door that hands the pages of the core to MkDocs.

MkDocs cleans the old site before it looks at files, and under ``serve`` an exception in
a rebuild leaves every page waiting for ever. So bad content is refused before the
cleaning, and under ``serve`` nothing is raised: the last good pages stay, with a banner
that says what is wrong.
"""

from __future__ import annotations

import logging
import re
import secrets
import tempfile
from contextlib import ExitStack
from html import unescape
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import base, load_config
from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from claimcards.build import DEFAULT_STYLE, BuiltSite, SiteSettings, build_site
from claimcards.changes.history import read_past
from claimcards.pages.feeds import find_feeds_of_page, write_alternate_links
from claimcards.pages.hand_written import find_inserts
from claimcards.pages.history import PastHistory
from claimcards.pages.page import SitePage, expand_inserts, write_banner
from claimcards.pages.policy import find_blocked, mark_scripts, set_policy
from claimcards.pages.templating import rewrite_templates
from claimcards.search.files import INDEX, STYLES, make_documents
from claimcards.search.index import Indexer
from claimcards.search.records import SearchRecord, written_page
from claimcards.text.diagnostics import Diagnostic, Place, UseError, has_errors, print_as_text
from claimcards.text.files import FileKind, relative_path
from claimcards.text.writing import hold_folder
from claimcards.text.written_pages import Written, read_written, refuse_link

log = logging.getLogger("mkdocs.plugins.claimcards")

THEME = Path(__file__).parent / "pages" / "theme"
"""Parts of the theme that the site replaces; a site's own custom_dir goes before them."""


_BUNDLE = re.compile(r'<script src="([^"]*assets/javascripts/bundle\.[^"]+)"></script>')
"""The theme's own script, which nothing on a page waits for."""
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"<h[23][^>]*>(.*?)(?:<a class=\"headerlink\"|</h[23]>)", re.DOTALL)


class ClaimcardsConfig(base.Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml."""

    content = options.Type(str, default="content")
    """The folder of cards, relative to mkdocs.yml."""
    style = options.Type(str, default=DEFAULT_STYLE)
    """The id of a CSL style for references."""
    history = options.Type(bool, default=True)
    """Whether pages and feeds tell what git knows of the past."""


class ClaimcardsPlugin(BasePlugin[ClaimcardsConfig]):  # type: ignore[no-untyped-call]
    """Builds the pages of the cards and gives them to MkDocs as generated files."""

    def __init__(self) -> None:
        self.serving = False
        self.site = BuiltSite()
        self.problems: tuple[Diagnostic, ...] = ()
        self.pages: dict[str, SitePage] = {}
        self.past: PastHistory | None = None
        self.written: dict[str, SearchRecord] = {}
        self.indexer = Indexer()
        self.held = ExitStack()
        self.mark = secrets.token_hex(16)  # never in what is published

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember whether this is a preview, in which nothing may be raised."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the cards, so that saving one rebuilds its page, and add our theme parts."""
        if config.strict:
            _let_warnings_count()
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        config.extra_css.extend(name for name in STYLES if name not in config.extra_css)
        content = _read_settings(config, self.config).content
        for kind in FileKind:
            if (content / kind.value).is_dir():
                config.watch.append(str(content / kind.value))
        if not config.repo_url:  # MkDocs would make links of the page's path alone
            config.edit_uri = None
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build all pages in memory before MkDocs cleans the old site.

        :raises PluginError: for content that must not be published, but never under serve.
        """
        self.written.clear()
        try:
            _refuse_what_cannot_work(config, _read_settings(config, self.config))
        except UseError as error:
            raise PluginError(f"claimcards: {error}") from error
        if self.serving:
            self._rebuild(config)
            return
        try:
            self.indexer.see_that_it_runs()
            self.site = self._build(config)
        except UseError as error:
            raise PluginError(f"claimcards: {error}") from error
        self.problems = self.site.diagnostics
        _refuse_bad_content(self.problems, strict=config.strict)
        _refuse_closed_folder(Path(config.site_dir))
        self.held.close()
        # Two builds at once into one folder would clean away each other's pages.
        self.held.enter_context(hold_folder(Path(config.site_dir)))

    def _build(self, config: MkDocsConfig) -> BuiltSite:
        settings = _read_settings(config, self.config)
        if self.past is None:  # read once: saving a card under serve makes no commit
            self.past = read_past(settings, log.info)
        return build_site(settings, self.past)

    def _rebuild(self, config: MkDocsConfig) -> None:
        try:
            site = self._build(config)
        except UseError as error:
            self.problems = (Diagnostic("CC000", Place(self.config.content), str(error)),)
        except Exception as error:  # a defect of ours must not hang the preview's pages
            log.exception("claimcards: this is a defect of claimcards; please report it")
            message = f"claimcards failed with {type(error).__name__}: {error}"
            self.problems = (Diagnostic("CC000", Place(self.config.content), message),)
        else:
            self.problems = site.diagnostics
            if not has_errors(site.diagnostics):
                self.site = site
        for problem in self.problems:
            log.info("%s", problem)
        if has_errors(self.problems):
            log.info("the last good pages are shown until this is mended")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, out of the navigation tree, and all other files."""
        docs = Path(config.docs_dir)
        _withhold_files(files, read_written(_read_settings(config, self.config).root, docs))
        self.pages = {page.uri: page for page in self.site.pages}
        for page in self.site.pages:
            if page.uri in files.src_uris:
                files.remove(files.src_uris[page.uri])
            file = File.generated(
                config, page.uri, content=page.markdown, inclusion=InclusionLevel.NOT_IN_NAV
            )
            if page.source and not page.corrects:
                card = _read_settings(config, self.config).root / page.source
                file.edit_uri = relative_path(docs, card)
            else:
                file.edit_uri = None
            files.append(file)
        for uri, text in self.site.files.items():
            if uri not in files.src_uris:
                files.append(File.generated(config, uri, content=text))
        return files

    def on_page_markdown(
        self,
        markdown: str,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,  # noqa: ARG002
        files: Files,  # noqa: ARG002
    ) -> str:
        """Fill the inserts of hand-written pages."""
        if page.file.src_uri in self.pages or not find_inserts(markdown):
            return markdown
        return expand_inserts(markdown, page.file.src_uri, self.site.inserts)

    def on_page_content(
        self,
        html: str,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,  # noqa: ARG002
        files: Files,  # noqa: ARG002
    ) -> str:
        """Let hand-written pages be found; under serve, say what is wrong with the content."""
        if page.file.src_uri not in self.pages:
            self.written[page.file.src_uri] = _record_written_page(page, html)
            for one in find_blocked(html):  # as it came out, whatever Markdown made of it
                log.warning("%s holds %s; see CC272", page.file.src_uri, one.message)
        return write_banner(self.problems) + html if self.serving and self.problems else html

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Name the page's feeds in its head, and set its policy.

        Not under serve: the policy would block the script that reloads a saved page.
        """
        found = find_feeds_of_page(page.file.src_uri, self.site.files)
        named = write_alternate_links(
            (
                config.site_name if whole else unescape(str(page.title or "")),
                get_relative_url(feed, page.url),
            )
            for whole, feed in found
        )
        return self._finished(output.replace("</head>", f"{named}</head>", 1))

    def on_post_template(
        self,
        output_content: str,
        *,
        template_name: str,
        config: MkDocsConfig,  # noqa: ARG002
    ) -> str:
        """The same for the page of an address that does not exist."""
        is_page = template_name.endswith(".html")
        return self._finished(output_content) if is_page else output_content

    def _finished(self, html: str) -> str:
        lean = _BUNDLE.sub(r'<script src="\1" defer></script>', html)
        return lean if self.serving else set_policy(lean, self.mark)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:  # noqa: ARG002
        """Mark the theme's own scripts for the policy, and set each page's date.

        MkDocs stamps today's; the same content must give the same bytes on any day. The sitemap
        cannot be compressed unless one page at least has a date.
        """
        if not self.serving:
            rewrite_templates(env, lambda template: mark_scripts(template, self.mark))
        dates = [page.updated for page in self.pages.values() if page.updated]
        newest = max(dates, default="2000-01-01")
        for file in files.documentation_pages():
            if file.page is not None:
                generated = self.pages.get(file.src_uri)
                file.page.update_date = (generated.updated if generated else "") or newest
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the search's index in the finished site.

        Under serve a large one is made in the background, and a fault is only said.

        :raises PluginError: where it cannot be made: a site whose search is dead is no site.
        """
        found = (*self.site.records, *(self.written[uri] for uri in sorted(self.written)))
        ready = make_documents(found, self.site.lexicon)
        folder = Path(config.site_dir) / INDEX
        if self.serving:
            self.indexer.preview(ready, folder)
            return
        try:
            self.indexer.index(ready, folder)
        except UseError as error:
            raise PluginError(f"claimcards: {error}") from error
        finally:
            self.held.close()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Let a build that waits have its turn."""
        self.held.close()


def _record_written_page(page: MkDocsPage, html: str) -> SearchRecord:
    """What the search knows of a page that somebody wrote."""
    headings = " ".join(_strip_tags(found) for found in _HEADING.findall(html))
    note = str(page.meta.get("description") or "")
    title = str(page.title or page.file.src_uri)
    return written_page(page.file.src_uri, title, note, headings, _strip_tags(html))


def _strip_tags(html: str) -> str:
    return unescape(_TAG.sub(" ", html))


def _refuse_what_cannot_work(config: MkDocsConfig, settings: SiteSettings) -> None:
    """Say at the start, in a preview as well, what would give wrong addresses or foreign files.

    :raises UseError: which says what to change.
    """
    if not config.use_directory_urls:
        raise UseError(
            "use_directory_urls is false, which the plugin 'offline' sets as well; the links of "
            "the pages lead to folders and would all be dead: take it out of mkdocs.yml"
        )
    if settings.written:
        refuse_link(settings.root, settings.written, "the folder of hand-written pages")


def _withhold_files(files: Files, written: Written) -> None:
    """Take out what must not be published: a preview goes on after it was said."""
    for file in list(files):
        if written.withholds(file.src_uri):
            files.remove(file)


def _let_warnings_count() -> None:
    """Let a strict build hear warnings: MkDocs counts them behind the ear that --quiet closes."""
    logger = logging.getLogger("mkdocs")
    if logger.level > logging.WARNING:
        logger.setLevel(logging.WARNING)


def _refuse_bad_content(diagnostics: tuple[Diagnostic, ...], *, strict: bool) -> None:
    if has_errors(diagnostics) or (strict and diagnostics):
        text = print_as_text(diagnostics)
        raise PluginError(
            f"the content has problems; nothing was built, and the last site stays as it is\n{text}"
        )
    for problem in diagnostics:
        log.warning("%s", problem)


def _refuse_closed_folder(site: Path) -> None:
    """Find out before anything is cleaned that the output folder cannot be written."""
    try:
        site.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=site):
            pass
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PluginError(f"the site cannot be written to {site}: {reason}") from error


def _read_settings(config: MkDocsConfig, plugin: ClaimcardsConfig) -> SiteSettings:
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    return SiteSettings(
        root,
        root / plugin.content,
        plugin.style,
        _find_edit_base(config, root),
        site_url=config.site_url or "",
        site_name=config.site_name or "",
        licence=config.copyright or "",
        repo_url=config.repo_url or "",
        history=plugin.history,
        written=Path(config.docs_dir),
    )


def _find_edit_base(config: MkDocsConfig, root: Path) -> str:
    """The address of the project's root in its repository's editor, from repo_url and edit_uri.

    ``edit_uri`` leads to the folder of hand-written pages; the cards are found from there.
    """
    if not (config.repo_url and config.edit_uri):
        return ""
    pages = relative_path(root, config.docs_dir)
    address = (
        config.edit_uri
        if "://" in config.edit_uri
        else config.repo_url.rstrip("/") + "/" + config.edit_uri
    )
    return address.rstrip("/").removesuffix(pages) if address.rstrip("/").endswith(pages) else ""


def read_config(path: Path) -> SiteSettings:
    """The settings that mkdocs.yml gives.

    :raises UseError: where the file is missing, no valid configuration, or asks for what our
        pages cannot do.
    """
    if not path.is_file():
        raise UseError(f"there is no {path}; name the site's mkdocs.yml with --config")
    try:
        config = load_config(str(path))
    except (ConfigurationError, Abort) as error:
        raise UseError(f"{path} is not valid: {error}") from error
    plugin = config.plugins.get("claimcards")
    if not isinstance(plugin, ClaimcardsPlugin):
        raise UseError(f"{path} does not name the plugin 'claimcards'")
    settings = _read_settings(config, plugin.config)
    _refuse_what_cannot_work(config, settings)
    return settings
