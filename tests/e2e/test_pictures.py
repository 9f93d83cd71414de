"""The pictures that `make pictures` takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_build import pictures

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

PNG = b"\x89PNG\r\n\x1a\n"


def test_each_picture_is_taken(page: Page, tmp_path: Path) -> None:
    """Each picture is taken of a page that is there."""
    taken = list(pictures.take(page, tmp_path))
    assert [path.name for path in taken] == ["home.png", "standard.png", "audit.png"]
    assert all(path.read_bytes().startswith(PNG) for path in taken)
