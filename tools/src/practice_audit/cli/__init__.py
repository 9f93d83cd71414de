"""The command line: files in, problems and register out. The only part that prints or exits.

Exit codes: 0 no problem of severity error; 1 at least one; 2 wrong usage, or the work could not be done.
Everything that is printed may stem from a stranger's file: hidden characters are shown by number.
One module for each command or pair of commands; `common` holds what they share.
"""

from __future__ import annotations

import gc
import io
import sys

import click

from practice_audit.cli.drawing_audits import moderation_sample
from practice_audit.cli.drawing_cases import sample
from practice_audit.cli.importing import import_records
from practice_audit.cli.keeping import backup, export, verify
from practice_audit.cli.listing import list_records
from practice_audit.cli.locking import lock, unlock
from practice_audit.cli.publishing import publish_quarter
from practice_audit.cli.purging import purge
from practice_audit.cli.reporting import report
from practice_audit.cli.typed import Commands
from practice_audit.cli.validating import validate

SELDOM = (50_000, 20, 50)  # how often Python looks for what it can forget: a catalogue is large, and stays


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="practice-audit")
def main() -> None:
    """Check audit records, keep them in a register, draw cases at random, and report what the records say."""
    gc.set_threshold(*SELDOM)
    for stream in (sys.stdout, sys.stderr):  # what a terminal cannot write is shown by number, and never a crash
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


for command in (
    validate,
    import_records,
    list_records,
    verify,
    export,
    backup,
    purge,
    sample,
    moderation_sample,
    report,
    publish_quarter,
    lock,
    unlock,
):
    main.add_command(command)
