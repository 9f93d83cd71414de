"""For `make serve`: permanent pages that have not changed, and published editions, are taken from the last build.

A thousand pages, of which an edit touches a handful: only those go through the theme again. What
belongs to a published edition is not even made again. A one-time build (`make build`) never
remembers anything, so it cannot take over anything stale.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practice_audit.documents import digest
from site_build.page import url_of
from site_build.paths import DOCS, ROOT, STANDARDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from macros import Handbook
    from site_build.page import Page

KEPT_BELOW = ("id/", "editions/changes/")
OF_AN_EDITION = ("editions/{}", "schemas/{}", "data/{}", "catalogue/{}.json")
"""What the site holds of one published edition, besides the one at the root."""
_LINK = re.compile(r"\((?:\.\./)*(id/[\w.-]+\.md)")
FRAME = (ROOT / "mkdocs.yml", STANDARDS / "settings.yaml", STANDARDS / "glossary.yaml", ROOT / "macros" / "theme")
"""What every page shows besides its own content: an edit here makes all pages anew. See also `_foot`."""
AROUND_EDITIONS = (*FRAME, ROOT / "macros", ROOT / "tools" / "wording.yaml")
"""What the pages of a published edition show besides its catalogue."""


@dataclass(kw_only=True)
class Memory:
    """What the last good build made, and what the build under way takes over from it."""

    on: bool = False
    folder: Path = Path()
    pages: dict[str, str] = field(default_factory=dict)
    frame: str = ""
    coming: dict[str, str] = field(default_factory=dict)
    coming_frame: str = ""
    taken: list[str] = field(default_factory=list)
    editions: dict[str, str] = field(default_factory=dict)
    coming_editions: dict[str, str] = field(default_factory=dict)


MEMORY = Memory()


def changed(pages: Iterable[Page], handbook: Handbook) -> list[Page]:
    """The pages that have to be built; the others are noted, to be taken over at the end."""
    made = list(pages)
    if not MEMORY.on:
        return made
    MEMORY.coming = {page.path: hashlib.sha256(page.markdown().encode()).hexdigest() for page in made}
    frame = digest([_state(FRAME), _foot(handbook)])
    known = MEMORY.pages if frame == MEMORY.frame else {}
    MEMORY.coming_frame = frame
    wanted = _linked_by_prose()
    MEMORY.taken = [
        path
        for path, content in MEMORY.coming.items()
        if path.startswith(KEPT_BELOW) and known.get(path) == content and path not in wanted
    ]
    left_out = set(MEMORY.taken)
    return [page for page in made if page.path not in left_out]


def known_editions(handbook: Handbook) -> frozenset[str]:
    """The published editions whose pages and files the last good build has, and which nothing around them changed."""
    if not MEMORY.on:
        return frozenset()
    around = [_state(AROUND_EDITIONS), *_foot(handbook), *map(str, handbook.graph.tools)]
    around += [chapter.id for chapter in handbook.catalogue.of_kind("chapter")]
    around += sorted({str(process.details["theme"]) for process in handbook.catalogue.of_kind("process")})
    MEMORY.coming_editions = {each.edition.id: digest([*around, each.digest]) for each in handbook.editions}
    return frozenset(
        edition for edition, state in MEMORY.coming_editions.items() if MEMORY.editions.get(edition) == state
    )


def _foot(handbook: Handbook) -> list[str]:
    """What head and foot of every page say of the edition shown: its name, whether it is in force, its review."""
    return [
        handbook.catalogue.edition.id,
        str(handbook.control.get("subtitle", "")),
        f"in force: {handbook.in_force}",
        f"worked on: {handbook.workbench is not None}",
        f"overdue: {handbook.review_overdue}",
        handbook.review_due_in_words,
        *(each.edition.id for each in handbook.editions),
    ]


def take_over(folder: Path, editions: Iterable[str] = ()) -> None:
    """Complete a build with the pages that it left out, and with all that belongs to these editions."""
    if not MEMORY.on:
        return
    for place in (place.format(edition) for edition in editions for place in OF_AN_EDITION):
        if (MEMORY.folder / place).is_dir():
            shutil.copytree(MEMORY.folder / place, folder / place, dirs_exist_ok=True, copy_function=_take)
        elif (MEMORY.folder / place).is_file():
            _take(MEMORY.folder / place, folder / place)
    for path in MEMORY.taken:
        target = folder / url_of(path) / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        _take(MEMORY.folder / url_of(path) / "index.html", target)
    if MEMORY.taken:
        _take_over_search(folder)


def _take(source: Path | str, target: Path | str) -> None:
    """The same file under another name, which takes no time: a build writes new files and never into old ones."""
    Path(target).unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a disk that knows no second name for a file
        shutil.copyfile(source, target)


def remember(folder: Path) -> None:
    """The build has come to a good end: the next one may take over from it. One that failed is never remembered."""
    MEMORY.pages, MEMORY.folder, MEMORY.frame = MEMORY.coming, folder, MEMORY.coming_frame
    MEMORY.editions = MEMORY.coming_editions


def _take_over_search(folder: Path) -> None:
    """Add the search entries of the pages that were taken over."""
    place = Path("search") / "search_index.json"
    index: dict[str, Any] = json.loads((folder / place).read_text(encoding="utf-8"))
    old: Mapping[str, Any] = json.loads((MEMORY.folder / place).read_text(encoding="utf-8"))
    addresses = {url_of(path) for path in MEMORY.taken}
    index["docs"] += [entry for entry in old["docs"] if entry["location"].split("#")[0] in addresses]
    (folder / place).write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")


def _linked_by_prose() -> set[str]:
    """The permanent pages that hand-written pages link to as files: MkDocs looks for them."""
    return {link for path in DOCS.rglob("*.md") for link in _LINK.findall(path.read_text(encoding="utf-8"))}


def _state(places: Iterable[Path]) -> str:
    content = hashlib.sha256()
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file():
                content.update(path.read_bytes())
    return content.hexdigest()
