"""One build of everything: check, catalogue, engine, site. The same input gives the same bytes."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

import click

from practice_audit import sources
from practice_audit.documents import canonical_bytes, pretty_text
from practice_audit.problems import has_errors, in_order
from site_build import build_date, check, engine_pack, offline, publication, servers
from site_build.content import Shown, shown_catalogue
from site_build.paths import CATALOGUE, EDITION_DATA, ROOT, SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from practice_audit.model import Catalogue
    from practice_audit.sources import Sources
    from site_build.publication import Publication

# Material prints a notice about MkDocs 2 at every start; MkDocs is pinned below it (decision 0007).
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def build_site(folder: Path, *, site_url: str = "", shown: Shown = Shown.PUBLISHED) -> bool:
    """Write the whole site into `folder`; False, with the problems printed, where something is wrong."""
    found = sound_sources()
    if found is None or found.catalogue is None:
        return False
    published = publication.read_all(ROOT)
    write_catalogues(shown_catalogue(found.catalogue, published, shown), published)
    servers.write(SERVERS, engine_pack.build())
    offline.write_switch(SERVERS)
    return run_mkdocs(folder, site_url=site_url, found=found, shown=shown)


def sound_sources() -> Sources | None:
    """The YAML as it stands, or None with every problem printed."""
    found = sources.read(ROOT)
    problems = in_order([*found.problems, *check.beyond_sources(ROOT, found, today=build_date.today())])
    if has_errors(problems) or found.catalogue is None:
        for problem in problems:
            click.echo(problem.to_text(), err=True)
        return None
    return found


def write_catalogues(shown: Catalogue, published: Iterable[Publication]) -> None:
    """Write build/catalogue.json for people and tools, and every edition as data of the package."""
    CATALOGUE.parent.mkdir(exist_ok=True)
    _write_if_new(CATALOGUE, pretty_text(shown.to_json()).encode())
    editions = {each.edition: each.catalogue for each in published} | {shown.edition.id: shown}
    EDITION_DATA.mkdir(exist_ok=True)
    for path in EDITION_DATA.glob("*.json"):
        if path.stem not in editions:
            path.unlink()
    for edition, catalogue in editions.items():
        _write_if_new(EDITION_DATA / f"{edition}.json", canonical_bytes(catalogue.to_json()))


def _write_if_new(path: Path, data: bytes) -> None:
    """Leave a file alone that is right already: another process may be reading it."""
    if not path.is_file() or path.read_bytes() != data:
        path.write_bytes(data)


def run_mkdocs(
    folder: Path,
    *,
    site_url: str = "",
    found: Sources | None = None,
    shown: Shown = Shown.PUBLISHED,
    **overrides: Any,
) -> bool:
    """Build the pages with MkDocs, strictly; False, with its words printed, where it stops.

    `found` is the YAML where it has been read already; else the hooks read it.
    """
    from mkdocs.commands.build import build  # noqa: PLC0415 - slow to import
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, ConfigurationError  # noqa: PLC0415

    words = logging.getLogger("mkdocs")
    words.setLevel(logging.WARNING)
    aloud = logging.StreamHandler()  # MkDocs counts its warnings and leaves it to its own command to print them
    words.addHandler(aloud)
    if site_url:
        overrides["site_url"] = site_url
    try:
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), **overrides)
        config.extra.update(sources=found, shown=shown)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (Abort, ConfigurationError) as stop:
        click.echo(f"The pages could not be built: {stop}", err=True)
        return False
    finally:
        words.removeHandler(aloud)
    return True
