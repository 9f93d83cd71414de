"""The tables of a register as they are today, and what one record puts into them.

`FORMAT` counts the shapes that these tables have had; `migrations` leads from each to the next. Knows
nothing of how a database is opened or asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from practice_audit.documents import canonical_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = 2

METADATA: Final = sa.MetaData()
_TEXT: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")  # one order everywhere: that of the bytes

ABOUT: Final = sa.Table("about", METADATA, sa.Column("format", sa.Integer, primary_key=True))
RECORDS: Final = sa.Table(
    "records",
    METADATA,
    sa.Column("record_id", _TEXT, primary_key=True),
    sa.Column("content_sha256", _TEXT, nullable=False, unique=True),
    sa.Column("record_type", _TEXT, nullable=False),
    sa.Column("tool_version", sa.Integer, nullable=False),
    sa.Column("edition", _TEXT, nullable=False),
    sa.Column("created", _TEXT, nullable=False),
    sa.Column("completed", _TEXT, nullable=False),
    sa.Column("author_ref", _TEXT),
    sa.Column("author_role", _TEXT),
    sa.Column("case_ref", _TEXT),
    sa.Column("document", _TEXT, nullable=False),
)
RELATIONS: Final = sa.Table(
    "relations",
    METADATA,
    sa.Column("record_id", _TEXT, sa.ForeignKey("records.record_id"), primary_key=True),
    sa.Column("relation", _TEXT, primary_key=True),
    sa.Column("target", _TEXT, primary_key=True, index=True),
)
COUNTS: Final = sa.Table(
    "counts",
    METADATA,
    sa.Column("quarter", _TEXT, primary_key=True),
    sa.Column("record_type", _TEXT, primary_key=True),
    sa.Column("edition", _TEXT, primary_key=True),
    sa.Column("grade", _TEXT, primary_key=True),
    sa.Column("records", sa.Integer, nullable=False),
    sa.Column("replaced", sa.Integer, nullable=False),
)
"""How many records were deleted when their time was over; `grade` is "" for those that have none."""

PURGED: Final = sa.Table("purged", METADATA, sa.Column("record_id", _TEXT, primary_key=True))
"""Which they were: counted already, so that none of them enters again."""

sa.Index("records_in_order", RECORDS.c.completed, RECORDS.c.record_id)
sa.Index("records_of_one_case", RECORDS.c.record_type, sa.func.lower(RECORDS.c.case_ref))


def row(record: Mapping[str, Any]) -> dict[str, Any]:
    """One record as a row of `RECORDS`."""
    author, case = record.get("author") or {}, record.get("case") or {}
    return {
        "record_id": record["record_id"],
        "content_sha256": record["content_sha256"],
        "record_type": record["record_type"],
        "tool_version": record["tool"]["version"],
        "edition": record["edition"],
        "created": record["created"],
        "completed": record["completed"],
        "author_ref": author.get("ref"),
        "author_role": author.get("role"),
        "case_ref": case.get("ref"),
        "document": canonical_bytes(record).decode("utf-8"),
    }


def relations(record: Mapping[str, Any]) -> list[dict[str, str]]:
    """The records that one record names, as rows of `RELATIONS`."""
    unique = dict.fromkeys((each["relation"], each["record_id"]) for each in record.get("relates_to") or ())
    return [{"record_id": record["record_id"], "relation": relation, "target": target} for relation, target in unique]
