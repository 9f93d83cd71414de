"""The whole site as plain Markdown for another site generator: `python -m site_build stubs FOLDER`.

The folder holds `docs/` with generated pages, hand-written pages with their macros filled in, and
every file beside them at its address; a small theme; and a configuration with which ProperDocs
(`properdocs build`) makes a site with the same addresses. Nothing in it needs this checkout.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import yaml

from macros import filled
from site_build import assets, build, build_date, content, engine_pack, menu, page, pages
from site_build.paths import DOCS, ENGINE, ROOT, SHELL

if TYPE_CHECKING:
    from macros import Handbook

THEME: Final = Path(__file__).parent / "theme"
CONFIG: Final = "properdocs.yml"
TAKEN_OVER: Final = (
    *("site_name", "site_description", "use_directory_urls", "strict", "extra_css", "markdown_extensions"),
    *("validation", "not_in_nav"),
)
"""What of mkdocs.yml is said to the other generator as it stands; the theme and the plugins are not."""

FRONT: Final = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
"""The front matter of a page."""
_HAS_MACROS: Final = "render_macros: true\n"


def run(folder: Path) -> int:
    """Write the site into an empty folder: 0, 1 where the YAML has errors, 2 where the folder holds something."""
    if folder.exists() and any(folder.iterdir()):
        click.echo(f"{folder} holds something already. Name an empty folder, or one that is not there yet.", err=True)
        return 2
    found = build.sound_sources()
    if found is None:
        return 1
    engine_pack.build()
    handbook = content.read(ROOT, build_date.today(), found=found, shown=content.Shown.PUBLISHED)
    count = write(handbook, folder)
    click.echo(
        f"{count} pages and {CONFIG} written to {folder}. In that folder, `properdocs build` makes a site of them."
    )
    return 0


def write(handbook: Handbook, folder: Path) -> int:
    """Write pages, files, theme and configuration below `folder`; returns how many pages."""
    docs = folder / "docs"
    made = pages.pages(handbook, shell=assets.shell_files(SHELL))
    count = page.write_stubs(made, docs) + _write_prose(handbook, docs)
    for asset in assets.assets(handbook, SHELL, ENGINE):
        target = docs / asset.address
        target.parent.mkdir(parents=True, exist_ok=True)
        if asset.file:
            shutil.copyfile(asset.file, target)
        else:
            target.write_bytes(asset.content if isinstance(asset.content, bytes) else asset.content.encode())
    shutil.copytree(THEME, folder / "theme")
    (folder / CONFIG).write_text(config(handbook), encoding="utf-8", newline="\n")
    return count


def _write_prose(handbook: Handbook, docs: Path) -> int:
    """Write every hand-written page, and copy what stands beside them; returns how many pages."""
    count = 0
    for path in sorted(path for path in DOCS.rglob("*") if path.is_file()):
        name = path.relative_to(DOCS).as_posix()
        target = docs / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            text = plain(path.read_text(encoding="utf-8"), handbook, page.url_of(name))
            target.write_text(text, encoding="utf-8", newline="\n")
            count += 1
        else:
            shutil.copyfile(path, target)
    return count


def plain(text: str, handbook: Handbook, url: str) -> str:
    """A hand-written page without macros: filled in where its front matter asks for it, else as it stands."""
    front = FRONT.match(text)
    if front is None or _HAS_MACROS not in front[1]:
        return text
    return f"---\n{front[1].replace(_HAS_MACROS, '')}---\n{filled(text[front.end() :], handbook, url)}"


def config(handbook: Handbook) -> str:
    """The configuration for ProperDocs: what mkdocs.yml says, with the whole menu, our small theme and no plugin."""
    ours: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    theirs = {
        **{key: ours[key] for key in TAKEN_OVER},
        **({"site_url": handbook.site_url} if handbook.site_url else {}),
        "theme": {"name": None, "custom_dir": THEME.name, "static_templates": ["404.html"]},
        "plugins": [],
        "nav": menu.expanded(ours["nav"], handbook, DOCS),
    }
    return yaml.safe_dump(theirs, sort_keys=False, allow_unicode=True, width=100)
