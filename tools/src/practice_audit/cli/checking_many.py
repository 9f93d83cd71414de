"""Many files checked in several processes at once: the same results in the same order as one by one.

Few files, and machines with one processor, are checked here. A locked file is checked here, too: no other
process gets to know a passphrase. What other processes find comes back in small parcels, so that
however many files there are, few are in memory. Processes end with the command, also where it is
killed. Knows nothing of the register.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit import passphrases, record_files
from practice_audit.cli.common import Stop
from practice_audit.cli.reading import judged, read, unread
from practice_audit.problems import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor
    from pathlib import Path

    from practice_audit.passphrases import Passphrase
    from practice_audit.problems import Problem

    Found: TypeAlias = tuple[dict[str, Any] | None, list[Problem]]
    Parcel: TypeAlias = list[Found | None]

MANY: Final = 400
"""Files: fewer are checked before another process has begun, which takes it a third of a second."""
MOST_PROCESSES: Final = 4
IN_A_PARCEL: Final = 8
AHEAD: Final = 2
"""Parcels for each process that are asked for before their turn: nobody waits, and memory is bounded."""


@contextmanager
def checking(files: Sequence[Path], passphrase: Passphrase, *, with_records: bool) -> Iterator[Iterator[Found]]:
    """What each of these files holds, and what is wrong with it, in their order; the work ends with the block.

    Without `with_records` the record of a file may be left out where nobody needs it.
    """
    processes = min(processors(), MOST_PROCESSES)
    pool = _pool(processes) if len(files) >= MANY and processes > 1 else None
    if pool is None:
        yield (read(path, passphrase) for path in files)
        return
    try:
        yield _in_order(pool, files, passphrase, ahead=AHEAD * processes, with_records=with_records)
    finally:
        pool.shutdown(cancel_futures=True)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool(processes: int) -> ProcessPoolExecutor | None:
    """Processes that begin anew and share nothing with this one; none where this machine offers no way to share work.

    A copy of this process would have the register open, and Windows has no copies.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - most commands check few files
    from multiprocessing import get_context  # noqa: PLC0415

    try:
        return ProcessPoolExecutor(
            processes, get_context("spawn"), initializer=_begin_process, initargs=(gc.get_threshold(),)
        )
    except (OSError, ImportError, NotImplementedError):  # no semaphores: some small systems have none
        return None


def _in_order(
    pool: ProcessPoolExecutor, files: Sequence[Path], passphrase: Passphrase, *, ahead: int, with_records: bool
) -> Iterator[Found]:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above

    waiting: deque[tuple[Sequence[Path], Future[Parcel]]] = deque()
    try:
        for start in range(0, len(files) + ahead * IN_A_PARCEL, IN_A_PARCEL):
            some = files[start : start + IN_A_PARCEL]
            if some:
                with _no_interrupt():
                    waiting.append((some, pool.submit(_check, some, with_records)))
            if waiting and (len(waiting) == ahead or not some):
                asked, parcel = waiting.popleft()
                for path, found in zip(asked, parcel.result(), strict=True):
                    yield read(path, passphrase) if found is None else found
    except BrokenProcessPool:
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


def _begin_process(seldom: tuple[int, int, int]) -> None:
    """As the command itself begins; and Ctrl-C is for the command alone."""
    gc.set_threshold(*seldom)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process at once when the command is gone, however it went: nobody else would."""
    from multiprocessing import parent_process  # noqa: PLC0415 - as above

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _check(files: Sequence[Path], with_records: bool) -> Parcel:  # noqa: FBT001 - called through a queue
    """What each file holds and what is wrong with it; None for one that may be locked."""
    return [_check_one(path, with_records=with_records) for path in files]


def _check_one(path: Path, *, with_records: bool) -> Found | None:
    try:
        data = record_files.content(path)
    except Unreadable as unreadable:
        return unread(unreadable)
    if passphrases.may_be_locked(data):
        return None
    record, problems = judged(data, str(path))
    return record if with_records else None, problems
