"""Many files checked in several processes: the same words as one by one, and nobody stays behind."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from practice_audit import records
from practice_audit.cli import checking_many
from practice_audit.register import Register
from practice_audit.register.verifying import verify

if TYPE_CHECKING:
    from tests.making import Make, Run, Save

IN_TWO = """
import signal, sys
from practice_audit.cli import checking_many as many, main
signal.signal(signal.SIGINT, signal.default_int_handler)
many.processors = lambda: 2
main()
"""
"""The command line as it is in a terminal of a machine with two processors: what runs unseen may hear no Ctrl-C."""
COPIES = 10 * checking_many.MANY
"""So many that no machine is done with them before a test has looked."""
ENDS_WITHIN = 600
"""Seconds."""


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that holds the passphrase."""
    path = tmp_path / "passphrase.txt"
    path.write_text("kettle granite Sunday\n", encoding="utf-8")
    return path


@pytest.fixture
def mixed(run: Run, make: Make, save: Save, secret: Path) -> tuple[str | Path, ...]:
    """What names a folder with all that files can be: sound, wrong, twice there, for practice, locked, no record."""
    made = [make("moderation-sample", number=each, days=each) for each in range(1, 31)]
    wrong = make("pre-audit", number=99, edit=lambda record: record["answers"].popitem())
    practice = {**made[0], "practice": True, "record_id": made[0]["record_id"].replace("4000", "4001")}
    folder = save(*made, wrong, {**practice, "content_sha256": records.seal(practice)})
    first, second, *_ = sorted(folder.iterdir())
    assert run("lock", first, "--out", folder / "b_locked.json", "--passphrase-file", secret).exit_code == 0
    (folder / "a copy.json").write_bytes(second.read_bytes())
    (folder / "cut.json").write_bytes(second.read_bytes()[:900])
    (folder / "mark.json").write_text('{"format": "practice-audit-locked", "read_me": "0113 496 0000"}', "utf-8")
    os.mkfifo(folder / "pipe.json")
    (folder / "nothing.json").symlink_to(folder / "nowhere")
    return "--passphrase-file", secret, folder


