"""The files that a draw leaves behind, by name: the record, the receipt, and for cases a notice for each area.

The command line and the page write the same. Knows nothing of where they go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practice_audit import records
from practice_audit.sampling import naming, receipt, writing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practice_audit.model import Catalogue
    from practice_audit.problems import Problem
    from practice_audit.sampling.draw import Draw
    from practice_audit.sampling.moderation import AuditDraw
    from practice_audit.sampling.writing import Made


@dataclass(frozen=True, kw_only=True, slots=True)
class Files:
    """The record of a draw, and the text of each file by its name; the record's is among them.

    Where there are problems, no file is to be written.
    """

    record: dict[str, Any]
    texts: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def of_cases(catalogue: Catalogue, draw: Draw, made: Made) -> Files:
    """What is written for a draw of cases."""
    notices = {
        naming.notice_name(made.record_id, place, area): text
        for place, (area, text) in enumerate(writing.notices(draw, made).items(), 1)
    }
    receipt_ = receipt.of_cases(draw, record_id=made.record_id)
    return _files(writing.selection_record(catalogue, draw, made), receipt_, notices)


def of_audits(catalogue: Catalogue, draw: AuditDraw, made: Made) -> Files:
    """What is written for a draw of audits."""
    receipt_ = receipt.of_audits(draw, record_id=made.record_id)
    return _files(writing.moderation_record(catalogue, draw, made), receipt_, {})


def _files(record: dict[str, Any], receipt_: Mapping[str, Any], notices: Mapping[str, str]) -> Files:
    name = records.file_name(record, record["created"])
    own = {name: records.text(record), naming.receipt_name(record["record_id"]): receipt.to_bytes(receipt_).decode()}
    problem = receipt.size_problem(receipt_)
    return Files(record=record, texts={**own, **notices}, problems=(problem,) if problem else ())
