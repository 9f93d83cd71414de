"""A copy of this checkout in which a test may change anything, with the engine that has been made already."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from site_build.paths import BUILD, ROOT

if TYPE_CHECKING:
    from pathlib import Path

COPIED = ("LICENSE", "docs", "macros", "site_build", "standards", "tools", "mkdocs.yml")
FETCHED = ("node", "stdlib", "wheels")


def copy_to(folder: Path, engine: Path) -> Path:
    """Copy the checkout, without its history, into an empty folder."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, folder / name)
    shutil.copytree(engine, folder / "build" / "engine")
    for name in FETCHED:
        (folder / "build" / name).symlink_to(BUILD / name, target_is_directory=True)
    return folder
