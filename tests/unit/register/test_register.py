"""The register: each record once and whole, whatever else happens at the same time."""

from __future__ import annotations

import itertools
import os
import signal
import sqlite3
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from practice_audit.documents import digest
from practice_audit.register import FORMAT, Outcome, Register, RegisterUnusable
from practice_audit.register.schema import ABOUT, METADATA
from practice_audit.register.store import PAGE
from practice_audit.register.verifying import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


def record(number: int, **changes: Any) -> dict[str, Any]:
    """A sealed envelope with no answers, its id made of its number."""
    made = {
        "record_id": f"{number:08x}-0000-4000-8000-000000000000",
        "record_type": "ila",
        "tool": {"id": "ila", "version": 1},
        "edition": "2023",
        "status": "complete",
        "created": "2023-03-01T09:00:00Z",
        "completed": f"2023-03-{number % 28 + 1:02d}T09:00:00Z",
        "author": {"ref": "AU-12", "role": "role.auditor"},
        "case": {"ref": f"CR-{number}"},
        "relates_to": [],
        "answers": {},
        **changes,
    }
    return {**made, "content_sha256": digest(made)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a register is to be."""
    return tmp_path / "a register.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, file: Path) -> str:
    """Where a register is to be: a file, and a database of a server."""
    return str(file) if request.param == "sqlite" else str(request.getfixturevalue("new_database")())


@pytest.fixture
def register(place: str) -> Iterator[Register]:
    """A new register."""
    opened = Register.at(place, create=True)
    yield opened
    opened.close()


def held(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in an order that does not depend on how it came to be."""
    with register.transaction(reading=True) as connection:
        tables = METADATA.sorted_tables
        return {table.name: sorted(map(tuple, connection.execute(sa.select(table)))) for table in tables}


def dump(file: Path) -> list[str]:
    """All that a database says, in an order that does not depend on how it came to be."""
    connection = sqlite3.connect(file)
    try:
        return sorted(connection.iterdump())
    finally:
        connection.close()


def test_a_record_comes_back_as_it_went_in(register: Register) -> None:
    """A record is given back with every key and value that it was imported with."""
    whole = record(1, answers={"ila.c1.found": {"value": "“Café” \U0001f9d2 \\ \" '; DROP TABLE records; --"}})
    assert register.add(whole) is Outcome.IMPORTED
    assert register.record(whole["record_id"]) == whole
    assert register.record("no such id") is None


def test_the_same_record_is_already_there(register: Register) -> None:
    """A record that comes a second time is known and changes nothing."""
    register.add(record(1))
    before = held(register)
    assert register.compare(record(1)) is Outcome.ALREADY_THERE
    assert register.add(record(1)) is Outcome.ALREADY_THERE
    assert held(register) == before


def test_another_content_is_a_conflict(register: Register) -> None:
    """A record with a known id and other content is a conflict, and the first one stays."""
    register.add(record(1))
    before = held(register)
    changed = record(1, answers={"ila.f.grade": {"value": "grade.outstanding"}})
    assert register.compare(changed) is Outcome.CONFLICT
    assert register.add(changed) is Outcome.CONFLICT
    assert held(register) == before


def test_content_under_a_second_id_is_a_conflict(register: Register) -> None:
    """Two records never share one digest, even where a forged file says so."""
    register.add(record(1))
    forged = {**record(2), "content_sha256": record(1)["content_sha256"]}
    assert register.compare(forged) is None
    assert register.add(forged) is Outcome.CONFLICT
    assert [entry.record_id for entry in register.entries()] == [record(1)["record_id"]]


def test_a_record_enters_with_its_relations_or_not_at_all(register: Register) -> None:
    """Where the relations of a record cannot be written, the record is not there either."""
    broken = record(1, relates_to=[{"relation": None, "record_id": "x"}])
    assert register.add(broken) is Outcome.CONFLICT
    assert register.entries() == ()


def test_a_transaction_that_fails_leaves_nothing(register: Register) -> None:
    """What was added before a fault within one transaction is taken back with it."""

    def add_and_fail() -> None:
        with register.transaction():
            register.add(record(1))
            raise LookupError

    with pytest.raises(LookupError):
        add_and_fail()
    assert register.entries() == ()
    assert register.add(record(1)) is Outcome.IMPORTED


def test_a_list_stands_in_order_of_completion(register: Register) -> None:
    """Entries are listed by completion, then id, whatever their order of import."""
    for number in (5, 3, 4):
        register.add(record(number, completed="2023-05-01T00:00:00Z" if number == 3 else "2023-04-01T00:00:00Z"))
    assert [entry.case_ref for entry in register.entries()] == ["CR-4", "CR-5", "CR-3"]


def test_whole_records_come_in_order(register: Register) -> None:
    """Records come whole, by completion, then id, of the days and types asked for, more of them than one page holds."""
    with register.transaction():
        for number in range(PAGE * 2, 0, -1):
            register.add(record(number, record_type="selection" if number % 9 == 0 else "ila"))
    wanted = sorted((entry.completed, entry.record_id) for entry in register.entries())
    whole = list(register.documents())
    assert [(each["completed"], each["record_id"]) for each in whole] == wanted
    assert whole[0] == record(28)
    first, last = date(2023, 3, 2), date(2023, 3, 3)
    days = [each["completed"][:10] for each in register.documents(first, last)]
    assert set(days) == {"2023-03-02", "2023-03-03"}
    assert len(days) == len([each for each in whole if each["completed"][:10] in set(days)])
    assert {each["record_type"] for each in register.documents(record_types={"selection"})} == {"selection"}
    assert list(register.documents(record_types=())) == []


def test_other_questions_may_be_asked_meanwhile(register: Register) -> None:
    """While records come, others are looked up and even added, and each that was there comes once."""
    for number in range(PAGE + 5):
        register.add(record(number))
    seen = []
    for each in register.documents():
        seen.append(each["record_id"])
        if len(seen) == 3:
            register.add(record(5000, completed="2023-01-01T00:00:00Z"))
        assert register.holds([each["record_id"]])
    assert sorted(seen) == sorted(record(number)["record_id"] for number in range(PAGE + 5))


def test_which_records_are_replaced(register: Register) -> None:
    """The ids that corrections name are given, whether or not the replaced record is here."""
    register.add(record(2, relates_to=[{"relation": "replaces", "record_id": record(1)["record_id"]}]))
    register.add(record(3, relates_to=[{"relation": "prepares", "record_id": record(9)["record_id"]}]))
    assert register.replaced() == {record(1)["record_id"]}


def test_records_of_one_case(register: Register) -> None:
    """The records of a case are found by type, in any letter case, less those that were replaced."""
    same = {"case": {"ref": "cr-77"}}
    register.add(record(1, **same))
    register.add(record(2, case={"ref": "CR-77"}))
    register.add(record(3, **same, record_type="pre-audit"))
    register.add(record(4, relates_to=[{"relation": "replaces", "record_id": record(2)["record_id"]}]))
    assert [found["record_id"] for found in register.of_case("ila", "Cr-77")] == [record(1)["record_id"]]


def test_records_that_name_another(register: Register) -> None:
    """Who names a record is found whether or not that record is here, and which ids are here is told."""
    target = record(9)["record_id"]
    named = [{"relation": "prepares", "record_id": target}, {"relation": "prepares", "record_id": target}]
    register.add(record(1, relates_to=named))
    assert [found["record_id"] for found in register.naming(target, "prepares")] == [record(1)["record_id"]]
    assert list(register.naming(target, "replaces")) == []
    assert register.holds([target, record(1)["record_id"]]) == {record(1)["record_id"]}


@given(order=st.permutations(range(6)), again=st.lists(st.integers(0, 5), max_size=6))
def test_the_order_of_import_does_not_matter(
    order: Sequence[int], again: Sequence[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The same records in any order, some of them more than once, make the same register."""
    file = tmp_path_factory.mktemp("register") / "register.db"
    register = Register.in_file(file, create=True)
    replaces = [{"relation": "replaces", "record_id": record(0)["record_id"]}]
    for number in (*order, *again):
        register.add(record(number, relates_to=replaces if number == 1 else []))
    entries = register.entries()
    register.close()
    assert [entry.case_ref for entry in entries] == [f"CR-{number}" for number in range(6)]
    assert dump(file) == dump(_in_order(tmp_path_factory))


def _in_order(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.getbasetemp() / "in order.db"
    if not file.exists():
        register = Register.in_file(file, create=True)
        for number in range(6):
            relations = [{"relation": "replaces", "record_id": record(0)["record_id"]}] if number == 1 else []
            register.add(record(number, relates_to=relations))
        register.close()
    return file


IMPORTER = """
import sys
from practice_audit.register import Register
from tests.unit.register.test_register import record
register = Register.at(sys.argv[1], create=True)
print("open", flush=True)
sys.stdin.readline()
for number in range(*map(int, sys.argv[2:])):
    print(register.add(record(number)), flush=True)
register.close()
"""


def importer(root: Path, place: str, *span: int) -> subprocess.Popen[str]:
    """A process that opens the register, waits for a line, then imports the records of these numbers."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", IMPORTER, place, *map(str, span)],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_many_at_once(root: Path, place: str) -> None:
    """Eight processes that import overlapping records at once make each of them exactly one entry, without a fault."""
    processes = [importer(root, place, start, start + 15) for start in (0, 0, 5, 5, 10, 10, 15, 15)]
    said = [process.communicate("go\n") for process in processes]
    assert [process.returncode for process in processes] == [0] * 8, said
    assert {errors for _, errors in said} == {""}
    outcomes = [line for words, _ in said for line in words.splitlines()[1:]]
    assert sorted(set(outcomes)) == ["already there", "imported"]
    assert outcomes.count("imported") == 30
    register = Register.at(place, create=False)
    assert register.size() == len(register.entries()) == 30
    register.close()


def settle(register: Register) -> None:
    """Wait until nobody writes: a database on a server ends what it was told before the teller was killed."""
    with register.transaction():
        pass


def test_a_kill_in_the_middle_loses_nothing(root: Path, place: str) -> None:
    """An import that is killed leaves a sound register with every record that it reported, and a rerun completes it."""
    process = importer(root, place, 0, 300)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("go\n")
    process.stdin.flush()
    reported = [line.strip() for line in itertools.islice(process.stdout, 101)][1:]
    process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    reported += [line.strip() for line in process.communicate()[0].splitlines()]
    assert process.returncode != 0
    assert 100 <= reported.count("imported") < 300
    register = Register.at(place, create=True)
    settle(register)
    kept = len(register.entries())
    assert reported.count("imported") <= kept < 300
    outcomes = [register.add(record(number)) for number in range(300)]
    assert outcomes.count(Outcome.ALREADY_THERE) == kept
    assert len(register.entries()) == 300
    assert [problem for page in verify(register) for problem in page] == []
    register.close()


def test_a_missing_register_is_not_made_by_reading(file: Path) -> None:
    """Opening for reading fails where there is no file, says so, and makes none."""
    with pytest.raises(RegisterUnusable, match="There is no register"):
        Register.in_file(file, create=False)
    assert not file.exists()


def test_a_missing_folder(tmp_path: Path) -> None:
    """A register in a folder that is not there is refused with its name."""
    with pytest.raises(RegisterUnusable, match="no folder"):
        Register.in_file(tmp_path / "no folder" / "register.db", create=True)


@pytest.mark.parametrize("content", [b"this is no database, but it is long enough to look at" * 40, b"x"])
def test_a_file_that_is_no_database(file: Path, content: bytes) -> None:
    """A file that is no database is refused and stays as it is."""
    file.write_bytes(content)
    for create in (True, False):
        with pytest.raises(RegisterUnusable):
            Register.in_file(file, create=create)
    assert file.read_bytes() == content


def test_the_database_of_another_program(file: Path) -> None:
    """A database that is not ours is refused and gets no tables of ours."""
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE bookmarks (address)")
    connection.commit()
    connection.close()
    before = file.read_bytes()
    for create in (True, False):
        with pytest.raises(RegisterUnusable, match="not a register"):
            Register.in_file(file, create=create)
    assert file.read_bytes() == before


def test_a_newer_register(register: Register, place: str) -> None:
    """A register of a newer format is left alone, with advice to update."""
    with register.transaction() as connection:
        connection.execute(sa.update(ABOUT).values(format=FORMAT + 1))
    before = held(register)
    for create in (True, False):
        with pytest.raises(RegisterUnusable, match="newer version"):
            Register.at(place, create=create)
    assert held(register) == before


def test_an_empty_file_becomes_a_register(file: Path) -> None:
    """An empty file, as a first import that was cut short leaves, can be imported into."""
    file.touch()
    with pytest.raises(RegisterUnusable, match="no register stands in it"):
        Register.in_file(file, create=False)
    register = Register.in_file(file, create=True)
    assert register.add(record(1)) is Outcome.IMPORTED
    register.close()


@pytest.mark.parametrize("name", ["100% sure?.db", "a#b&mode=ro.db", "ümlaut \U0001f9d2.db"])
def test_odd_file_names(tmp_path: Path, name: str) -> None:
    """A register may have any file name, and the file has exactly that name."""
    register = Register.in_file(tmp_path / name, create=True)
    register.add(record(1))
    register.close()
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    again = Register.in_file(tmp_path / name, create=False)
    assert len(again.entries()) == 1
    again.close()


SMALL_DISK = """
import resource, sys
from pathlib import Path
from practice_audit.register import Register, RegisterUnusable
from tests.unit.register.test_register import record
register = Register.in_file(Path(sys.argv[1]), create=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    for number in range(1000):
        register.add(record(number, answers={"ila.c1.found": {"value": "x" * 5_000}}))
        print(number, flush=True)
except RegisterUnusable as stop:
    print(stop)
"""


def test_a_full_disk(root: Path, file: Path) -> None:
    """When the file can grow no further, adding is refused and what was added before is all there."""
    command = [sys.executable, "-c", SMALL_DISK, str(file)]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True, encoding="utf-8")
    *added, stop = done.stdout.splitlines()
    assert f"The register {file} cannot be used" in stop
    register = Register.in_file(file, create=True)
    assert 10 < len(register.entries()) == len(added)
    assert register.add(record(999)) is Outcome.IMPORTED
    register.close()


ORDINARY_USER = """
import os, sys
from pathlib import Path
from practice_audit.register import Register, RegisterUnusable
from tests.unit.register.test_register import record
Register("sqlite://", create=True).close()  # everything is loaded: Python may stand where others cannot read
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    register = Register.in_file(Path(sys.argv[1]), create=sys.argv[2] == "create")
    print(len(register.entries()))
    register.add(record(2))
except RegisterUnusable as stop:
    print(stop)
"""


def as_ordinary_user(root: Path, file: Path, how: str) -> str:
    """What a user without special rights is told: the number of entries, and why adding was refused."""
    command = [sys.executable, "-c", ORDINARY_USER, str(file), how]
    env = dict(os.environ, PYTHONDONTWRITEBYTECODE="1")
    done = subprocess.run(command, cwd=root, env=env, check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stdout


@pytest.fixture
def protected(tmp_path_factory: pytest.TempPathFactory, open_to_all: Path) -> Iterator[Path]:
    """A register with one record, which an ordinary user may read and nobody may write."""
    folder = tmp_path_factory.mktemp("protected")
    assert folder.is_relative_to(open_to_all)
    file = folder / "register.db"
    register = Register.in_file(file, create=True)
    register.add(record(1))
    register.close()
    file.chmod(0o444)
    folder.chmod(0o555)
    yield file
    folder.chmod(0o755)


def test_a_folder_that_cannot_be_written(root: Path, protected: Path) -> None:
    """In a read-only folder a register can be read; adding is refused with its name, and it stays as it is."""
    before = protected.read_bytes()
    said = as_ordinary_user(root, protected, "read")
    assert said.startswith("1\n")
    assert f"The register {protected} cannot be used" in said
    assert str(protected) in as_ordinary_user(root, protected, "create")
    assert protected.read_bytes() == before
    assert str(protected) in as_ordinary_user(root, protected.with_name("new.db"), "create").replace("new", "register")
    assert [entry.name for entry in protected.parent.iterdir()] == ["register.db"]


def test_a_folder_that_cannot_be_entered(root: Path, protected: Path) -> None:
    """In a folder that is closed to somebody, they are told so in a sentence, whatever they want to do there."""
    protected.parent.chmod(0o600)
    for how in ("read", "create"):
        said = as_ordinary_user(root, protected, how)
        assert said.startswith(f"The register {protected} cannot be used: Permission denied. Check that")


PASSWORD = "s3cret/p@ss word"  # noqa: S105 - of nobody
WRONG = [
    "postgresql://someone:{}@127.0.0.1:1/audits",
    "postgresql://someone@127.0.0.1:1/audits?password={}",
    "postgresql://someone:{}@127.0.0.1:1/audits?no_such_option=1",
    "postgresql://someone:{}@127.0.0.1:not-a-port/audits",
    "mysql://someone:{}@127.0.0.1/audits",
    "sqlite:///{}.db",
]


@pytest.mark.parametrize("address", WRONG)
def test_a_password_is_never_said(address: str) -> None:
    """Where a server cannot be reached, or the address is none, the message says so without the password."""
    with pytest.raises(RegisterUnusable) as stopped:
        Register.at(address.format(quote(PASSWORD, safe="")), create=True)
    said = str(stopped.value)
    assert not [part for part in ("s3cret", "p@ss", "p%40ss", quote_plus(PASSWORD)) if part in said], said
    assert "someone@" in said or "postgresql://user@server/database" in said or "someone:***@" in said


def test_a_database_of_others_on_a_server(new_database: Callable[[], str]) -> None:
    """A PostgreSQL database that holds other tables is refused and gets none of ours."""
    address = new_database()
    engine = sa.create_engine(sa.make_url(address).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE bookmarks (address text)")
    for create in (True, False):
        with pytest.raises(RegisterUnusable, match="not a register"):
            Register.at(address, create=create)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["bookmarks"]
    engine.dispose()
