"""A small repository for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.sources.repository import Repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def small(tmp_path: Path) -> Repository:
    """A repository with nothing wrong in it."""
    return Repository(tmp_path)
