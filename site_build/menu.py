"""The menu: what mkdocs.yml says, with tools, chapters and contributing pages filled in.

Five words in the menu of mkdocs.yml stand for pages that the build finds: CHAPTERS, PROCESSES, REPORTS, TOOLS
and CONTRIBUTING. Every other entry stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import escape

from macros import addresses
from macros.process_views import processes
from site_build import findings_pages

if TYPE_CHECKING:
    from pathlib import Path

    from macros import Handbook


def expanded(nav: Any, handbook: Handbook, docs: Path) -> Any:
    """The menu with its words replaced, at any depth."""
    if isinstance(nav, list):
        return [one for entry in nav for one in _entries(entry, handbook, docs)]
    if isinstance(nav, dict):
        return {title: expanded(entry, handbook, docs) for title, entry in nav.items()}
    return _contributing(docs / "contributing", docs) if nav == "CONTRIBUTING" else nav


def _entries(entry: Any, handbook: Handbook, docs: Path) -> list[Any]:
    """What stands in the place of an entry. Titles become HTML: the theme prints those of the menu as they are."""
    found = _found(entry, handbook)
    if found is None:
        return [expanded(entry, handbook, docs)]
    return [{escape(title): path for title, path in one.items()} for one in found]


def _found(entry: Any, handbook: Handbook) -> list[dict[str, str]] | None:
    """The pages that one of the words stands for; None for every other entry."""
    if entry == "CHAPTERS":
        return [
            {chapter.title: addresses.chapter(chapter.id).rstrip("/") + ".md"}
            for chapter in handbook.catalogue.of_kind("chapter")
        ]
    if entry == "PROCESSES":
        return [{theme.title: theme.page.rstrip("/") + ".md"} for theme in processes(handbook)]
    if entry == "REPORTS":
        return [*findings_pages.menu(handbook)]
    if entry == "TOOLS":
        return [{tool.title: f"{addresses.tool(tool.id)}index.md"} for tool in handbook.catalogue.tools]
    return None


def _contributing(folder: Path, docs: Path) -> list[Any]:
    """The folder's index first, then its other pages, then its subfolders under their names."""
    pages = sorted(folder.glob("*.md"), key=lambda path: (path.name != "index.md", path.name))
    inner = sorted(path for path in folder.iterdir() if path.is_dir())
    return [
        *(page.relative_to(docs).as_posix() for page in pages),
        *({sub.name.capitalize(): _contributing(sub, docs)} for sub in inner),
    ]
