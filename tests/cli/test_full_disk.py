"""Where there is no room, a command says so, ends with 2, and leaves no file that is not whole."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.unit.sampling.lists import HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.making import Make, Run, Save

resource = pytest.importorskip("resource", reason="limits of a process are of POSIX")

DRAW = ("--seed", "2026-Q3", "--number", "12", "--selected-on", "2026-07-06")


@contextmanager
def room_for(number: int) -> Iterator[None]:
    """While no file can have more bytes: as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # Python may keep half a module on such a disk
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        sys.dont_write_bytecode = writes


@pytest.fixture
def register(run: Run, make: Make, save: Save, tmp_path: Path) -> Path:
    """A register that holds an audit, in a folder of its own."""
    place = tmp_path / "register" / "register.db"
    place.parent.mkdir()
    assert run("import", save(make("ila")), "--register", place).exit_code == 0
    return place


@pytest.mark.parametrize("command", ["backup", "export", "report"])
def test_of_a_register(run: Run, register: Path, tmp_path: Path, command: str) -> None:
    """A copy, an export and a report are there whole or not at all, and can be made again once there is room."""
    before = sorted(register.parent.iterdir())
    out = tmp_path / "new" / "out"
    out.parent.mkdir()
    more = ("--period", "2023", "--format", "html") if command == "report" else ()
    with room_for(5000):
        done = run(command, "--register", register, "--out", out, *more)
    assert done.exit_code == 2, done.stderr
    assert f"{out} cannot be written: " in done.stderr
    assert "Nothing was written." in done.stderr
    assert list(out.parent.iterdir()) == []
    assert sorted(register.parent.iterdir()) == before
    assert run(command, "--register", register, "--out", out, *more).exit_code == 0
    assert list(out.parent.iterdir()) == [out]


def test_of_a_draw(run: Run, tmp_path: Path) -> None:
    """All files of a draw are there or none, also where only the last of them finds no room; the next draw works."""
    rows = (f"CASE-{each:04},Early Help,East,Child in Need,PR-{each},MG-1,,\n" for each in range(1, 21))
    cases = tmp_path / "cases.csv"
    cases.write_text(HEADER + "".join(rows), encoding="utf-8")
    out = tmp_path / "out"
    assert run("sample", cases, *DRAW, "--out", out).exit_code == 0
    sizes = sorted(path.stat().st_size for path in out.iterdir())
    before = sorted(out.iterdir())
    with room_for(sizes[-1] - 1):
        done = run("sample", cases, *DRAW, "--out", out)
    assert (done.exit_code, "cannot be written: File too large. Nothing was written." in done.stderr) == (2, True)
    assert sorted(out.iterdir()) == before


def test_of_a_locked_file(run: Run, make: Make, save: Save, tmp_path: Path) -> None:
    """A file is locked or unlocked whole or not at all."""
    folder, out = save(make("pre-audit")), tmp_path / "new" / "locked.json"
    out.parent.mkdir()
    (path,) = folder.glob("*.json")
    secret = tmp_path / "secret.txt"
    secret.write_text("four words not together\n", encoding="utf-8")
    with room_for(1000):
        done = run("lock", path, "--out", out, "--passphrase-file", secret)
    assert (done.exit_code, f"{out} cannot be written: File too large." in done.stderr) == (2, True)
    assert list(out.parent.iterdir()) == []


def test_of_reasons(run: Run, make: Make, save: Save, tmp_path: Path) -> None:
    """The reasons of an earlier import stay as they are where those of the next one find no room."""
    place, why = tmp_path / "register.db", tmp_path / "why.json"
    wrong = {**make("pre-audit"), "edition": "1999"}
    files = save(wrong)
    assert run("import", files, "--register", place, "--reasons", why).exit_code == 1
    before = why.read_bytes()
    assert json.loads(before)
    (files / "more.json").write_text("{}", encoding="utf-8")
    with room_for(len(before)):
        done = run("import", files, "--register", tmp_path / "other.db", "--reasons", why)
    assert done.exit_code == 2, done.stderr
    assert why.read_bytes() == before
    assert [path for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
