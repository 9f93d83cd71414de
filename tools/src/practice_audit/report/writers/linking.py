"""Where an id of the handbook is explained. The only links that a report has lead there.

An id of any other shape than ids have stays text, and so does every id where no handbook is named.
"""

from __future__ import annotations

import re
from typing import Final

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*")
_HANDBOOK: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~-]+)*/")


def address(handbook: str, identity: str) -> str:
    """The permanent page of an id, "" where it has none. `handbook` is the handbook's whole address, or "".

    Raises ValueError for another address than a site's, which ends in a slash.
    """
    if handbook and not _HANDBOOK.fullmatch(handbook):
        raise ValueError(f"“{handbook}” is not the address of a handbook, such as https://handbook.example/")
    return f"{handbook}id/{identity}/" if handbook and _ID.fullmatch(identity) else ""
