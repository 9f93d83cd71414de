"""What day it is for the person at this computer."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """The day by the clock of this computer, in its own zone."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