def several(monkeypatch: pytest.MonkeyPatch, processors: int) -> None:
    """So many processors, and few files are many."""
    monkeypatch.setattr(checking_many, "MANY", 2)
    monkeypatch.setattr(checking_many, "processors", lambda: processors)


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_same_as_one_by_one(
    run: Run, mixed: tuple[str | Path, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Two processes say of every kind of file what one says, in the same order, and import the same records."""
    said, held = [], []
    for processors in (1, 2):
        several(monkeypatch, processors)
        place, reasons = tmp_path / f"register-{processors}.db", tmp_path / "reasons.json"
        asked = ["--format", form, *mixed]
        done = [run("validate", *asked), run("import", *asked, "--register", place, "--reasons", reasons)]
        said.append([(each.exit_code, each.stdout, each.stderr) for each in done] + [reasons.read_bytes()])
        register = Register.in_file(place, create=False)
        held.append(list(register.documents()))
        register.close()
    assert said[0] == said[1]
    assert held[0] == held[1]
    assert len(held[0]) == 30


def begun(*arguments: str | Path) -> subprocess.Popen[str]:
    """The command line with two processors, in a group of its own, as soon as two other processes are at work."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", IN_TWO, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    while [at_work(other) for other in others(process)] != [True, True]:
        assert process.poll() is None, process.communicate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.01)
    return process


def others(process: subprocess.Popen[str]) -> list[int]:
    """The processes that check files for a command."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    found = []
    for child in children:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(int(child))
    return found


def at_work(process: int) -> bool:
    """Whether a process that checks files has begun: it leaves Ctrl-C to the command."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        ignored = re.findall(r"^SigIgn:\s*(\w+)$", Path(f"/proc/{process}/status").read_text("utf-8"), re.MULTILINE)
        return bool(int(ignored[0], 16) >> (signal.SIGINT - 1) & 1)
    return False


@pytest.fixture
def copies(make: Make, tmp_path: Path) -> Path:
    """A folder with more files than are checked in a moment: one audit again and again."""
    folder, first = tmp_path / "copies", tmp_path / "first.json"
    folder.mkdir()
    first.write_text(records.text(make()), encoding="utf-8")
    for number in range(COPIES):
        (folder / f"{number:04}.json").hardlink_to(first)
    return folder


def all_said(process: subprocess.Popen[str]) -> str:
    """What a command said on its standard error, once neither it nor a process that it began is there to say more."""
    output, errors = process.communicate(timeout=ENDS_WITHIN)
    assert output == ""
    return errors


def test_nobody_outlives_a_command_that_is_killed(copies: Path) -> None:
    """Where the command is killed, the processes that check files for it end at once."""
    process = begun("validate", copies)
    workers = others(process)
    os.kill(process.pid, signal.SIGKILL)
    assert "Traceback" not in all_said(process)
    assert process.returncode == -signal.SIGKILL
    end = time.monotonic() + ENDS_WITHIN
    while any(alive(worker) for worker in workers):
        assert time.monotonic() < end, "a process that checks files lives on"


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended and was not yet asked about by its parent does not."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return state(process)[0] != "Z"
    return False


def state(process: int) -> list[str]:
    """Whether a process runs, sleeps ("S") or has ended ("Z"), and all that the system counts of it."""
    return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def test_ctrl_c_ends_all(copies: Path, tmp_path: Path) -> None:
    """Ctrl-C, which a terminal sends to all of them, ends an import with one word and leaves the register sound."""
    place = tmp_path / "register.db"
    process = begun("import", copies, "--register", place)
    os.killpg(process.pid, signal.SIGINT)
    assert all_said(process).strip() == "Aborted!"
    assert process.returncode == 1
    assert sound(place) <= 1


def test_a_process_that_is_killed(copies: Path, tmp_path: Path) -> None:
    """Where a process that checks files is killed, the import says so and stops, and the register is sound."""
    place = tmp_path / "register.db"
    process = begun("import", copies, "--register", place)
    while not holds_any(place):
        assert process.poll() is None, process.communicate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.01)
    os.kill(others(process)[0], signal.SIGKILL)
    said = all_said(process)
    assert process.returncode == 2
    assert said.startswith("Error: A process that checked files was ended from outside, perhaps for lack of memory")
    assert "Traceback" not in said
    assert sound(place) <= 1


def test_a_process_that_is_killed_half_way_through_its_words(copies: Path, tmp_path: Path) -> None:
    """Where a process is killed while it hands over what it found, nobody waits for the rest."""
    place = tmp_path / "register.db"
    process = begun("import", copies, "--register", place)
    while not holds_any(place):
        assert process.poll() is None, process.communicate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.01)
    os.kill(process.pid, signal.SIGSTOP)
    worker = others(process)[0]
    before: list[str] = []
    while (now := state(worker)) != before or now[0] != "S":
        assert now[0] != "Z"
        before = now
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.2)
    os.kill(worker, signal.SIGKILL)
    os.kill(process.pid, signal.SIGCONT)
    assert all_said(process).startswith("Error: A process that checked files was ended from outside")
    assert process.returncode == 2


def holds_any(place: Path) -> bool:
    """Whether an import has brought its first record in: the processes that check files are all at work by then."""
    address = f"file:{place}?mode=ro"
    with contextlib.suppress(sqlite3.OperationalError), closing(sqlite3.connect(address, uri=True)) as opened:
        return bool(opened.execute("SELECT count(*) FROM records").fetchone()[0])
    return False


def sound(place: Path) -> int:
    """How many records a register holds, which must be sound."""
    register = Register.in_file(place, create=True)
    try:
        assert [problem for page in verify(register) for problem in page if problem.code != "REG008"] == []
        return register.size()
    finally:
        register.close()


FAULTY = """
import sys
if "--multiprocessing-fork" in sys.argv:
    from practice_audit import record_files
    record_files.content = None
"""


def test_a_fault_of_this_program_is_told_as_one(copies: Path, tmp_path: Path) -> None:
    """What goes wrong in another process ends the command with what Python says of it, and with the files."""
    (tmp_path / "sitecustomize.py").write_text(FAULTY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IN_TWO, "validate", str(copies)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert done.returncode == 1
    assert "ended from outside" not in done.stderr
    assert "'NoneType' object is not callable" in done.stderr
    assert str(copies / "0000.json") in done.stderr
