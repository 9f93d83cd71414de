"""Many files checked in several processes at once: the same results in the same order as one by one.

Few files, and machines with one processor, are checked here. A locked file is checked here, too: no other
process gets to know a passphrase. What other processes find comes back in small parcels, so that
however many files there are, few are in memory. Each process has a line of its own to this one: whichever
end of it is gone, however it went, the other hears of it. Knows nothing of the register.
"""

from __future__ import annotations

import gc
import os
import signal
import traceback
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn, TypeAlias

from practice_audit import record_files
from practice_audit.cli import passphrases
from practice_audit.cli.common import Stop
from practice_audit.cli.reading import judged, read, unread
from practice_audit.problems import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from practice_audit.cli.passphrases import Passphrase
    from practice_audit.problems import Problem

    Found: TypeAlias = tuple[dict[str, Any] | None, list[Problem]]

MANY: Final = 400
"""Files: fewer are checked before another process has begun, which takes it a third of a second."""
MOST_PROCESSES: Final = 4
IN_A_PARCEL: Final = 8


class _Other(NamedTuple):
    process: SpawnProcess
    line: Connection


@contextmanager
def checking(files: Sequence[Path], passphrase: Passphrase, *, with_records: bool) -> Iterator[Iterator[Found]]:
    """What each of these files holds, and what is wrong with it, in their order; the work ends with the block.

    Without `with_records` the record of a file may be left out where nobody needs it.
    """
    processes = min(processors(), MOST_PROCESSES)
    others: list[_Other] = []
    try:
        if len(files) >= MANY and processes > 1:
            _begin(others, processes, with_records=with_records)
        yield _in_order(others, files, passphrase) if others else (read(path, passphrase) for path in files)
    finally:
        _end(others)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(others: list[_Other], processes: int, *, with_records: bool) -> None:
    """Let processes begin anew that share nothing with this one; none where the machine has no room for them all.

    A copy of this process would have the register open, and Windows has no copies.
    """
    from multiprocessing import get_context  # noqa: PLC0415 - most commands check few files

    spawn = get_context("spawn")
    try:
        with _no_interrupt():
            _track()
            for _ in range(processes):
                line, far_end = spawn.Pipe()
                with far_end:
                    asked = (far_end, with_records, gc.get_threshold())
                    others.append(_Other(spawn.Process(target=_check, args=asked, daemon=True), line))
                    others[-1].process.start()
    except OSError:
        _end(others)


def _track() -> None:
    """Begin Python's own tracker of shared things now: it lets Ctrl-C through again to whoever begins after it."""
    if os.name == "posix":
        from multiprocessing import resource_tracker  # noqa: PLC0415 - as above

        with _no_interrupt():
            resource_tracker.ensure_running()


def _end(others: list[_Other]) -> None:
    while others:
        other = others.pop()
        if other.process.pid is not None:
            other.process.kill()
            other.process.join()
        other.process.close()
        other.line.close()


def _in_order(others: list[_Other], files: Sequence[Path], passphrase: Passphrase) -> Iterator[Found]:
    """Each process takes its turn. One that has found more than is asked for waits: its line holds no more."""
    parcels = [files[start : start + IN_A_PARCEL] for start in range(0, len(files), IN_A_PARCEL)]
    with _heard():
        for number, other in enumerate(others):
            _listens(other)
            other.line.send([list(map(str, some)) for some in parcels[number :: len(others)]])
    for number, some in enumerate(parcels):
        with _heard():
            parcel = others[number % len(others)].line.recv()
        if isinstance(parcel, str):
            _fail(some, parcel)
        for path, found in zip(some, parcel, strict=True):
            yield read(path, passphrase) if found is None else found


def _fail(files: Sequence[Path], said: str) -> NoReturn:
    """End with a fault of this program, as it would show here, and the files that show it."""
    raise RuntimeError(f"{', '.join(map(str, files))}\n{said}")


def _listens(other: _Other) -> None:
    """Wait until a process holds its end of the line. Raises EOFError where it ended before: no line tells of that."""
    from multiprocessing.connection import wait  # noqa: PLC0415 - as above

    if other.line not in wait([other.line, other.process.sentinel]):
        raise EOFError
    other.line.recv()


@contextmanager
def _heard() -> Iterator[None]:
    try:
        yield
    except (EOFError, OSError):
        raise Stop(
            "A process that checked files was ended from outside, perhaps for lack of memory, so this command has "
            "stopped. What is in a register stays as it is. Run the command again: it takes up what was left."
        ) from None


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C waits until this is done, and processes that begin here never hear of it: their end is for us to order."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# From here on: in one of the other processes.


def _check(line: Connection, with_records: bool, seldom: tuple[int, int, int]) -> None:  # noqa: FBT001 - no keywords
    """Say of each parcel of files what they hold and what is wrong; None for one that may be locked.

    Begins as the command itself does, leaves Ctrl-C to the command, and ends where nobody listens any more.
    """
    gc.set_threshold(*seldom)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for some in _asked(line):
        found = _found(some, with_records=with_records)
        try:
            line.send(found)
        except OSError:
            return


def _found(files: list[str], *, with_records: bool) -> list[Found | None] | str:
    """What each file holds; where this program has a fault, what Python says of it, for the command to tell."""
    try:
        return [_check_one(Path(path), with_records=with_records) for path in files]
    except Exception:  # noqa: BLE001 - it ends the command, as it would without other processes
        return traceback.format_exc()


def _asked(line: Connection) -> list[list[str]]:
    with suppress(EOFError, OSError):
        line.send("listening")
        asked: list[list[str]] = line.recv()
        return asked
    return []


def _check_one(path: Path, *, with_records: bool) -> Found | None:
    try:
        data = record_files.content(path)
    except Unreadable as unreadable:
        return unread(unreadable)
    if passphrases.may_be_locked(data):
        return None
    record, problems = judged(data, str(path))
    return record if with_records else None, problems
