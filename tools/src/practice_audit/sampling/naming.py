"""What the files of a draw are called: by the number of its record, so that none is written over another."""

from __future__ import annotations

import re
from typing import Final

RECEIPT: Final = ".receipt."
"""Stands in the name of the receipt of a draw, which is no record."""


def receipt_name(record_id: str) -> str:
    """The file of a receipt."""
    return f"draw_{record_id[:8]}{RECEIPT}json"


def notice_name(record_id: str, place: int, area: str) -> str:
    """The file of the notice to an area team; `place` tells areas apart whose names are alike in plain letters."""
    plain = re.sub("[^a-z0-9]+", "-", area.casefold()).strip("-")
    return f"notice_{record_id[:8]}_{place}_{plain}.md"
