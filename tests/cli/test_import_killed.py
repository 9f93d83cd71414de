"""Imports that are killed, run at once, or run out of room: the register is whole, nothing lost or doubled."""

from __future__ import annotations

import hashlib
import json
import os
import random
import secrets
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from practice_audit.register import Register
from practice_audit.register.verifying import verify
from site_build.paths import BUILD, ENGINE_SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.making import Make, Save

COMMAND = (sys.executable, "-W", "error", "-m", "practice_audit")
FEW, MANY = 60, 1000
"""Records of an import: in every run of the tests, and in a drill."""
KILLS, KILLS_IN_ALL, AT_ONCE = 2, 1000, 50
"""Kills in every run of the tests, in a drill, and in a drill before what they found is written down."""
CROWDS = 100
"""How often eight imports run at once in a drill."""
KINDS = ["sqlite", "postgresql"]


@dataclass
class Place:
    """Where a register is made again and again."""

    kind: str
    where: str
    folder: Path

    def clear(self) -> None:
        """Take the register away."""
        if self.kind == "sqlite":
            for path in self.folder.glob("register.db*"):
                path.unlink()
            return
        engine = sa.create_engine(sa.make_url(self.where).set(drivername="postgresql+psycopg"))
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        engine.dispose()

    def started(self, *files: Path) -> subprocess.Popen[str]:
        """An import into the register that has just begun."""
        reasons = self.folder / f"why-{secrets.token_hex(4)}.json"
        return subprocess.Popen(
            [*COMMAND, "import", *map(str, files), "--register", self.where, "--reasons", str(reasons)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def held(self) -> list[dict[str, Any]]:
        """Every record of the register, which must be sound; one that was never opened holds nothing."""
        register = Register.at(self.where, create=True)
        try:
            with register.transaction():
                pass  # a server may still be ending what it was told before the teller was killed
            assert [problem.message for page in verify(register) for problem in page if problem.code != "REG008"] == []
            return list(register.documents())
        finally:
            register.close()


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A file, and a database of a server."""
    if request.param == "sqlite":
        return Place("sqlite", str(tmp_path / "register.db"), tmp_path)
    return Place("postgresql", request.getfixturevalue("new_database")(), tmp_path)


@dataclass
class Rounds:
    """Imports of the same records that are killed at random moments until one completes, then anew."""

    place: Place
    files: Path
    wanted: list[dict[str, Any]]
    seconds: float
    chance: random.Random
    kills: int = 0
    completed: int = 0
    kept: list[str] = field(default_factory=list)

    def once(self, *, spared: bool = False) -> None:
        """One import, killed at a random moment unless it is done before; then a look at what is there.

        One that is spared, or that finds every record there already, is not killed.
        """
        spared = spared or len(self.kept) == len(self.wanted)
        process = self.place.started(self.files)
        try:
            _, said = process.communicate(timeout=None if spared else self.chance.uniform(0, self.seconds))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.kills += 1
            held = self.place.held()
            ids = [record["record_id"] for record in held]
            assert len(set(ids)) == len(ids)
            assert set(self.kept) <= set(ids), "a record that was there is lost"
            assert [record for record in self.wanted if record["record_id"] in set(ids)] == held
            self.kept = ids
            return
        assert process.returncode == 0, said
        new, known = len(self.wanted) - len(self.kept), len(self.kept)
        assert f"{new} imported, {known} already there, 0 in conflict, 0 refused" in said
        assert self.place.held() == self.wanted
        self.completed += 1
        self.kept = []
        self.place.clear()


def prepared(place: Place, make: Make, save: Save, number: int, seed: int) -> Rounds:
    """Files of so many records, and how long their import takes when nobody kills it."""
    made = [make("moderation-sample", number=each) for each in range(1, number + 1)]
    files = save(*made)
    begun = time.monotonic()
    process = place.started(files)
    _, said = process.communicate()
    seconds = time.monotonic() - begun
    assert process.returncode == 0, said
    wanted = place.held()
    assert len(wanted) == number
    place.clear()
    chance = random.Random(seed)  # noqa: S311 - a run that can be done again
    return Rounds(place=place, files=files, wanted=wanted, seconds=seconds, chance=chance)


def a_seed() -> int:
    """What a run is random by: KILL_SEED where it is set, so that a run can be done again."""
    return int(os.environ.get("KILL_SEED", "0")) or secrets.randbelow(2**32)


def test_imports_that_are_killed(place: Place, make: Make, save: Save) -> None:
    """An import that is killed at a random moment leaves a sound register, and the same command completes it."""
    seed = a_seed()
    sys.stdout.write(f"KILL_SEED={seed}\n")
    rounds = prepared(place, make, save, FEW, seed)
    while rounds.kills < KILLS:
        rounds.once()
    rounds.once(spared=True)
    assert rounds.completed >= 1


@pytest.mark.drill
def test_a_thousand_imports_that_are_killed(place: Place, make: Make, save: Save) -> None:
    """The same a thousand times with a thousand records; a stopped run is taken up again with the same program."""
    progress = Progress(f"import-killed-{place.kind}")
    while sum(one["kills"] for one in progress.done) < KILLS_IN_ALL:
        seed = a_seed()
        rounds = prepared(place, make, save, MANY, seed)
        while rounds.kills < AT_ONCE:
            rounds.once()
        rounds.once(spared=True)
        progress.add({"seed": seed, "kills": rounds.kills, "completed": rounds.completed})
        sys.stdout.write(f"KILL_SEED={seed}: {rounds.kills} kills, {rounds.completed} imports completed\n")
    assert sum(one["completed"] for one in progress.done) > 0


def crowd(place: Place, folders: list[Path], number: int) -> None:
    """Eight imports of overlapping folders at once: each record enters once, and every import succeeds."""
    processes = [place.started(folder) for folder in folders]
    said = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0] * len(folders), said
    assert {output for output, _ in said} == {""}
    counts = [[int(word) for word in errors.split() if word.isdigit()] for _, errors in said]
    brought = sum(len(list(folder.iterdir())) for folder in folders)
    assert [sum(column) for column in zip(*counts, strict=True)] == [number, brought - number, 0, 0]
    held = place.held()
    assert len(held) == number == len({record["record_id"] for record in held})
    place.clear()


def overlapping(make: Make, save: Save, number: int) -> list[Path]:
    """Eight folders, each with half of the records."""
    made = [make("moderation-sample", number=each) for each in range(1, number + 1)]
    starts = range(0, number, number // 8)
    return [save(*(made[(start + step) % number] for step in range(number // 2))) for start in starts]


def test_eight_imports_at_once(place: Place, make: Make, save: Save) -> None:
    """Eight imports of overlapping files at once all succeed, and each record is there once."""
    crowd(place, overlapping(make, save, 48), 48)


@pytest.mark.drill
def test_eight_imports_at_once_a_hundred_times(place: Place, make: Make, save: Save) -> None:
    """The same a hundred times; a stopped run is taken up again with the same program."""
    progress = Progress(f"import-crowds-{place.kind}")
    folders = overlapping(make, save, 160)
    while len(progress.done) < CROWDS:
        crowd(place, folders, 160)
        progress.add({"imports": len(folders)})
    assert len(progress.done) == CROWDS


class Progress:
    """What a drill has done, kept in a file as long as the program is the same."""

    def __init__(self, name: str) -> None:
        self._path = BUILD / "drills" / f"{name}.json"
        summed = hashlib.sha256()
        for path in sorted(ENGINE_SOURCE.rglob("*.py")):
            summed.update(path.name.encode() + b"\0" + path.read_bytes())
        self._program = summed.hexdigest()
        kept = json.loads(self._path.read_text(encoding="utf-8")) if self._path.exists() else {}
        self.done: list[dict[str, int]] = kept["done"] if kept.get("program") == self._program else []

    def add(self, one: dict[str, int]) -> None:
        """Write down one more."""
        self.done.append(one)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        half = self._path.with_suffix(".part")
        text = json.dumps({"program": self._program, "done": self.done}, indent=1)
        half.write_text(text, encoding="utf-8", newline="\n")
        half.replace(self._path)


def on_a_small_disk(folder: Path, *script: str) -> subprocess.CompletedProcess[str]:
    """A shell script in which `folder` is a disk of one megabyte: of its own, in a name space of its own."""
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    mounted = f'mount -t tmpfs -o size=1M none "{folder}" || exit 99\n' + "\n".join(script)
    return subprocess.run([*alone, "sh", "-c", mounted], check=False, capture_output=True, text=True, encoding="utf-8")


def test_a_full_disk(make: Make, save: Save, tmp_path: Path) -> None:
    """On a disk that is full, an import stops with a clear word, and what was there before is there as it was."""
    some = [make("moderation-sample", number=each) for each in range(1, 21)]
    more = [make("moderation-sample", number=each) for each in range(51, 71)]
    first, second = save(*some), save(*more)
    disk, kept = tmp_path / "disk", tmp_path / "kept.db"
    disk.mkdir()
    ours = " ".join(COMMAND)
    register = disk / "register.db"
    done = on_a_small_disk(
        disk,
        f"{ours} import {first} --register {register} --reasons {tmp_path}/why.json || exit 98",
        f"cat {register} > {tmp_path}/before.db",
        f"head -c 2000000 /dev/zero > {disk}/filling",
        f"{ours} import {second} --register {register} --reasons {tmp_path}/why.json",
        "code=$?",
        f"rm {disk}/filling",
        f"{ours} verify --register {register} || exit 97",
        f"cat {register} > {kept}",
        "exit $code",
    )
    assert done.returncode == 2, done.stderr
    assert f"The register {register} cannot be used: " in done.stderr
    assert "that the disk has room" in done.stderr
    assert "Traceback" not in done.stderr
    opened = Register.in_file(kept, create=False)
    assert opened.size() == len(some)
    opened.close()


def test_no_room_on_a_server(new_database: Callable[[], str], make: Make, save: Save, tmp_path: Path) -> None:
    """A database that may not be written is named with what to do, and stays as it is."""
    address = new_database()
    place = Place("postgresql", address, tmp_path)
    files = save(make("moderation-sample", number=1))
    process = place.started(files)
    process.communicate()
    engine = sa.create_engine(sa.make_url(address).set(drivername="postgresql+psycopg"))
    name = sa.make_url(address).database
    with engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    engine.dispose()
    process = place.started(save(make("moderation-sample", number=2)))
    _, said = process.communicate()
    assert process.returncode == 2, said
    assert "cannot be used: cannot execute INSERT in a read-only transaction" in said
    assert [record["record_id"][:8] for record in place.held()] == ["00000001"]
