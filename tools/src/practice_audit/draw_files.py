"""The files that a draw of cases leaves behind, by name: the record, the receipt and a notice for each area.

The command line and the page write the same ones. Knows no folder and no clock.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from practice_audit import records
from practice_audit.record_files import RECEIPT
from practice_audit.sampling import receipt as receipts
from practice_audit.sampling.writing import notices

if TYPE_CHECKING:
    from practice_audit.sampling.draw import Draw
    from practice_audit.sampling.writing import Made


def of_cases(draw: Draw, record: dict[str, Any], made: Made) -> dict[str, bytes]:
    """The bytes of each file by its name; `record` is the selection record of the draw."""
    name, data = record_file(record)
    receipt = receipts.to_bytes(receipts.of_cases(draw, record_id=made.record_id))
    return {name: data, receipt_name(made): receipt, **_notices(draw, made)}


def record_file(record: dict[str, Any]) -> tuple[str, bytes]:
    """The name and the bytes of a record's file."""
    return records.file_name(record, record["created"]), records.text(record).encode()


def receipt_name(made: Made) -> str:
    """What the receipt of a draw is called: by the number of its record."""
    return f"draw_{made.record_id[:8]}{RECEIPT}json"


def _notices(draw: Draw, made: Made) -> dict[str, bytes]:
    return {
        f"notice_{made.record_id[:8]}_{place}_{re.sub('[^a-z0-9]+', '-', area.casefold()).strip('-')}.md": text.encode()
        for place, (area, text) in enumerate(notices(draw, made).items(), 1)
    }
