"""From each format of a register to the next, one numbered step each.

A step is written once, in the words of its time, and never changes: it knows nothing of today's tables.
All steps run in the one transaction of whoever calls, so that a register is of one format or the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def migrate(connection: sa.Connection, found: int, wanted: int) -> None:
    """Take the tables from one format to another, and note it in the table that says so."""
    for number in range(found, wanted):
        for statement in STEPS[number](_text(connection)):
            connection.exec_driver_sql(statement)
        connection.execute(sa.update(sa.table("about", sa.column("format"))).values(format=number + 1))


def _text(connection: sa.Connection) -> str:
    """The type of a text that is put in order by its bytes."""
    return 'TEXT COLLATE "C"' if connection.dialect.name == "postgresql" else "TEXT"


def _what_was_deleted(text: str) -> tuple[str, ...]:
    """1 -> 2: what was deleted when its time was over is kept as counts; records are found in order."""
    key = "quarter, record_type, edition, grade"
    columns = ", ".join(f"{name} {text} NOT NULL" for name in key.split(", "))
    numbers = "records INTEGER NOT NULL, replaced INTEGER NOT NULL"
    return (
        f"CREATE TABLE counts ({columns}, {numbers}, PRIMARY KEY ({key}))",
        f"CREATE TABLE purged (record_id {text} NOT NULL, PRIMARY KEY (record_id))",
        "DROP INDEX ix_records_completed",
        "CREATE INDEX records_in_order ON records (completed, record_id)",
    )


STEPS: Final[Mapping[int, Callable[[str], tuple[str, ...]]]] = {1: _what_was_deleted}
"""The format that a step begins with -> its statements, given the type of a text."""
