"""Files that strangers made: refused in words, quickly, without a trace of what must not be repeated."""

from __future__ import annotations

import copy
import json
import os
import re
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import records
from practice_audit.problems import HIDDEN_CHARACTERS
from tests.contract.odd_documents import ODD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

    from tests.making import Make, Run, Save

HOSTILE = "\x1b[31m\x1b]0;owned\x07\u202egnp.exe\u2066\x00\x7f\x85\u200b\u2028"


def problems(done: Result) -> list[dict[str, Any]]:
    """The problems that a run with --format json printed."""
    read: list[dict[str, Any]] = json.loads(done.stdout)
    return read


def test_odd_documents_are_refused_by_import(run: Run, tmp_path: Path) -> None:
    """Of the texts that JSON readers disagree about none enters, and each is told of."""
    for number, (text, _) in enumerate(ODD):
        (tmp_path / f"{number:03}.json").write_bytes(text.encode())
    done = run("import", tmp_path, "--register", tmp_path / "register.db")
    assert done.exit_code == 1
    assert f"0 imported, 0 already there, 0 in conflict, {len(ODD)} refused.\n" in done.stderr
    assert run("list", "--register", tmp_path / "register.db").stderr == "0 records.\n"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"a":"\xff"}', "REC002"),
        (b'{"a":"\xed\xa0\x80"}', "REC002"),
        (b'{"a":"\xc0\xaf"}', "REC002"),
        ('{"a":1}'.encode("utf-16"), "REC002"),
        ('{"a":1}'.encode("utf-32-le"), "REC006"),
        (b"PK\x03\x04" + bytes(400), "REC011"),
        (b"\x80\x04\x95\x1a\x00\x00\x00", "REC002"),
        (b'{"a":"' + b"x" * 2_000_000 + b'"}', "REC001"),
        (b'{"a":[' + b"1," * 400_000 + b"1]}", "REC020"),
        (b"[" * 1_999_999, "REC011"),
    ],
    ids=["latin", "surrogate", "overlong", "utf-16", "utf-32", "zip", "pickle", "large", "long", "brackets"],
)
def test_bytes_that_are_no_record(run: Run, tmp_path: Path, content: bytes, code: str) -> None:
    """What is not UTF-8, too large, or another kind of file gets one plain problem first."""
    (tmp_path / "a.json").write_bytes(content)
    done = run("validate", tmp_path, "--format", "json")
    assert (done.exit_code, problems(done)[0]["code"]) == (1, code)


