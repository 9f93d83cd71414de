"""The command line in this process, and sound records to feed it: the examples, made again and again."""

from __future__ import annotations

import copy
import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import pytest
from click.testing import CliRunner

from practice_audit import records
from practice_audit.cli import main
from practice_audit.made_up import MARK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from practice_audit.model import Catalogue

Run: TypeAlias = "Callable[..., Result]"
"""Runs the command line with these arguments."""
Save: TypeAlias = "Callable[..., Path]"
"""Writes records into files and returns their folder."""

EXAMPLES = {
    "ila": "some-development",
    "pre-audit": "child-protection",
    "moderation-sample": "nothing-to-moderate",
    "selection": "spring-draw",
    "moderation-1": "some-development",
    "moderation-2": "agrees-in-part",
    "meeting-note": "june",
}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Make(Protocol):
    """Makes a finished record of a tool from its example."""

    def __call__(
        self, tool: str = "ila", *, number: int = 0, days: int = 0, edit: Callable[[dict[str, Any]], object] = id
    ) -> dict[str, Any]:
        """The example with its own id where there is a number, all dates later by days, changed by `edit`."""
        ...


@pytest.fixture(scope="session")
def make(catalogue: Catalogue, root: Path) -> Make:
    """Sound finished records of this catalogue."""
    definitions = root / "tools" / "definitions"
    examples = {
        tool: json.loads((definitions / tool / "examples" / "valid" / f"{name}.json").read_text(encoding="utf-8"))
        for tool, name in EXAMPLES.items()
    }

    def made(
        tool: str = "ila", *, number: int = 0, days: int = 0, edit: Callable[[dict[str, Any]], object] = id
    ) -> dict[str, Any]:
        record: dict[str, Any] = later(copy.deepcopy(examples[tool]), days)
        if number:
            record["record_id"] = f"{number:08x}-0000-4000-8000-000000000000"
        edit(record)
        return records.complete(catalogue, catalogue.tool(tool), record, record["completed"])

    return made


def sample(record: dict[str, Any]) -> dict[str, Any]:
    """The same record, made up: as the demo marks it."""
    whole = {**record, "read_me": [MARK, *record["read_me"]]}
    return {**whole, "content_sha256": records.seal(whole)}


def later(value: Any, days: int) -> Any:
    """A JSON value with every date in it moved by some days."""
    if isinstance(value, dict):
        return {key: later(each, days) for key, each in value.items()}
    if isinstance(value, list):
        return [later(each, days) for each in value]
    if isinstance(value, str) and DAY.match(value):
        return (date.fromisoformat(value[:10]) + timedelta(days=days)).isoformat() + value[10:]
    return value


@pytest.fixture(scope="session")
def save(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes records into files of a folder of their own, and returns it."""

    def saved(*made: dict[str, Any], folder: Path | None = None) -> Path:
        place = folder or tmp_path_factory.mktemp("records")
        for record in made:
            (place / records.file_name(record, record["created"])).write_text(records.text(record), encoding="utf-8")
        return place

    return saved


@pytest.fixture(scope="session")
def run(catalogue: Catalogue) -> Callable[..., Result]:
    """Runs `practice-audit` with these arguments; faults of the program come through as they are."""
    assert catalogue.digest
    runner = CliRunner(catch_exceptions=False)
    return lambda *arguments: runner.invoke(main, [str(each) for each in arguments])


def drawn_again(record: dict[str, Any]) -> None:
    """Lets an audit come from another draw than the example; to be used as `edit`."""
    named = record["answers"]["ila.a.selection_id"]
    row = next(row for row in record["relates_to"] if row["record_id"] == named["value"])
    row["record_id"] = named["value"] = "0000d4a7-0000-4000-8000-000000000000"
