"""The rehearsals share one office: building the handbook twice is the longest part of them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.checkout import copy_to
from tests.editions.office import Office

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def office(tmp_path: Path, engine: Path) -> Office:
    """A copy of the checkout whose YAML has never been published."""
    return new_office(tmp_path, engine)


def new_office(folder: Path, engine: Path) -> Office:
    """An office in an empty folder."""
    root = copy_to(folder, engine)
    for name in ("published", "changes"):
        shutil.rmtree(root / "standards" / name, ignore_errors=True)
    made = Office(root)
    made.begin("2023", "2023-03-28")
    return made