def alone(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, which is given a minute before it counts as hanging."""
    command = [sys.executable, "-m", "practice_audit", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, timeout=600, env={**os.environ, **environment})


MEMORY = """
import json, sys, tracemalloc
from click.testing import CliRunner
from practice_audit.cli import main
tracemalloc.start()
done = CliRunner(catch_exceptions=False).invoke(main, ["validate", "--format", "json", sys.argv[1]])
print(json.loads(done.stdout)[0]["code"], tracemalloc.get_traced_memory()[1])
"""


@pytest.mark.parametrize("kind", ["relations", "letters", "quotes", "details"])
def test_no_file_takes_hours(make: Make, tmp_path: Path, kind: str) -> None:
    """What would be compared each with each, or searched over and over, is refused in one pass."""

    def blow_up(record: dict[str, Any]) -> None:
        if kind == "relations":
            record["relates_to"] = [{"relation": number, "record_id": str(number)} for number in range(40_000)]
        elif kind == "letters":
            record["answers"]["ila.f.why"]["value"] = "a" * 1_000_000
        elif kind == "details":
            record["answers"]["ila.f.why"]["value"] = "0113 496 0000, a@b.uk. " * 40_000
        else:
            record["case"]["ref"] = "“" * 1_000_000

    record = make()
    blow_up(record)
    (tmp_path / "slow.json").write_text(json.dumps(record), encoding="utf-8")
    assert alone("validate", tmp_path).returncode == 1


def test_a_huge_file_costs_nothing(tmp_path: Path) -> None:
    """A file of 3 GB is refused without being read into memory."""
    with (tmp_path / "huge.json").open("wb") as opened:
        opened.truncate(3_000_000_000)
    command = [sys.executable, "-c", MEMORY, str(tmp_path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=600)
    code, memory = done.stdout.split()
    assert code == "REC001"
    assert int(memory) < 100_000_000  # bytes at the most, of the 3 GB


def test_what_is_no_ordinary_file(tmp_path: Path) -> None:
    """A pipe that nobody writes to, an endless device and a socket are refused without waiting."""
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(os.path.relpath(tmp_path / "socket.json"))
    done = alone("validate", tmp_path, "--format", "json")
    listening.close()
    found = {problem["source"].rpartition("/")[2]: problem["code"] for problem in json.loads(done.stdout)}
    assert found == {"pipe.json": "REG002", "zero.json": "REG002", "socket.json": "REG001"}
    assert done.returncode == 1


@pytest.mark.parametrize("command", ["import", "list"])
def test_a_register_that_is_a_pipe(make: Make, save: Save, tmp_path: Path, command: str) -> None:
    """A pipe in the register's place is exit code 2, without waiting."""
    os.mkfifo(tmp_path / "register.db")
    files = [save(make())] if command == "import" else []
    done = alone(command, *files, "--register", tmp_path / "register.db")
    assert done.returncode == 2
    assert b"is not a register" in done.stderr


def test_keys_that_mean_something_elsewhere(run: Run, make: Make, tmp_path: Path) -> None:
    """Keys such as __proto__ are strangers like any others, and get their pointer."""
    for number, key in enumerate(("__proto__", "constructor", "__class__", "$ref", "../../x", "a/b~c")):
        record = {**make(), key: {"polluted": True}}
        record["answers"] = {**record["answers"], key: {"value": "x"}}
        record["content_sha256"] = records.seal(record)
        (tmp_path / f"{number}.json").write_text(records.text(record), encoding="utf-8")
    found = problems(run("validate", tmp_path, "--format", "json"))
    assert [problem["code"] for problem in found] == ["R172", "R171"] * 6
    assert found[-1]["pointer"] == "/a~1b~0c"


def test_characters_that_act_on_a_terminal(run: Run, make: Make, save: Save) -> None:
    """Controls and characters that turn the reading direction are shown by number, never printed."""

    def spoil(record: dict[str, Any]) -> None:
        record["answers"]["hdr.age_band"] = {"value": HOSTILE}
        record["answers"][HOSTILE] = {"value": HOSTILE}
        record["answers"]["hdr.service"] = {"value": HOSTILE, HOSTILE: HOSTILE}

    folder = save(make(edit=spoil))
    register = folder / "register.db"
    for arguments in (
        ("validate", folder),
        ("validate", folder, "--format", "json"),
        ("import", folder, "--register", register),
    ):
        done = run(*arguments)
        assert done.exit_code == 1
        assert not re.search(HIDDEN_CHARACTERS, done.output.replace("\n", ""))
    assert "⟦U+202E⟧" in run("validate", folder).stdout
    assert "\u202e" not in (folder / "register.db.refused.json").read_text(encoding="utf-8")


def test_names_that_act_on_a_terminal(run: Run, tmp_path: Path) -> None:
    """File names with line ends, controls or bytes that are no text cannot forge a line of output."""
    names = [b"a\nREGISTER IS EMPTY.json", b"\x1b[2J.json", b"\xff\xfe.json", "\u202enosj.json".encode()]
    for name in names:
        (tmp_path / os.fsdecode(name)).touch()
    done = run("validate", tmp_path)
    assert len(done.stdout.splitlines()) == 2 * len(names)
    assert "⟦U+000A⟧REGISTER" in done.stdout
    assert not {"\x1b", "\u202e", "\udcff"} & set(done.stdout)
    assert len(problems(run("validate", tmp_path, "--format", "json"))) == len(names)
    missing = run("validate", tmp_path / "no\nsuch.json")
    assert (missing.exit_code, "no\nsuch" in missing.stderr) == (2, False)


def test_a_terminal_that_knows_few_characters(tmp_path: Path) -> None:
    """Where the output cannot hold a character it is shown by number, and nothing fails."""
    (tmp_path / "ä\U0001f9d2.json").touch()
    done = alone("validate", tmp_path, PYTHONIOENCODING="cp1252")
    assert done.returncode == 1
    assert b"\xe4\\U0001f9d2.json" in done.stdout


@pytest.mark.usefixtures("open_to_all")
def test_what_may_not_be_read(make: Make, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files and folders that may not be read are told of with the others, and the rest is still checked."""
    folder = tmp_path_factory.mktemp("closed")
    folder.chmod(0o755)
    for name in ("closed.json", "open.json"):
        (folder / name).write_text(records.text(make()), encoding="utf-8")
    (folder / "closed.json").chmod(0)
    (folder / "inner").mkdir(mode=0)
    command = [sys.executable, "-c", UNPRIVILEGED, str(folder), str(folder / "open.json")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=600)
    (folder / "inner").chmod(0o755)
    lines = [line for line in done.stdout.splitlines() if "REG001" in line]
    assert [line.split(" REG001 ")[1] for line in lines] == ["This cannot be opened: Permission denied."] * 2
    assert "2 files checked, 2 with problems." in done.stdout


UNPRIVILEGED = """
import os, sys
from click.testing import CliRunner
from practice_audit.cli import main
CliRunner().invoke(main, ["validate", sys.argv[2]])  # loads all there is to load
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
print(CliRunner(catch_exceptions=False).invoke(main, ["validate", sys.argv[1]]).output)
"""

ORDERS = (
    "$(touch owned)",
    "`touch owned`",
    "; touch owned;",
    "| touch owned",
    "{{ 7 * 7 }}{% import os %}",
    "%(asctime)s %n %s {0.__class__} {record}",
    "!!python/object/apply:os.system ['touch owned']",
    "cos\nsystem\n(S'touch owned'\ntR.",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "'; DROP TABLE records; --",
    '=HYPERLINK("file:///owned")',
    "../../../../owned",
    "file:///etc/passwd http://127.0.0.1/ \\\\host\\share",
    "__import__('os').system('touch owned')",
)

WATCHED = """
import os, sys
from practice_audit.cli import main
done = []
forbidden = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "socket.", "pickle.",
             "ctypes.", "urllib.", "webbrowser.", "os.remove", "shutil.")
def watch(event, arguments):
    if event.startswith(forbidden):
        done.append(event)
sys.addaudithook(watch)
try:
    main(sys.argv[1:])
except SystemExit as stop:
    print(stop.code, *done)
"""


def test_nothing_in_a_record_is_an_order(make: Make, save: Save, tmp_path: Path) -> None:
    """Text that is code elsewhere is kept and shown as text: nothing is run, fetched or written but the register."""

    def fill(record: dict[str, Any]) -> None:
        texts = [name for name, answer in record["answers"].items() if isinstance(answer.get("value"), str)]
        long = [name for name in texts if " " in record["answers"][name]["value"].strip()]
        assert len(long) > 10
        for place, name in enumerate(long):
            answer = record["answers"][name]
            answer["value"] = f"{ORDERS[place % len(ORDERS)]} {answer['value']}".replace("\n", " ")

    files = save(make(edit=fill))
    register = tmp_path / "register.db"
    said = [
        subprocess.run(
            [sys.executable, "-c", WATCHED, *map(str, arguments)],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        for arguments in (("import", files, "--register", register), ("list", "--register", register))
    ]
    assert [done.stdout.splitlines()[-1] for done in said] == ["0", "0"], said
    assert "1 imported" in said[0].stderr
    assert [path.name for path in tmp_path.iterdir()] == ["register.db"]


PERSONAL = (
    "jane.doe@example.org",
    "943 476 5919",
    "07700 900123",
    "AB 12 34 56 C",
    "LS1 4AP",
    "born on 3 May 2015",
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every single value in a JSON value, and of one new key ("") in every object."""
    if isinstance(value, dict):
        yield (*path, "")
        for key, each in value.items():
            yield from places(each, (*path, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from places(each, (*path, number))
    else:
        yield path


def with_text_at(record: dict[str, Any], path: tuple[str | int, ...], text: str) -> dict[str, Any]:
    """A sealed copy of a record that holds a text at a path, as a key where the path ends with ""."""
    changed: Any = copy.deepcopy(record)
    inner = changed
    for part in path[:-1]:
        inner = inner[part]
    inner[text if path[-1] == "" else path[-1]] = text
    sealed: dict[str, Any] = {**changed, "content_sha256": records.seal(changed)}
    return sealed


def test_a_key_that_stands_twice_is_not_repeated_either(run: Run, tmp_path: Path) -> None:
    """R170: of a file that cannot be read, too, no output repeats a personal detail."""
    (tmp_path / "a.json").write_text('{"jane.doe@example.org": 1, "jane.doe@example.org": 2}', encoding="utf-8")
    done = run("validate", tmp_path)
    assert (done.exit_code, " REC007 " in done.stdout, "jane" in done.output) == (1, True, False)


@pytest.mark.parametrize(("tool", "step"), [("pre-audit", 1), ("ila", 4)])
def test_personal_details_are_refused_and_never_repeated(
    run: Run, make: Make, tmp_path: Path, tool: str, step: int
) -> None:
    """R170: wherever in a record a personal detail stands, it is not imported, and no output repeats it."""
    record = make(tool)
    spots = [path for path in places(record) if path[0] != "content_sha256"][::step]
    for number, path in enumerate(spots):
        changed = with_text_at(record, path, PERSONAL[number % len(PERSONAL)])
        (tmp_path / f"{number:04}.json").write_text(records.text(changed), encoding="utf-8")
    done = run("import", tmp_path, "--register", tmp_path / "register.db")
    assert f"0 imported, 0 already there, 0 in conflict, {len(spots)} refused.\n" in done.stderr
    reasons = (tmp_path / "register.db.refused.json").read_text(encoding="utf-8")
    for detail in PERSONAL:
        assert detail not in done.output
        assert detail not in reasons
    assert len({problem["source"] for problem in json.loads(reasons)}) == len(spots)
