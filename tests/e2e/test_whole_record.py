"""Every tool from its start page to the saved record with a keyboard alone, over two sittings."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sysconfig
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.register import Register
from site_build.paths import DEFINITIONS
from tests.e2e.forms import FILLED_IN, SMALL, TOOLS
from tests.e2e.whole import Whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Playwright

STAMP = ("edition", "catalogue_digest", "engine_version", "tool", "content_sha256")
"""What a record says of the standards and the program that it was made with."""
LOADED = {
    "ila": ("selection", "pre-audit", "feedback-parent", "feedback-child"),
    "moderation-sample": ("ila",),
    "moderation-1": ("ila", "moderation-sample"),
    "moderation-2": ("ila", "moderation-1"),
    "actions": ("ila",),
    "recheck": ("ila",),
}
"""The records that a tool's form is about: its user got them as files, and loads them or types their numbers."""
TYPED = (*TOOLS, *FILLED_IN, *SMALL)
AUDIT = ("selection", "pre-audit", "feedback-parent", "feedback-child", "ila", "moderation-sample", "moderation-1")
"""The records of one audit, up to its first moderation, in the order in which they are made."""
RECORD_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The product's own command, as the quality team runs it."""
    program = shutil.which("practice-audit", path=sysconfig.get_path("scripts"))
    assert program, "the command line is not installed in this environment"
    words = [program, *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)


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


@pytest.mark.parametrize("tool", TYPED)
def test_what_is_saved_is_what_was_typed(tool: str, made: Callable[[str], tuple[Whole, Path]]) -> None:
    """A record typed in two sittings holds exactly the answers that were typed, and nothing went wrong meanwhile."""
    whole, path = made(tool)
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["answers"] == whole.expected(record)
    assert record["status"] == "complete"
    assert whole.faults == []


@pytest.mark.parametrize("tool", TYPED)
def test_the_quality_team_can_import_it(tool: str, made: Callable[[str], tuple[Whole, Path]], tmp_path: Path) -> None:
    """A record saved by the browser passes every check on the command line and enters the register once."""
    _, path = made(tool)
    validated = command("validate", path)
    assert validated.returncode == 0, validated.stdout + validated.stderr
    register = tmp_path / "register.db"
    for other in LOADED[tool] if tool in FILLED_IN else ():
        assert command("import", "--register", register, made(other)[1]).returncode == 0
    first = command("import", "--register", register, path)
    assert (first.returncode, "1 imported" in first.stderr + first.stdout) == (0, True), first.stdout + first.stderr
    again = command("import", "--register", register, path)
    assert (again.returncode, "1 already there" in again.stderr + again.stdout) == (0, True), again.stdout


@pytest.mark.parametrize("tool", TYPED)
def test_the_example_from_the_browser_is_what_it_saves_today(
    tool: str, made: Callable[[str], tuple[Whole, Path]]
) -> None:
    """The example that came out of the browser is the file of this run, but for ids and the stamp of the edition."""
    _, path = made(tool)
    kept = DEFINITIONS / tool / "examples" / "valid" / "from-the-browser.json"
    assert lasting(kept) == lasting(path), "python -m tests.e2e.refresh_examples keeps what the browser saves now"


def test_a_whole_audit_ends_in_the_register_with_every_link(
    made: Callable[[str], tuple[Whole, Path]], tmp_path: Path
) -> None:
    """Practitioner, parent, auditor, Head of Service and Principal Social Worker exchange only files.

    Each has a browser profile of their own. Whichever record comes first, in the end each one that another
    names is there, and nothing is said against any.
    """
    paths = {tool: made(tool)[1] for tool in (*AUDIT, "moderation-2")}
    read = {tool: json.loads(path.read_text(encoding="utf-8")) for tool, path in paths.items()}
    roles = {read[tool]["author"]["role"] for tool in ("pre-audit", "ila", "moderation-1", "moderation-2")}
    assert {"role.practitioner", "role.hos", "role.psw"} < roles
    assert len(roles) == 4  # and a parent, who has no role in the council
    for number, order in enumerate((list(paths.values()), list(reversed(paths.values())))):
        register = tmp_path / f"{number}.db"
        for path in order:
            done = command("import", "--register", register, path)
            assert done.returncode == 0, done.stdout + done.stderr
        again = command("import", "--register", register, *paths.values())
        assert (again.returncode, again.stdout) == (0, ""), again.stdout
        with closing(Register.in_file(register, create=False)) as opened:
            for record in read.values():
                named = [row["record_id"] for row in record["relates_to"]]
                assert opened.holds(named) == set(named), record["record_type"]
    links = {(tool, row["relation"]): row["record_id"] for tool, record in read.items() for row in record["relates_to"]}
    assert links["ila", "prepares"] == read["pre-audit"]["record_id"]
    assert links["moderation-1", "moderates-1"] == links["moderation-2", "moderates-2"] == read["ila"]["record_id"]


def lasting(path: Path) -> dict[str, Any]:
    """A record file without its stamp, and with one name for every record id."""
    record: dict[str, Any] = json.loads(RECORD_ID.sub("record-id", path.read_text(encoding="utf-8")))
    return {key: value for key, value in record.items() if key not in STAMP}
