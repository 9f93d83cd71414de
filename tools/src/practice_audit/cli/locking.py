"""`practice-audit lock` and `unlock`: files under a passphrase."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from practice_audit import locked_files, record_files, records
from practice_audit.cli.common import ONE_FILE, OUT, PASSPHRASE, Stop, told, write_new_file
from practice_audit.cli.passphrases import Passphrase, is_locked
from practice_audit.documents import MAX_BYTES
from practice_audit.problems import visible

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@ONE_FILE
@OUT
@PASSPHRASE
def unlock(path: Path, out: Path, secret: Path | None) -> None:
    """Unlock a file that was locked with a passphrase, and write what is inside to a new file."""
    passphrase = Passphrase(secret)
    with told():
        if not is_locked(path):
            raise Stop(visible(f"{path} is not locked."))
        passphrase.needed()
        write_new_file(out, passphrase.content(path))


@click.command()
@ONE_FILE
@OUT
@PASSPHRASE
def lock(path: Path, out: Path, secret: Path | None) -> None:
    """Lock a record file or a draft with a passphrase. A passphrase that is lost cannot be found out again."""
    with told():
        if is_locked(path):
            raise Stop(visible(f"{path} is locked already. Nothing was written."))
        data = record_files.content(path)
        records.read(data, str(path))
        passphrase = Passphrase(secret).to_lock_with()
        salt, nonce = os.urandom(locked_files.SALT_BYTES), os.urandom(locked_files.NONCE_BYTES)
        locked = locked_files.lock(data.decode(), passphrase, salt=salt, nonce=nonce).encode()
        if len(locked) > MAX_BYTES:
            raise Stop(visible(f"{path} is too large to be opened again once it is locked. Nothing was written."))
        write_new_file(out, locked)
