"""A report as one JSON file for other programs: its sections, and its findings in the shape of 2012.

    {"format": "practice-report", "format_version": 1, "report": {...}, "findings": {...}}

Every block says its `kind`. A day is ISO 8601 text, a cell that is withheld is {"withheld": "why"}.
`findings` is what `practice_audit.findings` reads: the same keys as the files in `standards/findings/`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from practice_audit.documents import pretty_text
from practice_audit.report.layout import Withheld

if TYPE_CHECKING:
    from practice_audit.findings import Findings
    from practice_audit.report.layout import Report

FORMAT: Final = "practice-report"
FORMAT_VERSION: Final = 1
_KINDS: Final = {"Paragraph": "paragraph", "Points": "points", "Table": "table", "Chart": "chart"}


def text(report: Report, findings: Findings) -> str:
    """The file's text: two spaces, and a line end at its end."""
    whole = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "report": _plain(report),
        "findings": findings.to_json(),
    }
    return pretty_text(whole)


def _plain(value: Any) -> Any:
    """A part of a report as plain JSON values."""
    if value is None or isinstance(value, str | int | float):  # as nearly all are
        return value
    if isinstance(value, Withheld):
        return {"withheld": value.words}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    kind = {"kind": _KINDS[type(value).__name__]} if type(value).__name__ in _KINDS else {}
    own = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if "kind" in own and kind:
        own["drawn_as"] = own.pop("kind")
    return {**kind, **own}
