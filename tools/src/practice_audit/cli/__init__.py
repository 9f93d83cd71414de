"""The command line: files in, problems and register out. The only part that prints or exits.

Exit codes: 0 no problem of severity error; 1 at least one; 2 wrong usage, or the work could not be done.
Everything that is printed may stem from a stranger's file: hidden characters are shown by number.
One module for each command or pair of commands; `common` holds what they share.
"""

from __future__ import annotations

import atexit
import gc
import io
import sys

import click

from practice_audit.cli.typed import Commands

COMMANDS = {
    "validate": "validating.validate",
    "import": "importing.import_records",
    "list": "listing.list_records",
    "verify": "keeping.verify",
    "export": "keeping.export",
    "backup": "keeping.backup",
    "purge": "purging.purge",
    "sample": "drawing_cases.sample",
    "moderation-sample": "drawing_audits.moderation_sample",
    "report": "reporting.report",
    "publish-quarter": "publishing.publish_quarter",
    "lock": "locking.lock",
    "unlock": "locking.unlock",
}
"""Where each command is, in this package."""
SELDOM = (50_000, 20, 50)  # how often Python looks for what it can forget: a catalogue is large, and stays


@click.group(cls=Commands, places=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="practice-audit")
def main() -> None:
    """Check audit records, keep them in a register, draw cases at random, and report what the records say."""
    gc.set_threshold(*SELDOM)
    atexit.register(gc.freeze)  # at the end nothing is looked through once more
    for stream in (sys.stdout, sys.stderr):  # what a terminal cannot write is shown by number, and never a crash
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
