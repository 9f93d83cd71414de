"""The date that the build says it was made on: an input, never the clock, so that builds repeat.

SOURCE_DATE_EPOCH if it is set, else the date of the last commit; today only where there is neither.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess

from site_build.paths import ROOT


def today() -> dt.date:
    """The build's date in UTC."""
    return moment().date()


def moment() -> dt.datetime:
    """The build's date and time in UTC, to the second; ValueError where SOURCE_DATE_EPOCH is not a whole number."""
    given = os.environ.get("SOURCE_DATE_EPOCH") or _last_commit()
    if given:
        return dt.datetime.fromtimestamp(int(given), tz=dt.UTC)
    return dt.datetime.now(tz=dt.UTC).replace(microsecond=0)


def _last_commit() -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run(  # noqa: S603 - git with fixed arguments
        [git, "log", "-1", "--format=%ct"], cwd=ROOT, check=False, capture_output=True, text=True, encoding="utf-8"
    )
    return done.stdout.strip() if done.returncode == 0 else ""
