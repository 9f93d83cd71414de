"""Every tool from its start page to the saved record with a keyboard alone, over two sittings."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sysconfig
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from site_build.paths import DEFINITIONS
from tests.e2e.forms import TOOLS
from tests.e2e.whole import Whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Playwright

STAMP = ("edition", "catalogue_digest", "engine_version", "tool", "content_sha256")
"""What a record says of the standards and the program that it was made with."""
LOADED = {"ila": ("pre-audit", "selection"), "moderation-1": ("ila",), "moderation-2": ("ila", "moderation-1")}
"""The records that are loaded into a tool's form."""
RECORD_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def made(
    playwright: Playwright, address: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], tuple[Whole, Path]]:
    """Makes the record of a tool once, and first those that are loaded into it."""

    @cache
    def make(tool: str) -> tuple[Whole, Path]:
        files = {other: make(other)[1] for other in LOADED.get(tool, ())}
        whole = Whole(
            playwright=playwright, address=address, profile=tmp_path_factory.mktemp(tool), tool=tool, files=files
        )
        return whole, whole.make()

    return make


@pytest.mark.parametrize("tool", TOOLS)
def test_what_is_saved_is_what_was_typed(tool: str, made: Callable[[str], tuple[Whole, Path]]) -> None:
    """A record typed in two sittings holds exactly the answers that were typed, and nothing went wrong meanwhile."""
    whole, path = made(tool)
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["answers"] == whole.expected(record)
    assert record["status"] == "complete"
    assert whole.faults == []


@pytest.mark.parametrize("tool", TOOLS)
def test_the_quality_team_can_import_it(tool: str, made: Callable[[str], tuple[Whole, Path]], tmp_path: Path) -> None:
    """A record saved by the browser passes every check on the command line and enters the register once."""
    _, path = made(tool)
    command = shutil.which("practice-audit", path=sysconfig.get_path("scripts"))
    assert command, "the command line is not installed in this environment"

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [command, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False
        )

    validated = run("validate", path)
    assert validated.returncode == 0, validated.stdout + validated.stderr
    register = tmp_path / "register.db"
    first = run("import", "--register", register, path)
    assert (first.returncode, "1 imported" in first.stderr + first.stdout) == (0, True), first.stdout + first.stderr
    again = run("import", "--register", register, path)
    assert (again.returncode, "1 already there" in again.stderr + again.stdout) == (0, True), again.stdout


@pytest.mark.parametrize("tool", TOOLS)
def test_the_example_from_the_browser_is_what_it_saves_today(
    tool: str, made: Callable[[str], tuple[Whole, Path]]
) -> None:
    """The example that came out of the browser is the file of this run, but for ids and the stamp of the edition."""
    _, path = made(tool)
    kept = DEFINITIONS / tool / "examples" / "valid" / "from-the-browser.json"
    assert lasting(kept) == lasting(path), "python -m tests.e2e.refresh_examples keeps what the browser saves now"


def lasting(path: Path) -> dict[str, Any]:
    """A record file without its stamp, and with one name for every record id."""
    record: dict[str, Any] = json.loads(RECORD_ID.sub("record-id", path.read_text(encoding="utf-8")))
    return {key: value for key, value in record.items() if key not in STAMP}
