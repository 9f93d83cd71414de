"""MkDocs's way into the build: thin, so that another site generator is a day's work.

MkDocs loads this file by its path and calls the `on_...` functions by their names, in the order of
the build. The work is done by modules that do not know MkDocs.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # MkDocs's own command does not put the checkout on the path

from html import unescape  # noqa: E402 - the checkout must be on the path first

import jinja2  # noqa: E402
from markupsafe import Markup, escape  # noqa: E402
from mkdocs.exceptions import PluginError  # noqa: E402
from mkdocs.structure.files import File  # noqa: E402
from mkdocs.structure.toc import AnchorLink, TableOfContents  # noqa: E402

from macros import rendering, stored  # noqa: E402
from practice_audit.problems import Unreadable  # noqa: E402
from site_build import build_date, content, incremental, menu, offline, paths  # noqa: E402
from site_build.assets import assets, shell_files  # noqa: E402
from site_build.csp import sealed  # noqa: E402
from site_build.html_as_it_is import take_as_it_is  # noqa: E402
from site_build.page import RUN_THE_ENGINE  # noqa: E402
from site_build.pages import pages  # noqa: E402
from site_build.search_terms import widen  # noqa: E402
from site_build.search_worker import mend_in  # noqa: E402
from site_build.tables import framed  # noqa: E402
from site_build.terms import Glossary, ways_to_write  # noqa: E402

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from macros import Handbook

_HEADING = re.compile(r"<h2\b[^>]*?\sid=\"([^\"]*)\"[^>]*>(.*?)</h2>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")

MAIN = "qa-main"
"""The id of the content of a generated page: where the skip link leads."""


def _compiled_templates() -> jinja2.FileSystemBytecodeCache:
    """Where compiled templates are kept from one build to the next; a changed template is compiled anew.

    Jinja sees changes of a template's text only, so another Jinja, or other settings of ours, begin afresh.
    """
    settings = Path(rendering.__file__).read_bytes() + jinja2.__version__.encode()
    folder = paths.BUILD / "templates" / hashlib.sha256(settings).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))


def _handbook(config: MkDocsConfig) -> Handbook:
    handbook: Handbook = config.extra["handbook"]
    return handbook


def _is_kept(config: MkDocsConfig) -> bool:
    """Whether browsers may keep this site for work without a connection: not while it is being worked on."""
    return config.extra.get("shown", content.Shown.PUBLISHED) is not content.Shown.WORKING


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the handbook once for this build, and make the menu, the address and the edit links from it."""
    rendering.environment().bytecode_cache = _compiled_templates()
    try:
        handbook = content.read(
            ROOT,
            build_date.today(),
            site_url=config.site_url or "",
            found=config.extra.get("sources"),
            shown=config.extra.get("shown", content.Shown.PUBLISHED),
        )
    except Unreadable as error:
        raise PluginError("\n".join(problem.to_text() for problem in error.problems)) from error
    config.extra["handbook"] = handbook
    config.extra["glossary"] = Glossary(handbook=handbook)
    config.extra["kept"] = stored.words()["kept"]
    config.extra["is_kept"] = _is_kept(config)
    config.site_url = handbook.site_url or None
    config.nav = menu.expanded(config.nav, handbook, Path(config.docs_dir))
    config.edit_uri = handbook.setting("site", "repository_edit_url")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated page and every asset to the files of the site."""
    handbook = _handbook(config)
    for file in files:
        file.edit_uri = f"docs/{file.src_uri}"
    known = incremental.known_editions(handbook)
    config.extra["known_editions"] = known
    for page in incremental.changed(pages(handbook, shell=shell_files(paths.SHELL), known=known), handbook):
        file = File.generated(config, page.path, content=page.markdown())
        file.edit_uri = page.source or None
        files.append(file)
    for asset in assets(handbook, paths.SHELL, paths.ENGINE, known=known):
        if asset.file:
            files.append(File.generated(config, asset.address, abs_src_path=str(asset.file)))
        else:
            files.append(File.generated(config, asset.address, content=asset.content))
    return files


def on_env(env: jinja2.Environment, **_: Any) -> jinja2.Environment:
    """Take the theme's templates compiled, as the last build left them."""
    env.bytecode_cache = _compiled_templates()
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Take generated pages as they are, and make titles safe to print: those of other pages become HTML."""
    if page.file.generated_by:
        take_as_it_is(page)
    page.update_date = _handbook(config).built_on.isoformat()  # MkDocs would take the clock's
    if "title" in page.meta:
        title = page.meta["title"]
        page.meta["title"] = Markup(title) if page.file.generated_by else escape(title)  # noqa: S704 - escaped in pages.py
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Give generated pages their table of contents, frame tables, and explain words where they first stand."""
    if page.file.generated_by:
        headings = [] if "toc" in page.meta.get("hide", ()) else headings_of(html)
        page.toc = _contents(str(page.title), headings)
    glossary: Glossary = config.extra["glossary"]
    return glossary.explain(framed(html), page.url)


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Write the policy of a page, last of all."""
    return sealed(output, wasm=page.meta.get("kind") in RUN_THE_ENGINE)


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """Write the policy of the page for what is not found."""
    return sealed(output_content) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the search index, take away the one file that holds the time of day, and say what can be kept."""
    ways = ways_to_write(_handbook(config).catalogue.of_kind("term"))
    letters = {term.written: term.expansion for term in ways.values() if term.expansion}
    index = Path(config.site_dir) / "search" / "search_index.json"
    (Path(config.site_dir) / "sitemap.xml.gz").unlink(missing_ok=True)
    index.write_text(widen(index.read_text(encoding="utf-8"), letters), encoding="utf-8")
    mend_in(Path(config.site_dir))
    incremental.take_over(Path(config.site_dir), config.extra["known_editions"])
    offline.write(Path(config.site_dir), _handbook(config).catalogue.edition.id, on=_is_kept(config))


def headings_of(html: str) -> list[tuple[str, str]]:
    """Id and text of each second-level heading that has an id, in order."""
    return [(unescape(found[1]), unescape(_TAG.sub("", found[2])).strip()) for found in _HEADING.finditer(html)]


def _contents(title: str, headings: list[tuple[str, str]]) -> TableOfContents:
    top = AnchorLink(title, MAIN, 1)
    top.children = [AnchorLink(str(escape(text)), anchor, 2) for anchor, text in headings]
    return TableOfContents([top])
