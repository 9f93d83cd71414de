"""The pictures of the README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_build import pictures
from site_build.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

PNG = b"\x89PNG\r\n\x1a\n"


def test_the_readme_shows_a_picture_that_is_taken(page: Page, tmp_path: Path) -> None:
    """Each picture is taken of a page that is there, and the one in the README is among them."""
    taken = list(pictures.take(page, tmp_path))
    assert [path.name for path in taken] == ["home.png", "standard.png", "audit.png"]
    assert all(path.read_bytes().startswith(PNG) for path in taken)
    shown = (pictures.FOLDER / "audit.png").relative_to(ROOT).as_posix()
    assert f"]({shown})" in (ROOT / "README.md").read_text(encoding="utf-8")
