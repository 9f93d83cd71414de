"""The desk's bridge without a browser: a fixture that asks it as a page does, with files by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pytest

from practice_audit import desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from practice_audit.model import Catalogue

Ask: TypeAlias = "Callable[..., dict[str, Any]]"
"""Asks one question, with a payload and the files that were chosen."""

DAY: Final = "2026-07-06"


@pytest.fixture
def ask(catalogue: Catalogue, root: Path) -> Iterator[Ask]:
    """Asks the bridge, started with the editions that the package carries, with these files by name."""
    data = root / "tools" / "src" / "practice_audit" / "data"
    published = [json.loads(path.read_text(encoding="utf-8")) for path in data.glob("*.json")]
    assert catalogue.edition.id in {each["edition"]["id"] for each in published}
    steps: list[tuple[str, int, int]] = []

    def asked(name: str, payload: dict[str, Any], files: dict[str, bytes | None] | None = None) -> dict[str, Any]:
        given = files or {}
        contents = list(given.values())
        text = json.dumps({"today": DAY, "files": list(given), **payload})

        def content(place: int, most: int) -> bytes | None:
            data = contents[place]
            return None if data is None else data[:most]

        answer: dict[str, Any] = json.loads(desk.call(name, text, content, lambda *step: steps.append(step)))
        return answer

    asked("start", {"catalogues": published})
    yield asked
    assert all(0 < done <= total for _, done, total in steps)
