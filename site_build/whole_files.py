"""A file of text, whole or as it was before: written beside, then moved into place."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

READABLE: Final = 0o644
"""Everybody may read it; temporary files are otherwise for their maker only."""


def write_whole(path: Path, text: str) -> None:
    """Write a text over what is there. Several at once, and one that is stopped, leave one of the texts whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, delete=False, encoding="utf-8", newline="\n", suffix=".part"
    ) as beside:
        beside.write(text)
    Path(beside.name).chmod(READABLE)
    Path(beside.name).replace(path)
